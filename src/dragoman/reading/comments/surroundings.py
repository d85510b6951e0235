"""What stands next to a comment's element and belongs to it: some systems keep name and time outside."""

from collections.abc import Callable, Iterator, Sequence

from lxml.html import HtmlElement

from dragoman.reading.comments.fields import comment_author, comment_time
from dragoman.reading.comments.items import Item, is_region
from dragoman.reading.comments.own import Own

_STOP = frozenset(("body", "html", "main", "ol", "ul", "table", "tbody", "form", "dl", "article"))
_HIGHEST_SINGLE = 2
_LONGEST_NEIGHBOUR = 200

_Reader = Callable[[Own], tuple[str | None, HtmlElement | None]]


class Surroundings:
    """The comments of a page and the elements between them.

    A neighbour between two comments could belong to either; the first comment of the page tells which.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._elements = frozenset(item.element for item in items)
        self._below: dict[HtmlElement, int] = {}
        for item in items:
            for outer in (item.element, *item.element.iterancestors()):
                self._below[outer] = self._below.get(outer, 0) + 1

    def own(self, item: Item) -> Own:
        """The item's own elements."""
        return Own([item.element], self._elements)

    def author_near(self, item: Item) -> str | None:
        """The name in the neighbourhood of a comment that tells none itself."""
        return self._near(item, comment_author)

    def time_near(self, item: Item) -> str | None:
        """The time in the neighbourhood of a comment that tells none itself."""
        return self._near(item, comment_time)

    def _near(self, item: Item, read: _Reader) -> str | None:
        widest = self._widest(item.element)
        if widest is not item.element:
            return self._first(_beside(item.element, widest), read)
        ahead = self._first(self._neighbours(self._items[0].element, preceding=True), read) is not None
        return self._first(self._neighbours(item.element, preceding=ahead), read)

    def _first(self, elements: Iterator[HtmlElement], read: _Reader) -> str | None:
        return next((told for element in elements if (told := read(Own([element], self._elements))[0])), None)

    def _widest(self, element: HtmlElement) -> HtmlElement:
        """The widest element around the comment that holds no other comment."""
        widest = element
        for height, outer in enumerate(element.iterancestors()):
            alone = len(self._items) == 1 and (height >= _HIGHEST_SINGLE or is_region(outer))
            if outer.tag in _STOP or self._below[outer] != self._below[element] or alone:
                break
            widest = outer
        return widest

    def _neighbours(self, element: HtmlElement, *, preceding: bool) -> Iterator[HtmlElement]:
        for sibling in element.itersiblings(preceding=preceding):
            if sibling in self._below or len(sibling.text_content()) > _LONGEST_NEIGHBOUR:
                return
            if isinstance(sibling.tag, str):
                yield sibling


def _beside(element: HtmlElement, widest: HtmlElement) -> Iterator[HtmlElement]:
    inner = element
    while inner is not widest:
        yield from (node for node in inner.itersiblings(preceding=True) if isinstance(node.tag, str))
        yield from (node for node in inner.itersiblings() if isinstance(node.tag, str))
        inner = inner.getparent()
