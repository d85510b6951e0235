"""The part of a comment's element that is its own: everything but the elements of other comments."""

from collections.abc import Callable, Collection, Iterator, Sequence

from lxml.html import HtmlElement

from dragoman.reading.article import clean

_BREAKING = frozenset(
    "p div br li ul ol blockquote tr table h1 h2 h3 h4 h5 h6 section article dd dt pre hr td header footer".split()
)


def _nothing(element: HtmlElement) -> bool:
    return False


class Own:
    """The elements of one comment: from its roots down, and never into those of the `others`."""

    def __init__(self, roots: Sequence[HtmlElement], others: Collection[HtmlElement]) -> None:
        self.roots = roots
        self._others = others
        self._walked: list[HtmlElement] | None = None

    def walk(self) -> Sequence[HtmlElement]:
        """The elements in page order, the roots among them."""
        if self._walked is None:
            self._walked = [element for root in self.roots for element in self.within(root)]
        return self._walked

    def within(self, root: HtmlElement) -> Iterator[HtmlElement]:
        """The elements from `root` down."""
        pending = [root]
        while pending:
            element = pending.pop()
            if isinstance(element.tag, str) and (element is root or element not in self._others):
                yield element
                pending.extend(reversed(element))

    def text(self, root: HtmlElement, skip: Callable[[HtmlElement], bool] = _nothing) -> str:
        """The text below `root`, one line a paragraph; elements that `skip` holds for are left out."""
        pieces: list[str] = []
        pending: list[HtmlElement | str] = [root]
        while pending:
            node = pending.pop()
            if isinstance(node, str):
                pieces.append(node)
            elif node is root or not self._is_left_out(node, skip):
                pending.extend(reversed(list(_unfolded(node))))
        kept = (clean(line) for line in "".join(pieces).split("\n"))
        return "\n".join(line for line in kept if line)

    def _is_left_out(self, node: HtmlElement, skip: Callable[[HtmlElement], bool]) -> bool:
        return not isinstance(node.tag, str) or node in self._others or skip(node)


def _unfolded(element: HtmlElement) -> Iterator[HtmlElement | str]:
    ending = "\n" if element.tag in _BREAKING else ""
    yield ending + _one_line(element.text)
    for child in element:
        yield child
        yield _one_line(child.tail)
    yield ending


def _one_line(text: str | None) -> str:
    return text.replace("\n", " ").replace("\r", " ") if text else ""
