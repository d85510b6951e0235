"""What is done to a real run: pages that hang and crash, kills, Ctrl-C, a full disk, a lock."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.store import Store

ODD = Path(__file__).parent / "odd.py"
WORDS = "Document {} tells something of its own, and at some length. SLOW "


def write(folder: Path, count: int, **special: str) -> Path:
    """A corpus of JSON lines; `special` gives the text of some documents by their ids."""
    path = folder / "corpus.jsonl"
    lines = (
        {"id": f"d{i}", "text": special.get(f"d{i}", WORDS.format(i)), "date": f"2020-01-0{i % 9 + 1}"}
        for i in range(count)
    )
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def start(corpus: Path, store: Path, *words: str, **environment: str) -> "subprocess.Popen[str]":
    command = [sys.executable, str(ODD), "run", str(corpus), "--store", str(store), "--workers", "2", *words]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment},
        start_new_session=True,
    )  # fmt: skip


def run(corpus: Path, store: Path, *words: str, **environment: str) -> tuple[int, str, list[str]]:
    """Status, what it prints, and the lines that it complains in."""
    with start(corpus, store, *words, **environment) as process:
        out, told = process.communicate(timeout=300)
    return process.returncode, out, told.splitlines()


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a run decides of a store."""
    tables = ("documents", "blocks", "events", "evidence", "actors", "items", "claims")
    with Store.open(path) as store:
        plain = {name: "EXCLUDE (run_id, coded_at)" if name == "documents" else "" for name in tables}
        return {name: store.rows(f"SELECT * {less} FROM {name} ORDER BY ALL") for name, less in plain.items()}  # noqa: S608


def statuses(path: Path) -> dict[str, int]:
    with Store.open(path) as store:
        found = store.rows("SELECT status, count(*) FROM documents GROUP BY status")
        return {str(status): int(str(count)) for status, count in found}


@contextlib.contextmanager
def noted(process: "subprocess.Popen[str]", notes: Path, lines: int) -> Iterator[None]:
    """Wait until the workers have begun so many documents."""
    until = time.monotonic() + 240
    while process.poll() is None and time.monotonic() < until:
        if notes.exists() and notes.read_bytes().count(b"\n") >= lines:
            break
        time.sleep(0.01)
    yield


@pytest.mark.slow
def test_pages_that_hang_crash_and_fail_are_told_and_the_others_go_on(tmp_path: Path) -> None:
    once = tmp_path / "once"
    corpus = write(tmp_path, 30, d3="SPIN", d9="KILL", d11="FAULT", d20=f"ONCE {once} ")
    store = tmp_path / "s.duckdb"
    status, out, told = run(corpus, store, "--time-limit", "2")
    assert status == 1
    assert sorted(line.partition("corpus.jsonl")[2] for line in told) == [
        ":10: ended the process that coded it, twice (status -9); it is left out",
        ":12: cannot be coded (ValueError: a fault of ours)",
        ":4: took more than 2 seconds and was left; --time-limit gives it more",
    ]
    assert "27 coded, 3 failed" in out
    assert "4 started anew" in out
    assert statuses(store) == {"coded": 27, "failed": 3}
    # whoever mends the pages gets them coded, and nothing stays of what was told of them
    write(tmp_path, 30, d20=f"ONCE {once} ")
    status, out, told = run(corpus, store)
    assert (status, told, statuses(store)) == (0, [], {"coded": 30})
    assert "3 coded, 27 already in the store" in out


def test_a_finished_corpus_loads_no_coder(tmp_path: Path) -> None:
    corpus, store, notes = write(tmp_path, 3), tmp_path / "s.duckdb", tmp_path / "notes"
    assert run(corpus, store, ODD_NOTES=str(notes))[0] == 0
    before = notes.read_text(encoding="utf-8")
    assert before.count("loaded") == 2
    status, out, told = run(corpus, store, ODD_NOTES=str(notes))
    assert (status, told) == (0, [])
    assert "0 coded, 3 already in the store" in out
    assert notes.read_text(encoding="utf-8") == before
    with Store.open(store) as opened:
        assert [run.counts["known"] for run in opened.runs()] == [0, 3]


@pytest.mark.slow
def test_killed_three_times_the_store_is_that_of_a_quiet_run(tmp_path: Path) -> None:
    count = 1200
    corpus, quiet, killed = write(tmp_path, count), tmp_path / "quiet.duckdb", tmp_path / "killed.duckdb"
    assert run(corpus, quiet)[0] == 0
    for i in range(3):
        notes = tmp_path / f"notes{i}"
        moment = random.Random(i).randint(2, count // 3)  # noqa: S311 - no secret
        process = start(corpus, killed, ODD_NOTES=str(notes))
        with process, noted(process, notes, moment):
            workers = children(process.pid)
            os.kill(process.pid, signal.SIGKILL)
            process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL
        wait_until_gone(workers)
    status, _, told = run(corpus, killed)
    assert (status, told) == (0, [])
    assert rows(killed) == rows(quiet)
    with Store.open(killed) as store:
        assert [run.ended is None for run in store.runs()] == [True, True, True, False][-len(store.runs()) :]


def children(parent: int) -> list[int]:
    """The processes that a process has started."""
    found = []
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError, IndexError):
            if folder.name.isdigit() and (folder / "stat").read_text().rpartition(")")[2].split()[1] == str(parent):
                found.append(int(folder.name))
    return found


def wait_until_gone(processes: list[int]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if not any(alive(process) for process in processes):
            return
        time.sleep(0.05)
    raise AssertionError(f"still there: {[process for process in processes if alive(process)]}")


def alive(process: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def test_a_killed_parent_leaves_no_worker_that_hangs(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    process = start(write(tmp_path, 1, d0="SPIN"), tmp_path / "s.duckdb", ODD_NOTES=str(notes))
    with process, noted(process, notes, 2):
        workers = children(process.pid)
        process.kill()
    assert workers
    wait_until_gone(workers)


def test_ctrl_c_keeps_what_came(tmp_path: Path) -> None:
    corpus, store, notes = write(tmp_path, 2000), tmp_path / "s.duckdb", tmp_path / "notes"
    process = start(corpus, store, ODD_NOTES=str(notes))
    with process, noted(process, notes, 40):
        assert process.poll() is None, process.communicate()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: all of the group hear it
        _, told = process.communicate(timeout=120)
    assert process.returncode == 130
    assert told.splitlines() == [
        f"dragoman: interrupted; what was coded is in {store}, and the same command goes on from there"
    ]
    assert 20 <= statuses(store)["coded"] < 2000


@pytest.mark.slow
def test_a_full_disk_is_one_line_and_the_next_run_completes(tmp_path: Path) -> None:
    text = " ".join(random.Random(5).choices([f"word{i}" for i in range(5000)], k=9000))  # noqa: S311 - no secret
    corpus = write(tmp_path, 90, **{f"d{i}": f"{i} {text[i:]} {text[: i * 99]}" for i in range(90)})
    store = tmp_path / "s.duckdb"
    status, out, told = run(corpus, store, ODD_LIMIT="1000000")
    assert (status, out) == (2, "")
    (line,) = told
    assert line.startswith(f"dragoman: {store}: the disk is full; what was written whole stays")
    assert run(corpus, store)[0] == 0
    assert statuses(store) == {"coded": 90}


def test_a_store_that_another_program_writes(tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"
    with Store.open(store, write=True):
        status, out, told = run(write(tmp_path, 1), store)
    (line,) = told
    assert (status, out) == (2, "")
    assert "in use by another program" in line


def test_folders_that_may_not_be_read_and_members_that_cannot(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        with zipfile.ZipFile(folder / "set.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for i in range(3):
                archive.writestr(f"{i}.txt", WORDS.format(i) * 40)
        data = bytearray((folder / "set.zip").read_bytes())
        at = data.index(b"1.txt") + 5
        data[at : at + 20] = b"\xff" * 20
        (folder / "set.zip").write_bytes(data)
        closed = folder / "closed"
        closed.mkdir()
        (closed / "a.txt").write_text("never seen", encoding="utf-8")
        closed.chmod(0)
        status, out, told = run(folder, tmp_path / "s.duckdb")
        closed.chmod(0o755)
    may_read = os.geteuid() == 0  # who may read everything
    assert f"{2 + may_read} coded" in out
    broken = [line for line in told if "set.zip:1.txt: broken" in line]
    assert (status, len(broken)) == (1, 1)
    assert may_read or [line for line in told if f"{closed}: cannot be read (Permission denied)" in line]
