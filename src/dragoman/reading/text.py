"""Plain text -> Document. The text is kept as it is: every offset counts in the user's own file."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.errors import InputError
from dragoman.reading import lines
from dragoman.reading.blocks import paragraph_blocks, plain_block
from dragoman.reading.flattened import FlatComment, find_thread
from dragoman.reading.language import language_of
from dragoman.reading.options import ReadOptions
from dragoman.reading.paragraphs import Paragraph, split_paragraphs
from dragoman.types import Block, Document

_TITLE_WORDS = 25
_BYLINE = re.compile(
    r"^(?:by|from|author|written by|posted by|reporting by)\s*:?\s+(?P<author>[^\d|]{2,80}?)(?:\s*[|,–—-].*)?$", re.I
)
_DATED = re.compile(r"^(?:published|posted|updated|last updated|date)?\s*(?:on|:)?\s*", re.I)
_ENDS_SENTENCE = re.compile(r"[.;:,][\"”’')\]]*$")
_HEAD_LINES = 8
_IN_HEAD_WORDS = 12


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands above the article: the first paragraph after it, and what was read on the way."""

    after: int
    title: Paragraph | None
    bylines: tuple[Paragraph, ...]
    author: str | None
    published: str | None


def read_text(text: str, *, options: ReadOptions) -> Document:
    """Read plain text, perhaps a page that was flattened to text; `Document.text` is `text`, less a byte-order mark.

    Raises InputError where there is nothing to read.
    """
    text = text.removeprefix("\ufeff")
    paragraphs = split_paragraphs(text)
    if not any(any(map(str.isalnum, p.text)) for p in paragraphs):
        raise InputError("the input is empty; give a text with at least one sentence")
    head = _read_head(paragraphs)
    thread = find_thread(paragraphs, head.after + 1)
    body = paragraphs[head.after : thread.first if thread else None]
    blocks = [*_head_blocks(head), *_body_blocks(text, body, head)]
    blocks += map(_comment_block, thread.comments if thread else ())
    return _document(text, tuple(blocks), head, options)


def short_hash(data: bytes) -> str:
    """An id for a document that was given none."""
    return hashlib.sha256(data).hexdigest()[:16]


def _read_head(paragraphs: Sequence[Paragraph]) -> _Head:
    title = paragraphs[0] if _is_title(paragraphs) else None
    index = 1 if title else 0
    bylines: list[Paragraph] = []
    author: str | None = None
    published: str | None = None
    while title and index < min(_HEAD_LINES, len(paragraphs) - 1):
        line = paragraphs[index]
        byline = _BYLINE.match(line.text) if line.words <= _IN_HEAD_WORDS else None
        dated = lines.date_in(line.text) if lines.is_time(_DATED.sub("", line.text)) or byline else None
        if byline or dated:
            bylines.append(line)
            author, published = author or (byline["author"].strip() if byline else None), published or dated
        elif not _same_words(line, title):
            break
        index += 1
    return _Head(index, title, tuple(bylines), author, published)


def _is_title(paragraphs: Sequence[Paragraph]) -> bool:
    first = paragraphs[0]
    if len(paragraphs) < 2 or first.words > _TITLE_WORDS or "\n" in first.text:
        return False
    if _same_words(first, paragraphs[1]):
        return True
    longest_near = max(p.words for p in paragraphs[1:5])
    return not _ENDS_SENTENCE.search(first.text) and longest_near > max(first.words, 5)


def _same_words(one: Paragraph, other: Paragraph) -> bool:
    return one.text.casefold().split() == other.text.casefold().split()


def _head_blocks(head: _Head) -> Iterator[Block]:
    if head.title:
        yield plain_block("title", head.title.start, head.title.end)
    for line in head.bylines:
        yield Block("byline", head.author, head.published, None, line.start, line.end)


def _body_blocks(text: str, body: Sequence[Paragraph], head: _Head) -> Iterator[Block]:
    for paragraph in body:
        is_title_again = head.title is not None and _same_words(paragraph, head.title)
        if not is_title_again and not lines.is_control(paragraph.text):
            yield from paragraph_blocks(text, paragraph.start, paragraph.end)


def _comment_block(comment: FlatComment) -> Block:
    return Block("comment", comment.author, comment.posted, None, comment.start, comment.end)


def _document(text: str, blocks: tuple[Block, ...], head: _Head, options: ReadOptions) -> Document:
    title = options.title or (head.title.text if head.title else None)
    published = options.published or head.published
    language = language_of(text)
    reasons = {
        "url": (options.url, "plain text has no address, and none was given"),
        "title": (title, "the text has no line that is set as a title"),
        "author": (head.author, "the text has no byline"),
        "published": (published, "the text names no full date of publication, and none was given"),
        "language": (language, "the text is too short, or in no language that is told apart here"),
    }
    return Document(
        id=options.document_id or short_hash(text.encode("utf-8", "surrogatepass")),
        url=options.url,
        title=title,
        author=head.author,
        published=published,
        language=language,
        text=text,
        blocks=blocks,
        missing={field: reason for field, (value, reason) in reasons.items() if value is None},
    )
