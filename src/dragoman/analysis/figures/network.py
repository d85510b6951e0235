"""Who deals with whom, as nodes and links: near one another who deal with one another."""

from collections.abc import Mapping, Sequence
from math import pi, sqrt

import altair as alt

from dragoman.analysis.figures.placing import Mark, labels, written
from dragoman.analysis.figures.records import Words
from dragoman.analysis.figures.style import (
    CONFLICT,
    COOPERATION,
    EVEN,
    GROUPS,
    SHAPES,
    WIDTH,
    Chart,
    dash_scale,
    finished,
    over,
)
from dragoman.analysis.network import Edge, Network, Node, layout

_HEIGHT, _MARGIN = 540, 30
_LARGEST, _SMALLEST = 1100.0, 70.0  # areas of nodes, square pixels
_THICKEST = 9.0
_NATURES = {"mostly cooperation": COOPERATION, "as much of both": EVEN, "mostly conflict": CONFLICT}
_DASHES = [[1, 0], [7, 3], [2, 2]]


def draw(data: Network, words: Words) -> Mapping[str, object]:
    """Nodes by strength and community, links by number of events and by what prevails in them."""
    places = _scaled(layout(data))
    most = max((abs(node.strength) for node in data.nodes), default=1.0)
    areas = {node.id: max(_SMALLEST, _LARGEST * abs(node.strength) / most) for node in data.nodes}
    marks = [
        Mark(words.name(node.id), *places[node.id], sqrt(areas[node.id] / pi), 13 if at < 6 else 11.5)
        for at, node in enumerate(data.nodes)
    ]
    names = written(labels(marks, WIDTH, _HEIGHT))
    chart = alt.layer(_links(data.edges, places), _nodes(data.nodes, places, areas, words), *names)
    own = chart.resolve_scale(color="independent", shape="independent", strokeDash="independent")
    return finished(own.properties(width=WIDTH, height=_HEIGHT), words)


def _scaled(places: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The layout in pixels, over the whole panel."""
    xs, ys = [x for x, _ in places.values()] or [0.0], [y for _, y in places.values()] or [0.0]
    wide, high = (max(xs) - min(xs)) or 1.0, (max(ys) - min(ys)) or 1.0
    return {
        name: (
            round(_MARGIN + (x - min(xs)) / wide * (WIDTH - 2 * _MARGIN), 1),
            round(_MARGIN + (y - min(ys)) / high * (_HEIGHT - 2 * _MARGIN), 1),
        )
        for name, (x, y) in places.items()
    }


def _links(edges: Sequence[Edge], places: Mapping[str, tuple[float, float]]) -> Chart:
    most = max((abs(edge.weight) for edge in edges), default=1.0)
    rows = [
        {
            **_ends(edge, places), "pair": f"{edge.source}-{edge.target}", "events": edge.count,
            "width": round(max(1.0, _THICKEST * sqrt(abs(edge.weight) / most)), 2), "nature": _nature(edge),
        }
        for edge in reversed(edges)
    ]  # fmt: skip
    legend = alt.Legend(orient="top", title="Links:", titleOrient="left", symbolType="stroke", symbolStrokeWidth=3)
    return (
        over(rows)
        .mark_rule(opacity=0.65)
        .encode(
            x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, WIDTH], nice=False)),
            y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[_HEIGHT, 0], nice=False)),
            x2="x2:Q", y2="y2:Q",
            strokeWidth=alt.StrokeWidth("width:Q", scale=None),
            color=alt.Color("nature:N", scale=alt.Scale(domain=list(_NATURES), range=list(_NATURES.values())),
                            legend=legend),
            strokeDash=alt.StrokeDash("nature:N", scale=dash_scale(list(_NATURES), _DASHES), legend=legend),
            tooltip=["pair:N", "events:Q", "nature:N"],
        )
    )  # fmt: skip


def _ends(edge: Edge, places: Mapping[str, tuple[float, float]]) -> dict[str, float]:
    (x, y), (x2, y2) = places[edge.source], places[edge.target]
    return {"x": x, "y": y, "x2": x2, "y2": y2}


def _nature(edge: Edge) -> str:
    """What prevails: a side with at least three fifths of the events."""
    share = edge.conflict / max(1, edge.conflict + edge.cooperation)
    names = list(_NATURES)
    return names[0] if share <= 0.4 else names[2] if share >= 0.6 else names[1]


def _nodes(
    nodes: Sequence[Node], places: Mapping[str, tuple[float, float]], areas: Mapping[str, float], words: Words
) -> Chart:
    groups = min(max((node.community for node in nodes), default=1), len(GROUPS))
    named = [f"{number}" if number < len(GROUPS) else f"{number} and on" for number in range(1, groups + 1)]
    rows = [
        {
            "name": words.name(node.id), "x": places[node.id][0], "y": places[node.id][1], "area": areas[node.id],
            "community": named[min(node.community, groups) - 1], "strength": node.strength, "links": node.degree,
        }
        for node in nodes
    ]  # fmt: skip
    legend = alt.Legend(orient="bottom", title="Communities:", titleOrient="left", columns=8)
    return (
        over(rows)
        .mark_point(filled=True, opacity=1, stroke="white", strokeWidth=1.5)
        .encode(
            x="x:Q", y="y:Q", size=alt.Size("area:Q", scale=None),
            color=alt.Color("community:N", scale=alt.Scale(domain=named, range=list(GROUPS[:groups])), legend=legend),
            shape=alt.Shape("community:N", scale=alt.Scale(domain=named, range=list(SHAPES[:groups])), legend=legend),
            tooltip=["name:N", "strength:Q", "links:Q", "community:N"],
        )
    )  # fmt: skip
