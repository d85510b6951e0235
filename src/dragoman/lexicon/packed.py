"""The shipped rules in the form in which they are kept: every frame, requirement and word of one is there once."""

from collections.abc import Iterable
from dataclasses import replace

import msgspec

from dragoman.lexicon.index import Rules, Tables
from dragoman.lexicon.records import Example, Frame, Operator, Requirement, Trigger


class _Line(msgspec.Struct, array_like=True):
    """A requirement; `words` are places in the list of words."""

    roles: tuple[str, ...]
    words: tuple[int, ...]
    kinds: frozenset[str]


class _Uses(msgspec.Struct, array_like=True):
    """What a trigger shares with others, by place, and its examples: sentence and expectation, at one place."""

    theme: int | None
    need: tuple[int, ...]
    without: tuple[int, ...]
    place: str
    examples: tuple[tuple[str, tuple[tuple[str, str, str, str], ...]], ...]


class Packed(msgspec.Struct, array_like=True):
    """The rules and their forms; `triggers` are bare of what `uses` says, `verbs` are by class of form."""

    words: list[str]
    lines: list[_Line]
    frames: dict[str, Frame]
    triggers: list[Trigger]
    uses: list[_Uses]
    operators: list[Operator]
    sets: dict[str, frozenset[str]]
    reporting: frozenset[str]
    grammar: dict[str, frozenset[str]]
    verbs: dict[str, dict[str, str]]
    nouns: dict[str, str]


def pack(rules: Rules, tables: Tables) -> Packed:
    """The rules and the tables of their forms, to be kept."""
    lines: dict[Requirement, int] = {}
    uses = [_uses(trigger, lines) for trigger in rules.triggers]
    places = {word: place for place, word in enumerate(sorted({word for line in lines for word in line.words}))}
    verbs: dict[str, dict[str, str]] = {}
    for (form, form_class), lemma in tables.verbs.items():
        verbs.setdefault(form_class, {})[form] = lemma
    return Packed(
        words=list(places),
        lines=[_Line(line.roles, tuple(places[word] for word in line.words), line.kinds) for line in lines],
        frames=dict(rules.frames),
        triggers=[
            replace(t, frame=Frame(t.frame.name, ()), theme=None, need=(), without=(), examples=())
            for t in rules.triggers
        ],
        uses=uses,
        operators=list(rules.operators),
        sets=dict(rules.sets),
        reporting=rules.reporting,
        grammar=dict(rules.grammar),
        verbs=verbs,
        nouns=dict(tables.nouns),
    )


def _uses(trigger: Trigger, lines: dict[Requirement, int]) -> _Uses:
    def places(requirements: Iterable[Requirement]) -> tuple[int, ...]:
        return tuple(lines.setdefault(line, len(lines)) for line in requirements)

    return _Uses(
        theme=None if trigger.theme is None else places((trigger.theme,))[0],
        need=places(trigger.need),
        without=places(trigger.without),
        place=trigger.examples[0].place if trigger.examples else "",
        examples=tuple((example.sentence, example.expected) for example in trigger.examples),
    )


def unpack(packed: Packed) -> tuple[Rules, Tables]:
    """The rules and tables that were packed."""
    word = packed.words.__getitem__
    lines = [Requirement(line.roles, frozenset(map(word, line.words)), line.kinds) for line in packed.lines]
    triggers = [
        replace(
            trigger,
            frame=packed.frames[trigger.frame.name],
            theme=None if uses.theme is None else lines[uses.theme],
            need=tuple(lines[place] for place in uses.need),
            without=tuple(lines[place] for place in uses.without),
            examples=tuple(Example(trigger.id, sentence, expected, uses.place) for sentence, expected in uses.examples),
        )
        for trigger, uses in zip(packed.triggers, packed.uses, strict=True)
    ]
    rules = Rules(triggers, packed.operators, packed.frames, packed.sets, packed.reporting, packed.grammar)
    verbs = {(form, form_class): lemma for form_class, forms in packed.verbs.items() for form, lemma in forms.items()}
    return rules, Tables(verbs, packed.nouns)
