"""How often a coding of this construction and this rule is right, as measured on the development sets.

The weights are in data/confidence.tsv, written by `benchmarks/confidence.py`: two logistic models, one of the event's
type and one of its actors' countries. A coding is right when both are, so the confidence is the product of the two.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

from dragoman.coding.findings import Finding, in_main_line
from dragoman.coding.resolver import Resolved


def type_features(finding: Finding) -> Iterator[str]:
    """What speaks for and against the event's type."""
    match = finding.match
    yield "bias"
    yield f"operators={min(len(finding.links), 2)}"
    yield f"kind={match.clause.kind}"
    yield f"line={'main' if in_main_line(finding) else 'aside'}"
    yield f"type={finding.state.event_type}"
    yield f"said={finding.chain.factuality}"
    yield f"rule={match.trigger.id}"
    if match.implied:
        yield "implied"
    if match.theme >= 0 or match.trigger.need:
        yield "specific"


def actor_features(finding: Finding) -> Iterator[str]:
    """What speaks for and against source and target."""
    yield "bias"
    yield f"source={_how(finding.parties.source)}"
    yield f"target={_how(finding.parties.target)}"
    yield f"operators={min(len(finding.links), 2)}"
    yield f"kind={finding.match.clause.kind}"


def _how(parties: tuple[Resolved, ...]) -> str:
    """How sure the least sure of one side is."""
    if not parties:
        return "none"
    order = ("unknown", "nested", "definite", "pronoun", "agent", "person", "named")
    weakest = min(parties, key=lambda r: order.index(r.how) if r.how in order else len(order))
    homeless = weakest.how == "agent" and weakest.actor.country is None
    return "homeless" if homeless else weakest.how


@dataclass(frozen=True)
class Confidence:
    """The weights of both models, by feature."""

    of_type: Mapping[str, float]
    of_actors: Mapping[str, float]

    def __call__(self, finding: Finding) -> float:
        """0 to 1: the share of such codings that were right."""
        right = _logistic(self.of_type, type_features(finding)) * _logistic(self.of_actors, actor_features(finding))
        return round(right, 2)


def _logistic(weights: Mapping[str, float], features: Iterator[str]) -> float:
    return 1 / (1 + math.exp(-sum(weights.get(feature, 0.0) for feature in features)))


def load_confidence() -> Confidence:
    """The measured weights that ship with dragoman."""
    text = (resources.files("dragoman.coding") / "data" / "confidence.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    models: dict[str, dict[str, float]] = {"type": {}, "actors": {}}
    for model, feature, weight in rows:
        models[model][feature] = float(weight)
    return Confidence(models["type"], models["actors"])
