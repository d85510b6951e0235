"""A dependency tree as plain lists: the one place that knows what the parser's labels are."""

from collections.abc import Iterator, Sequence
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
    _by_dep: list[dict[str, list[int]] | None] = field(init=False)

    def __post_init__(self) -> None:
        self.lower = [word.lower() for word in self.words]
        self.index_children()

    def index_children(self) -> None:
        """Make `children` agree with `heads`."""
        self.children = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i:
                self.children[head].append(i)
        self._by_dep = [None] * len(self.words)

    def _grouped(self, i: int) -> dict[str, list[int]]:
        """The children of `i` by label."""
        groups = self._by_dep[i]
        if groups is None:
            groups = self._by_dep[i] = {}
            for j in self.children[i]:
                groups.setdefault(self.deps[j], []).append(j)
        return groups

    def child(self, i: int, *deps: str) -> int:
        """The first child of `i` with one of the labels, or -1."""
        groups = self._grouped(i)
        if not groups:
            return -1
        return min((groups[dep][0] for dep in deps if dep in groups), default=-1)

    def children_of(self, i: int, *deps: str) -> list[int]:
        """All children of `i` with one of the labels."""
        groups = self._grouped(i)
        found = [groups[dep] for dep in deps if dep in groups] if groups else []
        if len(found) < 2:
            return found[0] if found else []
        return sorted(j for group in found for j in group)

    def is_verb(self, i: int) -> bool:
        """Whether the tagger takes `i` for a verb."""
        return self.tags[i] in VERB_TAGS

    def conjuncts(self, i: int) -> Iterator[int]:
        """`i` and what is coordinated with it, of the same sort."""
        yield i
        verb = self.is_verb(i)
        for j in self.children[i]:
            if self.deps[j] in ("conj", "appos_conj") and self.is_verb(j) == verb:
                yield from self.conjuncts(j)

    def expand(self, heads: Sequence[int]) -> list[int]:
        """All heads with their conjuncts, in order, none twice."""
        return list(dict.fromkeys(j for i in heads for j in self.conjuncts(i)))

    def extent(self, i: int) -> tuple[int, int]:
        """The token range below `i`, half open."""
        left = right = i
        stack = [i]
        while stack:
            j = stack.pop()
            left, right = min(left, j), max(right, j)
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
