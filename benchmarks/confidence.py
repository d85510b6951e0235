"""Fit the confidence of codings to the development sets, and show its calibration on what it was not fitted to.

    python benchmarks/confidence.py            calibration of the weights that ship
    python benchmarks/confidence.py --fit      fit anew (odd rows and records), write the weights, then the same

Of the relation rows the type is judged; of the gold records type and both countries. Fitted to odd rows and records,
calibrated on even ones: in each band of confidence, the share that is right.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
from shared import DATA, HERE, missing

from dragoman.coding.confidence import actor_features, load_confidence, type_features
from dragoman.coding.findings import Finding
from dragoman.coding.relation import Marked, relation_coding
from dragoman.coding.scheme import plv_root
from dragoman.pipeline import Coder
from dragoman.relation import read_rows
from dragoman.types import Block, Document, Event, SentenceSpan

PLV, GSR = "bench/plv_dev.tsv", "bench/gsr_dev.jsonl"
WEIGHTS = HERE.parent / "src/dragoman/coding/data/confidence.tsv"
LATER = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
Judged = tuple[Finding, bool]


def relations(coder: Coder) -> Iterator[Judged]:
    """The coding chosen for each relation row, and whether its type is right."""
    gold = [line.split("\t")[6] for line in (DATA / PLV).read_text(encoding="utf-8").splitlines()[1:]]
    for row, root in zip(read_rows(DATA / PLV), gold, strict=True):
        spans = [SentenceSpan(0, len(row.sentence), "article", 0, 0)]
        for sentence in coder.parser.parse(row.sentence, spans):
            _, finding = relation_coding(sentence, Marked(row.sentence, row.source, row.target), coder.resources)
            if finding is not None:
                yield finding, plv_root(finding) == root


def records(coder: Coder) -> Iterator[tuple[int, Finding, bool, bool]]:
    """Each asserted coding of the gold records: number of the record, whether its type and its countries are right."""
    for number, line in enumerate((DATA / GSR).read_text(encoding="utf-8").splitlines()):
        record = json.loads(line)
        block = Block("body", None, None, None, 0, len(record["text"]))
        document = Document(record["id"], None, None, None, None, "en", record["text"], (block,))
        for coded in coder.sentences(document):
            for finding, event in zip(coded.coding.findings, coded.events, strict=True):
                if event.factuality == "asserted":
                    kind = LATER.get(record["event"], record["event"])
                    yield number, finding, event.event_type == kind, _countries(event, record)


def _countries(event: Event, record: dict) -> bool:  # type: ignore[type-arg] # as it is in the set
    told = {name: {(a.code or "---")[:3] for a in getattr(event, name)} for name in ("source", "target")}
    gold = {name: {(a["code"] + a["sector"])[:3] for a in record[name]} for name in ("source", "target")}
    either = record["reciprocal"] or not record["target"]
    return told == gold or (either and told["source"] | told["target"] == gold["source"] | gold["target"])


def fit(rows: list[tuple[list[str], bool]], ridge: float = 1.5, rare: float = 6.0) -> dict[str, float]:
    """Logistic regression by gradient descent; single rules are held closer to nothing than constructions are."""
    names = sorted({name for features, _ in rows for name in features})
    at = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for i, (features, _) in enumerate(rows):
        matrix[i, [at[name] for name in features]] = 1
    right = np.array([float(outcome) for _, outcome in rows])
    pull = np.array([0.0 if n == "bias" else rare if n.startswith("rule=") else ridge for n in names])
    weights = np.zeros(len(names))
    for _ in range(4000):
        chance = 1 / (1 + np.exp(-matrix @ weights))
        weights -= 0.5 * (matrix.T @ (chance - right) + pull * weights) / len(rows)
    return {name: round(float(weights[i]), 3) for name, i in at.items() if abs(weights[i]) >= 0.02}


def write(models: dict[str, dict[str, float]]) -> None:
    """The weights as a table."""
    lines = ["# model, feature, weight: fitted by benchmarks/confidence.py to the odd half of the development sets"]
    lines += [f"{model}\t{name}\t{weight}" for model, found in models.items() for name, weight in sorted(found.items())]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def calibration(name: str, judged: list[tuple[float, bool]]) -> None:
    """In each fifth of the codings by confidence, what was said and what was so; and the mean distance."""
    judged.sort(key=lambda pair: pair[0])
    edges = [round(i * len(judged) / 5) for i in range(6)]
    off = 0.0
    print(f"{name}: {len(judged)} codings\n  confidence   said   right   codings")
    for low, high in pairwise(edges):
        band = judged[low:high]
        said, so = sum(c for c, _ in band) / len(band), sum(r for _, r in band) / len(band)
        off += abs(said - so) * len(band) / len(judged)
        print(f"  {band[0][0]:.2f}-{band[-1][0]:.2f}    {said:.2f}   {so:.2f}    {len(band)}")
    print(f"  said and so differ by {off:.3f} in the mean")


def main() -> int:
    """Fit if asked; show the calibration."""
    if missing(PLV, GSR):
        return 0
    coder = Coder()
    rows, gold = list(relations(coder)), list(records(coder))
    if "--fit" in sys.argv:
        odd = [(list(type_features(f)), right) for f, right in rows[::2]]
        odd += [(list(type_features(f)), kind) for n, f, kind, _ in gold if n % 2 == 0]
        actors = [(list(actor_features(f)), who) for n, f, _, who in gold if n % 2 == 0]
        write({"type": fit(odd), "actors": fit(actors)})
    confidence = load_confidence()
    marked = _only(confidence.of_type, type_features)
    calibration("relation rows, even, type alone", [(marked(f), right) for f, right in rows[1::2]])
    both = [(confidence(f), kind and who) for n, f, kind, who in gold if n % 2]
    calibration("gold records, even, type and countries", both)
    return 0


def _only(weights: object, features: Callable[[Finding], Iterator[str]]) -> Callable[[Finding], float]:
    known = defaultdict(float, weights)  # type: ignore[call-overload]
    return lambda finding: float(1 / (1 + np.exp(-sum(known[name] for name in features(finding)))))


if __name__ == "__main__":
    raise SystemExit(main())
