"""The roles of a verb: subject, object and the rest, with passives, relatives, control and coordination undone."""

from collections.abc import Mapping

from dragoman.parsing.links import has_to, link
from dragoman.parsing.tree import Tree

Grammar = Mapping[str, frozenset[str]]


class VerbRoles:
    """Role look-ups over one tree; `lemma_of` gives a token's lemma."""

    def __init__(self, tree: Tree, grammar: Grammar, lemmas: list[str]) -> None:
        self.tree = tree
        self.grammar = grammar
        self.lemmas = lemmas
        self._passive: dict[int, bool] = {}

    def passive(self, i: int) -> bool:
        """Whether `i` is a passive, full, reduced ("the man arrested by") or shared ("was beaten and robbed")."""
        found = self._passive.get(i)
        if found is None:
            # every role of a verb hangs on it, and those of its conjuncts and nouns
            found = self._passive[i] = self._is_passive(i)
        return found

    def _is_passive(self, i: int) -> bool:
        tree = self.tree
        if tree.child(i, "nsubjpass", "auxpass", "csubjpass") >= 0:
            return True
        if tree.child(i, "agent") >= 0:
            return self.lemmas[i] not in self.grammar["by_verbs"]
        return tree.tags[i] in ("VBN", "VBD") and (self.copula(i) >= 0 or self._bare_passive(i))

    def _bare_passive(self, i: int) -> bool:
        """A participle alone: it modifies a noun or a clause, or goes on with a passive."""
        tree, dep = self.tree, self.tree.deps[i]
        if tree.tags[i] != "VBN" or tree.child(i, "dobj") >= 0:
            return False
        if dep in ("acl", "advcl"):
            return True
        shared = dep == "conj" and tree.child(i, "nsubj", "aux") < 0 and tree.is_verb(tree.heads[i])
        return shared and self.passive(tree.heads[i])

    def copula(self, i: int) -> int:
        """The "be" of "will be overrun and destroyed" where the parser took the first participle for an adjective."""
        tree = self.tree
        head = i
        while tree.deps[head] == "conj" and head != tree.heads[head]:
            head = tree.heads[head]
        named = head != i and not tree.is_verb(head) and tree.deps[head] in ("acomp", "attr", "oprd")
        return tree.heads[head] if named and tree.is_verb(tree.heads[head]) else -1

    def antecedent(self, i: int) -> int:
        """The noun that the relative clause around `i` belongs to, or -1."""
        tree = self.tree
        while i != tree.heads[i]:
            if tree.deps[i] == "relcl":
                return tree.heads[i]
            i = tree.heads[i]
        return -1

    def _bound(self, i: int, fillers: list[int]) -> list[int]:
        """Fillers with relative pronouns replaced by what they stand for."""
        found = []
        for j in fillers:
            if self.tree.lower[j] in self.grammar["relative_pronouns"] and self.tree.tags[j] in ("WP", "WDT", "IN"):
                noun = self.antecedent(i)
                found.append(noun if noun >= 0 else j)
            else:
                found.append(j)
        return found

    def agents(self, i: int) -> list[int]:
        """The fillers of the by-phrase of a passive, also where the parser hung it on a noun after the verb."""
        tree = self.tree
        own = tree.expand([k for j in tree.children_of(i, "agent") for k in tree.children_of(j, "pobj")])
        if own:
            return own
        for j in range(i + 1, tree.extent(i)[1]):
            if tree.lower[j] == "by" and tree.deps[j] in ("prep", "agent") and not tree.is_verb(tree.heads[j]):
                return tree.expand(tree.children_of(j, "pobj"))
        return []

    def subject(self, i: int, depth: int = 0) -> list[int]:
        """Who does it."""
        if self.passive(i):
            found = self.agents(i)
            if not found and self.tree.deps[i] == "conj" and self.tree.is_verb(self.tree.heads[i]):
                return self.agents(self.tree.heads[i])
            return found
        return self.grammatical_subject(i, depth)

    def grammatical_subject(self, i: int, depth: int = 0) -> list[int]:  # noqa: PLR0911 - one return a construction
        """The subject that the verb agrees with, passive or not."""
        tree = self.tree
        if depth > 12:
            return []
        own = tree.expand(tree.children_of(i, "nsubj", "nsubjpass"))
        if own:
            return self._bound(i, own)
        dep, head = tree.deps[i], tree.heads[i]
        if head == i:
            return self._nearest_noun(i)
        if dep == "conj":
            return self._first_subject(i, head, depth)
        if dep in ("xcomp", "ccomp"):
            return self._controller(head, depth)
        if dep == "pcomp":
            return self._gerund_subject(i, depth)
        if dep == "acl":
            return self._of_noun(i, head, depth)
        if dep == "relcl":
            return [head]
        if dep == "advcl" and self._predicate(head):
            return self.grammatical_subject(head, depth + 1)
        return self._nearest_noun(i)

    def _first_subject(self, i: int, head: int, depth: int) -> list[int]:
        """What a conjunct takes over from what it is joined to."""
        copula = self.copula(i)
        if copula >= 0:
            return self.grammatical_subject(copula, depth + 1)
        return self.grammatical_subject(head, depth + 1) if self._predicate(head) else [head]

    def _predicate(self, i: int) -> bool:
        return (
            self.tree.is_verb(i)
            or self.tree.child(i, "nsubj", "nsubjpass", "cop") >= 0
            or self.tree.deps[i] in ("acomp", "xcomp")
        )

    def _of_noun(self, i: int, head: int, depth: int) -> list[int]:
        """The subject of a clause that modifies a noun: the noun, or for "a bid to join" whoever makes the bid."""
        if not has_to(self.tree, i):
            return [head]
        tree = self.tree
        own = tree.children_of(head, "poss")
        if own:
            return tree.expand(own)
        governor, slot = link(tree, head)
        if governor >= 0 and tree.is_verb(governor) and slot in ("object", "attribute", "to", "for", "of", "on"):
            return self.subject(governor, depth + 1)
        return []

    def _controller(self, governor: int, depth: int) -> list[int]:
        """The subject of an infinitive or gerund without one of its own."""
        tree = self.tree
        if not tree.is_verb(governor):
            return self.grammatical_subject(self._carrier(governor), depth + 1)
        lemma = self.lemmas[governor]
        if self.passive(governor):
            return self.grammatical_subject(governor, depth + 1)
        for name in ("on", "to", "with", "for"):
            if lemma in self.grammar[f"control_{name}"]:
                fillers = self._pobjs(governor, name)
                if fillers:
                    return fillers
        objects = self.tree.expand(tree.children_of(governor, "dobj", "dative"))
        if objects and lemma not in self.grammar["subject_control"]:
            return self._bound(governor, [j for j in objects if tree.deps[j] != "dative" or tree.tags[j] != "IN"])
        return self.grammatical_subject(governor, depth + 1)

    def _carrier(self, i: int) -> int:
        """The verb that an adjective or noun predicate is said with, else itself."""
        governor, slot = link(self.tree, i)
        return governor if slot == "attribute" and governor >= 0 and self.tree.child(i, "nsubj") < 0 else i

    def _pobjs(self, i: int, name: str) -> list[int]:
        tree = self.tree
        preps = [j for j in tree.children_of(i, "prep", "dative") if tree.lower[j] == name]
        return tree.expand([k for j in preps for k in tree.children_of(j, "pobj")])

    def _gerund_subject(self, i: int, depth: int) -> list[int]:
        governor, _ = link(self.tree, i)
        if governor < 0:
            return []
        if not self.tree.is_verb(governor):
            carrier = self._carrier(governor)
            return (
                self.grammatical_subject(carrier, depth + 1)
                if carrier != governor or self._predicate(governor)
                else self.tree.children_of(governor, "poss")
            )
        if self.lemmas[governor] in self.grammar["object_gerund"]:
            objects = self.objects(governor)
            if objects:
                return objects
        return self.grammatical_subject(governor, depth + 1)

    def _nearest_noun(self, i: int) -> list[int]:
        """A finite verb without a subject takes the nearest noun phrase on its left."""
        tree = self.tree
        if tree.tags[i] not in ("VBD", "VBZ", "VBP"):
            return []
        for j in range(i - 1, max(-1, i - 7), -1):
            if tree.tags[j] in ("NN", "NNS", "NNP", "NNPS", "PRP") and tree.deps[j] not in ("pobj", "compound", "poss"):
                return [j] if tree.deps[j] not in ("dobj",) else []
        return []

    def objects(self, i: int) -> list[int]:
        """Whom or what it is done to."""
        tree = self.tree
        direct = tree.expand(tree.children_of(i, "dobj"))
        if self.passive(i):
            kept = self._passive_subject(i)
            return self._bound(i, direct or kept)
        if direct:
            return self._bound(i, direct)
        return self._gap(i)

    def _passive_subject(self, i: int) -> list[int]:
        tree = self.tree
        own = tree.expand(tree.children_of(i, "nsubjpass"))
        if own:
            return own
        if tree.deps[i] in ("acl", "relcl"):
            return [tree.heads[i]]
        return self.grammatical_subject(i)

    def _gap(self, i: int) -> list[int]:
        """What a relative clause leaves out: "the help that it gave", "help similar to that it gave"."""
        tree = self.tree
        if tree.child(i, "xcomp", "ccomp", "attr", "acomp") >= 0:
            return []
        if tree.deps[i] == "relcl" and tree.child(i, "nsubj") >= 0:
            subject = tree.child(i, "nsubj")
            if tree.tags[subject] in ("WP", "WDT") or any(tree.tags[j] == "WRB" for j in tree.children[i]):
                return []
            return [tree.heads[i]]
        mark = tree.child(i, "mark")
        if (
            mark > 1
            and tree.lower[mark] == "that"
            and tree.deps[mark - 1] == "amod"
            and tree.heads[mark - 1] < mark - 1
        ):
            return [tree.heads[mark - 1]]
        return []

    def indirect(self, i: int) -> list[int]:
        """The bare recipient, or the subject of a passive that keeps its object."""
        tree = self.tree
        bare = [j for j in tree.children_of(i, "dative") if tree.tags[j] not in ("IN", "TO")]
        if bare:
            return self._bound(i, tree.expand(bare))
        if self.passive(i) and tree.child(i, "dobj") >= 0:
            return self._bound(i, self._passive_subject(i))
        return self._hidden_dative(i)

    def _hidden_dative(self, i: int) -> list[int]:
        """ "Granted Iran sanctions relief": a recipient that the parser took for a part of the object's name."""
        tree = self.tree
        if self.lemmas[i] not in self.grammar["ditransitive"]:
            return []
        for j in tree.children_of(i, "dobj"):
            for k in tree.children_of(j, "compound", "nmod"):
                if (
                    tree.extent(k)[0] == i + 1
                    and tree.tags[k] in ("NNP", "NNPS", "NNS")
                    and k < j - (tree.tags[j - 1] == "NNP")
                ):
                    return [k]
        return []
