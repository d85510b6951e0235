"""Where a label stands beside its mark, so that it covers neither another label nor another mark."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import altair as alt

from dragoman.analysis.figures.style import INK, Chart, over

_CHARACTER, _LINE = 0.56, 1.25  # of the size of the letters
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark with its name, in pixels from the top left; `radius` is what the mark itself covers."""

    text: str
    x: float
    y: float
    radius: float
    size: float = 11.5


@dataclass(frozen=True, slots=True)
class Label:
    """A label: the middle of its line at (x, y), which is its left end, its middle or its right end."""

    text: str
    x: float
    y: float
    align: Align
    size: float


_Box = tuple[float, float, float, float]


def labels(marks: Sequence[Mark], width: float, height: float) -> list[Label]:
    """A label for each mark, in the order given, each where it covers least; one that finds no room is left out."""
    taken = [(m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in marks]
    found: list[Label] = []
    for mark in marks:
        tried = [(_cost(box, taken, (width, height)), at, label, box) for at, (label, box) in enumerate(_ways(mark))]
        cost, _, label, box = min(tried, key=lambda one: one[:2])
        if cost < _area(box) * 0.35:
            taken.append(box)
            found.append(label)
    return found


def written(found: Sequence[Label]) -> Iterator[Chart]:
    """The labels as charts over a panel of pixels, with a white edge so that lines do not cross them."""
    for align in ("left", "center", "right"):
        rows = [{"x": one.x, "y": one.y, "text": one.text, "size": one.size} for one in found if one.align == align]
        if not rows:
            continue
        base = over(rows).encode(
            x=alt.X("x:Q", scale=None, axis=None), y=alt.Y("y:Q", scale=None, axis=None), text="text:N",
            size=alt.Size("size:Q", scale=None),
        )  # fmt: skip
        yield base.mark_text(align=align, baseline="middle", stroke="white", strokeWidth=3, color="white")
        yield base.mark_text(align=align, baseline="middle", color=INK)


def _ways(mark: Mark) -> Iterator[tuple[Label, _Box]]:
    """Right, left, above, below, and between these; the better ones first."""
    wide, high = len(mark.text) * mark.size * _CHARACTER, mark.size * _LINE
    away, slant = mark.radius + 3, mark.radius * 0.75 + 2
    for align, dx, dy in (
        ("left", away, 0.0), ("right", -away, 0.0), ("center", 0.0, -away - high / 2), ("center", 0.0, away + high / 2),
        ("left", slant, -slant - 2), ("left", slant, slant + 2), ("right", -slant, -slant - 2),
        ("right", -slant, slant + 2),
    ):  # fmt: skip
        x, y = mark.x + dx, mark.y + dy
        left = {"left": x, "center": x - wide / 2}.get(align, x - wide)
        way: Align = "left" if align == "left" else "right" if align == "right" else "center"
        yield Label(mark.text, x, y, way, mark.size), (left, y - high / 2, left + wide, y + high / 2)


def _cost(box: _Box, taken: Sequence[_Box], limits: tuple[float, float]) -> float:
    covered = sum(_area((max(box[0], b[0]), max(box[1], b[1]), min(box[2], b[2]), min(box[3], b[3]))) for b in taken)
    inside = (max(box[0], 0.0), max(box[1], 0.0), min(box[2], limits[0]), min(box[3], limits[1]))
    return covered + 3 * (_area(box) - _area(inside))


def _area(box: _Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
