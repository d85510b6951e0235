"""Operators without a coded act: "agreed to resign", "rejected Iran's proposal", "warned Tehran"."""

from collections.abc import Callable, Iterator

from dragoman.coding.match import Match, Matcher
from dragoman.lexicon import Frame, Lexicon, Operator, Trigger
from dragoman.types import Clause, Sentence

# "warned that it will not tolerate": a future that is not the weather's is checked by who says it
_FUTURE = frozenset({"modal:will", "modal:would"})
_MODALS = frozenset({"must", "should", "ought"})
_OBLIGED = frozenset(f"modal:{word}" for word in _MODALS)
_NO_FRAME = Frame("none", ())


def alone_matches(sentence: Sentence, lexicon: Lexicon, matcher: Matcher, used: set[int]) -> Iterator[Match]:
    """A match for each operator that is an event by itself and governs no coded act."""
    for head in matcher.operating:
        if head in used or matcher.match(head) is not None:
            continue
        for operator, kind in matcher.operator_kinds(head):
            clause = matcher.view(head, kind)
            if operator.alone and operator.alone_frame and _has_what_it_needs(clause, operator, matcher):
                yield Match(clause, _as_trigger(operator), -1, sentence.words[head], 0)
                break


def obliged_matches(sentence: Sentence, lexicon: Lexicon, used: set[int]) -> Iterator[Match]:
    """A demand for each "X said Y must ..." whose own act is not coded."""
    trigger = lexicon.entries.get("obliged")
    if _MODALS.isdisjoint(sentence.lower):
        return
    for head in range(len(sentence.words)):
        if head in used or sentence.kind(head) != "verb" or not isinstance(trigger, Trigger):
            continue
        clause = sentence.clause(head)
        reported = (
            clause.slot == "that" and clause.governor >= 0 and sentence.lemmas[clause.governor] in lexicon.reporting
        )
        if reported and not _OBLIGED.isdisjoint(clause.marks) and clause.governor not in used:
            yield Match(clause, trigger, -1, sentence.words[head], 0)


def _has_what_it_needs(clause: Clause, operator: Operator, matcher: Matcher) -> bool:
    roles = clause.roles
    held = bool(roles.get("complement")) or any(roles.get(slot) for slot in operator.slots)
    if clause.kind == "noun" and (clause.slot == "attribute" or not held):
        # "the opposition", "is a threat to": a noun by itself reports no act
        return False
    if any(matcher.fillers.satisfied(clause, r) for r in operator.without):
        return False
    needs = _NEEDS.get(operator.alone_needs)
    return needs is None or needs(clause, operator, matcher)


def _addressee(clause: Clause, operator: Operator, matcher: Matcher) -> bool:
    """Somebody is addressed, or what is said lies in the future: "warned that it will not tolerate"."""
    if any(_FUTURE & matcher.sentence.clause(h).marks for h in clause.roles.get("complement", ())):
        return True
    return any(matcher.fillers.resolver.resolve(h) for role in operator.addressee for h in clause.roles.get(role, ()))


def _infinitive(clause: Clause, _: Operator, matcher: Matcher) -> bool:
    return any("infinitive" in matcher.sentence.clause(h).marks for h in clause.roles.get("complement", ()))


def _slot(clause: Clause, operator: Operator, _: Matcher) -> bool:
    return bool(clause.roles.get("complement")) or any(clause.roles.get(slot) for slot in operator.slots)


def _phrase(clause: Clause, operator: Operator, _: Matcher) -> bool:
    return any(clause.roles.get(slot) for slot in operator.slots)


_NEEDS: dict[str, Callable[[Clause, Operator, Matcher], bool]] = {
    "addressee": _addressee,
    "infinitive": _infinitive,
    "slot": _slot,
    "complement": _slot,
    "phrase": _phrase,
}


def _as_trigger(operator: Operator) -> Trigger:
    frame = operator.alone_frame or _NO_FRAME
    return Trigger(
        id=operator.id, lemmas=operator.lemmas, nouns=operator.nouns, adjectives=operator.adjectives, frame=frame,
        theme=None, need=(), without=(), cameo=operator.alone, event_type="", mode="", contexts=(), variant="",
        implied=False, priority=0, order=0, examples=operator.examples,
    )  # fmt: skip
