"""The chain of operators above an act: from the act outwards, as far as each word governs the one below."""

from dataclasses import dataclass, field

from dragoman.coding.match import Matcher
from dragoman.lexicon import Lexicon, Operator
from dragoman.types import Clause, Sentence

_LIMIT = 6
# how many conditions of an entry of its own keep a word from being an operator: "called his counterpart to thank him"
_EXACT = 2
_FUTURE = frozenset({"will", "shall", "going"})
_POSSIBLE = frozenset({"may", "might", "could", "can"})
_OBLIGED = frozenset({"must", "should", "ought", "need"})
_NEVER_SWALLOWED = frozenset({"threatened", "ceased", "prevented", "requested", "demanded", "offered", "supported"})
_SPOKEN = frozenset({"offered", "threatened", "requested", "demanded", "refused", "accused", "supported"})


@dataclass(frozen=True, slots=True)
class Link:
    """One operator of a chain: `head` is its word; `modality` its class; `negated` whether "not" stands on it.

    An operator that is no word of its own (the future of a verb, its obligation) has the verb's auxiliary for words.
    """

    head: int
    modality: str
    operator: Operator | None
    clause: Clause
    slot: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Operators from the inmost outwards, and what was met on the way.

    `top` is the outmost clause reached; `report` the head of a reporting verb above it (-1: none); `negated` says
    that the act itself is denied; `factuality` is the strongest doubt met.
    """

    links: tuple[Link, ...]
    top: Clause
    report: int
    negated: bool
    factuality: str
    condition: int
    transparent: tuple[int, ...]


@dataclass(slots=True)
class _Climb:
    """Where a climb stands: local to one call, handed from step to step."""

    node: Clause
    links: list[Link] = field(default_factory=list)
    transparent: list[int] = field(default_factory=list)
    negated: bool = False
    doubt: str = "asserted"
    condition: int = -1
    report: int = -1


class Climber:
    """Climbs from acts to operators in one sentence."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon, matcher: Matcher) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.matcher = matcher

    def climb(self, act: Clause) -> Chain:
        """The chain above `act`."""
        state = _Climb(act)
        for _ in range(_LIMIT):
            self._marks(state)
            node = state.node
            if node.governor < 0 or node.governor == node.head:
                break
            if not self._step(state, node.governor, node.slot):
                break
        if state.report < 0:
            state.report = self._report_above(state.node)
        self._backshift(state)
        self._headline(state)
        doubt = self._hypothetical(state.node, state.report, state.doubt)
        links, transparent = tuple(state.links), tuple(state.transparent)
        return Chain(links, state.node, state.report, state.negated, doubt, state.condition, transparent)

    def _step(self, state: _Climb, governor: int, slot: str) -> bool:
        """One word up; False where the chain ends."""
        found = self._operator(state.node, governor, slot)
        if found is None:
            state.report = self._report(governor, slot)
            if state.report >= 0 and self._obliged(state.node):
                state.links.append(Link(state.node.head, "demanded", None, self.sentence.clause(governor), "that"))
            state.doubt = self._conditional(slot, state.node, state.doubt)
            return False
        operator, kind = found
        clause = self.matcher.view(governor, kind)
        if operator.modality == "transparent":
            state.transparent.append(governor)
        else:
            state.links.append(Link(governor, operator.modality, operator, clause, slot))
            if operator.modality in _SPOKEN:
                # a threat is made, whether or not what is threatened hangs on something
                state.doubt = "asserted"
        state.node = clause
        return True

    def _marks(self, state: _Climb) -> None:
        """What the node's own auxiliaries add: future, possibility, negation, a condition beside it."""
        node, links = state.node, state.links
        modals = {mark[6:] for mark in node.marks if mark.startswith("modal:")}
        negation = "negated" in node.marks
        if modals & _FUTURE:
            links.append(Link(node.head, "intended", None, node, "auxiliary", negation))
        elif negation and links and links[-1].head == node.head:
            links[-1] = _negate(links[-1])
        elif negation:
            state.negated = not state.negated
        if modals & _POSSIBLE and state.doubt == "asserted":
            state.doubt = "denied" if negation and not links else "possible"
        self._condition(state)

    def _condition(self, state: _Climb) -> None:
        beside = state.node.roles.get("condition", ())
        inside = any(mark in state.node.marks for mark in ("mark:if", "mark:unless", "mark:lest"))
        if beside and state.condition < 0:
            state.condition = beside[0]
        spoken = bool(state.links) and state.links[-1].head == state.node.head and state.links[-1].modality in _SPOKEN
        if (inside or (beside and not spoken)) and state.doubt in ("asserted", "possible"):
            state.doubt = "conditional"

    def _backshift(self, state: _Climb) -> None:
        """ "Said it would free them": "would" is the future of a report in the past."""
        node = state.node
        if (
            state.report >= 0
            and "modal:would" in node.marks
            and not (state.links and state.links[-1].head == node.head)
        ):
            negation = "negated" in node.marks
            state.links.append(Link(node.head, "intended", None, node, "auxiliary", negation))
            state.negated = state.negated and not negation

    def _headline(self, state: _Climb) -> None:
        """ "Putin to visit Hanoi": an infinitive that is the sentence is a future."""
        node = state.node
        above = self.sentence.clause(node.governor) if node.governor >= 0 else None
        whole = above is None or (node.slot == "infinitive" and above.kind == "noun" and above.governor < 0)
        told = state.links and state.links[-1].head == node.head
        if "infinitive" in node.marks and whole and not told:
            state.links.append(Link(node.head, "intended", None, node, "auxiliary"))

    def _operator(self, act: Clause, governor: int, slot: str) -> tuple[Operator, str] | None:
        """The operator that `governor` is for what stands in `slot`, and the kind of word."""
        best: tuple[Operator, str] | None = None
        own = self.matcher.match(governor)
        says_it_all = own is not None and own.exact >= _EXACT and slot != "infinitive"
        for operator, kind in self.matcher.operator_kinds(governor):
            clause = self.sentence.clause(governor)
            if says_it_all and operator.modality not in _NEVER_SWALLOWED:
                continue
            fits = slot in operator.slots and not any(
                self.matcher.fillers.satisfied(clause, r) for r in operator.without
            )
            better = best is None or best[0].modality == "transparent"
            anothers = best is not None and best[0].modality == "ceased" and operator.modality == "prevented"
            if fits and (better or (anothers and self._of_another(act, clause))):
                best = operator, kind
        return best

    def _of_another(self, act: Clause, above: Clause) -> bool:
        """ "Police stopped a march by students": the act has a subject of its own, which is not who stops it."""
        own = [head for head in act.roles.get("subject", ()) if self.sentence.kind(head) == "noun"]
        return act.kind == "noun" and bool(own) and set(own).isdisjoint(above.roles.get("subject", ()))

    def _report(self, governor: int, slot: str) -> int:
        if (
            slot in ("that", "conjunct", "gerund", "infinitive")
            and self.sentence.lemmas[governor] in self.lexicon.reporting
        ):
            return governor
        return -1

    def _report_above(self, node: Clause) -> int:
        """A reporting verb further up, when the act is deeper inside what is reported."""
        seen = 0
        while node.governor >= 0 and seen < 8:
            if node.slot == "that" and self.sentence.lemmas[node.governor] in self.lexicon.reporting:
                return node.governor
            node = self.sentence.clause(node.governor)
            seen += 1
        return -1

    def _obliged(self, node: Clause) -> bool:
        return any(f"modal:{word}" in node.marks for word in _OBLIGED)

    def _conditional(self, slot: str, node: Clause, doubt: str) -> str:
        if slot == "adverbial" and any(f"mark:{word}" in node.marks for word in ("if", "unless", "lest", "provided")):
            return "conditional"
        if slot == "purpose" and doubt == "asserted":
            return "hypothetical"
        return doubt

    def _hypothetical(self, node: Clause, report: int, doubt: str) -> str:
        """ "Would" is a plan under a report in the past ("said it would"), else imagined; so is a bare "should"."""
        if doubt != "asserted":
            return doubt
        if "modal:would" in node.marks and report < 0:
            return "hypothetical"
        if self._obliged(node) and report < 0:
            return "hypothetical"
        return doubt


def _negate(link: Link) -> Link:
    return Link(link.head, link.modality, link.operator, link.clause, link.slot, not link.negated)
