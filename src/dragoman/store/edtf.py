"""The first and the last day that an EDTF date can mean."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

Days = tuple[date, date]

_MARKS = str.maketrans("", "", "~?%")
_DATE = re.compile(r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?\Z")
_SET = re.compile(r"[\[{](.*)[\]}]\Z", re.S)
# EDTF level 2: quarters, thirds and halves of a year, by their numbers; a month each where it begins and how many
_PARTS = (
    {number: (3 * (number - 33) + 1, 3) for number in range(33, 37)}
    | {number: (4 * (number - 37) + 1, 4) for number in range(37, 40)}
    | {number: (6 * (number - 40) + 1, 6) for number in (40, 41)}
)
# spring 21 to winter 24, and the same said of the northern (25) and southern (29) half of the earth
_NORTH = {base + i: (3 * (i + 1), 3) for base in (21, 25) for i in range(4)}
_SOUTH = {29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3)}
_SPANS = _PARTS | _NORTH | _SOUTH


@lru_cache(maxsize=65536)  # a corpus names few days, each very often
def bounds(edtf: str | None) -> tuple[date | None, date | None]:
    """First and last day; both null where the year is unknown or the text is no such date.

    An open side of an interval ("2014/..") reaches to the end of time (`date.max`, `date.min`).
    """
    days = _days(edtf.strip()) if edtf else None
    return days or (None, None)


def _days(text: str) -> Days | None:
    if inside := _SET.match(text):
        return _of_set(inside[1])
    if "/" in text:
        left, _, right = text.partition("/")
        return _between(left, right)
    return _single(text)


def _of_set(text: str) -> Days | None:
    """One of, or all of, several dates: from the earliest to the latest."""
    found: list[Days] = []
    for part in text.split(","):
        left, dots, right = part.strip().partition("..")
        days = _between(left, right) if dots else _single(left)
        if days is None:
            return None
        found.append(days)
    return min(days[0] for days in found), max(days[1] for days in found)


def _between(left: str, right: str) -> Days | None:
    """An interval; an open or unknown side has no bound."""
    first, last = _side(left, date.min), _side(right, date.max)
    if first is None or last is None or first[0] > last[1]:
        return None
    if first[0] == date.min and last[1] == date.max:
        return None
    return first[0], last[1]


def _side(text: str, open_end: date) -> Days | None:
    return (open_end, open_end) if text.strip() in {"", ".."} else _single(text.strip())


def _single(text: str) -> Days | None:
    match = _DATE.match(text.translate(_MARKS).partition("T")[0].replace("u", "X"))
    if match is None or match["year"].startswith("X"):
        return None
    first, last = int(match["year"].replace("X", "0")), int(match["year"].replace("X", "9"))
    if first == 0:
        return None
    month, day = match["month"], match["day"]
    if month is None or "X" in month or first != last:
        return date(first, 1, 1), date(last, 12, 31)
    return _within(first, int(month), day)


def _within(year: int, month: int, day: str | None) -> Days | None:
    if month in _SPANS and day is None:
        return _months(year, *_SPANS[month])
    if not 1 <= month <= 12:
        return None
    if day is None or "X" in day:
        return _months(year, month, 1)
    if not 1 <= int(day) <= monthrange(year, month)[1]:
        return None
    return date(year, month, int(day)), date(year, month, int(day))


def _months(year: int, month: int, count: int) -> Days | None:
    """`count` months from the given one; a winter goes on into the next year."""
    years, last = divmod(month + count - 2, 12)
    if year + years > date.max.year:
        return None
    return date(year, month, 1), date(year + years, last + 1, monthrange(year + years, last + 1)[1])
