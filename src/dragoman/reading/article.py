"""The article's paragraphs out of a page's tree, once its comments are cut out of it."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

_SPACE = re.compile(r"[ \t\r\n\u00a0]+")
_PROSE = 60
_ENOUGH_PROSE = 600
_NEARLY_ALL = 0.92
_HEADINGS = frozenset(("h1", "h2", "h3", "header"))
_BLOCKS = frozenset(("p", "head", "quote", "item", "code", "row", "fw", "ab"))


def article_paragraphs(tree: HtmlElement) -> list[str]:
    """The paragraphs of the main article, in order; an empty list where the page has none."""
    keep_main_part(tree)
    from trafilatura import bare_extraction  # noqa: PLC0415 - plain text needs no extractor, whose import takes long

    read = bare_extraction(tree, include_comments=False, with_metadata=False, fast=True)
    body = None if read is None or isinstance(read, dict) else read.body
    return [] if body is None else [text for text in _texts(body) if text]


def keep_main_part(tree: HtmlElement) -> None:
    """Cut all that stands beside the part that holds most prose: the extractor is slow on what it need not see."""
    lengths: dict[HtmlElement, int] = {}
    for paragraph in tree.iter("p"):
        length = len(paragraph.text_content().strip())
        if length < _PROSE:
            continue
        for outer in paragraph.iterancestors():
            lengths[outer] = lengths.get(outer, 0) + length
    part = next(tree.iter("body"), None)
    if part is None or lengths.get(part, 0) < _ENOUGH_PROSE:
        return
    wanted = lengths[part] * _NEARLY_ALL
    while (inner := next((child for child in part if lengths.get(child, 0) >= wanted), None)) is not None:
        for child in part:
            if child is not inner and child.tag not in _HEADINGS:
                child.drop_tree()
        part = inner


def _texts(element: etree._Element) -> Iterator[str]:
    held: list[str] = []
    for part in _parts(element):
        if part is None:
            yield clean("".join(held))
            held = []
        else:
            held.append(part)
    yield clean("".join(held))


def _parts(element: etree._Element) -> Iterator[str | None]:
    """The pieces of text in order; None stands for a break between paragraphs."""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        breaks = node.tag in _BLOCKS or node.tag == "lb"
        if breaks:
            yield None
        elif node.tag == "cell" and event == "end":
            yield " "
        if event == "start" and node.text:
            yield node.text
        elif event == "end" and node.tail and node is not element:
            yield node.tail


def clean(text: str) -> str:
    """Runs of white space, no-break spaces among them, as single spaces."""
    return _SPACE.sub(" ", text).strip()
