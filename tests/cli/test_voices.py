"""`dragoman voices` and the stance that `dragoman read` prints, over the shipped page."""

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from dragoman import cli
from dragoman.analysis.voices import voices, whose
from dragoman.config import load_config
from dragoman.pipeline import Coder
from dragoman.reading import ReadOptions, read_bytes
from dragoman.types import Actor, Voice

ARKAN = Actor("Arkan", "Selim Arkan", "TURGOV", "TUR", ("GOV",), 0, 5, "person")


@pytest.fixture(autouse=True)
def one_coder(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("read", "voices"):
        module = import_module(f"dragoman.cli.{name}")
        monkeypatch.setattr(module, "load_coder", lambda *_: (coder, load_config()))


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["dragoman", *words])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    return int(stop.value.code or 0)


def answer(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> Any:  # noqa: ANN401
    assert run(monkeypatch, *words, "--format", "json") == 0
    return json.loads(capsys.readouterr().out)


def test_every_voice_is_told_apart(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], demo_page: Path
) -> None:
    found = answer(monkeypatch, capsys, "voices", str(demo_page))
    assert {row["voice"] for row in found["events"]} == {"reporter", "quoted", "readers"}
    assert {"Selim Arkan", "Peter Mutiso"} <= {row["speaker"] for row in found["events"]}
    assert all(row["speaker"] is None for row in found["events"] if row["voice"] != "quoted")


def test_events_add_up(coder: Coder, demo_page: Path) -> None:
    events = coder.code(read_bytes(demo_page.read_bytes(), name="page.html", options=ReadOptions()))
    told = voices(events, ()).events
    assert sum(row.count for row in told) == sum(len({a.name for a in e.target}) or 1 for e in events)


def test_examples_are_of_the_page_and_the_counts_add_up(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], demo_page: Path
) -> None:
    found = answer(monkeypatch, capsys, "voices", str(demo_page))
    text = answer(monkeypatch, capsys, "read", str(demo_page))["text"]
    for row in found["sentiment"]:
        stance = row["stance"]
        assert len(row["examples"]) <= stance["positive"] + stance["negative"]
        assert -1 <= stance["mean"] <= 1
        for example in row["examples"]:
            sentence = example["sentence"]
            assert text[sentence["start"] : sentence["end"]] == sentence["text"]


def test_read_gives_the_readers_stance(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], demo_page: Path
) -> None:
    found = answer(monkeypatch, capsys, "read", str(demo_page))
    assert {"ETH", "KEN", "TUR"} <= set(found["stance"])
    assert set(found["stance"]["KEN"]) == {"mean", "positive", "negative", "neutral"}
    assert "al-Shabaab" in found["actor_stance"]


def test_tables_name_the_voices(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], demo_page: Path
) -> None:
    assert run(monkeypatch, "voices", str(demo_page)) == 0
    out = capsys.readouterr().out
    assert out.startswith("who says")
    assert "\nreaders " in out
    assert run(monkeypatch, "read", str(demo_page)) == 0
    assert "\nstance     KEN" in capsys.readouterr().out


def test_a_page_without_comments_has_no_stance(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Kenya is a liar, the minister said in Nairobi on Tuesday.\n", encoding="utf-8")
    assert answer(monkeypatch, capsys, "read", str(page))["stance"] == {}


@pytest.mark.parametrize(
    ("words", "status", "complaint"),
    [
        (("voices", "no-such-page.txt"), 1, "no-such-page.txt: no such file"),
        (("voices", "x.txt", "--format", "csv"), 2, "unknown format 'csv'; known: table, json"),
        (("voices", "x.txt", "--published", "soon"), 2, "'soon' is no date"),
    ],
)
def test_faults_are_one_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    status: int,
    complaint: str,
) -> None:
    assert run(monkeypatch, *words) == status
    (line,) = capsys.readouterr().err.splitlines()
    assert complaint in line


@pytest.mark.parametrize(
    ("voice", "speaker", "expected"),
    [
        ("article", None, ("reporter", None)),
        ("article", ARKAN, ("quoted", "Selim Arkan")),
        ("quote", ARKAN, ("quoted", "Selim Arkan")),
        ("quote", None, ("quoted", None)),
        ("comment", None, ("readers", None)),
        ("comment", ARKAN, ("readers", None)),
    ],
)
def test_whose_word(voice: Voice, speaker: Actor | None, expected: tuple[str, str | None]) -> None:
    assert whose(voice, speaker) == expected
