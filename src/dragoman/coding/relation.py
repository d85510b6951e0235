"""The event between two marked spans of a sentence: the one that has them for source and target."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.coding.coder import How, SentenceCoder
from dragoman.coding.findings import Coding, Finding, in_main_line
from dragoman.coding.memory import Memory
from dragoman.coding.resolver import Resolver, Settings
from dragoman.coding.resources import Resources
from dragoman.coding.scheme import folded_root, plv_root
from dragoman.lexicon import Trigger
from dragoman.types import Actor, Sentence

# a letter or a call carries what is said in it: a threat, a demand, thanks
_CARRIERS = frozenset({"040", "041"})


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with character spans of source and target; None where no such span is marked."""

    sentence: str
    source: tuple[int, int] | None
    target: tuple[int, int] | None


def marked_actors(row: Marked) -> list[Actor]:
    """An actor for each span: in this task every marked span is one."""
    found = []
    for name, span in (("source", row.source), ("target", row.target)):
        if span is not None:
            text = row.sentence[span[0] : span[1]]
            found.append(Actor(text, text, f"@{name}", None, (), *span, "marked"))
    return found


def choose_event(findings: Sequence[Finding], row: Marked) -> Finding | None:
    """The finding whose parties agree best with the marks; earlier and shallower ones first among equals."""
    told = (finding for finding in findings if finding.chain.factuality != "denied")
    scored = [(_agreement(finding, row), -i, finding) for i, finding in enumerate(told)]
    return max(scored, key=lambda item: item[:2], default=(0, 0, None))[2]


def _agreement(finding: Finding, row: Marked) -> float:
    """How well the parties of a finding are the marked ones; the sentence's main line comes before its asides."""
    source, target = finding.parties.source, finding.parties.target
    right = _on(source, row.source) * 2 + _on(target, row.target) * 2
    swapped = _on(source, row.target) + _on(target, row.source)
    strange = sum(not _on((r,), row.source) and not _on((r,), row.target) for r in (*source, *target)) * 0.3
    doubtful = 0.5 if finding.chain.factuality in ("hypothetical", "denied") else 0.0
    main = 0.6 if in_main_line(finding) else 0.0
    carrier = 0.35 if finding.state.cameo in _CARRIERS else 0.0
    return right + (0.5 * swapped if not right else 0) - strange - doubtful + main - carrier


def _on(parties: Sequence[object], span: tuple[int, int] | None) -> float:
    if span is None:
        return 0.0 if parties else 0.4
    return float(any(r.actor.start < span[1] and r.actor.end > span[0] for r in parties))  # type: ignore[attr-defined]


def relation_coding(sentence: Sentence, row: Marked, resources: Resources) -> tuple[Coding, Finding | None]:
    """The whole coding of the sentence with its spans marked, and the finding chosen."""
    resolver = Resolver(
        sentence,
        Settings(resources.actors, None, acts=resources.book.armed, equipment=resources.equipment),
        Memory(),
        row.sentence,
    )
    resolver.marked = marked_actors(row)
    coding = SentenceCoder(sentence, resources, resolver, How(thorough=True)).code()
    return coding, choose_event(coding.findings, row)


def relation_root(sentence: Sentence, row: Marked, resources: Resources) -> str:
    """The root of the event between the marks, in the scheme of the relation task; "NONE" where there is none."""
    coding, finding = relation_coding(sentence, row, resources)
    if finding is not None:
        return plv_root(finding)
    return _guess(coding, resources)


def _guess(coding: Coding, resources: Resources) -> str:
    """Two marked actors stand in some relation: without a coded event, what the nearest act would have been."""
    for dropped in coding.dropped:
        cameo = dropped.match.trigger.cameo
        if kind := dropped.match.trigger.event_type or resources.ontology.event_type(cameo):
            return folded_root(kind)
    kinds = [resources.lexicon.entries[failure.rule] for failure in coding.failures]
    counted = Counter(resources.ontology.event_type(e.cameo) for e in kinds if isinstance(e, Trigger))
    return folded_root(counted.most_common(1)[0][0]) if counted else "NONE"
