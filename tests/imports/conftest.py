"""A small store of events with one source and one target each, in all their variety."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.store import CodedDocument, Run, Store
from dragoman.types import Act, Actor, Block, Document, Event, Evidence, Place, Trigger

TEXT = "Russia offered Iraq tanks.\nIraq was glad."


def _actor(name: str, code: str | None, country: str | None, sectors: tuple[str, ...] = ()) -> Actor:
    return Actor(name, name, code, country, sectors, 0, len(name), "made by hand")


_ACTORS = (
    (_actor("Russia", "RUS", "RUS"),), (_actor("Iraqi army", "IRQMIL", "IRQ", ("MIL",)),),
    (_actor("reporters", "JRN", None, ("JRN",)),), (_actor("doctors", "SYRMED", "SYR", ("MED",)),), (),
)  # fmt: skip
_PLACES = (
    None, Place("Basra", "IRQ", 30.5, 47.8, 0, 0, "city"), Place("Iraq", "IRQ", 33.0, 44.0, 0, 0, "country"),
    Place("Anbar", "IRQ", 33.0, 41.5, 0, 0, "region"),
)  # fmt: skip
_CODES = (("AGREE", "0332", 1, 5.2), ("ASSAULT", "190", 4, -10.0), ("REQUEST", "020", 3, 3.0), ("AID", "072", 2, 8.3))


def _event(i: int, document_id: str) -> Event:
    kind, cameo, quad, goldstein = _CODES[i % len(_CODES)]
    return Event(
        id=f"{i:016x}", document_id=document_id, event_type=kind, event_mode=None, contexts=(), cameo=cameo, quad=quad,
        goldstein=goldstein, act=Act(kind, cameo), modality="actual", operators=(), factuality="asserted",
        condition=None, source=_ACTORS[i % 5], target=_ACTORS[(i // 5 + 1) % 5], voice="article", speaker=None,
        date=f"2018-09-{i % 28 + 1:02}", date_basis="text", place=_PLACES[i % 4], items=(), harm=(),
        evidence=(Evidence(document_id, 0, 26, TEXT[:26]),), trigger=Trigger(7, 14, "offered"), rule="r",
        confidence=0.5,
    )  # fmt: skip


@pytest.fixture
def coder_store(tmp_path: Path) -> Iterator[Store]:
    """Forty events of eight documents that were published the day the store counts as theirs."""
    store = Store.open(tmp_path / "corpus.duckdb", write=True)
    run = store.begin_run(Run("run", "2026-01-01T12:00:00Z", None, "lexicon", "model"))
    coded = []
    for d in range(8):
        name = f"page-{d}"
        page = Document(name, f"https://example.org/{d}", None, None, None, "en", TEXT,
                        (Block("body", None, None, None, 0, len(TEXT)),))  # fmt: skip
        events = tuple(_event(d * 5 + i, name) for i in range(5))
        coded.append(CodedDocument(page, events, f"hash-{d}", name))
    quoted = replace(coded[0].events[0], voice="quote", id="00000000000000f1")
    denied = replace(coded[0].events[1], factuality="denied", id="00000000000000f2")
    coded[0] = replace(coded[0], events=(*coded[0].events, quoted, denied))
    store.write_batch(run, coded)
    yield store
    store.close()
