"""The record of one reader's comment on a page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment; `parent` is the index, among the page's comments, of the one it answers."""

    author: str | None
    posted: str | None
    parent: int | None
    text: str
