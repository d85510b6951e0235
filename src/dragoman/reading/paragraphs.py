"""Plain text cut into paragraphs, by offsets; the text itself is never changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CHUNK = re.compile(r"\S[^\n\r]*(?:\r?\n(?![ \t\u00a0]*(?:\r?\n|$))[^\n\r]*)*")
_LINE = re.compile(r"[^\n\r]+")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_WRAP_AT_LEAST = 45
_WRAP_AT_MOST = 110


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text between breaks, trimmed of white space; `gap` counts the line breaks before it."""

    start: int
    end: int
    text: str
    gap: int

    @property
    def words(self) -> int:
        """How many words the paragraph has, by white space."""
        return len(self.text.split())


def split_paragraphs(text: str) -> list[Paragraph]:
    """Cut at blank lines, and at single breaks too where the lines are not merely wrapped."""
    paragraphs: list[Paragraph] = []
    position = 0
    for start, end in _spans(text):
        gap = text.count("\n", position, start)
        paragraphs.append(Paragraph(start, end, text[start:end], gap))
        position = end
    return paragraphs


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for chunk in _CHUNK.finditer(text):
        lines = [_trimmed(text, m.start() + chunk.start(), m.end() + chunk.start()) for m in _LINE.finditer(chunk[0])]
        lines = [line for line in lines if line[0] < line[1]]
        if not lines:
            continue
        if len(lines) > 1 and _is_wrapped([text[start:end] for start, end in lines]):
            yield lines[0][0], lines[-1][1]
        else:
            yield from lines


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), end - (len(line) - len(line.rstrip()))


def _is_wrapped(lines: list[str]) -> bool:
    # wrapped lines are about equally long, and break in the middle of sentences
    inner = lines[:-1]
    if any(not _WRAP_AT_LEAST <= len(line) <= _WRAP_AT_MOST for line in inner):
        return False
    open_ended = sum(1 for line in inner if not _SENTENCE_END.search(line))
    return open_ended * 2 >= len(inner)
