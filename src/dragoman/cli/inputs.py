"""Paths, folders, standard input and JSON lines to documents; what cannot be read is told and passed over."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.errors import InputError
from dragoman.reading import ReadOptions, document_from_record, read_bytes
from dragoman.types import Document

_LINES = frozenset({".jsonl", ".ndjson"})
_PAGES = frozenset({".html", ".htm", ".xhtml", ".txt", ".text", *_LINES})


@dataclass(slots=True)
class Inputs:
    """Documents of the paths given; `failed` counts what could not be read."""

    paths: list[str]
    options: ReadOptions
    complain: Callable[[str], None]
    failed: int = 0

    def documents(self) -> Iterator[Document]:
        """Every document that can be read, in order."""
        for path in self.paths:
            if path == "-":
                yield from self._bytes(sys.stdin.buffer.read(), "standard input")
            elif Path(path).is_dir():
                yield from self._folder(Path(path))
            else:
                yield from self._file(Path(path))

    def _fail(self, message: str) -> None:
        self.failed += 1
        self.complain(message)

    def _folder(self, folder: Path) -> Iterator[Document]:
        files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in _PAGES and file.is_file())
        if not files:
            self._fail(f"{folder}: holds no page ({', '.join(sorted(_PAGES))}); name the files themselves")
        for file in files:
            yield from self._file(file)

    def _file(self, file: Path) -> Iterator[Document]:
        try:
            data = file.read_bytes()
        except FileNotFoundError:
            self._fail(f"{file}: no such file; give the path of a page or a folder")
            return
        except OSError as error:
            self._fail(f"{file}: cannot be read ({error.strerror})")
            return
        yield from self._bytes(data, str(file))

    def _bytes(self, data: bytes, name: str) -> Iterator[Document]:
        if Path(name).suffix.lower() in _LINES or data.lstrip()[:1] == b"{":
            yield from self._lines(data, name)
            return
        try:
            yield read_bytes(data, name=name, options=self.options)
        except InputError as error:
            self._fail(str(error))

    def _lines(self, data: bytes, name: str) -> Iterator[Document]:
        for number, line in enumerate(data.split(b"\n"), 1):
            if line.strip():
                document = self._record(line, f"{name}:{number}")
                if document is not None:
                    yield document

    def _record(self, line: bytes, place: str) -> Document | None:
        try:
            record = json.loads(line)
        except ValueError as error:
            self._fail(f"{place}: not JSON ({error}); write one JSON object a line")
            return None
        if not isinstance(record, dict):
            self._fail(f'{place}: not a JSON object; write {{"id": ..., "text": ...}}')
            return None
        try:
            document = document_from_record(record, place=place)
        except InputError as error:
            self._fail(str(error))
            return None
        if self.options.published and document.published is None:
            document = replace(document, published=self.options.published)
        return document
