"""The words of one sentence, outside its quotations, that say who speaks."""

from collections.abc import Iterator, Sequence

from dragoman.coding.resolver import Resolver
from dragoman.coding.voices import Heard, Voices, can_be_person
from dragoman.lexicon import Lexicon
from dragoman.types import Actor, Sentence

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_VERBS = frozenset({*_FINITE, "VBN", "VBG", "VB", "MD"})
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP"})
_NOUNS = _NOMINAL - {"PRP"}
_MARKS = frozenset("\"“”'‘’`«»„") | {"''", "``"}
_STOPS = frozenset({",", ".", ":", ";", "–", "—", "-", "--", "(", "!", "?"})
# besides the verbs of the lexicon, that report anything: those with which somebody is quoted
_SPEECH = frozenset(
    "accuse admit advise agree answer apologize apologise appeal ask assure blame call chant complain concede condemn"
    " confess contend counter cry declare demand deny dismiss exclaim insist pledge praise promise propose"
    " protest question reason recommend reject remind request shout slam threaten urge vow welcome whisper"
    " wonder yell brand blast tell criticize criticise compare regret".split()
)
# what somebody has in mind, and says by way of another verb: "X said he thought that ..."
_MENTAL = frozenset(
    "believe conclude estimate expect feel hear hope indicate know learn show suggest think understand".split()
)
_ACCORDING = frozenset({"according", "citing", "quoting"})
_DASHES = frozenset({"-", "–", "—", "--"})
_LONGEST_SUBJECT = 14


class SpeechCues:
    """What one sentence says of who speaks; `spans` are the quotations around, in characters."""

    def __init__(
        self, sentence: Sentence, resolver: Resolver, lexicon: Lexicon, spans: Sequence[tuple[int, int]]
    ) -> None:
        self.sentence = sentence
        self.resolver = resolver
        self.reporting = lexicon.reporting
        starts = sentence.starts
        self.outside = [not any(a <= starts[i] < b for a, b in spans) for i in range(len(sentence.words))]

    # beside a quotation -----------------------------------------------------------------------------------------------

    def before(self, start: int, voices: Voices) -> Heard | None:
        """ "X said: '...'", "X told reporters, '...'", "X said that it was '...'"."""
        left = [i for i in self._tokens() if self.sentence.starts[i] < start]
        verbs = [i for i in left if self._speaks(i)]
        if left and self.sentence.words[left[-1]] == ":" and not verbs:
            # "X offered a critique of those who doubt: '...'": the main verb comes first
            verbs = [i for i in left if self.sentence.tags[i] in _FINITE][:1]
            if not verbs:
                return self._heard(self._label(left[-1], voices), (), voices)
        return self._innermost(verbs, voices)

    def _innermost(self, verbs: Sequence[int], voices: Voices) -> Heard | None:
        """The last of several verbs that tells a speaker; what somebody only thinks yields to what somebody says."""
        spoken = [i for i in verbs if self.sentence.lemmas[i] not in _MENTAL] or verbs
        for at in range(len(spoken) - 1, -1, -1):
            found = self._heard(self._subject(spoken[at], voices), spoken[:at], voices)
            if found is not None:
                return found
        return None

    def after(self, end: int, voices: Voices) -> Heard | None:
        """ "'...', X said", "'...', said X of Y", "'...' while it lasted, X said"."""
        right = [i for i in self._tokens() if self.sentence.starts[i] >= end]
        for verb in (i for i in right if self.sentence.tags[i] in _FINITE or self._speaks(i)):
            beside = self._beside(right[0], verb)
            # "'...' while they were there, X said": a verb of another clause says nothing
            if not self._speaks(verb) and (not beside or self._is_subordinate(right[0], verb)):
                continue
            actor = self._subject(verb, voices)
            if actor is not None:
                return self._heard(actor, (), voices)
        return None

    def _beside(self, first: int, verb: int) -> bool:
        """Whether nothing but a comma or one noun phrase stands between the quotation and the verb."""
        return not any(self.sentence.tags[i] in _VERBS or self.sentence.words[i] in ".;:" for i in range(first, verb))

    def _is_subordinate(self, first: int, verb: int) -> bool:
        return any(self.sentence.tags[i] in ("IN", "WRB", "WP", "WDT", "CC") for i in range(first, verb))

    def according(self, voices: Voices) -> Heard | None:
        """ "According to X", "citing X"."""
        actor = self._according(voices)
        return Heard(actor, (actor,)) if actor is not None else None

    def subject(self, start: int, voices: Voices) -> Heard | None:
        """The subject of what is said around a part that is quoted: "Russia's 'own' move"."""
        left = [i for i in self._tokens() if self.sentence.starts[i] < start]
        return self.main_subject(voices) if left else None

    # the sentence by itself -------------------------------------------------------------------------------------------

    def reported(self, voices: Voices) -> Heard | None:
        """Whom the sentence as a whole reports: "X said that ...", "..., X said", "according to X", "X: ..."."""
        sentence = self.sentence
        verbs = [i for i in self._tokens() if self._reports(i) and sentence.tags[i] in _FINITE | {"VBN", "VBG"}]
        return self._headline(voices) or self._innermost(verbs, voices) or self.according(voices) or self._dash(voices)

    def _headline(self, voices: Voices) -> Heard | None:
        """ "X: ...", "Update: X: ..."."""
        words = self.sentence.words
        colons = [i for i, word in enumerate(words[:8]) if word == ":" and 0 < i < len(words) - 3]
        if not colons or any(self.sentence.tags[i] in _FINITE for i in range(colons[-1])):
            return None
        return self._heard(self._label(colons[-1], voices), (), voices)

    def _dash(self, voices: Voices) -> Heard | None:
        """ "... - minister"."""
        words = self.sentence.words
        last = len(words) - 1
        dashes = [i for i in range(max(6, last - 5), last) if words[i] in _DASHES]
        if not dashes or self.sentence.tags[last] not in _NOMINAL:
            return None
        if self.sentence.ends[dashes[-1] - 1] == self.sentence.starts[dashes[-1]]:
            return None  # a hyphen within a word
        return self._heard(self._actor(last, voices), (), voices)

    def main_subject(self, voices: Voices) -> Heard | None:
        """Who acts in the sentence, if it can speak."""
        for head in self._subjects():
            actor = self._actor(head, voices)
            if actor is not None and (can_be_person(self.sentence, head, actor) or actor.code):
                return Heard(actor, (actor,))
        return None

    def has_person_subject(self, voices: Voices) -> bool:
        """Whether somebody else acts in the sentence."""
        return self.main_subject(voices) is not None

    def note(self, voices: Voices) -> None:
        """Remember who acts in the sentence."""
        for head in reversed(self._subjects()):
            actor = self._actor(head, voices)
            if actor is not None:
                voices.noted(self.sentence, head, actor)
        voices.names(self.sentence, self.resolver, self.outside)

    def _subjects(self) -> list[int]:
        """Heads of the subjects of the sentence's verbs, outside quotations, the main clause's first."""
        heads = []
        for verb in (*self.sentence.roots(), *range(len(self.sentence.words))):
            if self.sentence.kind(verb) == "verb":
                heads += [h for h in self.sentence.clause(verb).roles.get("subject", ()) if self.outside[h]]
        return [h for h in dict.fromkeys(heads) if self.sentence.tags[h] in _NOMINAL]

    # parts -----------------------------------------------------------------------------------------------------------

    def _tokens(self) -> Iterator[int]:
        """The tokens outside quotations, less their marks."""
        return (i for i, word in enumerate(self.sentence.words) if self.outside[i] and word not in _MARKS)

    def _reports(self, i: int) -> bool:
        return self.sentence.kind(i) == "verb" and self.sentence.lemmas[i] in self.reporting

    def _speaks(self, i: int) -> bool:
        known = self.sentence.lemmas[i] in self.reporting or self.sentence.lemmas[i] in _SPEECH
        return self.sentence.kind(i) == "verb" and known and self.sentence.tags[i] not in ("VB", "MD")

    def _heard(self, actor: Actor | None, outer: Sequence[int], voices: Voices) -> Heard | None:
        """The speaker with those from whom it is known: of verbs further out, and of "according to"."""
        if actor is None:
            return None
        chain = [a for a in (self._subject(verb, voices) for verb in outer) if a is not None]
        source = self._according(voices)
        if source is not None:
            chain.insert(0, source)
        return Heard(actor, (*_once(chain, actor), actor))

    def _subject(self, verb: int, voices: Voices) -> Actor | None:
        head = self._inverted(verb)
        if head is None:
            head = self._parsed(verb)
        if head is None:
            head = self._surface(verb)
        return self._actor(head, voices) if head is not None else None

    def _parsed(self, verb: int) -> int | None:
        """The verb's own subject, or that of the verb it hangs on ("..., saying", "with X warning")."""
        if self.sentence.tags[verb] == "VBG" and verb:
            if self.sentence.tags[verb - 1] in _NOUNS:
                return verb - 1
            verb = self._said_before(verb) if self.sentence.words[verb - 1] == "," else verb
        seen: set[int] = set()
        while verb >= 0 and verb not in seen:
            seen.add(verb)
            clause = self.sentence.clause(verb)
            fit = [h for h in clause.roles.get("subject", ()) if self.outside[h] and self.sentence.tags[h] in _NOMINAL]
            if fit:
                return fit[0]
            if self.sentence.tags[verb] in _FINITE:
                return None
            verb = self._said_before(verb) if self.sentence.tags[verb] == "VBG" else clause.governor
        return None

    def _said_before(self, verb: int) -> int:
        """ "X said that it could be, warning: ...": who said is who warns; else whatever the participle hangs on."""
        said = [i for i in self._tokens() if i < verb and self._speaks(i) and self.sentence.tags[i] in _FINITE]
        return said[-1] if said else self.sentence.clause(verb).governor

    def _inverted(self, verb: int) -> int | None:
        """ "'...', said X": the head of the phrase after a verb that follows a quotation."""
        before = verb - 1
        while before >= 0 and self.outside[before] and self.sentence.words[before] in (",", *_MARKS):
            before -= 1
        # a sentence that begins with the verb goes on after a quotation: "'Never!' shouted X"
        follows = not self.outside[before] if before >= 0 else self.sentence.words[verb].islower()
        if not follows or self.sentence.tags[verb] not in (*_FINITE, "VBN"):
            return None
        return self._phrase_head(verb + 1)

    def _phrase_head(self, first: int) -> int | None:
        """The last noun of the phrase that begins at `first`."""
        head = None
        for i in range(first, min(first + _LONGEST_SUBJECT, len(self.sentence.words))):
            tag, word = self.sentence.tags[i], self.sentence.words[i]
            if self._is_hyphen(i) or self._is_hyphen(i - 1):
                continue  # "Maryland-based lawyer": one word
            if not self.outside[i] or word in _STOPS or tag in (*_VERBS, "IN", "TO", "WP", "WDT") or word in _MARKS:
                break
            if tag in _NOMINAL:
                head = i
                if tag == "PRP":
                    break
        return head

    def _is_hyphen(self, i: int) -> bool:
        starts, ends = self.sentence.starts, self.sentence.ends
        joined = 0 < i < len(starts) - 1 and ends[i - 1] == starts[i] and ends[i] == starts[i + 1]
        return joined and self.sentence.words[i] in _DASHES

    def _surface(self, verb: int) -> int | None:
        """The noun before the verb, read off the words: "... , Mr. Cueto said"."""
        for i in range(verb - 1, max(-1, verb - _LONGEST_SUBJECT), -1):
            if not self.outside[i] or self.sentence.tags[i] in _FINITE:
                return None
            if self.sentence.tags[i] in _NOMINAL:
                return i
        return None

    def _label(self, colon: int, voices: Voices) -> Actor | None:
        heads = [i for i in range(colon) if self.sentence.tags[i] in _NOMINAL]
        return self._actor(heads[-1], voices) if heads else None

    def _according(self, voices: Voices) -> Actor | None:
        lower = self.sentence.lower
        for i, word in enumerate(lower):
            if word in _ACCORDING and self.outside[i]:
                head = self._phrase_head(i + (2 if lower[i + 1 : i + 2] == ["to"] else 1))
                return self._actor(head, voices) if head is not None else None
        return None

    def _actor(self, head: int, voices: Voices) -> Actor | None:
        return voices.actor(self.sentence, self.resolver, self._antecedent(head, voices))

    def _antecedent(self, head: int, voices: Voices) -> int:
        """The subject, earlier in the sentence, that a pronoun leads back to; else the pronoun."""
        word = self.sentence.lower[head]
        if word not in ("he", "she", "it", "they"):
            return head
        earlier = [h for h in self._subjects() if h < head and self.sentence.tags[h] in _NOUNS]
        for candidate in sorted(earlier):
            actor = voices.actor(self.sentence, self.resolver, candidate)
            person = actor is not None and can_be_person(self.sentence, candidate, actor)
            if person == (word in ("he", "she")) and (word != "they" or self.sentence.tags[candidate][-1] == "S"):
                return candidate
        return head


def _once(chain: Sequence[Actor], speaker: Actor) -> list[Actor]:
    """Without the speaker, and nobody twice in a row."""
    kept: list[Actor] = []
    for actor in chain:
        if actor.name != speaker.name and (not kept or kept[-1].name != actor.name):
            kept.append(actor)
    return kept
