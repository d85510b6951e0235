"""The places that a sentence names, told from other names; coordinates that it gives."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.coding.place_choice import Spot, is_held, keys_of
from dragoman.knowledge.places import Gazetteer, PlaceMention, plain
from dragoman.types import Sentence

_LARGE = 1_000_000

_NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
_ANGLE = rf"({_NUMBER})\s*°?\s*(?:(\d{{1,2}}(?:\.\d+)?)\s*['′’]\s*)?(?:(\d{{1,2}}(?:\.\d+)?)\s*[\"″”]\s*)?"
_COORDINATES = re.compile(
    rf"(?<![\w.]){_ANGLE}([NS])[\s,]+{_ANGLE}([EW])\b|(?<![\w.,])([-+]?\d{{1,3}}\.\d+), ([-+]?\d{{1,3}}\.\d+)(?![\w%])"
)


@dataclass(frozen=True, slots=True)
class SentencePlaces:
    """The places that a sentence names, with what is needed to ask which of them an event is at."""

    sentence: Sentence
    gazetteer: Gazetteer
    spots: tuple[Spot, ...]


def sentence_places(sentence: Sentence, gazetteer: Gazetteer) -> SentencePlaces:
    """The places that a sentence names, left to right; to be made once a sentence."""
    words = sentence.words
    lower = not any(word[:1].isupper() for word in words)
    mentions = gazetteer.find(words, lower=lower)
    reading = _Reading(sentence, gazetteer, mentions)
    spots = (*_agreed(reading.spots()), *_written_positions(sentence))
    return SentencePlaces(sentence, gazetteer, spots)


class _Reading:
    """Tells names of places from other names, in one sentence."""

    def __init__(self, sentence: Sentence, gazetteer: Gazetteer, mentions: Sequence[PlaceMention]) -> None:
        self.sentence = sentence
        self.gazetteer = gazetteer
        self.mentions = [m for m in mentions if not self._adjective(m)]
        self.sorts = gazetteer.words("sort_word")
        self.compass = gazetteer.words("compass")
        self.where = gazetteer.words("where")

    def _adjective(self, mention: PlaceMention) -> bool:
        """ "American", where a place is called so too."""
        word = self.sentence.words[mention.start]
        if mention.end - mention.start > 1 or word not in self.gazetteer.demonyms:
            return False
        named = plain(word) in plain(mention.candidates[0].name).split() or mention.candidates[0].kind == "country"
        return self.sentence.tags[mention.start] == "JJ" or not named

    def spots(self) -> list[Spot]:
        """All mentions that are places."""
        found: list[Spot] = []
        skipped = -1
        for number, mention in enumerate(self.mentions):
            if mention.start < skipped:
                continue
            following = self.mentions[number + 1] if number + 1 < len(self.mentions) else None
            holder, consumed = self._holder(mention, following)
            beside = holder | self._before(mention)
            if self._is_place(mention, beside=bool(beside)):
                found.append(self._spot(mention, beside))
                # the country beside is said to place this one, and is no place of its own
                skipped = following.end if consumed and following is not None else skipped
        return found

    def _holder(self, mention: PlaceMention, following: PlaceMention | None) -> tuple[frozenset[str], bool]:
        """ "Mosul, Iraq", "Paris, Texas", "Homs in central Syria": its holder, and whether that is said of it only."""
        words = self.sentence.lower
        if following is None or mention.candidates[0].kind == "country":
            return frozenset(), False
        between = [
            w for w in words[mention.end : following.start] if w not in self.compass and w not in ("the", "'s", "’s")
        ]
        if between not in ([","], ["("], ["in"], [",", "in"], ["of"]):
            return frozenset(), False
        holders = [h for h in following.candidates if h.kind in ("country", "region", "area")]
        held = frozenset(key for h in holders for key in keys_of(h) if any(is_held(c, h) for c in mention.candidates))
        return held, between in ([","], ["("]) and bool(held)

    def _before(self, mention: PlaceMention) -> frozenset[str]:
        """ "The northern Iraqi city of Mosul", "Iraq's Anbar province"."""
        words, lower = self.sentence.words, self.sentence.lower
        at = mention.start - 1
        while at >= 0 and (
            lower[at] in self.sorts or lower[at] in self.compass or lower[at] in ("of", "the", "'s", "’s", "'", "-")
        ):
            at -= 1
        code = self.gazetteer.demonyms.get(words[at]) if at >= 0 else None
        if code:
            return frozenset((code,))
        for other in self.mentions:
            if other.end == at + 1 and lower[at + 1] in ("'s", "’s", "'"):
                return frozenset(key for c in other.candidates[:1] for key in keys_of(c))
        return frozenset()

    def _is_place(self, mention: PlaceMention, *, beside: bool) -> bool:
        """Whether the words name a place here, and no person, body or plain thing."""
        words, lower, tags = self.sentence.words, self.sentence.lower, self.sentence.tags
        before = mention.start - 1
        after = lower[mention.end] if mention.end < len(words) else ""
        large = mention.candidates[0].population >= _LARGE and not mention.mark
        if mention.end < len(words) and words[mention.end][:1].isupper() and tags[mention.end].startswith("NNP"):
            known = after in self.sorts or any(m.start == mention.end for m in self.mentions)
            if not known and not (large and mention.candidates[0].kind == "country"):
                return False
        if before >= 0 and not large and self._named_before(before):
            return False
        if not mention.mark or beside:
            return True
        if after in self.sorts or (before > 0 and lower[before] == "of" and lower[before - 1] in self.sorts):
            return True
        while before > 0 and (lower[before] in self.compass or lower[before] == "the"):
            before -= 1
        return before >= 0 and lower[before] in ("in", "at", "near", "outside", "around", "throughout")

    def _named_before(self, at: int) -> bool:
        """ "Michael Jackson", "Ms. Florence": the word before belongs to the same name."""
        word, lower = self.sentence.words[at], self.sentence.lower[at]
        if lower.rstrip(".") in self.gazetteer.words("title"):
            return True
        apart = lower in self.where or lower in self.compass or lower in self.sorts or word in self.gazetteer.demonyms
        capital = word[:1].isupper() and self.sentence.tags[at].startswith("NNP") and len(word) > 1
        return capital and not apart and not any(m.start <= at < m.end for m in self.mentions)

    def _spot(self, mention: PlaceMention, beside: frozenset[str]) -> Spot:
        head = self._outer(mention)
        sort = ""
        lower = self.sentence.lower
        if mention.end < len(lower) and lower[mention.end] in self.sorts:
            sort = lower[mention.end]
        while True:
            clause = self.sentence.clause(head)
            above = clause.governor
            lifted = clause.slot in ("modifier", "possessor", "of", "apposition", "attribute", "from", "with", "nummod")
            if not lifted or above < 0 or lower[above] not in self.sorts or above == head:
                break
            if not sort and (clause.slot in ("of", "modifier") or lower[above] in ("city", "town", "village")):
                sort = lower[above]
            head = above
        wide = mention.candidates[0].kind in ("area", "sea", "mountains")
        locative = clause.slot in self.where and (
            clause.slot != "on" or wide or head >= mention.end or head < mention.start
        )
        locative = locative or clause.slot == "when"
        # the parser hangs a name beside another on its neighbour: then the word before it says what it is
        locative = locative or (
            clause.slot in ("when", "") and lower[max(0, mention.start - 1)] in ("in", "at", "near")
        )
        return Spot(
            mention.start, mention.end, head, clause.slot, clause.governor, locative, mention.candidates, sort, beside
        )

    def _outer(self, mention: PlaceMention) -> int:
        """The token of the name that hangs on a word outside it."""
        for token in range(mention.end - 1, mention.start - 1, -1):
            above = self.sentence.clause(token).governor
            if not mention.start <= above < mention.end:
                return token
        return mention.end - 1


def _agreed(spots: list[Spot]) -> list[Spot]:
    """Of names in one phrase ("Aleppo's Salaheddin district") those that lie in one country."""
    found = []
    for spot in spots:
        others = [o for o in spots if o is not spot and o.head == spot.head and o.start < spot.start]
        countries = {c.country for o in others for c in o.candidates}
        if not others or any(c.country in countries for c in spot.candidates):
            found.append(replace(spot, beside=spot.beside | countries) if others else spot)
    return found


def _written_positions(sentence: Sentence) -> Iterator[Spot]:
    """ "34.5N 36.2E", "33.3, 44.4": positions that the text gives; they are kept as written where they are none."""
    if not any(word[:1].isdigit() or word[:1] in "+-" for word in sentence.words):
        return
    text = "".join(
        word + " " * max(0, sentence.starts[i + 1] - sentence.ends[i]) if i + 1 < len(sentence.words) else word
        for i, word in enumerate(sentence.words)
    )
    offset = sentence.starts[0]
    for match in _COORDINATES.finditer(text):
        tokens = [i for i in range(len(sentence.words)) if match.start() <= sentence.starts[i] - offset < match.end()]
        if tokens:
            position = _position(match)
            reason = "coordinates in the text" if position else "no position on earth"
            start, end = tokens[0], tokens[-1] + 1
            yield Spot(
                start,
                end,
                start,
                "at",
                sentence.clause(start).governor,
                locative=True,
                candidates=(),
                position=position,
                written=match[0],
                reason=reason,
            )


def _position(match: re.Match[str]) -> tuple[float, float] | None:
    if match[9] is not None:
        latitude, longitude = float(match[9]), float(match[10])
    else:
        latitude = _degrees(match[1], match[2], match[3]) * (-1 if match[4] == "S" else 1)
        longitude = _degrees(match[5], match[6], match[7]) * (-1 if match[8] == "W" else 1)
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _degrees(whole: str, minutes: str | None, seconds: str | None) -> float:
    return round(float(whole) + float(minutes or 0) / 60 + float(seconds or 0) / 3600, 5)
