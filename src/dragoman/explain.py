"""Why this event, and why not: a reading of what each stage found. Reads, never recodes."""

from collections.abc import Iterable, Iterator

from dragoman.coding import CodedSentence
from dragoman.coding.findings import Dropped, Finding
from dragoman.types import Actor, Clause, Event, Sentence


def explain(coded: Iterable[CodedSentence]) -> Iterator[str]:
    """Lines that explain each sentence: clauses, rule, operators, folding, actors, speaker; or where it stopped."""
    empty = True
    for one in coded:
        empty = False
        yield f"sentence   {' '.join(one.sentence.words)}"
        if one.coding.findings:
            for finding, event in zip(one.coding.findings, one.events, strict=True):
                yield from _event(one.sentence, finding, event)
        else:
            yield from _nothing(one)
        yield ""
    if empty:
        yield "no sentence was read: the text names no actor and no act that the lexicon knows"


def _words(sentence: Sentence, heads: Iterable[int]) -> str:
    return ", ".join(sentence.words[head] for head in heads)


def _clause(sentence: Sentence, clause: Clause) -> str:
    roles = "; ".join(f"{role}: {_words(sentence, heads)}" for role, heads in clause.roles.items())
    marks = f" [{', '.join(sorted(clause.marks))}]" if clause.marks else ""
    above = f", {clause.slot} of '{sentence.words[clause.governor]}'" if clause.governor >= 0 else ""
    return f"'{sentence.words[clause.head]}' ({clause.kind} {clause.lemma}{above}){marks}  {roles}"


def _event(sentence: Sentence, finding: Finding, event: Event) -> Iterator[str]:
    trigger = finding.match.trigger
    yield f"clause     {_clause(sentence, finding.match.clause)}"
    act = f"{event.act.event_type}/{event.act.cameo}"
    yield f"rule       {trigger.id}: '{finding.match.words}' in frame '{trigger.frame.name}' names the act {act}"
    if finding.match.theme >= 0:
        yield f"theme      {sentence.words[finding.match.theme]}"
    for link in finding.links:
        word = (
            sentence.words[link.head]
            if link.operator
            else f"the {'future' if link.modality == 'intended' else 'obligation'} of '{sentence.words[link.head]}'"
        )
        negated = ", negated" if link.negated else ""
        yield f"operator   {word} ({link.modality}{negated}) governs it as {link.slot}"
    if finding.links:
        classes = ", ".join(link.modality for link in finding.links)
        yield f"folding    {event.act.cameo} under {classes} is {event.event_type}/{event.cameo}"
    marks = f"quad {event.quad}, Goldstein {event.goldstein}, {event.modality}, {event.factuality}"
    yield f"event      {event.event_type}/{event.cameo}, mode {event.event_mode or 'none'}, {marks}"
    if event.condition:
        yield f"condition  {event.condition}"
    yield from _actors("source", event.source)
    yield from _actors("target", event.target)
    yield from _actors("speaker", (event.speaker,) if event.speaker else ())
    yield f"date       {event.date or 'none'} (basis: {event.date_basis})"
    yield f"confidence {event.confidence}"


def _actors(role: str, actors: tuple[Actor, ...]) -> Iterator[str]:
    if not actors:
        yield f"{role:<10} none"
    for actor in actors:
        yield f"{role:<10} {actor.name} = {actor.code or 'uncoded'} ('{actor.text}': {actor.reason})"


def _nothing(one: CodedSentence) -> Iterator[str]:
    """Where it stopped: acts that were dropped, entries that did not fit, or no word of the lexicon at all."""
    for dropped in one.coding.dropped:
        yield from _dropped(one.sentence, dropped)
    for failure in dict.fromkeys(one.coding.failures):
        yield f"rule       {failure.rule} knows '{one.sentence.words[failure.head]}' but {failure.reason}"
    if not one.coding.dropped and not one.coding.failures:
        yield "stopped    no word of the sentence names an act in the lexicon"
    names = list(one.resolver.mentions.found)
    if not names:
        yield "actors     no name of the actor base in this sentence"
    for mention in names:
        words, entry = " ".join(one.sentence.words[mention.start : mention.end]), mention.entries[0]
        yield f"actor      '{words}' is {entry.name} ({entry.kind})"
    yield "event      none"


def _dropped(sentence: Sentence, dropped: Dropped) -> Iterator[str]:
    yield f"clause     {_clause(sentence, dropped.match.clause)}"
    yield f"rule       {dropped.match.trigger.id} matched '{dropped.match.words}'"
    yield f"stopped    {dropped.reason}"
