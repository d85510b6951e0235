"""Events in pages that are about sport and entertainment, where there should be almost none.

    python benchmarks/silence.py [--show N]

The BBC documents carry no section: they are sorted by their words. A document is taken when it holds at least six
different words of one of the two lists below and none of the third, which is about public affairs.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator

from shared import DATA, missing

from dragoman.pipeline import Coder
from dragoman.reading import ReadOptions, read_text

CORPUS = "corpora/bbc_news.jsonl.gz"
SPORT = frozenset(
    "match cup goal goals striker midfielder defender goalkeeper coach captain season league rugby"
    " cricket tennis champion championship championships tournament final semi-final quarter-final injury"
    " win wins won lost beat beaten victory defeat olympic athlete athletics sprinter medal indoor"
    " marathon squad team players player club stadium referee half-time penalty fly-half scrum-half lock"
    " flanker try tries wicket batsman bowler innings serve seed set sets grand slam open premiership"
    " chelsea arsenal liverpool everton manchester".split()
)
SHOW = frozenset(
    "film films movie actor actress actors album albums single singer band song songs chart charts music"
    " musical oscar oscars award awards nominated nominations director starring star stars drama comedy tv"
    " television show series audience box office festival hollywood theatre concert rapper rock pop hip-"
    " hop dvd screenplay sitcom bbc1 itv episode novel author critics cast role best guitarist drummer"
    " fans tour record grammy brit brits premiere".split()
)
PUBLIC = frozenset(
    "election minister parliament party labour tory mps government economy economic bank shares profits"
    " company firm market investors software users internet technology mobile court police military troops"
    " president euros tax budget growth".split()
)
_WORD = re.compile(r"[a-z][a-z0-9-]*")


def soft_pages() -> Iterator[tuple[str, str]]:
    """Id and text of each document about sport or entertainment."""
    with gzip.open(DATA / CORPUS, "rt", encoding="utf-8") as stream:
        for line in stream:
            record = json.loads(line)
            words = set(_WORD.findall(record["text"]))
            soft = max(len(words & SPORT), len(words & SHOW))
            if not record.get("duplicate_of") and soft >= 6 and len(words & PUBLIC) <= 1:
                yield str(record["id"]), record["text"]


def main() -> int:
    """Count, and show what was coded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0, help="print this many events with their sentences")
    show = parser.parse_args().show
    if missing(CORPUS):
        return 0
    coder, rules = Coder(), Counter[str]()
    pages = sentences = events = 0
    for name, text in soft_pages():
        document = read_text(text, options=ReadOptions())
        pages, sentences = pages + 1, sentences + len(coder.parser.spans(document))
        for event in coder.code(document):
            if event.factuality != "asserted":
                continue
            events, rules[event.rule] = events + 1, rules[event.rule] + 1
            if events <= show:
                who = ", ".join(a.name for a in event.source), ", ".join(a.name for a in event.target)
                print(f"{name}: {event.event_type}/{event.cameo} {event.rule} {who}: {event.evidence[0].text}")
    print(f"{pages} pages, {sentences} sentences, {events} events, {100 * events / sentences:.2f} per 100 sentences")
    print("rules:", ", ".join(f"{rule} {count}" for rule, count in rules.most_common(25)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
