"""What was found in one sentence, and what was not: the coder's results before they become Event records."""

from dataclasses import dataclass

from dragoman.coding.algebra import State
from dragoman.coding.bind import Parties
from dragoman.coding.chain import Chain, Link
from dragoman.coding.match import Failure, Match

# where the main line of a sentence runs; elsewhere stands what happened before or besides
_MAIN_SLOTS = frozenset({"", "that", "conjunct", "subject", "infinitive", "attribute", "gerund", "purpose"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One coded act of a sentence, before it becomes an Event: everything that explains it."""

    match: Match
    chain: Chain
    links: tuple[Link, ...]
    state: State
    parties: Parties


@dataclass(frozen=True, slots=True)
class Dropped:
    """An act that matched but became no event, and why."""

    match: Match
    reason: str


@dataclass(frozen=True, slots=True)
class Coding:
    """What was found in one sentence, what was dropped, and which entries failed."""

    findings: tuple[Finding, ...]
    dropped: tuple[Dropped, ...]
    failures: tuple[Failure, ...]


def in_main_line(finding: Finding) -> bool:
    """Whether an act stands in the line of its sentence, not in a relative clause, a phrase or an aside."""
    return finding.chain.top.slot in _MAIN_SLOTS
