"""Document to parsed sentences: split, sift, repair, parse."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from dragoman.lexicon import Lexicon
from dragoman.parsing.model import Model
from dragoman.parsing.repair import Spelling, repair
from dragoman.parsing.reports import trailing_report
from dragoman.parsing.sentence import ParsedSentence
from dragoman.parsing.split import sentence_spans
from dragoman.parsing.tree import joined
from dragoman.parsing.words import lowercase_words
from dragoman.types import Block, Document, SentenceSpan, Token, Voice

Sift = Callable[[str], Callable[[str], bool]]
_MAX_TOKENS = 250  # a longer "sentence" is a list or a table, read in parts; the parser's memory grows with it
_JOINTS = frozenset({",", ";", "and", "or", ".", "-", "–"})


class Parser:
    """Turns documents into sentences; `sift` gives, for a page's text, the test for sentences worth a parse."""

    def __init__(self, model: Model, lexicon: Lexicon, names: Collection[str], sift: Sift) -> None:
        self._model = model
        self._lexicon = lexicon
        self._sift = sift
        self._spelling = Spelling(lowercase_words(), model.known_words, lexicon.verbs, names)

    def spans(self, document: Document) -> list[SentenceSpan]:
        """Every sentence of the document, in order, in the voice it stands in."""
        found: list[SentenceSpan] = []
        for number, run in enumerate(_paragraphs(document)):
            start, end = run[0].start, run[-1].end
            for left, right in sentence_spans(document.text, start, end):
                block = next(b for b in run if b.end > left)
                found.append(
                    SentenceSpan(left, right, _voice(block, run, left, right), document.blocks.index(block), number)
                )
        return found

    def sentences(self, document: Document) -> Iterator[ParsedSentence]:
        """The sentences that can hold an event, parsed."""
        return self.parse(document.text, self.sifted(document, self.spans(document)))

    def sifted(self, document: Document, spans: list[SentenceSpan]) -> list[SentenceSpan]:
        """The sentences that can hold an event."""
        can_hold = self._sift(document.text)
        return [span for span in spans if can_hold(document.text[span.start : span.end])]

    def parse(self, text: str, spans: list[SentenceSpan]) -> Iterator[ParsedSentence]:
        """The sentences at `spans`, parsed, in order."""
        pieces: list[tuple[SentenceSpan, list[Token]]] = []
        for span in spans:
            tokens = repair(self._model.tokens(text[span.start : span.end], span.start), self._spelling)
            pieces.extend(_in_parts(span, tokens))
        cuts = [trailing_report(tokens, self._lexicon) for _, tokens in pieces]
        trees = self._model.trees(
            words for piece, cut in zip(pieces, cuts, strict=True) for words in _parts(piece[1], cut)
        )
        for (span, tokens), cut in zip(pieces, cuts, strict=True):
            tree = next(trees) if cut is None else joined(next(trees), next(trees))
            yield ParsedSentence(span, tokens, tree, self._lexicon)


def _in_parts(span: SentenceSpan, tokens: list[Token]) -> Iterator[tuple[SentenceSpan, list[Token]]]:
    """A sentence, in parts where it is too long for one parse: cut behind a comma or a conjunction."""
    if tokens and len(tokens) <= _MAX_TOKENS:
        yield span, tokens
        return
    while tokens:
        cut = len(tokens)
        if cut > _MAX_TOKENS:
            joints = (i + 1 for i in range(_MAX_TOKENS - 1, _MAX_TOKENS // 2, -1) if tokens[i].word in _JOINTS)
            cut = next(joints, _MAX_TOKENS)
        part, tokens = tokens[:cut], tokens[cut:]
        yield replace(span, start=part[0].start, end=part[-1].end), part


def _parts(tokens: list[Token], cut: int | None) -> list[list[str]]:
    words = [token.word for token in tokens]
    return [words] if cut is None else [words[:cut], words[cut:]]


def _paragraphs(document: Document) -> list[list[Block]]:
    """Runs of adjacent body and quote blocks; every other block by itself."""
    runs: list[list[Block]] = []
    for block in document.blocks:
        if block.kind == "byline":
            continue
        joined = runs and block.kind in ("body", "quote") and runs[-1][-1].kind in ("body", "quote")
        if joined and "\n" not in document.text[runs[-1][-1].end : block.start]:
            runs[-1].append(block)
        else:
            runs.append([block])
    return runs


def _voice(block: Block, run: list[Block], left: int, right: int) -> Voice:
    """A sentence is a quotation when it stands within one; one that holds a quotation is the article's."""
    if block.kind == "comment":
        return "comment"
    if block.kind == "quote" and block.start <= left and right <= block.end + 1:
        return "quote"
    return "article"
