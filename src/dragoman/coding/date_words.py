"""Words of dates: a sentence becomes a string of one letter a token, over which the grammar is a short expression.

Reading letters instead of words keeps the grammar short and fast, and decides once what a word such as "May" may be.
"""

import re
from typing import NamedTuple

import ahocorasick

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
UNITS = "day week month year decade weekend quarter fortnight".split()
PARTS = "morning afternoon evening night noon midnight dawn dusk daybreak sunrise sunset".split()
SEASONS = "spring summer autumn winter".split()
_DOUBTFUL = frozenset({3, 4, 5, 6, 8})  # months that are verbs, adjectives or first names too
_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
).split()
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_DECADES = {"fifties": 195, "sixties": 196, "seventies": 197, "eighties": 198, "nineties": 199, "noughties": 200}
_RELATIVE = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "overnight": 9}
_LETTERS = {
    "T": "the", "A": "a an", "O": "of", "I": "in during within throughout", "P": "on upon", "a": "at over for",
    "R": "to through thru", "&": "and or", "<": "from", "=": "between", "S": "since", "J": "until till", "j": "by",
    "c": "before", "C": "after", "~": "around about circa roughly approximately nearly almost",
    "l": "last past", "L": "previous preceding", "f": "next coming", "F": "following", "t": "this", "z": "that same",
    "%": "recent", "e": "early late mid", "B": "beginning start outset end close middle", "H": "half",
    "Z": "earlier later", "g": "ago", "G": "hence", "!": "now", "V": "eve", "v": "several few many some couple",
    "h": "hour hours minute minutes", "$": "his her its their our my your",
    "d": "he she it they we you i who which whom whose what when where while as is was were are be been has have had"
         " will would can could should may might must do does did not no but if than then there these those with"
         " without against under into near per also when because although though so both all any each more less"
         " amid despite via only just even still up down out off",
}  # fmt: skip
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "opening": 1}
# Words after a date that show it to be none, or a number before them.
PEOPLE = frozenset("people men women children troops cases police civilians soldiers prisoners percent".split())
NOT_PLURAL = frozenset("was is has as this his its us perhaps thus always across towards besides".split())
CLOCK = frozenset({"gmt", "bst", "est", "hours", "hrs"})
SHOWS = frozenset("programme program show newspaper newspapers".split())
HOLIDAYS = {
    "new year's eve": (12, 31), "new year's day": (1, 1), "new year's": (1, 1), "christmas eve": (12, 24),
    "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26), "valentine's day": (2, 14),
    "may day": (5, 1), "halloween": (10, 31), "bastille day": (7, 14), "good friday": (0, -2), "easter sunday": (0, 0),
    "easter monday": (0, 1), "easter": (0, 0), "palm sunday": (0, -7), "ash wednesday": (0, -46),
    "thanksgiving day": (11, 0), "thanksgiving": (11, 0),
}  # fmt: skip


def _vocabulary() -> dict[str, tuple[str, int]]:
    words = {word: (letter, 0) for letter, row in _LETTERS.items() for word in row.split()}
    words |= {name: ("m" if i in _DOUBTFUL else "M", i) for i, name in enumerate(MONTHS, 1)}
    words |= {name[:3]: ("b", i) for i, name in enumerate(MONTHS, 1) if i != 5} | {"sept": ("b", 9)}
    words |= {name: ("W", i) for i, name in enumerate(WEEKDAYS)} | {
        name[:3]: ("w", i) for i, name in enumerate(WEEKDAYS)
    }
    words |= {"tues": ("w", 1), "weds": ("w", 2), "thur": ("w", 3), "thurs": ("w", 3), "earliest": ("x", 0)}
    words |= {name: ("u", i) for i, name in enumerate(UNITS)} | {name + "s": ("U", i) for i, name in enumerate(UNITS)}
    words |= {name: ("p", i) for i, name in enumerate(PARTS)} | {name: ("s", i) for i, name in enumerate(SEASONS)}
    words |= {name: ("k", i) for i, name in enumerate(_NUMBERS)} | {name: ("k", i) for name, i in _TENS.items()}
    words |= {name: ("D", i) for name, i in _DECADES.items()} | {name: ("r", i) for name, i in _RELATIVE.items()}
    return words | {name: ("K", i) for name, i in _ORDINALS.items()} | {"fall": ("s", 2)}


_WORDS = _vocabulary()
_NAME, _OTHER = ("X", 0), ("x", 0)


def _forms(*, cased: bool) -> dict[str, tuple[str, int]]:
    """The words as they may be written; months that are words too only with a capital, where there are capitals."""
    forms = {}
    for word, known in _WORDS.items():
        forms[word.capitalize()] = forms[word.upper()] = known
        small = known[0] in "bw" or (known[0] == "m" and cased)
        forms[word] = ("d" if word == "may" else "x", 0) if small else known
    return forms


_PRINTED, _BARE = _forms(cased=True), _forms(cased=False)
_HOLIDAY = "|".join(
    re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s+") for name in sorted(HOLIDAYS, key=len, reverse=True)
)
_USUAL = (
    r"(?P<word>[A-Za-z\u00C0-\u024F]+)|(?P<mark>[,.;:()\"“”!?])|(?P<own>['’](?:[sS]?\b(?!\d)))"
    r"|(?P<one>\d{4}-\d\d?-\d\d?(?![\d-]))|(?P<two>\b\d\d?([/.])\d\d?\6(?:\d{4}|\d\d)\b(?!\.\d))|(?P<nine>\b9/11\b)"
    r"|(?P<ord>\d\d?(?:st|nd|rd|th|ST|ND|RD|TH)\b)|(?P<dec>(?:\b(?:1[89]|20)|['’]|(?<=[tT]he\s))\d0['’]?s\b)"
    r"|(?P<num>\d+(?:[,.:]\d+)*(?:[A-Za-z%°]+)?)|(?P<money>[$£€¥]\s?\d[\d,.]*)|\s[-–—]+\s|[-–—]|[^\w\s]|[^\W\d_]+"
)
_TOKEN = re.compile(_USUAL)
_TOKEN_OR_FEAST = re.compile(rf"(?P<Q>\b(?i:{_HOLIDAY})\b(?!['’]s\s+(?:Day|Eve)))|" + _USUAL.replace(r"\6", r"\7"))
_REACH = 45  # characters: a date is no longer than this on either side of the word that shows it
_SIGNS = (
    "day week month year decade hour minute night morning evening afternoon quarter tomorrow fifties sixties seventies"
    " eighties nineties noughties january february march april may june july august ember octob spring summer autumn"
    " fall winter jan. feb. aug. sept. oct. nov. dec."
)
_FEAST_SIGNS = (
    "christmas", "easter", "hallowe", "thanksg", "new year", "boxing day", "valentine", "bastille", "good fri",
    "palm sun", "may day", "ash wed",
)  # fmt: skip


def _automaton() -> ahocorasick.Automaton:
    found = ahocorasick.Automaton(ahocorasick.STORE_INTS)
    for sign in (*_SIGNS.split(), *"0123456789"):
        found.add_word(sign, 0)
    for sign in _FEAST_SIGNS:
        found.add_word(sign, 1)
    found.make_automaton()
    return found


_SHOWS_DATE = _automaton()


class Token(NamedTuple):
    """A word, number or mark: its letter, what it counts, and where it stands."""

    letter: str
    value: int
    word: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """The tokens of a sentence around what may be a date; none if no word of it is of a date."""
    lower = text.lower()
    signs = list(_SHOWS_DATE.iter(lower))
    if not signs:
        return []
    first = text.rfind(" ", 0, max(signs[0][0] - _REACH, 0)) + 1
    pattern = _TOKEN_OR_FEAST if 1 in [feast for _, feast in signs] else _TOKEN
    words = _PRINTED if lower != text else _BARE
    found = []
    # a tuple is made at once what a call would take as long again for
    make = tuple.__new__
    for match in pattern.finditer(text, first, signs[-1][0] + _REACH):
        word, (start, end) = match.group(), match.span()
        known = words.get(word)
        if known is None:
            kind = match.lastgroup
            known = (_NAME if word[0] <= "Z" else _OTHER) if kind == "word" else _mark(kind, word)
        found.append(make(Token, (known[0], known[1], word, start, end)))
    return found


_KEPT = {"Q": "Q", "one": "1", "two": "2", "nine": "9", "own": "'"}


def _mark(kind: str | None, word: str) -> tuple[str, int]:
    if kind == "num":
        return _number(word)
    if kind == "ord":
        return "o", int(word[:-2])
    if kind == "dec":
        digits = re.sub(r"\D", "", word)
        return "D", int(digits[:3]) if len(digits) == 4 else (190 if int(digits) > 10 else 200) + int(digits[0])
    if kind in _KEPT:
        return _KEPT[kind], 0
    return _sign(word), 0


def _sign(word: str) -> str:
    """The letter of a mark; of a word in another script, that of a name."""
    if word in "-–—":
        return "-"
    return word if word in ",.()" else ("X" if word.isalpha() else ";")


def _number(word: str) -> tuple[str, int]:
    if not word.isdigit() or len(word) > 4:
        return "N" if word.isdigit() else "x", 0
    value = int(word)
    if len(word) == 4 and value >= 1000:
        return ("y" if 1900 <= value <= 2100 else "Y"), value
    return ("n" if 1 <= value <= 31 and len(word) <= 2 else "N"), value
