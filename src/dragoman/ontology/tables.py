"""The codes: CAMEO 1.1b3 with Goldstein scores, PLOVER (2024 manual) types, modes, contexts, and the folding table."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Code:
    """One CAMEO code: PLOVER `event_type` ("" for statements), `quad` 1-4, and its defaults for mode and contexts.

    `goldstein` is the CAMEO scale of the Phoenix pipeline, `goldstein_icews` the one that ICEWS publishes (-10 to 10).
    """

    code: str
    name: str
    event_type: str
    quad: int
    goldstein: float
    goldstein_icews: float
    mode: str
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """What an act becomes under a modality; `event_type` "none" means that no event is left."""

    event_type: str
    cameo: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """Look-up of codes and of the folding of act and modality."""

    codes: Mapping[str, Code]
    event_types: Mapping[str, int]
    modes: Mapping[tuple[str, str], float]
    contexts: frozenset[str]
    sectors: frozenset[str]
    folding: Mapping[tuple[str, str], Folded]

    def event_type(self, cameo: str) -> str:
        """The PLOVER type of a CAMEO code, "" for a statement."""
        return self.codes[cameo].event_type

    def fold(self, cameo: str, modality: str, variant: str = "") -> Folded | None:
        """The event that the act `cameo` is under `modality`; the longest prefix of the code in the table wins.

        `variant` chooses a special row ("accept" of 045, "settlement" of 057). None where the table is silent.
        """
        for length in range(len(cameo), 1, -1):
            prefix = cameo[:length]
            found = self.folding.get((f"{prefix}/{variant}", modality)) if variant else None
            found = found or self.folding.get((prefix, modality))
            if found is not None:
                code = cameo if found.cameo == "=" else found.cameo
                kind = found.event_type
                if modality == "actual" and kind != "none" and "/" not in prefix:
                    kind = self.codes[code].event_type or kind
                return Folded(kind, code)
        return None


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = resources.files("dragoman.ontology") / "data" / f"{name}.tsv"
    with path.open(encoding="utf-8") as stream:
        yield from csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)


def _code(row: dict[str, str]) -> Code:
    return Code(
        code=row["code"],
        name=row["name"],
        event_type=row["event_type"],
        quad=int(row["quad"]),
        goldstein=float(row["goldstein"]),
        goldstein_icews=float(row["goldstein_icews"] or row["goldstein"]),
        mode=row["mode"],
        contexts=tuple(filter(None, row["contexts"].split("|"))),
    )


def load_ontology() -> Ontology:
    """Read the tables that ship with the package."""
    return Ontology(
        codes={row["code"]: _code(row) for row in _rows("cameo")},
        event_types={row["event"]: int(row["quad"]) for row in _rows("events")},
        modes={(row["event"], row["mode"]): float(row["score"] or 0) for row in _rows("modes")},
        contexts=frozenset(row["context"] for row in _rows("contexts")),
        sectors=frozenset(row["code"] for row in _rows("sectors")),
        folding={(row["act"], row["modality"]): Folded(row["event_type"], row["cameo"]) for row in _rows("folding")},
    )
