"""Of the people, bodies and nationalities that re3d marks, those that come out with a country or a code.

    python benchmarks/re3d.py [--seed N] [--draw N] [--type TYPE] [--all]

The documents are read as the coder reads them, every sentence, and the resolver is asked about the head of each marked
entity. A miss is put down to one cause, the first that applies:

    misread span     the words marked are no name and no noun: "hope", "may", a piece of a word, half of a name
    pronoun          "we", "they": nobody named before whom they could mean
    place            a place without a country of its own in the tables ("Al Shadaddi")
    person           a name of a person, with no title and no entry
    no entry         another capitalised name that is in no table
    form             the name is in a table, and was not matched, or not taken as what the phrase names
    no owner         an agent or a title of the tables, without a country ("militants", "the Foreign Secretary")
    generic phrase   a noun in no table ("volunteers", "the university"), or one that cannot be anybody
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from shared import DATA, missing

from dragoman.coding import CodedSentence, code_document
from dragoman.knowledge import ActorBase
from dragoman.knowledge.names import key_of
from dragoman.pipeline import Coder
from dragoman.types import Block, Document, Sentence

CORPUS = "corpora/re3d.jsonl.gz"
TYPES = ("Person", "Organisation", "Nationality", "MilitaryPlatform")
CAUSES = ("misread span", "pronoun", "place", "person", "no entry", "form", "no owner", "generic phrase")
_NOMINAL = ("noun", "pronoun", "adjective")


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked entity, and what became of it: `cause` is "" where it has a country or a code."""

    type: str
    value: str
    context: str
    cause: str


def page(record: dict[str, Any]) -> Document:
    """A document of the corpus as one body, so that the offsets of its marks hold."""
    text = record["text"]
    return Document(record["id"], None, None, None, None, "en", text, (Block("body", None, None, None, 0, len(text)),))


def marks(record: dict[str, Any], coder: Coder) -> Iterator[Mark]:
    """The entities of one document, each once."""
    document = page(record)
    places = {e["value"].lower() for e in record["entities"] if e["type"] == "Location"}
    spans = {(e["begin"], e["end"], e["type"]) for e in record["entities"] if e["type"] in TYPES}
    sentences = coder.parser.parse(document.text, coder.parser.spans(document))
    for coded in code_document(document, sentences, coder.resources):
        sentence = coded.sentence
        for begin, end, kind in sorted(spans):
            # an entity is its sentence's in which it begins: a few marks run over a full stop
            if sentence.starts[0] <= begin < sentence.ends[-1]:
                spans.discard((begin, end, kind))
                value = " ".join(document.text[begin:end].split())
                cause = judged(coded, (begin, end), kind, value.lower() in places)
                yield Mark(kind, value, context(document.text, begin, end), cause)
    for begin, end, kind in sorted(spans):
        yield Mark(kind, document.text[begin:end], context(document.text, begin, end), "misread span")


def context(text: str, begin: int, end: int) -> str:
    """The marked words in brackets, with some around them."""
    before, after = text[max(0, begin - 50) : begin], text[end : end + 40]
    return " ".join(f"{before}[{text[begin:end]}]{after}".split())


def judged(coded: CodedSentence, span: tuple[int, int], kind: str, is_place: bool) -> str:
    """Why an entity has neither a country nor a code, or ""."""
    sentence, resolver = coded.sentence, coded.resolver
    inside = [i for i in range(len(sentence.words)) if sentence.starts[i] < span[1] and span[0] < sentence.ends[i]]
    head = head_of(sentence, inside)
    if head is not None and any(r.actor.code for r in resolver.resolve(head)):
        return ""
    named = any(e.code for i in inside if i in resolver.mentions.at for e in resolver.mentions.at[i].entries)
    if named and (kind == "Nationality" or len(inside) == 1):
        return ""
    if head is None:
        return "misread span"
    return cause(sentence, head, inside, (resolver.base, kind, is_place, named))


def head_of(sentence: Sentence, inside: list[int]) -> int | None:
    """The word that the others of the entity hang on: the first noun that hangs on none of them, else the last."""
    nominal = [i for i in inside if sentence.kind(i) in _NOMINAL and re.search(r"\w", sentence.words[i])]
    nouns = [i for i in nominal if sentence.kind(i) != "adjective"] or nominal
    tops = [i for i in nouns if sentence.clause(i).governor not in inside]
    return next(iter(tops or nouns[-1:]), None)


def cause(sentence: Sentence, head: int, inside: list[int], known: tuple[ActorBase, str, bool, bool]) -> str:
    """What a miss is put down to."""
    base, kind, is_place, named = known
    word = sentence.words[head]
    capital = word[:1].isupper() and sentence.tags[head] in ("NNP", "NNPS")
    if sentence.kind(head) == "pronoun":
        return "pronoun"
    if capital:
        words = [sentence.words[i] for i in inside]
        known_form = named or any(base.names.get(" ".join(words[i:])) for i in range(len(words)))
        return "form" if known_form else "place" if is_place else "person" if kind == "Person" else "no entry"
    acting = is_actor(base, sentence.lower[inside[0] : head + 1])
    if kind == "Person" and len(inside) == 1 and not acting:
        return "misread span"
    return "no owner" if acting else "generic phrase"


def is_actor(base: ActorBase, words: list[str]) -> bool:
    """Whether the words end in an agent's noun or a title."""
    keys = [key_of(" ".join(words[i:])) for i in range(len(words))]
    return any(key in base.agents or key in base.offices for key in keys)


def report(found: list[Mark]) -> None:
    """The share that resolves, and the causes of the misses, by type."""
    print(f"{'type':<18}{'marked':>7}{'resolved':>10}{'share':>8}   misses by cause")
    for kind in TYPES:
        own = [mark for mark in found if mark.type == kind]
        missed = Counter(mark.cause for mark in own if mark.cause)
        good = len(own) - missed.total()
        told = ", ".join(f"{name} {missed[name]}" for name in CAUSES if missed[name])
        print(f"{kind:<18}{len(own):>7}{good:>10}{good / max(1, len(own)):>8.3f}   {told}")


def show(missed: list[Mark]) -> None:
    """Misses by cause, each in its words."""
    by_cause: dict[str, list[Mark]] = defaultdict(list)
    for mark in missed:
        by_cause[mark.cause].append(mark)
    for name in CAUSES:
        if by_cause[name]:
            print(f"\n{name} ({len(by_cause[name])})")
        for mark in sorted(by_cause[name], key=lambda m: (m.type, key_of(m.value))):
            print(f"  {mark.type:<17}{mark.context}")


def main() -> int:
    """Print the shares and a draw of the misses."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=7, help="of the draw")
    parser.add_argument("--draw", type=int, default=100, help="how many misses are printed")
    parser.add_argument("--type", choices=TYPES, help="draw from this type alone")
    parser.add_argument("--all", action="store_true", help="print every miss")
    options = parser.parse_args()
    if missing(CORPUS):
        return 0
    coder = Coder()
    with gzip.open(DATA / CORPUS, "rt", encoding="utf-8") as stream:
        found = [mark for line in stream for mark in marks(json.loads(line), coder)]
    report(found)
    missed = [mark for mark in found if mark.cause and options.type in (None, mark.type)]
    show(missed if options.all else random.Random(options.seed).sample(missed, min(options.draw, len(missed))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
