"""The dates of the BBC corpus and of the pages, and the forms that look like dates but are not read.

python benchmarks/dates.py [--forms N] [--show FORM]
"""

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date

from shared import DATA, missing

from dragoman.coding.dates import Dated, Setting, find_dates
from dragoman.reading import ReadOptions, read_html
from dragoman.types import Document

CORPUS = "corpora/bbc_news.jsonl.gz"
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s)[^.!?\n]+)*[.!?]?")
_LOOKS = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|sept|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday|(?:19|20)\d\d|ago|last|next|earlier|later|yesterday|today|tonight"
    r"|tomorrow|week|weeks|weekend|month|months|year|years|days|decade|decades|spring|summer|autumn|winter)\b",
    re.I,
)
_SETTING = Setting(date(2004, 12, 15))


def texts() -> Iterator[tuple[str, Setting]]:
    """The texts of both sources, each with its setting."""
    with gzip.open(DATA / CORPUS, "rt", encoding="utf-8") as stream:
        for line in stream:
            record = json.loads(line)
            if not record.get("duplicate_of"):
                yield record["text"], _SETTING
    for path in sorted((DATA / "pages").glob("*.html")):
        document: Document = read_html(path.read_bytes(), options=ReadOptions())
        yield document.text, _SETTING


def form(sentence: str, match: re.Match[str]) -> str:
    """The word that looks like a date with a word on either side, digits as 0."""
    before = re.search(r"[\w']+\W*$", sentence[: match.start()])
    after = re.match(r"\W*[\w']+", sentence[match.end() :])
    words = (before[0] if before else "") + match[0] + (after[0] if after else "")
    return re.sub(r"\d", "0", re.sub(r"[\s\W]+", " ", words.lower())).strip()


def unread(sentence: str, found: list[Dated]) -> Iterator[str]:
    """The forms of a sentence that no date covers."""
    for match in _LOOKS.finditer(sentence):
        if not any(d.start <= match.start() < d.end for d in found):
            yield form(sentence, match)


def main() -> int:
    """Count, and print the forms that are not read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", type=int, default=10, help="print this many forms that are not read")
    parser.add_argument("--show", default="", help="print the sentences that hold this form")
    options = parser.parse_args()
    if missing(CORPUS, "pages"):
        return 0
    forms, reasons, read = Counter[str](), Counter[str](), Counter[str]()
    sentences = dates = 0
    seconds = 0.0
    for text, setting in texts():
        for sentence in _SENTENCE.findall(text):
            started = time.process_time()
            found = find_dates(sentence, setting)
            seconds += time.process_time() - started
            sentences, dates = sentences + 1, dates + len(found)
            left = list(unread(sentence, found))
            forms.update(left)
            read.update(re.sub(r"\d", "0", (d.text or "").lower()) for d in found if d.edtf)
            reasons.update(re.sub(r"\d", "0", d.reason) for d in found if d.edtf is None)
            if options.show and options.show in left:
                print(sentence.strip())
    print(f"{sentences} sentences, {dates} dates, {1e6 * seconds / sentences:.1f} µs a sentence")
    print("read:", ", ".join(f"{text} {count}" for text, count in read.most_common(options.forms)))
    print("without a date:", "; ".join(f"{why} {count}" for why, count in reasons.most_common(options.forms)))
    print(f"not read ({forms.total()}):")
    for text, count in forms.most_common(options.forms):
        print(f"{count:6} {text}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
