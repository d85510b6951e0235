"""Where it happened: circles on the countries of the world, or of the part of it that the events are in."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from math import atan, degrees, log, pi, radians, sinh, sqrt, tan

import altair as alt

from dragoman.analysis.figures.placing import Mark, labels, written
from dragoman.analysis.figures.records import Places, Spot, Words
from dragoman.analysis.figures.style import CONFLICT, COOPERATION, EVEN, WIDTH, Chart, finished, over

_HEIGHT = 400
_LARGEST, _SMALLEST = 900.0, 32.0
_NAMED = 14
_KINDS = ("mostly cooperation", "as much of both", "mostly conflict")
_FARTHEST = 78.0  # degrees of latitude that Mercator's projection is asked for
_LEAST = 9.0  # degrees across: a single town still shows its country


@dataclass(frozen=True, slots=True)
class _View:
    """Mercator's projection over a part of the world: the middle in degrees, pixels a radian."""

    longitude: float
    latitude: float
    scale: float

    def pixel(self, spot: Spot) -> tuple[float, float]:
        x = WIDTH / 2 + self.scale * radians(spot.longitude - self.longitude)
        return x, _HEIGHT / 2 - self.scale * (_north(spot.latitude) - _north(self.latitude))


def draw(data: Places, words: Words) -> Mapping[str, object]:
    """A mark for each place, by the number of events, and by whether conflict or cooperation prevails."""
    view = _view(data.spots)
    most = max((spot.count for spot in data.spots), default=1)
    areas = [max(_SMALLEST, _LARGEST * spot.count / most) for spot in data.spots]
    marks = [
        Mark(f"{spot.name} {spot.count}", *view.pixel(spot), sqrt(area / pi))
        for spot, area in zip(data.spots, areas, strict=True)
    ]
    shown = labels(marks, WIDTH, _HEIGHT)
    first = {mark.text for mark in marks[:_NAMED]}
    chart = alt.layer(_land(), _spots(data.spots, areas), *written([one for one in shown if one.text in first]))
    projected = chart.project(
        type="mercator", scale=view.scale, center=[view.longitude, view.latitude], translate=[WIDTH / 2, _HEIGHT / 2]
    )
    return finished(projected.properties(width=WIDTH, height=_HEIGHT), words)


def _land() -> Chart:
    text = (resources.files("dragoman.analysis.figures") / "data" / "world.json").read_text(encoding="utf-8")
    shapes = alt.InlineData(values=json.loads(text), format=alt.TopoDataFormat(feature="countries", type="topojson"))
    return alt.Chart(shapes).mark_geoshape(fill="#ededed", stroke="#b5b5b5", strokeWidth=0.7, clip=True)


def _spots(spots: Sequence[Spot], areas: Sequence[float]) -> Chart:
    rows = [
        {"name": spot.name, "latitude": spot.latitude, "longitude": spot.longitude, "events": spot.count,
         "conflict": spot.conflict, "area": area, "nature": _nature(spot)}
        for spot, area in zip(spots, areas, strict=True)
    ]  # fmt: skip
    legend = alt.Legend(orient="top", title="Events of a place:", titleOrient="left", columns=3, columnPadding=18)
    return (
        over(rows)
        .mark_point(filled=True, opacity=0.85, stroke="white", strokeWidth=0.8, clip=True)
        .encode(
            longitude="longitude:Q", latitude="latitude:Q", size=alt.Size("area:Q", scale=None),
            color=alt.Color("nature:N", legend=legend,
                            scale=alt.Scale(domain=list(_KINDS), range=[COOPERATION, EVEN, CONFLICT])),
            shape=alt.Shape("nature:N", legend=legend,
                            scale=alt.Scale(domain=list(_KINDS), range=["circle", "square", "diamond"])),
            tooltip=["name:N", "events:Q", "conflict:Q"],
        )
    )  # fmt: skip


def _nature(spot: Spot) -> str:
    share = spot.conflict / max(1, spot.count)
    return _KINDS[0] if share <= 0.4 else _KINDS[2] if share >= 0.6 else _KINDS[1]


def _view(spots: Sequence[Spot]) -> _View:
    """The part of the world that holds all places with a margin, no narrower than a country."""
    west, east = min(s.longitude for s in spots), max(s.longitude for s in spots)
    low, high = (_north(edge(s.latitude for s in spots)) for edge in (min, max))
    wide = min(360.0, max(_LEAST, (east - west) * 1.25))
    tall = max(radians(_LEAST) * _HEIGHT / WIDTH, (high - low) * 1.25)
    scale = max(WIDTH / radians(360.0), min(WIDTH / radians(wide), _HEIGHT / tall))
    return _View((west + east) / 2, _latitude((low + high) / 2), scale)


def _north(latitude: float) -> float:
    """Mercator's ordinate."""
    return log(tan(pi / 4 + radians(max(-_FARTHEST, min(_FARTHEST, latitude))) / 2))


def _latitude(north: float) -> float:
    return degrees(atan(sinh(north)))
