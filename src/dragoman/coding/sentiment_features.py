"""Where a judging word stands to the one who may be meant: the features that the weights are of.

A feature is `relation:sort`. The relation is, nearest first: `is` (says what the target is), `does` (the target does
it), `done` (it is done to the target), `has` (the target's own), `acts` (what the target's verb governs), `upon` (what
comes with a verb that is done to the target), `to` (the target is in another role), `said` (the target's words),
`under`, and by distance `near`, `mid`, `far`. Of a negated word the sort is `!good` or `!bad`.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.coding.sentiment_words import GOOD, Charge, JudgingWords
from dragoman.types import Clause, Sentence

_NEAR, _MID = 4, 10
_MOST = 2.0  # more words of one sort in one place say no more
_CLIMB = 6
_HOLDER = 0.7  # "US bases", "Russia's performance": what is said of what is theirs is said of them, less strongly
_DONE = ("object", "indirect")
_OWNED = ("possessor", "of", "modifier")
_HELD = ("subject", "object")
_NOT = frozenset({"not", "n't", "no", "never"})
_MARKS = frozenset({'"', "``", "''", "“", "”"})


@dataclass(frozen=True, slots=True)
class Target:
    """The one who may be meant: token heads of the mention, and of what belongs to it."""

    own: frozenset[int]
    held: frozenset[int]
    left: int
    right: int


def target_at(sentence: Sentence, start: int, end: int) -> Target | None:
    """The target whose words are the characters `start` to `end` of the document; None where no word stands there."""
    inside = [i for i in range(len(sentence.words)) if sentence.starts[i] < end and sentence.ends[i] > start]
    if not inside:
        return None
    tops = [i for i in inside if sentence.clause(i).governor not in inside]
    named = [i for i in tops if sentence.kind(i) in ("noun", "pronoun", "adjective")] or tops or inside[-1:]
    held = frozenset(holder for i in named if (holder := _holder(sentence, i, inside)) >= 0)
    return Target(frozenset(named), held, inside[0], inside[-1] + 1)


def _holder(sentence: Sentence, head: int, inside: list[int]) -> int:
    """The noun that the target owns or is a modifier of, or -1."""
    above = sentence.clause(head).governor
    if above < 0 or above in inside or sentence.kind(above) != "noun":
        return -1
    roles = sentence.clause(above).roles
    return above if any(head in roles.get(role, ()) for role in _OWNED) else -1


def features(sentence: Sentence, target: Target, words: JudgingWords) -> dict[str, float]:
    """Every feature of the sentence towards the target, with its value."""
    found: defaultdict[str, float] = defaultdict(float)
    quoted = _quoted(sentence)
    for charge in words.charges(sentence):
        relation, share = _relation(sentence, charge, target, words)
        if relation in ("near", "mid", "far", "under") and charge.at in quoted and target.left not in quoted:
            relation = "said" if _tells(sentence, target, words) else relation
        for sort in _sorts(charge):
            found[f"{relation}:{sort}"] += share
    for i, word in enumerate(sentence.lower):
        for sort in words.matters.get(word, ()):
            found[f"matter:{sort}"] += 0.5
            if not target.left <= i < target.right and _distance(i, target) == "near":
                found[f"beside:{sort}"] += 0.5
    for name in _circumstances(sentence, target, words):
        found[name] += 1.0
    return {name: min(value, _MOST) for name, value in found.items()}


def _sorts(charge: Charge) -> Iterator[str]:
    if not charge.negated:
        yield from charge.sorts
    else:
        yield "!good" if GOOD & set(charge.sorts) else "!bad"


def _relation(sentence: Sentence, charge: Charge, target: Target, words: JudgingWords) -> tuple[str, float]:
    """How the word stands to the target, and how much of what it says falls on it."""
    if target.left <= charge.at < target.right:
        return "is", 1.0
    clause = sentence.clause(charge.at)
    for heads, share in ((target.own, 1.0), (target.held, _HOLDER)):
        if heads and (found := _direct(sentence, clause, heads)):
            return found, share
    if charge.at in target.held:
        return "has", 1.0
    return _climbing(sentence, charge.at, target, words) or _distance(charge.at, target), 1.0


def _direct(sentence: Sentence, clause: Clause, heads: frozenset[int]) -> str:
    """The relation of a word whose own clause, or the one that holds it, has the target in a role; else ""."""
    roles = clause.roles
    if clause.kind == "verb":
        return _of_verb(clause, heads)
    if clause.governor in heads and clause.slot in ("modifier", "attribute", "apposition"):
        return "is"
    if clause.kind == "adjective" and heads & set(roles.get("subject", ())):
        return "is"
    if any(heads & set(roles.get(role, ())) for role in _OWNED):
        return "has"
    above = clause.governor
    if above < 0 or sentence.kind(above) != "verb":
        return ""
    return _beside(sentence.clause(above), clause.head, heads)


def _of_verb(clause: Clause, heads: frozenset[int]) -> str:
    roles = clause.roles
    if heads & set(roles.get("subject", ())):
        return "does"
    if any(heads & set(roles.get(role, ())) for role in _DONE):
        return "done"
    return "to" if any(heads & set(fillers) for fillers in roles.values()) else ""


def _beside(verb: Clause, head: int, heads: frozenset[int]) -> str:
    """The relation of a filler of a verb in which the target stands too."""
    if heads & set(verb.roles.get("subject", ())):
        return "is" if head in verb.roles.get("attribute", ()) else "acts"
    if any(heads & set(verb.roles.get(role, ())) for role in _DONE):
        return "is" if head in verb.roles.get("attribute", ()) else "upon"
    return ""


def _climbing(sentence: Sentence, at: int, target: Target, words: JudgingWords) -> str:
    """The relation of a word that hangs, at some depth, on the target or on a verb of its; else ""."""
    heads = target.own | target.held
    for _ in range(_CLIMB):
        at = sentence.clause(at).governor
        if at < 0:
            return ""
        if at in heads:
            return "has"
        if sentence.kind(at) == "verb":
            roles = sentence.clause(at).roles
            if heads & set(roles.get("subject", ())):
                return "said" if sentence.lower[at] in words.telling else "under"
    return ""


def _distance(at: int, target: Target) -> str:
    away = target.left - at if at < target.left else at - target.right + 1
    return "near" if away <= _NEAR else "mid" if away <= _MID else "far"


def _tells(sentence: Sentence, target: Target, words: JudgingWords) -> bool:
    """Whether the target is the subject of a verb of telling."""
    verbs = (i for i in range(len(sentence.words)) if sentence.kind(i) == "verb" and sentence.lower[i] in words.telling)
    return any(target.own & set(sentence.clause(i).roles.get("subject", ())) for i in verbs)


def _quoted(sentence: Sentence) -> frozenset[int]:
    """The tokens between quotation marks."""
    inside, found = False, set()
    for i, word in enumerate(sentence.words):
        if word in _MARKS:
            inside = not inside
        elif inside:
            found.add(i)
    return frozenset(found)


def _circumstances(sentence: Sentence, target: Target, words: JudgingWords) -> Iterator[str]:
    """What is known without a judging word."""
    yield "bias"
    clauses = [sentence.clause(i) for i in range(len(sentence.words)) if sentence.kind(i) == "verb"]
    held = {role: {filler for clause in clauses for filler in clause.roles.get(role, ())} for role in _HELD}
    told = {
        "subject": target.own & held["subject"],
        "object": target.own & held["object"],
        "owner": target.held,
        "tells": _tells(sentence, target, words),
        "quotes": _quoted(sentence),
        "hedged": not words.hedges.isdisjoint(sentence.lower),
        "strong": not words.stronger.isdisjoint(sentence.lower),
        "loud": "!" in sentence.words,
        "asks": "?" in sentence.words,
        "not": not _NOT.isdisjoint(sentence.lower),
        "pronoun": any(sentence.kind(i) == "pronoun" for i in target.own),
        "first": target.left <= 1,
    }
    yield from (name for name, holds in told.items() if holds)
