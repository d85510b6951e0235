"""How a document is laid out to be read: its blocks one after the other, quotations and events marked within."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dragoman.types import Block, Document, Event

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text: whether it is a quotation, which events it tells, and the numbers of those that end here."""

    text: str
    quoted: bool
    events: tuple[str, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A block of the document with its runs; `depth`: of an answer to another comment."""

    block: Block
    runs: tuple[Run, ...]
    depth: int


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown of a document, and the events that begin in it, by number."""

    blocks: tuple[Shown, ...]
    events: tuple[tuple[int, Event], ...]


def laid_out(document: Document, events: Sequence[Event], bounds: Bounds) -> Page:
    """The part of a document within the bounds."""
    numbered = tuple(enumerate(events, 1))
    here = tuple((n, one) for n, one in numbered if bounds[0] <= _first(one) < bounds[1])
    quotes = [(block.start, block.end) for block in document.blocks if block.kind == "quote"]
    spans = [((piece.start, piece.end), n, one.id) for n, one in numbered for piece in one.evidence]
    shown = [
        Shown(block, tuple(_runs(document.text, within, quotes, spans)), _depth(document.blocks, block))
        for block in _blocks(document)
        if (within := _cut((block.start, block.end), bounds)) is not None
    ]
    return Page(tuple(shown), here)


def _blocks(document: Document) -> list[Block]:
    """Blocks that stand by themselves: a quotation within a paragraph, or a part of one, is marked there."""
    kept: list[Block] = []
    for block in document.blocks:
        if block.kind == "quote" and _inside(document.blocks, block):
            continue
        if kept and _one_paragraph(document.text, kept[-1], block):
            kept[-1] = replace(kept[-1], kind="body", end=max(kept[-1].end, block.end))
        else:
            kept.append(block)
    return kept or [Block("body", None, None, None, 0, len(document.text))]


def _one_paragraph(text: str, first: Block, then: Block) -> bool:
    """Whether a quotation and the words around it stand on one line."""
    kinds = {first.kind, then.kind}
    return kinds <= {"body", "quote"} and first.end <= then.start and "\n" not in text[first.start : then.start]


def _inside(blocks: Sequence[Block], inner: Block) -> bool:
    return any(block.kind != "quote" and block.start <= inner.start and inner.end <= block.end for block in blocks)


def _cut(block: Bounds, bounds: Bounds) -> Bounds | None:
    start, end = max(block[0], bounds[0]), min(block[1], bounds[1])
    return (start, end) if start < end else None


def _runs(text: str, within: Bounds, quotes: list[Bounds], spans: list[tuple[Bounds, int, str]]) -> list[Run]:
    start, end = within
    touching = [span for span in spans if span[0][0] < end and span[0][1] > start]
    said = [quote for quote in quotes if quote[0] < end and quote[1] > start]
    points = {start, end}
    for left, right in (*said, *(span[0] for span in touching)):
        points |= {max(start, left), min(end, right)}
    cuts = sorted(points)
    found: list[Run] = []
    for left, right in pairwise(cuts):
        over = [span for span in touching if span[0][0] <= left and right <= span[0][1]]
        found.append(Run(
            text[left:right],
            any(quote[0] <= left and right <= quote[1] for quote in said),
            tuple(dict.fromkeys(event_id for _, _, event_id in over)),
            tuple(dict.fromkeys(number for place, number, _ in over if place[1] == right)),
        ))  # fmt: skip
    return found


def _depth(blocks: Sequence[Block], block: Block) -> int:
    """How deep an answer lies; a page's own loop or a wild tree is cut off."""
    depth, at = 0, block.parent
    while at is not None and 0 <= at < len(blocks) and depth < 3:
        depth, at = depth + 1, blocks[at].parent
    return depth


def _first(event: Event) -> int:
    return event.evidence[0].start if event.evidence else 0
