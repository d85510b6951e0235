"""`dragoman rules` and `dragoman actors`: what the lexicon and the actor base hold."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.code import Actors, Rules
from dragoman.cli.console import complain
from dragoman.cli.inputs import Inputs
from dragoman.cli.loading import load_coder
from dragoman.cli.unknown import unknown_names
from dragoman.coding.mentions import choose
from dragoman.errors import UsageError
from dragoman.knowledge import ActorBase, Entry, load_actors
from dragoman.knowledge.names import key_of
from dragoman.lexicon import Lexicon, Operator, Trigger, load_lexicon
from dragoman.ontology import load_ontology
from dragoman.reading import ReadOptions
from dragoman.store import Store, is_store

_FOUND = ("code", "sectors", "name", "kind or office", "dates", "table", "also written")
_UNKNOWN = ("count", "documents", "name", "for example")


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


def _entry_row(entry: Entry, forms: list[str]) -> tuple[str, ...]:
    dates = f"{entry.since or '...'} to {entry.until or '...'}" if entry.since or entry.until else "-"
    sectors = "|".join(entry.sectors) or "-"
    others = "; ".join(form for form in forms if form != entry.name)
    what = entry.office or entry.kind
    return entry.code or "-", sectors, entry.name, what, dates, entry.table, others


def _agent_row(key: tuple[str, ...], sectors: tuple[str, ...], what: str, table: str) -> tuple[str, ...]:
    return "".join(sectors[:1]) or "-", "|".join(sectors) or "owner's", " ".join(key), what, "-", table, ""


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
    """Every entry, agent and title whose name holds all the words of `name`: exact names first, then by name and date.

    A last line says which entry is taken, where several have exactly this name.
    """
    key = key_of(name)
    wanted = set(key)
    forms: dict[Entry, list[str]] = {}
    for form, entry in base.entries:
        if wanted <= set(key_of(form)):
            forms.setdefault(entry, []).append(form)
    exact = base.names.get(name)
    ranked = sorted(forms, key=lambda e: (e not in exact, key_of(e.name), e.since or "0", e.until or "9"))
    rows = [_entry_row(entry, forms[entry]) for entry in ranked]
    rows += [
        _agent_row(k, a.sectors, f"agent ({a.kind})", "agents") for k, a in base.agents.items() if wanted <= set(k)
    ]
    rows += [
        _agent_row(k, o.sectors, f"title ({o.kind})", "offices") for k, o in base.offices.items() if wanted <= set(k)
    ]
    return [*table(_FOUND, rows), *_ambiguity(name, exact)] if rows else []


def _ambiguity(name: str, exact: Sequence[Entry]) -> list[str]:
    """What decides between the entries of one name."""
    if len({(e.code, e.name, e.office) for e in exact}) < 2:
        return []
    taken = choose(exact, None)
    meant = f"{taken.code or '-'} {taken.name} ({taken.office or taken.kind})"
    return [f"'{name}' has {len(exact)} entries: the day of publication decides; without one it is {meant}"]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Rows under a header in aligned columns; the last is as long as it is."""
    lines = [tuple(head), *map(tuple, rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head) - 1)]
    return [
        "  ".join((*(cell.ljust(width) for cell, width in zip(line, widths, strict=False)), line[-1])).rstrip()
        for line in lines
    ]


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
        action: Annotated[str | None, typer.Argument(help="find, unknown, or nothing for a summary.")] = None,
        given: Annotated[
            list[str] | None, typer.Argument(metavar="[NAME|PATH...]", help="A name; or pages as `code` takes them.")
        ] = None,
        top: Annotated[int, typer.Option(min=1, help="Of unknown names, how many are shown.")] = 50,
        files: Actors = None,
    ) -> int:
        """Show what the actor base holds (`actors`, `actors find NAME`), or lacks (`actors unknown PATH...`)."""
        if action == "unknown" and given:
            return _unknown(given, top, files or ())
        base = load_actors(load_ontology().sectors, extra=files or (), check=True)
        if action == "find" and given:
            name = " ".join(given)
            return _told(_actor_lines(base, name), name)
        if action is not None:
            raise UsageError(
                "actors: write `dragoman actors`, `dragoman actors find NAME` or `dragoman actors unknown PATH...`"
            )
        _summarise_actors(base)
        return 0


def _unknown(paths: list[str], top: int, files: Sequence[Path]) -> int:
    """Tell the names that pages hold and no table has."""
    coder, config = load_coder(files)
    inputs = Inputs(paths, ReadOptions(max_bytes=config.max_bytes), complain)
    if len(paths) == 1 and is_store(Path(paths[0])):
        with Store.open(paths[0]) as store:
            names = unknown_names(store.documents(), coder)
    else:
        names = unknown_names(inputs.documents(), coder)
    rows = [(str(n.count), str(len(n.documents)), n.name, n.example) for n in names[:top]]
    for line in table(_UNKNOWN, rows) if rows else ():
        typer.echo(line)
    more = f", {len(rows)} shown; --top shows more" if len(names) > len(rows) else ""
    typer.echo(f"dragoman: {len(names)} name{'s' if len(names) != 1 else ''} without an entry{more}", err=True)
    return 1 if inputs.failed else 0


def _nothing(word: str) -> int:
    typer.echo(f"dragoman: nothing found for '{word}'", err=True)
    return 0
