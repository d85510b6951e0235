"""Full text search over the documents: an index that is made anew after a run, and asked with plain words.

The index is three tables of its own schema: documents by number, words with their stems, and every place of a word.
Places are sorted by stem, some millions at a time, so that a search reads few more than those of its words. (The index
of DuckDB's own extension, of which only the stemmer is used, is read whole by each search.)
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dragoman.store.writing import registered, undo

# in nearly every text: a search for one would tell nothing, and they are two fifths of all words
_STOP = tuple(
    "a about after again against all also am an and any are as at be because been before being between both but by can "
    "could did do does doing down during each few for from further had has have having he her here hers him his how i "
    "if in into is it its itself just me more most my no nor not now of off on once only or other our ours out over "
    "own s said same says she should so some such than that the their theirs them then there these they this those "
    "through to too under until up us very was we were what when where which while who whom why will with would you "
    "your yours".split()
)
_WORD = re.compile(r"[^\W_]{1,40}")
_PIECE = re.compile(r'["\u201c\u201d\u201e]([^"\u201c\u201d\u201e]*)["\u201c\u201d\u201e]?|([^\s"\u201c\u201d\u201e]+)')
_AT_ONCE = 4_000_000  # places that are sorted together: 64 MB
_SCHEMA = """
DROP SCHEMA IF EXISTS search CASCADE;
CREATE SCHEMA search;
CREATE TABLE search.documents AS SELECT rowid::INTEGER AS number, id, len(text) AS length FROM main.documents;
CREATE TABLE search.words (
    number INTEGER NOT NULL, word VARCHAR NOT NULL, root INTEGER NOT NULL, stem VARCHAR NOT NULL);
CREATE TABLE search.places (root INTEGER NOT NULL, word INTEGER NOT NULL, document INTEGER NOT NULL,
    position INTEGER NOT NULL)
"""

_Numbers = npt.NDArray[np.int32]
Parameters = list[object]


@dataclass(frozen=True, slots=True)
class Found:
    """A document that answers a search; the higher the score, the better."""

    document_id: str
    title: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word that may stand in any of its forms, or words (each with its distance from the first) as they are."""

    words: tuple[tuple[int, str], ...]
    exact: bool


@dataclass(slots=True)
class _Index:
    """The words met so far, and the places that are not written yet."""

    cursor: duckdb.DuckDBPyConnection
    words: dict[str, int] = field(default_factory=lambda: {word: i for i, word in enumerate(_STOP)})
    stems: dict[str, int] = field(default_factory=dict)
    roots: list[int] = field(default_factory=lambda: [0] * len(_STOP))
    texts: list[tuple[int, list[int]]] = field(default_factory=list)
    waiting: int = 0

    def add(self, number: int, text: str) -> None:
        """Take in a document; its words get numbers as they come."""
        words = self.words
        found = [words.setdefault(word, len(words)) for word in words_of(text)]
        self.texts.append((number, found))
        self.waiting += len(found)
        if self.waiting >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write the places that wait, sorted by stem."""
        self._name()
        lengths = [len(found) for _, found in self.texts]
        word = np.fromiter((number for _, found in self.texts for number in found), np.int32, sum(lengths))
        document = np.repeat(np.array([number for number, _ in self.texts], np.int32), lengths)
        position = np.concatenate([np.arange(length, dtype=np.int32) for length in (0, *lengths)])
        kept = word >= len(_STOP)
        word, document, position = word[kept], document[kept], position[kept]
        root = np.array(self.roots, np.int32)[word]
        order = np.argsort(root, kind="stable")
        self.texts.clear()
        self.waiting = 0
        columns: dict[str, _Numbers] = {"root": root, "word": word, "document": document, "position": position}
        self._insert("places", pa.table({name: pa.array(values[order]) for name, values in columns.items()}))

    def _name(self) -> None:
        """Write the words that are new, with their stems."""
        new = list(self.words)[len(self.roots) :]
        if not new:
            return
        stems = [str(row[0]) for row in self.cursor.execute("SELECT stem(unnest(?), 'english')", [new]).fetchall()]
        roots = [self.stems.setdefault(stem, len(self.stems)) for stem in stems]
        numbers = pa.array(range(len(self.roots), len(self.words)), pa.int32())
        self.roots += roots
        table = {"number": numbers, "word": pa.array(new), "root": pa.array(roots, pa.int32()), "stem": pa.array(stems)}
        self._insert("words", pa.table(table))

    def _insert(self, name: str, table: pa.Table) -> None:
        with registered(self.cursor, table) as given:
            self.cursor.execute(f"INSERT INTO search.{name} BY NAME SELECT * FROM {given}")  # noqa: S608 - our tables


def make_index(connection: duckdb.DuckDBPyConnection) -> None:
    """Index title and text of all documents, in the place of an older index; all of it or nothing."""
    with closing(connection.cursor()) as cursor, closing(connection.cursor()) as reading:
        cursor.execute("BEGIN")
        try:
            cursor.execute(_SCHEMA)
            index = _Index(cursor)
            found = reading.execute("SELECT rowid, concat_ws(' ', title, text) FROM documents").to_arrow_reader(512)
            for batch in found:
                for number, text in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    index.add(number, text)
            index.flush()
            cursor.execute("DELETE FROM meta WHERE key = 'searchable'")
            cursor.execute("INSERT INTO meta SELECT 'searchable', count(*)::VARCHAR FROM documents")
            cursor.execute("COMMIT")
        except BaseException:
            undo(cursor)
            raise


def missing(connection: duckdb.DuckDBPyConnection) -> str | None:
    """Why there is no search here, and what to do; null where there is one."""
    # `stem` comes with the extension; the list of extensions would look into the user's folders
    if not connection.execute("SELECT 1 FROM duckdb_functions() WHERE function_name = 'stem' LIMIT 1").fetchone():
        return "the text search of DuckDB is not installed; install the package duckdb-extension-fts"
    made = connection.execute("SELECT 1 FROM duckdb_tables() WHERE schema_name = 'search' LIMIT 1").fetchone()
    return None if made else "no search index yet; the end of `dragoman run` makes one"


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters without accents; what is no letter and no digit parts them."""
    low = text.lower()
    if not low.isascii():
        low = "".join(mark for mark in unicodedata.normalize("NFKD", low) if not unicodedata.combining(mark))
    return _WORD.findall(low)


def phrases(text: str) -> list[Phrase]:
    """What a reader's words ask for: each word in any form; within quotation marks, or joined ("T-72"), as it is.

    Words that are in nearly every text count for nothing, but keep their place in a phrase.
    """
    return list(dict.fromkeys(_phrases(text)))


def _phrases(text: str) -> Iterator[Phrase]:
    for quoted, plain in _PIECE.findall(text):
        words = [(at, word) for at, word in enumerate(words_of(quoted or plain)) if word not in _STOP]
        if words:
            first = words[0][0]
            yield Phrase(tuple((at - first, word) for at, word in words), bool(quoted) or len(words) > 1)


def matching(text: str) -> tuple[str, Parameters]:
    """A query for the ids of the documents that have all words of a search, and its values."""
    asked = phrases(text)
    if not asked:
        return "SELECT id FROM search.documents WHERE false", []
    counted, bound = _counted(asked)
    return (
        f"SELECT id FROM search.documents JOIN (SELECT document FROM ({counted}) GROUP BY document "  # noqa: S608
        f"HAVING count(*) = {len(asked)}) ON number = document"
    ), bound


def search(cursor: duckdb.DuckDBPyConnection, words: str, limit: int) -> list[Found]:
    """The documents that have all the words, the best (BM25) first. Words that are in none give an empty list."""
    asked = phrases(words)
    if not asked:
        return []
    counted, bound = _counted(asked)
    rows = cursor.execute(
        f"WITH counted AS MATERIALIZED ({counted}), "  # noqa: S608 - values are bound
        "whole AS (SELECT count(*) AS documents, greatest(avg(length), 1) AS mean FROM search.documents), "
        "weighed AS (SELECT asked, ln(1 + (documents - count(*) + 0.5) / (count(*) + 0.5)) AS weight "
        "FROM counted, whole GROUP BY asked, documents), "
        "best AS (SELECT s.id, sum(weight * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * length / mean))) AS score "
        "FROM counted JOIN weighed USING (asked) JOIN search.documents s ON s.number = document, whole "
        f"GROUP BY s.id HAVING count(*) = {len(asked)} ORDER BY score DESC, s.id LIMIT ?) "
        "SELECT id, title, score FROM best JOIN documents USING (id) ORDER BY score DESC, id",
        [*bound, limit],
    ).fetchall()
    return [Found(str(row[0]), None if row[1] is None else str(row[1]), float(row[2])) for row in rows]


def _counted(asked: list[Phrase]) -> tuple[str, Parameters]:
    """A query for how many times each document has each of the phrases."""
    parts: list[str] = []
    bound: Parameters = []
    for number, phrase in enumerate(asked):
        places, values = _places(phrase)
        parts.append(f"SELECT {number} AS asked, document, count(*) AS times FROM ({places}) GROUP BY document")  # noqa: S608
        bound += values
    return " UNION ALL ".join(parts), bound


def _places(phrase: Phrase) -> tuple[str, Parameters]:
    """A query for the documents of a phrase, one row for each time it is there."""
    if phrase.exact:
        one = "places JOIN search.words ON words.root = places.root AND places.word = number WHERE words.word = ?"
    else:
        roots = "(SELECT DISTINCT root FROM search.words WHERE stem = stem(?, 'english'))"
        one = f"places JOIN {roots} USING (root)"
    one = f"SELECT document, position FROM search.{one}"  # noqa: S608
    sql = f"SELECT w0.document FROM ({one}) w0"  # noqa: S608
    for i, (distance, _) in enumerate(phrase.words[1:], 1):
        sql += f" JOIN ({one}) w{i} ON w{i}.document = w0.document AND w{i}.position = w0.position + {distance}"
    return sql, [word for _, word in phrase.words]
