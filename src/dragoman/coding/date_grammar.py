"""The grammar of single dates over the letters of `date_words`: "September 28, 2018", "last week", "two years ago".

What is made of several ("from May to June", "the end of last year") is put together in `date_compose`.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dragoman.coding.date_parts import Part, When
from dragoman.coding.date_rules import RULES
from dragoman.coding.date_words import Token

_MON = r"(?:M|m|b\.?)"
_DAY = r"T?[no]"
_WD = r"(?:W|w\.?)"
_COUNT = r"(?:A[kv]?O?|T?[nNkv]O?)"  # "three", "a", "a couple of"

_ATOM = re.compile(
    # What may begin a date at all, to leave most words at one glance.
    r"(?=[MmbWwno912QlftLFzrknNvUuhDyYs%H]|[TA][noklfFLzsuvNMmb%Ukh]|[Ia][TAknvNUh%f])(?:"
    rf"(?P<days>(?:{_WD},?T?)?(?:{_MON}{_DAY}[-R&J](?P<d2>{_DAY})|{_DAY}[-R&J]{_DAY}O?{_MON})(?![-xX])(?:,?[yY])?)"
    rf"|(?P<monthly>(?<=I){_MON}(?=n[xX]))"
    rf"|(?P<day>(?:{_WD}p?,?P?T?)?(?:{_MON}{_DAY}(?!-u)|{_DAY}O?{_MON})(?:,?[yY])?)"
    rf"|(?P<moyear>{_MON},?O?[yY])"
    r"|(?P<nine>9)|(?P<iso>1)|(?P<numeric>2)"
    r"|(?P<holiday>[lft]?Q(?:,?[yY])?)"
    rf"|(?P<weekof>W(?:O?[lft]u)p?)"
    rf"|(?P<weekday>(?:T?[LF]|z|[lft])?(?:W|(?<=[P,(lft])w\.?)p?)"
    r"|(?P<relative>rp?)"
    rf"|(?P<ago>(?:[nk]&AH|HA|{_COUNT})?[uUh]g)"
    rf"|(?P<later>{_COUNT}[uUh](?:[ZG]|<!)|U[Z])"
    rf"|(?P<period>T?[lfF](?:{_COUNT})[uUh]|T[lf]u|T?[lf]U)"
    r"|(?P<recent>(?:[Ia]T?%|IT[f]|(?<![xX])IT?)[UH]|[Ia]T?%[UuH])"
    r"|(?P<same>T?z+[up]|TFp|T[fLF]u|T?[LF]u)"
    r"|(?P<unit>Tucl(?![uUhWMmbs])|[lft]u)"
    r"|(?P<part>[lt]p)"
    rf"|(?P<lastmonth>[lft]{_MON}(?!'))"
    r"|(?P<season>[lft]s(?!-)|(?:T?s)(?:O|,)?[yY]|(?<=[IO])Ts(?![Ox]))"
    rf"|(?P<ordinal>(?<=[PjJS<R&])To(?:O[tlf]u)?(?![xXuUs-]))"
    r"|(?P<whole>(?<=BO)Tu|(?<=ZI)Tu|(?<=[aPOIJSj])Tu(?!x))"
    rf"|(?P<within>I{_COUNT}[uU](?![O'-]))"
    r"|(?P<decade>D(?!-))"
    r"|(?P<short>[yY]-[nN](?![-xU]))"
    r"|(?P<month>M|(?<=[ISJltfe-])m(?![X'])|(?<=BO)m(?![X'])|(?<=[jcC<RO&=])m(?![X'x])|(?<=T)m(?=x))"
    r"|(?P<year>(?<=[ISJjO<=R&cC~e-])[yY](?!U)|(?<=-)[yY]|y(?=-y)|(?<=[(;])y(?=[);])|(?<=T)y(?=-?x)|(?<=['$])y(?=x)"
    r"|(?<=u)y|(?<=a)y(?![uU])|(?<=u,)y))"
)


class Atom(NamedTuple):
    """A single date: which tokens it takes, and what they say."""

    first: int
    last: int  # one past
    when: When


def atoms_of(tokens: Sequence[Token], letters: str) -> list[Atom]:
    """The single dates of a sentence, in order."""
    found, at = [], 0
    while match := _ATOM.search(letters, at):
        when = RULES[match.lastgroup or "day"](Part(tokens, match.start(), match.end()))
        if when is not None:
            found.append(Atom(match.start(), match.end(), when))
        at = match.end() if when is not None else match.start() + 1
    return found
