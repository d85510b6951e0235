"""Pages that were flattened to text: where the article ends, and one reader's comment after another.

Nothing in such a text says `comment`; the boundary is found by weighing evidence. A candidate is a line
that heads comments or names their writer; for it speak signed and dated lines, buttons, and a register
that turns from reporting to opinion right there; against it, that the article knows the name already.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from dragoman.reading import lines
from dragoman.reading.paragraphs import Paragraph
from dragoman.reading.register import informality

ACCEPTED = 3.0

_PROSE_WORDS = 4
_HEADING_WEIGHT = 2.5
_BARE_NAME_WEIGHT = 1.0
_SIGNED_WEIGHT = 1.4
_FURTHER_NAME_WEIGHT = 0.6
_CONTROL_WEIGHT = 0.4
_REGISTER_WEIGHT = 1.6
_KNOWN_NAME_WEIGHT = 4.0
_SHARE_OF_NAMED = 0.3
_LONGEST_COMMENT = 8
_LONGEST_SIGNED_COMMENT = 30
_LEAST_REGISTER = {"signed": -2.0, "bare": -0.35, "word": 0.3}
_EVIDENCE = {
    "signed": _SIGNED_WEIGHT,
    "bare": _FURTHER_NAME_WEIGHT,
    "word": _FURTHER_NAME_WEIGHT / 2,
    "time": _FURTHER_NAME_WEIGHT,
    "control": _CONTROL_WEIGHT,
}
_WIDER_GAPS_WEIGHT = 0.8
_WIDENING = 0.3
_MOST_EVIDENCE = 3.0
# under a heading, comments may sound as they like
_LEAST_TURN = {"heading": -0.5}
_TITLE_TWICE_WEIGHT = 0.4
_CAPITALISED = re.compile(r"\b[A-Z][\w\-]+")


@dataclass(frozen=True, slots=True)
class FlatComment:
    """One comment of a flattened page; offsets leave the author's line out."""

    author: str | None
    posted: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments of a flattened page: the paragraph they start at and how sure that is (3 is just enough)."""

    first: int
    score: float
    comments: tuple[FlatComment, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph and its part in a thread: heading, author (signed or bare), time, control, or prose."""

    paragraph: Paragraph
    role: str
    name: str | None
    register: float


def find_thread(paragraphs: Sequence[Paragraph], after: int) -> Thread | None:
    """The comments among `paragraphs`, of which the first `after` are the page's head; None where there are none."""
    read = [_read_line(p) for p in paragraphs]
    known = _first_mentions(read)
    scored = _scores(read, after, known)
    if not scored:
        return None
    score, best = max(scored, key=lambda candidate: (candidate[0], -candidate[1]))
    if score < ACCEPTED:
        return None
    first = _earliest(read, best, [index for _, index in scored], known)
    comments = tuple(_comments(read[first:]))
    return Thread(first, round(score, 2), comments) if comments else None


def _earliest(read: Sequence[_Line], best: int, candidates: Sequence[int], known: dict[str, int]) -> int:
    """The start of the thread that `best` stands in: comments before it are told by their writers' names too.

    The best candidate need not be the first comment, since one that sounds like a report weakens those above it.
    """
    first = best
    if read[best].role == "heading":
        return best
    for index in reversed([candidate for candidate in candidates if candidate < best]):
        between = [line for line in read[index + 1 : first] if _is_prose(line)]
        if not _continues(read[index], between) or (read[index].role != "signed" and _is_known(read, index, known)):
            break
        first = index
    return first


def _continues(line: _Line, between: Sequence[_Line]) -> bool:
    """Whether the prose below a name may be that person's comment: of its length, and no report."""
    if line.role not in _LEAST_REGISTER:
        return False
    longest = _LONGEST_SIGNED_COMMENT if line.role == "signed" else _LONGEST_COMMENT
    return len(between) <= longest and sum(one.register for one in between) >= _LEAST_REGISTER[line.role] * len(between)


def _read_line(paragraph: Paragraph) -> _Line:
    text = paragraph.text
    if len(text) <= 200:
        if lines.is_comments_heading(text):
            return _Line(paragraph, "heading", None, 0.0)
        if lines.is_time(text):
            return _Line(paragraph, "time", None, 0.0)
        if lines.is_control(text):
            return _Line(paragraph, "control", None, 0.0)
        if name := lines.signed_name(text):
            return _Line(paragraph, "signed", name, 0.0)
        if name := lines.bare_name(text):
            # one capitalised word may as well be a subheading
            is_word = " " not in name and name.isalpha() and name.istitle()
            return _Line(paragraph, "word" if is_word else "bare", name, 0.0)
    return _Line(paragraph, "prose", None, informality(text) if paragraph.words >= _PROSE_WORDS else 0.0)


def _scores(read: Sequence[_Line], after: int, known: dict[str, int]) -> list[tuple[float, int]]:
    """Each candidate's score and place: its own form, what follows, and how the register turns there."""
    registers = list(accumulate((line.register for line in read), initial=0.0))
    counts = list(accumulate((_is_prose(line) for line in read), initial=0))
    gaps = list(accumulate((line.paragraph.gap * _is_prose(line) for line in read), initial=0))
    evidence = list(accumulate((_weight(line) for line in read), initial=0.0))
    prior = _TITLE_TWICE_WEIGHT * (len(read) > 1 and read[0].paragraph.text == read[1].paragraph.text)
    scored = []
    for index in range(after, len(read)):
        before, beyond = counts[index], counts[-1] - counts[index]
        if not _is_candidate(read, index) or not before or not beyond:
            continue
        turn = (registers[-1] - registers[index]) / beyond - registers[index] / before
        widening = (gaps[-1] - gaps[index]) / beyond - gaps[index] / before
        score = prior + _opening_weight(read, index) + min(_MOST_EVIDENCE, evidence[-1] - evidence[index + 1])
        score += max(_LEAST_TURN.get(read[index].role, -3.0), min(3.0, _REGISTER_WEIGHT * turn))
        score += _WIDER_GAPS_WEIGHT * (widening > _WIDENING) - _KNOWN_NAME_WEIGHT * _is_known(read, index, known)
        scored.append((score, index))
    return scored


def _is_prose(line: _Line) -> int:
    return int(line.role == "prose" and line.paragraph.words >= _PROSE_WORDS)


def _weight(line: _Line) -> float:
    return _EVIDENCE.get(line.role, 0.0)


def _is_candidate(read: Sequence[_Line], index: int) -> bool:
    if read[index].role == "heading":
        return True
    following = next((line for line in read[index + 1 :] if line.role not in ("time", "control")), None)
    return read[index].role in _LEAST_REGISTER and following is not None and following.role == "prose"


def _opening_weight(read: Sequence[_Line], index: int) -> float:
    if read[index].role == "heading":
        return _HEADING_WEIGHT + any(map(str.isdigit, read[index].paragraph.text))
    if read[index].role == "signed":
        return _SIGNED_WEIGHT
    timed = index + 1 < len(read) and read[index + 1].role == "time"
    if timed:
        return _SIGNED_WEIGHT
    return _BARE_NAME_WEIGHT if read[index].role == "bare" else _BARE_NAME_WEIGHT / 2


def _first_mentions(read: Sequence[_Line]) -> dict[str, int]:
    """Each capitalised word of the prose and the line it first stands in."""
    mentions: dict[str, int] = {}
    for index, line in enumerate(read):
        if line.role == "prose":
            for word in _CAPITALISED.findall(line.paragraph.text):
                mentions.setdefault(word, index)
    return mentions


def _is_known(read: Sequence[_Line], index: int, mentions: dict[str, int]) -> bool:
    """Whether the article, or the paragraph right below, speaks of the bearer of the name: then it is a subheading."""
    name = read[index].name
    if name is None:
        return False
    surname = name.split()[-1]
    below = read[index + 1].paragraph.text if index + 1 < len(read) and read[index + 1].role == "prose" else ""
    return len(surname) > 2 and (mentions.get(surname, index) < index or surname in _CAPITALISED.findall(below))


def _comments(thread: Sequence[_Line]) -> Iterator[FlatComment]:
    chunks = sum(1 for line in thread if line.role == "prose" and line.paragraph.gap != 1)
    named = sum(1 for line in thread if line.name)
    by_name = named >= max(2, _SHARE_OF_NAMED * chunks)
    author: str | None = None
    posted: str | None = None
    held: list[Paragraph] = []
    for line in thread:
        starts_anew = bool(line.name) or line.role == "heading" or (not by_name and line.paragraph.gap > 1)
        if held and starts_anew:
            yield FlatComment(author, posted, held[0].start, held[-1].end)
            author, posted, held = None, None, []
        if line.name:
            author, posted = line.name, lines.date_in(line.paragraph.text)
        elif line.role == "time":
            posted = posted or lines.date_in(line.paragraph.text)
        elif line.role == "prose":
            held.append(line.paragraph)
    if held:
        yield FlatComment(author, posted, held[0].start, held[-1].end)
