"""The calendar under the dates: first and last days, months on, Easter."""

import calendar
import re
from datetime import date
from functools import lru_cache

_SIMPLE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def first_day(edtf: str | None) -> date | None:
    """The first day of a date in EDTF, if it has one."""
    return _edge(edtf, last=False)


def last_day(edtf: str | None) -> date | None:
    """The last day of a date in EDTF, if it has one."""
    return _edge(edtf, last=True)


@lru_cache(maxsize=1024)
def _edge(edtf: str | None, *, last: bool) -> date | None:
    found = list(_SIMPLE.finditer(edtf or ""))
    if not found or (edtf or "").startswith("X"):
        return None
    year, month, day = (int(part) if part else None for part in found[-1 if last else 0].groups())
    if year is None:
        return None
    if month is not None and month > 12:  # a season
        first = (month - 21) * 3 + 3
        month = (first + 2 if last else first) % 12 or 12
    month = month or (12 if last else 1)
    return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))


def shifted(day: date, months: int) -> date:
    """The same day some months on, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return day
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def span(first: str | date, last: str | date) -> str:
    """An interval, or the day if it is one."""
    low, high = str(first), str(last)
    return low if low == high else f"{low}/{high}"


def easter(year: int) -> date:
    """Western Easter Sunday of a year (the anonymous Gregorian computus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + k - 7 * ((a + 11 * h + 22 * k) // 451) + 114, 31)
    return date(year, month, day + 1)
