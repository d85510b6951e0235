"""Whom words mean that name nobody: "the kingdom", "both sides", "ethnic Turks in Bulgaria", "the two leaders"."""

from collections.abc import Callable

import pytest

from dragoman.types import Event

Coded = Callable[[str], list[Event]]

# text, and the last event's source and target
CASES = [
    ("Saudi Arabia recalled its envoy. The kingdom expelled the Canadian ambassador.", "SAU", "CANGOV"),
    ("Iran and Iraq met in Doha. The two countries signed a treaty.", "IRN", "IRQ"),
    ("Russia and Ukraine met on Monday. Both sides agreed to a ceasefire.", "RUS", "UKR"),
    ("Iran and Iraq met in Doha. The sides signed a treaty.", "IRN", "IRQ"),
    ("Iraqi Prime Minister Haider al-Abadi met Angela Merkel. The two leaders signed a treaty.", "IRQGOV", "DEUGOV"),
    ("Ethnic Turks in Bulgaria demanded help from Turkey.", "BGRCVL", "TUR"),
    ("Hamas-run police arrested Israelis.", "PSECOP", "ISRCVL"),
    ("Syria's top diplomat met the Iranian president.", "SYRGOV", "IRNGOV"),
    ("Police in Lagos arrested a Ghanaian journalist.", "NGACOP", "GHAJRN"),
    ("Five people were killed in a Turkish air strike on Syria.", "TUR", "CVL"),
    ("The Kremlin warned Kyiv.", "RUSGOV", "UKR"),
]


@pytest.mark.parametrize(("text", "source", "target"), CASES)
def test_whom_they_mean(coded: Coded, text: str, source: str, target: str) -> None:
    event = coded(text)[-1]
    found = [actor.code for actor in event.source], [actor.code for actor in event.target]
    assert found == ([source], [target])


def test_it_is_nobody_known_after_a_stranger(coded: Coded) -> None:
    events = coded("Germany welcomed Lebanon. Zarkonia Holdings opened an office. It refused to talk.")
    assert [e.event_type for e in events] == ["SUPPORT"]
