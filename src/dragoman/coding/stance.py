"""How the readers, or whoever speaks, feel about each actor that their sentences name.

Every sentence counts once for a country and once for an actor, whatever it says of what they did: praise, blame,
wishes and mockery. A pronoun counts where it leads back to a name of the same comment; a reply takes nothing from the
comment that it answers but what it names itself, for it may answer the one who wrote and not what was written of.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from dragoman.coding.document import CodedSentence
from dragoman.coding.mentions import COUNTRY_KINDS, choose
from dragoman.coding.sentiment import Class, Sentiment
from dragoman.types import Actor, Document, Evidence, Sentence, Stance, Voice

_COUNTED = ("named", "person", "agent", "pronoun", "definite")
_FIRST_OR_SECOND = frozenset("i we us me you our your my myself ourselves yourself yourselves".split())


@dataclass(frozen=True, slots=True)
class Opinion:
    """A sentence, in whose voice, and how it speaks of one actor that it names."""

    actor: Actor
    value: float
    class_: Class
    voice: Voice
    speaker: Actor | None
    evidence: Evidence


def opinions(coded: Iterable[CodedSentence], sentiment: Sentiment, document: Document) -> Iterator[Opinion]:
    """What each sentence says of each actor that it names; of an actor named twice the stronger mention counts."""
    for _, paragraph in groupby(coded, key=lambda one: one.sentence.span.paragraph):
        read = list(paragraph)
        # a quotation of several sentences has one speaker, named in any of them
        heard = next((one.resolver.speaker for one in read if one.resolver.speaker is not None), None)
        for one in read:
            span = one.sentence.span
            speaker = one.resolver.speaker or (heard if span.voice == "quote" else None)
            said = Evidence(document.id, span.start, span.end, document.text[span.start : span.end])
            for actor, value, class_ in _towards(one, sentiment):
                yield Opinion(actor, value, class_, span.voice, speaker, said)


def _towards(one: CodedSentence, sentiment: Sentiment) -> Iterator[tuple[Actor, float, Class]]:
    strongest: dict[str, tuple[Actor, float, Class]] = {}
    for actor in _named(one):
        feeling = sentiment.towards(one.sentence, actor.start, actor.end)
        key = identity(actor)
        if key not in strongest or abs(feeling.value) > abs(strongest[key][1]):
            strongest[key] = (actor, feeling.value, feeling.class_)
    yield from strongest.values()


def identity(actor: Actor) -> str:
    """What tells one actor from another: the code of a country or its people, else the name."""
    people = actor.reason.startswith("nationality")
    return actor.code if actor.code and (people or actor.code == actor.country) else actor.name


def _named(one: CodedSentence) -> Iterator[Actor]:
    """The actors of a sentence, each mention once, left to right; whose thing it is where the thing is nobody."""
    sentence, resolver = one.sentence, one.resolver
    seen: set[int] = set()
    for head in range(len(sentence.words)):
        if sentence.kind(head) not in ("noun", "pronoun") or sentence.lower[head] in _FIRST_OR_SECOND:
            continue
        for resolved in resolver.resolve(head) if _stands_for_itself(sentence, head) else ():
            actor = resolved.actor
            if actor.code and resolved.how in _COUNTED and actor.start not in seen:
                seen.add(actor.start)
                if resolved.how != "agent":
                    yield actor
                elif actor.country is not None:
                    # "the Iraqi forces", "Iraqi militias": one actor by any words of its kind
                    yield replace(actor, name=actor.code)
    for mention in resolver.mentions.found:
        start, end = sentence.starts[mention.start], sentence.ends[mention.end - 1]
        if not any(start <= place < end for place in seen):
            entry = choose(mention.entries, None)
            country = entry.country if entry.country in resolver.base.countries else None
            if entry.code and entry.kind in COUNTRY_KINDS:
                seen.add(start)
                words = " ".join(sentence.words[mention.start : mention.end])
                yield Actor(words, entry.name, entry.code, country, entry.sectors, start, end, "within a phrase")


def _stands_for_itself(sentence: Sentence, head: int) -> bool:
    return sentence.clause(head).slot != "modifier"


def stance(found: Iterable[Opinion]) -> dict[str, Stance]:
    """The comments' opinions by country: the mean of their sentences and how many are of which class."""
    by_country: dict[str, dict[int, Opinion]] = {}
    for opinion in found:
        country = opinion.actor.country
        if opinion.voice == "comment" and country is not None:
            sentences = by_country.setdefault(country, {})
            known = sentences.get(opinion.evidence.start)
            if known is None or abs(opinion.value) > abs(known.value):
                sentences[opinion.evidence.start] = opinion
    return {country: summed(sentences.values()) for country, sentences in sorted(by_country.items())}


def by_actor(found: Iterable[Opinion]) -> Mapping[str, Stance]:
    """The comments' opinions by actor."""
    actors: dict[str, list[Opinion]] = {}
    for opinion in found:
        if opinion.voice == "comment":
            actors.setdefault(identity(opinion.actor), []).append(opinion)
    return {name: summed(said) for name, said in sorted(actors.items())}


def summed(found: Iterable[Opinion]) -> Stance:
    """Mean and counts of opinions."""
    said = list(found)
    counts = {name: sum(o.class_ == name for o in said) for name in ("positive", "negative", "neutral")}
    return Stance(round(sum(o.value for o in said) / max(1, len(said)), 2), **counts)
