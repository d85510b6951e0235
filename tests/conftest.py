"""What several tests share: the shipped page, and one loaded coder a worker."""

from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

import pytest

from dragoman.pipeline import Coder
from dragoman.types import Block, Document, Event


@pytest.fixture
def demo_page() -> Iterator[Path]:
    """The page that ships with dragoman."""
    with resources.as_file(resources.files("dragoman") / "demo" / "page.html") as path:
        yield path


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The shipped resources, loaded once."""
    return Coder()


@pytest.fixture(scope="session")
def coded(coder: Coder) -> Callable[[str], list[Event]]:
    """The events of a text that is one paragraph of an article."""

    def code(text: str, published: str | None = None) -> list[Event]:
        return coder.code(as_article(text, published))

    return code


@pytest.fixture(scope="session")
def article() -> Callable[..., Document]:
    """Makes a document of one body block."""
    return as_article


def as_article(text: str, published: str | None = None) -> Document:
    """A document of one body block."""
    block = Block("body", None, None, None, 0, len(text))
    return Document("test", None, None, None, published, "en", text, (block,))
