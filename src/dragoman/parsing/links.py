"""How one word holds another: the governor of a token and the slot in which it stands."""

from dragoman.parsing.tree import Tree

# "away from", "short of": an adverb before a preposition hands it on to its verb
_PREPOSITIONAL = ("prep", "agent", "dative", "advmod", "prt")
_NOMINAL_SLOTS = {
    "dobj": "object",
    "nsubjpass": "object",
    "csubjpass": "object",
    "nsubj": "subject",
    "csubj": "subject",
    "attr": "attribute",
    "acomp": "attribute",
    "oprd": "attribute",
    "dative": "indirect",
    "poss": "possessor",
    "compound": "modifier",
    "amod": "modifier",
    "nmod": "modifier",
    "appos": "apposition",
    "relcl": "relative",
    "npadvmod": "when",
}


def has_to(tree: Tree, i: int) -> bool:
    """Whether the verb `i` is a to-infinitive."""
    return "to" in [tree.lower[j] for j in tree.children_of(i, "aux")]


def preposition(tree: Tree, i: int) -> tuple[int, str]:
    """The governor of the preposition `i` and its name; of two ("out of", "from under") the last names it."""
    name = tree.lower[i]
    head = tree.heads[i]
    while (
        tree.deps[head] in _PREPOSITIONAL and tree.tags[head] in ("IN", "TO", "RP", "RB") and head != tree.heads[head]
    ):
        head = tree.heads[head]
    return head, name


def link(tree: Tree, i: int) -> tuple[int, str]:
    """The governor of `i` (-1 for a root) and the slot in which `i` stands."""
    dep, head = tree.deps[i], tree.heads[i]
    if head == i:
        return -1, ""
    if dep == "conj":
        return _conjunct_link(tree, i, head)
    if dep in ("pobj", "pcomp"):
        return preposition(tree, head)
    if (dep == "relcl" and has_to(tree, i)) or (dep in ("relcl", "acl") and _is_main(tree, i, head)):
        return (head, "infinitive") if has_to(tree, i) else (-1, "")
    if dep in ("xcomp", "ccomp", "advcl", "acl", "parataxis"):
        return head, _clausal_slot(tree, i, dep)
    return head, _NOMINAL_SLOTS.get(dep, dep)


def _is_main(tree: Tree, i: int, head: int) -> bool:
    """ "The diplomat called Iraq a friend", read as a noun with a clause: without a pronoun it is the sentence."""
    finite = tree.tags[i] in ("VBD", "VBZ", "VBP") and tree.child(i, "nsubj", "nsubjpass", "mark") < 0
    return finite and tree.heads[head] == head and i > head and not tree.is_verb(head)


def _conjunct_link(tree: Tree, i: int, head: int) -> tuple[int, str]:
    """A conjunct stands where the first one stands; a finite verb with its own subject stands by itself."""
    if tree.is_verb(i) and not tree.is_verb(head):
        return head, "conjunct"
    own_subject = tree.child(i, "nsubj", "nsubjpass") >= 0
    if own_subject and not has_to(tree, i) and tree.deps[head] not in ("ccomp", "pcomp"):
        return head, "conjunct"
    return link(tree, head)


def _clausal_slot(tree: Tree, i: int, dep: str) -> str:
    infinitive = has_to(tree, i)
    if dep == "acl":
        return "infinitive" if infinitive else "relative"
    if dep == "advcl":
        asked = infinitive and tree.child(i, "nsubj", "nsubjpass") >= 0  # "called for Iran to leave"
        return ("infinitive" if asked else "purpose") if infinitive else "adverbial"
    if infinitive:
        return "infinitive"
    bare = tree.child(i, "nsubj", "nsubjpass") < 0 and tree.child(i, "aux", "auxpass") < 0
    if tree.tags[i] == "VBG" and bare:
        return "gerund"
    if dep == "xcomp" or (tree.tags[i] == "VB" and not any(tree.tags[j] == "MD" for j in tree.children[i])):
        return "infinitive" if tree.tags[i] == "VB" else "attribute"
    return "that"
