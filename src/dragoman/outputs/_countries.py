"""Country codes of the field: ISO-3 to FIPS 10-4, Correlates of War, English names, and back."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Country:
    """Codes and names of one country; empty where a scheme has none. `icews` is its name in ICEWS."""

    iso3: str
    fips: str
    cow: str
    name: str
    icews: str


_NONE = Country("", "", "", "", "")
# FIPS parts the Palestinian territories; older names that files still have
_MORE_FIPS = {"GZ": "PSE", "YI": "SRB"}
_MORE_NAMES = {"united states of america": "USA", "palestinian territory, occupied": "PSE", "south sudan": "SSD",
               "czech republic": "CZE", "macedonia": "MKD", "swaziland": "SWZ", "burma": "MMR", "myanmar": "MMR",
               "congo": "COG", "republic of congo": "COG", "ivory coast": "CIV", "cape verde": "CPV",
               "east timor": "TLS", "vatican city": "VAT", "holy see": "VAT", "republic of korea": "KOR"}  # fmt: skip


@cache
def _table() -> dict[str, Country]:
    path = resources.files("dragoman.outputs") / "data" / "countries.tsv"
    with path.open(encoding="utf-8") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["iso3"]: Country(**{**row, "icews": row["icews"] or row["name"]}) for row in rows}


def country(iso3: str | None) -> Country:
    """The country of an ISO-3 code; all fields empty for an unknown one."""
    return _table().get(iso3 or "", _NONE)


@cache
def _by_name() -> dict[str, str]:
    return (
        {one.name.lower(): one.iso3 for one in _table().values()}
        | {one.icews.lower(): one.iso3 for one in _table().values()}
        | _MORE_NAMES
    )


@cache
def _by_fips() -> dict[str, str]:
    return {one.fips: one.iso3 for one in _table().values() if one.fips} | _MORE_FIPS


def named(text: str) -> str | None:
    """The ISO-3 code of a country's name, or of an ISO-3 code; null for an unknown one."""
    return text if text in _table() else _by_name().get(text.strip().lower())


def of_fips(code: str) -> str | None:
    """The ISO-3 code of a FIPS code; null for an unknown one."""
    return _by_fips().get(code)
