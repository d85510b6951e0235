"""How many people were killed, injured, arrested, displaced or missing, and how many came, as a sentence says."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from dragoman.coding import harm_patterns as said
from dragoman.coding.quantities import Counted, Quantity, Value, numbers, sums
from dragoman.types import Harm, HarmKind


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of the table: the acts by their spelling, their first words, nouns for people."""

    acts: dict[str, tuple[str, HarmKind]]
    firsts: frozenset[str]
    pattern: re.Pattern[str]
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Act:
    role: str
    kind: HarmKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Sum:
    """One count of people, or several coordinated ones added up."""

    low: int | None
    high: int | None
    start: int
    end: int


def find_harm(text: str, start: int, end: int) -> tuple[Harm, ...]:
    """The numbers of people struck, or drawn, that a sentence tells, in order. Offsets are those of `text`."""
    words = _words()
    sentence = text[start : min(end, start + said.LONGEST)]
    low = sentence.lower()
    if words.firsts.isdisjoint(said.LETTERS.findall(low)):
        return ()
    money = list(sums(sentence))
    counts = [one for one in numbers(sentence) if _is_count(sentence, one, money, words)]
    found = [*_none(sentence), *_told(sentence, low, counts, words)]
    unique: dict[tuple[str, int, int], Harm] = {}
    for harm in sorted(found, key=lambda harm: (harm.start, harm.kind)):
        unique.setdefault((harm.kind, harm.start, harm.end), harm)
    return tuple(
        Harm(one.kind, one.low, one.high, one.text, one.start + start, one.end + start) for one in unique.values()
    )


def event_harm(harms: Sequence[Harm], cameo_root: str) -> tuple[Harm, ...]:
    """Those of a sentence's numbers that an event of this CAMEO root can have caused, or drawn."""
    return tuple(harm for harm in harms if cameo_root in said.ROOTS[harm.kind])


@cache
def _words() -> _Words:
    source = resources.files("dragoman.coding") / "data" / "harm.tsv"
    acts: dict[str, tuple[str, HarmKind]] = {}
    people: set[str] = set()
    for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines(), delimiter="\t"):
        if row["role"] == "person":
            people.add(row["word"])
        else:
            acts[row["word"]] = row["role"], row["kind"]  # type: ignore[assignment]
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(acts, key=len, reverse=True))})\b")
    extra = {"toll", "lives", "casualties", "strong", "arrests"}
    return _Words(acts, frozenset(word.split()[0] for word in acts) | extra, pattern, frozenset(people))


def _is_count(sentence: str, one: Counted, money: Sequence[Value], words: _Words) -> bool:
    """Whether a number may count people: no year, age, date, percentage, money."""
    written, after, before = sentence[one.start : one.end], sentence[one.end :], sentence[: one.start]
    if one.quantity.low is None and one.quantity.high is None:
        return False
    if said.NO_COUNT.match(after) or said.DAY_BEFORE.search(before):
        return False
    if said.YEAR.match(written) and (said.YEAR_BEFORE.search(before) or _noun_end(sentence, one.end, words) is None):
        return False
    if written[0].isdigit() and said.AGE_BEFORE.search(before) and said.AGE_AFTER.match(after):
        return False
    return not any(value.start < one.end and one.start < value.end for value in money)


def _none(sentence: str) -> Iterator[Harm]:
    """ "No one was hurt": none is a number too."""
    for match in said.NONE.finditer(sentence):
        for name in ("act", "act2", "noun", "noun2"):
            word = (match[name] or "").lower()
            for kind in said.NONE_KINDS.get(word, ()):
                yield Harm(kind, 0, 0, match[0], match.start(), match.end())


def _told(sentence: str, low: str, counts: Sequence[Counted], words: _Words) -> Iterator[Harm]:
    acts = [
        _Act(*words.acts[match[0]], match.start(), match.end())
        for match in words.pattern.finditer(low)
        if not said.DATED.match(sentence[match.start() : match.end() + 3])
    ]
    taken: set[tuple[int, str]] = set()
    for at, act in enumerate(acts):
        found = _of_act(sentence, act, acts[:at], counts, words)
        if found is not None and (found.start, act.kind) not in taken:
            taken.add((found.start, act.kind))
            noun = _noun_end(sentence, found.end, words) or found.end
            noun = noun if noun <= act.start or found.start >= act.end else found.end
            yield _harm(sentence, act.kind, replace(found, end=noun))
    for count in counts:
        if _is_toll(sentence, count):
            yield _harm(sentence, "killed", _Sum(count.quantity.low, count.quantity.high, count.start, count.end))
        elif said.STRONG.match(sentence[count.end :]):
            yield _harm(sentence, "crowd", _Sum(count.quantity.low, count.quantity.high, count.start, count.end))


def _is_toll(sentence: str, count: Counted) -> bool:
    before, after = sentence[max(0, count.start - said.REACH) : count.start], sentence[count.end :]
    if said.CLAIMED.search(before):
        return bool(said.LIVES.match(after)) or before.rstrip().lower().endswith("lives of")
    return bool(said.TOLL.search(before))


def _harm(sentence: str, kind: HarmKind, found: _Sum) -> Harm:
    return Harm(kind, found.low, found.high, sentence[found.start : found.end], found.start, found.end)


def _of_act(sentence: str, act: _Act, earlier: Sequence[_Act], counts: Sequence[Counted], words: _Words) -> _Sum | None:
    """The number of an act: its object's on the right, its subject's or the noun's own on the left."""
    if act.role == "size":
        return _right(sentence, act, counts, words)
    if act.role == "home":
        found = _right(sentence, act, counts, words)
        return found if found and said.HOMES.match(sentence[found.end :]) else None
    if act.role == "act" and not said.PASSIVE.search(sentence[: act.start]):
        found = _right(sentence, act, counts, words)
        # "12 killed", but not "a man killed his wife" and not "four arresting officers"
        if found is not None or _has_object(sentence, act) or sentence[act.start : act.end].endswith("ing"):
            return found
    elif sentence[: act.start].endswith(" to "):
        return None
    return _left(sentence, act, earlier, counts, words)


def _has_object(sentence: str, act: _Act) -> bool:
    return bool(re.match(r"\s+(?:an?|the|his|her|their|its|him|them|it)\b|\s+[A-Z]", sentence[act.end :]))


def _right(sentence: str, act: _Act, counts: Sequence[Counted], words: _Words) -> _Sum | None:
    for at, count in enumerate(counts):
        if count.start < act.end:
            continue
        if count.start - act.end > said.REACH or not said.TO_NUMBER.match(sentence[act.end : count.start]):
            break
        if not _is_people(sentence, count, words):
            return None
        return _added(sentence, counts[at:], words)
    return _owned(sentence, act, counts, words)


def _owned(sentence: str, act: _Act, counts: Sequence[Counted], words: _Words) -> _Sum | None:
    """ "His wife and two children": one, and those coordinated with it."""
    match = said.OBJECT.match(sentence[act.end :])
    if (
        match is None
        or act.role != "act"
        or match[1].lower() not in words.people
        or match[1].endswith(("s", "en", "le"))
    ):
        return None
    stop = act.end + match.end()
    one = Counted(act.end + len(match[0]) - len(match[0].lstrip()), stop, Quantity(1, 1, "1", exact=True))
    return _added(sentence, [one, *(count for count in counts if count.start >= stop)], words)


def _is_people(sentence: str, count: Counted, words: _Words) -> bool:
    """An article counts only a noun for a person; any other number may stand alone."""
    if sentence[count.start : count.end].lower() not in ("a", "an", "one"):
        return not re.match(r"[\s-]+(?:suicide|car|truck|air|drone|missile)\b", sentence[count.end :], re.I)
    return _noun_end(sentence, count.end, words) is not None


def _noun_end(sentence: str, start: int, words: _Words) -> int | None:
    """Where the noun for people ends that a number at `start` counts: "12 Iraqi police officers"."""
    found, last = None, start
    for match in said.WORD.finditer(sentence, start, min(len(sentence), start + 70)):
        if sentence[last : match.start()].strip() or match.start() - last > 2:
            break
        word = match[0].lower()
        last = match.end()
        if word in words.people or word.rpartition("-")[2] in words.people:
            found = last
        elif found is not None or word in said.PASSABLE or word in said.BARRIERS or word in words.acts or word == "and":
            break
    return found


def _added(sentence: str, counts: Sequence[Counted], words: _Words) -> _Sum:
    """The first number, with those plainly coordinated: "three soldiers and two civilians"."""
    first = counts[0]
    total = _Sum(first.quantity.low, first.quantity.high, first.start, first.end)
    stop = _noun_end(sentence, first.end, words) or first.end
    for count in counts[1:]:
        noun = _noun_end(sentence, count.end, words)
        gap = sentence[stop : count.start]
        if noun is None or (stop == total.end == first.end and first.quantity.text != "1") or not said.NEXT.match(gap):
            break
        total = _Sum(
            _plus(total.low, count.quantity.low), _plus(total.high, count.quantity.high), total.start, count.end
        )
        stop = noun
    return total


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _left(sentence: str, act: _Act, earlier: Sequence[_Act], counts: Sequence[Counted], words: _Words) -> _Sum | None:
    """The nearest number before an act whose noun phrase reaches it."""
    floor = max(0, act.start - said.REACH)
    before = [
        count
        for count in counts
        if floor <= count.start and count.end <= act.start and not said.PART.search(sentence[: count.start])
    ]
    if not before:
        return None
    count = before[-1]
    if not _reaches(sentence, count, act, earlier, words):
        return None
    article = sentence[count.start : count.end].lower() in ("a", "an", "one")
    if article and (act.kind == "crowd" or _noun_end(sentence, count.end, words) is None):
        return None
    # what stands before the last number may be coordinated with it
    for first in range(len(before)):
        total = _added(sentence, before[first:], words)
        if total.end == count.end and (first < len(before) - 1):
            return total
    return _Sum(count.quantity.low, count.quantity.high, count.start, count.end)


def _reaches(sentence: str, count: Counted, act: _Act, earlier: Sequence[_Act], words: _Words) -> bool:
    gap = sentence[count.end : act.start]
    if gap.count(",") == 1 or ";" in gap or ":" in gap:
        return False
    tokens = [match[0].lower() for match in said.WORD.finditer(gap)]
    if any(token in said.BARRIERS for token in tokens) or len(tokens) > 12:
        return False
    # another act between: "12 people were killed and wounded" goes on, "killed 12 and injured" does not
    between = [one for one in earlier if count.end <= one.start]
    if not between:
        return not (len(tokens) > 3 and act.role == "noun") and _is_subject(tokens, act, words)
    last = between[-1]
    if last.kind == act.kind and not sentence[last.end : act.start].strip():
        return True
    return bool(re.match(r"\s+(?:and|or)\s+(?:\w+ly\s+)?\Z", sentence[last.end : act.start])) and _is_subject(
        [token for token in tokens if token not in words.acts and token not in ("and", "or")], act, words
    )


def _is_subject(tokens: Sequence[str], act: _Act, words: _Words) -> bool:
    """A crowd is counted only as people; what is dead or hurt may be unnamed."""
    if act.kind == "crowd":
        named = any(word in words.people or word == "of" for word in tokens)
        return (named or not tokens) and "and" not in tokens
    return "and" not in tokens or any(token in words.people for token in tokens)
