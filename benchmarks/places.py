"""Of the places that re3d marks, those that get a country and a position; and a draw of them to be read by hand.

    python benchmarks/places.py [--seed N] [--draw N] [--misses]

Places of general kinds ("the north", "a house") are marked too, and count as not placed.
"""

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from re3d import CORPUS, context, page
from shared import DATA, missing

from dragoman.coding.places import Where, resolved, sentence_places
from dragoman.knowledge.places import Gazetteer, load_places
from dragoman.pipeline import Coder
from dragoman.types import Place


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked place, and what it was taken for."""

    value: str
    context: str
    place: Place | None


def marks(record: dict[str, Any], coder: Coder, gazetteer: Gazetteer) -> Iterator[Mark]:
    """The places of one document, each once."""
    document = page(record)
    spans = {(e["begin"], e["end"]) for e in record["entities"] if e["type"] == "Location"}
    places: list[Place] = []
    for sentence in coder.parser.parse(document.text, coder.parser.spans(document)):
        found = sentence_places(sentence, gazetteer)
        places.extend(resolved(sentence, spot, Where()) for spot in found.spots)
    for begin, end in sorted(spans):
        inside = [place for place in places if place.start < end and begin < place.end]
        chosen = max(inside, key=lambda place: (place.latitude is not None, place.end - place.start), default=None)
        yield Mark(" ".join(document.text[begin:end].split()), context(document.text, begin, end), chosen)


def main() -> int:
    """Print the share that is placed and a draw of what is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=11, help="of the draw")
    parser.add_argument("--draw", type=int, default=100, help="how many are printed")
    parser.add_argument("--misses", action="store_true", help="draw from those that are not placed")
    options = parser.parse_args()
    if missing(CORPUS):
        return 0
    coder, gazetteer = Coder(), load_places()
    with gzip.open(DATA / CORPUS, "rt", encoding="utf-8") as stream:
        found = [mark for line in stream for mark in marks(json.loads(line), coder, gazetteer)]
    named = [mark for mark in found if any(word[:1].isupper() for word in mark.value.split())]
    for title, group in (("marked", found), ("with a capital", named)):
        placed = [mark for mark in group if mark.place and mark.place.latitude is not None]
        print(f"{title:<15}{len(group):>6}  placed {len(placed):>6}  share {len(placed) / max(1, len(group)):.3f}")
    wanted = [m for m in (named if options.misses else found) if options.misses != bool(m.place and m.place.latitude)]
    for number, mark in enumerate(random.Random(options.seed).sample(wanted, min(options.draw, len(wanted))), 1):
        place = mark.place
        told = f"{place.name}, {place.country} ({place.kind}; {place.reason})" if place else "none"
        print(f"{number:>3} {mark.context}\n      -> {told}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
