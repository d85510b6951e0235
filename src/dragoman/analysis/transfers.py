"""The register of military assistance: who gives what to whom, and how far it has come; one row a transfer.

Events tell of transfers in pieces: an order, its delivery, a denial, each with some of supplier, recipient, item and
number. What fits together is one row. Of stages told at different times the last one that goes further holds; that a
transfer is cancelled or denied holds while it is the last word, and what is only imagined never holds against another.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from dragoman.analysis.deeds import CONTRACT, HELP, Deed, Deeds, concerns, countries, deed_of, load_deeds, things
from dragoman.types import Actor, Event, Evidence, Factuality, Item, Voice

__all__ = ["STAGES", "Deeds", "Stage", "Transfer", "concerns", "load_deeds", "register"]

Stage = Literal["asked", "offered", "ordered", "delivered", "in use", "cancelled", "denied", "imagined"]

STAGES: tuple[Stage, ...] = (
    "asked", "offered", "ordered", "delivered", "in use", "cancelled", "denied", "imagined",
)  # fmt: skip
_RANK = {stage: rank for rank, stage in enumerate(STAGES[:5])}
_ARRIVED = frozenset({"delivered", "in use"})
_IMAGINED = frozenset({"possible", "conditional", "hypothetical"})
_OPINION = frozenset({"accused", "supported"})
_UNTOLD = frozenset({"refused", "ceased", "prevented"})
_ASKED = frozenset({"requested", "demanded"})
_MEANT = frozenset({"intended", "offered", "threatened"})
_YEAR = re.compile(r"^\d{4}(-\d{2}){0,2}")


@dataclass(frozen=True, slots=True)
class Transfer:
    """One transfer. Countries are ISO-3; an organisation or a group without one has its actor code.

    `quantity` is what is asked, offered or ordered, `delivered` the number that is told to have arrived. `assistance`
    is what kind of help it is ("weapons", "training", "basing" ...). Date, speaker, voice and factuality are those of
    the telling that gave the stage; `first` and `last` are the first and last dates told; `tellings` counts the
    sentences that tell it, each in `evidence`.
    """

    supplier: tuple[str, ...]
    supplier_names: tuple[str, ...]
    recipient: tuple[str, ...]
    recipient_names: tuple[str, ...]
    item: str
    category: str
    maker: str | None
    assistance: str
    quantity: str | None
    delivered: str | None
    value: str | None
    stage: Stage
    date: str | None
    date_basis: str
    ordered_on: str | None
    delivered_on: str | None
    speaker: str | None
    voice: Voice
    factuality: Factuality
    first: str | None
    last: str | None
    tellings: int
    evidence: tuple[Evidence, ...] = ()
    events: tuple[str, ...] = ()


@dataclass(slots=True)
class _Rows:
    """The rows so far: local to one register."""

    found: list[Transfer] = field(default_factory=list)
    _by_item: dict[str, list[int]] = field(default_factory=dict)

    def add(self, telling: Transfer) -> None:
        """Merge a telling into the row that it fits; a new row where it fits none, or several without saying which."""
        index = self._of(telling)
        if index is None:
            self._by_item.setdefault(telling.item.casefold(), []).append(len(self.found))
            self.found.append(telling)
        else:
            self.found[index] = _merged(self.found[index], telling)

    def _of(self, telling: Transfer) -> int | None:
        alike = self._by_item.get(telling.item.casefold(), ())
        fits = [index for index in alike if _same(self.found[index], telling)]
        exact = [index for index in fits if _parties(self.found[index]) == _parties(telling)]
        near = [index for index in exact or fits if _documents(self.found[index]) & _documents(telling)]
        if near or exact:
            return (near or exact)[-1]
        return fits[0] if len(fits) == 1 else None


def register(events: Iterable[Event], deeds: Deeds) -> list[Transfer]:
    """The transfers that the events tell of, in the order of their first telling."""
    known = list(events)
    signed = {_place(event) for event in known if event.act.cameo == CONTRACT}
    tellings = _without_shadows([telling for event in known for telling in _tellings(event, deeds, signed)])
    rows = _Rows()
    # undated tellings are background: what has a date comes after them and holds
    for telling in sorted(tellings, key=lambda t: _moment(t.date)):
        rows.add(telling)
    return rows.found


def _without_shadows(tellings: list[Transfer]) -> list[Transfer]:
    """The tellings but those of half a transfer that its own sentence tells in full: "took delivery of"."""
    whole = {(t.item, t.evidence[0]): {*t.supplier, *t.recipient} for t in tellings if t.supplier and t.recipient}
    return [
        t
        for t in tellings
        if (t.supplier and t.recipient) or not {*t.supplier, *t.recipient} <= whole.get((t.item, t.evidence[0]), set())
    ]


def _place(event: Event) -> tuple[str, int]:
    return event.evidence[0].document_id, event.evidence[0].start


def _moment(date: str | None) -> str:
    found = _YEAR.match(date or "")
    return found.group() if found else ""


def _tellings(event: Event, deeds: Deeds, signed: set[tuple[str, int]]) -> list[Transfer]:
    """One telling for each thing that the event says is given; none where it is about no assistance."""
    deed = deed_of(event, deeds)
    if deed is None:
        return []
    contract = _place(event) in signed
    return [_telling(event, deed, thing, contract=contract) for thing in things(event, deed, deeds)]


def _telling(event: Event, deed: Deed, item: Item, *, contract: bool) -> Transfer:
    stage = _stage(event, deed, contract=contract)
    supplier, recipient = _sides(event, deed, item)
    arrived = stage in _ARRIVED
    speaker = event.source[0] if event.modality == "accused" and event.source else event.speaker
    return Transfer(
        supplier=countries(supplier), supplier_names=_names(supplier),
        recipient=countries(recipient), recipient_names=_names(recipient),
        item=item.name, category=item.category, maker=item.maker,
        assistance=item.name if item.category == HELP else "weapons",
        quantity=None if arrived else item.quantity, delivered=item.quantity if arrived else None,
        value=item.value, stage=stage,
        date=event.date, date_basis=event.date_basis,
        ordered_on=event.date if stage == "ordered" else None,
        delivered_on=event.date if stage == "delivered" else None,
        speaker=speaker.name if speaker else None, voice=event.voice, factuality=event.factuality,
        first=event.date, last=event.date, tellings=len(event.evidence), evidence=event.evidence, events=(event.id,),
    )  # fmt: skip


def _stage(event: Event, deed: Deed, *, contract: bool) -> Stage:
    """How far the transfer has come by this telling."""
    if event.factuality == "denied":
        return "denied"
    if event.factuality in _IMAGINED or _obliged(event):
        # "signed a contract to buy": the purchase is an aim to the grammar, but it is ordered
        return "ordered" if contract and event.factuality == "hypothetical" else "imagined"
    classes = [use.class_ for use in event.operators if use.class_ not in _OPINION]
    outmost = classes[0] if classes else ""
    if event.modality in ("refused", "ceased") or outmost in _UNTOLD:
        return "cancelled"
    if outmost in _ASKED:
        return "asked"
    if outmost in _MEANT:
        return _planned(deed, agreed="offered" in classes)
    return next(stage for stage in STAGES if stage == deed.stage)


def _obliged(event: Event) -> bool:
    """ "Poland should give its jets": what somebody finds right is no request of who is to receive them."""
    return bool(event.operators) and event.operators[0].class_ == "demanded" and _own(event)


def _own(event: Event) -> bool:
    """Whether the outmost operator is an auxiliary of the act's own word."""
    return event.operators[0].start == event.trigger.start


def _planned(deed: Deed, *, agreed: bool) -> Stage:
    """The stage of what somebody means to do: to give is an offer, to buy a wish until it is agreed."""
    if deed.direction == "giver" or deed.stage in _ARRIVED:
        return "offered"
    return "ordered" if agreed else "asked"


def _sides(event: Event, deed: Deed, item: Item) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Supplier and recipient."""
    if deed.direction == "user":
        # the target is an enemy or a place
        return (), event.source
    giver = deed.direction == "giver"
    classes = [use.class_ for use in event.operators]
    if event.modality in _OPINION or _obliged(event):
        # whose deed it is stands in the target; the other side is not in the event
        return (event.target, ()) if giver else ((), event.target)
    if event.modality == "requested":
        giver = False
    elif event.modality == "refused" and "requested" in classes:
        giver = True
    elif event.modality == "refused" and "offered" in classes:
        giver = False
    elif event.modality == "refused" and event.act.cameo == "0232":
        giver = True
    elif event.act.cameo == CONTRACT:
        # two sign: who builds it sells it
        giver = _builds(event.source, item) < _builds(event.target, item)
    return (event.source, event.target) if giver else (event.target, event.source)


def _builds(actors: tuple[Actor, ...], item: Item) -> int:
    """The place of the actors among the makers, the first of which built it first; the number of makers for others."""
    makers = (item.maker or "").split("|")
    return min((makers.index(c) for c in countries(actors) if c in makers), default=len(makers))


def _names(actors: tuple[Actor, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor.name for actor in actors))


def _parties(row: Transfer) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(row.supplier), frozenset(row.recipient)


def _documents(row: Transfer) -> set[str]:
    return {evidence.document_id for evidence in row.evidence}


def _same(row: Transfer, other: Transfer) -> bool:
    """Whether two tellings are of one transfer: nothing of one speaks against the other, and a party is shared.

    In one sentence none need be: "Peru operates helicopters bought from Russia".
    """
    sides = list(zip(_parties(row), _parties(other), strict=True))
    agree = all(mine == yours or not mine or not yours for mine, yours in sides)
    shared = any(mine and mine == yours for mine, yours in sides) or bool({*row.evidence} & {*other.evidence})
    return (
        row.item.casefold() == other.item.casefold()
        and agree
        and shared
        and _fits(row.quantity, other.quantity)
        and _fits(row.delivered, other.delivered)
    )


def _fits(mine: str | None, yours: str | None) -> bool:
    return mine is None or yours is None or mine.casefold() == yours.casefold()


def _merged(row: Transfer, new: Transfer) -> Transfer:
    """The row with what a later telling adds."""
    teller = new if _overrides(row.stage, new.stage) else row
    supplier, recipient = (new if not row.supplier else row), (new if not row.recipient else row)
    evidence = tuple(dict.fromkeys((*row.evidence, *new.evidence)))
    dates = [date for date in (row.first, row.last, new.date) if date]
    return replace(
        row,
        supplier=supplier.supplier, supplier_names=supplier.supplier_names,
        recipient=recipient.recipient, recipient_names=recipient.recipient_names,
        maker=row.maker or new.maker, quantity=row.quantity or new.quantity,
        delivered=row.delivered or new.delivered, value=row.value or new.value,
        ordered_on=row.ordered_on or new.ordered_on, delivered_on=row.delivered_on or new.delivered_on,
        stage=teller.stage, date=teller.date, date_basis=teller.date_basis,
        speaker=teller.speaker, voice=teller.voice, factuality=teller.factuality,
        first=min(dates, key=_moment, default=None), last=max(dates, key=_moment, default=None),
        tellings=len(evidence),
        evidence=evidence,
        events=tuple(dict.fromkeys((*row.events, *new.events))),
    )  # fmt: skip


def _overrides(held: Stage, told: Stage) -> bool:
    """Whether a stage told later takes the place of the one that is held."""
    if told == "imagined":
        return False
    if held not in _RANK or told not in _RANK:
        return True
    return _RANK[told] > _RANK[held]
