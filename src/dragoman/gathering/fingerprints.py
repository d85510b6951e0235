"""A few hundred bytes that stand for the words of a document, written when it is coded.

The sketch is the smallest hashes of the document's shingles (bottom-k). Up to the lower of two sketches' largest
hashes both are complete, so they say how much of *either* document the other holds. The usual sketch, the minimum
under each of many permutations, says only what they share of their union, and a reprint that keeps two fifths of a
story and adds a paragraph shares little of that.
"""

import re
from functools import lru_cache
from hashlib import blake2b
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from dragoman.types import Document

Numbers = TypeVar("Numbers", npt.NDArray[np.uint64], npt.NDArray[np.int64])

SKETCH = 64  # hashes
SHINGLE = 4  # words
SHORT = 40  # words; of a shorter document the sketch would be a handful of phrases, and it has none
VERSION = 1  # of the layout and of the hash: fingerprints lie in stores, and only those of one version compare
HEAD = 2  # numbers before the sketch
WIDTH = HEAD + SKETCH  # numbers of 8 bytes, lowest byte first
SIZE = 8 * WIDTH
NOTHING = 2**64 - 1  # fills a sketch that has room left
_WEIGHTS = np.array([1, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)  # one a word
_STIR = (np.uint64(0xD6E8FEB86659FD93), np.uint64(0xD6E8FEB86659FD93))  # any odd number with bits all over
_WORD = re.compile(r"[^\W_]+")


def fingerprint(document: Document) -> bytes:
    """The fingerprint of what the page itself tells: no headline (reprints change it), no byline, no comments."""
    told = (block for block in document.blocks if block.kind in {"body", "quote"})
    return text_fingerprint("\n".join(document.text[block.start : block.end] for block in told))


def text_fingerprint(text: str) -> bytes:
    """`SIZE` bytes: hash of all words; number of words and `VERSION`; the smallest hashes of the shingles.

    Letter case, punctuation, spaces and line breaks do not count.
    """
    words = _WORD.findall(text.casefold())
    row = np.full(WIDTH, NOTHING, dtype="<u8")
    row[0], row[1] = _hash(" ".join(words)), len(words) | VERSION << 32
    if len(words) >= SHORT:
        smallest = _shingles(words)[:SKETCH]
        row[HEAD : HEAD + len(smallest)] = smallest
    return row.tobytes()


def distinct(numbers: Numbers) -> Numbers:
    """Each number once, ascending; by sorting, which is quicker here than the library's hashing."""
    numbers = np.sort(numbers)
    new = np.ones(len(numbers), dtype=bool)
    new[1:] = numbers[1:] != numbers[:-1]
    return numbers[new]


def _shingles(words: list[str]) -> npt.NDArray[np.uint64]:
    """The hash of each run of `SHINGLE` words, once, ascending. Those of the words are weighed, added and stirred."""
    hashes = np.fromiter(map(_word, words), dtype=np.uint64, count=len(words))
    runs = np.lib.stride_tricks.sliding_window_view(hashes, SHINGLE)
    mixed = (runs * _WEIGHTS).sum(axis=1, dtype=np.uint64)
    for factor in _STIR:
        mixed = (mixed ^ (mixed >> np.uint64(32))) * factor
    return distinct(mixed ^ (mixed >> np.uint64(32)))


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


_word = lru_cache(maxsize=2**15)(_hash)  # a thousand words make up most of any text
