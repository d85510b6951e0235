"""The filters that all commands over a store share: options in, `Filters` out.

    @app.command()
    @filtered()
    def dyads(store: ..., filters: Filters, *, output: ... = None) -> int: ...

The parameter `filters` is no option itself: the command gets the options of `OPTIONS` in its place.
"""

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, get_type_hints

import typer

from dragoman.errors import UsageError
from dragoman.ontology import load_ontology
from dragoman.store import Filters

VOICES = ("article", "quote", "comment")
FACTUALITY = ("asserted", "possible", "conditional", "hypothetical", "denied")
MODALITY = ("actual", "intended", "requested", "refused", "ceased", "accused", "supported")
DATE_BASIS = ("text", "publication", "none")
Command = Callable[..., int]


@dataclass(frozen=True, slots=True)
class Option:
    """One option: its parameter's name (dashes for underscores on the command line), the field of `Filters`, help."""

    name: str
    field: str
    help: str


# comma lists of codes; what a command takes by default stands in `filtered`
_LISTS = (
    Option("country", "countries", "ISO-3 codes of either side, comma list."),
    Option("source_country", "source_countries", "ISO-3 codes of the source, comma list."),
    Option("target_country", "target_countries", "ISO-3 codes of the target, comma list."),
    Option("sector", "sectors", "Sectors of either side: GOV, MIL ..., comma list."),
    Option("source_sector", "source_sectors", "Sectors of the source, comma list."),
    Option("target_sector", "target_sectors", "Sectors of the target, comma list."),
    Option("cameo", "cameo", "CAMEO codes or their beginnings (18 is all of 18), comma list."),
    Option("event_type", "event_types", "PLOVER types: AID, ASSAULT ..., comma list."),
    Option("quad", "quads", "1 to 4: verbal and material cooperation, verbal and material conflict; comma list."),
    Option("voices", "voices", "article,quote,comment or all."),
    Option("factuality", "factuality", "asserted,possible,conditional,hypothetical,denied or all."),
    Option("modality", "modality", "actual,intended,requested,refused,ceased,accused,supported or all."),
    Option("date_basis", "date_basis", "text,publication,none or all: where the date comes from."),
    Option("place_country", "place_countries", "ISO-3 codes of the place, comma list."),
    Option("outlet", "outlets", "Hosts of the pages, without www., comma list."),
)
# names may hold commas: these are given again for each
_NAMES = (
    Option("actor", "actors", "Name or code of either side; may be given again."),
    Option("source", "sources", "Name or code of the source; may be given again."),
    Option("target", "targets", "Name or code of the target; may be given again."),
    Option("speaker", "speakers", "Name or code of who says so; may be given again."),
    Option("document", "documents", "Id of a document; may be given again."),
)
_CHOICES = {"voices": VOICES, "factuality": FACTUALITY, "modality": MODALITY, "date_basis": DATE_BASIS}
_UPPER = {"countries", "source_countries", "target_countries", "sectors", "source_sectors", "target_sectors",
          "event_types", "place_countries"}  # fmt: skip


def filtered(voices: str = "article,quote", factuality: str = "asserted") -> Callable[[Command], Command]:
    """Give a command the shared options in the place of its parameter `filters`.

    `voices` and `factuality` are their defaults; "all" shows all. A bad value is a UsageError before the command runs.
    """

    def decorate(command: Command) -> Command:
        options = _parameters({"voices": voices, "factuality": factuality})

        @functools.wraps(command)
        def run(**given: Any) -> int:  # noqa: ANN401 - options of many kinds
            values = {name: given.pop(name) for name in options}
            return command(**given, filters=filters_from(values))

        own = inspect.signature(command)
        hints = get_type_hints(command, include_extras=True)
        kept = [
            parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
            for name, parameter in own.parameters.items()
            if name != "filters"
        ]
        every = {parameter.name: parameter for parameter in (*kept, *options.values())}
        run.__signature__ = own.replace(parameters=list(every.values()))  # type: ignore[attr-defined]
        run.__annotations__ = {name: parameter.annotation for name, parameter in every.items()} | {"return": int}
        return run

    return decorate


def _parameters(defaults: Mapping[str, str]) -> dict[str, inspect.Parameter]:
    """The options as parameters of a function, which is where typer finds them."""
    kinds: dict[str, tuple[Any, object]] = {
        "since": (_annotated(str | None, "First day, YYYY-MM-DD; undated events are left out."), None),
        "until": (_annotated(str | None, "Last day, YYYY-MM-DD; undated events are left out."), None),
    }
    for option in _LISTS:
        kinds[option.name] = (_annotated(str | None, option.help), defaults.get(option.name))
    for option in _NAMES:
        kinds[option.name] = (_annotated(list[str] | None, option.help), None)
    kinds["search"] = (_annotated(str | None, "Words to be found in the document (needs the search index)."), None)
    kinds["min_confidence"] = (_annotated(float | None, "From 0 to 1."), None)
    return {
        name: inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (annotation, default) in kinds.items()
    }


def _annotated(kind: Any, text: str) -> Any:  # noqa: ANN401 - a type made for typer
    return Annotated[kind, typer.Option(help=text, rich_help_panel="Filters")]


def filters_from(values: Mapping[str, Any]) -> Filters:
    """Filters of options by their parameters' names; what is not given is not filtered. Raises UsageError."""
    fields: dict[str, Any] = {
        "since": _day(values.get("since"), "--since"),
        "until": _day(values.get("until"), "--until"),
        "text": values.get("search"),
        "min_confidence": _share(values.get("min_confidence")),
    }
    for option in _LISTS:
        fields[option.field] = _list(option, values.get(option.name))
    for option in _NAMES:
        fields[option.field] = tuple(values.get(option.name) or ())
    if fields["since"] and fields["until"] and fields["since"] > fields["until"]:
        raise UsageError("--since is later than --until; change them round")
    return Filters(**fields)


def _flag(option: Option) -> str:
    return "--" + option.name.replace("_", "-")


def _list(option: Option, value: str | None) -> tuple[str, ...] | tuple[int, ...]:
    if not value or (option.field in _CHOICES and value == "all"):
        return ()
    parts = tuple(part.strip() for part in value.split(",") if part.strip())
    if option.field in _UPPER:
        parts = tuple(part.upper() for part in parts)
    known = _known(option.field)
    for part in parts:
        if known and part not in known:
            more = " or all" if option.field in _CHOICES else ""
            raise UsageError(f"{_flag(option)}: '{part}' is unknown; choose from {', '.join(known)}{more}")
        if option.field == "cameo" and not part.isdigit():
            raise UsageError(f"{_flag(option)}: '{part}' is no CAMEO code; write digits, as 18 or 0332")
    return tuple(int(part) for part in parts) if option.field == "quads" else parts


def _known(field: str) -> tuple[str, ...]:
    """The values that a field can have, where they are few."""
    if field == "event_types":
        return tuple(load_ontology().event_types)
    return ("1", "2", "3", "4") if field == "quads" else _CHOICES.get(field, ())


def _day(value: str | None, flag: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{flag}: '{value}' is no date; write YYYY-MM-DD") from error


def _share(value: float | None) -> float | None:
    if value is not None and not 0 <= value <= 1:
        raise UsageError(f"--min-confidence: {value:g} is not between 0 and 1")
    return value
