"""Jobs, results and claims, without processes."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman import cli
from dragoman.batch.gather import claims
from dragoman.batch.identity import lexicon_hash
from dragoman.batch.jobs import Corpus, Job, corpus_files
from dragoman.batch.local import LocalEngine
from dragoman.batch.results import Writer
from dragoman.batch.summary import Summary
from dragoman.batch.work import Outcome, Setup
from dragoman.errors import UsageError
from dragoman.pipeline import CoderOptions
from dragoman.reading import ReadOptions
from dragoman.store import Run, Store
from dragoman.types import Act, Actor, Document, Event, Evidence, Trigger

SETUP = Setup(CoderOptions())


def keys(*paths: str) -> list[int]:
    return [job.key for job in Corpus(corpus_files(paths), ReadOptions()).jobs()]


def test_a_key_changes_with_the_page_and_not_with_the_way_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "a.jsonl"
    page.write_text('{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n', encoding="utf-8")
    before = keys(str(page))
    monkeypatch.chdir(tmp_path)
    assert keys("a.jsonl") == keys("./a.jsonl") == keys(".") == before
    page.write_text('{"id": "a", "text": "One."}\n{"id": "c", "text": "Two."}\n', encoding="utf-8")
    after = keys("a.jsonl")
    assert (after[0], after[1] == before[1]) == (before[0], False)


def test_what_a_corpus_is(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "picture.png"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    listing = tmp_path / "list"
    listing.write_text(f"# the list\n{tmp_path}/b.txt\n\n{tmp_path}/*.txt\n", encoding="utf-8")
    assert [file.name for file in corpus_files([str(tmp_path)])] == ["a.txt", "b.txt"]
    assert [file.name for file in corpus_files([f"@{listing}"])] == ["b.txt", "a.txt"]
    for wrong in ("none.txt", "@none", "*.none"):
        with pytest.raises(UsageError, match="none"):
            corpus_files([str(tmp_path / wrong) if wrong[0] != "@" else wrong])
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(UsageError, match="holds no file"):
        corpus_files([str(empty)])


def test_no_job_starts_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = LocalEngine(SETUP, workers=2, limit=1)
    monkeypatch.setattr(engine, "_started", lambda: pytest.fail("a worker was started"))
    jobs: list[Job] = []
    assert list(engine.outcomes(iter(jobs))) == []


def test_what_a_coding_depends_on(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.write_text("one", encoding="utf-8")
    plain, with_rules = CoderOptions(), CoderOptions(rules=(given,))
    before = [lexicon_hash(plain), lexicon_hash(with_rules), lexicon_hash(plain, (given,))]
    assert before[0] not in before[1:]
    given.write_text("two", encoding="utf-8")
    after = [lexicon_hash(plain), lexicon_hash(with_rules), lexicon_hash(plain, (given,))]
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False, False]
    given.unlink()
    with pytest.raises(UsageError, match="given: cannot be read"):
        lexicon_hash(with_rules)


@pytest.mark.parametrize("kind", ["no store", "another database", "newer"])
def test_a_file_that_is_no_store_stays_as_it_is(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "s.duckdb"
    if kind == "no store":
        path.write_text("a letter of some length", encoding="utf-8")
    else:
        with Store.open(path, write=True) as store, store._writing() as cursor:
            newer = "UPDATE meta SET value = '99' WHERE key = 'schema_version'"
            cursor.execute("DELETE FROM meta" if kind == "another database" else newer)
    before = path.read_bytes()
    (tmp_path / "page.txt").write_text("A page.", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["dragoman", "run", str(tmp_path / "page.txt"), "--store", str(path)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    (line,) = capsys.readouterr().err.splitlines()
    assert (ended.value.code, line.startswith(f"dragoman: {path}: ")) == (2, True)
    assert path.read_bytes() == before


def page(name: str, text: str = "", place: str = "", **event: object) -> Outcome:
    who = (Actor("France", "France", "FRA", "FRA", (), 0, 6, "odd"),)
    text = text or f"The text of {name}."
    made = Event(
        id="1" * 16, document_id=name, event_type="AID", event_mode=None, contexts=(), cameo="070", quad=2,
        goldstein=7.0, act=Act("AID", "070"), modality="actual", operators=(), factuality="asserted", condition=None,
        source=who, target=(), voice="article", speaker=None, date="2020-01-01", date_basis="text", place=None,
        items=(), harm=(), evidence=(Evidence(name, 0, 4, text[:4]),), trigger=Trigger(0, 4, text[:4]), rule="odd",
        confidence=0.5,
    )  # fmt: skip
    document = Document(name, f"https://{name}.org/x", None, None, "2020-01-02", "en", text, ())
    return Outcome(0, hash(place or name) % 2**64, place or name, document, (replace(made, **event),))  # type: ignore[arg-type]


def written(path: Path, *batches: list[Outcome]) -> tuple[list[tuple[object, ...]], list[str]]:
    """Documents after batches were written, and what was told."""
    told: list[str] = []
    with Store.open(path, write=True) as store:
        run_id = store.begin_run(Run("", "", None, "lexicon", "model"))
        for batch in batches:
            writer = Writer(store, run_id, Summary(tell=told.append))
            for outcome in batch:
                writer.take(outcome)
            writer.flush()
        return store.rows("SELECT id, read_from, status, events FROM documents ORDER BY id"), told


def test_of_two_documents_of_one_id_the_place_decides_whichever_came_first(tmp_path: Path) -> None:
    one, two = page("d", "One text.", "f:1"), page("d", "Another text.", "f:2")
    orders = [[[one, two]], [[two, one]], [[one], [two]], [[two], [one]]]
    found = [written(tmp_path / f"{i}.duckdb", *batches) for i, batches in enumerate(orders)]
    for rows, told in found:
        assert rows == [("d", "f:1", "coded", 1), ("f:2", "f:2", "skipped", 0)]
        assert told == ["f:2: has the id 'd' of f:1; give each document one of its own"]


def test_copies_of_a_document_are_no_problem(tmp_path: Path) -> None:
    rows, told = written(tmp_path / "s.duckdb", [page("d", "One text.", "f:2"), page("d", "One  text.", "f:1")])
    assert (rows, told) == ([("d", "f:1", "coded", 1), ("f:2", "f:2", "skipped", 0)], [])


def test_what_was_told_of_a_place_goes_when_its_page_is_coded(tmp_path: Path) -> None:
    bad = Outcome(0, 1, "f:1", None, (), "f:1: not JSON", "failed")
    rows, _ = written(tmp_path / "s.duckdb", [bad], [page("d", place="f:1")])
    assert rows == [("d", "f:1", "coded", 1)]


def test_a_batch_is_bounded_by_what_it_holds(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.duckdb", write=True) as store:
        writer = Writer(store, "run", Summary())
        writer.take(page("d", "x" * 10_000_000))
        assert not writer.full
        writer.take(page("e", "x" * 10_000_000))
        assert writer.full


def gathered(path: Path, *outcomes: Outcome) -> list[tuple[object, ...]]:
    """Tellings, documents and sources of each claim, and the document that stands for it."""
    written(path, list(outcomes))
    with Store.open(path, write=True) as store:
        store.gather({one.place: one.place for one in outcomes}, claims)
        assert store.rows("SELECT count(*) FROM events WHERE first_telling") == store.rows(
            "SELECT count(*) FROM claims"
        )
        assert not store.rows("SELECT 1 FROM events WHERE claim NOT IN (SELECT claim FROM claims)")
        return store.rows(
            "SELECT c.tellings, c.documents, c.sources, c.date, e.document_id FROM claims c "
            "JOIN events e ON e.claim = c.claim AND e.first_telling ORDER BY ALL"
        )


def test_days_apart_are_one_claim_and_other_terms_are_not(tmp_path: Path) -> None:
    told = [
        page("a", id="a" * 16, date="2020-01-01"),
        page("b", id="b" * 16, date="2020-01-02"),
        page("c", id="c" * 16, date=None),
        page("d", id="d" * 16, date="2020-02-02"),
        page("e", id="e" * 16, factuality="denied"),
        page("f", id="f" * 16, voice="quote", speaker=Actor("Iraq", "Iraq", "IRQ", "IRQ", (), 0, 4, "odd")),
        page("g", id="7" * 16, source=(Actor("Iraq", "Iraq", "IRQ", "IRQ", (), 0, 4, "odd"),)),
    ]
    found = gathered(tmp_path / "s.duckdb", *told)
    one_day = "2020-01-01"
    assert sorted(found, key=str) == sorted(
        [(2, 2, 2, one_day, "a"), (1, 1, 1, None, "c"), (1, 1, 1, "2020-02-02", "d")]
        + [(1, 1, 1, one_day, name) for name in "efg"],
        key=str,
    )  # the undated one could be of either day and is left alone


def test_what_has_no_day_does_not_stand_for_a_claim_that_has_one(tmp_path: Path) -> None:
    assert gathered(tmp_path / "s.duckdb", page("a", id="a" * 16, date=None), page("b")) == [
        (2, 2, 2, "2020-01-01", "b")
    ]


def test_one_a_day(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    written(path, [
        page("a", confidence=0.4), page("b", confidence=0.9), page("c", voice="comment", confidence=1.0),
        page("d", date="2020-01-03"), page("e", factuality="denied"), page("f", date=None, cameo="071"),
    ])  # fmt: skip
    with Store.open(path, write=True) as store:
        store.gather({}, claims)
        assert store.rows("SELECT document_id FROM events WHERE day_first ORDER BY 1") == [("b",), ("d",), ("f",)]
        assert store.rows("SELECT count(*) FROM events WHERE day_first IS NULL") == [(0,)]
