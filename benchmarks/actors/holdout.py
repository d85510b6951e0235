"""Set dated rows of the reference leaders aside, before the table of office holders is built.

The split is a function of the seed and of the reference files alone: the same 500 rows each time, half of them
heads of state or government since 1990, half ministers of the sixty states most in the news since 2000. Rows of
the same file that repeat a chosen fact (same person, same office, overlapping dates) are listed as twins, because
they would give the fact away. `holders.tsv` was built without either kind.

    python benchmarks/actors/holdout.py [--out FILE]     (standard output when no file is named)

Nothing is written into the project. Without the reference files the script says so in one line and stops.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

SEED = 20261122
SHARE = {"head": 250, "minister": 250}
REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference"
ARCHIGOS, REIGN = "archigos_4.1.csv", "reign_leaders_2021-03.csv"
WIKIDATA, BRITISH = "wikidata_office_holders_2001-2022.csv", "uk_ministers_1979-2026.csv"

SIXTY = frozenset(
    "USA RUS CHN UKR GBR FRA DEU ISR PSE IRN IRQ SYR TUR SAU EGY IND PAK AFG JPN KOR PRK TWN IDN PHL MYS THA MMR VNM "
    "AUS CAN MEX BRA ARG VEN COL CUB ITA ESP POL HUN GRC SRB BLR GEO ARM AZE KAZ NGA ETH SDN SSD SOM KEN ZAF COD LBY "
    "YEM LBN JOR QAT".split()
)

# The jurisdictions whose name is not the one of the country list.
JURISDICTIONS = {
    "the United Kingdom": "GBR", "United States of America": "USA", "Palestine": "PSE", "The Philippines": "PHL",
    "the Czech Republic": "CZE", "Congo-Brazzaville": "COG", "Democratic Republic of the Congo": "COD",
    "Ivory Coast": "CIV", "The Gambia": "GMB", "Cabo Verde": "CPV", "Kosovo": "KOS", "Myanmar": "MMR",
    "Turkey": "TUR", "Hong Kong": "HKG", "Bosnia and Herzegovina": "BIH", "Trinidad and Tobago": "TTO",
    "Taiwan": "TWN", "Timor-Leste": "TLS", "Eswatini": "SWZ", "North Macedonia": "MKD", "Cyprus": "CYP",
}  # fmt: skip

# Position, as the reference writes it, to the office of the table. Deputies, acting and state ministers stay out.
HEAD_OFFICES = (
    (r"(acting |interim )?president( of (montenegro|the palestinian national authority))?", "president"),
    (r"chairman of (the presidency|the presidential council|the sovereignty council)", "president"),
    (r"prime minister( of (montenegro|the palestinian national authority))?|taoiseach", "prime minister"),
    (r"premier( of the state council)?|chairman of the (council of ministers|cabinet of ministers \(prime minister\))",
     "prime minister"),
    (r"federal chancellor", "chancellor"),
    (r"supreme leader", "supreme leader"),
    (r"king|monarch|emperor|sultan|emir|yang di_pertuan agong \(monarch\)", "monarch"),
)  # fmt: skip
MINISTER_OFFICES = (
    (r"(federal )?(minister|secretary) (of|for) (foreign( and european)?|external) (affairs|relations)( and "
     r"(cooperation|"
     r"worship))?|minister of (europe and foreign|international relations and cooperation).*|minister of foreign "
     r"affairs, european union.*|secretary of state", "foreign minister"),
    (r"(federal )?(minister|secretary) (of|for) (the )?(national |revolutionary )?(defence|defense|armed forces)"
     r"( and (armed forces logistics|military veterans))?", "defence minister"),
    (r"(federal )?(minister|secretary) (of|for) (the )?(interior|internal|home)( affairs)?( and (administration|"
     r"municipalities|safety|local government))?|minister of interior affairs|secretary of homeland security",
     "interior minister"),
    (r"(federal )?(minister|secretary) (of|for) (the )?(finance|economy and finance|treasury|economic affairs and "
     r"finance)( and (economy|public credit|prices))?|chancellor of the exchequer|secretary of the treasury|"
     r"minister of the economy, finances and industry", "finance minister"),
)  # fmt: skip
BRITISH_OFFICES = {
    "Prime Minister": "prime minister",
    "Secretary of State for Foreign and Commonwealth Affairs": "foreign minister",
    "Secretary of State for Foreign, Commonwealth and Development Affairs": "foreign minister",
    "Secretary of State for Defence": "defence minister",
    "Secretary of State for the Home Department": "interior minister",
    "Chancellor of the Exchequer": "finance minister",
}


@dataclass(frozen=True)
class Row:
    """One dated row of a reference file; `office` is "leader" where the file does not say which office it was."""

    file: str
    row: int
    role: str
    kind: str
    country: str
    office: str
    name: str
    start: str
    end: str


def office_of(position: str, rules: tuple[tuple[str, str], ...]) -> str | None:
    """Give the table's office for a position title, or None where the title is none of the rules'."""
    return next((office for pattern, office in rules if re.fullmatch(pattern, position.strip().lower())), None)


def country_codes(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Read country name to ISO-3, and Gleditsch-Ward or COW number to ISO-3."""
    names, numbers = dict(JURISDICTIONS), {"260": "DEU", "255": "DEU", "679": "YEM", "678": "YEM", "345": "SRB"}
    with (folder / "countries" / "countrycode_codelist.csv").open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            code = (
                row["iso3c"]
                if row["iso3c"] not in ("", "NA")
                else ("KOS" if "Kosovo" in row["country.name.en"] else "")
            )
            if not code:
                continue
            names.setdefault(row["country.name.en"], code)
            names.setdefault(row["cldr.short.en"], code)
            for number in (row["gwn"], row["cown"]):
                numbers.setdefault(number, code)
    return names, numbers


def read(folder: Path, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line number and row of a reference file of leaders."""
    with (folder / "leaders" / name).open(encoding="utf-8", newline="") as source:
        yield from enumerate(csv.DictReader(source), start=2)


def wikidata_rows(folder: Path, names: dict[str, str]) -> Iterator[Row]:
    for number, row in read(folder, WIKIDATA):
        country = names.get(row["jurisdiction"])
        if country is None or not row["start"] or (row["end"] and row["end"] < row["start"]):
            continue
        head = office_of(row["position"], HEAD_OFFICES)
        office = head or office_of(row["position"], MINISTER_OFFICES)
        if office is None or (head is None and (country not in SIXTY or (row["end"] or "9") < "2000")):
            continue
        kind = "head" if head else "minister"
        yield Row(WIKIDATA, number, "heldout", kind, country, office, row["person"], row["start"], row["end"])


def leader_rows(folder: Path, numbers: dict[str, str]) -> Iterator[Row]:
    for number, row in read(folder, ARCHIGOS):
        if row["enddate"] >= "1990-01-01" and row["ccode"] in numbers:
            # Rows still open say 2015-12-31, which is as far as the file vouches for them.
            start, end = row["startdate"], row["enddate"]
            yield Row(ARCHIGOS, number, "heldout", "head", numbers[row["ccode"]], "leader", row["leader"], start, end)
    for number, row in read(folder, REIGN):
        if not row["eyear"].isdigit() or int(row["eyear"]) < 1990 or row["ccode"] not in numbers:
            continue
        start = f"{int(row['syear']):04}-{int(row['smonth']):02}-{int(row['sdate']):02}"
        # The file gives the month of the end only: its first day is the last one that is sure.
        end = f"{int(row['eyear']):04}-{int(row['emonth']):02}-01"
        if start < end:
            yield Row(REIGN, number, "heldout", "head", numbers[row["ccode"]], "leader", row["leader"], start, end)


def british_rows(folder: Path) -> Iterator[Row]:
    for number, row in read(folder, BRITISH):
        office = BRITISH_OFFICES.get(row["post"])
        if office is None or (row["end_date"] or "9") < ("1990" if office == "prime minister" else "2000"):
            continue
        kind = "head" if office == "prime minister" else "minister"
        yield Row(BRITISH, number, "heldout", kind, "GBR", office, row["person"], row["start_date"], row["end_date"])


def repeats(chosen: Row, other: Row) -> bool:
    """Say whether two rows of one file state the same fact over dates that overlap."""
    same = (chosen.file, chosen.country, chosen.office, chosen.name) == (
        other.file,
        other.country,
        other.office,
        other.name,
    )
    return same and chosen.start <= (other.end or "9") and other.start <= (chosen.end or "9")


def split(folder: Path) -> list[Row]:
    """Draw the rows to set aside, with their twins."""
    names, numbers = country_codes(folder)
    frame = [*wikidata_rows(folder, names), *leader_rows(folder, numbers), *british_rows(folder)]
    draw = random.Random(SEED)
    aside: list[Row] = []
    for kind, count in SHARE.items():
        aside += draw.sample([row for row in frame if row.kind == kind], count)
    return sorted([*aside, *twins(aside, frame)], key=lambda row: (row.file, row.row))


def twins(aside: list[Row], frame: Iterable[Row]) -> Iterator[Row]:
    chosen = {(row.file, row.row) for row in aside}
    for row in frame:
        if (row.file, row.row) not in chosen and any(repeats(held, row) for held in aside):
            values = astuple(row)
            yield Row(*values[:2], "twin", *values[3:])


def write(rows: list[Row], out: Path | None) -> None:
    lines = ["\t".join(field.name for field in fields(Row))]
    lines += ["\t".join(str(value) for value in astuple(row)) for row in rows]
    text = "\n".join(lines) + "\n"
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="Set 500 dated rows of the reference leaders aside.")
    parser.add_argument("--out", type=Path, help="file to write (standard output when absent)")
    options = parser.parse_args()
    if not (REFERENCE / "leaders" / WIKIDATA).exists():
        sys.stderr.write(f"skipped: no reference files in {REFERENCE.name}/ beside the project\n")
        return 0
    write(split(REFERENCE), options.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
