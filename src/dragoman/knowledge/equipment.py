"""Weapons and other assistance by name, found in text in all ways of writing: "S400", "S-400s", "SA-21 Growler"."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise

import msgspec

from dragoman.cache import fingerprint, kept, program, uncollected
from dragoman.knowledge.designations import (
    GAP,
    HYPHENED,
    TIGHT_GAP,
    TOKEN,
    Part,
    is_plural_s,
    is_short,
    is_written_as_name,
    joined,
    key_of,
    parts_of,
    plural_end,
)
from dragoman.knowledge.equipment_index import (
    ASSISTANCE,
    GENERIC,
    NO_ITEM,
    OWN,
    UNNAMED,
    EquipmentEntry,
    Index,
    Reading,
    compiled,
)

__all__ = ["ASSISTANCE", "Equipment", "EquipmentEntry", "Found", "load_equipment"]
_FOLDER = "equipment"
_READINGS = msgspec.msgpack.Decoder(list[Reading])
_NUMBER_BEFORE = re.compile(
    r"(?:\b\d[\d,]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty"
    r"|dozen|dozens of|several|hundreds of))\s\Z",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A name in the text. `ambiguous`: it is an ordinary word too, and a sign of weapons stood beside it."""

    start: int
    end: int
    entry: EquipmentEntry
    surface: str
    ambiguous: bool
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Equipment:
    """All names, ready for look-up; immutable once loaded."""

    entries: tuple[EquipmentEntry, ...]
    _keys: Mapping[str, msgspec.Raw]
    _spans: Mapping[str, int]
    _begins: tuple[AbstractSet[str], AbstractSet[str]]
    _heads: AbstractSet[str]
    _inner: AbstractSet[str]

    def find(self, text: str, *, generic: bool = True) -> list[Found]:
        """The names in a sentence, longest first at each place; without `generic`, systems only."""
        if not self._may_have(text, generic=generic):
            return []
        raw = list(self._walk(text, parts_of(text)))
        found = [one for one in raw if one.entry.category not in UNNAMED]
        if any(one.ambiguous for one in found):
            found = _with_sign(text, found, raw)
        found = _merged(text, found)
        return found if generic else [one for one in found if not one.entry.generic]

    def _may_have(self, text: str, *, generic: bool) -> bool:
        """Whether anything in a text begins as a name does; nothing does in most sentences."""
        tokens = TOKEN.findall(text.lower())
        pairs = [" ".join(pair) for pair in pairwise(tokens)]
        return any(
            not (begins.isdisjoint(tokens) and begins.isdisjoint(pairs)) for begins in self._begins[: 1 + generic]
        )

    def _walk(self, text: str, parts: list[Part]) -> Iterator[Found]:
        at = 0
        while at < len(parts):
            found = self._at(text, parts, at)
            if found is None:
                at += 1
                continue
            last, readings = found
            stop = last
            if not self.entries[readings[0].entry].generic:
                last, readings = self._named_twice(text, parts, last, readings)
                stop = self._joined(text, parts, last)
            reading = self._fitting(readings, parts[last:stop])
            start, end = parts[at].start, parts[stop - 1].end
            # its kind of thing right after the name is sign enough: "Lynx helicopters"
            doubt = reading.ambiguous and stop == last
            yield Found(start, end, self.entries[reading.entry], text[start:end], doubt, doubt and reading.strict)
            at = stop

    def _named_twice(
        self, text: str, parts: list[Part], last: int, readings: list[Reading]
    ) -> tuple[int, list[Reading]]:
        """One name after another of the same thing: "SA-21 Growler", "F-16 (Fighting Falcon)"."""
        if last == len(parts) or not GAP.match(text[parts[last - 1].end : parts[last].start]):
            return last, readings
        after = self._at(text, parts, last)
        if after is None:
            return last, readings
        numbers = {reading.entry for reading in after[1]}
        same = [one for one in readings if one.entry in numbers]
        # a nickname right after a designation is its own, whatever else has it
        nickname = all(reading.ambiguous and not self.entries[reading.entry].generic for reading in after[1])
        if not same and nickname and parts[last - 1].text.isdigit():
            same = readings
        return (
            (after[0], [Reading(one.entry, one.exact, ambiguous=False) for one in same]) if same else (last, readings)
        )

    def _fitting(self, readings: list[Reading], head: list[Part]) -> Reading:
        """Of several things of one name, the one whose kind the noun after it tells: "Archer howitzers"."""
        if len(readings) > 1 and head:
            word = head[-1].low.removesuffix("s")
            for reading in readings:
                entry = self.entries[reading.entry]
                if word in f"{entry.kind} {entry.category}":
                    return reading
        return readings[0]

    def _at(self, text: str, parts: list[Part], at: int) -> tuple[int, list[Reading]] | None:
        """The longest name that begins with this part: where it ends and what it may be."""
        first = parts[at]
        pair = f"{first.low} {parts[at + 1].low}" if at + 1 < len(parts) else ""
        longest = self._spans.get(pair) or self._spans.get(first.low)
        if longest is None:
            return None
        if first.start and (text[first.start - 1].isalnum() or text[first.start - 1] in "_$£€#@"):
            return None
        last = min(at + longest, len(parts))
        for end in range(last, at, -1):
            chosen = parts[at:end]
            packed = self._keys.get(joined(chosen))
            if packed is None:
                continue
            stop = plural_end(text, parts, end)
            # "S-400s" is a plural before it is a variant S
            if is_plural_s(text, chosen) and joined(chosen[:-1]) in self._keys:
                continue
            if stop is None or not is_written_as_name(text, chosen):
                continue
            if fit := [one for one in _READINGS.decode(packed) if _has_case(chosen, one, self.entries[one.entry])]:
                return stop, fit
        return None

    def _joined(self, text: str, parts: list[Part], last: int) -> int:
        """The end of the generic noun that follows a designation: "S-400 air defence systems"."""
        stop = last
        for at in range(last, min(last + 5, len(parts))):
            gap = text[parts[at - 1].end : parts[at].start]
            if not gap or not TIGHT_GAP.match(gap) or parts[at].low not in self._inner:
                break
            if parts[at].low in self._heads:
                stop = at + 1
        return stop


@uncollected()
def load_equipment(*, check: bool = False) -> Equipment:
    """The shipped tables. Raises ActorError with every problem of every file, row by row where `check` asks for it."""
    folder = resources.files("dragoman.knowledge") / "data" / _FOLDER
    files = [(item.name, item.read_bytes()) for item in folder.iterdir() if item.name.endswith(".tsv")]
    # the generic table last: a name of a system wins over a generic word spelt alike
    files.sort(key=lambda file: (file[0].startswith(GENERIC), file[0]))
    if check:
        return _laid(compiled(files, check=True))
    parts = [part for name, data in files for part in (name.encode(), data)]
    key = fingerprint([*program("knowledge", "inflect.py"), *parts])
    return _laid(kept("equipment", key, Index, lambda: compiled(files, check=False)))


def _laid(index: Index) -> Equipment:
    return Equipment(tuple(index.entries), index.keys, index.spans, index.begins, index.heads, index.inner)


def _has_case(chosen: list[Part], reading: Reading, entry: EquipmentEntry) -> bool:
    """A name of letters alone is spelt as in the table, or "Himars" for "HIMARS"."""
    if not reading.exact:
        return True
    written = [part.text for part in chosen]
    wanted = TOKEN.findall(reading.exact)
    if written == wanted:
        return True
    if entry.generic:
        return False
    return all(
        part == want or (len(want) > 4 and part == want.capitalize()) or (part.isupper() and len(part) > 4)
        for part, want in zip(written, wanted, strict=False)
    )


def _with_sign(text: str, found: list[Found], raw: list[Found]) -> list[Found]:
    """Without the ambiguous names that have no sign of weapons beside them."""
    sure = any(not one.ambiguous and one.entry.category not in (ASSISTANCE, NO_ITEM) for one in raw)
    ends = {one.end for one in found if not one.ambiguous and one.entry.category != ASSISTANCE}
    # in text without capitals "u2" is hardly the aircraft, whatever else is spoken of
    return [
        one
        for one in found
        if not one.ambiguous
        or (sure and not one.strict and not one.surface.islower())
        or _has_sign(text, one)
        or _follows(text, one, ends)
    ]


def _follows(text: str, one: Found, ends: AbstractSet[int]) -> bool:
    """A generic noun right after a sure name: "F-16 engines"."""
    return one.entry.generic and one.start - 1 in ends and text[one.start - 1] == " "


def _has_sign(text: str, one: Found) -> bool:
    """A number right before the name; a letter and a number need a hyphen too: "12 A-10s"."""
    if one.entry.generic or (is_short(key_of(one.surface.removesuffix("s"))) and not HYPHENED.match(one.surface)):
        return False
    # "10 May" is a day, "ten Bears" are aircraft
    if one.strict and not one.surface.endswith("s"):
        return False
    return bool(_NUMBER_BEFORE.search(text[max(0, one.start - 14) : one.start]))


def _merged(text: str, found: list[Found]) -> list[Found]:
    """A generic noun right before a designation is part of it: "fighter jets Su-35"."""
    out: list[Found] = []
    for one in found:
        before = out[-1] if out else None
        if (
            before is not None
            and before.entry.generic
            and not one.entry.generic
            and before.entry.category not in OWN
            and text[before.end : one.start] == " "
        ):
            out[-1] = Found(before.start, one.end, one.entry, text[before.start : one.end], one.ambiguous)
        else:
            out.append(one)
    return out
