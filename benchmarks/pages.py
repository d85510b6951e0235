"""What reading pages costs, and how well they are read.

    python benchmarks/pages.py [-v] [--rounds N]

Every page is read in this process; its cost is the least processor time over the rounds, so that the first use of a
part and a busy machine do not count. Then the converter and the scorer that lie beside the pages judge what was read.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec
from shared import DATA, missing, score, scratch

from dragoman.reading import ReadOptions, read_bytes

PAGES = "pages"
CONVERTER = "bench/convert_pages.py"
SCORER = "score_pages.py"
WANTED_MEDIAN = 5.0  # milliseconds
WANTED_MOST = 1000.0
FIGURES = ("title_exact", "date_accuracy", "body_f1", "comments_recall", "comments_precision", "comments_f1",
           "of_them_given_comment_text", "pages_without_comments")  # fmt: skip


def cost(data: bytes, rounds: int) -> float:
    """The least milliseconds of processor time that reading took."""
    taken = []
    for _ in range(rounds):
        before = time.process_time()
        read_bytes(data, name="page", options=ReadOptions())
        taken.append(1000 * (time.process_time() - before))
    return min(taken)


def measured(pages: list[Path], rounds: int) -> dict[str, float]:
    """Cost of each page, in milliseconds."""
    contents = {page.stem: page.read_bytes() for page in pages}
    for data in contents.values():  # the first round loads what is loaded on first use
        read_bytes(data, name="page", options=ReadOptions())
    return {name: cost(data, rounds) for name, data in contents.items()}


def judged(pages: list[Path]) -> tuple[dict[str, float], int, int]:
    """The scorer's figures, and how many of how many comments have an author."""
    with tempfile.TemporaryDirectory() as folder:
        written, named, comments = [], 0, 0
        for page in pages:
            document = read_bytes(page.read_bytes(), name=page.name, options=ReadOptions())
            target = Path(folder) / f"{page.stem}.json"
            target.write_bytes(msgspec.json.encode(document))
            written.append(str(target))
            comments += sum(block.kind == "comment" for block in document.blocks)
            named += sum(block.kind == "comment" and block.author is not None for block in document.blocks)
        command = [sys.executable, str(DATA / CONVERTER), *written]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    summary: dict[str, float] = score(SCORER, str(DATA / PAGES), scratch(lines, ".jsonl"))["summary"]
    return summary, named, comments


def main() -> int:
    """Measure, judge, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-v", "--verbose", action="store_true", help="print each page's cost")
    parser.add_argument("--rounds", type=int, default=3, help="readings of each page")
    arguments = parser.parse_args()
    if missing(PAGES, CONVERTER, f"bench/{SCORER}"):
        return 0
    pages = sorted((DATA / PAGES).glob("*.html"))
    costs = measured(pages, arguments.rounds)
    for name in sorted(costs, key=lambda name: costs[name]) if arguments.verbose else ():
        print(f"{costs[name]:8.1f} ms  {name}")
    median, most = statistics.median(costs.values()), max(costs.values())
    print(
        f"{len(costs)} pages: {median:.1f} ms in the median (under {WANTED_MEDIAN:.0f} wanted), {most:.1f} ms at most"
    )
    print(f"  (never more than {WANTED_MOST:.0f} wanted); processor time, least of {arguments.rounds} readings")
    summary, named, comments = judged(pages)
    for figure in FIGURES:
        print(f"{figure:28} {summary[figure]:.3f}")
    print(f"{'comments with an author':28} {named} of {comments}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
