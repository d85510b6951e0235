"""How an event is read as assistance: who gives, how far it has come, and what is given."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import resources

from dragoman.knowledge.tables import parse_table
from dragoman.types import Actor, Event, Item

HELP = "assistance"  # the category of what is no equipment
CONTRACT = "057"
_TURNED = "072"  # the act whose frame makes the supplier its source, whoever is the subject of the verb
_WITH_ITEMS = "+"
_MOVED = "15"
_SENT = frozenset("send sends sent sending dispatch dispatches dispatched dispatching arrive arrived arrives".split())
_STATIONED = frozenset("deploy deploys deployed deploying deployment station stations stationed stationing".split())
_TROOPS = re.compile(r"\b(?:troops|soldiers|advisers|advisors|instructors|brigades?|battalions?)\b", re.I)
_ANY = "military aid"  # an act of assistance that does not say of what kind
_USED = frozenset({"ASSAULT", "MOBILIZE"})
_OPINION = frozenset({"accused", "supported"})


@dataclass(frozen=True, slots=True)
class Deed:
    """How an act, a word or a rule is read: which side is the source, the stage as if it happened, what is given.

    A source is a "giver", a "taker", or a "user" of what somebody else supplied.

    `assistance` "+" means that the act counts only where equipment is named.
    """

    direction: str
    stage: str
    assistance: str


@dataclass(frozen=True, slots=True)
class Deeds:
    """The table of deeds; a rule says more than a word, a word more than an act."""

    acts: Mapping[str, Deed]
    words: Mapping[str, Deed]
    rules: Mapping[str, Deed]
    items: Mapping[str, Deed]


def load_deeds() -> Deeds:
    """The shipped table. Raises ActorError where it is none."""
    path = resources.files("dragoman.analysis") / "transfers.tsv"
    table = parse_table(path.read_bytes(), "transfers.tsv", ("by", "key", "direction", "stage", "assistance"))
    kinds: dict[str, dict[str, Deed]] = {"act": {}, "word": {}, "rule": {}, "item": {}}
    for _, row in table.rows:
        for key in row["key"].split("|"):
            kinds[row["by"]][key] = Deed(row["direction"], row["stage"], row["assistance"])
    return Deeds(kinds["act"], kinds["word"], kinds["rule"], kinds["item"])


def concerns(event: Event, deeds: Deeds) -> bool:
    """Whether the register looks at an event at all."""
    return event.act.cameo == CONTRACT or deed_of(event, deeds) is not None


def things(event: Event, deed: Deed, deeds: Deeds) -> list[Item]:
    """What is given: equipment; other help by its kind; what the act stands for where nothing is named."""
    weapons = [item for item in event.items if item.category != HELP]
    if deed.assistance == _WITH_ITEMS:
        return weapons
    help_ = [replace(item, name=_kind(item, deeds)) for item in event.items if item.category == HELP]
    if deed.assistance != _ANY:
        # a rule that names the kind of help knows better than the words: "trained special forces" gives no troops
        same = [item for item in help_ if item.name == deed.assistance]
        return [*same[:1]] or [Item(deed.assistance, HELP, None, event.trigger.start, event.trigger.end)]
    named = [item for item in help_ if item.name != "-" and not (weapons and item.name == _ANY)]
    if event.items and not weapons and not named:
        return []
    return [*weapons, *named] or [Item(_ANY, HELP, None, event.trigger.start, event.trigger.end)]


def _kind(item: Item, deeds: Deeds) -> str:
    known = deeds.items.get(item.name)
    return known.assistance if known else item.name


def deed_of(event: Event, deeds: Deeds) -> Deed | None:
    """How the event is read; None where its act is none of assistance."""
    rule = deeds.rules.get(event.rule)
    if rule is not None:
        return rule
    act, word = deeds.acts.get(event.act.cameo), deeds.words.get(event.trigger.text.lower())
    if act is None:
        return _lent(event) or (word and _in_use(event, word))
    if word is None or event.act.cameo == "0232":
        return act
    direction = word.direction
    if event.act.cameo == _TURNED and event.modality in ("actual", *_OPINION) and _gave(event):
        direction = "giver"
    return Deed(direction, word.stage, act.assistance)


def _lent(event: Event) -> Deed | None:
    """Weapons or troops that move to another country, which nobody calls an enemy: "sent rifles to Ukraine"."""
    ours, theirs = set(countries(event.source)), set(countries(event.target))
    word = event.trigger.text.lower()
    if event.act.cameo[:2] != _MOVED or word not in _SENT | _STATIONED or not ours or not theirs or ours & theirs:
        return None
    weapons = any(item.category != HELP for item in event.items)
    if not weapons and not _TROOPS.search(event.evidence[0].text):
        return None
    stage = "delivered" if word in _SENT else "in use"
    return Deed("giver", stage, _WITH_ITEMS if weapons else "troops")


def _in_use(event: Event, word: Deed) -> Deed | None:
    """A weapon that another country builds, in the hands of who uses it."""
    foreign = any(i.maker and not set(i.maker.split("|")) & set(countries(event.source)) for i in event.items)
    if word.stage == "in use" and event.act.event_type in _USED and foreign:
        return replace(word, assistance=_WITH_ITEMS)
    return None


def _gave(event: Event) -> bool:
    """Whether the frame turned the act round: then it has a receiver, or its source stands behind the verb."""
    return bool(event.target) or any(actor.start > event.trigger.end for actor in event.source)


def countries(actors: tuple[Actor, ...]) -> tuple[str, ...]:
    """ISO-3 of each actor, each once; the code of one that has no country."""
    return tuple(dict.fromkeys(found for a in actors if (found := a.country or a.code)))
