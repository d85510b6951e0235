"""Entries to look-ups: by kind and lemma, and from every form of every word to its lemma."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from dragoman.inflect import noun_forms, verb_forms
from dragoman.lexicon.records import Frame, Lexicon, Operator, Trigger

# verbs whose forms the clause builder itself must know, whatever the rules say
_GRAMMAR_VERBS = (
    "be have do get make take give hold keep put let go come say tell call name become begin start"
    " continue stop end try"
    " manage help cause force order allow want need seem appear remain serve see hear feel lead bring".split()
)


def head_word(words: str, kind: str) -> str:
    """The word that an entry of several words is found by: a verb's first, a noun's last."""
    parts = words.split()
    return parts[0] if kind == "verb" else parts[-1]


def _by_kind(entry: Trigger | Operator) -> Iterable[tuple[str, str]]:
    for kind, words in (("verb", entry.lemmas), ("noun", entry.nouns), ("adjective", entry.adjectives)):
        for word in words:
            yield kind, head_word(word, kind)


def _claims(triggers: Iterable[Trigger], problems: list[str]) -> None:
    """Two entries may share a word only if something tells them apart: frame, theme, need or without."""
    seen: dict[tuple[object, ...], str] = {}
    for trigger in triggers:
        for kind, words in (("verb", trigger.lemmas), ("noun", trigger.nouns), ("adjective", trigger.adjectives)):
            for word in words:
                claim = (kind, word, trigger.frame.name, trigger.theme, trigger.need, trigger.without)
                other = seen.setdefault(claim, trigger.id)
                if other != trigger.id:
                    problems.append(
                        f"rules#{trigger.id}: claims {kind} '{word}' in the same frame as '{other}';"
                        " give one of them a theme or need"
                    )


def _latest(entries: Iterable[Trigger], problems: list[str]) -> list[Trigger]:
    """One entry an id: a later file replaces an earlier one; within one file an id twice is a problem."""
    by_id: dict[str, Trigger] = {}
    for entry in entries:
        place = entry.examples[0].place if entry.examples else ""
        old = by_id.get(entry.id)
        if old is not None and old.examples and old.examples[0].place == place:
            problems.append(f"{place}: the id is used twice; choose another id")
        by_id[entry.id] = entry
    return list(by_id.values())


def _noun_table(nouns: set[str]) -> dict[str, str]:
    table: dict[str, str] = {}
    # "weapon" before "weapons", which some set may list by itself: the singular is the lemma
    for noun in sorted(nouns, key=lambda noun: (len(noun), noun)):
        for form in noun_forms(noun):
            table.setdefault(form, noun)
    return table


def _required(triggers: Iterable[Trigger]) -> set[str]:
    """The head words that entries ask for in their roles: their plurals must be known too."""
    lines = [
        line
        for t in triggers
        for line in (*t.need, *t.without, *((t.theme,) if t.theme else ()))
        if line.roles != ("any",)
    ]
    return {word.split()[-1] for line in lines for word in line.words if word != "*"}


def _verb_table(lemmas: Iterable[str], irregular: Mapping[str, tuple[str, ...]]) -> dict[tuple[str, str], str]:
    table: dict[tuple[str, str], str] = {}
    for lemma in sorted(set(lemmas)):
        for form, form_class in verb_forms(lemma, irregular).items():
            table.setdefault((form, form_class), lemma)
            table.setdefault((form, ""), lemma)
    return table


@dataclass(frozen=True, slots=True)
class Rules:
    """What the rule files say, checked: of triggers one an id."""

    triggers: Sequence[Trigger]
    operators: Sequence[Operator]
    frames: Mapping[str, Frame]
    sets: Mapping[str, frozenset[str]]
    reporting: frozenset[str]
    grammar: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Tables:
    """From form and class of form of a verb, and from form of a noun, to the lemma."""

    verbs: Mapping[tuple[str, str], str]
    nouns: Mapping[str, str]


def checked(triggers: Iterable[Trigger], problems: list[str]) -> list[Trigger]:
    """One trigger an id; problems that only show between entries are added to `problems`."""
    kept = _latest(triggers, problems)
    _claims(kept, problems)
    return kept


def form_tables(rules: Rules, irregular: Mapping[str, tuple[str, ...]]) -> Tables:
    """Every form of every word that the rules name; `irregular` has the forms of verbs."""
    entries: list[Trigger | Operator] = [*rules.triggers, *rules.operators]
    keys = [key for entry in entries for key in _by_kind(entry)]
    words_of_sets = {word.split()[-1] for words in rules.sets.values() for word in words if not word.startswith("@")}
    nouns = {word for kind, word in keys if kind == "noun"} | words_of_sets | _required(rules.triggers)
    controls = [
        word
        for key, words in rules.grammar.items()
        if key.startswith(("light", "control", "subject", "object"))
        for word in words
    ]
    verbs = [word for kind, word in keys if kind == "verb"] + [*rules.reporting, *_GRAMMAR_VERBS, *irregular, *controls]
    return Tables(_verb_table(verbs, irregular), _noun_table(nouns))


_Entry = TypeVar("_Entry", Trigger, Operator)


def _by_word(entries: Iterable[_Entry]) -> dict[tuple[str, str], tuple[_Entry, ...]]:
    found: dict[tuple[str, str], list[_Entry]] = defaultdict(list)
    for entry in entries:
        for key in dict.fromkeys(_by_kind(entry)):
            found[key].append(entry)
    return {key: tuple(entries_of_key) for key, entries_of_key in found.items()}


def build_lexicon(rules: Rules, tables: Tables, digest: str) -> Lexicon:
    """Index the rules."""
    triggers, operators = _by_word(rules.triggers), _by_word(rules.operators)
    entries: list[Trigger | Operator] = [*rules.triggers, *rules.operators]
    return Lexicon(
        triggers=triggers,
        operators=operators,
        implied=tuple(trigger for trigger in rules.triggers if trigger.implied and trigger.theme is not None),
        entries={entry.id: entry for entry in entries},
        verbs=tables.verbs,
        nouns=tables.nouns,
        adjectives=frozenset(word for kind, word in (*triggers, *operators) if kind == "adjective"),
        sets=rules.sets,
        reporting=rules.reporting,
        grammar=rules.grammar,
        particles=_particles(entries),
        examples=tuple(example for entry in entries for example in entry.examples),
        hash=digest,
    )


def dictionary_lexicon(base: Lexicon, triggers: Sequence[Trigger]) -> Lexicon:
    """`base` with the triggers of a user's dictionary for its own, and no operators.

    An entry names forms, not lemmas: it is found under each lemma that one of its forms has.
    """
    verbs = dict(base.verbs)
    lemmas: dict[str, set[str]] = defaultdict(set)
    for (form, _), lemma in verbs.items():
        lemmas[form].add(lemma)
    found: dict[tuple[str, str], list[Trigger]] = defaultdict(list)
    for trigger in triggers:
        if not any(lemmas.get(form) for form in trigger.lemmas):
            _learn(min(trigger.lemmas, key=len), verbs, lemmas)
        for lemma in sorted({lemma for form in trigger.lemmas for lemma in lemmas.get(form) or {form}}):
            found["verb", lemma].append(replace(trigger, lemmas=(lemma,)))
    return replace(
        base,
        triggers={key: tuple(listed) for key, listed in found.items()},
        operators={},
        implied=(),
        entries={trigger.id: trigger for trigger in triggers},
        verbs=verbs,
        adjectives=frozenset(),
        examples=(),
        own_codes=True,
    )


def _learn(verb: str, verbs: dict[tuple[str, str], str], lemmas: dict[str, set[str]]) -> None:
    """A verb that is none of ours: its regular forms."""
    for form, form_class in verb_forms(verb, {}).items():
        lemmas[form].add(verbs.setdefault((form, form_class), verb))
        verbs.setdefault((form, ""), verb)


def _particles(entries: Iterable[Trigger | Operator]) -> dict[str, frozenset[str]]:
    """Verb to the words that may follow it in entries of several words."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for lemma in entry.lemmas:
            first, *rest = lemma.split()
            found[first].update(rest)
    return {verb: frozenset(rest) for verb, rest in found.items() if rest}
