"""What a coding depends on, as one hash: with another one, a corpus is coded anew."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

from dragoman.cache import fingerprint
from dragoman.errors import UsageError
from dragoman.pipeline import CoderOptions

_DATA = (".toml", ".tsv")
_SHOWN = 16
_PACKAGES = ("dragoman", "spacy", "duckdb", "trafilatura")


def lexicon_hash(options: CoderOptions, discards: Sequence[Path] = ()) -> str:
    """A hash of every rule and table, shipped and given, of the model and of the program's version.

    Raises UsageError where a file that was given cannot be read.
    """
    shipped = sorted(_files(resources.files("dragoman")), key=lambda item: item[0])
    given = [_bytes(path) for path in (*options.actors, *options.rules, *discards)]
    names = (versions()["dragoman"], options.model)
    parts = [*(name.encode() for name in names), *(item.read_bytes() for _, item in shipped), *given]
    return fingerprint(parts)[:_SHOWN]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); name another file") from error


def _files(folder: Traversable, path: str = "") -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        name = f"{path}/{item.name}"
        if item.is_dir():
            yield from _files(item, name)
        elif item.name.endswith(_DATA):
            yield name, item


def versions() -> Mapping[str, str]:
    """The versions of what reads, parses and stores."""
    return {name: metadata.version(name) for name in _PACKAGES}


def settings(options: CoderOptions) -> Mapping[str, object]:
    """The options of a coder as plain values."""
    return {
        key: [str(path) for path in value] if isinstance(value, tuple) else value
        for key, value in asdict(options).items()
    }
