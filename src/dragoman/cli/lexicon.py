"""`dragoman rules` and `dragoman actors`: what the lexicon and the actor base hold."""

from collections import Counter
from typing import Annotated

import typer

from dragoman.cli.code import Actors, Rules
from dragoman.errors import UsageError
from dragoman.knowledge import ActorBase, Entry, load_actors
from dragoman.knowledge.names import key_of
from dragoman.lexicon import Lexicon, Operator, Trigger, load_lexicon
from dragoman.ontology import load_ontology


def _find_rules(lexicon: Lexicon, word: str) -> list[Trigger | Operator]:
    parts = set(word.lower().split())
    return [
        e
        for e in lexicon.entries.values()
        if any(parts <= set(w.split()) for w in (*e.lemmas, *e.nouns, *e.adjectives)) or e.id == word
    ]


def _rule_line(entry: Trigger | Operator) -> str:
    words = ", ".join((*entry.lemmas, *entry.nouns, *entry.adjectives))
    if isinstance(entry, Trigger):
        needs = "; ".join(
            f"{'|'.join(r.roles)}={'/'.join(sorted(r.words | {'@' + k for k in r.kinds}))[:60]}" for r in entry.need
        )
        return f"{entry.id}\t{entry.cameo}\t{entry.frame.name}\t{words}\t{needs}"
    return f"{entry.id}\toperator {entry.modality}\t{','.join(sorted(entry.slots))}\t{words}\t{entry.alone}"


def _entry_line(name: str, entry: Entry) -> str:
    dates = f"{entry.since or '...'} to {entry.until or '...'}" if entry.since or entry.until else ""
    sectors = "|".join(entry.sectors)
    return "\t".join((name, entry.code or "-", sectors, entry.kind, entry.name, entry.office, dates, entry.table))


def _summarise_rules(lexicon: Lexicon) -> None:
    triggers = [e for e in lexicon.entries.values() if isinstance(e, Trigger)]
    kinds = [(("v", t.lemmas), ("n", t.nouns), ("a", t.adjectives)) for t in triggers]
    words = {(kind, word) for entry in kinds for kind, listed in entry for word in listed}
    typer.echo(
        f"{len(triggers)} triggers of {len(words)} words, {len(lexicon.entries) - len(triggers)} operators,"
        f" {len(lexicon.examples)} example sentences, hash {lexicon.hash}"
    )
    for root, count in sorted(Counter(t.cameo[:2] for t in triggers).items()):
        typer.echo(f"  CAMEO {root}: {count} triggers")


def _summarise_actors(base: ActorBase) -> None:
    typer.echo(
        f"{len(base.entries)} names, {len(base.agents)} agents, {len(base.offices)} titles,"
        f" {len(base.countries)} countries and territories"
    )
    for table, count in sorted(Counter(entry.table for _, entry in base.entries).items()):
        typer.echo(f"  {table}: {count} names")


def _actor_lines(base: ActorBase, name: str) -> list[str]:
    """Every entry and agent whose name holds all the words of `name`."""
    wanted = set(key_of(name))
    lines = [_entry_line(form, entry) for form, entry in base.entries if wanted <= set(key_of(form))]
    agents = ((key, agent) for key, agent in base.agents.items() if wanted <= set(key))
    return lines + [f"{' '.join(key)}\t{'|'.join(agent.sectors)}\tagent ({agent.kind})" for key, agent in agents]


def _told(lines: list[str], word: str) -> int:
    for line in lines:
        typer.echo(line)
    return 0 if lines else _nothing(word)


def register(app: typer.Typer) -> None:
    """Add both commands."""

    @app.command()
    def rules(
        action: Annotated[str | None, typer.Argument(help="find, or nothing for a summary.")] = None,
        word: Annotated[str | None, typer.Argument(help="A word, a phrase or an id.")] = None,
        files: Rules = None,
    ) -> int:
        """Show what the lexicon holds: `rules`, or `rules find WORD`."""
        lexicon = load_lexicon(load_ontology(), extra=files or ())
        if action == "find" and word:
            return _told([_rule_line(entry) for entry in _find_rules(lexicon, word)], word)
        if action is not None:
            raise UsageError("rules: write `dragoman rules` or `dragoman rules find WORD`")
        _summarise_rules(lexicon)
        return 0

    @app.command()
    def actors(
        action: Annotated[str | None, typer.Argument(help="find, or nothing for a summary.")] = None,
        name: Annotated[str | None, typer.Argument(help="A name.")] = None,
        files: Actors = None,
    ) -> int:
        """Show what the actor base holds: `actors`, or `actors find NAME`."""
        base = load_actors(load_ontology().sectors, extra=files or (), check=True)
        if action == "find" and name:
            return _told(_actor_lines(base, name), name)
        if action is not None:
            raise UsageError("actors: write `dragoman actors` or `dragoman actors find NAME`")
        _summarise_actors(base)
        return 0


def _nothing(word: str) -> int:
    typer.echo(f"dragoman: nothing found for '{word}'", err=True)
    return 0
