"""Items found in pages about sport and entertainment, where there should be none, and what a sentence costs.

    python benchmarks/equipment.py [--show N]

Systems are counted apart from generic nouns ("shell", "arms"): those are asked for only in sentences that carry an
event, and there only where the act has a theme.
"""

import argparse
import time
from collections import Counter

from shared import missing
from silence import CORPUS, soft_pages

from dragoman.coding.harm import find_harm
from dragoman.coding.items import find_items
from dragoman.knowledge.equipment import load_equipment
from dragoman.parsing.split import sentence_spans


def main() -> int:
    """Count, and show what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=20, help="print this many systems with their sentences")
    show = parser.parse_args().show
    if missing(CORPUS):
        return 0
    equipment = load_equipment()
    pages = list(soft_pages())
    places = [(name, text, *span) for name, text in pages for span in sentence_spans(text, 0, len(text))]
    # processor time: the machine may be busy with other work
    begin = time.process_time()
    items = [item for _, text, start, end in places for item in find_items(text, start, end, equipment)]
    middle = time.process_time()
    harms = sum(len(find_harm(text, start, end)) for _, text, start, end in places)
    spent = {"items": middle - begin, "harm": time.process_time() - middle}
    systems = [
        f"{name}: {item.name}: {text[start:end].strip()[:200]}"
        for name, text, start, end in places
        for item in find_items(text, start, end, equipment, generic=False)
    ]
    for line in systems[:show]:
        print(line)
    print(
        f"{len(pages)} pages, {len(places)} sentences:"
        f" {len(systems)} systems, {len(items)} items of any kind, {harms} numbers of harm"
    )
    found = Counter(item.name for item in items)
    print("items:", ", ".join(f"{name} {count}" for name, count in found.most_common(20)))
    print("a sentence:", ", ".join(f"{name} {seconds / len(places) * 1e6:.0f} µs" for name, seconds in spent.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
