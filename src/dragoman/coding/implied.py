"""Operators over a bare theme: "asks for tanks", "an offer of tanks", "suspended aid" name the act by its object."""

from collections.abc import Iterator

from dragoman.coding.chain import Link
from dragoman.coding.match import Match, Matcher
from dragoman.lexicon import Lexicon, Operator, Trigger
from dragoman.types import Clause, Sentence

_NOT_THEMES = frozenset({"infinitive", "that", "gerund"})
_TAKING = frozenset({"offered", "requested", "demanded", "refused", "ceased", "threatened"})


def implied_matches(
    sentence: Sentence, lexicon: Lexicon, matcher: Matcher, used: set[int]
) -> Iterator[tuple[Match, Link]]:
    """Each operator that holds the theme of an `implied` entry, with the link that it makes."""
    for head in matcher.operating:
        if head in used:
            continue
        for operator, kind in matcher.operator_kinds(head):
            if operator.modality not in _TAKING:
                continue
            clause = matcher.view(head, kind)
            found = _theme_under(clause, operator, matcher, lexicon.implied)
            if found is not None:
                match, slot = found
                yield match, Link(head, operator.modality, operator, clause, slot)
                break


def _theme_under(
    clause: Clause, operator: Operator, matcher: Matcher, implied: tuple[Trigger, ...]
) -> tuple[Match, str] | None:
    for slot in ("object", "for", "of", "with", "to", "on"):
        if slot not in operator.slots and not (slot == "object" and clause.kind == "verb"):
            continue
        for filler in clause.roles.get(slot, ()):
            names = matcher.fillers.names(filler)
            for trigger in implied:
                if (
                    trigger.theme is not None
                    and not trigger.theme.words.isdisjoint(names)
                    and not any(matcher.fillers.satisfied(clause, line) for line in trigger.without)
                ):
                    return Match(clause, trigger, filler, matcher.sentence.words[filler], 1, implied=True), slot
    return None
