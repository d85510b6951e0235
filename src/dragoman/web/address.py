"""The address holds the whole view: its query string into `Filters`, and back into links.

    /events?source_country=RUS&event_type=AID&event_type=AGREE&voices=all

A value may be given again; the names are those of the options of the command line.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from dragoman.errors import UsageError
from dragoman.store import Filters
from dragoman.store.queries import Counting

LONGEST = 300  # characters of one value
MOST = 60  # values of one filter
VOICES = ("article", "quote", "comment")
FACTUALITY = ("asserted", "possible", "conditional", "hypothetical", "denied")
MODALITY = ("actual", "intended", "requested", "refused", "ceased", "accused", "supported")


@dataclass(frozen=True, slots=True)
class Param:
    """One name of the address: the field of `Filters` it sets, what it is called, and the values it may have."""

    name: str
    field: str
    label: str
    known: tuple[str, ...] = ()


PARAMS: dict[str, Param] = {
    param.name: param
    for param in (
        Param("country", "countries", "Either side’s country"),
        Param("source_country", "source_countries", "Source country"),
        Param("target_country", "target_countries", "Target country"),
        Param("sector", "sectors", "Either side’s sector"),
        Param("source_sector", "source_sectors", "Source sector"),
        Param("target_sector", "target_sectors", "Target sector"),
        Param("actor", "actors", "Actor"),
        Param("source", "sources", "Source"),
        Param("target", "targets", "Target"),
        Param("event_type", "event_types", "Event type"),
        Param("mode", "modes", "Mode"),
        Param("context", "contexts", "Context"),
        Param("cameo", "cameo", "CAMEO code"),
        Param("quad", "quads", "Cooperation and conflict", ("1", "2", "3", "4")),
        Param("voices", "voices", "Voice", VOICES),
        Param("factuality", "factuality", "Factuality", FACTUALITY),
        Param("modality", "modality", "Modality", MODALITY),
        Param("speaker", "speakers", "Speaker"),
        Param("place_country", "place_countries", "Place: country"),
        Param("place", "places", "Place"),
        Param("item", "items", "Item"),
        Param("rule", "rules", "Rule"),
        Param("date_basis", "date_basis", "Date from", ("text", "publication", "none")),
        Param("story", "stories", "Story"),
        Param("document", "documents", "Document"),
        Param("outlet", "outlets", "Outlet"),
    )
}
# what is shown when the address says nothing, as on the command line; "all" lifts it
DEFAULTS: dict[str, tuple[str, ...]] = {"voices": ("article", "quote"), "factuality": ("asserted",)}
SINGLE = {
    "since": "From",
    "until": "Until",
    "q": "Words in the text",
    "min_confidence": "Confidence at least",
    "counting": "Counting",
}
ALL = "all"

Chosen = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """One value that the view is narrowed to, and the address without it."""

    label: str
    value: str
    without: str
    name: str


@dataclass(frozen=True, slots=True)
class View:
    """What the address asks for: hashable, so that results can be kept by it."""

    chosen: Chosen
    filters: Filters
    counting: Counting = "claims"

    def values(self, name: str) -> tuple[str, ...]:
        """The values in the address under a name."""
        return dict(self.chosen).get(name, ())

    def in_force(self, name: str) -> tuple[str, ...]:
        """The values that hold, those by default among them; none: all."""
        given = self.values(name)
        if given == (ALL,):
            return ()
        return given or DEFAULTS.get(name, ())

    def query(self, *drop: str, **put: str | tuple[str, ...]) -> str:
        """The query string of this view, without the names in `drop` and with those in `put` set anew."""
        kept = {name: values for name, values in self.chosen if name not in drop}
        for name, value in put.items():
            kept[name] = (value,) if isinstance(value, str) else tuple(value)
        return urlencode([(name, value) for name, values in kept.items() for value in values if value])

    def link(self, path: str, *drop: str, **put: str | tuple[str, ...]) -> str:
        """The address of another page, or of this one, in the same view."""
        query = self.query(*drop, **put)
        return f"{path}?{query}" if query else path

    def toggled(self, name: str, value: str) -> str:
        """The query string with one value of a filter added, or taken out where it is in."""
        now = self.in_force(name)
        after = tuple(one for one in now if one != value) if value in now else (*now, value)
        if not after and name in DEFAULTS:
            after = (ALL,)
        if after == DEFAULTS.get(name):
            after = ()
        return self.query(name, **{name: after})

    def widened(self) -> "View":
        """The view with all voices and all factualities."""
        return parse(
            [*((n, v) for n, vs in self.chosen if n not in DEFAULTS for v in vs), *((n, ALL) for n in DEFAULTS)]
        )

    def without(self, name: str) -> "View":
        """The view with one filter lifted altogether."""
        pairs = [(n, v) for n, vs in self.chosen if n != name for v in vs]
        return parse([*pairs, (name, ALL)] if name in DEFAULTS else pairs)

    def chips(self) -> list[Chip]:
        """Everything the reader narrowed the view to, for taking it back one by one."""
        found: list[Chip] = []
        for name, values in self.chosen:
            label = PARAMS[name].label if name in PARAMS else SINGLE[name]
            if name in PARAMS and values != (ALL,):
                found.extend(Chip(label, value, self.toggled(name, value), name) for value in values)
            elif name in PARAMS:
                found.append(Chip(label, ALL, self.query(name), name))
            else:
                found.append(Chip(label, values[0], self.query(name), name))
        return found


def parse(pairs: Iterable[tuple[str, str]]) -> View:
    """The view of a query string; names it does not know are left to the page.

    Raises:
        UsageError: a value that cannot be: one line that names it and says what may stand there.
    """
    given: dict[str, list[str]] = {}
    for name, raw in pairs:
        value = raw.strip()
        if value and (name in PARAMS or name in SINGLE):
            given.setdefault(name, []).append(_checked(name, value))
    chosen = tuple((name, tuple(dict.fromkeys(given[name]))) for name in (*PARAMS, *SINGLE) if name in given)
    fields: dict[str, Any] = {}
    for name, param in PARAMS.items():
        fields[param.field] = _field(param, tuple(given.get(name, ())) or DEFAULTS.get(name, ()))
    single = {name: given[name][-1] for name in SINGLE if name in given}
    fields |= {"since": _day(single, "since"), "until": _day(single, "until"), "text": single.get("q")}
    fields["min_confidence"] = _share(single.get("min_confidence"))
    if fields["since"] and fields["until"] and fields["since"] > fields["until"]:
        raise UsageError("since is later than until; change them round")
    counting: Counting = "tellings" if single.get("counting") == "tellings" else "claims"
    return View(chosen, Filters(**fields), counting)


def _checked(name: str, value: str) -> str:
    if len(value) > LONGEST:
        raise UsageError(f"{name}: a value of more than {LONGEST} characters; shorten it")
    if "\x00" in value:
        raise UsageError(f"{name}: holds a character that is no text; take it out")
    return value


def _field(param: Param, values: tuple[str, ...]) -> tuple[str, ...] | tuple[int, ...]:
    if len(values) > MOST:
        raise UsageError(f"{param.name}: more than {MOST} values; take fewer")
    if values == (ALL,) and (param.known or param.name in DEFAULTS):
        return ()
    for value in values:
        if param.known and value not in param.known:
            raise UsageError(f"{param.name}: '{value}' is unknown; choose from {', '.join(param.known)}")
    return tuple(int(value) for value in values) if param.field == "quads" else values


def _day(single: dict[str, str], name: str) -> date | None:
    value = single.get(name)
    if value is None:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError as error:
        raise UsageError(f"{name}: '{value}' is no date; write YYYY-MM-DD") from error


def _share(value: str | None) -> float | None:
    if value is None:
        return None
    try:
        share = float(value)
    except ValueError as error:
        raise UsageError(f"min_confidence: '{value}' is no number; write one from 0 to 1") from error
    if not 0 <= share <= 1:
        raise UsageError(f"min_confidence: {value} is not between 0 and 1")
    return share
