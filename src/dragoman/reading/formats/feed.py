"""RSS and Atom: each entry is a document, with what the feed itself holds of it; nothing it links to is asked for."""

import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from dragoman.errors import InputError
from dragoman.reading.formats._documents import dated, read_fragment, with_facts
from dragoman.reading.formats._source import Found, Source
from dragoman.reading.options import ReadOptions
from dragoman.reading.read import starts_as_feed
from dragoman.reading.text import read_text
from dragoman.reading.times import iso_time
from dragoman.types import Document

_ENTITY = re.compile(rb"<!ENTITY\s+(?:%\s*)?[^\s\"']+\s+(?:SYSTEM|PUBLIC|\"[^\"]*[&%]\w|'[^']*[&%]\w)", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-zA-Z!/]|&#?\w+;")


def members(source: Source, options: ReadOptions) -> Iterator[Found]:
    """Every entry. Raises InputError where the input is no feed, or holds no entry."""
    data = source.stream.read(options.max_bytes + 1)
    _refuse(data, source.name, options)
    feed = _parsed(data, source.name)
    if not feed.entries:
        raise InputError(_without_entries(feed, source.name))
    for number, entry in enumerate(feed.entries, 1):
        place = f"{source.name}:{number}"
        yield Found(place, _entry(entry, place, options))
    if not data.rstrip().endswith(b">"):
        yield source.failed("the feed is cut off; the entries before the cut are read, fetch it again for the others")


def _refuse(data: bytes, name: str, options: ReadOptions) -> None:
    if len(data) > options.max_bytes:
        limit = options.max_bytes / 1e6
        raise InputError(f"{name}: a feed of more than {limit:.1f} MB; split it or raise the limit")
    if not starts_as_feed(data):
        raise InputError(f"{name}: named as a feed, and holds none, perhaps an error page; fetch the feed again")
    if _ENTITY.search(data):
        raise InputError(f"{name}: its DOCTYPE defines entities of entities or files; remove the DOCTYPE")


def _parsed(data: bytes, name: str) -> Any:  # noqa: ANN401 - feedparser has no types
    # a stream: of bytes or a string, feedparser would ask whether they are an address or a file
    try:
        return feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError):
        raise InputError(f"{name}: a broken feed; fetch it again, or give the pages it links to") from None


def _without_entries(feed: Any, name: str) -> str:  # noqa: ANN401 - feedparser has no types
    if not feed.version:
        return f"{name}: a sitemap or a broken feed; give the pages it links to"
    return f"{name}: a feed without an entry; fetch it again, or give the pages themselves"


def _entry(entry: Any, place: str, options: ReadOptions) -> Document | InputError:  # noqa: ANN401 - likewise
    title = _plain(entry.get("title"))
    known = ReadOptions(
        document_id=entry.get("id") or entry.get("link") or None,
        url=entry.get("link") or None,
        title=title,
        published=iso_time(entry.get("published") or entry.get("updated")),
        max_bytes=options.max_bytes,
    )
    content = _fullest(entry) or title or ""
    try:
        document = read_fragment(content, known) if _MARKUP.search(content) else read_text(content, options=known)
    except InputError:
        return InputError(f"{place}: an entry without a text or a title; give the page it links to")
    return dated(with_facts(document, author=_plain(entry.get("author"))), options)


def _fullest(entry: Any) -> str:  # noqa: ANN401 - likewise
    """The text of the entry: the longer one of content and summary."""
    parts = [part.get("value") for part in entry.get("content", ())] + [entry.get("summary")]
    return max((part for part in parts if part and part.strip()), key=len, default="")


def _plain(words: str | None) -> str | None:
    """One line, without its markup."""
    return " ".join(re.sub(r"<[^<>]{1,500}>", "", words or "").split()) or None
