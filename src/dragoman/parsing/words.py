"""Words that running English news writes small, counted from cased text; one a line."""

from functools import cache
from importlib import resources


@cache
def lowercase_words() -> frozenset[str]:
    """The shipped list."""
    path = resources.files("dragoman.parsing") / "data" / "lowercase.txt"
    return frozenset(path.read_text(encoding="utf-8").split())
