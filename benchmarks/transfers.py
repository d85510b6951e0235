"""The register of military assistance on invented sentences: items, supplier, recipient and stage.

    python benchmarks/transfers.py            the figures; exit 1 where one is below its floor
    python benchmarks/transfers.py --list     and every sentence that is not right, with what is wrong
                                              (I items, S supplier, R recipient, T stage, Q quantity, V value)

tests/data/transfers.tsv holds the sentences, with what a reader takes from each; a sentence without items tells of
no transfer, and then none may be found. Sides and stage are looked at in the rows of the right items, or in all
rows where no item is right.
"""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from shared import HERE

from dragoman.analysis.transfers import Deeds, Transfer, load_deeds, register
from dragoman.pipeline import Coder
from dragoman.types import Block, Document

EXAM = HERE.parent / "tests" / "data" / "transfers.tsv"
FLOORS = {"items F1": 0.95, "supplier": 0.9, "recipient": 0.9, "stage": 0.85}
FLAGS = {"supplier": "S", "recipient": "R", "stage": "T", "quantity": "Q", "value": "V"}
FIELDS = tuple(FLAGS)
NUMBERS = {
    word: str(number)
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}


@dataclass(frozen=True, slots=True)
class Right:
    """How one sentence came out: items found and missed, and which of the fields hold."""

    row: dict[str, str]
    found: list[Transfer]
    hits: int
    fields: dict[str, bool]

    @property
    def told(self) -> list[str]:
        """The items that are expected."""
        return [part for part in self.row["items"].split("|") if part]

    @property
    def flags(self) -> str:
        """What is wrong, a letter each."""
        wrong = "".join(FLAGS[name] for name, holds in self.fields.items() if not holds)
        return ("I" if self.hits < max(len(self.told), len(names(self.found))) else "") + wrong


def exam(path: Path = EXAM) -> list[dict[str, str]]:
    """The annotated sentences."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def names(found: Iterable[Transfer]) -> list[str]:
    """The items of the rows, each once."""
    return list(dict.fromkeys(transfer.item for transfer in found))


def plain(name: str) -> str:
    """The letters and digits of a name without its plural."""
    bare = re.sub(r"[^a-z0-9]", "", name.casefold().removesuffix("-class"))
    return bare.removesuffix("s") if len(bare) > 3 and not bare[-2:-1].isdigit() else bare


def alike(mine: str, yours: str) -> bool:
    """Whether two names are one: in the table of equipment, by letter, or as a noun ("jet", "fighter jet")."""
    a, b = plain(mine), plain(yours)
    generic = not any(c.isdigit() for c in a + b)
    ends = generic and min(len(a), len(b)) > 2 and (a.endswith(b) or b.endswith(a))
    return a == b or ends or bool(systems().get(a, set()) & systems().get(b, set()))


@cache
def systems() -> dict[str, set[str]]:
    """The names of systems by each way they are written."""
    found: dict[str, set[str]] = {}
    for path in (resources.files("dragoman.knowledge") / "data" / "equipment").iterdir():
        for row in csv.DictReader(path.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
            for name in (row["name"], *(row["aliases"] or "").split("|"), *(row["nato"] or "").split("|")):
                found.setdefault(plain(name), set()).add(row["name"])
    return found


def number(text: str) -> str:
    """A quantity as it is compared: digits, without commas."""
    bare = text.casefold().replace(",", "")
    return NUMBERS.get(bare, bare)


def judged(row: dict[str, str], found: list[Transfer]) -> Right:
    """One sentence against what was found in it."""
    told = [part for part in row["items"].split("|") if part]
    hits = sum(any(alike(item, name) for name in names(found)) for item in told)
    rows = [t for t in found if any(alike(item, t.item) for item in told)] or found
    if not told:
        return Right(row, found, 0, {})
    numbers = {number(q) for t in rows if (q := t.quantity or t.delivered)}
    fields = {
        "supplier": {c for t in rows for c in t.supplier} == set(filter(None, row["supplier"].split("|")))
        and bool(rows),
        "recipient": {c for t in rows for c in t.recipient} == set(row["recipient"].split("|")),
        "stage": {t.stage for t in rows} == {row["stage"]},
        "quantity": numbers == {number(q) for q in row["quantity"].split("|") if q},
        "value": {t.value for t in rows if t.value} == {v for v in (row["value"],) if v},
    }
    return Right(row, found, hits, fields)


def coded(coder: Coder, deeds: Deeds, sentence: str) -> list[Transfer]:
    """The rows that one sentence gives."""
    block = Block("body", None, None, None, 0, len(sentence))
    document = Document("exam", None, None, None, "2026-03-02", "en", sentence, (block,))
    return register(coder.code(document), deeds)


def figures(results: list[Right]) -> dict[str, float]:
    """Precision, recall and F1 of the items, and the share of the transfers with each field right."""
    hits, told = sum(r.hits for r in results), sum(len(r.told) for r in results)
    found = sum(len(names(r.found)) for r in results)
    precision, recall = hits / max(found, 1), hits / max(told, 1)
    rows = [r for r in results if r.told]
    right = Counter(name for r in rows for name, holds in r.fields.items() if holds)
    empty = [r for r in results if not r.told]
    return {
        "items precision": precision,
        "items recall": recall,
        "items F1": 2 * precision * recall / max(precision + recall, 1e-9),
        **{name: right[name] / len(rows) for name in FIELDS},
        "none where none": sum(not r.found for r in empty) / max(len(empty), 1),
    }


def show(result: Right) -> None:
    """A sentence that is not right."""
    expected = " ".join(result.row[key] or "-" for key in ("supplier", "recipient", "items", *FIELDS[2:]))
    print(f"{result.flags:<6} {result.row['sentence']}\n       want {expected}")
    for t in result.found:
        sides = " ".join("|".join(side) or "-" for side in (t.supplier, t.recipient))
        print(f"       got  {sides} {t.item} {t.stage} {t.quantity or t.delivered or '-'} {t.value or '-'}")


def main() -> int:
    """Measure; 1 where a figure is below its floor."""
    coder, deeds = Coder(), load_deeds()
    results = [judged(row, coded(coder, deeds, row["sentence"])) for row in exam()]
    if "--list" in sys.argv:
        for result in filter(lambda r: r.flags, results):
            show(result)
    measured = figures(results)
    print(f"{len(results)} sentences, {sum(bool(r.told) for r in results)} with a transfer")
    for name, value in measured.items():
        floor = f"  (floor {FLOORS[name]})" if name in FLOORS else ""
        print(f"{name:<18} {value:.3f}{floor}")
    return int(any(measured[name] < floor for name, floor in FLOORS.items()))


if __name__ == "__main__":
    sys.exit(main())
