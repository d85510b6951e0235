"""Mails and mailboxes: the text of each message, and of the pages and papers attached to it."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from dragoman.errors import InputError
from dragoman.reading.formats import members_of
from dragoman.reading.formats._documents import dated, read_fragment, with_facts
from dragoman.reading.formats._kinds import READABLE
from dragoman.reading.formats._source import Found, Member, Source
from dragoman.reading.options import ReadOptions
from dragoman.reading.text import read_text
from dragoman.types import Document

_ENOUGH_WORDS = 20  # a shorter plain part says "see the HTML version"
_DEEPEST = 3
_MOST_PARTS = 1000
_FROM_LINE = re.compile(rb"From \S.*\d")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


@dataclass(slots=True)
class _Parts:
    """What a message is made of: what it says, and what it brings along (a name and the part)."""

    plain: list[Message] = field(default_factory=list)
    html: list[Message] = field(default_factory=list)
    attached: list[tuple[str, Message]] = field(default_factory=list)


def members(source: Source, options: ReadOptions) -> Iterator[Member]:
    """Every message of a mailbox, or the one mail."""
    if not source.head.startswith(b"From "):
        yield from _message(source.stream.read(options.max_bytes + 1), source.name, source, options)
        return
    for number, data in enumerate(_split(source, options.max_bytes), 1):
        yield from _message(data, f"{source.name}:{number}", source, options)


def _split(source: Source, limit: int) -> Iterator[bytes]:
    """The messages of a mailbox; of one that is too large, one byte more than is allowed."""
    kept: list[bytes] = []
    size, blank = 0, True
    while line := source.stream.readline(65_536):
        if blank and _FROM_LINE.match(line):
            if kept:
                yield _joined(kept, limit)
            kept, size = [], 0
        elif size <= limit:
            kept.append(line)
            size += len(line)
        blank = not line.strip()
    if kept:
        yield _joined(kept, limit)


def _joined(kept: list[bytes], limit: int) -> bytes:
    return _QUOTED_FROM.sub(rb"\1", b"".join(kept)[: limit + 1])


def _message(data: bytes, place: str, source: Source, options: ReadOptions) -> Iterator[Member]:
    if len(data) > options.max_bytes:
        limit = options.max_bytes / 1e6
        yield Found(place, InputError(f"{place}: a mail of more than {limit:.1f} MB; split it or raise the limit"))
        return
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        parts = _parts_of(message)
    except (RecursionError, ValueError, LookupError, TypeError, MessageError):
        yield Found(place, InputError(f"{place}: a mail whose parts cannot be told apart; save its text as a file"))
        return
    yield from _said(message, parts, place, options)
    holder = Source(place, io.BytesIO(data), source.depth)  # not the mailbox's stream, which is read on after this
    for name, part in parts.attached:
        yield from _attached(part, name, holder, options)


def _parts_of(message: Message) -> _Parts:
    found, waiting = _Parts(), [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            break
        part = waiting.pop()
        kind, name = part.get_content_type(), _words(part.get_filename())
        if kind == "message/rfc822":
            found.attached.append((name or "message.eml", part))
        elif part.is_multipart():
            inner = part.get_payload()
            waiting += [one for one in inner[::-1] if isinstance(one, Message)] if isinstance(inner, list) else []
        elif name or part.get_content_disposition() == "attachment":
            _bring(found, part, name or f"attachment.{part.get_content_subtype()}")
        elif kind == "text/html":
            found.html.append(part)
        elif kind == "text/plain" or part.get_content_maintype() == "multipart":
            found.plain.append(part)  # a multipart without parts is a text whose head is wrong
    return found


def _bring(found: _Parts, part: Message, name: str) -> None:
    # a picture that the text shows is no attachment
    if part.get_content_maintype() != "image" or part.get_content_disposition() == "attachment":
        found.attached.append((name, part))


def _said(message: Message, parts: _Parts, place: str, options: ReadOptions) -> Iterator[Found]:
    plain = "\n\n".join(map(_text, parts.plain))
    html = "\n".join(map(_text, parts.html))
    known = ReadOptions(
        document_id=(_words(message.get("Message-ID")) or "").strip("<>") or None,
        title=_words(message.get("Subject")),
        published=_date(message),
        max_bytes=options.max_bytes,
    )
    try:
        is_plain = not html.strip() or len(plain.split()) >= _ENOUGH_WORDS
        document = read_text(plain, options=known) if is_plain else read_fragment(html, known)
    except InputError:
        if not parts.attached:
            yield Found(place, InputError(f"{place}: a mail without a text; give the page it is about"))
        return
    yield Found(place, _signed(document, message, options))


def _signed(document: Document, message: Message, options: ReadOptions) -> Document:
    name, address = parseaddr(_words(message.get("From")) or "")
    return dated(with_facts(document, author=name or address), options)


def _attached(part: Message, name: str, parent: Source, options: ReadOptions) -> Iterator[Member]:
    place = parent.place(name)
    if parent.depth >= _DEEPEST:
        yield Found(place, InputError(f"{place}: packed too deep; save it as a file and give that"))
        return
    member = parent.member(name, _content(part))
    if member.suffix in READABLE:
        yield from members_of(member, options)
    else:
        kind = part.get_content_type()
        yield Found(place, InputError(f"{place}: an attachment ({kind}) that is no page; save its text as a file"))


def _content(part: Message) -> bytes:
    if part.is_multipart():
        inner = part.get_payload(0)
        try:
            return inner.as_bytes() if isinstance(inner, Message) else b""
        except (LookupError, ValueError, TypeError, RecursionError):  # a head that cannot be written again
            return b""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text(part: Message) -> str:
    """The words of a part; a character set that is unknown or wrong is read as UTF-8 or Windows-1252."""
    data = _content(part)
    for encoding in (part.get_content_charset("utf-8"), "utf-8"):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252", "replace")


def _words(value: object) -> str | None:
    """A field of the head, decoded, in one line."""
    if value is None:
        return None
    try:
        words = str(make_header(decode_header(str(value))))
    except (MessageError, LookupError, ValueError):
        words = str(value)
    return " ".join(words.split()) or None


def _date(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(str(message.get("Date"))).isoformat()
    except (ValueError, TypeError, OverflowError):
        return None
