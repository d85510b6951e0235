"""Roles by preposition: what a word's prepositional phrases hold, each under the name of its preposition."""

from dragoman.lexicon import Lexicon
from dragoman.parsing.tree import Tree

Roles = dict[str, tuple[int, ...]]


def add(roles: Roles, name: str, fillers: list[int]) -> None:
    """Add fillers to a role, none twice."""
    if fillers:
        known = roles.get(name, ())
        both = (*known, *fillers)
        roles[name] = both if len(both) == 1 else tuple(dict.fromkeys(both))


class PhraseRoles:
    """Reads the prepositional phrases of one tree."""

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self.tree = tree
        self.lexicon = lexicon

    def prepositions(self, i: int, roles: Roles) -> None:
        """Every prepositional phrase of `i` under the name of its preposition; times under "when"."""
        tree = self.tree
        if not tree.children[i]:
            return
        for j in tree.children_of(i, "prep", "dative", "agent"):
            if tree.tags[j] not in ("IN", "TO", "RP", "RB", "VBG", "JJ", "VBN"):
                continue
            self._preposition(j, roles)
        for j in tree.children_of(i, "advmod", "prt"):
            for k in tree.children_of(j, "prep") if tree.tags[j] in ("RB", "RP") else ():
                self._preposition(k, roles)

    def _preposition(self, j: int, roles: Roles) -> None:
        tree = self.tree
        name = tree.lower[j]
        nominal = tree.expand(tree.children_of(j, "pobj"))
        if nominal and self._is_time(nominal[0]):
            add(roles, "when", nominal)
        else:
            add(roles, name, self.see_through(nominal))
        add(roles, name, tree.children_of(j, "pcomp"))
        if name == "according":
            # "according to X" says whose word it is and fills no role of the act
            return
        for k in tree.children_of(j, "prep"):
            self._preposition(k, roles)
            if name == "out" and "of" in roles:
                roles.setdefault("from", roles["of"])
        # "talks with Iran and with Iraq"
        for k in tree.children_of(j, "conj"):
            if tree.tags[k] in ("IN", "TO"):
                self._preposition(k, roles)

    def _is_time(self, i: int) -> bool:
        word = self.tree.lower[i]
        return word in self.lexicon.grammar["time"] or (self.tree.tags[i] == "CD" and len(word) == 4 and word.isdigit())

    def see_through(self, heads: list[int]) -> list[int]:
        """ "A round of talks" is talks: counting nouns give way to what follows "of"."""
        found: list[int] = []
        transparent = self.lexicon.grammar["transparent"]
        for i in heads:
            inner = self._of(i) if self.tree.lower[i] in transparent else []
            found.extend(self.see_through(inner) if inner else [i])
        return found

    def _of(self, i: int) -> list[int]:
        tree = self.tree
        # "$3 million in aid": what money comes in is meant
        names = ("of", "in") if tree.lower[i] in self.lexicon.grammar["money"] else ("of",)
        preps = [j for j in tree.children_of(i, "prep") if tree.lower[j] in names]
        return tree.expand([k for j in preps for k in tree.children_of(j, "pobj")])
