"""`dragoman rules` and `dragoman actors`: what the lexicon and the actor base hold."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from dragoman.config import load_config
from dragoman.errors import UsageError
from dragoman.knowledge import Entry, load_actors
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


def register(app: typer.Typer) -> None:
    """Add both commands."""

    @app.command()
    def rules(
        action: Annotated[str | None, typer.Argument(help="find, or nothing for a summary.")] = None,
        word: Annotated[str | None, typer.Argument(help="A word, a phrase or an id.")] = None,
        files: Annotated[
            list[Path] | None, typer.Option("--rules", help="A rule file laid over the shipped ones.")
        ] = None,
    ) -> int:
        """Show what the lexicon holds: `rules`, or `rules find WORD`."""
        lexicon = load_lexicon(load_ontology(), extra=files or ())
        if action == "find" and word:
            found = _find_rules(lexicon, word)
            for entry in found:
                typer.echo(_rule_line(entry))
            return 0 if found else _nothing(word)
        if action is not None:
            raise UsageError("rules: write `dragoman rules` or `dragoman rules find WORD`")
        triggers = [e for e in lexicon.entries.values() if isinstance(e, Trigger)]
        by_root = Counter(t.cameo[:2] for t in triggers)
        words = {
            (kind, w)
            for t in triggers
            for kind, ws in (("v", t.lemmas), ("n", t.nouns), ("a", t.adjectives))
            for w in ws
        }
        typer.echo(
            f"{len(triggers)} triggers of {len(words)} words, {len(lexicon.entries) - len(triggers)} operators,"
            f" {len(lexicon.examples)} example sentences, hash {lexicon.hash}"
        )
        for root, count in sorted(by_root.items()):
            typer.echo(f"  CAMEO {root}: {count} triggers")
        return 0

    @app.command()
    def actors(
        action: Annotated[str | None, typer.Argument(help="find, or nothing for a summary.")] = None,
        name: Annotated[str | None, typer.Argument(help="A name.")] = None,
        files: Annotated[
            list[Path] | None, typer.Option("--actors", help="An actor table laid over the shipped ones.")
        ] = None,
    ) -> int:
        """Show what the actor base holds: `actors`, or `actors find NAME`."""
        _ = load_config()
        base = load_actors(load_ontology().sectors, extra=files or (), check=True)
        if action == "find" and name:
            wanted = set(key_of(name))
            found = [(n, e) for n, e in base.entries if wanted <= set(key_of(n))]
            for form, entry in found:
                typer.echo(_entry_line(form, entry))
            for key, agent in base.agents.items():
                if wanted <= set(key):
                    typer.echo(f"{' '.join(key)}\t{'|'.join(agent.sectors)}\tagent ({agent.kind})")
            return 0 if found else _nothing(name)
        if action is not None:
            raise UsageError("actors: write `dragoman actors` or `dragoman actors find NAME`")
        kinds = Counter(entry.table for _, entry in base.entries)
        typer.echo(
            f"{len(base.entries)} names, {len(base.agents)} agents, {len(base.offices)} titles,"
            f" {len(base.countries)} countries and territories"
        )
        for table, count in sorted(kinds.items()):
            typer.echo(f"  {table}: {count} names")
        return 0


def _nothing(word: str) -> int:
    typer.echo(f"dragoman: nothing found for '{word}'", err=True)
    return 0
