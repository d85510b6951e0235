"""When it happened: the dates that a sentence tells, in EDTF, and the one that an act of it belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dragoman.coding.date_compose import Read, read_dates
from dragoman.coding.date_parts import FIRST_YEAR, LAST_YEAR, Clock
from dragoman.coding.date_words import Token, tokens_of

_BOUNDARY = re.compile(
    r";|\b(?:who|whom|whose|which|when|where|while|after|before|because|although|though|since|if|unless"
    r"|until)\b",
    re.I,
)
_PAUSE = re.compile(r",|\s[-–—]+\s")
_AND = re.compile(r"\b(?:and|but)\b", re.I)
_LEAD = re.compile(r"\W*(?:(?:but|and|meanwhile|then|so|also|later|earlier|early|late|on|in|at)\b\W*)*", re.I)
_TAIL = re.compile(r"\W*(?:(?:local time|GMT)\W*)?", re.I)
_COMMA, _JOINED, _OTHER_CLAUSE = 60, 40, 150  # what it costs to cross one, in characters
_HEAD_WORDS = 3  # a noun stands so far behind the date that modifies it


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in EDTF with the words that give it, or why they give none."""

    edtf: str | None
    basis: str  # "text", "publication" or "none"
    text: str | None
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What a date is counted from: the day of publication and the date told last, on which "the next day" hangs."""

    published: date | None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    dated: Dated
    core: int  # where the date itself begins, after "since" and the like
    noun: tuple[int, int] | None  # the words of the noun that it modifies


def published_day(published: str | None) -> date | None:
    """The day of an ISO date or date-time."""
    if not published:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def find_dates(text: str, setting: Setting) -> list[Dated]:
    """All dates of a sentence, in order; those whose words give none for certain have a reason in its place."""
    return [candidate.dated for candidate in _candidates(text, setting, ahead=False)]


def event_date(text: str, at: int, clause: tuple[int, int], setting: Setting, *, ahead: bool) -> Dated:
    """The date of the act whose word stands at `at`, inside the clause with these offsets.

    `ahead`: the act lies in the future, and a bare weekday looks forward. Where no words give a date it is the day
    of publication; where words name one that cannot be read, it is none, with the reason.
    """
    open_to = [c for c in _candidates(text, setting, ahead=ahead) if _may_date(c, text, at, clause)]
    if not open_to:
        return _published(setting.published, "no words of the sentence date it")
    inside = [c for c in open_to if clause[0] <= c.core < clause[1]]
    nearest = inside or open_to
    return (nearest[0] if len(nearest) == 1 else min(nearest, key=lambda c: _cost(c, text, at))).dated


def _published(day: date | None, reason: str) -> Dated:
    if day is None:
        return Dated(None, "none", None, -1, -1, f"{reason}, and the day of publication is not known")
    return Dated(day.isoformat(), "publication", None, -1, -1, reason)


@lru_cache(maxsize=32)
def _candidates(text: str, setting: Setting, *, ahead: bool) -> tuple[_Candidate, ...]:
    """The dates of a sentence: of its several acts, each asks for them."""
    tokens = tokens_of(text)
    if not tokens:
        return ()
    clock = Clock(_countable(setting.published), setting.before, ahead)
    return tuple([_candidate(text, tokens, read, clock) for read in read_dates(tokens, clock)])


def _countable(day: date | None) -> date | None:
    """A day to count from: those of the years that news is of."""
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _candidate(text: str, tokens: Sequence[Token], read: Read, clock: Clock) -> _Candidate:
    noun = _noun(tokens, read)
    start, end = tokens[read.first].start, tokens[read.last - 1].end
    words, value = text[start:end], read.value
    if value.recent:
        basis, reason = "publication", f'words "{words}": {value.why}'
    elif value.edtf is None:
        basis, reason = "none", f'"{words}": {value.why}'
    else:
        basis, reason = "text", f'words "{words}"' + (f": {value.why}" if value.why else _base(clock))
    return _Candidate(Dated(value.edtf, basis, words, start, end, reason), tokens[read.core].start, noun)


def _base(clock: Clock) -> str:
    return f", counted from {clock.published}" if clock.published else ""


def _noun(tokens: Sequence[Token], read: Read) -> tuple[int, int] | None:
    """The extent of the noun that a date modifies: "the 2015 agreement", "Tuesday's deadly attack", "of 2003"."""
    after = tokens[read.last] if read.last < len(tokens) else None
    before = tokens[read.first - 1] if read.first else None
    first = tokens[read.first]
    if after is not None and (after.letter in "'-"):
        return _words_from(tokens, read.last + 1)
    determined = (before is not None and before.letter in "'$A") or any(
        token.letter in "TA$'" for token in tokens[max(read.core - 1, 0) : read.core + 1]
    )
    attacks = after is not None and after.word.lower() in {"attack", "attacks"}
    bare_year = tokens[read.core].letter == "y" and read.last - read.core == 1 and tokens[read.first].letter in "yT"
    if (
        after is not None
        and after.letter == "x"
        and (attacks or bare_year or (determined and _can_modify(tokens, read)))
    ):
        return _words_from(tokens, read.last)
    if before is not None and before.letter == "x" and first.letter == "O":
        return before.start, before.end
    if before is not None and before.letter == "O" and read.first > 1 and tokens[read.first - 2].letter in "xX":
        return tokens[read.first - 2].start, tokens[read.first - 2].end
    return None


def _can_modify(tokens: Sequence[Token], read: Read) -> bool:
    """Whether such a date stands before nouns: "the May 5 parade", but not "the next day protesters"."""
    core = tokens[read.core : read.last]
    return core[-1].letter in "nyMmbWDQ9o1" and (core[0].letter != "T" or tokens[read.core - 1].letter != "P")


def _words_from(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    last = at
    while last < min(at + _HEAD_WORDS, len(tokens)) and tokens[last].letter in "xX-":
        if last > at and tokens[last].word.endswith("ed"):
            break  # the verb: "Tuesday's attack angered"
        last += 1
    verb = last - at > 1 and last < len(tokens) and tokens[last].letter in "TA$X"
    last -= verb  # "Friday's vote split the party"
    return (tokens[at].start, tokens[last - 1].end) if at < last else (0, 0)


def _may_date(candidate: _Candidate, text: str, at: int, clause: tuple[int, int]) -> bool:
    """Whether a date can be that of the act: not a noun's, and of another clause only if it is the sentence's."""
    dated = candidate.dated
    if candidate.noun is not None:
        return candidate.noun[0] <= at < candidate.noun[1]
    opened = _opened(text, *_way(dated, at))
    within = clause[0] <= candidate.core < clause[1]
    if within and not opened and not _left(text, dated.end, at):
        return True
    if dated.end <= at:
        # a clause of its own that a word such as "after" has opened and no comma closed
        subordinate = bool(opened) and "," not in text[opened[-1] : at]
        return _LEAD.fullmatch(text[: dated.start]) is not None and not subordinate
    if _TAIL.fullmatch(text[dated.end :]) is None:
        return False
    return not opened or text[: dated.start].rstrip().endswith(",")


def _left(text: str, end: int, at: int) -> bool:
    """Whether the date stands in a clause that a word such as "which" opens and that is closed before the act."""
    opened = _opened(text, 0, end)
    return bool(opened) and "," in text[end:at] and "," not in text[opened[-1] : end]


def _way(dated: Dated, at: int) -> tuple[int, int]:
    """What lies between a date and an act."""
    return (dated.end, at) if dated.end <= at else (at, dated.start)


def _opened(text: str, start: int, end: int) -> list[int]:
    """Where the words end that open clauses between two places."""
    return [last for first, last in _boundaries(text) if start <= first and last <= end]


@lru_cache(maxsize=32)
def _boundaries(text: str) -> tuple[tuple[int, int], ...]:
    return tuple([match.span() for match in _BOUNDARY.finditer(text)])


def _cost(candidate: _Candidate, text: str, at: int) -> int:
    dated = candidate.dated
    start, end = _way(dated, at)
    between = text[start:end]
    return (
        len(between)
        + _COMMA * len(_PAUSE.findall(between))
        + _JOINED * len(_AND.findall(between))
        + _OTHER_CLAUSE * len(_opened(text, start, end))
        + (1000 if dated.basis == "publication" else 0)
    )
