"""Documents and events made by hand: the store has to keep what it is given, whatever coded it."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.store import CodedDocument, Run, Store
from dragoman.types import (
    Act,
    Actor,
    Block,
    Document,
    Event,
    Evidence,
    Harm,
    Item,
    OperatorUse,
    Place,
    Stance,
    Trigger,
)

TEXT = 'Russia offered Iraq tanks. “We are glad,” said a man called "class":, of Basra.'


def actor(name: str, code: str | None = None, sectors: tuple[str, ...] = ()) -> Actor:
    country = code[:3] if code else None
    return Actor(name, name, code, country, sectors, 0, len(name), "made by hand")


def claim(event: Event) -> str:
    parts = (event.event_type, event.cameo, event.voice, event.factuality, event.date or "",
             *(a.code or a.name for a in event.source), "->", *(a.code or a.name for a in event.target))  # fmt: skip
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


def event(document_id: str = "d", **changes: object) -> Event:
    made = Event(
        id="", document_id=document_id, event_type="AGREE", event_mode=None, contexts=("military",), cameo="0332",
        quad=1, goldstein=5.2, act=Act("AID", "072"), modality="intended",
        operators=(OperatorUse("offered", "intended", 7, 14),), factuality="asserted", condition=None,
        source=(actor("Russia", "RUSGOV", ("GOV",)),), target=(actor("Iraq", "IRQ"),), voice="article", speaker=None,
        date="2018-09-28", date_basis="text", place=Place("Basra", "IRQ", 30.5, 47.8, 70, 75, "city", "the only one"),
        items=(Item("T-72", "tank", "12", 20, 25, "RUS", "$1 billion"),),
        harm=(Harm("killed", 12, None, "at least 12", 0, 5),),
        evidence=(Evidence(document_id, 0, 26, TEXT[:26]), Evidence(document_id, 27, 80, TEXT[27:80])),
        trigger=Trigger(7, 14, "offered"), rule="aid/provide", confidence=0.8125, missing={"speaker": "nobody said it"},
    )  # fmt: skip
    made = replace(made, **changes)  # type: ignore[arg-type]
    return replace(made, id=claim(made))


def document(document_id: str = "d", **changes: object) -> Document:
    made = Document(
        document_id, "https://www.example.org/a?b=c", "Tanks for Iraq", "A. Writer", "2018-09-30T10:00:00+03:00", "en",
        TEXT, (Block("title", None, None, None, 0, 0), Block("comment", "hé", "2018-10-01", 0, 0, len(TEXT))),
        {"RUS": Stance(0.5, 2, 1, 0)}, {"author": "none given"}, {"Russia": Stance(-1.0, 0, 3, 1)},
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def coded(document_id: str = "d", *events: Event, **changes: object) -> CodedDocument:
    mine = events or (event(document_id), event(document_id, cameo="050", source=()))
    page = document(document_id, **changes)
    return CodedDocument(page, tuple(mine), f"hash of {document_id}", f"folder/{document_id}.html", fingerprint=b"fp")


@pytest.fixture
def make_event() -> Callable[..., Event]:
    return event


@pytest.fixture
def make_actor() -> Callable[..., Actor]:
    return actor


@pytest.fixture
def make_document() -> Callable[..., Document]:
    return document


@pytest.fixture
def make_coded() -> Callable[..., CodedDocument]:
    return coded


@pytest.fixture
def begin() -> Callable[..., str]:
    def begin(store: Store, lexicon: str = "lexicon", run_id: str = "run") -> str:
        return store.begin_run(Run(run_id, "2026-01-01T12:00:00Z", None, lexicon, "model", "local", 2, {"a": [1]}))

    return begin


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "corpus.duckdb"
