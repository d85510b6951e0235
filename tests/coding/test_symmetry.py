"""Neutral: swap two countries in a sentence and the codes swap with them; nothing else changes.

The sentences are the rules' own examples that name two countries; then one act in three voices for many pairs.
"""

import re
from collections.abc import Callable
from itertools import permutations

import pytest

from dragoman.lexicon import load_lexicon
from dragoman.ontology import load_ontology
from dragoman.types import Actor, Event

# name, adjective, code: names of one word, so that a swap leaves the grammar as it is
COUNTRIES = [
    ("Russia", "Russian", "RUS"),
    ("Iran", "Iranian", "IRN"),
    ("Iraq", "Iraqi", "IRQ"),
    ("Egypt", "Egyptian", "EGY"),
    ("Kenya", "Kenyan", "KEN"),
    ("Germany", "German", "DEU"),
    ("Norway", "Norwegian", "NOR"),
    ("India", "Indian", "IND"),
    ("Pakistan", "Pakistani", "PAK"),
    ("Israel", "Israeli", "ISR"),
    ("Syria", "Syrian", "SYR"),
    ("Poland", "Polish", "POL"),
    ("Ukraine", "Ukrainian", "UKR"),
    ("Sudan", "Sudanese", "SDN"),
    ("Ethiopia", "Ethiopian", "ETH"),
    ("Italy", "Italian", "ITA"),
    ("Brazil", "Brazilian", "BRA"),
    ("Mexico", "Mexican", "MEX"),
    ("Cuba", "Cuban", "CUB"),
    ("Canada", "Canadian", "CAN"),
    ("Morocco", "Moroccan", "MAR"),
    ("Algeria", "Algerian", "DZA"),
    ("Libya", "Libyan", "LBY"),
    ("Somalia", "Somali", "SOM"),
]
_FORMS = {form: (kind, i) for i, country in enumerate(COUNTRIES) for kind, form in enumerate(country[:2])}
_WORD = re.compile(r"\b[A-Z][a-z]+\b")
Coded = Callable[[str], list[Event]]


def _named(sentence: str) -> list[int]:
    return sorted({_FORMS[word][1] for word in _WORD.findall(sentence) if word in _FORMS})


def swap(sentence: str, one: int, other: int) -> str:
    """The sentence with the two countries, and their adjectives, in each other's place."""
    place = {one: other, other: one}

    def put(match: re.Match[str]) -> str:
        kind, i = _FORMS.get(match.group(), (0, -1))
        return COUNTRIES[place[i]][kind] if i in place else match.group()

    return _WORD.sub(put, sentence)


def _parties(actors: tuple[Actor, ...], codes: dict[str, str]) -> tuple[str, ...]:
    return tuple(
        codes.get((actor.code or "?")[:3], (actor.code or "?")[:3]) + (actor.code or "")[3:] for actor in actors
    )


def codings(events: list[Event], codes: dict[str, str]) -> list[tuple[object, ...]]:
    """What was coded, with some country codes renamed."""
    return sorted(
        (e.event_type, e.cameo, e.modality, e.factuality, _parties(e.source, codes), _parties(e.target, codes))
        for e in events
    )


def _sentences() -> list[str]:
    examples = load_lexicon(load_ontology()).examples
    # "South Sudan" holds the name of another country: a swap of words would make a third
    whole = [e for e in examples if "South Sudan" not in e.sentence]
    found = [e.sentence for e in whole if e.expected and len(_named(e.sentence)) == 2]
    return found[::2]


def test_there_are_hundreds_of_sentences() -> None:
    assert len(_sentences()) >= 150


@pytest.mark.slow
def test_swapped_countries_swap_the_codes(coded: Coded) -> None:
    """A parser trained on news has seen some names more than others: a few sentences in a hundred may differ."""
    unlike = []
    sentences = _sentences()
    for sentence in sentences:
        one, other = _named(sentence)
        codes = {COUNTRIES[one][2]: COUNTRIES[other][2], COUNTRIES[other][2]: COUNTRIES[one][2]}
        before, after = codings(coded(sentence), codes), codings(coded(swap(sentence, one, other)), {})
        if before != after:
            unlike.append(f"{sentence}: {before} but {after}")
    assert len(unlike) <= 0.04 * len(sentences), "\n".join(unlike)


VOICES = [
    "{a} attacked {b}.",
    "{b} was attacked by {a}.",
    "{a}'s attack on {b} went on.",
    "{a} launched an attack on {b}.",
]


@pytest.mark.parametrize("voice", VOICES)
def test_active_passive_and_noun_say_the_same(voice: str, coded: Coded) -> None:
    for a, b in list(permutations(range(6), 2)):
        (event,) = coded(voice.format(a=COUNTRIES[a][0], b=COUNTRIES[b][0]))
        assert event.event_type == "ASSAULT"
        assert (event.source[0].code, event.target[0].code) == (COUNTRIES[a][2], COUNTRIES[b][2])
