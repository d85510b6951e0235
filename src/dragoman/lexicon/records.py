"""What the rule files say, checked and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass

GAP = " … "  # in words around a verb: others may stand between


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which a frame's roles are filled; role names in order, the first filled one wins."""

    source: tuple[str, ...]
    target: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    mutual: tuple[str, ...] = ()
    only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Frame:
    """How a class of verbs puts source, theme and target into roles.

    `target_last` is asked when no pattern gave a target; `mutual_plural` makes a plural or coordinated source
    a set of partners; `agentless` says what stands for a missing source ("place", "theme" or ""). The roles "~above"
    and "~after" are the subject of a verb further up, and the first actor behind the verb. `nested_source` also
    takes an actor that is only named in the phrase of the source.
    """

    name: str
    patterns: tuple[Pattern, ...]
    target_last: tuple[str, ...] = ()
    mutual_plural: bool = False
    agentless: str = ""
    nested_source: bool = False


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of `need` or `without`: some filler of one of `roles` is one of `words` ("*" is any filler).

    Words of several tokens ("military assistance") ask for the last as head and the others among its modifiers.
    The roles "before", "after", "ahead", "next" and "form" are no fillers but the words around the verb, and itself.
    Kinds start with "@": "@actor", "@person", "@state", "@place", "@armed", "@clause".
    """

    roles: tuple[str, ...]
    words: frozenset[str]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of a rule file and what it must be coded as; no expectations means no event."""

    rule: str
    sentence: str
    expected: tuple[tuple[str, str, str, str], ...]
    place: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """One entry: words that name an act, how their roles are filled, and the act's CAMEO code.

    `priority` is added to the score by which the most specific of several fitting entries is chosen. `reverse` is the
    code of what the target does in turn, where a dictionary gives one.
    """

    id: str
    lemmas: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    frame: Frame
    theme: Requirement | None
    need: tuple[Requirement, ...]
    without: tuple[Requirement, ...]
    cameo: str
    event_type: str
    mode: str
    contexts: tuple[str, ...]
    variant: str
    implied: bool
    priority: int
    order: int
    examples: tuple[Example, ...]
    reverse: str = ""
    reverse_type: str = ""


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that governs an act and changes its modality.

    `slots` are the ways in which it holds its complement (infinitive, that, gerund, object, or a preposition);
    `control` names the role that is the subject of a subjectless complement; `addressee` the roles in which
    the one who is asked, accused or threatened stands; `alone` the CAMEO code of the operator without a coded act.
    """

    id: str
    modality: str
    lemmas: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    slots: frozenset[str]
    control: str
    addressee: tuple[str, ...]
    alone: str
    alone_frame: Frame | None
    alone_needs: str
    without: tuple[Requirement, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words of the coder, indexed by (kind, lemma); kinds are "verb", "noun", "adjective".

    `verbs`, `nouns` and `adjectives` map a form to the lemma it is a form of. `sets` are the named word sets.
    `own_codes` says that the triggers are a user's dictionary with codes of its own, which nothing folds. `hash`
    changes with any change of a rule.
    """

    triggers: Mapping[tuple[str, str], tuple[Trigger, ...]]
    operators: Mapping[tuple[str, str], tuple[Operator, ...]]
    implied: tuple[Trigger, ...]
    entries: Mapping[str, Trigger | Operator]
    verbs: Mapping[tuple[str, str], str]
    nouns: Mapping[str, str]
    adjectives: frozenset[str]
    sets: Mapping[str, frozenset[str]]
    reporting: frozenset[str]
    grammar: Mapping[str, frozenset[str]]
    particles: Mapping[str, frozenset[str]]
    examples: tuple[Example, ...]
    hash: str
    own_codes: bool = False
