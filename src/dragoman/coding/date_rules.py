"""What each form of a single date says: the tokens that the grammar matched, turned into a `When`."""

from collections.abc import Callable

from dragoman.coding.date_parts import Part, When
from dragoman.coding.date_words import CLOCK, HOLIDAYS, NOT_PLURAL, PEOPLE, SHOWS, UNITS, Token


def _lowercase_may(part: Part) -> bool:
    """A month's name that is also a verb, written small, with a number of people after it: "may 20 soldiers"."""
    month, after = part.one("m"), part.beside(1)
    return month is not None and month.word.islower() and after is not None and after.letter in "xU"


def _year_of(part: Part) -> int | None:
    return part.value("yY")


def _odd_year(year: int | None) -> When | None:
    return When("year", year) if year is not None and not 1900 <= year <= 2100 else None


def _days(part: Part) -> When | None:
    year, (low, high) = _year_of(part), part.all("no")[:2]
    month, join = part.value("Mmb"), "&" if part.one("&") else ""
    before = part.beside(-1)
    if before is not None and before.letter == "=":
        join = ""  # "between 3 and 5 May"
    return _odd_year(year) or When("days", year, month, low.value, high.value, which=join)


def _day(part: Part) -> When | None:
    if _lowercase_may(part):
        return None
    after = part.beside(1)
    year = None if after and after.word.lower() in CLOCK else _year_of(part)  # "19 February 1500 GMT"
    month, day = part.value("Mmb"), part.value("no")
    if (month, day, year) == (9, 11, None) and after and after.word.lower() in {"attack", "attacks", "terrorist"}:
        year = 2001
    return _odd_year(year) or When("day", year, month, day)


def _month(part: Part) -> When | None:
    before, month = part.beside(-1), part.one("Mmb")
    if month is None or (month.letter == "M" and before and before.letter == "X"):
        return None
    if month.value == 5 and before and before.letter in "jcC<RO&" and not _of_month(part, before):
        return None  # "criticised by May": more often the woman than the month
    return When("month", None, month.value)


def _of_month(part: Part, before: Token) -> bool:
    """Whether "of May", "to May" or "from May" stands beside another month or a part of one."""
    if before.letter == "<":
        after = part.beside(1)
        return after is not None and after.letter in "RJ-"
    return part.first > 1 and part.tokens[part.first - 2].letter in "MmbyBVp"


def _moyear(part: Part) -> When | None:
    year = _year_of(part)
    return _odd_year(year) or When("month", year, part.value("Mmb"))


def _monthly(part: Part) -> When | None:
    after = part.tokens[part.last + 1] if part.last + 1 < len(part.tokens) else None
    plural = after is not None and (after.word.lower() in PEOPLE or after.word.endswith("s"))
    return When("month", None, part.value("Mmb")) if plural else None


def _iso(part: Part) -> When:
    year, month, day = map(int, part.tokens[part.first].word.split("-"))
    return _odd_year(year) or When("day", year, month, day)


def _numeric(part: Part) -> When | None:
    word = part.tokens[part.first].word
    mark = "/" if "/" in word else "."
    one, two, year = map(int, word.split(mark))
    if year < 100:
        if mark == ".":
            return None  # a version or a section
        year += 2000 if year < 70 else 1900
    if (odd := _odd_year(year)) is not None:
        return odd
    if mark == "." or one > 12 or one == two:
        return When("day", year, two, one)
    if two > 12:
        return When("day", year, one, two)
    return When("bad", year, unit=f"{word} may be month or day first: only its year is sure")


def _holiday(part: Part) -> When | None:
    token = part.one("Q")
    name = " ".join((token.word if token else "").lower().replace("’", "'").split())
    after = part.beside(1)
    if name == "new year's" and after is not None and after.letter in "xX":
        return None
    year = _year_of(part)
    first, second = HOLIDAYS[name]
    month, day = (first or None), (second or None) if first else None
    return _odd_year(year) or When("holiday", year, month, day, second, which=part.letter("lft"))


def _weekday(part: Part) -> When | None:
    token, which = part.one("Ww"), part.letter("lftLFz")
    after, before = part.beside(1), part.beside(-1)
    if token is None or (token.letter == "w" and not (before and before.letter == "P") and not which):
        return None
    if token.word.islower() and token.letter == "w":
        return None
    if token.word == "Sunday" and after and after.word in {"Times", "Telegraph", "Express", "Mirror", "Mail"}:
        return None
    return When("weekday", n=token.value, which="" if which == "z" else which)


def _weekof(part: Part) -> When | None:
    unit = part.value("u")
    return When("weekday", n=part.value("W") or 0, unit="week", which=part.letter("lft")) if unit == 1 else None


def _relative(part: Part) -> When | None:
    token, before, after = part.tokens[part.first], part.beside(-1), part.beside(1)
    if token.value == 9:
        return When("night")
    if token.word[0].isupper() and ((before and before.letter in "X'") or (after and after.word.lower() in SHOWS)):
        return None  # "USA Today", "the Today programme"
    return When("offset", n=token.value, unit="day")


def _unit_name(part: Part) -> str:
    token = part.one("uUh")
    if token is None:
        return ""
    return "hour" if token.letter == "h" else UNITS[token.value]


def _amount(part: Part) -> tuple[int | None, bool]:
    """How many, and whether "a couple": two or so."""
    vague = part.one("v")
    if vague is not None:
        return (2, True) if vague.word.lower() == "couple" else (None, False)
    number = part.value("nNk")
    return (number, False) if number else ((1, False) if part.one("A") else (None, False))


def _counted(part: Part, sign: int, which: str) -> When:
    (amount, _), unit = _amount(part), _unit_name(part)
    if amount is None:
        return When("vague", n=sign, unit=unit, which=which, day=1 if part.one("v") else None)
    return When("offset", n=sign * amount, unit=unit, which=which)


def _ago(part: Part) -> When:
    if part.one("H") and _unit_name(part) == "year":  # "two and a half years ago", "half a year ago"
        return When("offset", n=-12 * (part.value("nk") or 0) - 6, unit="month")
    return _counted(part, -1, "")


def _later(part: Part) -> When:
    token = part.one("ZG!")
    if token is not None and token.letter in "G!":
        return _counted(part, 1, "")
    return _counted(part, -1 if token and token.word.lower() == "earlier" else 1, "Z")


def _period(part: Part) -> When | None:
    sign = -1 if part.one("l") else 1
    after = part.beside(1)
    if part.one("U") and part.one("nNkv") is None and after is not None and after.letter == "O":
        return None  # "the last days of August"
    if part.one("T") is None and part.one("nNkv") is None and part.one("U") is None:
        return None
    amount = 1 if part.one("u") and not part.one("nNkvA") else (_amount(part)[0] or 0)
    before = part.beside(-1)
    if sign > 0 and amount == 1 and _unit_name(part) in {"day"}:  # "the next day" is the one after
        return When("unit", unit="day", which="F")
    if amount == 1 and sign > 0 and not (before and before.letter in "Iac"):
        return When("unit", unit=_unit_name(part), which="F")
    return When("period", n=sign * amount, unit=_unit_name(part))


def _recent(part: Part) -> When | None:
    first = part.tokens[part.first]
    if part.one("%f") or first.word.lower() == "within":
        return When("recent")
    return None


def _same(part: Part) -> When:
    which = part.letter("zfLF").replace("f", "F")
    if part.one("p"):
        return When("unit", unit="day", which=which)
    return When("unit", unit=_unit_name(part), which=which)


def _unit(part: Part) -> When | None:
    name, which = _unit_name(part), part.letter("lft")
    if part.one("c"):  # "the year before last"
        return When("unit", n=1, unit=name, which="l")
    if name == "day":
        return None  # "this day", "last day of the talks"
    return When("unit", unit=name, which=which)


def _part(part: Part) -> When:
    back = part.letter("lt") == "l"
    return When("offset", n=-1 if back else 0, unit="day")


def _lastmonth(part: Part) -> When:
    return When("month", None, part.value("Mmb"), which=part.letter("lft"))


def _season(part: Part) -> When | None:
    year, token = _year_of(part), part.one("s")
    before = part.beside(-1)
    if token is None or (token.word[0].isupper() and before is not None and before.letter == "X"):
        return None  # "the Prague Spring"
    return _odd_year(year) or When("season", year, n=token.value, which=part.letter("lft"))


def _ordinal(part: Part) -> When:
    return When("ordinal", day=part.value("o"), which=part.letter("lft"))


def _whole(part: Part) -> When | None:
    name, before = _unit_name(part), part.beside(-1)
    allowed = {"weekend"} if before is None or before.letter != "O" else {"week", "month", "year", "decade", "weekend"}
    if part.first > 1 and part.tokens[part.first - 2].letter == "Z":
        allowed = {"day", "week", "month", "year", "decade"}
    elif before is not None and before.letter == "O" and part.tokens[part.first - 2].letter not in "BH":
        allowed = {"weekend"}
    return When("unit", unit=name, which="z" if name == "day" else "") if name in allowed else None


def _within(part: Part) -> When | None:
    """ "In three days": ahead it is a date, in a tale of what was it is how long it took; `ahead` decides."""
    if part.tokens[part.first].word.lower() not in {"in", "within"}:
        return None
    (amount, _), unit = _amount(part), _unit_name(part)
    if amount is None:
        return None
    kind = "offset" if part.tokens[part.first].word.lower() == "in" else "period"
    return When(kind, n=amount, unit=unit, which="ahead")


def _decade(part: Part) -> When | None:
    before = part.beside(-1)
    token = part.tokens[part.first]
    if before is not None and before.letter == "$":
        return None  # "in his '70s"
    if token.word.isalpha() and (before is None or before.letter not in "Te-"):
        return None
    return When("decade", n=token.value)


def _short(part: Part) -> When | None:
    year, tail = _year_of(part) or 0, part.tokens[part.last - 1]
    if len(tail.word) != 2 or (tail.value <= year % 100 and tail.letter == "n"):
        return None
    return _odd_year(year) or When("years", year, n=year // 100 * 100 + int(tail.word))


def _year(part: Part) -> When | None:
    token, after, before = part.tokens[part.first], part.beside(1), part.beside(-1)
    if after is not None and after.letter == "x" and before is not None and before.letter in "ISJjO<=R&cC~":
        word = after.word.lower()
        if word in PEOPLE or (word.endswith("s") and word not in NOT_PLURAL):
            return None  # "in 2000 cases"
    if after is not None and after.letter in "kNU":
        return None
    if (
        before is not None
        and before.letter == "a"
        and (before.word.lower() != "for" or (after and after.letter == "x"))
    ):
        return None  # "at 1950", "for 2000 francs"
    if token.letter == "Y" and (before is None or before.letter not in "IS<-"):
        return None
    if before is not None and before.letter in "&R~jO" and after is not None and after.letter == "x":
        return None
    return When("year", token.value)


def _nine(part: Part) -> When | None:
    before = part.beside(-1)
    if before is not None and before.letter in "xX":
        return None  # the film
    return When("day", 2001, 9, 11)


RULES: dict[str, Callable[[Part], When | None]] = {
    "days": _days, "d2": _days, "monthly": _monthly, "day": _day, "moyear": _moyear, "nine": _nine, "iso": _iso,
    "numeric": _numeric, "holiday": _holiday, "weekday": _weekday, "weekof": _weekof, "relative": _relative,
    "ago": _ago, "later": _later, "period": _period, "recent": _recent, "same": _same, "unit": _unit, "part": _part,
    "lastmonth": _lastmonth, "season": _season, "ordinal": _ordinal, "whole": _whole, "within": _within,
    "decade": _decade, "short": _short, "month": _month, "year": _year,
}  # fmt: skip
