"""Coding by a user's verb dictionary: its codes stand as they are, no operator changes them."""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.coding.algebra import State
from dragoman.coding.bind import Binder, Parties
from dragoman.coding.chain import Chain, Climber
from dragoman.coding.findings import Coding, Dropped, Finding
from dragoman.coding.match import Match, Matcher

_NO_CODE = "---"


def own_coding(matcher: Matcher, climber: Climber, binder: Binder) -> Coding:
    """All findings of a sentence, in the order of their verbs."""
    findings: list[Finding] = []
    dropped: list[Dropped] = []
    for match in matcher.matches():
        parties = binder.act(match)
        reason = _nothing(match, parties)
        if reason:
            dropped.append(Dropped(match, reason))
        else:
            findings.extend(_both_ways(match, climber.climb(match.clause), parties))
    return Coding(tuple(findings), tuple(dropped), tuple(matcher.failures))


def _nothing(match: Match, parties: Parties) -> str:
    """Why there is no event, or ""."""
    if match.trigger.cameo == _NO_CODE:
        return "the dictionary gives these words no code"
    if not any(r.actor.code for r in (*parties.source, *parties.target)):
        return "neither source nor target is an actor"
    return ""


def _both_ways(match: Match, chain: Chain, parties: Parties) -> Iterator[Finding]:
    """What the source does, and what the target does in turn where the dictionary says so."""
    trigger, bare = match.trigger, replace(chain, links=(), transparent=(), negated=False)
    yield Finding(match, bare, (), State(trigger.cameo, trigger.event_type, ""), parties)
    if trigger.reverse and parties.source and parties.target:
        turned = Parties(parties.target, parties.source)
        yield Finding(match, bare, (), State(trigger.reverse, trigger.reverse_type, ""), turned)
