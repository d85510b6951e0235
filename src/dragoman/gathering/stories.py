"""Near-copies of a text, cut, lengthened and with another headline, are one story.

Documents that share shingles are compared by their fingerprints; alike ones are joined, the most alike first, and a
join must suit most of both sides, so that a page which reprints two stories does not make them one. Work and memory
grow with the number of documents: each shingle of a document pairs it with at most three others.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from dragoman.errors import DragomanError
from dragoman.gathering.fingerprints import SHORT, SIZE, VERSION, WIDTH
from dragoman.gathering.sketches import Pairs, Rows, Words, complete_to, neighbours, shared, without_boilerplate
from dragoman.gathering.union import Joiner

MOST = 0.4  # of one document must be in the other, and
LEAST = 0.25  # this much of the other in the one: a brief within a round-up does not make the round-up its story
RELATED = 0.15  # of the shorter: what two members of one story share, however each was cut and lengthened
_LENGTH = np.uint64(0xFFFFFFFF)


def stories(fingerprints: Iterable[tuple[str, bytes, str | None]]) -> dict[str, str]:
    """The story of each document: the id of the story's first document, by date (undated ones last), then by id.

    Rows are a document's id, its fingerprint and its date of publication (ISO); their order does not matter.

    Raises:
        DragomanError: a fingerprint is broken or of another version.
    """
    rows = sorted(fingerprints, key=lambda row: (_moment(row[2]), row[0]))
    names, table = [row[0] for row in rows], _table(rows)
    joiner = Joiner(len(rows))
    unlike = _join_equals(joiner, table)
    _join_alike(joiner, table, unlike[(table[unlike, 1] & _LENGTH) >= SHORT])
    return {name: names[joiner.first(i)] for i, name in enumerate(names)}


def _moment(published: str | None) -> tuple[bool, str]:
    """Sorts dates and date-times of any zone; what is no date comes last."""
    try:
        moment = datetime.fromisoformat(published or "")
        return False, (moment.astimezone(UTC) if moment.tzinfo else moment).isoformat()[:19]
    except (ValueError, OverflowError):  # the zone of the first hour of the calendar leads before it
        return True, ""


def _table(rows: Sequence[tuple[str, bytes, str | None]]) -> Words:
    for name, mark, _ in rows:
        if len(mark) != SIZE or mark[12:16] != VERSION.to_bytes(4, "little"):
            raise DragomanError(f"{name}: fingerprint of another version of dragoman; code the document again")
    return np.frombuffer(b"".join(row[1] for row in rows), dtype="<u8").reshape(-1, WIDTH)


def _join_equals(joiner: Joiner, table: Words) -> Rows:
    """Join documents of the same words, and return the first of each kind. No words at all are no story."""
    firsts: dict[int, int] = {}
    for i, (whole, length) in enumerate(zip(table[:, 0].tolist(), (table[:, 1] & _LENGTH).tolist(), strict=True)):
        if length:
            joiner.join(firsts.setdefault(whole, i), i)
    return np.array(sorted(firsts.values()), dtype=np.int64)


def _join_alike(joiner: Joiner, table: Words, documents: Rows) -> None:
    """Join `documents` (rows of the table) that share much, the most alike first."""
    longest_first = documents[np.argsort(-(table[documents, 1] & _LENGTH).astype(np.int64), kind="stable")]
    sketches = table[longest_first, 2:]
    limits = complete_to(sketches)
    sketches = without_boilerplate(sketches)
    near = Joiner(len(longest_first))
    pairs, copies = _related(sketches, limits)
    for (one, other), copy in zip(pairs.tolist(), copies.tolist(), strict=True):
        first, second = near.first(one), near.first(other)
        if first != second and _suits(near.members(first), near.members(second), sketches, limits, alone=copy):
            near.join(first, second)
    for i, row in enumerate(longest_first.tolist()):
        joiner.join(row, int(longest_first[near.first(i)]))


def _related(sketches: Words, limits: Words) -> tuple[Pairs, npt.NDArray[np.bool_]]:
    """Pairs that may be of one story, the most alike first, and whether each is near-copies by itself."""
    pairs = neighbours(sketches)
    one, other = shared(sketches, limits, pairs)
    most, least = np.maximum(one, other), np.minimum(one, other)
    related = most >= RELATED
    pairs, most, least = pairs[related], most[related], least[related]
    order = np.argsort(-(most + least), kind="stable")
    return pairs[order], ((most >= MOST) & (least >= LEAST))[order]


def _suits(ones: list[int], others: list[int], sketches: Words, limits: Words, *, alone: bool) -> bool:
    """Whether more than half of the members on both sides are related, each with each; `alone`: of single ones."""
    if len(ones) == len(others) == 1:
        return alone
    one, other = shared(sketches, limits, np.array([(i, j) for i in ones for j in others], dtype=np.int64))
    return bool(2 * (np.maximum(one, other) >= RELATED).sum() > len(one))
