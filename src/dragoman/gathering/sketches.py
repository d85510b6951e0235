"""Many sketches at once: which documents are worth comparing, and how much they share.

A sketch is a row of a table, its hashes ascending and `NOTHING` where it has room left. Rows come longest document
first.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from dragoman.gathering import fingerprints
from dragoman.gathering.fingerprints import distinct

Words = npt.NDArray[np.uint64]
Rows = npt.NDArray[np.int64]
Pairs = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]

NOTHING = np.uint64(fingerprints.NOTHING)
FREQUENT = 20  # documents that hold a shingle before it can be boilerplate
OUTSTANDING = 8  # boilerplate is in so many times more documents than the middling shingle beside it
LONGEST = 90  # words of boilerplate in a document; more is a story that it tells among others
NEAREST = 2  # documents next in length that a shingle pairs its holder with, besides the longest
_PARTS = 8
_AT_ONCE = 16384  # pairs: some megabytes


def complete_to(sketches: Words) -> Words:
    """The hash up to which each row holds every shingle of its document: all, where the sketch has room left."""
    return np.minimum(sketches[:, -1], NOTHING - np.uint64(1))


def shared(sketches: Words, limits: Words, pairs: Pairs) -> tuple[Shares, Shares]:
    """For each pair of rows: how much of the one the other holds, and the other way round (0 to 1).

    `limits` is what `complete_to` said before boilerplate was taken out.
    """
    shares = np.zeros((2, len(pairs)))
    for at in range(0, len(pairs), _AT_ONCE):
        shares[:, at : at + _AT_ONCE] = _shared(sketches, limits, pairs[at : at + _AT_ONCE])
    return shares[0], shares[1]


def without_boilerplate(sketches: Words) -> Words:
    """The sketches less the shingles that are in many documents whose other words are their own."""
    held = (sketches != NOTHING).astype(np.int32)
    for places, sizes in _by_hash(sketches):
        held.ravel()[places] = np.repeat(sizes, sizes)
    frequent = np.flatnonzero((held >= FREQUENT).any(axis=1))
    cleared = sketches.copy()
    cleared[frequent] = _cleared(sketches[frequent], held[frequent])
    return cleared


def neighbours(sketches: Words) -> Pairs:
    """The pairs to compare, each once: documents with those that hold one of their shingles.

    Of those, the longest and the next in length, which bounds the pairs by the documents and yet links each cut
    reprint to fuller ones.
    """
    count, width = len(sketches), sketches.shape[1]
    keys = np.zeros(0, dtype=np.int64)
    for places, sizes in _by_hash(sketches):
        rows = places // width
        firsts = np.repeat(np.cumsum(sizes) - sizes, sizes)
        found = [keys, rows[firsts] * count + rows]
        for step in range(1, NEAREST + 1):
            same = firsts[step:] == firsts[:-step]
            found.append(rows[:-step][same] * count + rows[step:][same])
        keys = distinct(np.concatenate(found))
    pairs: Pairs = np.stack(np.divmod(keys, max(count, 1)), axis=1)
    apart: Pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    return apart


def _by_hash(sketches: Words) -> Iterator[tuple[Rows, Rows]]:
    """The places of hashes that several rows hold, by hash and then by row, and how many places each hash has.

    In parts, so that what is sorted at once stays small.
    """
    flat = sketches.ravel()
    for part in range(_PARTS):
        places = np.flatnonzero((flat % np.uint64(_PARTS) == part) & (flat != NOTHING))
        places = places[np.argsort(flat[places], kind="stable")]
        hashes = flat[places]
        starts = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])) if len(hashes) else places
        sizes = np.diff(np.append(starts, len(hashes)))
        several = sizes > 1
        yield places[np.repeat(several, sizes)], sizes[several]


def _cleared(sketches: Words, held: Rows) -> Words:
    """The rows less their boilerplate: `held` says how many documents hold each hash."""
    filled = (held > 0).sum(axis=1, keepdims=True)
    middles = (held.shape[1] - filled // 2 - 1).clip(0)  # of the rows sorted with their empty cells, zeros, first
    usual = np.take_along_axis(np.sort(held, axis=1), middles, axis=1)
    boilerplate = (held >= FREQUENT) & (held > OUTSTANDING * usual)
    sampled = np.where(sketches[:, -1] == NOTHING, 1, sketches[:, -1] / float(NOTHING))  # part of the shingles
    boilerplate &= (boilerplate.sum(axis=1) < LONGEST * sampled)[:, None]
    return np.sort(np.where(boilerplate, NOTHING, sketches), axis=1)


def _shared(sketches: Words, limits: Words, pairs: Pairs) -> tuple[Shares, Shares]:
    one, other = sketches[pairs[:, 0]], sketches[pairs[:, 1]]
    limit = np.minimum(limits[pairs[:, 0]], limits[pairs[:, 1]])[:, None]
    both = np.sort(np.concatenate([one, other], axis=1), axis=1)
    common = ((both[:, 1:] == both[:, :-1]) & (both[:, 1:] <= limit)).sum(axis=1)
    sizes = [np.maximum((side <= limit).sum(axis=1), 1) for side in (one, other)]
    return common / sizes[0], common / sizes[1]
