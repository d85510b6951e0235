"""A parsed sentence becomes events: match, climb, fold, bind; and a record of what did not fire."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.coding.algebra import State, fold_chain
from dragoman.coding.alone import alone_matches, obliged_matches
from dragoman.coding.bind import Binder, Parties
from dragoman.coding.chain import Chain, Climber, Link
from dragoman.coding.findings import Coding, Dropped, Finding, in_main_line
from dragoman.coding.home import at_home, felt_at_home
from dragoman.coding.implied import implied_matches
from dragoman.coding.match import Match, Matcher
from dragoman.coding.owncodes import own_coding
from dragoman.coding.require import Fillers
from dragoman.coding.resolver import Resolved, Resolver
from dragoman.coding.resources import Resources
from dragoman.types import Sentence

_ARMED = frozenset({"18", "19", "20"})
# coercion and assault by police or troops are politics wherever they are, and whoever bears them
_FORCE = frozenset({"17", "18", "19", "20"})
_HELP = ("062", "064", "07")
_FORCES = frozenset({"COP", "MIL"})
# codes of agents that belong to nobody known
_SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
# of agents whose country nobody says, those that make it politics
_POWERS = frozenset("COP GOV JUD LEG MIL PRM REB UAF OPP".split())


@dataclass(frozen=True, slots=True)
class How:
    """How a sentence is coded.

    `thorough` also records the entries that failed for want of a further word, for those who ask why; `pastime` says
    that the page is about a game or a show.
    """

    thorough: bool = False
    pastime: bool = False


_AS_USUAL = How()


class SentenceCoder:
    """Codes one sentence."""

    def __init__(self, sentence: Sentence, resources: Resources, resolver: Resolver, how: How = _AS_USUAL) -> None:
        self.pastime = how.pastime
        self.keep_background = bool(resolver.marked)
        self.sentence = sentence
        lexicon, book = resources.lexicon, resources.book
        self.lexicon = lexicon
        self.armed = book.armed
        self.ontology = resources.ontology
        self.resolver = resolver
        self.fillers = Fillers(sentence, resolver, lexicon.grammar["carriers"], resolver.systems)
        self.matcher = Matcher(sentence, lexicon, book, self.fillers, thorough=how.thorough)
        self.climber = Climber(sentence, lexicon, self.matcher)
        self.binder = Binder(sentence, resolver, self._is_instrument)

    def _is_instrument(self, head: int) -> bool:
        """Whether a word names a weapon or an armed act: what somebody hurts with, and no actor by itself."""
        agent = self.resolver.base.agents.get((self.sentence.lower[head],))
        weapon = agent is not None and agent.kind == "thing" and "MIL" in agent.sectors
        return weapon or self.sentence.lemmas[head] in self.armed or self._is_armed_gerund(head)

    def _is_armed_gerund(self, head: int) -> bool:
        """ "Killed in police firing": a gerund that names an armed act."""
        verb = self.lexicon.verbs.get((self.sentence.lower[head], "gerund"), "")
        return any(trigger.cameo[:2] in _ARMED for trigger in self.lexicon.triggers.get(("verb", verb), ()))

    def code(self) -> Coding:
        """All findings, in the order of their words."""
        if self.lexicon.own_codes:
            return own_coding(self.matcher, self.climber, self.binder)
        findings: list[Finding] = []
        dropped: list[Dropped] = []
        used: set[int] = set()
        for match, chain in self._candidates(used):
            result = self._finding(match, chain)
            if isinstance(result, Finding):
                findings.append(result)
                used |= {link.head for link in chain.links} | {match.clause.head}
            else:
                dropped.append(result)
        findings = _independent(findings)
        if not self.keep_background:
            findings = _to_the_point(findings)
        findings.sort(key=lambda f: f.match.clause.head)
        return Coding(tuple(_without_echoes(findings)), tuple(dropped), tuple(self.matcher.failures))

    def _candidates(self, used: set[int]) -> Iterator[tuple[Match, Chain]]:
        """Acts first, then operators over a bare theme, then operators that stand alone."""
        for match in self.matcher.matches():
            yield match, self.climber.climb(match.clause)
        for match, link in implied_matches(self.sentence, self.lexicon, self.matcher, used):
            chain = self.climber.climb(match.clause)
            yield match, _prepend(chain, link)
        for match in alone_matches(self.sentence, self.lexicon, self.matcher, used):
            yield match, self.climber.climb(match.clause)
        for match in obliged_matches(self.sentence, self.lexicon, used):
            yield (
                match,
                Chain(
                    (),
                    match.clause,
                    match.clause.governor,
                    negated=False,
                    factuality="asserted",
                    condition=-1,
                    transparent=(),
                ),
            )

    def _denied(self, match: Match, chain: Chain) -> Finding | Dropped:
        """ "Iran denied sending drones": the act as it would be, marked as denied."""
        found = self._finding(match, replace(chain, links=chain.links[:-1], factuality="asserted"))
        return replace(found, chain=replace(chain, factuality="denied")) if isinstance(found, Finding) else found

    def _finding(self, match: Match, chain: Chain) -> Finding | Dropped:
        if _denies_help(match, chain):
            return self._denied(match, chain)
        links = chain.links
        trigger = match.trigger
        state = fold_chain(self.ontology, trigger.cameo, links, negated=chain.negated, variant=trigger.variant)
        if state is None:
            return Dropped(match, "the folding table leaves no event" if links else "the act is denied")
        if chain.factuality == "denied":
            return Dropped(match, "the act is denied")
        if not links and trigger.event_type:
            state = State(state.cameo, trigger.event_type, state.modality)
        parties = felt_at_home(
            at_home(self.binder.event(match, chain), state.event_type, state.cameo), state.event_type, state.cameo
        )
        reason = no_actor(match, parties, chain)
        if not reason and not self.keep_background and _is_background(match, parties, chain):
            reason = "an act without a source, said in passing"
        if not reason and self.pastime and not any(holds_power(r) for r in (*parties.source, *parties.target)):
            reason = "on a page about a game or a show a country's name is its team"
        if reason:
            return Dropped(match, reason)
        return Finding(match, chain, links, state, parties)


def _denies_help(match: Match, chain: Chain) -> bool:
    """ "Iran denied sending drones": of help and arms alone a denial is kept, for the register of assistance."""
    outmost = chain.links[-1] if chain.links else None
    denied = outmost is not None and outmost.modality == "denied" and not outmost.negated
    return denied and match.trigger.cameo.startswith(_HELP)


def holds_power(resolved: Resolved) -> bool:
    """Whether an actor is a body that governs, judges, polices or fights."""
    return not _POWERS.isdisjoint(resolved.actor.sectors)


def _is_background(match: Match, parties: Parties, chain: Chain) -> bool:
    """An act that nobody is said to do, inside another clause: "after the attack on Kabul", "a man suspected of"."""
    if parties.source or chain.links:
        return False
    clause = match.clause
    return clause.slot in ("relative", "modifier") or (clause.kind == "noun" and clause.slot not in ("subject", ""))


def no_actor(match: Match, parties: Parties, chain: Chain) -> str:
    """Why the parties are not enough for an event, or ""."""
    if parties.blocked:
        return "what fills the source's role is no actor"
    coded = [r for r in (*parties.source, *parties.target) if r.actor.code]
    if not coded:
        return "neither source nor target is an actor"
    placed = any(r.actor.country or len(r.actor.code or "") != 3 or r.actor.code not in _SECTORS for r in coded)
    forced = match.trigger.cameo[:2] in _FORCE and any(_FORCES & set(r.actor.sectors) for r in parties.source)
    both = parties.source and parties.target and any(_POWERS & set(r.actor.sectors) for r in coded)
    if not placed and not both and not forced:
        return "no actor of a country, and none that holds power"
    if (
        not parties.source
        and match.clause.kind == "noun"
        and not chain.links
        and not any(_strong(r) for r in parties.target)
    ):
        return "an act noun without an actor of its own"
    if (
        parties.source
        and all(r.how == "unknown" for r in parties.source)
        and not any(_strong(r) for r in parties.target)
    ):
        return "the source is an unknown name and the target no named actor"
    return ""


def _to_the_point(findings: list[Finding]) -> list[Finding]:
    """Without the background, where the sentence's own line holds an event.

    Background are acts of relative clauses, of phrases ("after the attack on ...") and of adverbial clauses. A
    participle that goes on with the story ("..., demanding that ...") stays, if it tells something else.
    """
    main = [f for f in findings if in_main_line(f)]
    if not main:
        return findings
    told = {f.state.event_type for f in main}
    return [f for f in findings if f in main or (_goes_on(f) and f.state.event_type not in told)]


def _goes_on(finding: Finding) -> bool:
    top = finding.chain.top
    return top.slot in ("adverbial", "relative") and "gerund" in top.marks and bool(finding.parties.source)


def _independent(findings: list[Finding]) -> list[Finding]:
    """Findings that are not part of others.

    Left out: an operator's own act where it governs a coded one, a noun that is the theme of another act, and one
    that only repeats the target of the verb that it stands with ("ordered a probe into X").
    """
    governing = {link.head for finding in findings for link in finding.links if link.operator is not None}
    free = [f for f in findings if f.match.clause.head not in governing or f.match.implied]
    themes = {finding.match.theme for finding in free if not finding.match.implied}
    kept = [f for f in free if f.match.clause.head not in themes or f.match.implied]
    return [f for f in kept if not (f.match.clause.kind == "noun" and not f.parties.source and _repeats(f, kept))]


def _repeats(finding: Finding, others: list[Finding]) -> bool:
    own = {r.actor.start for r in finding.parties.target}
    return any(
        other is not finding
        and other.state.event_type == finding.state.event_type
        and other.parties.source
        and own <= {r.actor.start for r in other.parties.target}
        for other in others
    )


def _strong(resolved: Resolved) -> bool:
    return resolved.how in ("named", "person", "agent", "pronoun", "definite") and resolved.actor.code is not None


def _prepend(chain: Chain, link: Link) -> Chain:
    return Chain(
        (link, *chain.links),
        chain.top,
        chain.report,
        chain.negated,
        chain.factuality,
        chain.condition,
        chain.transparent,
    )


def _without_echoes(findings: list[Finding]) -> Iterator[Finding]:
    """One act said twice in a breath ("held talks, meeting with"): the same event of the same parties once."""
    seen: set[object] = set()
    for finding in findings:
        key = (
            finding.state.event_type,
            finding.state.cameo,
            tuple(r.actor.name for r in finding.parties.source),
            tuple(r.actor.name for r in finding.parties.target),
            finding.chain.factuality,
        )
        if key not in seen:
            seen.add(key)
            yield finding
