"""The names in a corpus that no actor table has, counted: what a user may want to add."""

import calendar
import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dragoman.coding import CodedSentence, code_document
from dragoman.knowledge.names import key_of
from dragoman.pipeline import Coder
from dragoman.types import Document, Sentence

_WIDTH = 100  # characters of an example sentence
_PROPER = ("NNP", "NNPS")
_HONORIFICS = frozenset("mr mrs ms miss dr sir lady lord dame prof st".split())
# proper names to the tagger, and nobody's
_DAYS = frozenset(
    word.lower()
    for word in (*calendar.day_name, *calendar.day_abbr, *calendar.month_name, *calendar.month_abbr, "Sept")
)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_EDGES = " .,;:'\"’‘“”()[]-–*_/"


@dataclass(slots=True)
class UnknownName:
    """A name without an entry: as it is written first, how often, in which documents, and one sentence that has it."""

    name: str
    example: str
    count: int = 0
    documents: set[str] = field(default_factory=set)


def unknown_names(documents: Iterable[Document], coder: Coder) -> list[UnknownName]:
    """The names without an entry, most frequent first; readers' comments and headlines are left out.

    Headlines are: where every word has a capital, a verb looks like a name.
    """
    found: dict[tuple[str, ...], UnknownName] = {}
    for document in documents:
        for name, sentence in _of_document(document, coder):
            known = found.setdefault(key_of(name), UnknownName(name, _around(sentence, name)))
            known.count += 1
            known.documents.add(document.id)
    return sorted(found.values(), key=lambda one: (-one.count, one.name))


def _around(sentence: str, name: str) -> str:
    """The sentence, cut so that the name is in what is shown."""
    at = sentence.find(name)
    if at + len(name) > _WIDTH - len("..."):
        first = sentence.find(" ", max(0, at - _WIDTH // 2)) + 1
        sentence = "..." + sentence[min(first, at) :]
    return textwrap.shorten(sentence, _WIDTH, placeholder="...")


def _of_document(document: Document, coder: Coder) -> Iterator[tuple[str, str]]:
    blocks = document.blocks
    spans = [s for s in coder.parser.spans(document) if blocks[s.block].kind in ("body", "quote")]
    for coded in code_document(document, coder.parser.parse(document.text, spans), coder.resources):
        span = coded.sentence.span
        for name in _of_sentence(coded):
            yield name, " ".join(document.text[span.start : span.end].split())


def _of_sentence(coded: CodedSentence) -> Iterator[str]:
    """The names of one sentence, each as long as it is written: "Ali Hassan" is not also "Ali"."""
    sentence, resolver = coded.sentence, coded.resolver
    for head in range(len(sentence.words)):
        if sentence.kind(head) == "noun" and head not in resolver.mentions.at and _ends_name(sentence, head):
            name = _bare(_name_at(coded, head))
            if name and not resolver.base.names.get(name):
                yield name


def _name_at(coded: CodedSentence, head: int) -> str:
    """The name that ends here and has no entry; "" where there is none, or only an agent or a title."""
    for resolved in coded.resolver.resolve(head):
        if resolved.how == "agent":
            return _body_at(coded, head)
        if resolved.how in ("unknown", "person") and not resolved.actor.code:
            return _whole(coded, resolved.actor.name, head)
    return ""


def _whole(coded: CodedSentence, name: str, head: int) -> str:
    """The name with what stands before its hyphen: the parser cuts "Jaish al-Zubayda" in front of "Zubayda"."""
    sentence, mentions = coded.sentence, coded.resolver.mentions.at
    first = head - len(name.split()) + 1
    if first < 2 or sentence.words[first - 1] != "-" or sentence.ends[first - 1] != sentence.starts[first]:
        return name
    start = first - 2
    while start > 0 and sentence.words[start - 1][:1].isupper() and sentence.tags[start - 1] in _PROPER:
        start -= 1
    if any(i in mentions for i in range(start, first)):
        return name
    return f"{' '.join(sentence.words[start : first - 1])}-{name}"


def _body_at(coded: CodedSentence, head: int) -> str:
    """A body whose name ends in an agent's noun: "Lamu Coast Guards" is one, "Coast Guards" is not."""
    sentence, resolver = coded.sentence, coded.resolver
    start = head + 1
    while start > 0 and sentence.tags[start - 1] in _PROPER and start - 1 not in resolver.mentions.at:
        start -= 1
    agents, offices = resolver.base.agents, resolver.base.offices
    keys = [key_of(" ".join(sentence.words[i : head + 1])) for i in range(start, head + 1)]
    if not keys or keys[0] in agents or any(key in offices for key in keys):
        return ""
    return " ".join(sentence.words[start : head + 1])


def _ends_name(sentence: Sentence, head: int) -> bool:
    """Whether the word is the last of its name: what stands before it is counted with it."""
    tags = sentence.tags
    return head + 1 >= len(tags) or tags[head + 1] not in _PROPER or "-" in sentence.words[head]


def _bare(name: str) -> str:
    """The name without courtesies and marks; "" for days, months, numbers and single letters."""
    words = name.split()
    while words and words[0].strip(".").lower() in _HONORIFICS:
        del words[0]
    bare = " ".join(words).strip(_EDGES)
    bare = bare.removesuffix("'s").removesuffix("’s")
    meant = {word.strip(_EDGES).lower() for word in bare.split() if _LETTERS.search(word)} - _DAYS
    return bare if meant else ""
