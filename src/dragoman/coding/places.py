"""Where it happened, apart from who did it: the place of an event, from the roles of its clause."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from dragoman.coding.place_choice import Spot, Where, resolved
from dragoman.coding.place_names import SentencePlaces, sentence_places
from dragoman.knowledge.places import breadth
from dragoman.types import Place

__all__ = ["SentencePlaces", "Spot", "Where", "event_place", "resolved", "sentence_places"]

_STEPS = 8


def event_place(
    places: SentencePlaces,
    head: int,
    where: Where,
    taken: Collection[tuple[int, int]] = (),
    *,
    material: bool = False,
) -> Place | None:
    """Where the event whose word is `head` happened, or None.

    `taken` are the stretches of the document (offsets) that name its actors: these are places only where they say so
    ("in Iraq") or are what is attacked. A `material` event without any place is put at the dateline.
    """
    judging = _Judging(places, head, taken, material=material)
    ranked = [(rank, spot) for spot in places.spots if (rank := judging.rank(spot)) is not None]
    if ranked:
        best = min(rank for rank, _ in ranked)
        chosen = min((spot for rank, spot in ranked if rank == best), key=lambda spot: (_breadth(spot), spot.start))
        return resolved(places.sentence, chosen, where, _countries(places.spots))
    if where.dateline is not None and material and not any(spot.locative for spot in places.spots):
        return replace(where.dateline, reason="dateline")
    return None


def _countries(spots: Sequence[Spot]) -> frozenset[str]:
    """The countries that a sentence names as places: what else it names is there rather than elsewhere."""
    named = (spot.candidates[0] for spot in spots if spot.locative and spot.candidates)
    return frozenset(place.country for place in named if place.kind == "country")


def _breadth(spot: Spot) -> int:
    return breadth(spot.candidates[0].kind) if spot.candidates else 0


class _Judging:
    """How well a place fits one event: less is better."""

    def __init__(
        self, places: SentencePlaces, head: int, taken: Collection[tuple[int, int]], *, material: bool
    ) -> None:
        self.sentence = places.sentence
        self.head = head
        self.taken = taken
        self.gazetteer = places.gazetteer
        self.material = material
        self.above = list(self._above())

    def _above(self) -> Iterator[int]:
        """The words that the event's clause hangs on, as far as the place of one is the place of the other."""
        at = self.head
        for _ in range(_STEPS):
            clause = self.sentence.clause(at)
            if clause.governor < 0 or clause.governor == at or clause.slot in ("that", "conjunct", "report"):
                return
            at = clause.governor
            yield at

    def rank(self, spot: Spot) -> int | None:
        """0: in the event's own clause or what is struck, 2 within it, 3 above it, 4, 5 less surely; None: no."""
        path = self._path(spot)
        struck = self._struck(spot, path)
        if not spot.locative and not struck and self._is_taken(spot):
            return None
        if path is not None:
            return self._inside(spot, path, struck=struck)
        if not spot.locative or self._spoken(spot):
            return None
        return 3 if spot.governor in self.above else 5

    def _inside(self, spot: Spot, path: list[str], *, struck: bool) -> int | None:
        apart = any(slot in ("that", "relative", "conjunct", "adverbial") for slot in path[1:])
        if spot.locative:
            doer = "subject" in path[1:] and "passive" not in self.sentence.clause(self.head).marks
            return 5 if apart else 4 if doer and self.material else None if doer else 0 if len(path) == 1 else 2
        if struck:
            return None if apart else 0
        if len(path) == 1 and spot.slot in ("to", "into", "toward", "towards", "from", "through"):
            verb = self.sentence.kind(self.head) == "verb"
            return 4 if verb and self.material else None
        return None

    def _path(self, spot: Spot) -> list[str] | None:
        """The slots from the place up to the event, or None."""
        own = self.sentence.clause(self.head).roles
        for role, fillers in own.items():
            if spot.head in fillers and role in ("object", spot.slot):
                return [role]
        at, found = spot.head, []
        for _ in range(_STEPS):
            clause = self.sentence.clause(at)
            found.append(clause.slot)
            if clause.governor == self.head:
                return found
            if clause.governor < 0 or clause.governor == at:
                return None
            at = clause.governor
        return None

    def _struck(self, spot: Spot, path: list[str] | None) -> bool:
        """ "Shelled Donetsk", "the siege of Homs", "the Mosul offensive"."""
        if not path:
            return False
        # an object that is an act itself hangs on nothing
        above, slot = (self.head, path[0]) if len(path) == 1 else (spot.governor, spot.slot)
        country = bool(spot.candidates) and spot.candidates[0].kind == "country"
        if above < 0 or (country and not self.material):
            return False
        lemma, words = self.sentence.lemmas[above], self.gazetteer.words
        if self.sentence.kind(above) != "verb":
            noun = lemma in words("act_noun") or self.sentence.lower[above] in words("act_noun")
            return noun and slot in ("of", "on", "against", "for", "modifier", "object")
        reached = lemma in words("struck") if slot == "object" else slot in ("on", "against") and not country
        return above == self.head and reached

    def _spoken(self, spot: Spot) -> bool:
        """ "Officials said in Beirut": where it was told."""
        above = spot.governor
        return above >= 0 and self.sentence.lemmas[above] in self.gazetteer.words("speech")

    def _is_taken(self, spot: Spot) -> bool:
        start, end = self.sentence.starts[spot.start], self.sentence.ends[spot.end - 1]
        return any(low < end and start < high for low, high in self.taken)
