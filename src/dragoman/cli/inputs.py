"""The paths of a command to documents; what cannot be read is told and passed over, and so is what is not English."""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.reading import ReadOptions
from dragoman.reading.formats import Found, read_data, read_path
from dragoman.types import Document

_LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
_READ = frozenset({"en", "mul", "und", "zxx"})  # English, and what pages say that do not know


@dataclass(slots=True)
class Inputs:
    """Documents of the paths given; counts what was read, what could not be, and what is in another language."""

    paths: list[str]
    options: ReadOptions
    complain: Callable[[str], None]
    english_only: bool = False
    read: int = 0
    failed: int = 0
    skipped: int = 0

    def documents(self) -> Iterator[Document]:
        """Every document that can be read, in order."""
        for path in self.paths:
            for found in self._found(path):
                document = self._kept(found)
                if document is not None:
                    self.read += 1
                    yield document

    @property
    def status(self) -> int:
        """The exit status: 1 where an input could not be read, or every one was skipped."""
        return 1 if self.failed or (self.skipped and not self.read) else 0

    def _found(self, path: str) -> Iterator[Found]:
        if path == "-":
            return read_data(sys.stdin.buffer.read(), "standard input", self.options)
        return read_path(Path(path), self.options)

    def _kept(self, found: Found) -> Document | None:
        if not isinstance(found.result, Document):
            self.failed += 1
            self.complain(str(found.result))
            return None
        language = _other_language(found.result) if self.english_only else None
        if language is None:
            return found.result
        self.skipped += 1
        self.complain(f"{found.place}: in {language}, skipped; dragoman reads English (--any-language codes it)")
        return None


def _other_language(document: Document) -> str | None:
    """The language of a document that is known not to be in English: "German (de)"."""
    code = re.split("[-_]", (document.language or "en").strip().lower())[0]
    if code in _READ or len(code) not in (2, 3):
        return None
    return f"{_LANGUAGES[code]} ({code})" if code in _LANGUAGES else f"the language '{code}'"
