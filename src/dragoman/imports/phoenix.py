"""Phoenix: 26 columns between tabs."""

from collections.abc import Iterator

from dragoman.imports import _make
from dragoman.imports._sentences import evidence, story
from dragoman.imports._source import BadLine, Found, Source
from dragoman.outputs._countries import named
from dragoman.outputs.phoenix import COLUMNS
from dragoman.types import Actor, Place


def read(source: Source) -> Iterator[Found]:
    """The events of a file; a first line of column names is passed over."""
    for row in source.rows(len(COLUMNS)):
        if row[0] == "EventID":
            continue
        try:
            found = _found(dict(zip(COLUMNS, row, strict=True)), source)
        except BadLine as error:
            source.complain(str(error))
            continue
        yield found


def _found(row: dict[str, str], source: Source) -> Found:
    key = row["EventID"].rpartition("_")[0] or row["EventID"]
    if not key:
        raise BadLine("no event id; left out")
    document_id = story(row["SentenceID"]) or row["URLs"].partition(";")[0] or f"phoenix-{key}"
    when = _make.event_day(row["Date"], source)
    parts = _make.Parts(
        _actor(row["SourceActorFull"]),
        _actor(row["TargetActorFull"]),
        when,
        _place(row),
        evidence(row["SentenceID"], document_id),
    )
    score = _make.number(row["GoldsteinScore"])
    event = _make.cameo_event(key, document_id, _make.code(row["EventCode"]), score, parts)
    url = row["URLs"].partition(";")[0] or None
    return Found(event, _make.document(document_id, url, when[0]), row["NewsSources"] or None)


def _actor(code: str) -> tuple[Actor, ...]:
    return _make.actor("", *_make.cameo_actor(code)) if code and code != "---" else ()


def _place(row: dict[str, str]) -> Place | None:
    name = row["LocationName"] or row["StateName"]
    latitude, longitude = _make.number(row["Lat"]), _make.number(row["Lon"])
    if not name and latitude is None:
        return None
    kind = "unknown" if row["LocationName"] else "region"
    return Place(name, named(row["CountryCode"]), latitude, longitude, 0, 0, kind, "as the imported file has it")
