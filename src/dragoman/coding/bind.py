"""Who is source and who is target: from the roles of the act and of the operators above it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dragoman.coding.chain import Chain, Link
from dragoman.coding.match import Match
from dragoman.coding.reach import Reach
from dragoman.coding.resolver import Resolved, Resolver
from dragoman.lexicon import Frame, Pattern
from dragoman.types import Clause, Sentence

_ACTS_SUBJECT = frozenset({"requested", "demanded", "accused", "supported", "prevented"})
# acts of authorities: arrests, inquiries, charges, convictions and sanctions
_STATE_ACTS = frozenset({"09", "11", "16", "17"})
_ARMED_ACTS = frozenset({"18", "19", "20"})
_MOVING = frozenset({"move", "leave"})
_RECIPIENTS = ("indirect", "object", "to", "for", "on", "against", "from", "with", "into", "in")


@dataclass(frozen=True, slots=True)
class Parties:
    """Source and target of an act or event; `blocked` says that a role was filled by what is no actor."""

    source: tuple[Resolved, ...]
    target: tuple[Resolved, ...]
    blocked: bool = False


class Binder:
    """Fills source and target in one sentence."""

    def __init__(self, sentence: Sentence, resolver: Resolver, is_instrument: Callable[[int], bool]) -> None:
        self.sentence = sentence
        self.is_instrument = is_instrument
        self.resolver = resolver
        self.reach = Reach(sentence, resolver)

    # the act itself ----------------------------------------------------------------------------------------------

    def act(self, match: Match) -> Parties:
        """The parties of the bare act."""
        clause, frame = match.clause, match.trigger.frame
        if match.implied:
            return self._implied(match)
        for pattern in frame.patterns:
            if pattern.only and clause.lemma not in pattern.only:
                continue
            if pattern.mutual:
                both = self._mutual(clause, pattern)
                if both is not None:
                    return both
                continue
            if pattern.theme and match.theme >= 0 and not self._theme_fits(clause, pattern, match.theme):
                continue
            return self._pattern(match, pattern, frame)
        return Parties((), ())

    def _implied(self, match: Match) -> Parties:
        """ "An offer of tanks to Iraq": the operator's subject gives, whoever else is in its roles receives."""
        clause = match.clause
        taken: set[object] = {match.theme, clause.head}
        source = self._subject(clause)
        taken |= self._tokens(source)
        target, _ = self._first(clause, _RECIPIENTS, taken)
        if not target:
            target, _ = self._first(self.sentence.clause(match.theme), _RECIPIENTS, taken)
        return Parties(source, target or tuple(r for r in self.resolver.nested(match.theme) if _free(r, taken)))

    def _mutual(self, clause: Clause, pattern: Pattern) -> Parties | None:
        """ "Talks between A and B": the first is the source, the others are the target."""
        for role in pattern.mutual:
            found = [r for head in clause.roles.get(role, ()) for r in self.resolver.resolve(head)]
            if len(found) > 1:
                return Parties((found[0],), tuple(found[1:]))
        return None

    def _theme_fits(self, clause: Clause, pattern: Pattern, theme: int) -> bool:
        return clause.kind == "noun" or any(theme in clause.roles.get(role, ()) for role in pattern.theme)

    def _pattern(self, match: Match, pattern: Pattern, frame: Frame) -> Parties:
        clause = match.clause
        taken: set[object] = {match.theme, clause.head}
        source, source_role = self._first(clause, pattern.source, taken, nested=frame.nested_source)
        blocked = not source and any(clause.roles.get(role) for role in pattern.source) and source_role == ""
        if blocked:
            source, blocked = self._instrument(match, pattern, taken)
        if not source and pattern.source == ("subject",):
            source = self._noun_owner(clause, frame)
        if not source and not blocked:
            source = self._within_act(match, taken)
        taken |= self._tokens(source)
        if frame.mutual_plural and len(source) > 1 and not self._partner(clause, pattern, taken):
            return Parties(source[:1], source[1:], blocked)
        target = self._target(match, pattern, frame, taken)
        if not source and not blocked:
            source = self._agentless(match, frame)
        return Parties(source, target, blocked)

    def _instrument(self, match: Match, pattern: Pattern, taken: set[object]) -> tuple[tuple[Resolved, ...], bool]:
        """ "Rocket fire from Gaza killed ...", "a bomb exploded": its owner did it, or nobody is said to have."""
        roles = match.clause.roles
        heads = [h for role in pattern.source for h in roles.get(role, ()) if self.is_instrument(h)]
        if not heads or match.trigger.cameo[:2] not in _ARMED_ACTS:
            return (), True
        found = [r for h in heads for r in self.resolver.nested(h) if _free(r, taken)]
        return _distinct(found), False

    def _within_act(self, match: Match, taken: set[object]) -> tuple[Resolved, ...]:
        """ "Was killed in Israeli air strikes", "died in police firing": whose armed act it happened in."""
        if match.trigger.cameo[:2] not in _ARMED_ACTS or match.clause.kind != "verb":
            return ()
        for role in ("in", "during", "by", "from"):
            for head in match.clause.roles.get(role, ()):
                if self.is_instrument(head) and (found := self._doers(self.sentence.clause(head), taken)):
                    return found
        return ()

    def _doers(self, act: Clause, taken: set[object]) -> tuple[Resolved, ...]:
        """Who does what an act noun names: "by", a possessor, or an agent or nationality before it."""
        found, _ = self._first(act, ("by", "possessor"), taken)
        agents = tuple(r for head in act.roles.get("modifier", ()) for r in self.resolver.resolve(head))
        owners = found or agents or self.resolver.modifier_owner(act)
        return _distinct([r for r in owners if _free(r, taken)])

    def _noun_owner(self, clause: Clause, frame: Frame) -> tuple[Resolved, ...]:
        """ "US weapon deliveries": the nationality of an act noun acts."""
        if clause.kind != "noun" or clause.roles.get("subject"):
            return ()
        crowd = clause.roles.get("modifier", ()) if frame.name == "dissent" else ()
        agents = tuple(r for head in crowd for r in self.resolver.resolve(head))
        return agents or self.resolver.modifier_owner(clause)

    @staticmethod
    def _tokens(found: Sequence[Resolved]) -> set[object]:
        """What marks these actors as taken: their words, and who they are (nobody is target of what they do)."""
        return {_mark(r) for r in found} | {_who(r) for r in found}

    def _first(
        self, clause: Clause, roles: Sequence[str], taken: set[object], *, nested: bool = False
    ) -> tuple[tuple[Resolved, ...], str]:
        """The actors of the first role that has any, and that role."""
        for role in roles:
            heads = [h for h in self.reach.fillers(clause, role) if h not in taken]
            found = [r for h in heads for r in self.resolver.resolve(h) if _free(r, taken)]
            if not found and nested:
                found = [r for h in heads if self.sentence.kind(h) != "verb" for r in self._inside(h, taken)]
            if found:
                return _distinct(found), role
        return (), ""

    def _inside(self, head: int, taken: set[object]) -> list[Resolved]:
        """The first actors inside a phrase that are not taken."""
        for found in self.resolver.nested_all(head):
            free = [r for r in found if _free(r, taken)]
            if free:
                return free
        return []

    def _partner(self, clause: Clause, pattern: Pattern, taken: set[object]) -> bool:
        """Whether a role names one more partner: an actor with a country or a name, not just "a joint force"."""
        found, _ = self._first(clause, pattern.target, taken, nested=True)
        return any(r.actor.country or r.actor.reason == "marked" or len(r.actor.code or "") > 3 for r in found)

    def _target(self, match: Match, pattern: Pattern, frame: Frame, taken: set[object]) -> tuple[Resolved, ...]:
        clause = match.clause
        found, _ = self._first(clause, pattern.target, taken, nested=True)
        if found:
            return found
        for role in frame.target_last:
            found = self._last_resort(match, role, taken)
            if found:
                return found
        return ()

    def _last_resort(self, match: Match, role: str, taken: set[object]) -> tuple[Resolved, ...]:
        base, _, inner = role.partition(".")
        if base == "theme":
            if match.theme < 0:
                return ()
            if not inner:
                return tuple(r for r in self.resolver.nested(match.theme) if _free(r, taken))
            return self._first(self.sentence.clause(match.theme), (inner,), taken, nested=True)[0]
        return self._first(match.clause, (role,), taken, nested=True)[0]

    def _authorities(self, clause: Clause) -> tuple[Resolved, ...]:
        """ "Was arrested in Lebanon": the state of the place does what only a state does."""
        for role in ("in", "at"):
            for head in clause.roles.get(role, ()):
                found = tuple(r for r in self.resolver.resolve(head) if r.actor.country and not r.actor.sectors)
                if found:
                    return tuple(
                        replace(r, actor=replace(r.actor, reason="place: state of the authorities")) for r in found
                    )
        return ()

    def _agentless(self, match: Match, frame: Frame) -> tuple[Resolved, ...]:
        """What stands for a missing source: the theme's own country, for troops that "were deployed"."""
        if frame.agentless == "people":
            return tuple(_crowd(r) for r in self._authorities(match.clause))
        if frame.agentless == "place" and match.trigger.cameo[:2] in _STATE_ACTS and "passive" in match.clause.marks:
            return self._authorities(match.clause)
        if frame.agentless != "theme":
            return ()
        heads = match.clause.roles.get("object", ()) if match.theme < 0 else (match.theme,)
        return tuple(r for h in heads[:1] for r in self.resolver.resolve(h) or self.resolver.nested(h))

    # the event, under operators ----------------------------------------------------------------------------------

    def event(self, match: Match, chain: Chain) -> Parties:
        """The parties of the event that the act becomes under its operators."""
        act = self.act(match)
        outer = next(
            (link for link in reversed(chain.links) if link.operator is not None or link.modality == "demanded"), None
        )
        if outer is None:
            return act
        if outer.modality == "accused" and outer.clause.kind == "adjective":
            # "India said Pakistan was responsible for the attack": who says it accuses whom it is said of
            return Parties(self._first(outer.clause, ("report",), set())[0], self._subject(outer.clause))
        source = self._subject(outer.clause)
        target = self._event_target(match, outer, chain, Parties(source, ()), act)
        if not source and outer.modality in ("offered", "intended", "ceased", "threatened", "refused"):
            source = tuple(r for r in act.source if r not in target)
        if not target and len(source) > 1 and match.trigger.frame.mutual_plural:
            source, target = source[:1], source[1:]
        blocked = not source and bool(outer.clause.roles.get("subject"))
        return Parties(source, target, blocked or (act.blocked and not act.target and not target))

    def _subject(self, clause: Clause) -> tuple[Resolved, ...]:
        found, _ = self._first(clause, ("subject", "possessor"), set())
        return found or (self.resolver.modifier_owner(clause) if clause.kind == "noun" else ())

    def _event_target(
        self, match: Match, outer: Link, chain: Chain, event: Parties, act: Parties
    ) -> tuple[Resolved, ...]:
        source = event.source
        taken = self._tokens(source)
        addressee = self._addressee(outer, taken, moving=match.trigger.frame.name in _MOVING)
        if addressee:
            return addressee
        asker = self._asker(chain, outer, taken)
        if asker:
            return asker
        acting = tuple(r for r in act.source if not _among(r, source))
        other = tuple(r for r in act.target if not _among(r, source))
        if outer.modality in _ACTS_SUBJECT or (outer.modality == "refused" and acting):
            return acting or other
        if other or outer.modality not in ("refused", "ceased", "threatened"):
            return other
        return acting or self._first(outer.clause, ("object",), taken, nested=True)[0]

    def _addressee(self, outer: Link, taken: set[object], *, moving: bool) -> tuple[Resolved, ...]:
        if outer.operator is None:
            return ()
        roles = [role for role in outer.operator.addressee if role != outer.slot]
        clause = outer.clause
        if moving:
            # "demanded the withdrawal of troops from Bosnia": the place is the withdrawal's, not the demand's
            roles = [role for role in roles if f"lent:{role}" not in clause.marks]
        if "passive" in clause.marks and outer.operator.control == "object":
            roles = ["object", *roles]
        return self._first(clause, roles, taken)[0]

    def _asker(self, chain: Chain, outer: Link, taken: set[object]) -> tuple[Resolved, ...]:
        """ "Rejected Kyiv's request": who made what is refused."""
        inner = [
            link
            for link in chain.links
            if link is not outer and link.operator is not None and link.clause.kind == "noun"
        ]
        for link in reversed(inner):
            parties, _ = self._first(link.clause, ("subject", "possessor", "from", "by"), taken)
            found = parties or tuple(r for r in self._subject(link.clause) if _free(r, taken))
            if found:
                return found
        return ()


def _crowd(place: Resolved) -> Resolved:
    """The people of a place: who protests where nobody is named."""
    actor = place.actor
    return replace(
        place, actor=replace(actor, code=f"{actor.country}CVL", sectors=("CVL",), reason="place: its people")
    )


def _distinct(found: Sequence[Resolved]) -> tuple[Resolved, ...]:
    """None twice: one span, one actor."""
    return tuple({(r.actor.start, r.actor.end, r.actor.code): r for r in found}.values())


def _among(one: Resolved, others: Sequence[Resolved]) -> bool:
    return any(
        (one.actor.start, one.actor.name) == (o.actor.start, o.actor.name)
        or (one.actor.name == o.actor.name and one.actor.code == o.actor.code)
        for o in others
    )


def _mark(resolved: Resolved) -> tuple[str, int]:
    """How an actor's words are noted as taken, apart from the tokens that are."""
    return "at", resolved.actor.start


def _who(resolved: Resolved) -> tuple[str, str | None, str]:
    return "who", resolved.actor.code, resolved.actor.name


def _free(resolved: Resolved, taken: set[object]) -> bool:
    return _mark(resolved) not in taken and _who(resolved) not in taken
