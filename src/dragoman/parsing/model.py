"""The English pipeline: tagger and parser alone. The sole user of spaCy."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from dragoman.errors import UsageError
from dragoman.inflect import HYPHENATED, UNSEEN
from dragoman.parsing.tree import Tree
from dragoman.types import Token

# what a table or the coder's own grammar replaces
_LEFT_OUT = ["ner", "lemmatizer", "attribute_ruler", "senter"]
_BATCH = 128
# a bracket without a blank before it ("Shaabi(Iraqi ...)") is a token of its own; white space is none
_GLUED = re.compile(r"[()\[\]]|[^\s()\[\]]+")


class Model:
    """A loaded pipeline; `name` is an installed spaCy package."""

    def __init__(self, name: str) -> None:
        try:
            self._nlp: Language = spacy.load(name, exclude=_LEFT_OUT)
        except OSError as error:
            raise UsageError(
                f"language model '{name}' is not installed; run `make demo`, or set another by DRAGOMAN_MODEL"
            ) from error
        self._threads = ThreadpoolController()
        _use_numpy(self._nlp)
        self.name = name
        # before any text is read: later the store also holds the texts' own misspellings
        self.known_words = frozenset(word for word in self._nlp.vocab.strings if word.islower())

    @cached_property
    def version(self) -> str:
        """Name and version of the model package."""
        return f"{self._nlp.meta['name']} {self._nlp.meta['version']}"

    def tokens(self, text: str, offset: int) -> list[Token]:
        """The tokens of a sentence; offsets are moved by `offset`; white-space tokens are left out."""
        found: list[Token] = []
        for token in self._nlp.tokenizer(text):
            word, start = token.text, offset + token.idx
            if word.isalnum():
                found.append(Token(word, word, "", start, start + len(word)))
            else:
                found.extend(_pieces(word, start))
        return _joined(found)

    def trees(self, sentences: Iterable[list[str]]) -> Iterator[Tree]:
        """The tree of each list of words, in order."""
        docs = (Doc(self._nlp.vocab, words=words) for words in sentences)
        # a second thread of the matrix library gains nothing here and costs the other worker its core
        with self._threads.limit(limits=1, user_api="blas"):
            for doc in self._nlp.pipe(docs, batch_size=_BATCH):
                yield Tree(
                    words=[token.text for token in doc],
                    tags=[token.tag_ for token in doc],
                    deps=[token.dep_ for token in doc],
                    heads=[token.head.i for token in doc],
                )


def _use_numpy(nlp: Language) -> None:
    """Let numpy multiply the matrices: same numbers, a third of the time of the library that spaCy asks."""
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model: Any = pipe.model  # type: ignore[attr-defined] # every component that is left has one
        for node in model.walk():
            node.ops = ops


def _pieces(word: str, start: int) -> Iterator[Token]:
    """The tokens of a word with brackets or marks in it; none of white space."""
    for match in _GLUED.finditer(word):
        piece, left = match.group(), start + match.start()
        yield Token(piece, _plain(piece), "", left, left + len(piece))


def _joined(tokens: list[Token]) -> list[Token]:
    """ "De-escalate" is one word, which the tokenizer cuts in three."""
    if not any(token.text == "-" for token in tokens):
        return tokens
    found: list[Token] = []
    i = 0
    while i < len(tokens):
        parts = tokens[i : i + 3]
        if (
            len(parts) == 3
            and parts[0].text.lower() in HYPHENATED
            and parts[1].text == "-"
            and parts[1].start == parts[0].end
        ):
            word = "".join(part.text for part in parts)
            found.append(Token(word, word, "", parts[0].start, parts[2].end))
            i += 3
        else:
            found.append(tokens[i])
            i += 1
    return found


def _plain(word: str) -> str:
    """Curly quotes as the parser's training text has them; marks that nobody sees left out."""
    word = word.translate(UNSEEN) or word
    return word.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
