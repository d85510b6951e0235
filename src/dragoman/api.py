"""The library's front door: code a text or a file, and get events as records or as a table."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from dragoman.errors import InputError
from dragoman.pipeline import Coder as Pipeline
from dragoman.pipeline import CoderOptions
from dragoman.reading import ReadOptions, read_bytes, read_text
from dragoman.types import Document, Event


class Coder:
    """Loaded resources for many documents.

    `actors` and `rules` are files laid over the shipped ones. Raises RuleError or ActorError for faulty files.
    """

    def __init__(
        self, *, model: str | None = None, actors: Iterable[str | Path] = (), rules: Iterable[str | Path] = ()
    ) -> None:
        """Load once; about two seconds."""
        defaults = CoderOptions()
        self._pipeline = Pipeline(
            CoderOptions(model or defaults.model, tuple(map(Path, actors)), tuple(map(Path, rules)))
        )

    def code(self, source: str | Path | Document, *, published: str | None = None) -> list[Event]:
        """All events, in every voice and factuality, of a text, the file at a Path, or a Document.

        Raises InputError where the file or text cannot be read.
        """
        if isinstance(source, Document):
            return self._pipeline.code(source)
        options = ReadOptions(published=published)
        if isinstance(source, Path):
            return self._pipeline.code(_read_file(source, options))
        return self._pipeline.code(read_text(source, options=options))


def _read_file(path: Path, options: ReadOptions) -> Document:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    return read_bytes(data, name=str(path), options=options)


@cache
def _default() -> Coder:
    return Coder()


def code(text_or_path: str | Path, *, published: str | None = None) -> list[Event]:
    """All events of a text, or of the file at a path; a string that names an existing file is a path.

    `published` is the day of publication, YYYY-MM-DD. Raises InputError where it cannot be read.
    """
    source: str | Path = text_or_path
    if isinstance(source, str) and len(source) < 500 and "\n" not in source and Path(source).is_file():
        source = Path(source)
    return _default().code(source, published=published)
