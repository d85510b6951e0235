"""What coding looks things up in."""

from dataclasses import dataclass

from dragoman.coding.confidence import Confidence
from dragoman.coding.phrases import Phrasebook
from dragoman.knowledge import ActorBase
from dragoman.knowledge.equipment import Equipment
from dragoman.knowledge.places import Gazetteer
from dragoman.lexicon import Lexicon
from dragoman.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Resources:
    """Loaded once, handed to every document.

    `book` is the lexicon's own phrases, cut for the matcher; `confidence` what codings were measured to be worth;
    `equipment` finds weapons by name, `gazetteer` places.
    """

    lexicon: Lexicon
    ontology: Ontology
    actors: ActorBase
    book: Phrasebook
    confidence: Confidence
    equipment: Equipment
    gazetteer: Gazetteer
