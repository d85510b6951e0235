"""Facts that an envelope tells of its page: put into the document that was read of it."""

from dataclasses import replace

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from dragoman.errors import InputError
from dragoman.reading.html import read_html
from dragoman.reading.options import ReadOptions
from dragoman.reading.text import read_text, short_hash
from dragoman.types import Document

_PARAGRAPHS = frozenset("p div br li tr h1 h2 h3 h4 h5 h6 blockquote table ul ol section article pre".split())
_NO_WORDS = ("script", "style", "head", "template", "svg", "noscript")
_WHOLE = 0.5  # an extractor that keeps less than this of a piece that is all article took it for furniture


def dated(document: Document, options: ReadOptions) -> Document:
    """The document with the date given by the user, where it has none of its own."""
    return with_facts(document, published=document.published or options.published)


def with_facts(document: Document, *, author: str | None = None, published: str | None = None) -> Document:
    """The document with what is known of it; None leaves what it says itself."""
    known = {key: value for key, value in (("author", author), ("published", published)) if value}
    missing = {key: reason for key, reason in document.missing.items() if key not in known}
    return replace(
        document,
        author=known.get("author", document.author),
        published=known.get("published", document.published),
        missing=missing,
    )


def read_fragment(markup: str, options: ReadOptions) -> Document:
    """Markup that is an article and nothing else, as a feed or a mail holds it. Raises InputError where it is empty."""
    plain = _flattened(markup)
    data = f"<html><body><article>{markup}</article></body></html>".encode("utf-8", "replace")
    options = replace(options, document_id=options.document_id or short_hash(data))
    try:
        page = read_html(data, options=options)
    except InputError:
        return read_text(plain, options=options)
    return page if len(page.text) >= len(plain) * _WHOLE else read_text(plain, options=options)


def _flattened(markup: str) -> str:
    """The words of the markup, a blank line between its paragraphs."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return ""
    etree.strip_elements(tree, *_NO_WORDS, with_tail=False)
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in _PARAGRAPHS:
            pieces.append("\n\n")
        pieces.append((element.text if event == "start" else element.tail) or "")
    paragraphs = (" ".join(piece.split()) for piece in "".join(pieces).split("\n\n"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
