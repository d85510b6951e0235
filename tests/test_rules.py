"""Every example sentence of every rule, coded. `pytest -k provide` runs one entry."""

from collections import defaultdict
from collections.abc import Iterator

import pytest

from dragoman.lexicon import Example, load_lexicon
from dragoman.ontology import load_ontology
from dragoman.pipeline import Coder
from dragoman.types import Actor, Block, Document, Event


def _by_entry() -> dict[str, list[Example]]:
    found: dict[str, list[Example]] = defaultdict(list)
    for example in load_lexicon(load_ontology()).examples:
        found[example.rule].append(example)
    return found


_EXAMPLES = _by_entry()


def _events(coder: Coder, sentence: str) -> list[str]:
    block = Block("body", None, None, None, 0, len(sentence))
    document = Document("example", None, None, None, None, "en", sentence, (block,))
    return [_line(event) for coded in coder.sentences(document) for event in coded.events]


def _line(event: Event) -> str:
    """An event as the rule files write it: "RUS AID/072 IRQ"."""
    return f"{_codes(event.source)} {event.event_type}/{event.cameo} {_codes(event.target)}"


def _codes(actors: tuple[Actor, ...]) -> str:
    return ",".join(actor.code or "?" for actor in actors) or "---"


def _fits(expected: tuple[str, str, str, str], found: str) -> bool:
    """Actors agree as prefixes ("SYR" fits SYRMIL); "*" is anybody, a code may be left open."""
    source, coding, target = found.split(" ")
    kind, code = coding.split("/")
    wanted = expected[1] == kind and expected[2] in ("", code)
    return wanted and all(w == "*" or f.startswith(w) for w, f in ((expected[0], source), (expected[3], target)))


def _faults(coder: Coder, example: Example) -> Iterator[str]:
    found = _events(coder, example.sentence)
    if not example.expected and found:
        yield f"{example.sentence}: none was expected, found {found}"
    for expected in example.expected:
        if not any(_fits(expected, one) for one in found):
            yield f"{example.sentence}: {' '.join(expected)} was expected, found {found or 'none'}"


@pytest.mark.example
@pytest.mark.parametrize("entry", sorted(_EXAMPLES))
def test_examples_of(entry: str, coder: Coder) -> None:
    faults = [fault for example in _EXAMPLES[entry] for fault in _faults(coder, example)]
    assert not faults, "\n".join(faults)
