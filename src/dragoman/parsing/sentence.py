"""A parsed sentence: clauses on demand, each built once."""

from dragoman.lexicon import Lexicon
from dragoman.parsing.clauses import KINDS, ClauseBuilder
from dragoman.parsing.tree import Tree
from dragoman.types import Clause, SentenceSpan, Token


class ParsedSentence:
    """The clauses of one tree, with offsets in the document's text."""

    __slots__ = ("_builder", "_clauses", "_kinds", "ends", "lemmas", "lower", "span", "starts", "tags", "words")

    def __init__(self, span: SentenceSpan, tokens: list[Token], tree: Tree, lexicon: Lexicon) -> None:
        self.span = span
        self.words = tree.words
        self.lower = tree.lower
        self.tags = tree.tags
        self.starts = [token.start for token in tokens]
        self.ends = [token.end for token in tokens]
        self._builder = ClauseBuilder(tree, lexicon)
        self.lemmas = self._builder.lemmas
        self._kinds = [KINDS.get(tag, "other") for tag in tree.tags]
        self._clauses: dict[int, Clause] = {}

    def clause(self, head: int) -> Clause:
        """The clause of the token `head`."""
        found = self._clauses.get(head)
        if found is None:
            found = self._clauses[head] = self._builder.build(head)
        return found

    def kind(self, head: int) -> str:
        """verb, noun, adjective, pronoun or other."""
        return self._kinds[head]

    def extent(self, head: int) -> tuple[int, int]:
        """The token range of all that hangs on `head`, half open."""
        return self._builder.tree.extent(head)

    def roots(self) -> list[int]:
        """The heads of the sentence's trees."""
        return self._builder.tree.roots()
