"""How a sentence speaks of one whom it mentions: praised, blamed, wished well, mocked, or merely named.

The words that judge are rules/en/sentiment.toml; where each stands to the target is a feature (sentiment_features), and
data/sentiment.tsv holds what a feature weighs for and against, written by `benchmarks/newsmtsc.py --fit`: a rule's own
weight, corrected by how often it was right. A feature without a row has its rule's weight. No name weighs anything:
swap two countries and the sentiment swaps with them.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Literal

from dragoman.coding.sentiment_features import features, target_at
from dragoman.coding.sentiment_words import GOOD, JudgingWords, judging_words
from dragoman.lexicon import Lexicon
from dragoman.lexicon.load import irregular_verbs
from dragoman.types import Sentence

Class = Literal["positive", "neutral", "negative"]
Weights = Mapping[str, tuple[float, float]]

# what a judging word weighs by its place, before anything was measured
PLACES = {
    "is": 2.0, "does": 1.6, "done": 1.6, "has": 1.3, "acts": 1.0, "upon": 1.0, "to": 0.7, "said": 0.1, "under": 0.6,
    "near": 0.8, "mid": 0.4, "far": 0.2,
}  # fmt: skip
_BIAS = -0.6  # of either class, against neutral
_OTHER_WAY = 0.5  # what a word takes from the class that it speaks against
_ASIDE = 0.3  # a verb that judges one role says a little of whoever stands in another
_NEGATED = 0.7  # "not good" says less than "bad"
_HEAVY = frozenset({"insult", "wish_good", "wish_bad"})


@dataclass(frozen=True, slots=True)
class Feeling:
    """`value` from -1 (against) to 1 (for), and the class that is likeliest."""

    value: float
    class_: Class


NEUTRAL = Feeling(0.0, "neutral")


def rule_weight(feature: str) -> tuple[float, float]:
    """What a feature weighs for and against by rule alone."""
    if feature == "bias":
        return _BIAS, _BIAS
    relation, _, sort = feature.partition(":")
    if relation not in PLACES:
        return 0.0, 0.0
    strength = PLACES[relation] * _share(relation, sort)
    good = sort == "!bad" or sort in GOOD
    return (strength, -_OTHER_WAY * strength) if good else (-_OTHER_WAY * strength, strength)


def _share(relation: str, sort: str) -> float:
    """How far a sort of word speaks of whoever stands in the relation."""
    if sort.startswith("!"):
        return _NEGATED
    if sort.startswith("subject") and relation != "does":
        return 0.0 if relation == "done" else _ASIDE
    if sort.startswith("object") and relation != "done":
        return 0.0 if relation == "does" else _ASIDE
    if sort == "crime":
        return 0.5
    return 1.5 if sort in _HEAVY else 1.0


@dataclass(frozen=True, slots=True)
class Sentiment:
    """The words and what they weigh: loaded once."""

    words: JudgingWords
    weights: Weights

    def towards(self, sentence: Sentence, start: int, end: int) -> Feeling:
        """How the sentence speaks of whom the characters `start` to `end` of the document name."""
        target = target_at(sentence, start, end)
        if target is None:
            return NEUTRAL
        return self.weighed(features(sentence, target, self.words))

    def weighed(self, found: Mapping[str, float]) -> Feeling:
        """The feeling that the features come to."""
        good = bad = 0.0
        for feature, value in found.items():
            weight = self.weights.get(feature) or rule_weight(feature)
            good += value * weight[0]
            bad += value * weight[1]
        top = max(good, bad, 0.0)
        shares = (math.exp(good - top), math.exp(-top), math.exp(bad - top))
        value = round((shares[0] - shares[2]) / sum(shares), 2)
        if max(shares) == shares[1]:
            return Feeling(value, "neutral")
        return Feeling(value, "positive" if shares[0] > shares[2] else "negative")


def load_weights() -> Weights:
    """The measured weights that ship with dragoman: feature, for, against."""
    text = (resources.files("dragoman.coding") / "data" / "sentiment.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {feature: (float(good), float(bad)) for feature, good, bad in rows}


def load_sentiment(lexicon: Lexicon) -> Sentiment:
    """The words of the lexicon with the shipped weights."""
    return Sentiment(judging_words(lexicon.grammar, irregular_verbs()), load_weights())
