"""The real command with a coder that does what a page tells it: `python odd.py run ...`, as `python -m dragoman run`.

It loads in no time, and pages can make it sleep, hang, or end its process. Of all else it makes an event.
"""

import functools
import hashlib
import os
import re
import resource
import signal
import time
from collections import defaultdict
from importlib import import_module
from pathlib import Path

from dragoman import cli
from dragoman.batch.work import Bench, Setup
from dragoman.types import Act, Actor, Document, Event, Evidence, Trigger


class OddBench(Bench):
    """A bench without a coder."""

    def __init__(self, setup: Setup) -> None:
        self._english_only = setup.english_only
        _note("loaded")

    def _events(self, document: Document, clock: "defaultdict[str, float]") -> tuple[Event, ...]:
        text = document.text
        _note(document.id)
        if "SLOW" in text:
            time.sleep(0.01)
        if "SPIN" in text:
            re.match("(a+)+$", "a" * 60 + "b")  # holds the interpreter, threads and all
        if "KILL" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if match := re.search(r"ONCE (\S+)", text):
            told = Path(match[1])
            if not told.exists():
                told.touch()
                os._exit(7)
        if "FAULT" in text:
            raise ValueError("a fault\nof ours")
        clock["code"] += 0.001
        return (_event(document),)


def _note(what: str) -> None:
    """Tell the test how far we are."""
    if notes := os.environ.get("ODD_NOTES"):
        with Path(notes).open("a", encoding="utf-8") as file:
            file.write(f"{what}\n")


def _event(document: Document) -> Event:
    who = (Actor("France", "France", "FRA", "FRA", (), 0, 6, "odd"),)
    text = document.text[:40]
    name = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Event(
        id=name, document_id=document.id, event_type="AID", event_mode=None, contexts=(), cameo="070", quad=2,
        goldstein=7.0, act=Act("AID", "070"), modality="actual", operators=(), factuality="asserted", condition=None,
        source=who, target=(), voice="article", speaker=None, date=document.published, date_basis="publication",
        place=None, items=(), harm=(), evidence=(Evidence(document.id, 0, len(text), text),),
        trigger=Trigger(0, 4, text[:4]), rule="odd", confidence=0.5,
    )  # fmt: skip


def main() -> None:
    """Run the command with the odd bench; ODD_LIMIT is the size that a file may have, as on a full disk."""
    import_module("dragoman.cli.run").__dict__["Setup"] = functools.partial(Setup, bench="odd:OddBench")
    limit = int(os.environ.get("ODD_LIMIT", "0"))
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    cli.main()


if __name__ == "__main__":
    main()
