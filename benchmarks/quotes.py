"""Quotations of the pages: how many are found, and how many are given to the one who speaks them.

    python benchmarks/quotes.py            the figures; exit 1 where one is below its floor
    python benchmarks/quotes.py --list     and every quotation that is missed or given to somebody else

The annotation, tests/data/quotations.tsv, holds references and no text: a page's name and hash, the offsets of each
quotation in the text that `dragoman read` gives and the hash of its words, the offsets at which its speaker is
named, and what is known of the speaker's country and sector. A text that moved is found again by the hash.
"""

import csv
import hashlib
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from shared import DATA, HERE, missing

from dragoman.coding import code_document
from dragoman.coding.quotations import Said, speakers
from dragoman.pipeline import Coder
from dragoman.reading import ReadOptions
from dragoman.reading.read import read_bytes
from dragoman.types import Actor, Document

REFERENCES = HERE.parent / "tests" / "data" / "quotations.tsv"
FOUND, RIGHT = 0.95, 0.9
OVERLAP = 0.8


@dataclass(frozen=True, slots=True)
class Reference:
    """One annotated quotation."""

    page: str
    sha256: str
    form: str
    start: int
    end: int
    hash: str
    mentions: tuple[tuple[int, int], ...]
    code: str


def references(path: Path = REFERENCES) -> list[Reference]:
    """The annotation."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [_reference(row) for row in csv.DictReader(stream, delimiter="\t")]


def _reference(row: dict[str, str]) -> Reference:
    pairs = (mention.split("-") for mention in row["mentions"].split())
    mentions = tuple((int(start), int(end)) for start, end in pairs)
    return Reference(
        row["page"], row["sha256"], row["form"], int(row["start"]), int(row["end"]), row["hash"], mentions, row["code"]
    )


def placed(reference: Reference, text: str) -> Reference | None:
    """The reference in `text`, moved with the words it refers to; None where they are not in it."""
    length = reference.end - reference.start
    starts = sorted(range(len(text) - length + 1), key=lambda at: abs(at - reference.start))
    for at in starts:
        if hashlib.sha256(text[at : at + length].encode()).hexdigest()[:16] == reference.hash:
            by = at - reference.start
            mentions = tuple((start + by, end + by) for start, end in reference.mentions)
            return replace(reference, start=at, end=at + length, mentions=mentions)
    return None


def found_in(reference: Reference, said: list[Said]) -> Said | None:
    """The quotation that overlaps the reference, else the reported sentence that covers it."""
    best = None
    for one in said:
        common = min(one.end, reference.end) - max(one.start, reference.start)
        whole = max(one.end, reference.end) - min(one.start, reference.start)
        if one.block >= 0 and common >= OVERLAP * whole:
            return one
        covers = one.block < 0 and common >= OVERLAP * (reference.end - reference.start)
        if covers and (best is None or one.end - one.start < best.end - best.start):
            best = one
    return best


def is_speaker(actor: Actor | None, reference: Reference, text: str) -> bool:
    """Whether an actor is named where the speaker is, or by the same surname."""
    if actor is None:
        return False
    if any(actor.start < end and start < actor.end for start, end in reference.mentions):
        return True
    surnames = {_last(text[start:end]) for start, end in reference.mentions}
    return bool({_last(actor.name), _last(actor.text)} & {name for name in surnames if name[:1].isupper()})


def _last(words: str) -> str:
    return words.rsplit(maxsplit=1)[-1].strip(".,:") if words.split() else ""


def page(name: str) -> tuple[Document, str]:
    """A page without its comments, and the start of its hash."""
    data = (DATA / "pages" / f"{name}.html").read_bytes()
    document = read_bytes(data, name=name, options=ReadOptions())
    blocks = tuple(block for block in document.blocks if block.kind != "comment")
    return replace(document, blocks=blocks), hashlib.sha256(data).hexdigest()[:16]


def said_in(document: Document, coder: Coder) -> list[Said]:
    """What is said on the page; every sentence is parsed for it."""
    sentences = coder.parser.parse(document.text, coder.parser.spans(document))
    return speakers(document, code_document(document, sentences, coder.resources), coder.resources.lexicon)


def main() -> int:
    """Measure, and compare with the floors."""
    wanted = references()
    if missing(*{f"pages/{reference.page}.html" for reference in wanted}):
        return 0
    coder = Coder()
    count = found = right = coded = countries = 0
    for name in dict.fromkeys(reference.page for reference in wanted):
        document, digest = page(name)
        said = said_in(document, coder)
        for reference in (one for one in wanted if one.page == name):
            count += 1
            here = placed(reference, document.text) if digest == reference.sha256 else None
            one = found_in(here, said) if here is not None else None
            hit = here is not None and one is not None and is_speaker(one.speaker, here, document.text)
            found += one is not None
            right += hit
            if hit and one is not None and one.speaker is not None and reference.code != "-":
                coded += 1
                same = (one.speaker.code or "")[:3] == reference.code[:3]
                countries += same
                if not same and "--list" in sys.argv:
                    print(f"{name}\t{reference.start}\tcode\t{one.speaker.name}\t{one.speaker.code}")
            if not hit and "--list" in sys.argv:
                who = one.speaker.text if one is not None and one.speaker is not None else "nobody"
                print(f"{name}\t{reference.start}\t{reference.form}\t{'found' if one else 'missed'}\t{who}")
    shares = f"found {found / count:.3f} (floor {FOUND})   speaker {right / count:.3f} (floor {RIGHT})"
    print(f"quotations {count}   {shares}")
    print(f"country of the speaker, where the page tells it and the speaker is right: {countries}/{coded}")
    return 0 if found >= FOUND * count and right >= RIGHT * count else 1


if __name__ == "__main__":
    sys.exit(main())
