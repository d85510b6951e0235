"""What the words of a date say, counted from the day of publication or from the date told before: EDTF."""

import calendar
from datetime import date, timedelta

from dragoman.coding.date_calendar import easter, first_day, shifted, span
from dragoman.coding.date_parts import FIRST_YEAR, LAST_YEAR, Clock, Value, When

NO_DAY = "the day of publication is not known"
_UP_TO = 2  # days: a page is now and then dated before the day that it tells of
_SEASON_ENDS = (5, 8, 11, 14)  # the last month of each, winter's counted on from its year


def resolve(when: When, clock: Clock) -> Value:
    """The date that the words give."""
    return _KINDS[when.kind](when, clock)


def _day(when: When, clock: Clock) -> Value:
    month, day = when.month or 0, when.day or 0
    if not 1 <= month <= 12:
        return Value(None, f"there is no month {month}")
    if not 1 <= day <= calendar.monthrange(2000, month)[1]:
        return Value(None, f"{calendar.month_name[month]} {day} is no day of the calendar")
    if when.year is not None:
        if day > calendar.monthrange(when.year, month)[1]:
            return Value(None, f"{calendar.month_name[month]} {day}, {when.year} is no day of the calendar")
        return Value(f"{when.year}-{month:02d}-{day:02d}")
    if clock.published is None:
        return Value(f"XXXX-{month:02d}-{day:02d}", "no year is told")
    return Value(str(_nearest(month, day, clock.published, ahead=clock.ahead)))


def _nearest(month: int, day: int, published: date, *, ahead: bool) -> date:
    """The last such day up to publication or, ahead, the next; of February 29, in a year that has it."""
    step, limit = (1, published) if ahead else (-1, published + timedelta(_UP_TO))
    year = limit.year
    while day > calendar.monthrange(year, month)[1] or (date(year, month, day) - limit).days * step < 0:
        year += step
    return date(year, month, day)


def _days(when: When, clock: Clock) -> Value:
    """From one day of a month to another: `n` is the last."""
    first, last = _day(when, clock), _day(when._replace(day=when.n), clock)
    if first.edtf is None or last.edtf is None:
        return first if first.edtf is None else last
    if (when.day or 0) > when.n:
        return Value(None, f"{when.day} is after {when.n}")
    last = Value(first.edtf[:-2] + last.edtf[-2:])  # one year for both
    if when.which == "&" and when.n - (when.day or 0) > 1:
        return Value(f"{{{first.edtf},{last.edtf}}}")
    return Value(f"{first.edtf}/{last.edtf}")


def _month(when: When, clock: Clock) -> Value:
    month = when.month or 1
    if when.year is not None:
        return Value(f"{when.year}-{month:02d}")
    day = clock.published
    if day is None:
        return Value(f"XXXX-{month:02d}", "no year is told")
    if when.which == "t":
        year = day.year
    elif when.which == "f" or (clock.ahead and not when.which):
        year = day.year + (month < day.month or (month == day.month and when.which == "f"))
    else:
        year = day.year - (month > day.month or (month == day.month and when.which == "l"))
    return Value(f"{year}-{month:02d}")


def _year(when: When, _: Clock) -> Value:
    year = when.year or 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Value(None, f"the year {year} lies outside 1900 to 2100")
    return Value(str(year))


def _decade(when: When, _: Clock) -> Value:
    if not 190 <= when.n <= 209:
        return Value(None, f"the {when.n}0s lie outside 1900 to 2100")
    return Value(f"{when.n}X")


def _weekday(when: When, clock: Clock) -> Value:
    told = clock.told if when.which in {"L", "F"} else clock.published
    if told is None:
        return Value(None, NO_DAY)
    if when.unit == "week":  # "Friday last week"
        monday = told - timedelta(told.weekday()) + timedelta(7 * {"l": -1, "f": 1}.get(when.which, 0))
        return Value(str(monday + timedelta(when.n)))
    gap = (when.n - told.weekday()) % 7
    if when.which in {"f", "F"}:
        gap = gap or 7
    elif when.which in {"l", "L"}:
        gap = gap - 7
    elif when.which == "t":
        gap = gap if clock.ahead else when.n - told.weekday()
    elif gap and not clock.ahead:
        gap -= 7
    return Value(str(told + timedelta(gap)))


def _offset(when: When, clock: Clock) -> Value:
    """Some units before or after publication ("ago") or the date told before ("earlier": which is "Z")."""
    base = clock.told if when.which == "Z" else clock.published
    return Value(None, NO_DAY) if base is None else _counted(base, when.n, when.unit)


def counted(base: date, n: int, unit: str) -> Value:
    """So many units from a day, no finer than people count: years give a year, weeks a day or so."""
    return _counted(base, n, unit)


def _counted(base: date, n: int, unit: str) -> Value:
    try:
        if unit in {"hour", "day"}:
            return Value(str(base + timedelta(n if unit == "day" else 0)))
        if unit in {"week", "fortnight", "weekend"}:
            return Value(f"{base + timedelta(n * (14 if unit == 'fortnight' else 7))}~")
    except OverflowError:
        return Value(None, "lies outside 1900 to 2100")
    if unit in {"month", "quarter"}:
        months = n * (3 if unit == "quarter" else 1)
        there = (base.year * 12 + base.month - 1 + months) // 12
        if not FIRST_YEAR <= there <= LAST_YEAR:
            return _year(When("", there), _NOWHERE)
        return Value(str(shifted(base, months))[:7])
    year = base.year + n * (10 if unit == "decade" else 1)
    return (
        Value(f"{year}{'~' if unit == 'decade' else ''}")
        if FIRST_YEAR <= year <= LAST_YEAR
        else _year(When("", year), _NOWHERE)
    )


def _vague(when: When, clock: Clock) -> Value:
    """ "Several days ago": as coarse as it is."""
    day = clock.told if when.which == "Z" else clock.published
    if day is None:
        return Value(None, NO_DAY)
    near, far = sorted((2 * when.n, 7 * when.n), key=abs)
    if when.unit == "day" and when.day:
        low, high = sorted((day + timedelta(near), day + timedelta(far)))
        return Value(span(low, high))
    if when.unit == "hour":
        return Value(str(day))
    if when.unit == "week" and when.day:
        low, high = sorted((day + timedelta(7 * near), day + timedelta(7 * far)))
        return Value(span(str(low)[:7], str(high)[:7]))
    return Value(None, f"how many {when.unit}s is not told")


def _unit(when: When, clock: Clock) -> Value:
    """ "Last week", "this year", "next month"; "the following month" and "that week" hang on the date before."""
    day = clock.told if when.which in {"L", "F", "z"} else clock.published
    if day is None:
        return Value(None, NO_DAY)
    step = {"l": -1, "L": -1, "f": 1, "F": 1}.get(when.which, 0) - when.n
    if when.unit == "weekend":
        return _weekend(when, day, step, clock)
    return _whole(day, step, when.unit)


def _whole(day: date, step: int, unit: str) -> Value:
    """The calendar's unit that holds the day, some steps on."""
    if unit == "day":
        return Value(str(day + timedelta(step)))
    if unit in {"week", "fortnight"}:
        monday = day - timedelta(day.weekday()) + timedelta(7 * step)
        return Value(span(monday, monday + timedelta(6)))
    if unit == "month":
        return Value(str(shifted(day, step))[:7])
    if unit == "quarter":
        first = shifted(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3 * step)
        return Value(span(str(first)[:7], str(shifted(first, 2))[:7]))
    return Value(f"{day.year // 10 + step}X" if unit == "decade" else str(day.year + step))


def _weekend(when: When, day: date, step: int, clock: Clock) -> Value:
    saturday = day + timedelta(5 - day.weekday())  # of this week
    if step:
        saturday += timedelta(7 * step)
    elif not clock.ahead and (when.which != "t" or day.weekday() < 2) and day.weekday() < 5:
        saturday -= timedelta(7)
    return Value(span(saturday, saturday + timedelta(1)))


def _period(when: When, clock: Clock) -> Value:
    """ "The past three days", "the next two years": up to publication, or from it."""
    day = clock.published
    if day is None:
        return Value(None, NO_DAY)
    if when.n == 0:
        return Value(str(day), "no number is told; the day of publication is taken", recent=True)
    if when.unit == "hour":
        other = Value(str(day + timedelta(-1 if when.n < 0 else 1)))
    else:
        other = _counted(day, when.n, when.unit)
    if other.edtf is None:
        return other
    edge = other.edtf.rstrip("~")
    here = str(day)[: len(edge)]
    return Value(span(*((edge, here) if when.n < 0 else (here, edge))))


def _season(when: When, clock: Clock) -> Value:
    code = 21 + when.n
    if when.year is not None:
        return Value(f"{when.year}-{code}")
    day = clock.published
    if day is None:
        return Value(None, NO_DAY)
    ends = _SEASON_ENDS[when.n]
    year = day.year - 1 if when.n == 3 and day.month < 3 else day.year  # the winter that we are in began last year
    over = (day.year - year) * 12 + day.month > ends
    begun = (day.year - year) * 12 + day.month > ends - 3
    if when.which == "l":
        year -= not over
    elif when.which == "f":
        year += begun
    elif not when.which:
        year += over if clock.ahead else -(not begun)
    return Value(f"{year}-{code}")


def _holiday(when: When, clock: Clock) -> Value:
    if when.month and when.day:
        ahead = (clock.ahead and when.which != "l") or when.which == "f"
        return _day(when._replace(which=""), clock._replace(ahead=ahead))
    if when.year is not None:
        return Value(str(_feast(when, when.year)))
    day = clock.published
    if day is None:
        return Value(None, "the feast moves and no year is told")
    days = [_feast(when, day.year + step) for step in (-1, 0, 1)]
    if (clock.ahead and when.which != "l") or when.which == "f":
        return Value(str(next(d for d in days if d >= day)))
    return Value(str([d for d in days if d <= day + timedelta(_UP_TO)][-1]))


def _feast(when: When, year: int) -> date:
    if when.month == 11:  # Thanksgiving: the fourth Thursday
        return date(year, 11, 22 + (3 - date(year, 11, 22).weekday()) % 7)
    return easter(year) + timedelta(when.n)


def _ordinal(when: When, clock: Clock) -> Value:
    """ "The 28th": of the month told before, otherwise the last or next such day; "of last month" in `which`."""
    day, number = clock.published, when.day or 0
    if not 1 <= number <= 31:
        return Value(None, f"no month has a day {number}")
    told = first_day(clock.before)
    if when.which and day:
        base = shifted(day.replace(day=1), {"l": -1, "f": 1}.get(when.which, 0))
        return _day(When("day", base.year, base.month, number), clock)
    if told and len(clock.before or "") >= 7:
        return _day(When("day", told.year, told.month, number), clock)
    if day is None:
        return Value(None, NO_DAY)
    steps = range(13) if clock.ahead else range(0, -13, -1)
    for month in (shifted(day.replace(day=1), step) for step in steps):
        if number <= calendar.monthrange(month.year, month.month)[1]:
            found = month.replace(day=number)
            if (found >= day) if clock.ahead else (found <= day):
                return Value(str(found))
    return Value(None, f"no month has a day {number}")


def _night(when: When, clock: Clock) -> Value:
    """Overnight: the night before publication, or after it."""
    day = clock.published
    if day is None:
        return Value(None, NO_DAY)
    return Value(span(day, day + timedelta(1)) if clock.ahead else span(day - timedelta(1), day))


def _recent(_: When, clock: Clock) -> Value:
    """ "In recent days": near publication, no more is said."""
    why = "no day is told; the day of publication is taken"
    return Value(str(clock.published), why, recent=True) if clock.published else Value(None, NO_DAY)


def _bad(when: When, _: Clock) -> Value:
    """What cannot be read for certain: the year if that is sure, and why."""
    return Value(str(when.year) if when.year else None, when.unit)


_NOWHERE = Clock(None, None, ahead=False)
_KINDS = {
    "day": _day, "days": _days, "month": _month, "year": _year, "decade": _decade, "weekday": _weekday,
    "offset": _offset, "vague": _vague, "unit": _unit, "period": _period, "season": _season, "holiday": _holiday,
    "ordinal": _ordinal, "night": _night, "recent": _recent, "bad": _bad,
}  # fmt: skip
