"""Who acts towards whom, as a square of countries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.store.web_queries import Pair

SIDE = 12
SHADES = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """How many events from the row's country to the column's; `shade` from 0 (none) to 5; `conflict` in percent."""

    count: int
    shade: int
    conflict: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Sources down, targets across."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    cells: dict[tuple[str, str], Cell]


def matrix(pairs: Sequence[Pair], side: int = SIDE) -> Matrix:
    """The countries that act most and are acted on most, in one order for both."""
    weight: Counter[str] = Counter()
    for pair in pairs:
        weight[pair.source] += pair.count
        weight[pair.target] += pair.count
    kept = [name for name, _ in weight.most_common(side)]
    inside = [pair for pair in pairs if pair.source in kept and pair.target in kept]
    most = max((pair.count for pair in inside), default=1)
    cells = {(pair.source, pair.target): _cell(pair, most) for pair in inside}
    sources = tuple(name for name in kept if any(source == name for source, _ in cells))
    targets = tuple(name for name in kept if any(target == name for _, target in cells))
    return Matrix(sources, targets, cells)


def _cell(pair: Pair, most: int) -> Cell:
    # counts of dyads lie orders of magnitude apart: the root keeps the small ones in sight
    shade = max(1, round(SHADES * (pair.count / most) ** 0.5))
    return Cell(pair.count, shade, round(100 * pair.conflict / pair.count))
