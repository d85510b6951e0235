"""Where the evaluation data lies, and the program under test: shared by the benchmarks."""

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DATA = HERE.parent.parent / "shared"


def missing(*names: str) -> bool:
    """Whether some file of the data is not there; says so in one line."""
    absent = [name for name in names if not (DATA / name).exists()]
    if absent:
        print(f"skipped: no {absent[0]} beside the project (the evaluation data is not distributed)")
    return bool(absent)


def digest(name: str) -> str:
    """The first half of the SHA-256 of a data file."""
    return hashlib.sha256((DATA / name).read_bytes()).hexdigest()[:32]


def dragoman(*arguments: str) -> str:
    """What the command prints."""
    done = subprocess.run([sys.executable, "-m", "dragoman", *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def score(script: str, *arguments: str) -> dict[str, Any]:
    """The JSON that one of the scorers gives."""
    command = [sys.executable, str(DATA / "bench" / script), *arguments, "--json"]
    found: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


def scratch(text: str, suffix: str) -> str:
    """A temporary file that holds `text`; the system clears it away."""
    with tempfile.NamedTemporaryFile("w", suffix=suffix, delete=False, encoding="utf-8") as stream:
        stream.write(text)
    return stream.name
