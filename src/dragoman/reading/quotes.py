"""Where the quotations stand in a paragraph: the marks and what they enclose.

A mark is judged by its form and by what stands around it, so that apostrophes, inches and elisions
are no quotations. A quotation whose closing mark is missing ends with its paragraph; one that runs
over several paragraphs opens a mark in each of them and so needs no memory from one to the next.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SCARE_QUOTE_WORDS = 3

_OPENING_DOUBLE = "“„‟«"
_CLOSING_DOUBLE = {"“": '”"', "„": '“”"', "‟": '”"', "«": "»", "»": "«", '"': '"”', "”": '”"'}
_ANY_MARK = re.compile(r"[“”„‟«»\"‘’']")
_BEFORE_OPENING = frozenset(" \t\u00a0\u2009\u202f\n\r([{—–-/:…")
_ELISION = re.compile(
    r"[‘’'](?:\d\ds?\b|(?:em|tis|twas|til|till|cause|bout|round|n|neath|cos|cuz|ere)\b)", re.IGNORECASE
)
_SENTENCE_MARK = ".,!?…"


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quotation mark at a place, and the two things it could be there."""

    at: int
    char: str
    opens: bool
    closes: bool


def quotations(paragraph: str) -> list[tuple[int, int]]:
    """The spans of the quotations in one paragraph, marks included, in order and not overlapping.

    Scare quotes of up to three words and titles of works are left out.
    """
    return [span for span in _enclosed(paragraph) if not _is_scare(paragraph, *span)]


def _enclosed(text: str) -> Iterator[tuple[int, int]]:
    marks = list(_marks(text))
    index = 0
    while index < len(marks):
        mark = marks[index]
        if not mark.opens:
            index += 1
            continue
        closing = _closing(text, marks, index)
        if closing is None and mark.char in "‘'’" and not _begins_speech(text, mark.at):
            index += 1
            continue
        end = len(text.rstrip()) if closing is None else marks[closing].at + 1
        yield mark.at, end
        index = len(marks) if closing is None else closing + 1


def _begins_speech(text: str, at: int) -> bool:
    """Whether a single mark without its fellow opens a speech: "warns Mr Lund: 'If we do not", to the paragraph's end.

    Behind a colon only, before a capital: elsewhere a single mark that nothing closes is an apostrophe.
    """
    before = text[:at].rstrip()
    words = text[at + 1 :].split()
    return before[-1:] == ":" and before != text[:at] and len(words) > SCARE_QUOTE_WORDS and words[0][0].isupper()


def _marks(text: str) -> Iterator[_Mark]:
    reversed_guillemets = text.find("»") != -1 and not -1 < text.find("«") < text.find("»")
    for match in _ANY_MARK.finditer(text):
        at, char = match.start(), match[0]
        before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
        if char in "‘’'":
            yield _single(text, at, before, after)
        elif char in "«»":
            opens = (char == "»") == reversed_guillemets
            yield _Mark(at, char, opens, not opens)
        elif char in '"”':
            opens = _may_open(before) and not after.isspace()
            yield _Mark(at, char, opens, not opens and not (char == '"' and before.isdigit() and after.isdigit()))
        else:
            # a page's software may turn a mark the wrong way round, or German marks may close with “
            closes = not _may_open(before) and not after.isalnum()
            yield _Mark(at, char, not closes or char == "„", closes)


def _single(text: str, at: int, before: str, after: str) -> _Mark:
    if (before.isalnum() and after.isalnum()) or _ELISION.match(text, at):
        return _Mark(at, text[at], opens=False, closes=False)
    opens = text[at] != "’" and (_may_open(before) or before in '“"«') and not after.isspace()
    closes = not opens and not before.isspace() and not after.isalnum()
    return _Mark(at, text[at], opens, closes)


def _may_open(before: str) -> bool:
    return before.isspace() or before in _BEFORE_OPENING or before in "‘'“\"„«"


def _closing(text: str, marks: list[_Mark], index: int) -> int | None:
    if marks[index].char in "‘'":
        return _closing_single(text, marks, index)
    depth = 1
    wanted = _CLOSING_DOUBLE[marks[index].char]
    for later in range(index + 1, len(marks)):
        mark = marks[later]
        if mark.char == marks[index].char and mark.opens and mark.char != '"':
            depth += 1
        elif (mark.closes and mark.char in wanted) or _is_turned(mark, marks[index]):
            depth -= 1
        if depth == 0:
            return later
    return _first_closing(marks, index, wanted) if depth > 1 else None


def _is_turned(mark: _Mark, opening: _Mark) -> bool:
    return mark.closes and mark.char == "“" and opening.char in '“"'


def _first_closing(marks: list[_Mark], index: int, wanted: str) -> int | None:
    # an inner quotation was never closed: the first closing mark is better than none
    return next((i for i in range(index + 1, len(marks)) if marks[i].closes and marks[i].char in wanted), None)


def _closing_single(text: str, marks: list[_Mark], index: int) -> int | None:
    weak: int | None = None
    for later in range(index + 1, len(marks)):
        mark = marks[later]
        if mark.opens and mark.char in "‘'“\"":
            if mark.char in "‘'":
                break
            continue
        if not mark.closes or mark.char not in "’'":
            continue
        if not _is_plural_possessive(text, mark.at):
            return later
        weak = later if weak is None else weak
    return weak


def _is_plural_possessive(text: str, at: int) -> bool:
    return (
        text[at - 1 : at] in ("s", "S", "x", "z") and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].isalpha()
    )


def _is_scare(text: str, start: int, end: int) -> bool:
    inner = text[start + 1 : end].rstrip("”\"’'»«“ \u00a0").lstrip(" \u00a0")
    words = inner.split()
    if not any(c.isalnum() for c in inner):
        return True
    if len(words) <= SCARE_QUOTE_WORDS:
        return not _is_short_sentence(text, start, inner)
    return _is_work_title(words)


def _is_short_sentence(text: str, start: int, inner: str) -> bool:
    # "Never," he said: a whole utterance, and no scare quote, however short
    before = text[:start].rstrip()
    return inner[0].isupper() and inner[-1] in _SENTENCE_MARK and (not before or before[-1] in ',:.!?”"')


def _is_work_title(words: list[str]) -> bool:
    if words[-1][-1] in _SENTENCE_MARK or len(words) > 9:
        return False
    return all(word[0].isupper() or word[0].isdigit() for word in words if len(word) > 3) and words[0][0].isupper()
