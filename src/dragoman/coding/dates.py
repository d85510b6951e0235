"""When it happened, as far as a sentence says: EDTF, resolved against the day of publication."""

import re
from datetime import date, timedelta

_MONTHS = {
    name: i
    for i, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
_SHORT = {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_DAYS = {name: i for i, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_MONTH = "|".join([*_MONTHS, *(f"{short}\\." for short in _SHORT)])
_DAY_OF_MONTH = re.compile(
    rf"\b(?:(?P<m1>{_MONTH}) (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m2>{_MONTH}))\b"
    r"(?:,? (?P<y>(?:19|20)\d\d)\b)?",
    re.I,
)
_MONTH_YEAR = re.compile(
    rf"\b(?:in|since|until|by|of|last|early|late|mid-?) ?(?P<m>{_MONTH})(?: (?P<y>(?:19|20)\d\d))?\b", re.I
)
_WEEKDAY = re.compile(
    r"\b(?:(?P<which>last|next|on|this) )?(?P<day>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b", re.I
)
_RELATIVE = re.compile(r"\b(yesterday|today|tonight|tomorrow)\b", re.I)
_YEAR = re.compile(r"\b(?:in|since|of|during|from) (?P<y>(?:19|20)\d\d)\b", re.I)
_AHEAD = 60  # days: a date without a year that lies further ahead is last year's
_SHIFT = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


def published_day(published: str | None) -> date | None:
    """The day of an ISO date or date-time."""
    if not published:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def event_date(text: str, published: date | None) -> tuple[str | None, str]:
    """The date of a sentence in EDTF and its basis: "text", "publication" or "none"."""
    found = _from_text(text, published)
    if found is not None:
        return found, "text"
    return (published.isoformat(), "publication") if published else (None, "none")


def _month(name: str) -> int:
    low = name.lower().rstrip(".")
    return _MONTHS.get(low) or _SHORT[low]


def _from_text(text: str, published: date | None) -> str | None:
    if match := _DAY_OF_MONTH.search(text):
        return _day(int(match["d1"] or match["d2"]), _month(match["m1"] or match["m2"]), match["y"], published)
    if match := _RELATIVE.search(text):
        return (published + timedelta(days=_SHIFT[match[1].lower()])).isoformat() if published else None
    if (match := _WEEKDAY.search(text)) and published:
        return _weekday(_DAYS[match["day"].lower()], (match["which"] or "").lower(), published)
    if match := _MONTH_YEAR.search(text):
        return _month_of(_month(match["m"]), match["y"], published)
    if match := _YEAR.search(text):
        return match["y"]
    return None


def _day(day: int, month: int, year: str | None, published: date | None) -> str | None:
    """A day without a year is the one nearest before publication; without that, its year is unknown."""
    if not 1 <= day <= 31:
        return None
    if year is None and published is None:
        return f"XXXX-{month:02d}-{day:02d}"
    try:
        if year is not None:
            return date(int(year), month, day).isoformat()
        here = date(published.year if published else 1, month, day)
        if published is None:
            return None
        if (here - published).days > _AHEAD:
            here = here.replace(year=here.year - 1)
        elif (published - here).days > 330:
            here = here.replace(year=here.year + 1)
        return here.isoformat()
    except ValueError:
        return None


def _month_of(month: int, year: str | None, published: date | None) -> str:
    if year is not None:
        return f"{year}-{month:02d}"
    if published is None:
        return f"XXXX-{month:02d}"
    return f"{published.year - (month > published.month)}-{month:02d}"


def _weekday(day: int, which: str, published: date) -> str:
    """The last such day up to publication; "next" looks forward."""
    if which == "next":
        ahead = (day - published.weekday() - 1) % 7 + 1
        return (published + timedelta(days=ahead)).isoformat()
    back = (published.weekday() - day) % 7
    return (published - timedelta(days=back)).isoformat()
