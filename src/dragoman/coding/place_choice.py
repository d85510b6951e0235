"""Which of several places of one name is meant, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.knowledge.places import Candidate, plain
from dragoman.types import Place, Sentence

# a place is meant that has this many times the people of the next of its name
_DOMINANT = 5
# what stands near can choose a place that is at most this many times smaller than the largest of its name
_DWARFED = 20
_TOWN = 50_000


@dataclass(frozen=True, slots=True)
class Where:
    """What helps to choose among places of one name: ISO-3 of the event's actors, the dateline, the page's country."""

    countries: tuple[str, ...] = ()
    dateline: Place | None = None
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place named in a sentence: tokens `start` to `end`, the word its phrase hangs by, and how that hangs.

    `sort` is what the text calls it ("city", "province"); `beside` the country or region named with it; `position` is
    set where the text gives coordinates; `reason` where they are none.
    """

    start: int
    end: int
    head: int
    slot: str
    governor: int
    locative: bool
    candidates: tuple[Candidate, ...]
    sort: str = ""
    beside: frozenset[str] = frozenset()
    position: tuple[float, float] | None = None
    written: str = ""
    reason: str = ""


def resolved(sentence: Sentence, spot: Spot, where: Where, near: frozenset[str] = frozenset()) -> Place:
    """The record of a place: chosen among those of its name, or left open with the reason."""
    start, end = sentence.starts[spot.start], sentence.ends[spot.end - 1]
    if not spot.candidates:
        latitude, longitude = spot.position or (None, None)
        return Place(spot.written, None, latitude, longitude, start, end, "unknown", spot.reason)
    found, reason = choose(spot.candidates, spot.sort, spot.beside, where, near)
    first = found[0]
    if len(found) == 1:
        return Place(first.name, first.country or None, first.latitude, first.longitude, start, end, first.kind, reason)
    country = first.country if len({c.country for c in found}) == 1 else None
    kind = first.kind if len({c.kind for c in found}) == 1 else "unknown"
    return Place(first.name, country or None, None, None, start, end, kind, reason)


def choose(
    candidates: Sequence[Candidate], sort: str, beside: frozenset[str], where: Where, near: frozenset[str] = frozenset()
) -> tuple[Sequence[Candidate], str]:
    """The place that is meant, with the reason; several where nothing tells them apart."""
    if candidates[0].kind == "country" and not (beside and any(_beside(c, beside) for c in candidates)):
        return candidates[:1], "country"
    fitting: Sequence[Candidate] = _of_sort(candidates, sort)
    if len(fitting) == 1:
        return fitting, "the only place of that name"
    if held := [c for c in fitting if _beside(c, beside)]:
        return _largest(held, f"named with {', '.join(sorted(beside))}")
    most = max(c.population for c in fitting)
    weighty = [c for c in fitting if c.population * _DWARFED >= most]
    told = ((near, "country named in the sentence"), (where.countries, "country of the actors"))
    page = (
        ((where.dateline.country,) if where.dateline and where.dateline.country else (), "country of the dateline"),
    )
    for countries, reason in (*told, *page, ((where.home,) if where.home else (), "country of the page")):
        if there := [c for c in weighty if c.country in countries]:
            return _largest(there, reason)
    return _largest(fitting, "by far the most populous of that name")


def _beside(place: Candidate, beside: frozenset[str]) -> bool:
    return place.country in beside or (bool(place.admin) and plain(place.admin) in beside)


def _of_sort(candidates: Sequence[Candidate], sort: str) -> Sequence[Candidate]:
    """The places of the sort that the text says; without a word of it, a region gives way to its town."""
    if sort in ("province", "provinces", "governorate", "governorates", "state", "region", "oblast", "county"):
        return [c for c in candidates if c.kind in ("region", "area")] or candidates
    if sort in ("city", "town", "village", "capital", "port"):
        return [c for c in candidates if c.kind == "city"] or candidates
    towns = {c.country for c in candidates if c.kind == "city" and c.population >= _TOWN}
    return [c for c in candidates if c.kind != "region" or c.country not in towns] or candidates


def _largest(found: Sequence[Candidate], reason: str) -> tuple[Sequence[Candidate], str]:
    ordered = sorted(found, key=lambda c: -c.population)
    if len(ordered) == 1 or ordered[0].population >= _DOMINANT * max(1, ordered[1].population):
        return ordered[:1], reason
    close = [c for c in ordered if c.population * _DOMINANT > ordered[0].population]
    told = ", ".join(f"{c.name} ({c.country or 'no country'})" for c in close[:4])
    return close, f"a name of {len(close)} places: {told}"


def keys_of(holder: Candidate) -> Iterator[str]:
    """What a country or region is called by those that lie in it."""
    if holder.kind == "country":
        yield holder.country
    else:
        yield plain(holder.name)
        if holder.kind == "area" and holder.country:
            yield holder.country


def is_held(place: Candidate, holder: Candidate) -> bool:
    """Whether a place lies in a country or region."""
    if place.country != holder.country or place == holder:
        return False
    return holder.kind in ("country", "area") or plain(place.admin) == plain(holder.name)
