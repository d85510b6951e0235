"""A dependency tree as plain lists: the one place that knows what the parser's labels are."""

from collections.abc import Sequence
from dataclasses import dataclass, field

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT", "EX", "WP", "WDT", "PRP$", "FW"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})


@dataclass(slots=True)
class Tree:
    """Words, tags, labels and heads of one sentence; a root is its own head."""

    words: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    lower: list[str] = field(init=False)
    children: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.lower = [word.lower() for word in self.words]
        self.index_children()

    def index_children(self) -> None:
        """Make `children` agree with `heads`."""
        self.children = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i:
                self.children[head].append(i)

    def child(self, i: int, *deps: str) -> int:
        """The first child of `i` with one of the labels, or -1."""
        labels = self.deps
        for j in self.children[i]:
            if labels[j] in deps:
                return j
        return -1

    def children_of(self, i: int, *deps: str) -> list[int]:
        """All children of `i` with one of the labels."""
        children = self.children[i]
        if not children:
            # most words have none
            return []
        labels = self.deps
        return [j for j in children if labels[j] in deps]

    def is_verb(self, i: int) -> bool:
        """Whether the tagger takes `i` for a verb."""
        return self.tags[i] in VERB_TAGS

    def expand(self, heads: Sequence[int]) -> list[int]:
        """All heads with what is coordinated with them, of the same sort, in order, none twice."""
        if not heads:
            return []
        found: dict[int, None] = {}
        for i in heads:
            self._conjoin(i, found)
        return list(found)

    def _conjoin(self, i: int, found: dict[int, None]) -> None:
        found[i] = None
        for j in self.children[i]:
            if self.deps[j] in ("conj", "appos_conj") and self.is_verb(j) == self.is_verb(i):
                self._conjoin(j, found)

    def extent(self, i: int) -> tuple[int, int]:
        """The token range below `i`, half open."""
        left = right = i
        stack = [*self.children[i]]
        while stack:
            j = stack.pop()
            if j < left:
                left = j
            elif j > right:
                right = j
            stack.extend(self.children[j])
        return left, right + 1

    def roots(self) -> list[int]:
        """The heads of the trees."""
        return [i for i, head in enumerate(self.heads) if head == i]


def joined(main: Tree, tail: Tree) -> Tree:
    """Two trees as one: the main clause becomes the complement of the tail's verb ("..., the minister said")."""
    shift = len(main.words)
    verb = shift + tail.roots()[0]
    deps = [*main.deps, *tail.deps]
    heads = [*main.heads, *(head + shift for head in tail.heads)]
    for root in main.roots():
        heads[root], deps[root] = verb, "ccomp"
    return Tree([*main.words, *tail.words], [*main.tags, *tail.tags], deps, heads)
