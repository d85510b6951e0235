"""Stories and claims: what is known only when all documents are in.

Which tellings are one claim is decided elsewhere (`Join`). Here the tellings are read, in an order in which those that
can be one stand together, and what was decided is written: `events.claim` is one number for all tellings of a claim,
`events.first_telling` marks the one that stands for it, and the table of claims is made of both.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import duckdb
import numpy as np
import pyarrow as pa

from dragoman.store.tables import hash_number
from dragoman.store.writing import registered

Row = tuple[object, ...]
Join = Callable[[Iterator[Row]], Iterable[Sequence[str]]]
"""Rows of tellings to claims. A row is: key, document, story, sources, targets, event type, CAMEO code, factuality,
modality, voice, speaker, day, day of publication, confidence, URL; actors are codes, or names where no code is known.
A claim is the keys of its tellings, the first told first. Keys begin with the event's id and sort as it does."""

_FETCHED = 4096
_MARK = "\x1f"


def _party(role: str) -> str:
    """Codes, or names where there is none, each once and sorted; of one actor, as most are, without a look around."""
    several = f"list_transform(list_zip({role}_codes, {role}_names), lambda x: coalesce(x[1], x[2]))"
    return (
        f"CASE WHEN len({role}_names) = 1 THEN [coalesce({role}_code, {role}_name)] "
        f"ELSE list_sort(list_distinct({several})) END"
    )


# the row's number at the end of a key finds it again; before it, nothing depends on the order of writing
_TELLINGS = f"""
SELECT concat_ws('{_MARK}', e.event_id, e.document_id, format('{{:06d}}', e.ordinal),
        (e.day_start IS NOT NULL)::UTINYINT, e.rowid),
    e.document_id, coalesce(d.story_id, d.id), e.sources, e.targets, e.event_type, e.cameo, e.factuality, e.modality,
    e.voice, e.speaker, e.date, d.published_day::VARCHAR, e.confidence, 'https://' || d.outlet
FROM (
    SELECT rowid, *, coalesce(speaker_code, speaker_name) AS speaker,
        {_party("source")} AS sources, {_party("target")} AS targets
    FROM events
) e JOIN documents d ON d.id = e.document_id
ORDER BY hash(e.sources, e.targets, e.event_type, e.cameo, e.factuality, e.modality, e.voice, e.speaker), e.event_id
"""  # noqa: S608 - our own names
# The classical filter: one a day for each source, target and code; the one that the coder trusts most, and no reader's
# comment where an article has it. The same order as `Told` is trusted in.
_DAYS = f"""
UPDATE events SET day_first = told.day_first FROM (
    SELECT e.rowid AS number, row_number() OVER (
        PARTITION BY hash({_party("source")}, {_party("target")}), cameo,
            coalesce(e.date, d.published_day::VARCHAR, e.event_id)
        ORDER BY e.voice = 'comment', e.confidence DESC, d.published_day NULLS LAST, e.event_id, e.document_id,
            e.ordinal
    ) = 1 AS day_first
    FROM events e JOIN documents d ON d.id = e.document_id WHERE e.factuality = 'asserted'
) told
WHERE told.number = events.rowid AND events.day_first IS DISTINCT FROM told.day_first
"""  # noqa: S608 - our own names
# Sources: the hosts on which the claim's stories were first told, so that neither reprints nor one host's many stories
# make more of them.
_CLAIMS = """
INSERT INTO claims BY NAME
WITH told AS (
    SELECT e.claim, e.event_id, e.date, e.document_id, e.first_telling, d.outlet, coalesce(d.story_id, d.id) AS story,
        d.published_day AS seen
    FROM events e JOIN documents d ON d.id = e.document_id
), stories AS (
    SELECT claim, story,
        arg_min(coalesce(outlet, 'story ' || story), (coalesce(seen, DATE '9999-12-31'), event_id, document_id)) AS host
    FROM told GROUP BY claim, story
), hosts AS (
    SELECT claim, count(DISTINCT host) AS sources, count(*) AS stories FROM stories GROUP BY claim
), whole AS (
    SELECT claim, max(event_id) FILTER (first_telling) AS event_id, max(date) FILTER (first_telling) AS date,
        min(seen) AS first_seen, max(seen) AS last_seen, count(*) AS tellings,
        count(DISTINCT document_id) AS documents, count(DISTINCT outlet) AS outlets
    FROM told GROUP BY claim
)
SELECT whole.*, stories, sources FROM whole JOIN hosts USING (claim) ORDER BY event_id, claim
"""


def gather(cursor: duckdb.DuckDBPyConnection, stories: Mapping[str, str], join: Join) -> None:
    """Write the story of each document, the claim of each event and which telling stands for it; make claims anew."""
    table = pa.table(
        {"id": pa.array(list(stories), pa.string()), "story_id": pa.array(list(stories.values()), pa.string())}
    )
    with registered(cursor, table) as given:
        cursor.execute(
            f"UPDATE documents SET story_id = {given}.story_id FROM {given} "  # noqa: S608 - our own names
            f"WHERE documents.id = {given}.id AND documents.story_id IS DISTINCT FROM {given}.story_id"
        )
    joined = _joined(join(_tellings(cursor)))
    with registered(cursor, joined) as given:
        cursor.execute(
            f"UPDATE events SET claim = {given}.claim, first_telling = {given}.first_telling FROM {given} "  # noqa: S608
            f"WHERE events.rowid = {given}.number AND (events.claim <> {given}.claim "
            f"OR events.first_telling IS DISTINCT FROM {given}.first_telling)"
        )
    cursor.execute("UPDATE events SET day_first = false WHERE factuality <> 'asserted' AND day_first IS NULL")
    cursor.execute(_DAYS)
    cursor.execute("DELETE FROM claims")
    cursor.execute(_CLAIMS)
    cursor.execute("DELETE FROM meta WHERE key = 'gathered'")
    cursor.execute("INSERT INTO meta VALUES ('gathered', 'yes')")


def by_id(rows: Iterator[Row]) -> Iterator[Sequence[str]]:
    """The plainest join: tellings of one id are one claim, whatever their days and stories."""
    told: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        key, seen = str(row[0]), str(row[12] or "9999")
        told.setdefault(key.partition(_MARK)[0], []).append((seen, key))
    for keys in told.values():
        yield [key for _, key in sorted(keys)]


def _tellings(cursor: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    for batch in cursor.execute(_TELLINGS).to_arrow_reader(_FETCHED):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _joined(claims: Iterable[Sequence[str]]) -> pa.Table:
    """The claim of each row and whether it stands for the claim: the first that has a day, or the first of all."""
    numbers, known, firsts = array("q"), array("Q"), array("b")
    for keys in claims:
        parts = [key.rsplit(_MARK, 2) for key in keys]
        chosen = next((part for part in parts if part[1] == "1"), parts[0])
        claim = hash_number(chosen[0])
        for part in parts:
            numbers.append(int(part[2]))
            known.append(claim)
            firsts.append(part is chosen)
    columns = {
        "number": pa.array(np.frombuffer(numbers, dtype=np.int64)),
        "claim": pa.array(np.frombuffer(known, dtype=np.uint64)),
        "first_telling": pa.array(np.frombuffer(firsts, dtype=np.bool_)),
    }
    return pa.table(columns)
