"""What the circumstances cost: dates, places, items and harm as a share of coding.

    python benchmarks/details.py

Processor time spent in `coding.details` over documents whose sentences are parsed beforehand: re3d's (cased, of
conflict) and the first BBC documents.
"""

import gzip
import json
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from shared import DATA, missing

from dragoman.coding import code_document
from dragoman.coding.details import Circumstances, Details
from dragoman.coding.findings import Finding
from dragoman.pipeline import Coder
from dragoman.reading import ReadOptions, read_text
from dragoman.types import Document, Sentence

CORPORA = ("corpora/re3d.jsonl.gz", "corpora/bbc_news.jsonl.gz")
DOCUMENTS = 200


def main() -> None:
    coder = Coder()
    for name in CORPORA:
        if missing(name):
            continue
        pages = [(page, list(coder.parser.sentences(page))) for page in documents(DATA / name)]
        whole, details, events = measured(pages, coder)
        print(f"{name}: {events} events, coding {whole:.2f} s, details {details:.2f} s: {details / whole:.1%}")


def documents(path: Path) -> Iterator[Document]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, DOCUMENTS):
            yield read_text(json.loads(line)["text"], options=ReadOptions(published="2017-06-01"))


def measured(pages: list[tuple[Document, list[Sentence]]], coder: Coder) -> tuple[float, float, int]:
    spent = [0.0]
    of = Details.of

    def timed(details: Details, finding: Finding) -> Circumstances:
        start = time.process_time()
        found = of(details, finding)
        spent[0] += time.process_time() - start
        return found

    Details.of = timed  # type: ignore[method-assign] # for the time of this measurement
    start = time.process_time()
    events = sum(len(coded.events) for page, parsed in pages for coded in code_document(page, parsed, coder.resources))
    whole = time.process_time() - start
    Details.of = of  # type: ignore[method-assign]
    return whole, spent[0], events


if __name__ == "__main__":
    main()
