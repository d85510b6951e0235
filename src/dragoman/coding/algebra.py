"""An act and its chain of operators, folded into one event, from the inside out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.coding.chain import Link
from dragoman.ontology import Folded, Ontology

# the modality that the record shows for each class of operator
SHOWN = {
    "offered": "intended", "intended": "intended", "threatened": "intended", "requested": "requested",
    "demanded": "requested", "refused": "refused", "ceased": "ceased", "prevented": "ceased",
    "accused": "accused", "supported": "supported",
}  # fmt: skip
_DECREED = frozenset({"05", "08", "09", "11", "16", "17"})
_INTENT = frozenset({"offered", "intended"})
_REQUEST = frozenset({"requested", "demanded"})
_SEES_THROUGH_INTENT = frozenset({"requested", "demanded", "refused", "accused", "offered", "intended", "ceased"})


@dataclass(frozen=True, slots=True)
class State:
    """What the chain has come to: a code, its type, and the class applied last ("" for the bare act)."""

    cameo: str
    event_type: str
    modality: str


def fold_chain(
    ontology: Ontology, cameo: str, links: Sequence[Link], *, negated: bool, variant: str = ""
) -> State | None:
    """The event of the act `cameo` under `links` (inmost first), or None when no event is left."""
    actual = ontology.fold(cameo, "actual", variant)
    if actual is None:
        return None
    states = [State(actual.cameo or cameo, actual.event_type, "")]
    if negated and links and links[0].modality in _INTENT and links[0].operator is not None:
        # "vowed never to leave": what is not to be done is refused
        links, negated = (replace(links[0], negated=not links[0].negated), *links[1:]), False
    if negated:
        if not links or links[0].modality not in _REQUEST | {"accused", "refused"}:
            return None
        refrain = ontology.fold(cameo, "ceased")
        states = [State(refrain.cameo, refrain.event_type, "")] if refrain and refrain.event_type != "none" else states
    for link in links:
        step = _step(ontology, states, link, variant)
        if step is None:
            return None
        states = step
    final = states[-1]
    return None if final.event_type == "none" else final


def _step(ontology: Ontology, states: list[State], link: Link, variant: str) -> list[State] | None:
    """The states after one more operator; None where nothing is left."""
    modality = _negated(link) if link.negated else link.modality
    if modality in ("denied", "", "failed", "not refused"):
        return _undone(ontology, states, modality, variant)
    if _done_by_deciding(link, states[-1].cameo):
        return states
    states = _seen_through(ontology, states, modality)
    if states[-1].modality in _REQUEST and modality == "refused":
        return [*states, State("120", "REJECT", "refused")]
    base, folded = states[-1], _folded(ontology, states[-1].cameo, link, modality, variant)
    if folded is None:
        return states
    if folded.event_type == "none":
        return [*states, State(base.cameo, "none", modality)]
    return [*states, State(folded.cameo or base.cameo, folded.event_type, modality.split("+")[0])]


def _done_by_deciding(link: Link, cameo: str) -> bool:
    """What authorities decide to ease, to cut or to restrict is done by their decision."""
    decided = link.operator is not None and link.operator.id == "decide" and not link.negated
    return decided and cameo[:2] in _DECREED


def _undone(ontology: Ontology, states: list[State], modality: str, variant: str) -> list[State] | None:
    """What is left of an act that failed, is denied, or is not refused."""
    last = states[-1]
    if modality == "failed":
        # a failed attack is one all the same; a failed delivery is nothing
        tried = ontology.fold(last.cameo, modality, variant)
        left = tried is not None and tried.event_type != "none"
        return [*states, State(tried.cameo, tried.event_type, modality)] if tried is not None and left else None
    return [*states, replace(last, modality="")] if modality == "not refused" and last.modality else None


def _negated(link: Link) -> str:
    """The class of an operator with "not" on it; "" where it leaves nothing."""
    if link.modality in _INTENT:
        return "intended+negated"
    return {"threatened": "threatened", "refused": "not refused"}.get(link.modality, "")


def _seen_through(ontology: Ontology, states: list[State], modality: str) -> list[State]:
    """The states without the last one, where the new operator looks through it."""
    last = states[-1].modality
    if len(states) > 1 and last in _INTENT and modality.split("+", maxsplit=1)[0] in _SEES_THROUGH_INTENT:
        states = states[:-1]
        last = states[-1].modality
    if len(states) > 1 and last in _REQUEST:
        asked_again = modality in _REQUEST | {"accused"}
        if asked_again or (modality == "refused" and _rejects(ontology, states[-2].cameo)):
            return states[:-1]
    return states


def _folded(ontology: Ontology, cameo: str, link: Link, modality: str, variant: str) -> Folded | None:
    folded = ontology.fold(cameo, modality, variant)
    if (
        modality == "refused"
        and folded is not None
        and folded.event_type == "AGREE"
        and link.slot not in ("infinitive", "gerund")
    ):
        # who refuses to strike gives way; who rejects another's plan or call to strike rejects
        return Folded("REJECT", "120")
    return folded


def _rejects(ontology: Ontology, cameo: str) -> bool:
    folded = ontology.fold(cameo, "refused")
    return folded is not None and folded.event_type == "REJECT"


def shown(links: Sequence[Link], state: State) -> str:
    """The modality that the record shows: that of the outmost operator."""
    if not links:
        return "actual"
    link = links[-1]
    if link.negated and link.modality in _INTENT:
        return "refused"
    return SHOWN.get(link.modality, "actual")
