"""Whose an agent is that no word of the sentence gives a country: in domestic acts, the country of the other side."""

from dataclasses import replace

from dragoman.coding.bind import Parties
from dragoman.coding.resolver import Resolved

# protest, coercion, inquiry, charge and trial happen inside a state unless somebody says otherwise
_DOMESTIC_ACTS = frozenset({"PROTEST", "COERCE"})
_INQUIRIES = frozenset({"090", "091", "092", "093", "094", "115", "116"})
_AT_HOME = frozenset("COP JUD CVL OPP LEG EDU LAB AGR REL SOC PTY MED JRN GOV".split())


# a protest, a curfew, a state of emergency is felt by the country that it happens in, if nobody is named
_FELT_AT_HOME = ("172", "175", "0813", "0814", "081", "082")


def felt_at_home(parties: Parties, event_type: str, cameo: str) -> Parties:
    """The parties, with the source's own country for a missing target of a protest or of rule by decree."""
    if parties.target or (event_type != "PROTEST" and not cameo.startswith(_FELT_AT_HOME)):
        return parties
    own = [r for r in parties.source if r.actor.country and r.how != "unknown" and "MIL" not in r.actor.sectors]
    return replace(parties, target=(_its_country(own[0]),)) if own else parties


def _its_country(resolved: Resolved) -> Resolved:
    actor = resolved.actor
    reason = "nobody is named: the country that it happens in"
    return replace(resolved, actor=replace(actor, code=actor.country, sectors=(), reason=reason), how="home")


def at_home(parties: Parties, event_type: str, cameo: str) -> Parties:
    """The parties, a nameless agent with the country of the one that it has to do with: "police beat Thai students"."""
    if event_type not in _DOMESTIC_ACTS and cameo not in _INQUIRIES:
        return parties
    source, target = _with_country(parties.source, parties.target), _with_country(parties.target, parties.source)
    return replace(parties, source=source, target=target)


def _with_country(side: tuple[Resolved, ...], other: tuple[Resolved, ...]) -> tuple[Resolved, ...]:
    countries = {r.actor.country for r in other if r.actor.country and _stays(r)}
    if len(countries) != 1 or not any(_homeless(r) for r in side):
        return side
    country = countries.pop() or ""
    return tuple(_owned(r, country) if _homeless(r) else r for r in side)


def _stays(resolved: Resolved) -> bool:
    """Whether the other side is a body or a people that has to do with its own."""
    return not _AT_HOME.isdisjoint(resolved.actor.sectors)


def _homeless(resolved: Resolved) -> bool:
    actor = resolved.actor
    nobodys = actor.reason == "agent without a country" or actor.reason.startswith("title")
    return actor.country is None and nobodys and _AT_HOME.issuperset(actor.sectors)


def _owned(resolved: Resolved, country: str) -> Resolved:
    actor = resolved.actor
    code = country + "".join(actor.sectors[:1])
    return replace(resolved, actor=replace(actor, code=code, country=country, reason="country of the other side"))
