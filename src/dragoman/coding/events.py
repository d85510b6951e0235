"""Findings to Event records: actors, speaker, date, evidence, confidence, and the id of the claim."""

import hashlib
from dataclasses import dataclass, replace

from dragoman.coding.algebra import State, shown
from dragoman.coding.attribution import Attribution
from dragoman.coding.chain import Link
from dragoman.coding.details import Details
from dragoman.coding.findings import Finding
from dragoman.coding.resources import Resources
from dragoman.ontology import Ontology
from dragoman.ontology.tables import Code
from dragoman.types import Act, Actor, Document, Event, Evidence, Factuality, OperatorUse, Sentence, Trigger, Voice

_DIPLOMATIC = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_SAID = frozenset({"REJECT", "REQUEST", "ACCUSE", "THREATEN", "SUPPORT"})


@dataclass(frozen=True, slots=True)
class Telling:
    """Who tells a sentence, as far as that is known before the act is looked at, and the circumstances it tells."""

    document: Document
    sentence: Sentence
    attribution: Attribution
    of_sentence: Actor | None
    of_paragraph: Actor | None
    details: Details


def make_event(finding: Finding, telling: Telling, resources: Resources) -> Event:
    """The record of one finding."""
    ontology = resources.ontology
    document, sentence = telling.document, telling.sentence
    code = _known(finding.state, ontology)
    start, end = sentence.starts[finding.match.clause.head], sentence.ends[finding.match.clause.head]
    voice = _voice(document, sentence.span.voice, start)
    event_type = finding.state.event_type
    told = telling.details.of(finding)
    bare = not finding.links
    event = Event(
        id="",
        document_id=document.id,
        event_type=event_type,
        event_mode=_mode(finding, ontology, event_type, code.mode, bare=bare),
        contexts=tuple(dict.fromkeys((*finding.match.trigger.contexts, *code.contexts))),
        cameo=finding.state.cameo,
        quad=ontology.event_types.get(event_type, code.quad),
        goldstein=code.goldstein,
        act=Act(
            finding.match.trigger.event_type or _event_type(finding.match.trigger.cameo, ontology),
            finding.match.trigger.cameo,
        ),
        modality=shown(finding.links, finding.state),
        operators=tuple(_operator(link, sentence, document) for link in reversed(finding.links)),
        factuality=_factuality(finding.chain.factuality),
        condition=_condition(finding, sentence, document),
        source=tuple(_as_state(r.actor, event_type, source=True) for r in finding.parties.source),
        target=tuple(_as_state(r.actor, event_type, source=False) for r in finding.parties.target),
        voice=voice,
        speaker=_speaker(finding, telling, voice, start),
        date=told.date.edtf,
        date_basis=told.date.basis,
        place=told.place,
        items=told.items,
        harm=told.harm,
        evidence=(
            Evidence(
                document.id,
                sentence.span.start,
                sentence.span.end,
                document.text[sentence.span.start : sentence.span.end],
            ),
        ),
        trigger=Trigger(start, end, document.text[start:end]),
        rule=finding.match.trigger.id,
        confidence=resources.confidence(finding),
        missing=told.missing,
    )
    return with_id(event)


def _known(state: State, ontology: Ontology) -> Code:
    """The code as the ontology has it; of a code of the user's own it only knows the type, where there is one."""
    known = ontology.codes.get(state.cameo)
    quad = ontology.event_types.get(state.event_type, 0)
    return known or Code(state.cameo, "", state.event_type, quad, 0.0, 0.0, "", ())


def _event_type(cameo: str, ontology: Ontology) -> str:
    return ontology.event_type(cameo) if cameo in ontology.codes else ""


def with_id(event: Event) -> Event:
    """The event with the hash of its claim for id: equal claims have equal ids, whatever the evidence."""
    parts = (
        event.event_type, event.cameo, event.modality, event.factuality, event.voice,
        *_identities(event.source), "->", *_identities(event.target),
        event.speaker.name if event.speaker else "", event.date or "",
    )  # fmt: skip
    return replace(event, id=hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16])


def _as_state(actor: Actor, event_type: str, *, source: bool) -> Actor:
    """A people that agrees, talks, asks or accuses is its state: "the Palestinians and Israel agreed"."""
    speaks = event_type in _DIPLOMATIC or (source and event_type in _SAID)
    if not actor.reason.startswith("nationality") or not speaks:
        return actor
    return replace(actor, code=actor.country, sectors=(), reason="nationality as its state")


def _identities(actors: tuple[Actor, ...]) -> list[str]:
    return [actor.code or actor.name for actor in actors]


def _mode(finding: Finding, ontology: Ontology, event_type: str, default: str, *, bare: bool) -> str | None:
    mode = (finding.match.trigger.mode if bare else "") or default
    return mode if (event_type, mode) in ontology.modes else None


def _factuality(value: str) -> Factuality:
    return value  # type: ignore[return-value]


def _operator(link: Link, sentence: Sentence, document: Document) -> OperatorUse:
    start, end = sentence.starts[link.head], sentence.ends[link.head]
    return OperatorUse(document.text[start:end], link.modality, start, end)


def _condition(finding: Finding, sentence: Sentence, document: Document) -> str | None:
    if finding.chain.condition < 0:
        return None
    left, right = sentence.extent(finding.chain.condition)
    return document.text[sentence.starts[left] : sentence.ends[right - 1]]


def _voice(document: Document, voice: Voice, start: int) -> Voice:
    if voice == "comment":
        return voice
    quoted = any(block.kind == "quote" and block.start <= start < block.end for block in document.blocks)
    return "quote" if quoted else "article"


def _speaker(finding: Finding, telling: Telling, voice: Voice, start: int) -> Actor | None:
    reported = telling.attribution.of_report(finding.chain.report)
    if voice == "comment":
        return reported or commenter(telling.document, start)
    found = reported or telling.of_sentence
    if voice == "quote":
        return found or telling.of_paragraph
    return found


def commenter(document: Document, start: int) -> Actor | None:
    """The author of the comment that holds the offset; a name, no code."""
    for block in document.blocks:
        if block.kind == "comment" and block.start <= start < block.end and block.author:
            return Actor(block.author, block.author, None, None, (), block.start, block.start, "author of the comment")
    return None
