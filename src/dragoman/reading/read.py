"""Bytes of any kind, or a record of a JSON-lines file -> Document."""

import re
from dataclasses import replace
from typing import Any

from dragoman.errors import InputError
from dragoman.reading.encoding import decode_text, refuse_binary
from dragoman.reading.html import read_html
from dragoman.reading.options import ReadOptions
from dragoman.reading.text import read_text, short_hash
from dragoman.reading.times import iso_time
from dragoman.types import Document

_HTML_START = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|article|main)\b", re.IGNORECASE)
_FEED_START = re.compile(rb"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.IGNORECASE)
# of a feed: the root's name, and perhaps entities of its own
_DOCTYPE = re.compile(rb"^<!doctype\s+(?!html)[^<>\[]{0,500}(?:\[[^\]]{0,60000}\]\s*)?>\s*", re.IGNORECASE)
_TAG = re.compile(
    rb"</?(p|div|br|a|span|h[1-6]|ul|li|table|td|img|script|style|article|section|blockquote|em|strong)\b[^<>]{0,500}>",
    re.I,
)
_BLANKS = b"\xef\xbb\xbf\xff\xfe \t\r\n\f"
_PROLOGUE = {b"<!--": b"-->", b"<?": b"?>"}
_LONGEST_PROLOGUE = 50
_SNIFFED = 65_536
_TAGS_AT_LEAST = 3


def read_bytes(data: bytes, *, name: str, options: ReadOptions) -> Document:
    """Read a page or a plain text; `name` is what messages call the input.

    Raises InputError, in one line, where the input is empty, too large, binary, a PDF, a feed, cannot be decoded,
    or holds no article.
    """
    if len(data) > options.max_bytes:
        size, limit = len(data) / 1e6, options.max_bytes / 1e6
        raise InputError(f"{name}: {size:.1f} MB is more than the limit of {limit:.1f} MB; split it or raise the limit")
    refuse_binary(data, name)
    try:
        if options.kind == "html" or (options.kind == "auto" and looks_like_html(data, name)):
            return read_html(data, options=options)
        document_id = options.document_id or short_hash(data)
        return read_text(decode_text(data, name), options=replace(options, document_id=document_id))
    except InputError as error:
        raise InputError(_named(str(error), name)) from None


def _named(message: str, name: str) -> str:
    return message if message.startswith(f"{name}:") else f"{name}: {message.removeprefix('the page: ')}"


def looks_like_html(data: bytes, name: str) -> bool:
    """Whether bytes are a page or a piece of one. Raises InputError for a feed."""
    sample = without_prologue(data)
    if _FEED_START.match(sample):
        raise InputError(f"{name}: a feed or a sitemap, not a page; give the pages it links to")
    if _HTML_START.match(sample):
        return True
    return sample.startswith(b"<") and len(_TAG.findall(sample)) >= _TAGS_AT_LEAST


def starts_as_feed(data: bytes) -> bool:
    """Whether bytes are RSS, Atom or a sitemap."""
    return bool(_FEED_START.match(_DOCTYPE.sub(b"", without_prologue(data), count=1)))


def without_prologue(data: bytes) -> bytes:
    """A sample from the first element on: marks, white space, XML declarations and comments may stand before it."""
    rest = data[:_SNIFFED].replace(b"\x00", b"").lstrip(_BLANKS)
    for _ in range(_LONGEST_PROLOGUE):
        opening = next((mark for mark in _PROLOGUE if rest.startswith(mark)), None)
        end = rest.find(_PROLOGUE[opening]) if opening else -1
        if opening is None or end < 0:
            break
        rest = rest[end + len(_PROLOGUE[opening]) :].lstrip(_BLANKS)
    return rest


def document_from_record(record: dict[str, Any], *, place: str) -> Document:
    """One record of a JSON-lines file: `text` or `html`, and `id`, `title`, `date`, `url` where they are known.

    Raises InputError that names `place` and the fault.
    """
    content = _field(record, "text", place) or _field(record, "html", place)
    if content is None:
        raise InputError(f"{place}: neither 'text' nor 'html'; give one of them, a string that is not empty")
    options = ReadOptions(
        document_id=_identity(record, place),
        url=_field(record, "url", place),
        title=_field(record, "title", place),
        published=_date(record, place),
        kind="text" if _field(record, "text", place) else "html",
    )
    try:
        if options.kind == "text":
            return read_text(content, options=options)
        return read_bytes(content.encode("utf-8", "replace"), name=place, options=options)
    except InputError as error:
        raise InputError(_named(str(error), place)) from None


def _field(record: dict[str, Any], key: str, place: str) -> str | None:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise InputError(f"{place}: '{key}' is {type(value).__name__}, not a string; write it as a string")
    return value if value and value.strip() else None


def _identity(record: dict[str, Any], place: str) -> str | None:
    value = record.get("id")
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _field(record, "id", place)


def _date(record: dict[str, Any], place: str) -> str | None:
    words = _field(record, "date", place)
    if words is None:
        return None
    moment = iso_time(words)
    if moment is None:
        raise InputError(f"{place}: 'date' is {words!r}, no date; write it as YYYY-MM-DD")
    return moment
