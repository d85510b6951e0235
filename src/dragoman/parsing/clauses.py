"""A token's clause: its roles by name, its marks, and how it hangs on the word above it."""

from dragoman.lexicon import Lexicon
from dragoman.parsing.links import has_to, link
from dragoman.parsing.tree import Tree
from dragoman.parsing.verbs import VerbRoles
from dragoman.types import Clause

_PHRASE_DEPS = frozenset(
    {"det", "poss", "amod", "compound", "nmod", "nummod", "quantmod", "predet", "advmod", "case", "punct"}
)
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

Roles = dict[str, tuple[int, ...]]


class ClauseBuilder:
    """Builds the clauses of one tree."""

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self.tree = tree
        self.lexicon = lexicon
        self.lemmas = [self._lemma(i) for i in range(len(tree.words))]
        self.verbs = VerbRoles(tree, lexicon.grammar, self.lemmas)

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
            roles, marks, governor, slot = self._noun(i, governor, slot)
        if kind == "adjective" and slot == "attribute" and governor >= 0 and self.tree.is_verb(governor):
            # "is ready to": the adjective is the predicate, and stands where its verb stands
            governor, slot = link(self.tree, governor)
        elif slot == "modifier" and kind == "adjective":
            slot = "attribute"
        particle = self._particle(i) if kind == "verb" else ""
        return Clause(i, self.lemmas[i], kind, particle, roles, marks, governor, slot, left, right)

    def _particle(self, i: int) -> str:
        tree = self.tree
        found = [
            tree.lower[j]
            for j in tree.children_of(i, "prt", "advmod", "prep", "acomp", "oprd", "dobj")
            if j > i and tree.lower[j] in _PARTICLES
        ]
        return found[0] if found else ""

    def _phrase(self, i: int) -> tuple[int, int]:
        tree = self.tree
        left = i
        for j in tree.children[i]:
            if j < i and tree.deps[j] in _PHRASE_DEPS:
                left = min(left, tree.extent(j)[0])
        while left < i and tree.deps[left] == "punct":
            left += 1
        return left, i + 1

    # roles by preposition ------------------------------------------------------------------------------------------

    def _prepositions(self, i: int, roles: Roles) -> None:
        """Every prepositional phrase of `i` under the name of its preposition; times under "when"."""
        tree = self.tree
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
            self._add(roles, "when", nominal)
        else:
            self._add(roles, name, self.see_through(nominal))
        self._add(roles, name, tree.children_of(j, "pcomp"))
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

    @staticmethod
    def _add(roles: Roles, name: str, fillers: list[int]) -> None:
        if fillers:
            roles[name] = tuple(dict.fromkeys((*roles.get(name, ()), *fillers)))

    def see_through(self, heads: list[int]) -> list[int]:
        """ "A round of talks" is talks: counting nouns give way to what follows "of"."""
        found: list[int] = []
        for i in heads:
            inner = self._of(i) if self.tree.lower[i] in self.lexicon.grammar["transparent"] else []
            found.extend(self.see_through(inner) if inner else [i])
        return found

    def _of(self, i: int) -> list[int]:
        tree = self.tree
        # "$3 million in aid": what money comes in is meant
        names = ("of", "in") if tree.lower[i] in self.lexicon.grammar["money"] else ("of",)
        preps = [j for j in tree.children_of(i, "prep") if tree.lower[j] in names]
        return tree.expand([k for j in preps for k in tree.children_of(j, "pobj")])

    # verbs ---------------------------------------------------------------------------------------------------------

    def _verb(self, i: int) -> tuple[Roles, frozenset[str]]:
        roles: Roles = {}
        self._add(roles, "subject", self.see_through(self.verbs.subject(i)))
        self._add(roles, "object", self.see_through(self.verbs.objects(i)))
        self._add(roles, "indirect", self.verbs.indirect(i))
        if roles.get("indirect") and roles.get("indirect") == roles.get("object"):
            del roles["indirect"]
        self._prepositions(i, roles)
        self._particle_objects(i, roles)
        self._complements(i, roles)
        self._naming(i, roles)
        self._lent: set[str] = set()
        self._borrow(i, roles)
        if not roles.get("subject"):
            self._add(roles, "subject", [])
        return roles, self._verb_marks(i) | {f"lent:{name}" for name in self._lent}

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
                self._add(roles, "complement", [j])
                self._add(roles, "complement.subject", tree.expand(tree.children_of(j, "nsubj", "nsubjpass")))
                if tree.is_verb(j):
                    self._add(roles, "complement.object", self.see_through(self.verbs.objects(j)))
            elif dep in ("attr", "acomp", "oprd"):
                self._add(roles, "attribute", self.see_through(tree.expand([j])))
            elif dep == "advcl":
                self._adverbial(j, roles)
            elif dep == "npadvmod":
                self._add(roles, "when", [j])
            elif dep == "advmod":
                self._add(roles, "adverb", [j])

    def _naming(self, i: int, roles: Roles) -> None:
        """ "Called Iraq one of its partners": what the parser took for an apposition is what Iraq is called."""
        if self.lemmas[i] not in self.lexicon.grammar["naming"] or ("object" in roles and "attribute" in roles):
            return
        named = roles.get("object") or roles.get("attribute", ())
        called = [k for j in named for k in self.tree.children_of(j, "appos")]
        if called:
            roles["object"] = named
            roles["attribute"] = tuple(self.see_through(self.tree.expand(called)))

    def _adverbial(self, j: int, roles: Roles) -> None:
        tree = self.tree
        if has_to(tree, j):
            self._add(roles, "purpose", [j])
            self._add(roles, "purpose.object", self.see_through(self.verbs.objects(j)))
            return
        mark = tree.child(j, "mark", "advmod")
        name = (
            "condition"
            if mark >= 0 and tree.lower[mark] in ("if", "unless", "provided", "providing", "lest", "until")
            else "adverbial"
        )
        self._add(roles, name, [j])

    def _borrow(self, i: int, roles: Roles) -> None:
        """Phrases that the parser hung on the object are offered to the verb too."""
        tree = self.tree
        for j in (*tree.children_of(i, "dobj"), *(self.verbs.objects(i) if self.verbs.passive(i) else ())):
            lent: Roles = {}
            self._prepositions(j, lent)
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

    # adjectives and nouns ------------------------------------------------------------------------------------------

    def _adjective(self, i: int, governor: int, slot: str) -> tuple[Roles, frozenset[str]]:
        roles: Roles = {}
        marks: frozenset[str] = frozenset()
        tree = self.tree
        if slot == "attribute" and governor >= 0 and tree.is_verb(governor):
            self._add(roles, "subject", self.see_through(self.verbs.grammatical_subject(governor)))
            marks = self._verb_marks(governor)
            self._prepositions(governor, roles)
        elif slot == "modifier":
            roles["subject"] = (governor,)
        else:
            self._add(roles, "subject", self.see_through(self.verbs.grammatical_subject(i)))
        self._prepositions(i, roles)
        self._complements(i, roles)
        return roles, marks

    def _noun(self, i: int, governor: int, slot: str) -> tuple[Roles, frozenset[str], int, str]:
        tree = self.tree
        roles: Roles = {}
        self._add(roles, "possessor", tree.expand(tree.children_of(i, "poss")))
        self._prepositions(i, roles)
        self._add(roles, "modifier", tree.children_of(i, "amod", "compound", "nmod", "nummod"))
        self._add(roles, "apposition", tree.children_of(i, "appos"))
        if tree.deps[i] == "conj" and not tree.is_verb(tree.heads[i]):
            roles["coordinated"] = (tree.heads[i],)
        self._add(roles, "complement", [j for j in tree.children_of(i, "acl") if has_to(tree, j)])
        if any(tree.lower[j] in ("no", "any") for j in tree.children_of(i, "det", "neg")):
            negated = any(tree.lower[j] == "no" for j in tree.children_of(i, "det", "neg"))
        else:
            negated = False
        marks: frozenset[str] = frozenset({"negated"}) if negated else frozenset()
        lent = self._light(i, governor, slot)
        if lent is not None:
            for name, fillers in lent[0].items():
                roles.setdefault(name, fillers)
            marks |= lent[1]
            governor, slot = lent[2], lent[3]
        elif governor >= 0 and slot == "subject" and self.lemmas[governor] in self.lexicon.grammar["occurring"]:
            # "fighting broke out between A and B": what the verb has belongs to what happens
            self._verb_phrases(governor, i, roles)
        self._noun_subject(i, roles)
        if governor >= 0 and slot == "object" and tree.is_verb(governor):
            self._verb_phrases(governor, i, roles)
            if "by" in roles:
                # "stopped a march by students": the phrase hangs on the verb
                roles.setdefault("subject", roles["by"])
        return roles, marks, governor, slot

    def _verb_phrases(self, verb: int, i: int, roles: Roles) -> None:
        """The verb's phrases, offered to its act noun: "suspended deliveries to Iran"."""
        lent: Roles = {}
        self._prepositions(verb, lent)
        for name, fillers in lent.items():
            if i not in fillers and (name != "by" or not self.verbs.passive(verb)):
                roles.setdefault(name, fillers)

    def _noun_subject(self, i: int, roles: Roles) -> None:
        """The subject of an act noun: by-phrase, possessor or what a light verb lent; its object: of-phrase."""
        if "by" in roles:
            roles["subject"] = roles["by"]
            if "possessor" in roles and "of" not in roles:
                roles.setdefault("object", roles["possessor"])
        elif "subject" not in roles and "possessor" in roles:
            roles["subject"] = roles["possessor"]
        if "of" in roles:
            roles.setdefault("object", roles["of"])
        nouns = [j for j in roles.get("modifier", ()) if self.tree.tags[j] in ("NN", "NNS")]
        if nouns:
            roles.setdefault("object", tuple(nouns))

    def _light(self, i: int, governor: int, slot: str) -> tuple[Roles, frozenset[str], int, str] | None:
        """What a light verb lends its noun: roles, marks, and its own place in the sentence."""
        tree = self.tree
        if slot == "relative" or governor < 0:
            verb = self._light_relative(i)
            slot = "object"
            if verb < 0:
                return None
        elif tree.is_verb(governor):
            verb = governor
        else:
            return None
        grammar, lemma = self.lexicon.grammar, self.lemmas[verb]
        spoken = lemma in grammar["light_spoken"] and self.lemmas[i] in grammar["spoken"]
        direct = slot == "object" and (lemma in grammar["light"] or spoken)
        inside = slot in ("in", "into", "on", "of") and lemma in grammar["light_in"]
        reverse = (slot == "object" and lemma in grammar["light_passive"]) or (
            slot in ("under", "with", "in") and lemma in grammar["light_under"] and slot == "under"
        )
        if not (direct or inside or reverse):
            return None
        roles: Roles = {}
        self._prepositions(verb, roles)
        subject = self.see_through(self.verbs.subject(verb) if direct else self.verbs.grammatical_subject(verb))
        if reverse and not direct:
            self._add(roles, "object", subject)
            own: Roles = {}
            self._prepositions(i, own)
            self._add(roles, "subject", list(roles.get("from", own.get("from", ()))))
        else:
            self._add(roles, "subject", subject)
            self._add(roles, "indirect", self.verbs.indirect(verb))
        above, above_slot = link(tree, verb)
        roles = {name: fillers for name, fillers in roles.items() if i not in fillers}
        return roles, self._verb_marks(verb) - {"passive"} | {"light"}, above, above_slot

    def _light_relative(self, i: int) -> int:
        """The light verb of a relative clause: "the attack launched by Iran", "talks held in Geneva"."""
        for j in self.tree.children_of(i, "acl", "relcl"):
            if self.lemmas[j] in self.lexicon.grammar["light"] and not has_to(self.tree, j):
                return j
        return -1
