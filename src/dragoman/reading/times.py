"""Dates and times as pages write them -> ISO 8601, with the zone where one is told."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from dragoman.reading.lines import date_in

_ISO = re.compile(
    r"(?P<date>(?:19|20)\d{2}-\d{2}-\d{2})"
    r"(?:[T ]+(?P<time>\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_COMPACT = re.compile(r"^(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?:T?\d{4,6}Z?)?$")
_SLASHED = re.compile(r"^(?P<y>(?:19|20)\d{2})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})\b")
_EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")
_RFC = re.compile(r"^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}")
_EARLIEST = 1900


def iso_time(words: str | None) -> str | None:
    """The first date or date-time in `words`; None where there is none, or day and month could be either."""
    if not words or not (words := words.strip()):
        return None
    return _from_iso(words) or _from_numbers(words) or _from_rfc(words) or date_in(words[:200])


def _from_iso(words: str) -> str | None:
    match = _ISO.search(words)
    if match is None or not _is_date(match["date"]):
        return None
    if match["time"] is None or match["time"] > "23:59:59":
        return match["date"]
    time = match["time"] if len(match["time"]) > 5 else match["time"] + ":00"
    return f"{match['date']}T{time}{_zone(match['zone'])}"


def _zone(zone: str | None) -> str:
    if zone in ("UTC", "GMT"):
        return "Z"
    if zone and zone != "Z" and ":" not in zone:
        return f"{zone[:3]}:{zone[3:]}"
    return zone or ""


def _from_numbers(words: str) -> str | None:
    if _EPOCH.match(words):
        return datetime.fromtimestamp(int(words[:10]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    match = _COMPACT.match(words) or _SLASHED.match(words)
    if match is None:
        return None
    day = f"{match['y']}-{int(match['m']):02d}-{int(match['d']):02d}"
    return day if _is_date(day) else None


def _from_rfc(words: str) -> str | None:
    if not _RFC.match(words):
        return None
    try:
        return parsedate_to_datetime(words).isoformat()
    except ValueError:
        return None


def _is_date(day: str) -> bool:
    try:
        return datetime.fromisoformat(day).year >= _EARLIEST
    except ValueError:
        return False
