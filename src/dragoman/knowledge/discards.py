"""Discard lists in PETRARCH's form: phrases whose sentence, or with "+" whose whole page, is not coded."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dragoman.dictionaries import rows
from dragoman.errors import ActorError
from dragoman.types import Document, Event

_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Discards:
    """What is not to be coded."""

    pages: re.Pattern[str] = _NOTHING
    sentences: re.Pattern[str] = _NOTHING

    def kept(self, document: Document, events: Iterable[Event]) -> list[Event]:
        """The events of a page without those that the lists discard."""
        if self.pages.search(document.text):
            return []
        return [e for e in events if not all(self.sentences.search(told.text) for told in e.evidence)]


def load_discards(paths: Iterable[Path]) -> Discards:
    """Read the lists. Raises ActorError when one cannot be read."""
    pages: list[str] = []
    sentences: list[str] = []
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ActorError([f"{path}: cannot be read ({error.strerror}); give the path of a discard list"]) from error
        for _, line in rows(data):
            phrase = " ".join(line.lstrip("+").replace("_", " ").split())
            if phrase:
                (pages if line.startswith("+") else sentences).append(phrase)
    return Discards(_pattern(pages), _pattern(sentences))


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    """Whole words, in any writing, the longest phrase first."""
    if not phrases:
        return _NOTHING
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    either = "|".join(r"\s+".join(map(re.escape, phrase.split(" "))) for phrase in ordered)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
