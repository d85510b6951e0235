"""How designations are written: their runs of letters and of digits, plurals, designers' names, what may stand between.

A name is compared as these runs, whatever stands between them: "S400", "S-400", "S 400" and "S-400s" are one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

TOKEN = re.compile(r"[^\W\d_]+|\d+")
GAP = re.compile(r"[\s\-\u2010-\u2015\u2212.'\"\u2018\u2019\u201c\u201d/(]{0,3}\Z")
TIGHT_GAP = re.compile(r"[\s\-\u2010-\u2015\u2212]{0,2}\Z")
ROMAN = {"II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8", "IX": "9"}
# "9K317M Buk-M3": news says the name, and the index number of the Soviet ministry only beside it
_INDEXED = re.compile(r"\A\d{1,2}[A-Z]\d{1,3}\w*[- ](?=[A-Z])")
# designers write their letters or their name, or both
_DESIGNERS = {
    "su": ("sukhoi", "suk", "sukhoi su"),
    "mig": ("mikoyan", "mikoyan mig", "mikoyan gurevich mig"),
    "tu": ("tupolev", "tupolev tu"),
    "an": ("antonov", "antonov an"),
    "il": ("ilyushin", "ilyushin il"),
    "ka": ("kamov", "kamov ka"),
    "mi": ("mil mi",),
    "yak": ("yakovlev", "yakovlev yak"),
}
# words of English that are designations only when glued to their number, or in capitals: "at 14", "An 18-year-old"
_WORDS = frozenset({"a", "an", "at", "as", "in", "on", "to", "is", "it", "no", "so", "or", "of", "by", "be", "am", "i"})
# a letter and a few digits are roads, grades, telephones and groups too; these are known enough without a sign
_PLAIN = frozenset(
    "f 14,f 15,f 16,f 18,f 22,f 35,f 111,f 117,t 34,t 54,t 55,t 62,t 64,t 72,t 80,t 90,t 14,j 10,j 15,j 16,j 20,j 35"
    ",k 2,k 9,s 125,s 200,s 300,s 350,s 400,s 500,c 17,c 130,c 295,c 390,p 8,b 52,m 777,m 270,m 142,m 113,m 109,m 119"
    ",m 198,d 30,h 225".split(",")
)
# names of persons above all
_NAMES = frozenset({"sarah", "noor", "hunter", "may", "ocean"})
# secret services and sums of money are written alike
_DOUBTFUL = frozenset({"mi 5", "mi 6", "ps 70", "ps 90"})
_SHORT = re.compile(r"(?:[^\W\d_] \d{1,3}|(?:type|mark|mk|model|class|block) \d{1,3})\Z")
HYPHENED = re.compile(r"[A-Z]-\d")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of letters or of digits; `low` is what is compared."""

    text: str
    low: str
    start: int
    end: int


def parts_of(text: str) -> list[Part]:
    """The runs of letters and of digits of a text, in order."""
    return [
        Part(match[0], ROMAN.get(match[0]) or match[0].lower(), match.start(), match.end())
        for match in TOKEN.finditer(text)
    ]


def key_of(name: str) -> str:
    """A name as it is compared."""
    return joined(parts_of(name))


def joined(parts: Iterable[Part]) -> str:
    """What parts are compared as."""
    return " ".join([part.low for part in parts])


def bare(name: str) -> str:
    """A name without the index number before it: "Buk-M3" of "9K317M Buk-M3"."""
    return _INDEXED.sub("", name)


def variants(key: str) -> list[str]:
    """The key, and the same with the designer's name: "su 35", "sukhoi 35", "sukhoi su 35"."""
    first, _, rest = key.partition(" ")
    if first not in _DESIGNERS or not rest[:1].isdigit():
        return [key]
    return [key, *(f"{name} {rest}" for name in _DESIGNERS[first])]


def is_persons(key: str) -> bool:
    """Whether it is the name of persons above all."""
    return key in _NAMES


def is_short(key: str) -> bool:
    """Whether it may be a road, a grade or a sum of money as well."""
    return (bool(_SHORT.match(key)) and key not in _PLAIN) or key in _DOUBTFUL


def has_digit(key: str) -> bool:
    """Whether there is a number in it."""
    return any(char.isdigit() for char in key)


def plural_end(text: str, parts: list[Part], end: int) -> int | None:
    """The end of a name with its plural s ("S-400s", "F-16's"); None where the last part goes on ("T-90x")."""
    last = parts[end - 1]
    if last.end == len(text):
        return end
    after = text[last.end]
    if end < len(parts) and parts[end].text in ("s", "S"):
        gap = text[last.end : parts[end].start]
        stop = parts[end].end
        closed = stop == len(text) or not text[stop].isalnum()
        if closed and (gap in ("'", "\u2019") or (gap == "" and last.text.isdigit())):
            return end + 1
    if not after.isalnum() and after != "_":
        return end
    return None


def is_plural_s(text: str, chosen: list[Part]) -> bool:
    """Whether the last part is an s glued to a number: "S-400s"."""
    last = chosen[-1]
    return last.text == "s" and len(chosen) > 1 and text[last.start - 1].isdigit()


def is_written_as_name(text: str, chosen: list[Part]) -> bool:
    """Whether what stands between the parts may stand inside a name."""
    for one, other in pairwise(chosen):
        gap = text[one.end : other.start]
        if not gap:
            continue
        if not GAP.match(gap) or ("." in gap and " " in gap and len(one.text) > 2):
            return False
        if not gap.isspace():
            continue
        letters, digits = one.text.isalpha(), other.text.isdigit()
        if letters and digits:
            # "An 18-year-old", "at 14", "mark 12"
            if not one.text[0].isupper() or (one.low in _WORDS and (len(one.text) == 1 or not one.text.isupper())):
                return False
        elif one.text.isdigit() and other.text.isalpha() and len(other.text) == 1 and not other.text.isupper():
            return False
    return True
