"""What a figure says of itself: a title from the filters, what was counted and how, and the source."""

from collections.abc import Mapping, Sequence

import dragoman
from dragoman.knowledge.tables import read_table, shipped
from dragoman.store import Filters, Store
from dragoman.store.analysis_queries import document_count, lexicon_hashes
from dragoman.store.queries import Totals

_VOICES = {"article": "the article's", "quote": "a quoted", "comment": "a reader's"}
_HASH = 12  # signs of a lexicon's hash


def country_names() -> dict[str, str]:
    """The name of each territory by its code."""
    table = read_table(shipped("territories"), "territories.tsv", ("code", "name"))
    # parts of a country have its code, and stand after it
    return {row["code"]: row["name"] for _, row in reversed(table.rows)}


def title_of(about: str, filters: Filters, names: Mapping[str, str], pair: tuple[str, str] | None = None) -> str:
    """What the figure shows and of what: "Events by month between Russia and Ukraine, 2018"."""
    kinds = _kinds(filters)
    what = f"{kinds} events by{about.removeprefix('Events by')}" if kinds and about.startswith("Events by") else about
    head = what if what is not about or not kinds else f"{about}: {kinds} events"
    return "".join((head, *(f" {part}" for part in _parties(filters, names, pair)), _when(filters)))


def _kinds(filters: Filters) -> str:
    named = [kind.capitalize() for kind in filters.event_types] + [f"CAMEO {code}" for code in filters.cameo]
    return _listed(named, "and") if named else ""


def _parties(filters: Filters, names: Mapping[str, str], pair: tuple[str, str] | None) -> list[str]:
    def said(values: Sequence[str], word: str = "or") -> str:
        return _listed([names.get(value, value) for value in values], word)

    if pair:
        return [f"between {said(pair, 'and')}"]
    found: list[str] = []
    if filters.source_countries or filters.sources:
        found.append(f"by {said((*filters.source_countries, *filters.sources))}")
    if filters.target_countries or filters.targets:
        found.append(f"towards {said((*filters.target_countries, *filters.targets))}")
    if filters.countries or filters.actors:
        found.append(f"with {said((*filters.countries, *filters.actors))}")
    if filters.place_countries:
        found.append(f"in {said(filters.place_countries)}")
    return found


def _when(filters: Filters) -> str:
    since, until = filters.since, filters.until
    if since and until:
        if since.year == until.year and (since.month, since.day, until.month, until.day) == (1, 1, 12, 31):
            return f", {since.year}"
        return f", {since.day} {since:%B %Y} to {until.day} {until:%B %Y}"
    if since:
        return f", since {since.day} {since:%B %Y}"
    return f", until {until.day} {until:%B %Y}" if until else ""


def subtitle_of(store: Store, filters: Filters, seen: Totals) -> str:
    """How many events, from how many documents."""
    events = f"{seen.claims:,} event{'' if seen.claims == 1 else 's'}"
    if not seen.documents:  # of a part of the view: its documents were not counted
        return events
    documents = document_count(store, filters)
    return f"{events} told in {documents:,} document{'' if documents == 1 else 's'}"


def caption_of(filters: Filters, note: str = "") -> str:
    """What was counted, and how."""
    held = f" {_listed(filters.factuality, 'or')}" if filters.factuality else " of any factuality"
    voices = [_VOICES.get(voice, voice) for voice in filters.voices]
    voice = f"in {_listed(voices, 'or')} voice" if voices else "in any voice"
    rules = [f"Counted: distinct claims{held} {voice}; dates as told in the text, or else the day of publication."]
    if filters.min_confidence:
        rules.append(f"Confidence at least {filters.min_confidence:g}.")
    rules += _narrowed(filters)
    return " ".join((*rules, note)).strip()


def _narrowed(filters: Filters) -> list[str]:
    """Filters that no title names."""
    given = (
        ("sector", (*filters.sectors, *filters.source_sectors, *filters.target_sectors)),
        ("quad", tuple(map(str, filters.quads))),
        ("modality", filters.modality),
        ("speaker", filters.speakers),
        ("outlet", filters.outlets),
        ("date from", filters.date_basis),
        ("documents", filters.documents),
        ("words searched", (filters.text,) if filters.text else ()),
    )
    return [f"Only {name} {_listed(values, 'or')}." for name, values in given if values]


def source_of(store: Store) -> str:
    """The program, the store and the words that the events were coded with."""
    hashes = lexicon_hashes(store)
    lexicon = f"lexicon {hashes[0][:_HASH]}" if hashes else "no lexicon"
    more = f" and {len(hashes) - 1} more" if len(hashes) > 1 else ""
    return f"Source: dragoman {dragoman.__version__}, store {store.path.name}, {lexicon}{more}."


def _listed(values: Sequence[str], word: str) -> str:
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} {word} {values[-1]}"
