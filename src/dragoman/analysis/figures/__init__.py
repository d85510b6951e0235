"""Figures: rows in, a Vega-Lite specification out, and from there SVG, PNG, HTML or JSON. Nothing is fetched.

One kind, one file: `draw(data, words)`. Altair and the renderer are loaded when a figure is drawn.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, get_args

from dragoman.analysis.dyads import Dyad
from dragoman.analysis.figures.records import Between, Mix, Places, Words
from dragoman.analysis.series import Series
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.analysis.network import Network  # networkx takes its time

Kind = Literal["timeline", "dyad", "network", "matrix", "map", "mix"]
Format = Literal["svg", "png", "html", "json"]
Data: TypeAlias = "Series | Between | Network | tuple[Dyad, ...] | Places | Mix"
Spec = Mapping[str, object]
KINDS: tuple[Kind, ...] = get_args(Kind)
FORMATS: tuple[Format, ...] = get_args(Format)

__all__ = ["FORMATS", "KINDS", "Between", "Data", "Format", "Kind", "Mix", "Places", "Spec", "Words", "draw", "render"]


class _Drawing(Protocol):
    def draw(self, data: Data, words: Words) -> Spec: ...


class _Rendering(Protocol):
    def render(self, spec: Spec, form: Format) -> bytes: ...


def draw(kind: Kind, data: Data, words: Words) -> Spec:
    """The figure as a Vega-Lite specification. Raises UsageError for a kind that is not there."""
    if kind not in KINDS:
        raise UsageError(f"no figure '{kind}'; there are: {', '.join(KINDS)}")
    module: _Drawing = import_module(f"{__name__}.{kind}")
    return module.draw(data, words)


def render(spec: Spec, form: Format) -> bytes:
    """The specification as a file of one format. Raises UsageError for a format that is not there."""
    if form not in FORMATS:
        raise UsageError(f"no format '{form}'; there are: {', '.join(FORMATS)}")
    module: _Rendering = import_module(f"{__name__}.rendering")
    return module.render(spec, form)
