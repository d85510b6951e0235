"""The roles of nouns that name acts: possessors, phrases, and what a light verb lends them."""

from collections.abc import Callable

from dragoman.lexicon import Lexicon
from dragoman.parsing.links import has_to, link
from dragoman.parsing.phrases import PhraseRoles, Roles, add
from dragoman.parsing.tree import Tree
from dragoman.parsing.verbs import VerbRoles


class NounRoles:
    """Role look-ups of the nouns of one tree; `verb_marks` tells the marks of the verb that lends to a noun."""

    def __init__(
        self, phrases: PhraseRoles, verbs: VerbRoles, lexicon: Lexicon, verb_marks: Callable[[int], frozenset[str]]
    ) -> None:
        self.tree: Tree = phrases.tree
        self.phrases = phrases
        self.verbs = verbs
        self.lexicon = lexicon
        self.lemmas = verbs.lemmas
        self._verb_marks = verb_marks

    def build(self, i: int, governor: int, slot: str) -> tuple[Roles, frozenset[str], int, str]:
        """The roles and marks of the noun `i`, and the place in the sentence that a light verb may give it."""
        tree = self.tree
        roles: Roles = {}
        add(roles, "possessor", tree.expand(tree.children_of(i, "poss")))
        self.phrases.prepositions(i, roles)
        add(roles, "modifier", tree.children_of(i, "amod", "compound", "nmod", "nummod"))
        add(roles, "apposition", tree.children_of(i, "appos"))
        if tree.deps[i] == "conj" and not tree.is_verb(tree.heads[i]):
            roles["coordinated"] = (tree.heads[i],)
        add(roles, "complement", [j for j in tree.children_of(i, "acl") if has_to(tree, j)])
        negated = any(tree.lower[j] == "no" for j in tree.children_of(i, "det", "neg"))
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
        self.phrases.prepositions(verb, lent)
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
        self.phrases.prepositions(verb, roles)
        subject = self.phrases.see_through(self.verbs.subject(verb) if direct else self.verbs.grammatical_subject(verb))
        if reverse and not direct:
            add(roles, "object", subject)
            own: Roles = {}
            self.phrases.prepositions(i, own)
            add(roles, "subject", list(roles.get("from", own.get("from", ()))))
        else:
            add(roles, "subject", subject)
            add(roles, "indirect", self.verbs.indirect(verb))
        above, above_slot = link(tree, verb)
        roles = {name: fillers for name, fillers in roles.items() if i not in fillers}
        return roles, self._verb_marks(verb) - {"passive"} | {"light"}, above, above_slot

    def _light_relative(self, i: int) -> int:
        """The light verb of a relative clause: "the attack launched by Iran", "talks held in Geneva"."""
        for j in self.tree.children_of(i, "acl", "relcl"):
            if self.lemmas[j] in self.lexicon.grammar["light"] and not has_to(self.tree, j):
                return j
        return -1
