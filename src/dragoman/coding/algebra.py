"""An act and its chain of operators, folded into one event, from the inside out."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.coding.chain import Link
from dragoman.ontology import Ontology

# the modality that the record shows for each class of operator
SHOWN = {
    "offered": "intended", "intended": "intended", "threatened": "intended", "requested": "requested",
    "demanded": "requested", "refused": "refused", "ceased": "ceased", "prevented": "ceased",
    "accused": "accused", "supported": "supported",
}  # fmt: skip
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
    """The states after one more operator."""
    last, modality = states[-1], link.modality
    if modality in ("failed", "denied"):
        return None
    if link.negated:
        if modality in _INTENT or modality == "threatened":
            modality = "intended+negated" if modality in _INTENT else modality
        elif modality == "refused":
            return [*states, State(last.cameo, last.event_type, "")] if last.modality else None
        else:
            return None
    if last.modality in _INTENT and len(states) > 1 and modality in _SEES_THROUGH_INTENT:
        states = states[:-1]
    if last.modality in _REQUEST and len(states) > 1:
        if modality in _REQUEST | {"accused"} or (modality == "refused" and _rejects(ontology, states[-2].cameo)):
            states = states[:-1]
        elif modality == "refused":
            return [*states, State("120", "REJECT", "refused")]
    base = states[-1]
    folded = ontology.fold(base.cameo, modality, variant)
    if folded is None:
        return states
    return (
        [*states, State(folded.cameo or base.cameo, folded.event_type, modality.split("+")[0])]
        if folded.event_type != "none"
        else [*states, State(base.cameo, "none", modality)]
    )


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
