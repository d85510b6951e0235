"""What each of them does: the shares of event types among the events that they are the source of."""

from collections.abc import Iterator, Mapping, Sequence

import altair as alt

from dragoman.analysis.figures.records import Mix, Share, Words
from dragoman.analysis.figures.style import INK, ON_COLOUR, QUADS, WIDTH, finished, over, quad_scale

_MOST = 14
_BAR = 30
_LABELLED = 7.2  # pixels a character that a label needs


def draw(data: Mix, words: Words) -> Mapping[str, object]:
    """A bar for each of the busiest actors; a part for each event type, named where the name fits."""
    totals: dict[str, int] = {}
    for share in data.shares:
        totals[share.actor] = totals.get(share.actor, 0) + share.count
    actors = sorted(totals, key=lambda actor: (-totals[actor], actor))[:_MOST]
    labels = {actor: f"{words.name(actor)} ({totals[actor]:,})" for actor in actors}
    rows = [part for actor in actors for part in _parts(_of(data, actor), totals[actor], labels[actor])]
    base = over(rows).encode(
        y=alt.Y("actor:N", sort=list(labels.values()), title=None,
                axis=alt.Axis(labelLimit=220, domain=False, ticks=False, labelPadding=6, labelFontSize=12.5)),
        tooltip=["actor:N", "type:N", "kind:N", "count:Q", alt.Tooltip("share:Q", format=".0%")],
    )  # fmt: skip
    bars = base.mark_bar(stroke="white", strokeWidth=1.2, height=_BAR * 0.76).encode(
        x=alt.X("from:Q", scale=alt.Scale(domain=[0, 1]), title="Share of the actor's events",
                axis=alt.Axis(format=".0%", grid=False, tickCount=5)),
        x2="to:Q",
        color=alt.Color("kind:N", scale=quad_scale(), sort=list(QUADS.values()),
                        legend=alt.Legend(orient="top", title=None, columns=4, columnPadding=18)),
    )  # fmt: skip
    names = (
        base.transform_filter("datum.label != ''")
        .mark_text(fontSize=10.5)
        .encode(x="middle:Q", text="label:N", color=alt.Color("ink:N", scale=None))
    )
    chart = alt.layer(bars, names).properties(width=WIDTH - 60, height=_BAR * len(actors))
    return finished(chart, words, WIDTH + 60)


def _of(data: Mix, actor: str) -> list[Share]:
    """An actor's shares in the order of the quads, the larger first."""
    return sorted((s for s in data.shares if s.actor == actor), key=lambda s: (s.quad, -s.count, s.event_type))


def _parts(shares: Sequence[Share], total: int, label: str) -> Iterator[dict[str, object]]:
    done = 0
    for share in shares:
        start, end = done / total, (done + share.count) / total
        name = share.event_type.capitalize()
        fits = (end - start) * (WIDTH - 60) >= len(name) * _LABELLED
        yield {
            "actor": label, "type": name, "kind": QUADS[share.quad], "count": share.count, "share": end - start,
            "from": start, "to": end, "middle": (start + end) / 2, "label": name if fits else "",
            "ink": ON_COLOUR.get(share.quad, INK),
        }  # fmt: skip
        done += share.count
