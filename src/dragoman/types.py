"""The records that the stages hand on: all frozen, no I/O.

Field names and their order are the contract of the JSON that `dragoman` writes.
Offsets are characters of `Document.text`, half open.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

BlockKind = Literal["title", "byline", "body", "quote", "comment"]
Voice = Literal["article", "quote", "comment"]
Factuality = Literal["asserted", "possible", "conditional", "hypothetical", "denied"]
HarmKind = Literal["killed", "injured", "arrested", "displaced", "missing", "crowd"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document in one voice.

    `author` and `posted` are known for comments (and bylines) where the page says them; `parent` is the
    index, in `Document.blocks`, of the comment this one answers.
    """

    kind: BlockKind
    author: str | None
    posted: str | None
    parent: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stance:
    """How the comments speak of one country: `mean` from -1 (against) to 1 (for), and counts of sentences."""

    mean: float
    positive: int
    negative: int
    neutral: int


@dataclass(frozen=True, slots=True)
class Document:
    """One page, read: one text, blocks over it, and what the page says of itself.

    `published` is an ISO date or date-time. `missing` names a reason for each field that is null. `stance` is of each
    country, by ISO-3, over the comments, and `actor_stance` of each actor, by name; reading alone leaves both empty.
    """

    id: str
    url: str | None
    title: str | None
    author: str | None
    published: str | None
    language: str | None
    text: str
    blocks: tuple[Block, ...]
    stance: Mapping[str, Stance] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
    actor_stance: Mapping[str, Stance] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clause:
    """A word with what fills its roles: a predicate (verb, adjective, noun that names an act) or a phrase.

    Fillers are token indices, each the head of a clause of its own. `kind` is "verb", "noun", "adjective",
    "pronoun" or "other". `governor` is the head of the clause that holds this one (-1: none) and `slot` how:
    "infinitive", "that", "gerund", "object", "subject", "attribute", "relative", "purpose", "adverbial",
    "conjunct", "apposition", or the name of a preposition. `left` and `right` bound the phrase's own words
    (its modifiers, no clauses or prepositional phrases), half open.
    """

    head: int
    lemma: str
    kind: str
    particle: str
    roles: Mapping[str, tuple[int, ...]]
    marks: frozenset[str]
    governor: int
    slot: str
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence, with its offsets in the document's text; `word` may be repaired, `text` never is."""

    text: str
    word: str
    tag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """A sentence before it is parsed: its stretch of the text, its voice, and who is known to speak."""

    start: int
    end: int
    voice: Voice
    block: int
    paragraph: int


class Sentence(Protocol):
    """A parsed sentence. Clauses are built when they are asked for, and once."""

    span: SentenceSpan
    words: list[str]
    lower: list[str]
    tags: list[str]
    lemmas: list[str]
    starts: list[int]
    ends: list[int]

    def kind(self, head: int) -> str:
        """verb, noun, adjective, pronoun or other."""

    def clause(self, head: int) -> Clause:
        """The clause of the token `head`."""

    def extent(self, head: int) -> tuple[int, int]:
        """The token range of everything that hangs on `head`, half open."""

    def roots(self) -> list[int]:
        """The heads of the sentence's trees."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who a phrase stands for. `code` is null when no entry fits; the name is kept and `reason` says why."""

    text: str
    name: str
    code: str | None
    country: str | None
    sectors: tuple[str, ...]
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class OperatorUse:
    """One link of the operator chain: the word, its class, and where it stands."""

    text: str
    class_: str = field(metadata={"name": "class"})
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Act:
    """The act before folding: its PLOVER type and CAMEO code."""

    event_type: str
    cameo: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a document that an event was read from."""

    document_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happened; coordinates are WGS 84 degrees, null where unknown.

    `kind` is city, region, country, sea, mountains, base, area or unknown; `reason` says why this place of that name,
    or why none.
    """

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    start: int
    end: int
    kind: str = "unknown"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """Equipment or other assistance that changes hands, is used or is destroyed.

    `quantity` is a number in digits, or a vague one in words ("dozens"); `maker` the ISO-3 of the country that builds
    the system; `value` what is paid or given for it, as written ("$1.2 billion").
    """

    name: str
    category: str
    quantity: str | None
    start: int
    end: int
    maker: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Harm:
    """How many people an event struck, or drew.

    `low` and `high` bound the number (null: no bound): "12" is 12 to 12, "at least 12" 12 to null, "dozens" 24 to 99.
    """

    kind: HarmKind
    low: int | None
    high: int | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that named the act."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """One coded event; docs/read-the-output.md describes each field. `goldstein` is the CAMEO scale, -10 to 10.

    `missing` names a reason for each field that the words leave open.
    """

    id: str
    document_id: str
    event_type: str
    event_mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    quad: int
    goldstein: float
    act: Act
    modality: str
    operators: tuple[OperatorUse, ...]
    factuality: Factuality
    condition: str | None
    source: tuple[Actor, ...]
    target: tuple[Actor, ...]
    voice: Voice
    speaker: Actor | None
    date: str | None
    date_basis: str
    place: Place | None
    items: tuple[Item, ...]
    harm: tuple[Harm, ...]
    evidence: tuple[Evidence, ...]
    trigger: Trigger
    rule: str
    confidence: float
    missing: Mapping[str, str] = field(default_factory=dict)
