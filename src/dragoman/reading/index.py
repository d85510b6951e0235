"""One walk over a page: its elements by the names they bear, so that no later step looks at all of them again."""

import re
from collections.abc import Sequence
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

_DIGIT = re.compile(r"\d")


class PageIndex:
    """The elements of a tree in page order, by class and by id attribute.

    It holds them as long as it lives: no later walk over the tree makes them anew. What is cut from the tree stays in
    the index; `stands` tells whether an element still is in its tree.
    """

    def __init__(self, tree: HtmlElement) -> None:
        self.tree = tree
        self.elements: list[HtmlElement] = list(tree.iter("*"))
        self._by_class: dict[str, list[int]] = {}
        self._by_id: dict[str, list[int]] = {}
        self._places: dict[HtmlElement, int] = {}
        for place, element in enumerate(self.elements):
            if names := element.get("class"):
                self._by_class.setdefault(names, []).append(place)
            if identity := element.get("id"):
                self._by_id.setdefault(identity, []).append(place)

    def classed(self, hints: Sequence[str]) -> set[int]:
        """The places of the elements whose class attribute holds one of the hints, which are in lower case."""
        return _hinted(self._by_class, hints)

    def identified(self, hints: Sequence[str]) -> set[int]:
        """The places of the elements whose id holds one of the hints, which are in lower case."""
        return _hinted(self._by_id, hints)

    def numbered(self) -> set[int]:
        """The places of the elements whose id holds a digit."""
        return {place for identity, found in self._by_id.items() if _DIGIT.search(identity) for place in found}

    def matching(self, path: etree.XPath) -> set[int]:
        """The places of the elements that a path, which gives elements, finds in the tree."""
        elements = cast("list[HtmlElement]", path(self.tree))
        if not elements:
            return set()
        if not self._places:
            self._places = {element: place for place, element in enumerate(self.elements)}
        return {self._places[element] for element in elements}

    def at(self, places: set[int]) -> list[HtmlElement]:
        """The elements at these places, in page order."""
        return [self.elements[place] for place in sorted(places)]

    def stands(self, element: HtmlElement) -> bool:
        """Whether the element was not cut from the tree since."""
        return element is self.tree or any(outer is self.tree for outer in element.iterancestors())

    def release(self) -> None:
        """Let go of the elements: where many are cut or moved, those that are held cost time."""
        self.elements.clear()
        self._by_class.clear()
        self._by_id.clear()
        self._places.clear()


def _hinted(named: dict[str, list[int]], hints: Sequence[str]) -> set[int]:
    together = "\n".join(named).lower()
    present = [hint for hint in hints if hint in together]  # few are on any one page
    found: set[int] = set()
    for hint in present:
        found.update(place for names, places in named.items() if hint in names.lower() for place in places)
    return found
