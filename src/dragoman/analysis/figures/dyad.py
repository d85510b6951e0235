"""Two of them over time: what they do for and against one another, and what it comes to on Goldstein's scale."""

from collections.abc import Iterator, Mapping

import altair as alt

from dragoman.analysis.figures.records import Between, Words
from dragoman.analysis.figures.style import FAINT, INK, QUADS, WIDTH, Chart, finished, over, quad_scale
from dragoman.analysis.figures.timeline import check_length, end_of, time_axis

_UP, _DOWN = (1, 2), (3, 4)  # quads, from the middle outwards


def draw(data: Between, words: Words) -> Mapping[str, object]:
    """Bars up for cooperation and down for conflict, above a line of the sum of Goldstein."""
    check_length(data.series)
    both = alt.vconcat(_bars(data), _line(data), spacing=14)
    return finished(both.resolve_scale(color="independent"), words)


def _bars(data: Between) -> Chart:
    rows = list(_stacked(data))
    axis = alt.Axis(labelExpr="format(abs(datum.value), ',d')", tickCount=6, tickMinStep=1)
    base = over(rows)
    bars = base.mark_bar(stroke="white", strokeWidth=0.5).encode(
        x=time_axis(data.series.starts, data.series.unit, labels=False), x2="end:T",
        y=alt.Y("from:Q", title="conflict  ←  events  →  cooperation", axis=axis), y2="to:Q",
        color=alt.Color("kind:N", scale=quad_scale(), sort=list(QUADS.values()),
                        legend=alt.Legend(orient="top", title=None, columns=4, columnPadding=18)),
        tooltip=["start:N", "kind:N", "count:Q"],
    )  # fmt: skip
    zero = over([{"y": 0}]).mark_rule(color=INK).encode(y="y:Q")
    return alt.layer(bars, zero).properties(width=WIDTH, height=260)


def _line(data: Between) -> Chart:
    sums: dict[str, float] = {}
    for point in data.series.points:
        start = point.start.isoformat()
        sums[start] = round(sums.get(start, 0.0) + point.goldstein_sum, 2)
    rows: list[dict[str, object]] = [{"start": start, "sum": value} for start, value in sums.items()]
    if rows:  # the last step has a breadth, too
        rows.append({"start": end_of(data.series.starts[-1], data.series.unit), "sum": rows[-1]["sum"]})
    base = over(rows).encode(
        x=time_axis(data.series.starts, data.series.unit),
        y=alt.Y("sum:Q", title="Goldstein, sum", axis=alt.Axis(tickCount=5)),
        tooltip=["start:N", "sum:Q"],
    )
    line = base.mark_line(interpolate="step-after", color=INK, strokeWidth=1.5)
    zero = over([{"y": 0}]).mark_rule(color=FAINT, strokeDash=[4, 3]).encode(y="y:Q")
    return alt.layer(zero, line).properties(width=WIDTH, height=110)


def _stacked(data: Between) -> Iterator[dict[str, object]]:
    counts = {(point.start, point.key): point.count for point in data.series.points}
    for start in data.series.starts:
        for quads, sign in ((_UP, 1), (_DOWN, -1)):
            base = 0
            for quad in quads:
                count = counts.get((start, str(quad)), 0)
                if count:
                    yield {
                        "start": start.isoformat(), "end": end_of(start, data.series.unit), "kind": QUADS[quad],
                        "from": sign * base, "to": sign * (base + count), "count": count,
                    }  # fmt: skip
                base += count
