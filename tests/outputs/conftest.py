"""Two events made by hand: one with everything, one with everything missing; and the facts of a document."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from dragoman.outputs import NO_DOCUMENT, ClaimFacts, DocumentFacts
from dragoman.types import Act, Actor, Event, Evidence, Harm, Item, OperatorUse, Place, Trigger

PAGE = DocumentFacts(
    "https://www.example.org/a?b=c", "Tanks", "2018-09-30T10:00:00+03:00", "example.org", "d", "en", 90, 400
)


class Known:
    """One document, and one claim told three times."""

    def document(self, document_id: str) -> DocumentFacts:
        return PAGE if document_id == "d" else NO_DOCUMENT

    def claim(self, event_id: str) -> ClaimFacts | None:
        return ClaimFacts(3, 2, 3, "2018-09-29") if event_id == "00000000000000ff" else None


def actor(name: str, code: str | None, country: str | None, sectors: tuple[str, ...] = ()) -> Actor:
    return Actor(name, name, code, country, sectors, 5, 5 + len(name), "made by hand")


def whole(**changes: object) -> Event:
    made = Event(
        id="00000000000000ff", document_id="d", event_type="AGREE", event_mode=None, contexts=("military", "economic"),
        cameo="0332", quad=1, goldstein=5.2, act=Act("AID", "072"), modality="intended",
        operators=(OperatorUse("offered", "intended", 7, 14),), factuality="asserted", condition=None,
        source=(actor("Vladimir\tPutin", "RUSGOV", "RUS", ("GOV",)),), target=(actor("Iraq", "IRQ", "IRQ"),),
        voice="quote", speaker=actor("TASS", "RUSJRN", "RUS", ("JRN",)), date="2018-09-28", date_basis="text",
        place=Place("Basra", "IRQ", 30.5, 47.8, 70, 75, "city", "the only one"),
        items=(Item("T-72", "tank", "12", 20, 25, "RUS", "$1 billion"),), harm=(Harm("killed", 12, 12, "12", 0, 5),),
        evidence=(Evidence("d", 0, 26, 'He "offered", tanks;\nall'), Evidence("d", 27, 80, "“Glad”")),
        trigger=Trigger(7, 14, "offered"), rule="aid/provide", confidence=0.8125,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.fixture
def make() -> Callable[..., Event]:
    return whole


@pytest.fixture
def bare() -> Event:
    return whole(
        id="0000000000000100", document_id="e", source=(), target=(), place=None, items=(), harm=(), evidence=(),
        speaker=None, date=None, date_basis="none", contexts=(), operators=(),
    )  # fmt: skip


@pytest.fixture
def known() -> Known:
    return Known()
