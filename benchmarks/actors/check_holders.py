"""Check the table of office holders: every line that is wrong or doubtful, all of them at once.

    python benchmarks/actors/check_holders.py [TABLE]

Errors (the exit code is 1): wrong columns, empty cells that must not be, bad dates, ends before starts, unknown
countries, sectors and bases, the same row twice. Warnings: two holders of one single-seat office whose terms surely
overlap by more than sixty days, and an alias that two persons carry at the same time.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from score_holders import TABLE, bounds

COLUMNS = ("name", "aliases", "office", "country", "sectors", "from", "to", "basis", "note")
SECTORS = frozenset(
    "GOV MIL COP REB PRM LEG JUD PTY OPP SPY UAF CVL REL EDU BUS JRN LAB MED REF SOC CRM ELI AGR".split()
)
BASES = frozenset(("wikidata", "factbook", "archigos", "cia2019", "ifg", "us-legislators", "two", "news", "own"))
SLOTS = frozenset(("IGO", "NGO", "ISM", "IMG", "MNC"))
# Codes that the other tables carry and that are not in the territories' present ISO list.
OLD = frozenset(("SUN", "YUG", "CSK", "DDR", "SCG", "YMD", "VDR", "KOS", "VAT", "ESH", "TWN"))
SINGLE = frozenset(
    "president|prime minister|chancellor|king|queen|emperor|emir|sultan|foreign minister|defence minister|"
    "finance minister|foreign secretary|defence secretary|home secretary|secretary of state|supreme leader".split("|")
)
OVERLAP_DAYS = 60
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with a line; a warning is doubtful only."""

    line: int
    error: bool
    text: str


def codes() -> frozenset[str]:
    """Read the codes of the territory table where it exists; without it, any three capitals will do."""
    territories = TABLE.with_name("territories.tsv")
    if not territories.exists():
        return frozenset()
    with territories.open(encoding="utf-8", newline="") as source:
        return frozenset(row["code"] for row in csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE))


def line_findings(line: int, row: dict[str, str], known: frozenset[str]) -> Iterator[Finding]:
    """Check one row by itself."""
    for column in ("name", "office", "country", "sectors", "basis"):
        if not row[column]:
            yield Finding(line, True, f"no {column}")
    if any(value != value.strip() for value in row.values()):
        yield Finding(line, True, "spaces at the edge of a cell")
    country = row["country"]
    valid = country in known | SLOTS | OLD if known else re.fullmatch("[A-Z]{3}", country)
    if not valid:
        yield Finding(line, True, f"unknown country {country!r}")
    for sector in set(row["sectors"].split("|")) - SECTORS:
        yield Finding(line, True, f"unknown sector {sector!r}")
    if row["basis"] not in BASES:
        yield Finding(line, True, f"unknown basis {row['basis']!r}")
    bad = [column for column in ("from", "to") if row[column] and not real(row[column])]
    for column in bad:
        yield Finding(line, True, f"bad date {row[column]!r} in {column!r}")
    if not bad and row["from"] and row["to"] and bounds(row["to"], date.max)[1] < bounds(row["from"], date.min)[0]:
        yield Finding(line, True, f"ends {row['to']} before it starts {row['from']}")


def real(text: str) -> bool:
    """Say whether a text is a date of year, month or day precision that exists."""
    if not DATE.fullmatch(text):
        return False
    try:
        bounds(text, date.min)
    except ValueError:
        return False
    return True


def overlaps(rows: list[tuple[int, dict[str, str]]]) -> Iterator[Finding]:
    """Find two persons in one seat at the same time."""
    seats: dict[tuple[str, str, str], list[tuple[date, date, int, str]]] = defaultdict(list)
    for line, row in rows:
        # The slot of the organisations has many seats of one name.
        if row["office"] in SINGLE and row["country"] not in SLOTS:
            start, end = bounds(row["from"], date.min)[1], bounds(row["to"], date.max)[0]
            own = row["note"] if row["note"].startswith("of ") else ""
            seats[row["country"], row["office"], own].append((start, end, line, row["name"]))
    for (country, office, _), terms in seats.items():
        terms.sort()
        for first, second in zip(terms, terms[1:], strict=False):
            days = (min(first[1], second[1]) - max(first[0], second[0])).days
            if days > OVERLAP_DAYS:
                yield Finding(second[2], False, f"{country} {office}: {second[3]} overlaps {first[3]} by {days} days")


def clashes(rows: list[tuple[int, dict[str, str]]]) -> Iterator[Finding]:
    """Find an alias that two persons carry over the same days, without being the full name of both."""
    carriers: dict[str, list[tuple[date, date, int, str]]] = defaultdict(list)
    for line, row in rows:
        term = bounds(row["from"], date.min)[1], bounds(row["to"], date.max)[0]
        for alias in filter(None, row["aliases"].split("|")):
            carriers[alias.lower()].append((*term, line, row["name"]))
    for alias, terms in carriers.items():
        if len({name for *_, name in terms}) < 2:
            continue
        terms.sort()
        for first, second in zip(terms, terms[1:], strict=False):
            if first[3] != second[3] and first[1] > second[0]:
                yield Finding(second[2], False, f"alias {alias!r} of {second[3]} is also {first[3]}'s at the time")


def check(table: Path) -> list[Finding]:
    """Check a whole table."""
    found: list[Finding] = []
    rows: list[tuple[int, dict[str, str]]] = []
    seen: Counter[tuple[str, ...]] = Counter()
    known = codes()
    with table.open(encoding="utf-8", newline="") as source:
        reader = csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            return [Finding(1, True, f"columns are not {' '.join(COLUMNS)}")]
        for line, row in enumerate(reader, start=2):
            if None in row or None in row.values():
                found.append(Finding(line, True, "too many or too few cells"))
                continue
            faults = list(line_findings(line, row, known))
            found += faults
            seen[tuple(row[column] for column in ("name", "office", "country", "from", "note"))] += 1
            if seen[tuple(row[column] for column in ("name", "office", "country", "from", "note"))] > 1:
                found.append(Finding(line, True, "the same holder, office and start as an earlier line"))
            if not any(fault.error for fault in faults):
                rows.append((line, row))
    return sorted([*found, *overlaps(rows), *clashes(rows)], key=lambda finding: finding.line)


def main() -> int:
    table = Path(sys.argv[1]) if len(sys.argv) > 1 else TABLE
    findings = check(table)
    for finding in findings:
        sys.stdout.write(f"{table.name}:{finding.line}: {'error' if finding.error else 'warning'}: {finding.text}\n")
    errors = sum(finding.error for finding in findings)
    sys.stdout.write(f"{errors} errors, {len(findings) - errors} warnings\n")
    return int(errors > 0)


if __name__ == "__main__":
    raise SystemExit(main())
