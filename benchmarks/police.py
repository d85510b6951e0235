"""Police killing, arresting and using force, sentence by sentence, read off the events whose source is police.

    python benchmarks/police.py [--show KILL|ARREST|FORCE]

KILL is an ASSAULT that names a killing, ARREST a COERCE of CAMEO 173, FORCE every ASSAULT and every COERCE of 170, 172
and 175. A sentence of the set counts as found when one of its events has a source in sector COP.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator

from shared import DATA, missing

from dragoman.pipeline import Coder
from dragoman.types import Block, Document, Event

CORPUS = "corpora/india_police_events_dev.jsonl.gz"
KINDS = ("KILL", "ARREST", "FORCE")
_KILLING = (
    "kill",
    "shoot",
    "gun",
    "murder",
    "execut",
    "encounter",
    "death",
    "die",
    "dead",
    "massacre",
    "slay",
    "lynch",
)


def read_as(event: Event) -> Iterator[str]:
    """What an event says that police did."""
    if not any("COP" in actor.sectors for actor in event.source) or event.factuality not in ("asserted", "possible"):
        return
    assault, coerce = event.event_type == "ASSAULT", event.event_type == "COERCE"
    if assault and any(word in event.rule or word in event.trigger.text.lower() for word in _KILLING):
        yield "KILL"
    if coerce and event.cameo.startswith("173"):
        yield "ARREST"
    if assault or (coerce and event.cameo[:3] in ("170", "172", "175")):
        yield "FORCE"


def page(record: dict) -> tuple[Document, list[tuple[int, set[str]]]]:  # type: ignore[type-arg] # as it is in the set
    """One document of the set, its sentences a line each, and where each begins with its labels."""
    parts, starts, at = [], [], 0
    for sentence in record["sentences"]:
        text = " ".join(sentence["text"].split()) or "-"
        starts.append((at, {k for k in KINDS if k in sentence["labels"]}))
        parts.append(text)
        at += len(text) + 1
    text = "\n".join(parts)
    return Document(record["doc_id"], None, None, None, record["date"], "en", text, (_body(text),)), starts


def _body(text: str) -> Block:
    return Block("body", None, None, None, 0, len(text))


def main() -> int:
    """Count right, missed and false sentences of each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", choices=KINDS, help="print the sentences of this kind that were missed or false")
    show = parser.parse_args().show
    if missing(CORPUS):
        return 0
    coder = Coder()
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    with gzip.open(DATA / CORPUS, "rt", encoding="utf-8") as stream:
        for line in stream:
            document, starts = page(json.loads(line))
            found: dict[int, set[str]] = {}
            for coded in coder.sentences(document):
                at = max(start for start, _ in starts if start <= coded.sentence.span.start)
                found.setdefault(at, set()).update(kind for event in coded.events for kind in read_as(event))
            for start, gold in starts:
                for kind in KINDS:
                    there, labelled = kind in found.get(start, ()), kind in gold
                    outcome = ("none", "missed", "false", "right")[2 * there + labelled]
                    counts[kind][outcome] += 1
                    if kind == show and outcome in ("missed", "false"):
                        print(outcome, document.text[start : document.text.find("\n", start)])
    for kind, count in counts.items():
        precision = count["right"] / max(1, count["right"] + count["false"])
        recall = count["right"] / max(1, count["right"] + count["missed"])
        print(
            f"{kind:<7} precision {precision:.2f}  recall {recall:.2f}  of {count['right'] + count['missed']} sentences"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
