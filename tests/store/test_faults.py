"""What a killed writer and a full disk leave: whole batches."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.errors import StoreError
from dragoman.store import CodedDocument, Store

WRITER = """
import resource, sys
from pathlib import Path
from dragoman.errors import StoreError
from dragoman.records import document_from_json, event_from_json
from dragoman.store import CodedDocument, Run, Store
from dataclasses import replace
path, told, limit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
document, *events = told.read_text(encoding="utf-8").splitlines()
document, events = document_from_json(document), tuple(map(event_from_json, events))
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    with Store.open(path, write=True) as store:
        run = store.begin_run(Run("", "", None, "lexicon", "model"))
        start = store.rows("SELECT count(*) FROM documents")[0][0]
        for batch in range(start // 50, 100000):
            pages = [replace(document, id=f"{batch}-{i}", text=document.text * 50 + f"{batch} {i}") for i in range(50)]
            store.write_batch(run, [CodedDocument(page, events, "h", "x") for page in pages])
            print(batch, flush=True)
except StoreError as error:
    sys.exit(f"error: {error}")
"""


@pytest.fixture
def writer(tmp_path: Path, path: Path, make_coded: Callable[..., CodedDocument]) -> Callable[[int], list[str]]:
    """The command of a program that writes batches of 50 documents until it is stopped."""
    from dragoman.records import document_json, event_json  # noqa: PLC0415

    result = make_coded()
    told = tmp_path / "told.jsonl"
    lines = [document_json(result.document), *map(event_json, result.events)]
    told.write_text("\n".join(lines), encoding="utf-8")
    return lambda limit: [sys.executable, "-c", WRITER, str(path), str(told), str(limit)]


def whole(path: Path) -> int:
    """The number of documents; every one has all its rows, and they come in whole batches."""
    with Store.open(path, write=True) as store:
        documents = store.rows("SELECT count(*), count(DISTINCT id), coalesce(sum(events), 0) FROM documents")[0]
        assert documents[0] == documents[1]
        assert int(str(documents[0])) % 50 == 0
        assert len(list(store.events())) == documents[2]
        for table, each in (("blocks", 2), ("events", 2), ("evidence", 4), ("actors", 3), ("items", 2)):
            sql = f"SELECT count(*) FROM (SELECT document_id FROM {table} GROUP BY 1 HAVING count(*) = {each})"  # noqa: S608
            assert store.rows(sql) == [(documents[0],)]
        return int(str(documents[0]))


def test_kill_leaves_whole_batches_and_the_next_goes_on(path: Path, writer: Callable[[int], list[str]]) -> None:
    before = 0
    for pause in (0.0, 0.03, 0.11):
        process = subprocess.Popen(writer(0), stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(3)]
        time.sleep(pause)
        os.kill(process.pid, signal.SIGKILL)
        said += process.stdout.readlines()
        process.stdout.close()
        process.wait()
        found = whole(path)
        # a batch that was told as written is there
        assert found >= (int(said[-1].split()[0]) + 1) * 50 > before
        before = found


def test_a_full_disk_is_told_in_one_line_and_loses_no_batch(path: Path, writer: Callable[[int], list[str]]) -> None:
    process = subprocess.run(writer(3_000_000), capture_output=True, text=True, check=False, timeout=120)
    assert process.returncode == 1, process.stderr[-2000:]
    assert process.stderr.count("\n") == 1, process.stderr[-2000:]
    assert "the disk is full" in process.stderr
    assert whole(path) >= 50 * len(process.stdout.splitlines())


def test_no_permission(path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    Store.open(path, write=True).close()
    path.chmod(0)
    with pytest.raises(StoreError, match="cannot be read"):
        Store.open(path)
