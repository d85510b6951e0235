"""The Ray engine codes what the local one does, also where a node is lost in mid-run."""

import json
import pickle
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import dragoman.batch.ray as engine
from dragoman.batch import Listeners, RunOptions, Summary, run
from dragoman.batch.identity import lexicon_hash
from dragoman.batch.jobs import Corpus, Job
from dragoman.batch.summary import Progress
from dragoman.batch.work import Setup
from dragoman.errors import UsageError
from dragoman.pipeline import CoderOptions
from dragoman.reading import ReadOptions
from dragoman.store import Store

SETUP = Setup(CoderOptions())
COUNT = 60
# Ray warns of its own ways, and leaves files and processes to be collected
pytestmark = pytest.mark.filterwarnings("ignore")


def corpus(folder: Path, count: int = COUNT) -> Path:
    """Documents of some twenty sentences: none takes long, all together long enough to lose a node."""
    states = ("France", "Turkey", "Chad", "Iran", "Kenya", "Japan", "Brazil")
    deeds = (
        "supplied {} with helicopters",
        "threatened to bomb {}",
        "met {} in Geneva for talks",
        "accused {} of theft",
    )
    told = [
        f"{one} {deed.format(other)} on Monday." for one, other, deed in product(states, states, deeds) if one != other
    ]
    file = folder / "corpus.jsonl"
    with file.open("w", encoding="utf-8") as out:
        for number in range(count):
            text = "\n\n".join(told[(number * 7 + i * 3) % len(told)] for i in range(20))
            out.write(json.dumps({"id": f"d{number:03}", "text": text, "date": "2026-03-12"}) + "\n")
    return file


def stored(store: Path) -> dict[str, Any]:
    """Documents and events, without what is of the run: its id and its times."""
    with Store.open(store) as opened:
        return {
            "documents": opened.rows("SELECT * EXCLUDE (run_id, coded_at) FROM documents ORDER BY id"),
            "events": opened.rows("SELECT * FROM events ORDER BY document_id, ordinal"),
        }


def coded(files: list[Path], store: Path, listeners: Listeners, **options: Any) -> Summary:  # noqa: ANN401
    with Store.open(store, write=True) as opened:
        return run(files, opened, RunOptions(setup=SETUP, reading=ReadOptions(), **options), listeners)


@pytest.fixture
def ray() -> Any:  # noqa: ANN401 - the module
    pytest.importorskip("ray.data", reason="Ray is not installed: pip install 'dragoman[ray]'")
    return engine._loaded()


@pytest.fixture
def cluster(ray: Any) -> Iterator[Any]:  # noqa: ANN401
    """Three nodes, of one processor each."""
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - an extra

    node = {"num_cpus": 1, "object_store_memory": 80_000_000, "include_dashboard": False}
    made = Cluster(initialize_head=True, head_node_args=node)
    for _ in range(2):
        made.add_node(num_cpus=1, object_store_memory=80_000_000)
    made.wait_for_nodes()
    yield made
    ray.shutdown()
    made.shutdown()  # type: ignore[no-untyped-call] # Ray's own tests' helper


@pytest.mark.cluster
def test_a_node_lost_in_mid_run_changes_nothing(
    cluster: Any,  # noqa: ANN401
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = corpus(tmp_path)
    lost: list[int] = []
    lives: dict[str, int] = {}
    monkeypatch.setattr(engine, "_BATCH", 2)
    monkeypatch.setattr(engine.RayEngine, "_count", lambda _, life, restarts: lives.update({life: restarts}))

    def progress(done: Progress) -> None:
        if not lost and (len(lives) == 3 or done.documents >= COUNT // 2):
            lost.append(done.documents)
            cluster.remove_node(sorted(cluster.worker_nodes, key=str)[0], allow_graceful=False)

    told: list[str] = []
    ray_store, local_store = tmp_path / "ray.duckdb", tmp_path / "local.duckdb"
    summary = coded([file], ray_store, Listeners(progress, told.append), engine="ray", workers=3,
                    address=cluster.address)  # fmt: skip
    assert (summary.coded, summary.failed, told) == (COUNT, 0, [])
    assert 0 < lost[0] < COUNT
    coded([file], local_store, Listeners(), workers=2)
    found, expected = stored(ray_store), stored(local_store)
    assert len(expected["events"]) > COUNT
    assert found["documents"] == expected["documents"]
    assert found["events"] == expected["events"]


@pytest.mark.cluster
def test_the_command(ray: Any, tmp_path: Path) -> None:  # noqa: ANN401
    file = corpus(tmp_path, 3)
    with file.open("a", encoding="utf-8") as out:
        out.write("{broken\n")
    words = ["run", str(file), "--store", str(tmp_path / "s.duckdb"), "--workers", "1", "--engine", "ray"]
    command = [sys.executable, "-m", "dragoman", *words]
    first = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert first.returncode == 1
    assert first.stdout.splitlines()[0] == "documents  3 coded, 1 failed"
    assert [line.split(": ")[0] for line in first.stderr.splitlines()] == ["dragoman"], first.stderr


def test_without_ray(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"pip install 'dragoman\[ray\]'"):
        engine.RayEngine(SETUP, workers=1, address=None)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "127.0.0.1:x"])
def test_no_such_cluster(ray: Any, address: str) -> None:  # noqa: ANN401
    assert not ray.is_initialized()
    with pytest.raises(UsageError, match=f"--address {address}: no Ray cluster"):
        engine.RayEngine(SETUP, workers=1, address=address)


# ------------------------------------------------------------------------------------------- without a cluster


def jobs(folder: Path, count: int) -> list[Job]:
    return list(Corpus([corpus(folder, count)], ReadOptions()).jobs())


def test_batches_are_small_and_lose_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_BATCH", 2)
    found = list(engine._batches(iter(jobs(tmp_path, 5))))
    assert [[job.number for job in batch] for batch in found] == [[0, 1], [2, 3], [4]]
    monkeypatch.setattr(engine, "_BATCH_BYTES", 1)
    assert [len(batch) for batch in engine._batches(iter(jobs(tmp_path, 3)))] == [1, 1, 1]


@pytest.mark.cluster
def test_a_worker_keeps_its_coder_between_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_forget_main", lambda: None)
    monkeypatch.setattr(engine, "_BATCH", 2)
    worker = engine._Worker(SETUP, lexicon_hash(SETUP.coder), 60.0)
    for number, batch in enumerate(engine._batches(iter(jobs(tmp_path, 3)))):
        table = pa.Table.from_pylist([{"batch": number, "jobs": pickle.dumps(batch)}], schema=engine._IN)
        (row,) = worker(table).to_pylist()
        assert (row["batch"], row["unfit"], row["restarts"]) == (number, None, 0)
        assert [outcome.key for outcome in pickle.loads(row["outcomes"])] == [job.key for job in batch]  # noqa: S301


def test_a_node_with_other_rules_is_told() -> None:
    assert engine._unlike(SETUP, lexicon_hash(SETUP.coder)) is None
    assert "other rules" in str(engine._unlike(SETUP, "0"))
    absent = Setup(CoderOptions(actors=(Path("absent.tsv"),)))
    assert "absent.tsv" in str(engine._unlike(absent, "0"))
    row = engine._Worker(SETUP, "0", 1.0)._done({"batch": 3, "jobs": b""})
    assert row["batch"] == 3
    assert "other rules" in str(row["unfit"])
