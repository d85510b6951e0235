"""Blocks made out of spans of a document's text."""

from collections.abc import Iterator

from dragoman.reading.quotes import quotations
from dragoman.types import Block, BlockKind


def plain_block(kind: BlockKind, start: int, end: int) -> Block:
    """A block of which the page says neither author nor time."""
    return Block(kind=kind, author=None, posted=None, parent=None, start=start, end=end)


def paragraph_blocks(text: str, start: int, end: int) -> Iterator[Block]:
    """One paragraph as a run of body and quote blocks, trimmed; all its signs stand in one of them."""
    position = start
    for quote_start, quote_end in quotations(text[start:end]):
        yield from _trimmed_block("body", text, position, start + quote_start)
        yield plain_block("quote", start + quote_start, start + quote_end)
        position = start + quote_end
    yield from _trimmed_block("body", text, position, end)


def _trimmed_block(kind: BlockKind, text: str, start: int, end: int) -> Iterator[Block]:
    words = text[start:end]
    if words.strip():
        lead = len(words) - len(words.lstrip())
        yield plain_block(kind, start + lead, start + len(words.rstrip()))
