"""What the explorer's pages on stories and on the readers' stance read."""

from dataclasses import dataclass
from datetime import date

import msgspec

from dragoman.store.store import Row, Store
from dragoman.store.web_actors import Brief, briefs
from dragoman.store.web_values import Slice, as_date, as_int, as_text
from dragoman.types import Stance

_STANCES = msgspec.json.Decoder(dict[str, Stance])


@dataclass(frozen=True, slots=True)
class Story:
    """Near-copies of one text; its id is that of its first document."""

    id: str
    title: str | None
    documents: int
    outlets: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Copy:
    """A document of a story, or one with readers' stance."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    events: int


def stories(store: Store, part: Slice) -> tuple[tuple[Story, ...], int]:
    """Stories of more than one document, the newest first, and how many there are."""
    rows = store.rows(
        "SELECT story_id, any_value(title) FILTER (id = story_id), count(*) AS n, count(DISTINCT outlet), "
        "min(published_day), max(published_day) AS last, count(*) OVER () FROM documents WHERE story_id IS NOT NULL "
        "GROUP BY story_id HAVING n > 1 ORDER BY last DESC NULLS LAST, n DESC, story_id LIMIT ? OFFSET ?",
        [part[1], part[0]],
    )
    return tuple(_story(row) for row in rows), as_int(rows[0][6]) if rows else 0


def story(store: Store, story_id: str) -> Story | None:
    """One story, also of one document; null where there is none."""
    rows = store.rows(
        "SELECT story_id, any_value(title) FILTER (id = story_id), count(*), count(DISTINCT outlet), "
        "min(published_day), max(published_day) FROM documents WHERE story_id = ? GROUP BY story_id",
        [story_id],
    )
    return _story(rows[0]) if rows else None


def copies(store: Store, story_id: str, part: Slice) -> tuple[Copy, ...]:
    """The documents of a story, the first published first."""
    rows = store.rows(
        "SELECT id, title, outlet, published, events FROM documents WHERE story_id = ? "
        "ORDER BY published_day NULLS LAST, id LIMIT ? OFFSET ?",
        [story_id, part[1], part[0]],
    )
    return tuple(_copy(row) for row in rows)


def claims_of(store: Store, story_id: str, limit: int = 100) -> tuple[Brief, ...]:
    """The claims of a story, the most told first; each with how many of its documents tell it."""
    picked = store.rows(
        "SELECT min(e.rowid), count(DISTINCT document_id) AS n FROM events e WHERE document_id IN "
        "(SELECT id FROM documents WHERE story_id = ?) GROUP BY claim ORDER BY n DESC, 1 LIMIT ?",
        [story_id, limit],
    )
    return briefs(store, [(as_int(row[0]), as_int(row[1])) for row in picked])


def _story(row: Row) -> Story:
    return Story(str(row[0]), as_text(row[1]), as_int(row[2]), as_int(row[3]), as_date(row[4]), as_date(row[5]))


def _copy(row: Row) -> Copy:
    return Copy(str(row[0]), as_text(row[1]), as_text(row[2]), as_text(row[3]), as_int(row[4]))


@dataclass(frozen=True, slots=True)
class Feeling:
    """How the readers speak of a country or an actor: sentences counted, and their mean from -1 to 1."""

    of: str
    documents: int
    positive: int
    negative: int
    neutral: int
    mean: float

    @property
    def sentences(self) -> int:
        """All sentences that were counted."""
        return self.positive + self.negative + self.neutral


@dataclass(frozen=True, slots=True)
class Felt:
    """A document's own stance on what was asked for."""

    document: Copy
    stance: Stance


@dataclass(frozen=True, slots=True)
class Feelings:
    """The readers' stance over all documents, and how many documents have one."""

    countries: tuple[Feeling, ...]
    actors: tuple[Feeling, ...]
    documents: int


def feelings(store: Store) -> Feelings:
    """The stance of all documents, summed: each sentence weighs the same."""
    countries: dict[str, list[float]] = {}
    actors: dict[str, list[float]] = {}
    documents = 0
    sql = "SELECT stance, actor_stance FROM documents WHERE stance <> '{}' OR actor_stance <> '{}'"
    for row in store.stream(sql):
        documents += 1
        _add(countries, str(row[0]))
        _add(actors, str(row[1]))
    return Feelings(_summed(countries), _summed(actors), documents)


def felt(store: Store, of: str, *, country: bool, limit: int = 200) -> tuple[Felt, ...]:
    """The documents whose readers speak of a country or an actor, those with the most sentences first."""
    column = "stance" if country else "actor_stance"
    # the key is looked for as text first: to read all JSON would take long; the decoded one decides
    rows = store.stream(
        f"SELECT id, title, outlet, published, events, {column} FROM documents WHERE contains({column}, ?)",  # noqa: S608
        [msgspec.json.encode(of).decode()],
    )
    read = ((row, _STANCES.decode(str(row[5])).get(of)) for row in rows)
    found = [Felt(_copy(row), stance) for row, stance in read if stance is not None]
    return tuple(sorted(found, key=lambda one: (-_sentences(one.stance), one.document.id))[:limit])


def _add(sums: dict[str, list[float]], text: str) -> None:
    for of, stance in _STANCES.decode(text).items():
        so_far = sums.setdefault(of, [0, 0, 0, 0, 0.0])
        values = (1, stance.positive, stance.negative, stance.neutral, stance.mean * _sentences(stance))
        for place, value in enumerate(values):
            so_far[place] += value


def _summed(sums: dict[str, list[float]]) -> tuple[Feeling, ...]:
    found = (
        Feeling(of, int(n), int(pro), int(con), int(none), value / max(1, pro + con + none))
        for of, (n, pro, con, none, value) in sums.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.sentences, one.of)))


def _sentences(stance: Stance) -> int:
    return stance.positive + stance.negative + stance.neutral
