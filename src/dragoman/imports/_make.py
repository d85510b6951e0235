"""Records of what other formats say: what they do not say stays empty."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b

from dragoman.imports._source import BadLine, Source
from dragoman.outputs._codes import from_cameo, ontology, quad
from dragoman.outputs._countries import country
from dragoman.types import Act, Actor, Document, Event, Evidence, Place, Trigger

_FIRST_YEAR = 1945  # no event data set begins earlier: an older date is a fault of theirs ("1920" for 2020)
_DIGITS = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[ T].*)?\Z")
_NO_WORDS = Trigger(0, 0, "")
_REASON = "as the imported file has it"


def number(text: str) -> float | None:
    """A number, or null for an empty field. Raises BadLine for anything else."""
    if not text:
        return None
    try:
        return float(text)
    except ValueError as error:
        raise BadLine(f"'{text}' is no number; left out") from error


def number_id(text: str, salt: str = "") -> str:
    """An event's number as an id that exports give back as this number; `salt` tells apart equal numbers."""
    if not text.isdecimal() or int(text) >= 1 << 53:
        if text:
            return hash_id(text, salt)
        raise BadLine("no event number; left out")
    high = int(hash_id(salt), 16) & 0x7FF if salt else 0
    return f"{(high << 53) | int(text):016x}"


def hash_id(*parts: str) -> str:
    """An id for an event that has none, the same for the same words."""
    return blake2b("\t".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def event_day(text: str, source: Source) -> tuple[str | None, str]:
    """An event's day in ISO form and its basis. A day that cannot be is told, and the event stays without."""
    if not text:
        return None, "none"
    found = _day(text)
    if found is None:
        source.complain(f"'{text}' is no date; kept without one")
        return None, "none"
    latest = datetime.now(UTC).date() + timedelta(days=1)
    if found.year < _FIRST_YEAR or found > latest:
        source.complain(f"dated {found}, which cannot be; kept without a date")
        return None, "none"
    return found.isoformat(), "text"


@lru_cache(maxsize=65536)
def _day(text: str) -> date | None:
    match = _DIGITS.match(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def actor(name: str, code: str, country_code: str | None, sectors: tuple[str, ...]) -> tuple[Actor, ...]:
    """One actor as a side of an event; no actor where neither name nor code is given."""
    if not name and not code:
        return ()
    label = name or code
    return (Actor(label, label, code or None, country_code, sectors, 0, 0, _REASON),)


@lru_cache(maxsize=65536)
def cameo_actor(code: str) -> tuple[str, str | None, tuple[str, ...]]:
    """A CAMEO actor code in dragoman's spelling, with its country and sectors."""
    return own_actor(from_cameo(code))


@lru_cache(maxsize=65536)
def own_actor(own: str) -> tuple[str, str | None, tuple[str, ...]]:
    """A code of dragoman's, with its country and sectors."""
    chunks = [own[at : at + 3] for at in range(0, len(own), 3)]
    land = next((chunk for chunk in chunks if country(chunk).iso3), None)
    return own, land, tuple(dict.fromkeys(chunk for chunk in chunks if chunk in ontology().sectors and chunk != land))


def document(document_id: str, url: str | None, published: str | None, language: str | None = None) -> Document:
    """An address without a text."""
    missing = {"text": "imported: the file holds none"}
    return Document(document_id, url, None, None, published, language, "", (), {}, missing)


def code(text: str) -> str:
    """A CAMEO code. Raises BadLine for an unknown one."""
    if text not in ontology().codes:
        # spreadsheets eat the first zero
        if f"0{text}" in ontology().codes:
            raise BadLine(f"'{text}' is no CAMEO code; 0{text} has lost its zero? Read codes as text; left out")
        raise BadLine(f"'{text}' is no CAMEO code; left out")
    return text


def plover_type(text: str) -> str:
    """A PLOVER type. Raises BadLine for an unknown one."""
    if text not in ontology().event_types:
        raise BadLine(f"'{text}' is no PLOVER event type; left out")
    return text


def cameo_event(event_id: str, document_id: str, cameo: str, goldstein: float | None, parts: "Parts") -> Event:
    """An event of a CAMEO code: type, mode and contexts follow from it."""
    known = ontology().codes[cameo]
    kind = (known.event_type, known.mode or None, known.contexts)
    quad_class = ontology().event_types.get(known.event_type) or quad(cameo) or known.quad
    score = known.goldstein if goldstein is None else goldstein
    return _event((event_id, document_id), kind, (cameo, quad_class, score), parts)


def plover_event(
    event_id: str, document_id: str, kind: tuple[str, str | None, tuple[str, ...]], score: float | None, parts: "Parts"
) -> Event:
    """An event of PLOVER type, mode and contexts: it has no CAMEO code, and its Goldstein is PLOVER's score."""
    return _event((event_id, document_id), kind, ("", ontology().event_types[kind[0]], score or 0.0), parts)


class Parts:
    """What most formats say of an event besides its code."""

    def __init__(
        self,
        source: tuple[Actor, ...],
        target: tuple[Actor, ...],
        when: tuple[str | None, str],
        place: Place | None,
        evidence: tuple[Evidence, ...] = (),
    ) -> None:
        self.source = source
        self.target = target
        self.when = when
        self.place = place
        self.evidence = evidence


def _event(
    ids: tuple[str, str], kind: tuple[str, str | None, tuple[str, ...]], coding: tuple[str, int, float], parts: Parts
) -> Event:
    event_type, mode, contexts = kind
    cameo, quad_class, score = coding
    return Event(
        id=ids[0], document_id=ids[1], event_type=event_type, event_mode=mode, contexts=contexts, cameo=cameo,
        quad=quad_class, goldstein=score, act=Act(event_type, cameo), modality="actual", operators=(),
        factuality="asserted", condition=None, source=parts.source, target=parts.target, voice="article", speaker=None,
        date=parts.when[0], date_basis=parts.when[1], place=parts.place, items=(), harm=(), evidence=parts.evidence,
        trigger=_NO_WORDS, rule="import", confidence=1.0, missing={"evidence": _REASON},
    )  # fmt: skip
