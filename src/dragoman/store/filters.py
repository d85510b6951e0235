"""What part of a store is asked for; one set of filters for queries, exports and the explorer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dragoman.store.search import matching

Parameters = list[object]
Clause = tuple[str, Parameters]


@dataclass(frozen=True, slots=True)
class Filters:
    """All given ones must hold; of several values of one, any. Nothing given: everything.

    Dates: what may have happened between `since` and `until`, both days included; undated events are left out as
    soon as one is given. `countries` and `sectors` are of either side; `actors`, `sources`, `targets` and `speakers`
    names or codes as they are stored, `cameo` prefixes ("18" is all of 18), `items` names, `text` words for the search
    in the documents. `first_tellings` keeps one telling of each claim.
    """

    since: date | None = None
    until: date | None = None
    countries: tuple[str, ...] = ()
    source_countries: tuple[str, ...] = ()
    target_countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    source_sectors: tuple[str, ...] = ()
    target_sectors: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    cameo: tuple[str, ...] = ()
    event_types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    quads: tuple[int, ...] = ()
    voices: tuple[str, ...] = ()
    factuality: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    min_confidence: float | None = None
    speakers: tuple[str, ...] = ()
    place_countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    date_basis: tuple[str, ...] = ()
    text: str | None = None
    stories: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    first_tellings: bool = False

    def where(self) -> Clause:
        """A condition on the table `events`, and the values bound to its question marks."""
        parts: list[str] = []
        bound: Parameters = []
        for sql, values in self._clauses():
            parts.append(f"({sql})")
            bound.extend(values)
        return " AND ".join(parts) or "true", bound

    @property
    def by_telling(self) -> bool:
        """Whether two tellings of one claim can fare differently: then the first telling does not stand for all.

        The claim itself holds type, code, modality, factuality, voice, date and the actors' codes (and so their
        countries and sectors).
        """
        told = (self.text, self.stories, self.documents, self.outlets, self.min_confidence, self.rules)
        found = (self.items, self.places, self.place_countries, self.modes, self.contexts, self.date_basis)
        named = (self.actors, self.sources, self.targets, self.speakers)
        return any(value not in {None, ()} for value in (*told, *found, *named))

    def _clauses(self) -> Iterator[Clause]:
        yield from self._of_scalars()
        yield from self._of_days()
        yield from self._of_parties()
        yield from self._of_documents()

    def _of_scalars(self) -> Iterator[Clause]:
        columns: tuple[tuple[str, tuple[str, ...] | tuple[int, ...]], ...] = (
            ("event_type", self.event_types),
            ("event_mode", self.modes),
            ("quad", self.quads),
            ("voice", self.voices),
            ("factuality", self.factuality),
            ("modality", self.modality),
            ("place_country", self.place_countries),
            ("place_name", self.places),
            ("rule", self.rules),
            ("date_basis", self.date_basis),
            ("event_id", self.events),
            ("document_id", self.documents),
        )
        for column, values in columns:
            if values:
                yield _one_of(column, values)
        if self.cameo:
            yield " OR ".join(["starts_with(cameo, ?)"] * len(self.cameo)), list(self.cameo)
        if self.min_confidence is not None:
            yield "confidence >= ?", [self.min_confidence]
        if self.first_tellings:
            yield "first_telling", []

    def _of_days(self) -> Iterator[Clause]:
        if self.since is not None:
            yield "day_end >= ?", [self.since]
        if self.until is not None:
            yield "day_start <= ?", [self.until]

    def _of_parties(self) -> Iterator[Clause]:
        if self.countries:
            yield _either(_country("source", self.countries), _country("target", self.countries))
        if self.source_countries:
            yield _country("source", self.source_countries)
        if self.target_countries:
            yield _country("target", self.target_countries)
        if self.sectors:
            yield _either(_any_of("source_sectors", self.sectors), _any_of("target_sectors", self.sectors))
        for column, values in (
            ("source_sectors", self.source_sectors),
            ("target_sectors", self.target_sectors),
            ("contexts", self.contexts),
            ("items", self.items),
        ):
            if values:
                yield _any_of(column, values)
        yield from self._of_names()

    def _of_names(self) -> Iterator[Clause]:
        if self.actors:
            yield _either(_named("source", self.actors), _named("target", self.actors))
        if self.sources:
            yield _named("source", self.sources)
        if self.targets:
            yield _named("target", self.targets)
        if self.speakers:
            yield _either(_one_of("speaker_name", self.speakers), _one_of("speaker_code", self.speakers))

    def _of_documents(self) -> Iterator[Clause]:
        if self.stories:
            yield _among_documents(_one_of("story_id", self.stories))
        if self.outlets:
            yield _among_documents(_one_of("outlet", self.outlets))
        if self.text is not None:
            sql, bound = matching(self.text)
            yield f"document_id IN ({sql})", bound


EVERYTHING = Filters()


def _one_of(column: str, values: tuple[str, ...] | tuple[int, ...]) -> Clause:
    return f"{column} IN ({', '.join('?' * len(values))})", list(values)


def _any_of(column: str, values: tuple[str, ...]) -> Clause:
    if len(values) == 1:
        return f"list_contains({column}, ?)", [values[0]]
    return f"list_has_any({column}, [{', '.join('?' * len(values))}])", list(values)


def _country(role: str, values: tuple[str, ...]) -> Clause:
    """Most events have one source and one target: the plain column tells first, the list only of the others."""
    plain, listed = f"{role}_country", f"{role}_countries"
    return _either(_one_of(plain, values), _joined(f"len({listed}) > 1", _any_of(listed, values)))


def _named(role: str, values: tuple[str, ...]) -> Clause:
    first = _either(_one_of(f"{role}_name", values), _one_of(f"{role}_code", values))
    others = _either(_any_of(f"{role}_names", values), _any_of(f"{role}_codes", values))
    return _either(first, _joined(f"len({role}_names) > 1", others))


def _either(one: Clause, other: Clause) -> Clause:
    return f"({one[0]}) OR ({other[0]})", [*one[1], *other[1]]


def _joined(condition: str, clause: Clause) -> Clause:
    return f"({condition}) AND ({clause[0]})", clause[1]


def _among_documents(clause: Clause) -> Clause:
    return f"document_id IN (SELECT id FROM documents WHERE {clause[0]})", clause[1]  # noqa: S608 - columns are ours, values are bound
