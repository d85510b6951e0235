"""CAMEO as the formats spell it: event codes with their levels and scales, actor codes taken apart."""

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from dragoman.ontology import Ontology, load_ontology
from dragoman.outputs._countries import country

# the same sector under another name; what CAMEO has no name for keeps PLOVER's
_TO_CAMEO = {"JRN": "MED", "MED": "HLH", "EUR": "EEC"}
_FROM_CAMEO = {value: key for key, value in _TO_CAMEO.items()}
_RELIGIONS = frozenset(
    "ADR ALE ATH BAH BUD CHR CON CPT CTH DOX DRZ HIN HSD ITR JAN JEW JHW LDS MOS MRN NRM PAG PRO REL SFI SHI SHN SIK"
    " SUN TAO UDX ZRO".split()
)
# actor types of CAMEO's generic and international codes; PLOVER's sectors are added to them
_CAMEO_TYPES = frozenset(
    "COP GOV INS JUD MIL OPP REB SEP SPY UAF AGR BUS CRM CVL DEV EDU ELI ENV HLH HRI LAB LEG MED REF MOD RAD IGO IMG"
    " INT MNC NGM NGO PTY UIS SET".split()
)
_MIDDLE = {"IGO", "NGO", "IMG", "MNC", "INT", "NGM"}


@cache
def ontology() -> Ontology:
    """The shipped tables, read once."""
    return load_ontology()


@cache
def _types() -> frozenset[str]:
    return (_CAMEO_TYPES | {_TO_CAMEO.get(sector, sector) for sector in ontology().sectors}) - {"EEC", "UNO", "KOS"}


@cache
def type_score(event_type: str, mode: str) -> float | None:
    """PLOVER's score of a mode, or of the type where the mode has none; null for an unknown type."""
    scored = ontology().modes.get((event_type, mode)) if mode else None
    return scored or _type_scores().get(event_type)


@cache
def _type_scores() -> dict[str, float]:
    path = resources.files("dragoman.ontology") / "data" / "events.tsv"
    with path.open(encoding="utf-8") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["event"]: float(row["score"]) for row in rows}


@cache
def quad(cameo: str) -> int | None:
    """CAMEO's own quad class: roots 01-05, 06-08, 09-13, 14-20; null for what is no code."""
    root = int(cameo[:2]) if cameo[:2].isdecimal() else 0
    if not 1 <= root <= 20:
        return None
    return 1 + (root > 5) + (root > 8) + (root > 13)


@cache
def event_name(cameo: str) -> str:
    """What CAMEO calls a code; a code without a name is called as the one above it."""
    found = ontology().codes.get(cameo)
    if found is not None and found.name:
        return found.name
    return event_name(cameo[:-1]) if len(cameo) > 2 else ""


@dataclass(frozen=True, slots=True)
class ActorParts:
    """A CAMEO actor code, taken apart; missing parts are empty. `types` are at most three."""

    code: str
    country: str
    group: str
    ethnic: str
    religions: tuple[str, ...]
    types: tuple[str, ...]


@lru_cache(maxsize=65536)
def actor_parts(code: str | None, country_code: str | None, sectors: tuple[str, ...]) -> ActorParts:
    """The parts of a dragoman actor's code in CAMEO's spelling; sectors that the code leaves out follow in `types`."""
    full = to_cameo(code or "")
    chunks = _chunks(full)
    land = country_code if country_code and country(country_code).iso3 else ""
    # a code's first part may be a territory without an ISO code
    rest = [chunk for chunk in chunks if chunk != land]
    kinds = [_TO_CAMEO.get(sector, sector) for sector in sectors]
    found = [chunk for chunk in rest if chunk in _types() and chunk not in kinds]
    types = [*kinds, *found] if kinds else found
    others = [c for c in rest if c not in _types() and c not in _RELIGIONS and not country(c).iso3]
    return ActorParts(
        full,
        land,
        next((chunk for chunk in others if chunk.isupper()), ""),
        next((chunk for chunk in others if chunk.islower()), ""),
        tuple(chunk for chunk in rest if chunk in _RELIGIONS and chunk not in types)[:2],
        tuple(dict.fromkeys(types))[:3],
    )


def _chunks(code: str) -> list[str]:
    return [code[at : at + 3] for at in range(0, len(code), 3)]


@lru_cache(maxsize=65536)
def to_cameo(code: str) -> str:
    """A dragoman actor code in CAMEO's spelling: JRN is MED there, MED is HLH, EUR is EEC."""
    return "".join(_TO_CAMEO.get(chunk, chunk) for chunk in _chunks(code))


@lru_cache(maxsize=65536)
def from_cameo(code: str) -> str:
    """The way back."""
    return "".join(_FROM_CAMEO.get(chunk, chunk) for chunk in _chunks(code))


@lru_cache(maxsize=65536)
def phoenix_parts(code: str) -> tuple[str, str, str]:
    """Entity (country or kind of organisation), role, and the other parts joined by ";" of a CAMEO actor code."""
    chunks = _chunks(code)
    entity = chunks[0] if chunks and (chunks[0] in _MIDDLE or country(chunks[0]).iso3) else ""
    rest = chunks[1:] if entity else chunks
    role = rest[0] if rest and rest[0] in _ROLES else ""
    return entity, role, ";".join(rest[1:] if role else rest)


_ROLES = frozenset("GOV MIL REB OPP PTY COP JUD SPY MED EDU BUS CRM CVL".split())
