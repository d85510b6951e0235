"""How values read on the pages: names of codes, numbers, shortened texts."""

import csv
from collections.abc import Iterable
from functools import cache
from importlib import resources

from dragoman.store.web_queries import Spot

QUADS = {
    "1": "Verbal cooperation",
    "2": "Material cooperation",
    "3": "Verbal conflict",
    "4": "Material conflict",
}
VOICES = {"article": "the article", "quote": "a quotation", "comment": "a reader’s comment"}


@cache
def _countries() -> dict[str, str]:
    """The name of each code: of the state before its parts, else of the part with a capital and the most names."""

    def rank(row: dict[str, str]) -> tuple[bool, bool, int]:
        return row["kind"] != "state", not row["capital"], -row["aliases"].count("|")

    rows = sorted((row for row in _rows("dragoman.knowledge", "territories") if row["code"]), key=rank)
    return {row["code"]: row["name"] for row in reversed(rows)}


@cache
def _sectors() -> dict[str, str]:
    return {row["code"]: row["definition"] for row in _rows("dragoman.ontology", "sectors")}


def _rows(package: str, table: str) -> list[dict[str, str]]:
    path = resources.files(package) / "data" / f"{table}.tsv"
    with path.open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def number(value: object) -> str:
    """1234567 as 1,234,567; a fraction with two digits."""
    if isinstance(value, float):
        return f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def percent(value: float) -> str:
    """0.8125 as 81 %."""
    return f"{value * 100:.0f} %"


def clip(text: str | None, longest: int = 120) -> str:
    """The text, cut at a word where it is too long."""
    if text is None:
        return ""
    if len(text) <= longest:
        return text
    head = text[:longest]
    return (head.rsplit(" ", 1)[0] if " " in head[longest // 2 :] else head) + " …"


def country(code: str | None) -> str:
    """The name of an ISO-3 code; what has none stays as it is."""
    return _countries().get(code or "", code or "unknown")


def sector(code: str) -> str:
    """What a sector's code means."""
    return _sectors().get(code, code)


def quad_name(value: object) -> str:
    """The name of a quad class."""
    return QUADS.get(str(value), str(value))


def voice_word(value: str) -> str:
    """Who speaks, in a sentence."""
    return VOICES.get(value, value)


def event_word(value: str) -> str:
    """An event type as a word."""
    return value.capitalize()


def day(value: str | None) -> str:
    """A date as it is kept, or that there is none."""
    return value or "no date"


def value_name(value: str | None, param: str) -> str:
    """A value of a filter, as the reader knows it."""
    if value is None:
        return "none known"
    if param.endswith("country"):
        return country(value)
    if param == "event_type":
        return event_word(value)
    if param == "quad":
        return quad_name(value)
    if param.endswith("sector"):
        return f"{value} · {clip(sector(value), 40)}" if sector(value) != value else value
    return value


def bar_width(count: int, most: int) -> float:
    """The width of a bar from 0 to 100; what is there at all can be seen."""
    return max(0.8, round(100 * count / most, 1)) if count and most else 0.0


def spots(found: Iterable[Spot]) -> list[list[str | float | int]]:
    """Places with known coordinates, as a map takes them."""
    return [
        [spot.name or "", country(spot.country), spot.latitude, spot.longitude, spot.count]
        for spot in found
        if spot.latitude is not None and spot.longitude is not None
    ]
