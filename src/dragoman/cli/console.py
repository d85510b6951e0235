"""Where output goes: results to stdout or a file, everything else to stderr."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dragoman.errors import UsageError


def complain(message: str) -> None:
    """One line a problem, on stderr."""
    for line in message.splitlines():
        print(f"dragoman: {line}", file=sys.stderr)


def _permissions() -> int:
    """What a file gets that is simply opened: a temporary one is its owner's alone."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextmanager
def results(path: Path | None) -> Iterator[IO[str]]:
    """A stream for results: stdout, or a file that appears only when it is complete."""
    if path is None:
        yield sys.stdout
        return
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); choose another file with -o") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            yield stream
        Path(name).chmod(_permissions())
        Path(name).replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); nothing was kept") from error
    finally:
        Path(name).unlink(missing_ok=True)
