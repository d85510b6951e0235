"""Who towards whom: sources in rows, targets in columns, the number in each cell."""

from collections.abc import Iterable, Mapping

import altair as alt

from dragoman.analysis.dyads import Dyad
from dragoman.analysis.figures.records import Words
from dragoman.analysis.figures.style import FAINT, INK, finished, over

_MOST = 16
_CELL = 38


def draw(data: tuple[Dyad, ...], words: Words) -> Mapping[str, object]:
    """The busiest sources and targets, the busiest first; the darker, the more events (by the square root)."""
    sources = _busiest((pair.source, pair.count) for pair in data)
    targets = _busiest((pair.target, pair.count) for pair in data)
    kept = [pair for pair in data if pair.source in sources and pair.target in targets]
    most = max((pair.count for pair in kept), default=1)
    rows = [
        {"source": words.name(pair.source), "target": words.name(pair.target), "count": pair.count,
         "dark": (pair.count / most) ** 0.5 > 0.55, "same": pair.source == pair.target}
        for pair in kept
    ]  # fmt: skip
    # a code may have the name of another one: each name stands once
    across, down = [list(dict.fromkeys(map(words.name, names))) for names in (targets, sources)]
    base = over(rows).encode(
        x=alt.X("target:N", sort=across, scale=alt.Scale(domain=across), title="Target",
                axis=alt.Axis(orient="top", labelAngle=-45 if max(map(len, across)) > 4 else 0, labelLimit=180,
                              domain=False, ticks=False)),
        y=alt.Y("source:N", sort=down, scale=alt.Scale(domain=down), title="Source",
                axis=alt.Axis(labelLimit=180, domain=False, ticks=False)),
        tooltip=["source:N", "target:N", "count:Q"],
    )  # fmt: skip
    cells = base.mark_rect(stroke="white", strokeWidth=1.5).encode(
        color=alt.Color(
            "count:Q", legend=None, scale=alt.Scale(type="sqrt", domain=[0, most], range=["#f1f6fb", "#08427d"])
        )
    )
    same = base.transform_filter("datum.same").mark_rect(fill=None, stroke=FAINT, strokeDash=[3, 2], strokeWidth=1.2)
    numbers = base.mark_text(fontSize=11.5).encode(
        text=alt.Text("count:Q", format=",d"),
        color=alt.condition("datum.dark", alt.value("white"), alt.value(INK)),
    )
    width, height = max(_CELL * len(across), 380), _CELL * 0.75 * len(down)
    chart = alt.layer(cells, same, numbers).properties(width=width, height=height)
    return finished(chart, words, width + 110)


def _busiest(counts: Iterable[tuple[str, int]]) -> list[str]:
    totals: dict[str, int] = {}
    for name, count in counts:
        totals[name] = totals.get(name, 0) + count
    return sorted(totals, key=lambda name: (-totals[name], name))[:_MOST]
