"""One table of a rule file becomes a Trigger, an Operator or a Frame; faults are collected, none is skipped."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.inflect import spaced
from dragoman.lexicon.examples import read_examples
from dragoman.lexicon.records import Example, Frame, Operator, Pattern, Requirement, Trigger
from dragoman.lexicon.sets import KINDS
from dragoman.ontology import Ontology

_TRIGGER_KEYS = frozenset(
    "id lemmas nouns adjectives frame theme need without cameo event_type mode contexts variant implied priority"
    " examples note".split()
)
_OPERATOR_KEYS = frozenset(
    "id class lemmas nouns adjectives slots control addressee alone frame alone_needs without examples note".split()
)
_PATTERN_KEYS = frozenset("source target theme mutual only".split())
_FRAME_KEYS = frozenset("patterns target_last mutual agentless".split())
MODALITIES = frozenset(
    "offered intended threatened requested demanded refused failed ceased prevented accused supported"
    " denied transparent".split()
)


@dataclass(frozen=True, slots=True)
class Context:
    """What an entry is checked against, and where its faults go."""

    file: str
    frames: Mapping[str, Frame]
    sets: Mapping[str, frozenset[str]]
    ontology: Ontology
    problems: list[str]


class _Entry:
    """One table with its place; `fault` notes a problem and goes on."""

    def __init__(self, table: Mapping[str, Any], context: Context) -> None:
        self.table = table
        self.context = context
        self.id = str(table.get("id", "?"))
        self.place = f"{context.file}#{self.id}"
        self.faults = 0

    def fault(self, text: str) -> None:
        self.faults += 1
        self.context.problems.append(f"{self.place}: {text}")

    def check_keys(self, known: frozenset[str]) -> None:
        for key in self.table:
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                hint = f"; did you mean '{near[0]}'?" if near else f"; known: {', '.join(sorted(known))}"
                self.fault(f"unknown key '{key}'{hint}")

    def words(self, key: str) -> tuple[str, ...]:
        value = self.table.get(key, ())
        if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
            if value != ():
                self.fault(f"'{key}' must be a list of words")
            return ()
        return tuple(spaced(word) for word in value)

    def text(self, key: str, default: str = "") -> str:
        value = self.table.get(key, default)
        if not isinstance(value, str):
            self.fault(f"'{key}' must be a quoted string, not {value!r}")
            return default
        return value

    def number(self, key: str) -> int:
        value = self.table.get(key, 0)
        if not isinstance(value, int):
            self.fault(f"'{key}' must be a whole number, not {value!r}")
            return 0
        return value

    def frame(self, key: str) -> Frame | None:
        name = self.text(key)
        if name and name not in self.context.frames:
            near = difflib.get_close_matches(name, self.context.frames, 1)
            self.fault(f"unknown frame '{name}'" + (f"; did you mean '{near[0]}'?" if near else ""))
        return self.context.frames.get(name)

    def requirement(self, roles: str, values: Iterable[str]) -> Requirement:
        words: set[str] = set()
        kinds: set[str] = set()
        for value in values:
            if not value.startswith("@"):
                words.add(spaced(value))
            elif value[1:] in KINDS:
                kinds.add(value[1:])
            elif value[1:] in self.context.sets:
                listed = self.context.sets[value[1:]]
                words |= {word for word in listed if not word.startswith("@")}
                kinds |= {word[1:] for word in listed if word.startswith("@")}
            else:
                near = difflib.get_close_matches(value[1:], [*self.context.sets, *KINDS], 1)
                self.fault(f"unknown word set '{value}'" + (f"; did you mean '@{near[0]}'?" if near else ""))
        return Requirement(tuple(roles.split("|")), frozenset(words), frozenset(kinds))

    def requirements(self, key: str) -> tuple[Requirement, ...]:
        table = self.table.get(key, {})
        if not isinstance(table, dict) or not all(isinstance(value, list) for value in table.values()):
            self.fault(f"'{key}' must be a table of roles to lists of words")
            return ()
        return tuple(self.requirement(roles, values) for roles, values in table.items())

    def code(self, key: str) -> str:
        code = self.text(key)
        if code and code not in self.context.ontology.codes:
            self.fault(f"unknown CAMEO code '{code}'")
        return code

    def examples(self, *, negative: bool) -> tuple[Example, ...]:
        found = read_examples(self.id, self.text("examples"), self.place, self.context.problems)
        if not any(example.expected for example in found):
            self.fault("has no positive example; add 'A sentence. => SRC TYPE/CODE TGT'")
        if negative and all(example.expected for example in found):
            self.fault("has no negative example; add a look-alike sentence with '=> none'")
        return found


def _check_trigger(entry: _Entry, cameo: str) -> None:
    ontology = entry.context.ontology
    if not any(entry.table.get(key) for key in ("lemmas", "nouns", "adjectives")):
        entry.fault("names no words; give 'lemmas', 'nouns' or 'adjectives'")
    if not cameo:
        entry.fault("has no 'cameo' code for its act")
    kind = entry.text("event_type") or (ontology.event_type(cameo) if cameo in ontology.codes else "")
    if entry.text("event_type") and entry.text("event_type") not in ontology.event_types:
        entry.fault(f"unknown event type '{entry.text('event_type')}'")
    mode = entry.text("mode")
    if mode and (kind, mode) not in ontology.modes:
        known = ", ".join(sorted(name for owner, name in ontology.modes if owner == kind)) or "none"
        entry.fault(f"'{mode}' is no mode of {kind}; known: {known}")
    for context in entry.words("contexts"):
        if context.replace(" ", "-") not in ontology.contexts and context not in ontology.contexts:
            entry.fault(f"unknown context '{context}'")


def read_trigger(table: Mapping[str, Any], context: Context, order: int) -> Trigger | None:
    """The trigger of one `[[trigger]]`, or None when it is faulty."""
    entry = _Entry(table, context)
    entry.check_keys(_TRIGGER_KEYS)
    frame, cameo = entry.frame("frame"), entry.code("cameo")
    if "frame" not in table:
        entry.fault("has no 'frame'; see rules/en/frames.toml")
    _check_trigger(entry, cameo)
    theme = entry.requirement("theme", entry.words("theme")) if "theme" in table else None
    trigger = Trigger(
        id=entry.id,
        lemmas=entry.words("lemmas"),
        nouns=entry.words("nouns"),
        adjectives=entry.words("adjectives"),
        frame=frame or Frame("none", ()),
        theme=theme,
        need=entry.requirements("need"),
        without=entry.requirements("without"),
        cameo=cameo,
        event_type=entry.text("event_type"),
        mode=entry.text("mode"),
        contexts=entry.words("contexts"),
        variant=entry.text("variant"),
        implied=bool(table.get("implied", False)),
        priority=entry.number("priority"),
        order=order,
        examples=entry.examples(negative=True),
    )
    return None if entry.faults else trigger


def read_operator(table: Mapping[str, Any], context: Context) -> Operator | None:
    """The operator of one `[[operator]]`, or None when it is faulty."""
    entry = _Entry(table, context)
    entry.check_keys(_OPERATOR_KEYS)
    modality = entry.text("class")
    if modality not in MODALITIES:
        entry.fault(f"unknown class '{modality}'; known: {', '.join(sorted(MODALITIES))}")
    operator = Operator(
        id=entry.id,
        modality=modality,
        lemmas=entry.words("lemmas"),
        nouns=entry.words("nouns"),
        adjectives=entry.words("adjectives"),
        slots=frozenset(entry.words("slots")),
        control=entry.text("control", "subject"),
        addressee=entry.words("addressee"),
        alone=entry.code("alone"),
        alone_frame=entry.frame("frame"),
        alone_needs=entry.text("alone_needs"),
        without=entry.requirements("without"),
        examples=entry.examples(negative=False),
    )
    return None if entry.faults else operator


def _roles(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(value.split("|"))
    return tuple(str(role) for role in value) if isinstance(value, list) else ()


def _pattern(table: Mapping[str, Any]) -> Pattern:
    mutual = table.get("mutual")
    source = _roles(table.get("source", ()))
    return Pattern(
        source=source,
        target=_roles(table.get("target", ())),
        theme=_roles(table.get("theme", ())),
        mutual=source if mutual is True else (),
        only=frozenset(table.get("only", ())),
    )


def read_frames(file: str, tables: Mapping[str, Any], problems: list[str]) -> dict[str, Frame]:
    """All frames of one file by name."""
    frames: dict[str, Frame] = {}
    for name, table in tables.items():
        problems.extend(
            f"{file}#{name}: unknown key '{key}'; known: {', '.join(sorted(_FRAME_KEYS))}"
            for key in set(table) - _FRAME_KEYS
        )
        for row in table.get("patterns", ()):
            problems.extend(f"{file}#{name}: unknown key '{key}' in a pattern" for key in set(row) - _PATTERN_KEYS)
        frames[name] = Frame(
            name=name,
            patterns=tuple(_pattern(row) for row in table.get("patterns", ())),
            target_last=_roles(table.get("target_last", ())),
            mutual_plural=table.get("mutual") == "plural",
            agentless=str(table.get("agentless", "")),
        )
    return frames
