"""Whose word it is: reporting verbs, "according to", headlines with a colon, quotations."""

from dragoman.coding.resolver import Resolved, Resolver
from dragoman.lexicon import Lexicon
from dragoman.types import Actor, Sentence

_QUOTES = frozenset({'"', "“", "”", "''", "``"})


class Attribution:
    """Finds the speakers of one sentence."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon, resolver: Resolver) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.resolver = resolver

    def of_report(self, head: int) -> Actor | None:
        """The subject of the reporting verb `head`."""
        if head < 0:
            return None
        return self._first(self.sentence.clause(head).roles.get("subject", ()), head)

    def _first(self, heads: tuple[int, ...], verb: int) -> Actor | None:
        found: list[Resolved] = [r for filler in heads for r in self.resolver.resolve(filler)]
        persons = [r.actor for r in found if r.how in ("person", "pronoun") and r.actor.code]
        if persons:
            return persons[0]
        named = self.resolver.surface_speaker(verb) if verb >= 0 else None
        return named or (found[0].actor if found else None)

    def of_sentence(self) -> Actor | None:
        """The speaker of the whole sentence: "..., X said", "according to X", "X: ..."."""
        if "according" in self.sentence.lower:
            return self._according(self.sentence.lower.index("according"))
        verb = self._trailing()
        if verb >= 0:
            return self.of_report(verb)
        return self._colon()

    def _according(self, head: int) -> Actor | None:
        lower = self.sentence.lower
        for i in range(head + 1, min(head + 14, len(lower))):
            if self.sentence.kind(i) in ("noun", "pronoun") and self.sentence.clause(i).slot in ("to", "according"):
                return self._first((i,), -1)
        return None

    def _trailing(self) -> int:
        """The reporting verb of "..., X said [there, on that day]." or of "X said ..." at the start."""
        lemmas, count = self.sentence.lemmas, len(self.sentence.words)
        verbs = [i for i in range(count) if self.sentence.kind(i) == "verb" and lemmas[i] in self.lexicon.reporting]
        for i in reversed(verbs):
            if self.sentence.tags[i] in ("VBG", "VB"):
                continue
            last_mark = max((j for j in range(i) if self.sentence.words[j] in {",", *_QUOTES}), default=-1)
            after_mark = i + 1 < count and self.sentence.words[i + 1] in {",", ":", *_QUOTES}
            if (
                last_mark >= 0 and not any(self.sentence.kind(j) == "verb" for j in range(last_mark + 1, i))
            ) or after_mark:
                return i
        return -1

    def _colon(self) -> Actor | None:
        """ "Putin: ..." in a headline."""
        words = self.sentence.words[:7]
        if ":" not in words:
            return None
        at = words.index(":")
        if not 0 < at < len(self.sentence.words) - 3:
            return None
        return self._first((at - 1,), -1) if self.sentence.kind(at - 1) == "noun" else None
