"""What an input is, told by its content first and its name second: the module of this package that reads it.

A new reader is a module `NAME.py` with `members(source, options)`, with `finish(unread)` where it leaves work to it,
and one row of `_KINDS`.
"""

import re
from collections.abc import Callable

from dragoman.reading.formats._source import ZSTD, Source, unpacked_head
from dragoman.reading.read import starts_as_feed, without_prologue

_OFFICE = re.compile(rb"\[Content_Types\]\.xml|word/|docProps/|_rels/")
_WARC = b"WARC/"
_MAIL_FIELD = re.compile(
    rb"^(From|To|Subject|Date|Received|Message-ID|MIME-Version|Return-Path|Delivered-To|Content-Type|Reply-To)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_MAIL_START = re.compile(rb"^(?:From [^\n]*\n>?)?[A-Za-z][A-Za-z0-9-]{1,60}[ \t]*:")
_FIELDS_AT_LEAST = 3
_HEADER_END = re.compile(rb"\r?\n\r?\n")

LINES = frozenset({".jsonl", ".ndjson"})
FEEDS = frozenset({".rss", ".atom", ".rdf", ".xml"})
MAILS = frozenset({".eml", ".mbox"})
ARCHIVES = frozenset({".zip", ".gz", ".zst", ".tgz", ".tar"})
WARCS = frozenset({".warc"})
PAGES = frozenset({".html", ".htm", ".xhtml", ".txt", ".text"})
# what a folder or a set is searched for; a file that is named is read whatever it is called
READABLE = PAGES | LINES | FEEDS | MAILS | ARCHIVES | WARCS | {".docx"}


def _is_archive(source: Source) -> bool:
    head = source.head
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", ZSTD)) or head[257:262] == b"ustar"


def _is_docx(source: Source) -> bool:
    office = source.head.startswith(b"PK\x03\x04") and _OFFICE.match(source.head[30:60]) is not None
    return office or (source.head.startswith(b"PK") and source.suffix == ".docx")


def _is_warc(source: Source) -> bool:
    head = source.head
    return head.startswith(_WARC) or (head[:2] == b"\x1f\x8b" and unpacked_head(head).startswith(_WARC))


def _is_mail(source: Source) -> bool:
    head = source.head.lstrip(b"\xef\xbb\xbf\r\n")
    if not _MAIL_START.match(head):
        return False
    fields = {name.lower() for name in _MAIL_FIELD.findall(_HEADER_END.split(head, maxsplit=1)[0])}
    return source.suffix in MAILS or len(fields) >= _FIELDS_AT_LEAST


def _is_feed(source: Source) -> bool:
    if starts_as_feed(source.head):
        return True
    # XHTML may well be called .xml; HTML that is, is the error page of a feed's server
    return source.suffix in FEEDS and not source.head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xml")


def _is_lines(source: Source) -> bool:
    return source.suffix in LINES or without_prologue(source.head[:4096])[:1] == b"{"


_KINDS: tuple[tuple[str, Callable[[Source], bool]], ...] = (
    ("warc", _is_warc),  # before archives: most are gzip files
    ("docx", _is_docx),  # likewise zip files
    ("archive", _is_archive),
    ("feed", _is_feed),
    ("lines", _is_lines),
    ("mail", _is_mail),
)


def kind_of(source: Source) -> str:
    """The name of the reader; "page" where nothing else claims the input."""
    return next((name for name, claims in _KINDS if claims(source)), "page")
