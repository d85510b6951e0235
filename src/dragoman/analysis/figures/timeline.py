"""Events over time: one panel a quad or event type, all on one scale."""

from collections.abc import Mapping, Sequence
from datetime import date

import altair as alt

from dragoman.analysis.figures.records import PANELS, Words
from dragoman.analysis.figures.style import COLOURS, CONFLICT, INK, QUADS, WIDTH, Chart, counted, finished, over
from dragoman.analysis.series import Series, Unit, following
from dragoman.errors import UsageError

MOST = 3000  # steps of a figure; more are narrower than the print can show
_THIN = 400  # steps; more are drawn as an area
_HEIGHTS = {1: 260, 2: 150, 3: 115, 4: 95, 5: 82, 6: 76}


def draw(data: Series, words: Words) -> Mapping[str, object]:
    """A panel for each value that the series is split by, at most six, the most frequent first (quads in order)."""
    check_length(data)
    totals = {key: sum(point.count for point in data.points if point.key == key) for key in data.keys}
    keys = sorted(totals) if data.split == "quad" else sorted(totals, key=lambda key: (-totals[key], key))[:PANELS]
    labels = {key: f"{_name(data, key, words)}: {counted(totals[key])}" for key in keys}
    rows = [
        {"start": point.start.isoformat(), "end": end_of(point.start, data.unit), "panel": labels[point.key],
         "count": point.count, "zero": 0}
        for point in data.points if point.key in labels
    ]  # fmt: skip
    base = over(rows).encode(
        x=time_axis(data.starts, data.unit),
        y=alt.Y("count:Q", title=None, scale=alt.Scale(nice=4), axis=alt.Axis(tickCount=3, format=",d", tickMinStep=1)),
        tooltip=["start:N", "panel:N", "count:Q"],
    )
    colour = alt.Color(
        "panel:N", legend=None, scale=alt.Scale(domain=list(labels.values()), range=[_colour(data, k) for k in keys])
    )
    bars = _marks(base, data).encode(color=colour).properties(width=WIDTH, height=_HEIGHTS.get(len(keys), 76))
    if data.split is None:
        return finished(bars, words)
    chart = bars.facet(
        row=alt.Row("panel:N", sort=list(labels.values()), header=alt.Header(
            orient="top", labelAnchor="start", labelFontWeight="bold", labelPadding=3, title=None)),
        spacing=12,
    )  # fmt: skip
    return finished(chart, words)


def check_length(series: Series) -> None:
    """Raises UsageError where a series has more steps than a figure can show."""
    steps = len(series.starts)
    if steps > MOST:
        raise UsageError(f"{steps} steps are too many for a figure; take a longer unit with --by, or narrow the dates")


def end_of(start: date, unit: Unit) -> str:
    """The day on which the next step begins."""
    return following(start, unit).isoformat()


def time_axis(starts: Sequence[date], unit: Unit, *, labels: bool = True) -> alt.X:
    """A time axis that says no more than the unit knows."""
    years = (starts[-1] - starts[0]).days / 365 if starts else 0
    if unit == "year" or years > 6:
        form = "%Y"
    elif unit == "month" or years > 1.2:
        form = "%b %Y"
    else:
        form = "%-d %b %Y" if years < 0.1 or starts[0].year != starts[-1].year else "%-d %b"
    ends = [starts[0].isoformat(), end_of(starts[-1], unit)]
    return alt.X(
        "start:T", title=None, scale=alt.Scale(type="utc", domain=ends, nice=False),
        axis=alt.Axis(format=form, labels=labels, labelOverlap=True, labelFlush=False, grid=False,
                      tickCount=min(8, max(2, len(starts)))),
    )  # fmt: skip


def _marks(base: Chart, data: Series) -> Chart:
    if len(data.starts) > _THIN:
        return base.mark_area(interpolate="step-after", line=False)
    gap = 0.5 if len(data.starts) <= 120 else 0
    return base.mark_bar(stroke="white", strokeWidth=gap).encode(x2="end:T", y2="zero:Q")


def _name(data: Series, key: str, words: Words) -> str:
    if data.split == "quad":
        return QUADS.get(int(key), key)
    return key.capitalize() if data.split == "event_type" else words.name(key)


def _colour(data: Series, key: str) -> str:
    if data.split == "quad":
        return COLOURS[int(key)]
    return CONFLICT if data.split is None and key == "conflict" else INK if data.split is None else "#0072b2"
