"""Where a page is written, and what countries its towns are in."""

import re
from collections import Counter
from collections.abc import Sequence

from dragoman.coding.place_choice import Where, choose, is_held, keys_of
from dragoman.knowledge.places import Gazetteer
from dragoman.types import Place

_OPENING = 1500
_COUNTED = 15_000

_DATELINE = re.compile(
    r"^[ \t]*((?:[A-Z][\w'’.-]*[ ]?|(?:of|al|de|la|es)[ -]){1,5}?)"
    r"(?:,[ ]?([A-Z][\w.'’ ]{2,30}?))?"
    r"(?:,?[ ](?:(?:[A-Z][a-z]{2,8}\.?[ ]\d{1,2}|\d{1,2}[ ][A-Z][a-z]{2,8}\.?)(?:,?[ ]\d{4})?))?"
    r"[ ]*(\([A-Za-z][\w /.,&-]{1,40}\))?[ ]*(?:—|–|--|-(?=\s)|:(?=\s))",
    re.MULTILINE,
)


def dateline(text: str, gazetteer: Gazetteer) -> Place | None:
    """The place of "BAGHDAD (Reuters) -", "GAZA CITY, Gaza Strip, March 3 (AP) —", "Kyiv, 3 May:" at a line's head."""
    for match in _DATELINE.finditer(text[:_OPENING]):
        place = _of_dateline(match, gazetteer)
        if place is not None:
            return place
    return None


def _of_dateline(match: re.Match[str], gazetteer: Gazetteer) -> Place | None:
    name = match[1].strip()
    # a colon or a dash after any name is no dateline: capitals, an agency, a date or a country are
    dated = bool(match[2] or match[3]) or re.search(r"\d", match[0]) is not None
    if not (dated or (name.isupper() and len(name) > 3)):
        return None
    candidates = gazetteer.get(name)
    holders = gazetteer.get(match[2]) if match[2] else ()
    if not candidates or (candidates[0].kind == "country" and candidates[0].name != name and not name.isupper()):
        return None
    held = frozenset(key for h in holders for key in keys_of(h) if any(is_held(c, h) for c in candidates))
    found, reason = choose(candidates, "", held, Where())
    if len(found) > 1:
        return None
    one = found[0]
    start, end = match.start(1), match.start(1) + len(name)
    return Place(
        one.name, one.country or None, one.latitude, one.longitude, start, end, one.kind, f"dateline: {reason}"
    )


def countries_of(words: Sequence[str], gazetteer: Gazetteer) -> Counter[str]:
    """How often towns and regions of each country are named that are no other place's nor a person's name."""
    found: Counter[str] = Counter()
    lower = not any(word[:1].isupper() for word in words)
    for mention in gazetteer.find(words, lower=lower):
        if mention.mark:
            continue
        chosen, _ = choose(mention.candidates, "", frozenset(), Where())
        if len(chosen) == 1 and chosen[0].country and chosen[0].kind != "country" and chosen[0].population >= _COUNTED:
            found[chosen[0].country] += 1
    return found
