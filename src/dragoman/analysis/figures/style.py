"""How all figures look: sizes for print, colours that colour-blind eyes tell apart, title and caption.

The colours are of Okabe and Ito's set: cooperation is blue, conflict orange to red, material acts darker than verbal
ones; nothing is told by colour alone.
"""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from dragoman.analysis.figures.records import Words

Chart = Any  # of Altair's many kinds: its methods promise less than they return

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
WIDTH = 680
INK, FAINT, LINE = "#222222", "#666666", "#e3e3e3"
QUADS = {1: "Verbal cooperation", 2: "Material cooperation", 3: "Verbal conflict", 4: "Material conflict"}
COLOURS = {1: "#56b4e9", 2: "#0072b2", 3: "#f0b440", 4: "#c44e00"}
ON_COLOUR = {1: INK, 2: "white", 3: INK, 4: "white"}  # of text on it
COOPERATION, CONFLICT, EVEN = "#0072b2", "#c44e00", "#8a8a8a"
# categories without an order, each with a shape of its own
GROUPS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8a8a8a")
SHAPES = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross", "circle")
_CHARACTER = 5.3  # width of a character of the caption


def over(rows: Sequence[Mapping[str, object]]) -> Chart:
    """A chart of rows, which it carries with it."""
    return alt.Chart(alt.InlineData(values=list(rows)))


def finished(chart: Chart, words: Words, width: int = WIDTH) -> Mapping[str, object]:
    """The chart with its title above, caption and source below, as a specification."""
    signs = int(width / _CHARACTER)
    caption = [*textwrap.wrap(words.caption, signs), *textwrap.wrap(words.source, signs)]
    titled = chart.properties(
        title=alt.TitleParams(
            text=textwrap.wrap(words.title, int(signs * 0.66)),
            subtitle=textwrap.wrap(words.subtitle, int(signs * 0.86)),
            anchor="start", frame="group", fontSize=17, subtitleFontSize=13, subtitleColor=FAINT, color=INK,
            offset=14, subtitlePadding=5,
        )
    )  # fmt: skip
    # scales of its own, or its legends would stand above the title
    whole = alt.vconcat(titled).resolve_scale(color="independent", shape="independent", strokeDash="independent")
    whole = whole.properties(
        title=alt.TitleParams(
            text=caption, orient="bottom", anchor="start", frame="group", fontSize=10.5, fontWeight="normal",
            color=FAINT, offset=16, lineHeight=14,
        ),
        padding=16,
        background="white",
        usermeta={"title": words.title, "embedOptions": {"actions": {"editor": False}}},
    )  # fmt: skip
    spec: dict[str, object] = _configured(whole).to_dict()
    return spec


def _configured(chart: Chart) -> Chart:
    return (
        chart.configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=12, titleFontSize=12, titleFontWeight="normal", labelColor=INK, titleColor=INK,
            gridColor=LINE, domainColor="#999999", tickColor="#999999",
        )
        .configure_legend(
            labelFontSize=12, titleFontSize=12, titleFontWeight="normal", labelColor=INK, titleColor=INK,
            symbolSize=130, labelLimit=320,
        )
        .configure_header(labelFontSize=13, labelColor=INK, title=None)
    )  # fmt: skip


def counted(count: int, what: str = "event") -> str:
    """A number with its noun: "1 event", "1,240 events"."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def quad_scale() -> alt.Scale:
    """The colours of the four quads by their names."""
    return alt.Scale(domain=list(QUADS.values()), range=list(COLOURS.values()))


def dash_scale(domain: list[str], dashes: list[list[int]]) -> alt.Scale:
    """A scale of dashes; the type that Altair publishes for it knows no lists of numbers."""
    values: Any = dashes
    return alt.Scale(domain=domain, range=values)
