"""A token's clause: its roles by name, its marks, and how it hangs on the word above it."""

from dragoman.lexicon import Lexicon
from dragoman.parsing.links import has_to, link
from dragoman.parsing.nouns import NounRoles
from dragoman.parsing.phrases import PhraseRoles, Roles, add
from dragoman.parsing.tree import Tree
from dragoman.parsing.verbs import VerbRoles
from dragoman.types import Clause

_PHRASE_DEPS = frozenset(
    {"det", "poss", "amod", "compound", "nmod", "nummod", "quantmod", "predet", "advmod", "case", "punct"}
)
_PARTICLE_DEPS = frozenset({"prt", "advmod", "prep", "acomp", "oprd", "dobj"})
_FORMS = {"VB": "base", "VBP": "base", "VBZ": "third", "VBG": "gerund", "VBD": "past", "VBN": "participle"}
_NEGATIONS = frozenset({"never", "no", "neither", "nor", "hardly", "scarcely"})
_MODALS = {"'ll": "will", "wo": "will", "ca": "can", "'d": "would", "sha": "shall"}
_PARTICLES = frozenset(
    "up out down off on in back away over around apart together forward ahead aside through home abroad open short"
    " hostage prisoner responsible to part place".split()
)
_MARKED = frozenset({"if", "unless", "provided", "providing", "lest", "until", "till", "should", "before"})

_PARTICLE_PREPOSITIONS = frozenset({"off", "out", "up", "down", "over", "away", "back", "aside", "apart", "in"})

KINDS = (
    dict.fromkeys(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"), "verb")
    | dict.fromkeys(("NN", "NNS", "NNP", "NNPS", "CD", "FW"), "noun")
    | dict.fromkeys(("JJ", "JJR", "JJS"), "adjective")
    | dict.fromkeys(("PRP", "DT", "WP", "EX", "PRP$", "WDT"), "pronoun")
)


class ClauseBuilder:
    """Builds the clauses of one tree."""

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self.tree = tree
        self.lexicon = lexicon
        self.lemmas = [self._lemma(i) for i in range(len(tree.words))]
        self.verbs = VerbRoles(tree, lexicon.grammar, self.lemmas)
        self.phrases = PhraseRoles(tree, lexicon)
        self.nouns = NounRoles(self.phrases, self.verbs, lexicon, self._verb_marks)

    def _lemma(self, i: int) -> str:
        word, tag = self.tree.lower[i], self.tree.tags[i]
        form = _FORMS.get(tag)
        if form is not None:
            table = self.lexicon.verbs
            other = "past" if form == "participle" else "participle"
            return table.get((word, form)) or table.get((word, other)) or table.get((word, "")) or word
        if tag.startswith("N"):
            return self.lexicon.nouns.get(word, word)
        return word

    def kind(self, i: int) -> str:
        """verb, noun, adjective, pronoun or other."""
        return KINDS.get(self.tree.tags[i], "other")

    def build(self, i: int) -> Clause:
        """The clause of token `i`."""
        kind = self.kind(i)
        left, right = self._phrase(i)
        governor, slot = link(self.tree, i)
        roles: Roles = {}
        marks: frozenset[str] = frozenset()
        if kind == "verb":
            roles, marks = self._verb(i)
        elif kind == "adjective":
            roles, marks = self._adjective(i, governor, slot)
        else:
            roles, marks, governor, slot = self.nouns.build(i, governor, slot)
        if kind == "adjective" and slot == "attribute" and governor >= 0 and self.tree.is_verb(governor):
            # "is ready to": the adjective is the predicate, and stands where its verb stands
            governor, slot = link(self.tree, governor)
        elif slot == "modifier" and kind == "adjective":
            slot = "attribute"
        particle = self._particle(i) if kind == "verb" else ""
        return Clause(i, self.lemmas[i], kind, particle, roles, marks, governor, slot, left, right)

    def _particle(self, i: int) -> str:
        tree = self.tree
        for j in tree.children[i]:
            if j > i and tree.deps[j] in _PARTICLE_DEPS and tree.lower[j] in _PARTICLES:
                return tree.lower[j]
        return ""

    def _phrase(self, i: int) -> tuple[int, int]:
        tree = self.tree
        left = i
        for j in tree.children[i]:
            if j < i and tree.deps[j] in _PHRASE_DEPS:
                left = min(left, tree.extent(j)[0])
        while left < i and tree.deps[left] == "punct":
            left += 1
        return left, i + 1

    # verbs ---------------------------------------------------------------------------------------------------------

    def _verb(self, i: int) -> tuple[Roles, frozenset[str]]:
        roles: Roles = {}
        add(roles, "subject", self.phrases.see_through(self.verbs.subject(i)))
        add(roles, "object", self.phrases.see_through(self.verbs.objects(i)))
        add(roles, "indirect", self.verbs.indirect(i))
        if roles.get("indirect") and roles.get("indirect") == roles.get("object"):
            del roles["indirect"]
        self.phrases.prepositions(i, roles)
        self._particle_objects(i, roles)
        self._complements(i, roles)
        self._naming(i, roles)
        self._lent: set[str] = set()
        self._borrow(i, roles)
        if not roles.get("subject"):
            add(roles, "subject", [])
        marks = self._verb_marks(i)
        return roles, marks | {f"lent:{name}" for name in self._lent} if self._lent else marks

    def _particle_objects(self, i: int, roles: Roles) -> None:
        """ "Sealed off the town", "pulled out of Georgia": what the parser hung on the particle."""
        known = self.lexicon.particles.get(self.lemmas[i], frozenset())
        for name in _PARTICLE_PREPOSITIONS & roles.keys() & known:
            roles.setdefault("object", roles[name])
        if "of" in roles and any(self.tree.lower[j] == "out" for j in self.tree.children[i]):
            roles.setdefault("from", roles["of"])

    def _complements(self, i: int, roles: Roles) -> None:
        tree = self.tree
        for j in tree.children[i]:
            dep = tree.deps[j]
            if dep in ("xcomp", "ccomp"):
                add(roles, "complement", [j])
                add(roles, "complement.subject", tree.expand(tree.children_of(j, "nsubj", "nsubjpass")))
                if tree.is_verb(j):
                    add(roles, "complement.object", self.phrases.see_through(self.verbs.objects(j)))
            elif dep in ("attr", "acomp", "oprd"):
                add(roles, "attribute", self.phrases.see_through(tree.expand([j])))
            elif dep == "advcl":
                self._adverbial(j, roles)
            elif dep == "npadvmod":
                add(roles, "when", [j])
            elif dep == "advmod":
                add(roles, "adverb", [j])

    def _naming(self, i: int, roles: Roles) -> None:
        """ "Called Iraq one of its partners": what the parser took for an apposition is what Iraq is called."""
        if self.lemmas[i] not in self.lexicon.grammar["naming"] or ("object" in roles and "attribute" in roles):
            return
        named = roles.get("object") or roles.get("attribute", ())
        called = [k for j in named for k in self.tree.children_of(j, "appos")]
        if called:
            roles["object"] = named
            roles["attribute"] = tuple(self.phrases.see_through(self.tree.expand(called)))

    def _adverbial(self, j: int, roles: Roles) -> None:
        tree = self.tree
        if has_to(tree, j):
            add(roles, "purpose", [j])
            add(roles, "purpose.object", self.phrases.see_through(self.verbs.objects(j)))
            return
        mark = tree.child(j, "mark", "advmod")
        name = (
            "condition"
            if mark >= 0 and tree.lower[mark] in ("if", "unless", "provided", "providing", "lest", "until")
            else "adverbial"
        )
        add(roles, name, [j])

    def _borrow(self, i: int, roles: Roles) -> None:
        """Phrases that the parser hung on the object are offered to the verb too."""
        tree = self.tree
        for j in (*tree.children_of(i, "dobj"), *(self.verbs.objects(i) if self.verbs.passive(i) else ())):
            lent: Roles = {}
            self.phrases.prepositions(j, lent)
            for name, fillers in lent.items():
                if name not in roles:
                    self._lent.add(name)
                if (
                    name not in roles
                    and name != "by"
                    and (name != "of" or self.lemmas[i] in self.lexicon.grammar["of_verbs"])
                ):
                    roles[name] = fillers

    def _verb_marks(self, i: int) -> frozenset[str]:
        tree = self.tree
        marks = {_FORMS.get(tree.tags[i], "other")}
        for j in tree.children_of(i, "aux", "auxpass", "neg", "advmod", "mark"):
            word = tree.lower[j]
            if tree.deps[j] == "neg" or word in _NEGATIONS:
                marks.add("negated")
            elif tree.tags[j] == "MD":
                marks.add("modal:" + _MODALS.get(word, word))
            elif tree.deps[j] == "mark" and word in _MARKED:
                marks.add("mark:" + word)
        if self.verbs.passive(i):
            marks.add("passive")
        if has_to(tree, i):
            marks.add("infinitive")
        if tree.deps[i] == "conj" and tree.is_verb(tree.heads[i]) and tree.child(i, "nsubj", "nsubjpass", "aux") < 0:
            marks |= {
                mark for mark in self._verb_marks(tree.heads[i]) if mark.startswith("modal:") or mark == "infinitive"
            }
        copula = self.verbs.copula(i)
        if copula >= 0:
            marks |= {mark for mark in self._verb_marks(copula) if mark.startswith("modal:") or mark == "negated"}
        subject = tree.child(i, "nsubj", "nsubjpass")
        if subject >= 0 and (
            tree.lower[subject] in ("nobody", "none")
            or any(tree.lower[k] == "no" for k in tree.children_of(subject, "det"))
        ):
            marks.add("negated")
        return frozenset(marks)

    # adjectives ------------------------------------------------------------------------------------------

    def _adjective(self, i: int, governor: int, slot: str) -> tuple[Roles, frozenset[str]]:
        roles: Roles = {}
        marks: frozenset[str] = frozenset()
        tree = self.tree
        if slot == "attribute" and governor >= 0 and tree.is_verb(governor):
            add(roles, "subject", self.phrases.see_through(self.verbs.grammatical_subject(governor)))
            marks = self._verb_marks(governor)
            self.phrases.prepositions(governor, roles)
        elif slot == "modifier":
            roles["subject"] = (governor,)
        else:
            add(roles, "subject", self.phrases.see_through(self.verbs.grammatical_subject(i)))
        self.phrases.prepositions(i, roles)
        self._complements(i, roles)
        return roles, marks
