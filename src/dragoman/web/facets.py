"""The facets of the sidebar: what each filters by, what it counts, and which are counted at once."""

from dataclasses import dataclass

from dragoman.store import Store
from dragoman.store.queries import facet as count_facet
from dragoman.web.address import PARAMS, View
from dragoman.web.shelf import Shelf


@dataclass(frozen=True, slots=True)
class FacetKind:
    """A facet: its name in the address, its name among the store's facets; `ready`: counted with the first view."""

    param: str
    counts: str
    ready: bool = False

    @property
    def label(self) -> str:
        """What it is called."""
        return PARAMS[self.param].label


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: how many have it, whether the view is narrowed to it, and the query that changes that."""

    value: str
    count: int
    chosen: bool
    query: str


@dataclass(frozen=True, slots=True)
class FacetBox:
    """One facet with its values; `values` None: not counted yet."""

    kind: FacetKind
    values: tuple[Value, ...] | None
    chosen: tuple[str, ...]
    most: int


GROUPS: tuple[tuple[str, tuple[FacetKind, ...]], ...] = (
    ("What", (
        FacetKind("event_type", "event_type", ready=True),
        FacetKind("quad", "quad", ready=True),
        FacetKind("mode", "event_mode"),
        FacetKind("context", "context"),
        FacetKind("item", "item"),
    )),
    ("Who", (
        FacetKind("source_country", "source_country", ready=True),
        FacetKind("source_sector", "source_sector"),
        FacetKind("source", "source"),
        FacetKind("target_country", "target_country", ready=True),
        FacetKind("target_sector", "target_sector"),
        FacetKind("target", "target"),
    )),
    ("Who says so, and did it happen", (
        FacetKind("voices", "voice", ready=True),
        FacetKind("factuality", "factuality", ready=True),
        FacetKind("modality", "modality"),
        FacetKind("speaker", "speaker"),
    )),
    ("Where and when", (
        FacetKind("place_country", "place_country"),
        FacetKind("place", "place"),
        FacetKind("date_basis", "date_basis"),
    )),
    ("Documents", (
        FacetKind("outlet", "outlet"),
        FacetKind("story", "story"),
    )),
    ("Coding", (
        FacetKind("rule", "rule"),
    )),
)  # fmt: skip
KINDS = {kind.param: kind for _, kinds in GROUPS for kind in kinds}
SHORT = 8
LONG = 200


def counted(shelf: Shelf, view: View, kind: FacetKind, limit: int = SHORT) -> FacetBox:
    """A facet with its counts, under all filters but its own: what else could be chosen."""
    lifted = view.without(kind.param)

    def make(store: Store) -> list[tuple[str | None, int]]:
        found = count_facet(store, kind.counts, lifted.filters, counting=view.counting, limit=limit + 1)
        return [(one.value, one.count) for one in found]

    rows = shelf.kept(("facet", kind.counts, limit, lifted.filters, view.counting), make)
    return boxed(view, kind, rows, limit)


def boxed(view: View, kind: FacetKind, rows: list[tuple[str | None, int]], limit: int = SHORT) -> FacetBox:
    """Counts as a facet; chosen values that are not among the most frequent stay in sight."""
    chosen = view.in_force(kind.param)
    named = [(value, n) for value, n in rows if value is not None][:limit]
    named += [(value, 0) for value in chosen if value not in dict(named)]
    values = tuple(Value(v, n, v in chosen, view.toggled(kind.param, v)) for v, n in named)
    return FacetBox(kind, values, chosen, max((n for _, n in named), default=0))


def closed(view: View, kind: FacetKind) -> FacetBox:
    """A facet that is counted when it is opened."""
    return FacetBox(kind, None, view.in_force(kind.param), 0)
