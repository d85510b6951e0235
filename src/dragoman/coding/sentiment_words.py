"""The words that judge, and what a token is among them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dragoman.inflect import noun_forms, verb_forms
from dragoman.types import Sentence

PREFIX = "sentiment_"
VERBS = ("subject_good", "subject_bad", "object_good", "object_bad")
_NOMINAL = ("verdict_good", "verdict_bad", "merit", "fault", "crime", "insult", "wish_good", "wish_bad")
_NOUNS = frozenset({"merit", "fault", "crime", "insult"})
# matters rather than judgements: what company somebody is mentioned in
MATTERS = ("trouble", "doubt", "common_good", "people_speaking", "occasion", "will")
GOOD = frozenset({"subject_good", "object_good", "verdict_good", "merit", "wish_good"})
_LONGEST = 5  # words of a turn
_REACH = 3  # words before another that a "not" turns round
_DOUBLED = ("n't", "not")


@dataclass(frozen=True, slots=True)
class Charge:
    """A word, or turn of words, that judges: what sorts of word it is, and whether a negation turns it round."""

    at: int
    sorts: tuple[str, ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class JudgingWords:
    """The lists of the lexicon by form: verbs apart from all others, and turns of several words."""

    verbs: Mapping[str, tuple[str, ...]]
    others: Mapping[str, tuple[str, ...]]
    turns: Mapping[tuple[str, ...], str]
    negations: frozenset[str]
    telling: frozenset[str]
    stronger: frozenset[str]
    hedges: frozenset[str]
    matters: Mapping[str, tuple[str, ...]]

    def charges(self, sentence: Sentence) -> Iterator[Charge]:
        """Every word of the sentence that judges, in order; the words of a turn count once."""
        i = 0
        while i < len(sentence.words):
            turn = self._turn(sentence, i)
            if turn is not None:
                yield Charge(i, (turn[0],), self._negated(sentence, i))
                i += turn[1]
                continue
            if sorts := self._sorts(sentence, i):
                yield Charge(i, sorts, self._negated(sentence, i))
            i += 1

    def _turn(self, sentence: Sentence, i: int) -> tuple[str, int] | None:
        for length in range(min(_LONGEST, len(sentence.words) - i), 1, -1):
            sort = self.turns.get(tuple(sentence.lower[i : i + length]))
            if sort is not None:
                return sort, length
        return None

    def _sorts(self, sentence: Sentence, i: int) -> tuple[str, ...]:
        word, kind = sentence.lower[i], sentence.kind(i)
        if kind == "verb":
            return self.verbs.get(word) or self.others.get(word, ())
        found = self.others.get(word, ())
        # "their failed attack": a participle that the tagger takes for an adjective
        return found or (self.verbs.get(word, ()) if kind == "adjective" and word.endswith(("ed", "ing")) else ())

    def _negated(self, sentence: Sentence, i: int) -> bool:
        if sentence.kind(i) == "verb" and "negated" in sentence.clause(i).marks:
            return True
        before = sentence.lower[max(0, i - _REACH) : i]
        stops = [place for place, word in enumerate(before) if word in (",", ";", ":", ".", "but")]
        return any(word in self.negations for word in before[stops[-1] + 1 if stops else 0 :])


def judging_words(grammar: Mapping[str, frozenset[str]], irregular: Mapping[str, tuple[str, ...]]) -> JudgingWords:
    """The lists, every word in all its forms."""
    verbs: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    turns: dict[tuple[str, ...], str] = {}
    for sort in VERBS:
        for verb in grammar[PREFIX + sort]:
            for form in verb_forms(verb, irregular):
                verbs.setdefault(form, []).append(sort)
    for sort in _NOMINAL:
        for word in grammar[PREFIX + sort]:
            if " " in word:
                turns[tuple(word.split())] = sort
                continue
            for form in noun_forms(word) if sort in _NOUNS else {word}:
                others.setdefault(form, []).append(sort)
    telling = {form for verb in grammar[PREFIX + "neutral_report"] for form in verb_forms(verb, irregular)}
    return JudgingWords(
        {form: tuple(sorted(set(sorts))) for form, sorts in verbs.items()},
        {form: tuple(sorted(set(sorts))) for form, sorts in others.items()},
        turns,
        grammar[PREFIX + "negation"],
        frozenset(telling),
        grammar[PREFIX + "intensifier"],
        grammar[PREFIX + "hedge"],
        _matters(grammar, irregular),
    )


def _matters(
    grammar: Mapping[str, frozenset[str]], irregular: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """The lists of matters by form, whatever the part of speech."""
    found: dict[str, list[str]] = {}
    for sort in MATTERS:
        for word in grammar[PREFIX + sort]:
            forms = set(verb_forms(word, irregular)) if sort == "doubt" else {word}
            for form in forms:
                found.setdefault(form, []).append(sort)
    return {form: tuple(sorts) for form, sorts in found.items()}
