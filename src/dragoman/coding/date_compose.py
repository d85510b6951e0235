"""Dates made of others: "from May to June", "the end of last year", "since 2014", "two days after Easter"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from dragoman.coding.date_calendar import first_day, last_day, shifted, span
from dragoman.coding.date_grammar import Atom, atoms_of
from dragoman.coding.date_parts import Clock, Part, Value, When
from dragoman.coding.date_resolve import counted, resolve
from dragoman.coding.date_words import UNITS, Token

_COUNT = r"(?:A[kv]?O?|[nNkv]O?)"
# Letters before a date ("@"); the star takes them in any order, and they are applied from the inside out.
_COMPOSED = re.compile(
    rf"(?P<pre>(?:{_COUNT}[uU][cC]|Tu[cC]|T?[BpV]O|T?[Kl]HO|HO|T?KuO?|T?e?hO|e-?|[SJjcC~PIaTZ<=])*)@"
    r"(?:(?P<join>[-R&J])(?P<mid>[Te]?-?)@)?"
    rf"|(?P<adverb>(?:{_COUNT}|T)[uU][cC])"
)
_ADVERB = re.compile(r"[uU][cC]")
_STEP = re.compile(rf"{_COUNT}[uU][cC]|Tu[cC]|T?[BpV]O|T?[Kl]HO|HO|T?KuO?|T?e?hO|e-?|.")
_THIRDS = {"early": 0, "mid": 1, "late": 2, "beginning": 0, "start": 0, "outset": 0, "opening": 0,
           "middle": 1, "end": 2, "close": 2}  # fmt: skip


class Read(NamedTuple):
    """A date as read: its tokens, the tokens of its core (without "since the end of"), and its value."""

    first: int
    last: int
    core: int
    value: Value


def read_dates(tokens: Sequence[Token], clock: Clock) -> list[Read]:
    """All dates of a sentence; one told before in it is what "the next day" hangs on."""
    letters = "".join([token.letter for token in tokens])
    atoms = [a for a in atoms_of(tokens, letters) if a.when.which != "ahead" or clock.ahead]
    if not atoms and not _ADVERB.search(letters):
        return []
    reduced: list[str] = []
    places: list[int] = []
    by_place: dict[int, Atom] = {}
    at = 0
    for atom in atoms:
        reduced.append(letters[at : atom.first] + "@")
        places.extend(range(at, atom.first + 1))
        by_place[len(places) - 1] = atom
        at = atom.last
    reduced.append(letters[at:])
    places.extend(range(at, len(letters) + 1))
    found = []
    whole, at = "".join(reduced), 0
    while match := _COMPOSED.search(whole, at):
        one = _Composed(tokens, match, places, by_place).read(clock)
        at = match.end()
        if one is None:
            continue
        if places[at] > one.last:  # two dates that are no span: the second is read by itself
            at = whole.index("@", match.start()) + 1
        found.append(one)
        if first_day(one.value.edtf) and not _modifies(tokens, one):
            clock = clock._replace(before=one.value.edtf)
    return found


def _modifies(tokens: Sequence[Token], one: Read) -> bool:
    return one.last < len(tokens) and tokens[one.last].letter == "'"


@dataclass(frozen=True, slots=True)
class _Composed:
    """A match over the reduced letters, and the way back to the tokens."""

    tokens: Sequence[Token]
    match: re.Match[str]
    places: list[int]
    atoms: dict[int, Atom]

    def read(self, clock: Clock) -> Read | None:
        first = self.places[self.match.start()]
        if self.match["adverb"]:
            return self._adverb(first, self.places[self.match.end()], clock)
        ends = [i for i in range(self.match.start(), self.match.end()) if i in self.atoms]
        one, two = self.atoms[ends[0]], self.atoms[ends[1]] if len(ends) > 1 else None
        value = self._joined(one, two, clock) if two else _own(one, clock)
        if value is None and two is not None:  # not of one kind: the first alone
            two, value = None, _own(one, clock)
        if value is None:
            return None
        last = (two or one).last
        for step in reversed(list(_STEP.finditer(self.match["pre"]))):
            words = Part(self.tokens, self.places[step.start() + self.match.start()],
                         self.places[step.end() + self.match.start()])  # fmt: skip
            value = _applied(step[0], words, value)
        return Read(first, last, one.first, value)

    def _joined(self, one: Atom, two: Atom, clock: Clock) -> Value | None:
        """Two dates as one span; the first takes its year or month from the second."""
        join = self.match["join"]
        left, right = one.when, two.when
        if right.year is not None and left.year is None and left.kind in {"day", "month", "season"}:
            left = left._replace(year=right.year)
        low, high = resolve(left, clock), resolve(right, clock)
        if low.edtf is None or high.edtf is None:
            return low if low.edtf is None else high
        began, start, end = low.edtf, first_day(low.edtf), last_day(high.edtf)
        if left.kind != right.kind and join == "&" and "=" not in self.match["pre"]:
            return None
        if start and end and start > end:
            if left.kind == "weekday" and clock.published:  # "Friday to Monday" over the day of publication
                low = Value(str(start - timedelta(7)))
            elif left.kind in {"day", "month"} and left.year is None and right.year is None and began[:4] != "XXXX":
                low = Value(f"{int(began[:4]) - 1}{began[4:]}")
            else:
                return None
        return Value(_spanned(low.edtf or "", high.edtf, and_=join == "&" and "=" not in self.match["pre"]))

    def _adverb(self, first: int, last: int, clock: Clock) -> Read | None:
        """ "Three days before", "the day after": from the date told before, if nothing else follows."""
        part = Part(self.tokens, first, last)
        after = part.beside(1)
        sign = -1 if self.tokens[last - 1].letter == "c" else 1
        amount = _number(part)
        unit = UNITS[part.value("uU") or 0]
        if amount is None:
            return Read(first, last, first, Value(None, f"how many {unit}s is not told"))
        if after is not None and after.letter not in ".,;()&":
            if sign > 0 and unit == "day" and clock.before:
                return Read(first, last, first, resolve(When("offset", n=amount, unit=unit, which="Z"), clock))
            why = "it is counted from something whose date is not told"
            day = clock.published if sign > 0 else None
            return Read(first, last, first, Value(str(day) if day else None, why, recent=day is not None))
        return Read(first, last, first, resolve(When("offset", n=sign * amount, unit=unit, which="Z"), clock))


def _own(atom: Atom, clock: Clock) -> Value:
    if atom.when.kind == "years":
        return Value(f"{atom.when.year}/{atom.when.n}")
    return resolve(atom.when, clock)


def _number(part: Part) -> int | None:
    vague = part.one("v")
    if vague is not None:
        return 2 if vague.word.lower() == "couple" else None
    return part.value("nNk") or 1


def _spanned(low: str, high: str, *, and_: bool) -> str:
    first, last = low.split("/", maxsplit=1)[0], high.rsplit("/", 1)[-1]
    end, start = last_day(low), first_day(high)
    if and_ and end and start and start - end > timedelta(1) and "/" not in low + high:
        return f"{{{first},{last}}}"
    return span(first, last)


def _applied(step: str, words: Part, value: Value) -> Value:
    """The value with one word before it taken in."""
    edtf = value.edtf
    if edtf is None or value.recent:
        return value
    if step[-1] in "cC" and len(step) > 1:
        return _counted_from(words, edtf, -1 if step[-1] == "c" else 1)
    if step.endswith("VO"):
        day = first_day(edtf)
        return Value(str(day - timedelta(1))) if day and len(edtf) == 10 else value
    if step in _BOUNDS:
        return value._replace(edtf=_BOUNDS[step](edtf))
    part = _part_of(step, words)
    return value._replace(edtf=_divided(edtf, *part)) if part else value


def _since(edtf: str) -> str:
    return f"{_ends(edtf)[0]}/.."


def _until(edtf: str) -> str:
    return f"../{_ends(edtf)[1]}"


def _about(edtf: str) -> str:
    return edtf if set(edtf) & set("/~X{") else f"{edtf}~"


def _ends(edtf: str) -> tuple[str, str]:
    """The first and the last date of an interval or a set."""
    parts = re.split(r"[/,]", edtf.strip("{}"))
    return parts[0], parts[-1]


_BOUNDS = {"S": _since, "C": _since, "J": _until, "j": _until, "c": _until, "~": _about}


def _counted_from(words: Part, edtf: str, sign: int) -> Value:
    day, amount = (last_day if sign > 0 else first_day)(edtf), _number(words)
    unit = UNITS[words.value("uU") or 0]
    if day is None or amount is None:
        return Value(None, f"how many {unit}s is not told" if day else "it is counted from a date without a year")
    return counted(day, sign * amount, unit)


def _part_of(step: str, words: Part) -> tuple[int, int] | None:
    """Which part of how many: (2, 3) is the last third."""
    if "K" in step and "H" in step:
        return min((words.value("K") or 1) - 1, 1), 2
    if "H" in step:
        return (1, 2) if words.one("l") else None
    if "K" in step:
        return ((words.value("K") or 1) - 1, 4) if UNITS[words.value("u") or 0] == "quarter" else None
    token = words.one("eB")
    return (_THIRDS[token.word.lower()], 3) if token else None


def _divided(edtf: str, which: int, parts: int) -> str:
    """A part of a year, month or decade; a week or a day is not divided."""
    if len(edtf) == 4 and edtf[3] == "X" and edtf[0] != "X":
        first = int(edtf[:3]) * 10
        low, high = ((0, 3), (4, 6), (7, 9))[which] if parts == 3 else ((0, 4), (5, 9))[which % 2]
        return f"{first + low}/{first + high}"
    if len(edtf) == 4 and edtf.isdigit():
        months = 12 // parts
        return f"{edtf}-{which * months + 1:02d}/{edtf}-{(which + 1) * months:02d}"
    if len(edtf) == 7 and edtf[:4].isdigit() and edtf[5:] <= "12" and parts < 4:
        end = shifted(first_day(edtf) or last_day(edtf), 1) - timedelta(1)  # type: ignore[arg-type]
        low, high = (((1, 10), (11, 20), (21, end.day)) if parts == 3 else ((1, 15), (16, end.day)))[which]
        return f"{edtf}-{low:02d}/{edtf}-{high:02d}"
    return edtf
