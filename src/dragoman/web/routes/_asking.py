"""What a page of its own is asked for beside the view: words, choices, the number of a page."""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request

from dragoman.errors import UsageError
from dragoman.web.address import LONGEST

FARTHEST = 2000  # pages: who wants more narrows the list


@dataclass(frozen=True, slots=True)
class Asked:
    """The address of a page: its path and its own parameters, and links to other states of it."""

    path: str
    given: tuple[tuple[str, str], ...] = ()

    def text(self, name: str) -> str:
        """The value of a parameter; empty where it is not given."""
        return dict(self.given).get(name, "")

    def link(self, **put: str) -> str:
        """The address with some parameters set anew; an empty one goes. Every change leads to the first page."""
        kept = {**dict(self.given), **put}
        query = urlencode([(name, value) for name, value in kept.items() if value])
        return f"{self.path}?{query}" if query else self.path


@dataclass(frozen=True, slots=True)
class Pager:
    """Which page of a list is shown."""

    asked: Asked
    number: int
    size: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page that can be shown."""
        return min(FARTHEST, max(1, -(-self.total // self.size)))


def asked(request: Request, path: str, *names: str) -> Asked:
    """The parameters of these names. Raises UsageError for a value that cannot be."""
    given = []
    for name in names:
        value = request.query_params.get(name, "").strip()
        if len(value) > LONGEST:
            raise UsageError(f"{name}: a value of more than {LONGEST} characters; shorten it")
        if "\x00" in value:
            raise UsageError(f"{name}: holds a character that is no text; take it out")
        if value:
            given.append((name, value))
    return Asked(path, tuple(given))


def one_of(asked: Asked, name: str, known: tuple[str, ...]) -> str:
    """A parameter that has few values; the first where it is not given. Raises UsageError."""
    value = asked.text(name) or known[0]
    if value not in known:
        raise UsageError(f"{name}: '{value[:40]}' is unknown; choose from {', '.join(known)}")
    return value


def page_number(request: Request) -> int:
    """The page that is asked for. Raises UsageError."""
    raw = request.query_params.get("page", "1")
    if not (raw.isascii() and raw.isdigit()) or not 1 <= int(raw[:9]) <= FARTHEST:
        raise UsageError(f"page: '{raw[:20]}' is none of 1 to {FARTHEST}; narrow the list")
    return int(raw)
