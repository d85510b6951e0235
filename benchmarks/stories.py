"""Reprints of articles found again as stories, and the time that many documents take.

    python benchmarks/stories.py [--seed N] [--sizes 25000 50000 100000 200000]

Five thousand reprints of 500 BBC articles (of those that have no sister in the corpus): 40 to 100 of 100 sentences
kept, paragraphs of other articles (also of the 500) and boilerplate inserted, the headline, letter case and
punctuation changed. Then texts mixed from the corpus' sentences, a third of them reprints of another, in growing
numbers.
"""

import argparse
import gzip
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from shared import DATA, missing

from dragoman.gathering.fingerprints import SIZE, text_fingerprint
from dragoman.gathering.stories import stories

CORPUS = "corpora/bbc_news.jsonl.gz"
ARTICLES, REPRINTS = 500, 5000
SIZES = [25_000, 50_000, 100_000, 200_000]
BOILERPLATE = (
    "All rights reserved. This material may not be published, broadcast, rewritten or redistributed without leave.",
    "Reporting by our correspondents; editing by the night desk. Write to the newsroom with comments or corrections.",
    "Sign up for our daily letter and get the stories that matter every morning before breakfast, free of charge.",
    "Share this page with your friends, follow us for the latest news, and download our app for alerts.",
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
Mark = tuple[str, bytes, str | None]


def articles() -> list[list[str]]:
    """Each article of the corpus, once, as its sentences; the first holds the headline."""
    with gzip.open(DATA / CORPUS, "rt", encoding="utf-8") as stream:
        records = map(json.loads, stream)
        return [_SENTENCE.split(record["text"].strip()) for record in records if not record.get("duplicate_of")]


def without_sisters(corpus: list[list[str]]) -> list[int]:
    """The articles that share less than a twentieth of their phrases of six words with any others.

    The corpus holds later versions of an article that its column of duplicates does not name: finding those is no
    mistake, and nobody has marked them.
    """
    phrases = [set(zip(*(words[i:] for i in range(6)), strict=False)) for words in map(_words, corpus)]
    holders = Counter(phrase for held in phrases for phrase in held)
    return [i for i, held in enumerate(phrases) if sum(holders[p] > 1 for p in held) < 0.05 * len(held)]


def _words(article: list[str]) -> list[str]:
    return " ".join(article).split()


def reprint(sentences: list[str], others: list[list[str]], draw: random.Random) -> str:
    """A reprint as other papers make them: from 40 of 100 sentences, with paragraphs put in."""
    kept = cut(sentences, draw)
    kept[0] = " ".join(kept[0].split()[draw.randint(0, 8) :])
    for _ in range(draw.choice((0, 0, 1, 1, 2))):
        other = draw.choice(others)
        start = draw.randrange(len(other))
        kept.insert(draw.randint(0, len(kept)), " ".join(other[start : start + draw.randint(1, 3)]))
    kept += draw.sample(BOILERPLATE, draw.randint(0, 2))
    return altered("\n".join(["Update: " + " ".join(draw.choice(others)[0].split()[:8]), *kept]), draw)


def cut(sentences: list[str], draw: random.Random) -> list[str]:
    """Some 40 to 100 of 100 sentences: the first ones, as desks cut, or any."""
    count = max(round(draw.uniform(0.4, 1) * len(sentences)), 1)
    if draw.random() < 0.5:
        return sentences[:count]
    return [sentences[i] for i in sorted(draw.sample(range(len(sentences)), count))]


def altered(text: str, draw: random.Random) -> str:
    """The text in another letter case or with other punctuation."""
    text = draw.choice((str, str.upper, str.title, str.capitalize))(text)
    return draw.choice((str, lambda t: t.replace(",", " -"), lambda t: re.sub(r"\s+", "  ", t)))(text)


def pairwise(found: dict[str, str], known: dict[str, str]) -> tuple[float, float]:
    """Precision and recall over pairs of documents in one story."""
    together = pairs(Counter((found[name], known[name]) for name in known))
    return together / max(pairs(Counter(found.values())), 1), together / max(pairs(Counter(known.values())), 1)


def pairs(sizes: Counter[str] | Counter[tuple[str, str]]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def quality(seed: int) -> str:
    """Precision and recall of the stories among the reprints."""
    draw, corpus = random.Random(seed), articles()
    singular = without_sisters(corpus)
    chosen = draw.sample(singular, ARTICLES)
    marks: list[Mark] = []
    known = {}
    for i in range(REPRINTS):
        name = f"r{i:05}"
        known[name] = str(chosen[i % ARTICLES])
        marks.append((name, text_fingerprint(reprint(corpus[chosen[i % ARTICLES]], corpus, draw)), None))
    start = time.perf_counter()
    found = stories(marks)
    seconds = time.perf_counter() - start
    precision, recall = pairwise(found, known)
    return (
        f"{REPRINTS} reprints of {ARTICLES} articles (drawn from {len(singular)}): precision {precision:.4f},"
        f" recall {recall:.4f}, {len(set(found.values()))} stories, {seconds:.1f} s"
    )


def derived(size: int, seed: int) -> Iterator[Mark]:
    """Texts mixed from sentences of the corpus, every third a reprint of a recent one."""
    draw, corpus = random.Random(seed), articles()
    sentences = [sentence for article in corpus for sentence in article]
    recent: list[list[str]] = []
    for i in range(size):
        if i % 3 == 2:
            text = reprint(draw.choice(recent), corpus, draw)
        else:
            mixed = [mix(*draw.sample(sentences, 2), draw) for _ in range(draw.randint(6, 20))]
            recent = [*recent[-99:], mixed]
            text = " ".join(mixed)
        yield f"d{i:06}", text_fingerprint(text), None


def mix(one: str, other: str, draw: random.Random) -> str:
    """Words of one sentence, then of another: most of its shingles are in no other text."""
    left, right = one.split(), other.split()
    return " ".join(left[: draw.randint(3, 12)] + right[draw.randint(0, 6) :][:12])


def timing(path: Path, size: int) -> str:
    """Seconds and peak memory for the first `size` fingerprints of a file."""
    with path.open("rb") as stream:
        marks: list[Mark] = [(f"d{i:06}", stream.read(SIZE), None) for i in range(size)]
    before, start = _peak(), time.process_time()
    found = stories(marks)
    seconds = time.process_time() - start
    return (
        f"{size:7} documents: {seconds:5.1f} s, {1e6 * seconds / size:4.0f} us each,"
        f" {len(set(found.values()))} stories, peak {_peak()} MB ({before} MB before)"
    )


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> int:
    """Score, then time each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="numbers of documents to time")
    parser.add_argument("--time", type=Path, help="time the fingerprints in this file, in this process")
    chosen = parser.parse_args()
    if chosen.time:
        print(timing(chosen.time, chosen.sizes[0]))
    elif not missing(CORPUS):
        print(quality(chosen.seed), flush=True)
        if chosen.sizes:
            time_each(chosen.sizes, chosen.seed)
    return 0


def time_each(sizes: list[int], seed: int) -> None:
    """Time each number of documents in a process of its own: peak memory never falls within one."""
    with tempfile.NamedTemporaryFile(suffix=".fingerprints") as stream:
        start = time.process_time()
        for _, mark, _ in derived(max(sizes), seed):
            stream.write(mark)
        stream.flush()
        print(f"{max(sizes)} texts and their fingerprints made in {time.process_time() - start:.0f} s", flush=True)
        for size in sizes:
            subprocess.run([sys.executable, __file__, "--time", stream.name, "--sizes", str(size)], check=True)


if __name__ == "__main__":
    raise SystemExit(main())
