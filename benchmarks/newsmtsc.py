"""Targeted sentiment on the last 1,500 rows of NewsMTSC's training file: macro-F1 over positive, neutral, negative.

    python benchmarks/newsmtsc.py          measure
    python benchmarks/newsmtsc.py --fit    write coding/data/sentiment.tsv from the rows before those, and measure

Nothing is tuned on the last rows. What is fitted are the weights of features (where a word of which list stands to the
target); they start from the rules' own and are drawn back to them, and no sentence or name is kept.
"""

import argparse
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from shared import DATA, missing

import dragoman
from dragoman.coding.sentiment import load_sentiment, rule_weight
from dragoman.coding.sentiment_features import features, target_at
from dragoman.pipeline import Coder
from dragoman.types import SentenceSpan

CORPUS = "corpora/newsmtsc_train.jsonl.gz"
TABLE = Path(dragoman.__file__).parent / "coding" / "data" / "sentiment.tsv"
HELD_OUT = 1500
Numbers = npt.NDArray[np.float64]
CLASSES = ("neutral", "positive", "negative")
_POLARITY = {4: 0, 6: 1, 2: 2}
_PULL = 30.0  # towards the rules' own weights; chosen by five folds of the earlier rows
_STEPS = 400


@dataclass(frozen=True, slots=True)
class Row:
    """One target: the row of the file that it stands in, its class, its features."""

    number: int
    label: int
    found: dict[str, float]


def read_rows() -> list[dict[str, Any]]:
    with gzip.open(DATA / CORPUS, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def targets(rows: list[dict[str, Any]], coder: Coder) -> Iterator[Row]:
    """Every target with the features of the sentence that it stands in."""
    words = load_sentiment(coder.resources.lexicon).words
    text, spans = "", []
    for number, row in enumerate(rows):
        sentence = row["sentence_normalized"]
        spans.append(SentenceSpan(len(text), len(text) + len(sentence), "article", 0, number))
        text += sentence + "\n"
    for sentence in coder.parser.parse(text, spans):
        number = sentence.span.paragraph
        for target in rows[number]["targets"]:
            start, end = (spans[number].start + target[name] for name in ("from", "to"))
            if sentence.starts[0] <= start < sentence.ends[-1]:
                place = target_at(sentence, start, end)
                found = features(sentence, place, words) if place else {"bias": 1.0}
                yield Row(number, _POLARITY[int(target["polarity"])], found)


def matrix(rows: list[Row], names: list[str]) -> Numbers:
    place = {name: i for i, name in enumerate(names)}
    found = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.found.items():
            if name in place:
                found[i, place[name]] = value
    return found


def shares(values: Numbers, weights: Numbers) -> Numbers:
    scores = np.concatenate([np.zeros((len(values), 1)), values @ weights.T], axis=1)
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Numbers = powers / powers.sum(axis=1, keepdims=True)
    return found


def fitted(rows: list[Row], names: list[str]) -> Numbers:
    """The weights, by Adam's method; every class counts the same."""
    values, labels = matrix(rows, names), np.array([row.label for row in rows])
    prior = np.array([rule_weight(name) for name in names]).T
    counts = np.bincount(labels, minlength=3)
    share, wanted = (counts.mean() / counts)[labels][:, None], np.eye(3)[labels]
    weights, first, second = prior.copy(), np.zeros_like(prior), np.zeros_like(prior)
    for step in range(1, _STEPS + 1):
        slope = ((shares(values, weights) - wanted) * share)[:, 1:].T @ values + _PULL * (weights - prior)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope * slope
        rate = 0.05 * 0.99 ** (step / 4)
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def write_table(rows: list[Row]) -> None:
    names = sorted({name for row in rows for name in row.found})
    lines = [f"{name}\t{good:.2f}\t{bad:.2f}" for name, good, bad in zip(names, *fitted(rows, names), strict=True)]
    head = "# written by benchmarks/newsmtsc.py --fit: feature, weight for, weight against"
    TABLE.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


def measure(rows: list[Row], coder: Coder) -> float:
    """Macro-F1, printed with the F1 of each class and the accuracy."""
    sentiment = load_sentiment(coder.resources.lexicon)
    pairs = [(row.label, CLASSES.index(sentiment.weighed(row.found).class_)) for row in rows]
    scores = []
    for k, name in enumerate(CLASSES):
        hits = sum(pair == (k, k) for pair in pairs)
        said, true = sum(found == k for _, found in pairs), sum(label == k for label, _ in pairs)
        scores.append(2 * hits / max(1, said + true))
        print(f"{name:<9} F1 {scores[-1]:.3f}  ({true} of it, {said} said)")
    macro = sum(scores) / len(scores)
    right = sum(label == found for label, found in pairs) / len(pairs)
    places = len({row.number for row in rows})
    print(f"macro-F1  {macro:.3f}  accuracy {right:.3f}  over {len(pairs)} targets of {places} rows")
    return macro


def main() -> int:
    """Print the figures of the rows that nothing was tuned on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="write the weights anew from the earlier rows")
    options = parser.parse_args()
    if missing(CORPUS):
        return 0
    rows, coder = read_rows(), Coder()
    cut = len(rows) - HELD_OUT
    if not options.fit:
        held = rows[cut:]
        measure(list(targets(held, coder)), coder)
        return 0
    found = list(targets(rows, coder))
    write_table([row for row in found if row.number < cut])
    measure([row for row in found if row.number >= cut], coder)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
