"""The gate: scores on the development sets, held against the floors that earlier changes reached.

    python benchmarks/gate.py              measure, compare, exit 1 where a score fell below its floor
    python benchmarks/gate.py --raise      write the scores measured now as the new floors (they only rise)
    python benchmarks/gate.py --lower KEY REASON    let one floor down, and say why

Floors are in floors.json, with the hash of each set: a set that changed is told.
"""

import json
import subprocess
import sys
from collections.abc import Iterator

from shared import DATA, HERE, digest, dragoman, missing, score, scratch

FLOORS = HERE / "floors.json"
SLACK = 0.0005  # rounding, not a licence
PLV, GSR, PAGE = "bench/plv_dev.tsv", "bench/gsr_dev.jsonl", "sample/page.txt"


def _halves() -> dict[str, str]:
    rows = (DATA / PLV).read_text(encoding="utf-8").splitlines()[1:]
    ids = [row.split("\t")[0] for row in rows if row]
    return {name: scratch("\n".join(ids[start::2]), ".ids") for name, start in (("odd", 0), ("even", 1))}


def relation() -> Iterator[tuple[str, float]]:
    """Root and quad macro-F1 of `dragoman relation`: all rows, the half tuned on (odd), the half not (even)."""
    predicted = scratch(dragoman("relation", str(DATA / PLV)), ".tsv")
    whole = score("score_relation.py", str(DATA / PLV), predicted)
    yield from ((f"plv.all.{view}", whole[view]["macro_f1"]) for view in ("root", "quad"))
    for name, ids in _halves().items():
        half = score("score_relation.py", str(DATA / PLV), predicted, "--ids", ids)
        yield from ((f"plv.{name}.{view}", half[view]["macro_f1"]) for view in ("root", "quad"))
        yield f"plv.{name}.worst", min(value["f1"] for value in half["root"]["per_class"].values())


def records() -> Iterator[tuple[str, float]]:
    """Code, dyad and country-dyad F1 on the gold records, from raw text."""
    events = scratch(dragoman("code", str(DATA / GSR), "--format", "jsonl"), ".jsonl")
    command = [sys.executable, str(DATA / "bench" / "convert_events.py"), events]
    predicted = scratch(subprocess.run(command, capture_output=True, text=True, check=True).stdout, ".jsonl")
    found = score("score_events.py", str(DATA / GSR), predicted)["all"]
    yield from ((f"gsr.{view}", found[view]["f1"]) for view in ("code", "dyad", "country", "triple"))


def sample() -> Iterator[tuple[str, float]]:
    """How many rows of the founding page's check hold."""
    everything = ("--voices", "all", "--factuality", "all", "--format", "jsonl")
    page = str(DATA / PAGE)
    files = [
        scratch(dragoman("code", page, *everything), ".jsonl"),
        scratch(dragoman("read", page, "--format", "json"), ".json"),
        "--dated",
        scratch(dragoman("code", page, *everything, "--published", "2018-09-29"), ".jsonl"),
    ]
    command = [sys.executable, str(DATA / "sample" / "check_sample.py"), *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    yield "sample.rows", float(sum(line.startswith("ok") for line in done.stdout.splitlines()))


def measure() -> dict[str, float]:
    """Every score by its key."""
    return {key: round(value, 4) for part in (relation, records, sample) for key, value in part()}


def main() -> int:
    """Compare, or move the floors."""
    if missing(PLV, GSR, PAGE):
        return 0
    kept = (
        json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"sets": {}, "floors": {}, "lowered": []}
    )
    sets = {name: digest(name) for name in (PLV, GSR, PAGE)}
    changed = [name for name in sets if kept["sets"].get(name, sets[name]) != sets[name]]
    for name in changed:
        print(f"{name} is not the set that the floors were measured on; measure anew with --raise")
    scores = measure()
    fallen = []
    for key, value in scores.items():
        floor = kept["floors"].get(key, 0.0)
        mark = "" if value >= floor - SLACK else "   below its floor"
        fallen += [key] if mark else []
        print(f"{key:<18} {value:>8.4f}   floor {floor:.4f}{mark}")
    if "--raise" in sys.argv or "--lower" in sys.argv:
        return _write(kept, sets, scores)
    return 1 if fallen or changed else 0


def _write(kept: dict[str, object], sets: dict[str, str], scores: dict[str, float]) -> int:
    floors: dict[str, float] = dict(kept["floors"])  # type: ignore[call-overload]
    lowered: list[str] = list(kept["lowered"])  # type: ignore[call-overload]
    if "--lower" in sys.argv:
        key, reason = sys.argv[sys.argv.index("--lower") + 1 :][:2]
        lowered.append(f"{key}: {floors[key]} to {scores[key]}: {reason}")
        floors[key] = scores[key]
    else:
        floors |= {key: max(value, floors.get(key, 0.0)) for key, value in scores.items()}
    FLOORS.write_text(
        json.dumps({"sets": sets, "floors": floors, "lowered": lowered}, indent=1) + "\n", encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
