"""Files of others come into a store, and go out again as they came."""

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman import cli
from dragoman.cli.export import export_events
from dragoman.imports import Source, guess, reader
from dragoman.imports.load import load
from dragoman.store import Filters, Store

SAMPLES = Path(__file__).parents[3] / "shared" / "reference" / "samples"
FORMATS = ("gdelt", "icews", "polecat", "phoenix", "petrarch", "plover", "jsonl", "csv")
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The program with the two commands; gives its status and what it printed."""

    def run(*words: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        out = capsys.readouterr()
        return int(left.value.code or 0), out.out + out.err

    return run


def sample(name: str) -> Path:
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip(f"the published rows ({name}) are no part of dragoman")
    return path


def loaded(path: Path, name: str, store: Store) -> tuple[int, list[str]]:
    told: list[str] = []
    source = Source(path, told.append)
    return load(reader(name)(source), store, str(path)).events, told


def exported(store: Store, name: str) -> str:
    stream = io.StringIO()
    export_events(store, name, Filters(), stream)
    return stream.getvalue()


def _held(text: str, name: str) -> list[str]:
    """The lines without GDELT's IsRootEvent, which needs a text to look into."""
    lines = text.splitlines()
    return ["\t".join((*(row := line.split("\t"))[:25], *row[26:])) for line in lines] if name == "gdelt" else lines


@pytest.mark.parametrize("name", FORMATS)
def test_what_goes_out_comes_in_and_goes_out_alike(name: str, coder_store: Store, tmp_path: Path) -> None:
    first = exported(coder_store, name)
    assert first.count("\n") > 3
    file = tmp_path / f"events.{name}"
    file.write_text(first, encoding="utf-8", newline="")
    with Store.open(tmp_path / "other.duckdb", write=True) as other:
        events, told = loaded(file, name, other)
        assert not told
        assert events
        second = exported(other, name)
    # a line of PETRARCH2's has no id: the same line twice is one event
    alike = set if name == "petrarch" else sorted
    assert alike(_held(second, name)) == alike(_held(first, name))


@pytest.mark.parametrize("name", ["gdelt1_events_4rows.tsv", "gdelt2_events_1row.tsv"])
def test_published_rows_of_gdelt(name: str, tmp_path: Path) -> None:
    path = sample(name)
    lines = path.read_text(encoding="utf-8").splitlines()
    with Store.open(tmp_path / "s.duckdb", write=True) as store:
        events, told = loaded(path, "gdelt", store)
        assert (events, told) == (len(lines), [])
        found = {row[0]: row for row in (line.split("\t") for line in exported(store, "gdelt").splitlines())}
    for line in lines:
        fields = line.split("\t")
        row = found[fields[0]]
        assert row[:25] == fields[:25]
        assert row[26:30] == fields[26:30]
        assert [float(value) for value in row[30:34]] == [float(value) for value in fields[30:34]]
        assert row[-1] == fields[-1]


def test_published_rows_of_icews(tmp_path: Path) -> None:
    path = sample("icews_events_2018_sample.tab")
    lines = path.read_text(encoding="utf-8").splitlines()
    with Store.open(tmp_path / "s.duckdb", write=True) as store:
        events, told = loaded(path, "icews", store)
        assert (events, told) == (len(lines) - 1, [])
        found = sorted(line.split("\t") for line in exported(store, "icews").splitlines()[1:])
    published = sorted(line.replace("\tNA", "\t").split("\t") for line in lines[1:])
    # the others lose what dragoman has no place for: fine sectors, sentences, districts
    kept = (0, 1, 2, 4, 5, 6, 7, 8, 10, 11, 13, 14, 17)
    for mine, theirs in zip(found, published, strict=True):
        assert [mine[at] for at in kept] == [theirs[at] for at in kept]


def test_faults_are_told_by_line_and_the_rest_is_kept(run: Run, tmp_path: Path) -> None:
    good = ["255", "20180928", "201809", "2018", "2018.7", *[""] * 20, "1", "0332", *[""] * 33, "https://e.org/1"]
    bad_code = ["256", *good[1:26], "999", *good[27:]]
    old = ["257", "19200101", *good[2:]]
    rows = [good, bad_code, old, good[:40], ["258", *good[1:], "", ""], ["x", *good[1:30], "five", *good[31:]]]
    file = tmp_path / "events.tsv"
    file.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    status, told = run("import", file, "--store", tmp_path / "s.duckdb")
    assert status == 1
    assert f"{file}:2: '999' is no CAMEO code; left out" in told
    assert f"{file}:3: dated 1920-01-01, which cannot be; kept without a date" in told
    assert f"{file}:4: 40 columns, 61 are expected; left out" in told
    assert f"{file}:5: 2 tabs too many at the end; ignored" in told
    assert f"{file}:6: 'five' is no number; left out" in told
    assert "gdelt, 3 events in 1 new documents, 5 faults" in told
    # what was imported twice is there once
    assert run("import", file, "--store", tmp_path / "s.duckdb")[0] == 1
    status, out = run("export", tmp_path / "s.duckdb", "--format", "jsonl")
    assert (status, out.count('"id"')) == (0, 3)


def test_wrong_header_and_missing_file_are_one_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.tab"
    file.write_text("Event ID\tSomething\n1\t2\n", encoding="utf-8")
    status, told = run("import", file, tmp_path / "none", "--format", "icews", "--store", tmp_path / "s.duckdb")
    assert status == 1
    assert "a.tab:1: no column Event Date, CAMEO Code; name the right --format" in told
    assert "none: cannot be read" in told
    assert run("import", file, "--store", tmp_path / "s.duckdb")[0] == 2


def test_formats_are_guessed() -> None:
    assert guess("\t".join(["x"] * 61)) == "gdelt"
    assert guess("20180928\tRUS\tIRQ\t0332\t\td_0\t\t") == "petrarch"
    assert guess('{"id":"1","date":"2018-09-28","event":["AID"]}') == "plover"
    assert guess("what is this") is None


def test_exports_filter(run: Run, coder_store: Store, tmp_path: Path) -> None:
    path = coder_store.path
    coder_store.close()
    assert run("export", path, "--format", "xml")[0] == 2
    every = run("export", path, "--format", "jsonl", "--voices", "all", "--factuality", "all")[1]
    some = run("export", path, "--format", "jsonl", "--country", "rus")[1]
    assert 0 < some.count("\n") < every.count("\n")
    status, told = run("export", path, "--format", "csv", "-o", tmp_path / "no" / "file.csv")
    assert status == 2
    assert told.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_a_full_disk_is_one_line(name: str, coder_store: Store) -> None:
    path = coder_store.path
    coder_store.close()
    code = (
        "import sys; from dragoman import cli;"
        f"sys.argv = ['dragoman', 'export', {str(path)!r}, '--format', {name!r}]; cli.main()"
    )
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-c", code], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("dragoman: standard output: cannot be written")
    assert done.stderr.count("\n") == 1
