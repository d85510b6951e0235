"""Groups that grow by joining, with a few members of each kept at hand for comparison."""

KEPT = 8  # members of a group that a join is checked against


class Joiner:
    """Union-find over 0 to `size` - 1. A group is known by its first (smallest) member."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._members: dict[int, list[int]] = {}

    def first(self, item: int) -> int:
        """The smallest member of the item's group."""
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def members(self, first: int) -> list[int]:
        """Up to `KEPT` members of the group, spread over it."""
        return self._members.get(first, [first])

    def join(self, one: int, other: int) -> None:
        """Make one group of those of the two items."""
        low, high = sorted((self.first(one), self.first(other)))
        if low == high:
            return
        together = sorted(self.members(low) + self._members.pop(high, [high]))
        self._members[low] = together[:: -(-len(together) // KEPT)] if len(together) > KEPT else together
        self._parent[high] = low
