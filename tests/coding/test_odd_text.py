"""Text that is no prose: read or left out, in time that grows with its length."""

from collections.abc import Callable

import pytest

from dragoman.types import Event

Coded = Callable[[str], list[Event]]


def _told(events: list[Event]) -> set[tuple[str, str, str]]:
    return {(s.code or "", e.event_type, t.code or "") for e in events for s in e.source for t in e.target}


@pytest.mark.parametrize(
    "text",
    [
        "RUSSIA ATTACKED UKRAINE ON MONDAY, KILLING TEN CIVILIANS.",
        "Russia 😡 attacked 💥 Ukraine 🇺🇦 on Monday 😢😢😢.",
        "\u202eRussia\u202c attacked \u2067Ukraine\u2069 on Monday.",
        "Rus\u200bsia attacked Ukra\u00adine on Monday.",
        "Russia attacked Ukraine " + "," * 10_000 + " on Monday.",
        "russia attacked ukraine",
        "Norway said \"Sweden said 'Russia attacked Ukraine'\".",
        "Russia attacked Ukraine and " + " and ".join(["Norway liked the cold winter"] * 600) + ".",
    ],
    ids=[
        "capitals",
        "emoji",
        "marks of direction",
        "unseen marks",
        "commas",
        "no case, no stop",
        "nested",
        "3,000 words",
    ],
)
def test_the_event_is_found(coded: Coded, text: str) -> None:
    assert ("RUS", "ASSAULT", "UKR") in _told(coded(text))


def test_the_end_of_a_long_sentence_is_read(coded: Coded) -> None:
    text = " and ".join(["Norway liked the cold winter"] * 600) + " and Russia attacked Ukraine."
    assert ("RUS", "ASSAULT", "UKR") in _told(coded(text))


@pytest.mark.parametrize(
    "text", ["", " \n ", ",;:", "(" * 3000, '"' * 2001, "Die Regierung verurteilte den Angriff scharf."]
)
def test_nothing_is_found_and_nothing_breaks(coded: Coded, text: str) -> None:
    assert coded(text) == []
