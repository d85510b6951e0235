"""PETRARCH2's output: date, source, target, code, issues, sentences, then a URL and the outlet where known."""

from collections.abc import Iterator

from dragoman.imports import _make
from dragoman.imports._sentences import evidence, story
from dragoman.imports._source import BadLine, Found, Source, known
from dragoman.outputs.petrarch import NOBODY
from dragoman.types import Actor

_FEWEST, _MOST = 5, 11


def read(source: Source) -> Iterator[Found]:
    """The events of a file."""

    def make(line: str) -> Found:
        return _found([known(field) for field in line.split("\t")], source)

    return source.found(make)


def _found(row: list[str], source: Source) -> Found:
    if not _FEWEST <= len(row) <= _MOST:
        raise BadLine(f"{len(row)} columns, {_FEWEST} to {_MOST} are expected; left out")
    day, first, second, cameo, _, ids, url, outlet = (*row, "", "", "")[:8]
    if url and "://" not in url and not outlet:
        # PETRARCH2 leaves the column of the URL out where a story has none
        url, outlet = "", url
    document_id = story(ids) or url or f"petrarch-{day}"
    key = _make.hash_id(day, first, second, cameo, ids)
    when = _make.event_day(day, source)
    parts = _make.Parts(_actor(first), _actor(second), when, None, evidence(ids, document_id))
    event = _make.cameo_event(key, document_id, _make.code(cameo), None, parts)
    return Found(event, _make.document(document_id, url or None, when[0]), outlet or None)


def _actor(code: str) -> tuple[Actor, ...]:
    return () if code in {"", NOBODY} else _make.actor("", *_make.cameo_actor(code))
