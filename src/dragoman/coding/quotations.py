"""Who speaks each quotation and each reported sentence of a document.

A quotation's speaker is looked for beside it, in its own sentence; then in the sentences around it, nearest first;
then in the paragraph before. `Voices` keeps who was named so far, so that "he", a bare surname or "the source"
leads back to somebody.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dragoman.coding.cues import SpeechCues
from dragoman.coding.document import CodedSentence
from dragoman.coding.voices import Heard, Voices
from dragoman.lexicon import Lexicon
from dragoman.types import Actor, Block, Document

_UNCLOSED = frozenset("“\"‘'«„")
_PHRASE = re.compile('[“"][^“”"\n]{3,80}[”"]')
_SHORTEST_PARAGRAPH = 4  # words; less is a rubric, which ends nobody's speech


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of text that somebody says: a quotation (`block` is its index) or a reported sentence (`block` -1).

    `speaker` is None where the text does not tell; `chain` runs from whom the reporter heard it from to the speaker.
    """

    start: int
    end: int
    block: int
    speaker: Actor | None
    chain: tuple[Actor, ...]


def speakers(document: Document, coded: Iterable[CodedSentence], lexicon: Lexicon) -> list[Said]:
    """Every quotation with its speaker, and every sentence outside quotations that reports what somebody says.

    `coded` are the document's sentences in order; a quotation none of whose sentences is among them has no speaker.
    """
    voices = Voices()
    found: list[Said] = []
    before: _Paragraph | None = None
    for _, group in groupby(coded, key=lambda one: one.sentence.span.paragraph):
        sentences = [one for one in group if one.sentence.span.voice != "comment"]
        if not sentences:
            continue
        paragraph = _Paragraph(document, sentences, lexicon, voices, before)
        found.extend(paragraph.said())
        if paragraph.is_prose():
            before = paragraph
    return sorted(found, key=lambda said: (said.start, said.end))


class _Paragraph:
    """The sentences of one paragraph, and what is said in them."""

    def __init__(
        self,
        document: Document,
        coded: Sequence[CodedSentence],
        lexicon: Lexicon,
        voices: Voices,
        before: "_Paragraph | None",
    ) -> None:
        self.document = document
        self.start, self.end = coded[0].sentence.span.start, coded[-1].sentence.span.end
        self.blocks = [
            (index, block)
            for index, block in enumerate(document.blocks)
            if block.kind == "quote" and block.start < self.end and block.end > self.start
        ]
        spans = [(block.start, block.end) for _, block in self.blocks]
        self.cues = [SpeechCues(one.sentence, one.resolver, lexicon, spans) for one in coded]
        self.voices = voices
        self.before = before
        self.heard: list[tuple[int, Heard]] = []
        self.speaker: Actor | None = None
        self.unclosed = bool(self.blocks) and self._is_unclosed(self.blocks[-1][1])

    def is_prose(self) -> bool:
        """Whether it is more than a rubric or a link."""
        return bool(self.blocks) or sum(len(cues.sentence.words) for cues in self.cues) > _SHORTEST_PARAGRAPH * 2

    def _is_unclosed(self, block: Block) -> bool:
        text = self.document.text[block.start : block.end]
        return text[0] in _UNCLOSED and text[-1] not in "”\"’'»“"

    def said(self) -> Iterator[Said]:
        """What is said in the paragraph, in the order in which it is read."""
        waiting = list(self.blocks)
        for number, cues in enumerate(self.cues):
            span = cues.sentence.span
            while waiting and waiting[0][1].start < span.end:
                index, block = waiting.pop(0)
                yield self._quoted(number, index, block)
            yield from self._phrases(cues)
            heard = cues.reported(self.voices)
            if heard is not None:
                self.heard.append((number, heard))
                self.speaker = heard.speaker
                self.voices.spoke(heard.speaker)
                yield Said(span.start, span.end, -1, heard.speaker, heard.chain)
            cues.note(self.voices)

    def _phrases(self, cues: SpeechCues) -> Iterator[Said]:
        """Phrases in quotation marks, too short for a quotation of their own, that a verb gives to somebody."""
        span = cues.sentence.span
        for match in _PHRASE.finditer(self.document.text, span.start, span.end):
            if any(block.start < match.end() and match.start() < block.end for _, block in self.blocks):
                continue
            heard = cues.before(match.start(), self.voices)
            if heard is not None:
                yield Said(match.start(), match.end(), -1, heard.speaker, heard.chain)

    def _quoted(self, number: int, index: int, block: Block) -> Said:
        heard = self._beside(number, block) or self._around(number, block)
        if heard is None:
            return Said(block.start, block.end, index, None, ())
        self.speaker = heard.speaker
        self.voices.spoke(heard.speaker)
        self.heard.append((number, heard))
        return Said(block.start, block.end, index, heard.speaker, heard.chain)

    def _beside(self, number: int, block: Block) -> Heard | None:
        """In the quotation's own sentence, or in the one that it runs into ("...?" she replied)."""
        last = number
        while last + 1 < len(self.cues) and self.cues[last + 1].sentence.span.start < block.end:
            last += 1
        first_cues, last_cues = self.cues[number], self.cues[last]
        found = first_cues.before(block.start, self.voices) or last_cues.after(block.end, self.voices)
        if found is None and last + 1 < len(self.cues) and self._runs_on(block, last + 1):
            found = self.cues[last + 1].after(block.end, self.voices)
        return found or last_cues.according(self.voices) or first_cues.subject(block.start, self.voices)

    def _runs_on(self, block: Block, number: int) -> bool:
        words = self.document.text[block.start : block.end].rstrip("”\"’'»“")
        following = self.cues[number].sentence
        ended = words[-1:] in "?!,…-—–" or following.words[0][:1].islower()
        return ended and following.span.start - block.end < 3

    def _around(self, number: int, block: Block) -> Heard | None:
        """Who spoke or acted in the sentences before, then in the one after, then in the paragraph before."""
        if self.heard:
            last, heard = self.heard[-1]
            if not any(self.cues[i].has_person_subject(self.voices) for i in range(last + 1, number)):
                return heard
        for i in range(number - 1, -1, -1):
            if (found := self.cues[i].main_subject(self.voices)) is not None:
                return found
        return self._from_before() or self._from_after(number)

    def _from_before(self) -> Heard | None:
        before = self.before
        if before is None:
            return None
        if before.speaker is not None and (before.unclosed or before.ends_with_speech()):
            return Heard(before.speaker, (before.speaker,))
        for cues in reversed(before.cues):
            if (found := cues.main_subject(self.voices)) is not None:
                return found
        return Heard(before.speaker, (before.speaker,)) if before.speaker is not None else None

    def ends_with_speech(self) -> bool:
        """Whether its last sentence holds something that somebody says."""
        return bool(self.heard) and self.heard[-1][0] == len(self.cues) - 1

    def _from_after(self, number: int) -> Heard | None:
        for cues in self.cues[number + 1 :]:
            if (found := cues.main_subject(self.voices)) is not None:
                return found
        return None
