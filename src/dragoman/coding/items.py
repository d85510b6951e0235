"""What changes hands in a sentence: equipment and other assistance, how many, what for, and of which event."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.coding.quantities import Counted, Value, numbers, sums
from dragoman.knowledge.equipment import ASSISTANCE, Equipment, Found
from dragoman.types import Item

# how far before an item its number may stand
_REACH = 70
# longer sentences are lists or rubbish, and take time out of all proportion
_LONGEST = 3000
_COUNTABLE = frozenset({"troops", "advice"})
_FUNCTION = (
    "to from in on at against by after before who which that was were has have had is are be been will would can could"
    " may might must should said says but while when if because over under near during into onto through about worth"
    " per until since among between within without as than not no he she it they we his her its their our"
)
_BLOCKERS = frozenset(_FUNCTION.split())
# a number counts an item across adjectives: "24 new Russian-made Su-35s", "a dozen of its F-16s"
_FILL = re.compile(
    r"(?:\s+of(?:\s+(?:the|its|their|his|her|these|those))?)?"
    r"(?:[\s,]+(?!(?:and|or|of|a|an|the|per|percent|years?|months?|days?|weeks?|hours?|minutes?|times|miles|km"
    r"|kilomet(?:er|re)s|countries|nations|people|more than|deal|deals)\b)[^\W\d_][\w'\u2019-]*){0,4}\s+\Z",
    re.I,
)
_OF_UNIT = re.compile(r"\s+of\s", re.I)
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
# an item after which another noun stands is that noun's: "a Su-35 deal"; these may stand after the item itself
_AFTER = re.compile(
    r"\s*(?:[^\w\s]|\Z|(?:to|from|for|in|and|or|on|over|near|at|by|with|which|that|who|was|were|is|are|has|had|during"
    r"|inside|outside|after|before|into|as|of|off|against|will|would|could|may|worth|along|belonging|carrying|killing"
    r"|following|while|when|but|amid|crashed|shot|using|under|through|costing)\b)",
    re.I,
)
_PLURAL_ONLY = re.compile(r"(?:s|aircraft)\Z")
# generic nouns that are parts of systems, or for them: "F-16 engines", "ammunition for HIMARS"
_PARTS = frozenset({"engines", "ammunition", "sensors"})
_SPARE = "spare parts"
_PART_KINDS = frozenset({_SPARE, "training"})
_ARMED = frozenset({"aircraft", "helicopters", "drones", "ships", "air defence", "artillery"})
_RIGHT_BEFORE = re.compile(r"[\s-]+\Z")
_MEANT_FOR = re.compile(
    r"\s+(?:for|of|on)(?:\s+(?:use\s+(?:in|on|with)|the|its|their|his|her|our|some|existing|these|those))*"
    r"(?:\s+(?!(?:and|or|to|for|from|in|of|on|with|by|at|an?)\b)[^\W\d_][\w'\u2019-]*){0,3}\s+\Z",
    re.I,
)
_AND_FOR = re.compile(r"(?:,|,?\s+(?:and|or))(?:\s+(?:the|its|their))?\s+\Z", re.I)
_DEAL = re.compile(r"[\s-]*(?:deal|contract|agreement|order|sale|package|purchase|programme|program|worth)\b", re.I)
_WORTH_OF = re.compile(
    r"(?:['\u2019]s)?[\s-]*(?:worth\s+of|in|of|for)\s+(?:(?!from\b|to\b|in\b|for\b|by\b|and\b|the\b|that\b)[\w-]+\s+){0,3}\Z",
    re.I,
)
_WORTH = re.compile(
    r"[\s,]*(?:(?:that are|which are|reportedly)\s+)?(?:worth|valued at|for|costing|at a cost of|in a deal worth"
    r"|in a deal valued at|in a contract worth|under a deal worth|in an? [\w-]+ deal worth)\s+"
    r"(?:(?:about|around|some|nearly|almost|more than|over|up to|an estimated|roughly|at least|approximately)\s+)?\Z",
    re.I,
)
_BESIDE = re.compile(r"[\s-]+(?:(?!(?:and|or|of|to|for|from|in)\b)[\w-]+\s+){0,3}\Z", re.I)
_HEAD = re.compile(
    r"[\s,:\u2013\u2014-]*(?:(?:that|which)\s+(?:would\s+|will\s+)?)?(?:consisting of|consists? of|compris(?:ing|es?)"
    r"|including|includ(?:e|es|ed)|such as|made up of|composed of|like|among them|of|\(|namely|notably)"
    r"(?:\s+(?:an?|the|some|both|new|\w+ed|several|up to|at least|more than|about|its|[\d,]+|\w+teen|\w+ty|two|three"
    r"|four|five|six|seven|eight|nine|ten|dozens of|[A-Z][a-z]+(?:-made|-built)?))*[\s]*\Z"
)
_OPENER = re.compile(
    r"\s*(?:,|;|:|\(|\u2013|\u2014|and\b|or\b|along with\b|as well as\b|together with\b|plus\b|including\b|such as\b"
    r"|consisting of\b|comprising\b|made up of\b|composed of\b|with\b|like\b|/)",
    re.I,
)
_CHAIN = 70
_CHAIN_WORDS = frozenset({"with", "of", "including", "consisting", "such", "as", "well", "than", "over"})


def find_items(text: str, start: int, end: int, equipment: Equipment, *, generic: bool = True) -> tuple[Item, ...]:
    """The items of a sentence, in order; without `generic`, systems only. Offsets are those of `text`."""
    sentence = text[start : min(end, start + _LONGEST)]
    found = equipment.find(sentence, generic=generic)
    if not found:
        return ()
    # parts are generic nouns
    parts = found if generic else equipment.find(sentence)
    found = [one for one in _without_wholes(parts, sentence) if generic or not one.entry.generic]
    values = list(sums(sentence)) if any(char.isdigit() or char in "$€£¥₹" for char in sentence) else []
    if not values and "illions of" in sentence:
        values = list(sums(sentence))
    items = [
        Item(
            one.entry.name,
            one.entry.category,
            _quantity(sentence, found[index - 1].end if index else 0, one, values),
            start + one.start,
            start + one.end,
            one.entry.maker,
            _beside(sentence, one, values, alone=_alone(found)),
        )
        for index, one in enumerate(found)
    ]
    return tuple(items)


def _without_wholes(found: Sequence[Found], sentence: str) -> list[Found]:
    """Without what only tells of which system parts are: "F-16 spare parts", "engines for its Su-35s"."""
    kept: list[Found] = []
    part: Found | None = None
    for before, one, after in zip([None, *found[:-1]], found, [*found[1:], None], strict=True):
        gap = sentence[before.end : one.start] if before else ""
        if _is_part(one):
            part = None
        elif after and _is_part(after) and _names_whole(one, sentence[one.end : after.start]):
            continue
        elif before and _fits(before, one) and _MEANT_FOR.match(gap):
            part = before
            continue
        elif part and part.entry.name == _SPARE and _AND_FOR.match(gap):
            continue
        else:
            part = None
        kept.append(one)
    return kept


def _is_part(one: Found) -> bool:
    return one.entry.generic and (one.entry.category in _PARTS or one.entry.kind in _PART_KINDS)


def _names_whole(one: Found, gap: str) -> bool:
    """Whether a thing stands right before its part: "F-16 engines"; but troops in training are troops."""
    return one.entry.category != ASSISTANCE and _RIGHT_BEFORE.match(gap) is not None


def _fits(one: Found, other: Found) -> bool:
    """Whether one thing may be for the other: parts for all things, missiles for what fires them."""
    return _is_part(one) or (one.entry.category == "missiles" and other.entry.category in _ARMED)


def event_items(
    items: Sequence[Item], theme: tuple[int, int] | None, clause: tuple[int, int], text: str
) -> tuple[Item, ...]:
    """Those of the items that an event is about: in its theme and listed after it, or else in its clause.

    Offsets are those of `text`. A generic noun that only heads a list of systems is dropped.
    """
    chosen = _chained(items, theme, text) if theme is not None else []
    if not chosen:
        chosen = [item for item in items if clause[0] <= item.start and item.end <= clause[1]]
    return _without_heads(chosen, text)


def _chained(items: Sequence[Item], theme: tuple[int, int], text: str) -> list[Item]:
    """The items in the theme and those coordinated after it."""
    ordered = sorted(items, key=lambda item: item.start)
    inside = [at for at, item in enumerate(ordered) if item.start < theme[1] and theme[0] < item.end]
    if not inside:
        return []
    last = inside[-1] + 1
    while last < len(ordered) and _is_listed(text[ordered[last - 1].end : ordered[last].start]):
        last += 1
    return ordered[inside[0] : last]


def _is_listed(gap: str) -> bool:
    """Whether a list goes on across this: ", along with", " and an assortment of other "."""
    if len(gap) > _CHAIN or not _OPENER.match(gap):
        return False
    return not any(word.lower() in _BLOCKERS - _CHAIN_WORDS for word in _WORD.findall(gap))


def _without_heads(items: Sequence[Item], text: str) -> tuple[Item, ...]:
    """Without "a military package" before "consisting of S-400 ..."; its value goes to an item that stands alone."""
    kept: list[Item] = []
    value: str | None = None
    for at, item in enumerate(items):
        following = items[at + 1] if at + 1 < len(items) else None
        if (
            following is not None
            and item.maker is None
            and item.category != ASSISTANCE
            and _HEAD.match(text[item.end : following.start])
        ):
            value = item.value or value
            continue
        kept.append(item)
    if value is not None and len(kept) == 1 and kept[0].value is None:
        kept = [replace(kept[0], value=value)]
    return tuple(kept)


def _alone(found: Sequence[Found]) -> bool:
    """Whether the sentence names one thing: one system, or one generic noun."""
    systems = {one.entry.name for one in found if not one.entry.generic}
    return len(systems or {one.entry.name for one in found}) == 1


def _quantity(sentence: str, after: int, one: Found, values: Sequence[Value]) -> str | None:
    """The number that counts an item: the last before it, with nothing but adjectives between."""
    before = max(0, one.start - _REACH)
    # never from the middle of a word or a number
    while 0 < before < one.start and not sentence[before - 1].isspace():
        before += 1
    before = max(before, after)
    stretch = sentence[before : one.start]
    if not stretch:
        return None
    last: Counted | None = None
    for counted in numbers(stretch):
        if not any(value.start < before + counted.end and before + counted.start < value.end for value in values):
            last = counted
    if last is None or not _FILL.match(stretch[last.end :]) or _is_blocked(stretch[last.end :]):
        return None
    return _text(sentence, before, last, one)


def _text(sentence: str, before: int, last: Counted, one: Found) -> str | None:
    quantity, written = last.quantity, sentence[before + last.start : before + last.end]
    if one.entry.category == ASSISTANCE and one.entry.kind not in ("troops", "advice", "basing"):
        return None
    if _YEAR.match(written) and re.search(
        r"\b(?:in|since|by|until|from|of|after|before)\s\Z", sentence[: before + last.start]
    ):
        return None
    if written.lower() in ("a", "an"):
        # "a Su-35 deal", "a military package": no count of anything
        head = one.entry.name == "weapons package" or one.entry.name.endswith(("equipment", "supplies", "parts"))
        plural = one.surface.endswith("s") and one.entry.generic
        return None if head or plural or not _AFTER.match(sentence[one.end :]) else "1"
    return quantity.text


def _is_blocked(fill: str) -> bool:
    """Whether a number counts something else than the item: "two who", "a contract for"."""
    words = {word.lower() for word in _WORD.findall(fill)} - {"its", "their", "his", "her"}
    return "for" in words or not words.isdisjoint(_BLOCKERS)


def _beside(sentence: str, one: Found, values: Sequence[Value], *, alone: bool) -> str | None:
    """The money of an item: "$2 billion worth of tanks", "tanks worth $2 billion", "a $2 billion tank deal"."""
    for value in values:
        if value.end <= one.start:
            gap = sentence[value.end : one.start]
            if _WORTH_OF.match(gap) or _BESIDE.match(gap):
                return value.text
        elif one.end <= value.start and _WORTH.match(sentence[one.end : value.start]):
            return value.text
    if alone:
        for value in values:
            if _DEAL.match(sentence[value.end :]) or re.search(
                r"\b(?:worth|valued at|for|costing)\s+(?:[a-z]+\s+){0,2}\Z", sentence[: value.start]
            ):
                return value.text
    return None
