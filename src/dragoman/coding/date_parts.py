"""What the parts of the reading of dates hand to each other."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dragoman.coding.date_calendar import first_day
from dragoman.coding.date_words import Token

FIRST_YEAR, LAST_YEAR = 1900, 2100  # what lies outside is kept as written


class Clock(NamedTuple):
    """What a date is counted from."""

    published: date | None
    before: str | None
    ahead: bool

    @property
    def told(self) -> date | None:
        """The first day of the date told before, otherwise the day of publication."""
        day = first_day(self.before)
        return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else self.published


class When(NamedTuple):
    """What the words say, not yet counted from anything.

    `kind` is a method of this module; `which` is the letter of "last", "next", "this", "previous" and the like.
    """

    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    n: int = 0
    unit: str = ""
    which: str = ""


class Value(NamedTuple):
    """A date in EDTF, or why there is none; `recent` where the words name no day but the time of writing."""

    edtf: str | None
    why: str = ""
    recent: bool = False


class Part(NamedTuple):
    """The tokens that a rule has matched."""

    tokens: Sequence[Token]
    first: int
    last: int

    def all(self, letters: str) -> list[Token]:
        """Those with one of the letters."""
        return [token for token in self.tokens[self.first : self.last] if token.letter in letters]

    def one(self, letters: str) -> Token | None:
        """The first with one of the letters."""
        for token in self.tokens[self.first : self.last]:
            if token.letter in letters:
                return token
        return None

    def value(self, letters: str) -> int | None:
        """The number of the first with one of the letters."""
        token = self.one(letters)
        return token.value if token else None

    def letter(self, letters: str) -> str:
        """The letter of the first with one of the letters."""
        token = self.one(letters)
        return token.letter if token else ""

    def beside(self, step: int) -> Token | None:
        """The token before (-1) or after (1)."""
        at = self.last if step > 0 else self.first - 1
        return self.tokens[at] if 0 <= at < len(self.tokens) else None
