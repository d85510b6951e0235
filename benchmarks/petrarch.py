"""Other people's dictionaries, as they are: the unit tests of PETRARCH, coded with its own validation dictionaries.

    python benchmarks/petrarch.py [--show]

The records are templates of sentences; what a lab's configuration adds (whether an event needs both parties) is taken
from each record. Records that need the parse that they come with are left out, as are the names of actors made up.
"""

import argparse
import json

from shared import DATA, missing, score, scratch

from dragoman.knowledge.discards import load_discards
from dragoman.pipeline import Coder, CoderOptions
from dragoman.types import Actor, Block, Document, Event

SET = "bench/petrarch_unit_dev.jsonl"
DICTIONARIES = {kind: f"bench/PETR.Validate.{kind}.txt" for kind in ("actors", "agents", "verbs", "discards")}


def page(record: dict) -> Document:  # type: ignore[type-arg] # as it is in the set
    """A record as a document."""
    text, day = record["text"], record["date"]
    published = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    body = (Block("body", None, None, None, 0, len(text)),)
    return Document(record["id"], None, None, None, published, "en", text, body)


def code_of(actor: Actor | None) -> str:
    """The code as PETRARCH writes it: an agent of nobody known has dashes for its country."""
    if actor is None or actor.code is None:
        return "---"
    return f"---{actor.code}" if actor.reason == "agent without a country" else actor.code


def triples(event: Event, *, both: bool) -> list[dict[str, str]]:
    """An event's pairs of actors; `both` leaves out those that lack one."""
    pairs = [(code_of(s), code_of(t)) for s in event.source or (None,) for t in event.target or (None,)]
    kept = dict.fromkeys(pair for pair in pairs if not both or "---" not in pair)
    return [{"source": s, "event": event.cameo, "target": t} for s, t in kept]


def main() -> int:
    """Code, score, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print each record that is not exactly right")
    show = parser.parse_args().show
    if missing(SET, *DICTIONARIES.values()):
        return 0
    path = {kind: DATA / name for kind, name in DICTIONARIES.items()}
    coder = Coder(CoderOptions(actors=(path["actors"], path["agents"]), rules=(path["verbs"],)))
    discards = load_discards([path["discards"]])
    rows = []
    for line in (DATA / SET).read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        both = record["config"].get("require_dyad", "true") == "true"
        document = page(record)
        events = discards.kept(document, coder.code(document))
        found = [t for event in events for t in triples(event, both=both)]
        rows.append({"id": record["id"], "events": found})
        if show and "needs_given_parse" not in record["tags"]:
            _show(record, found)
    predicted = scratch("\n".join(map(json.dumps, rows)), ".jsonl")
    result = score("score_events.py", str(DATA / SET), predicted, "--skip-tag", "needs_given_parse")["all"]
    print(f"{result['records']} records, {result['records_exactly_right']} exactly right")
    for view in ("triple", "code", "dyad", "country", "root"):
        value = result[view]
        print(f"{view:<8} P {value['precision']:.4f}  R {value['recall']:.4f}  F1 {value['f1']:.4f}")
    print(f"no event: {result['no_event_records']} records, {result['no_event_records_given_an_event']} given one")
    return 0


def _show(record: dict, found: list[dict[str, str]]) -> None:  # type: ignore[type-arg] # as it is in the set
    def text(events: list[dict[str, str]]) -> str:
        return "; ".join(sorted(f"{e['source']} {e['event']} {e['target']}" for e in events))

    wanted, got = text(record["expected"]), text(found)
    if wanted != got:
        print(f"{record['id']} {record['text']}\n    wanted {wanted}\n    got    {got}")


if __name__ == "__main__":
    raise SystemExit(main())
