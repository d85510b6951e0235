"""Ask the table of office holders for the rows that were set aside before it was built.

For each held-out row the question is: who held this office of this country in the middle of the term? The table
gives one answer, the holder whose term covers the day most surely (dates known to the year cover their whole year
less surely); the row is right when that answer bears the row's name. Several persons who hold one office together
(a presidency of three, two captains) all count as the answer when their terms cover the day equally well.

    python benchmarks/actors/score_holders.py [--table FILE] [--wrong]

Floors: 0.97 for heads of state and government, 0.90 for ministers of the sixty states.
"""

from __future__ import annotations

import argparse
import csv
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from pathlib import Path

from holdout import REFERENCE, WIKIDATA, Row, split

TABLE = Path(__file__).resolve().parents[2] / "src" / "dragoman" / "knowledge" / "data" / "holders.tsv"
FLOORS = {"head": 0.97, "minister": 0.9}
LATEST = date(2022, 6, 1)  # the day of the earliest snapshot: what an open end of the reference vouches for
MONARCHS = ("king", "queen", "emperor", "emir", "sultan", "grand duke", "prince")
HEADS = ("president", "head of state", "prime minister", "chancellor", "supreme leader", "leader", *MONARCHS)
# Offices of the table that answer a question for an office of the held-out rows.
ANSWERS = {
    "leader": (
        *HEADS,
        "party leader",
        "chief executive",
        "paramount leader",
        "crown prince",
        "state counsellor",
        "administrator",
        "captain regent",
        "commander",
    ),
    "president": ("president", "head of state"),
    "prime minister": ("prime minister", "chief executive"),
    "chancellor": ("chancellor",),
    "supreme leader": ("supreme leader",),
    "monarch": MONARCHS,
    "foreign minister": ("foreign minister", "foreign secretary", "secretary of state"),
    "defence minister": ("defence minister", "defence secretary"),
    "interior minister": ("interior minister", "home secretary", "homeland security secretary", "interior secretary"),
    "finance minister": ("finance minister", "chancellor of the exchequer", "treasury secretary"),
}
# Ended states, which the reference lists under their successors.
EARLIER = {"RUS": ("SUN",), "SRB": ("YUG", "SCG"), "CZE": ("CSK",)}
NOT_ASCII = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ß": "s", "æ": "e", "ə": "a", "’": "", "'": ""})


@dataclass(frozen=True)
class Holder:
    """One term of office in the table, with the first and last day it surely and possibly covers."""

    names: str
    office: str
    note: str
    sure: tuple[date, date]
    possible: tuple[date, date]


def words(text: str) -> set[str]:
    """Break a name into plain lower-case words, so that spellings can be compared."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(NOT_ASCII))
    letters = "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return {word for word in letters.split() if len(word) > 1}


def bounds(text: str, missing: date) -> tuple[date, date]:
    """Give the first and the last day that a date of year, month or day precision can mean."""
    if not text:
        return missing, missing
    parts = [int(part) for part in text.split("-")]
    first = date(*(parts + [1, 1])[:3])
    if len(parts) == 3:
        return first, first
    months = 1 if len(parts) == 2 else 12
    index = first.month - 1 + months
    return first, date(first.year + index // 12, index % 12 + 1, 1) - timedelta(days=1)


def load(table: Path) -> dict[str, list[Holder]]:
    """Read the table by country."""
    holders: dict[str, list[Holder]] = {}
    with table.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE):
            start, end = bounds(row["from"], date.min), bounds(row["to"], date.max)
            holder = Holder(
                f"{row['name']}|{row['aliases']}", row["office"], row["note"], (start[1], end[0]), (start[0], end[1])
            )
            holders.setdefault(row["country"], []).append(holder)
    return holders


def answers(holders: Iterable[Holder], office: str, day: date) -> list[Holder]:
    """Find who held an office on a day: those whose term surely covers it, else those whose term may."""
    asked = [holder for holder in holders if holder.office in ANSWERS[office] and not holder.note.startswith("of ")]
    sure = [holder for holder in asked if holder.sure[0] <= day <= holder.sure[1]]
    if office == "leader" and sure:
        return sure
    found: list[Holder] = []
    for title in ANSWERS[office]:
        held = [holder for holder in sure if holder.office == title]
        # A later start outranks an open end that nobody closed.
        latest = max((holder.sure[0] for holder in held), default=None)
        found += [holder for holder in held if holder.sure[0] == latest]
        if not held:
            may = [holder for holder in asked if holder.office == title]
            found += [holder for holder in may if holder.possible[0] <= day <= holder.possible[1]]
    return found


def bears(holder: Holder, name: str, surnames: bool = False) -> bool:
    """Say whether a holder is the person that a reference names, in full or by surnames, in its own spelling."""
    asked = {word for word in words(name) if len(word) > 3} or words(name) if surnames else words(name)
    for known in holder.names.split("|"):
        own = words(known)
        hits = sum(any(a == b or SequenceMatcher(None, a, b).ratio() >= 0.8 for b in own) for a in asked)
        if hits >= 2 or (hits == 1 and (surnames or len(asked) == 1 or len(own) == 1)):
            return True
    return False


def middle(row: Row) -> date:
    # The table promises heads since 1990 and ministers since 2000: earlier days are not asked for.
    start = max(bounds(row.start, date.min)[0], date(1990 if row.kind == "head" else 2000, 1, 1))
    end = bounds(row.end, LATEST)[1] if row.end else max(LATEST, start)
    return start + (max(end, start) - start) / 2


def right(row: Row, table: dict[str, list[Holder]]) -> bool:
    leader = row.office == "leader"
    holders = [holder for code in (row.country, *EARLIER.get(row.country, ())) for holder in table.get(code, ())]
    found = answers(holders, row.office, middle(row))
    return len(found) <= (6 if leader else 3) and any(bears(holder, row.name, leader) for holder in found)


def main() -> int:
    parser = argparse.ArgumentParser(description="Score the table of office holders on the rows set aside.")
    parser.add_argument("--table", type=Path, default=TABLE)
    parser.add_argument("--wrong", action="store_true", help="name the rows that were not answered")
    options = parser.parse_args()
    if not (REFERENCE / "leaders" / WIKIDATA).exists():
        sys.stderr.write(f"skipped: no reference files in {REFERENCE.name}/ beside the project\n")
        return 0
    table, failed = load(options.table), False
    rows = [row for row in split(REFERENCE) if row.role == "heldout"]
    for kind, floor in FLOORS.items():
        asked = [row for row in rows if row.kind == kind]
        missed = [row for row in asked if not right(row, table)]
        share = 1 - len(missed) / len(asked)
        failed = failed or share < floor
        sys.stdout.write(f"{kind}: {share:.3f} of {len(asked)} right (floor {floor})\n")
        for row in missed if options.wrong else ():
            sys.stdout.write(f"  {row.country} {row.office} {middle(row)}: {row.name} ({row.file}:{row.row})\n")
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
