"""What another lexicon makes of the same documents."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman import cli
from dragoman.analysis.diff import Difference, candidates, changes
from dragoman.store import CodedDocument, Run, Store
from dragoman.types import Act, Actor, Document, Event, Evidence, Trigger

FRANCE = Actor("France", "France", "FRA", "FRA", (), 0, 6, "odd")
EVENT = Event(
    id="1" * 16, document_id="d", event_type="AID", event_mode=None, contexts=(), cameo="070", quad=2, goldstein=7.0,
    act=Act("AID", "070"), modality="actual", operators=(), factuality="asserted", condition=None, source=(FRANCE,),
    target=(), voice="article", speaker=None, date=None, date_basis="none", place=None, items=(), harm=(),
    evidence=(Evidence("d", 0, 20, "France helped Chad."),), trigger=Trigger(7, 13, "helped"), rule="help",
    confidence=0.5,
)  # fmt: skip


def test_pairs_by_trigger_and_by_what_agrees_most() -> None:
    other = replace(EVENT, cameo="071", rule="help-with")
    wide = replace(EVENT, source=(), cameo="050")
    later = replace(EVENT, trigger=Trigger(30, 34, "sent"))
    found = changes("d", [EVENT, later, wide], [wide, other, replace(later, confidence=0.9)])
    (change,) = found
    assert (change.kind, change.fields, change.rules) == ("changed", ("cameo",), ("help", "help-with"))
    assert [one.kind for one in changes("d", [EVENT], [later])] == ["lost", "gained"]
    assert changes("d", [EVENT, EVENT], [EVENT])[0].kind == "lost"


def test_documents_are_walked_side_by_side() -> None:
    difference = Difference()
    before = [("a", 1, 1), ("b", 1, 1), ("c", 1, 1), ("d", 1, 1)]
    after = [("b", 1, 2), ("c", 2, 2), ("d", 1, 1), ("e", 1, 1)]
    assert list(candidates(before, after, difference)) == ["b"]
    counts = (difference.only_before, difference.only_after, difference.other_text, difference.compared)
    assert counts == (1, 1, 1, 2)


@pytest.fixture
def stores(tmp_path: Path) -> tuple[Path, Path]:
    gained = replace(EVENT, trigger=Trigger(30, 34, "sent"), rule="send")
    codings = {"old": [EVENT], "new": [replace(EVENT, cameo="071"), gained]}
    for name, events in codings.items():
        with Store.open(tmp_path / name, write=True) as store:
            run = store.begin_run(Run("", "", None, name, "model"))
            for i in range(3):
                page = Document(f"d{i}", None, None, None, None, "en", f"Text {i}.", ())
                mine = tuple(events[: i and 9])
                store.write_batch(run, [CodedDocument(page, mine, f"{i}", f"f{i}")])
    return tmp_path / "old", tmp_path / "new"


def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    monkeypatch.setattr(sys, "argv", ["dragoman", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_the_command(
    stores: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["diff", *map(str, stores)]
    table = told(monkeypatch, capsys, *words, "--limit", "1")
    assert table.startswith("2 gained, 0 lost, 2 changed in 3 documents that both have\n")
    assert "\nsend       2     0        0\n" in table
    assert "\nhelp       0     0        2\n" in table
    assert (
        "changed  d1  (cameo)\n    France helped Chad.\n  - FRA  AID/070  ---  article  [help]\n  + FRA  AID/071"
        in table
    )
    assert "\n3 more; --limit shows them\n" in table
    record = json.loads(told(monkeypatch, capsys, *words, "--format", "json"))
    assert (record["gained"], record["changed"], len(record["changes"])) == (2, 2, 4)
    assert record["by_rule"] == [
        {"rule": "help", "gained": 0, "lost": 0, "changed": 2}, {"rule": "send", "gained": 2, "lost": 0, "changed": 0}
    ]  # fmt: skip
    back = told(monkeypatch, capsys, "diff", *map(str, reversed(stores)), "--limit", "0")
    assert back.startswith("0 gained, 2 lost, 2 changed in 3 documents that both have\n")
    assert "more; --limit" not in back
    monkeypatch.setattr(sys, "argv", ["dragoman", "diff", str(stores[0]), str(stores[0])])
    with pytest.raises(SystemExit):
        cli.main()
    assert "the same store" in capsys.readouterr().err
