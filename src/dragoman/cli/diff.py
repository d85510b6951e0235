"""`dragoman diff`: what another lexicon makes of the same documents."""

import heapq
import textwrap
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Annotated

import typer

from dragoman.analysis.diff import KINDS, Change, Difference, candidates, changes
from dragoman.cli.console import complain, results
from dragoman.cli.dyads import Output
from dragoman.cli.rows import one_of, write_json, write_table
from dragoman.errors import UsageError
from dragoman.store import Store
from dragoman.store.ledger import events_of, marks
from dragoman.types import Actor, Event

_AT_ONCE = 500  # documents whose events are held
_WIDTH = 100
_SHOWN = 20  # rows of the tables of rules
Counts = Counter[tuple[str, str]]


def _found(before: Store, after: Store, difference: Difference, limit: int) -> list[Change]:
    """All changes are counted; as many as asked for are kept, those of the first documents."""
    kept: list[Change] = []
    ids = candidates(marks(before), marks(after), difference)
    while some := list(islice(ids, _AT_ONCE)):
        for change in _changes(before, after, some):
            difference.count(change)
            if len(kept) < limit:
                kept.append(change)
    return kept


def _changes(before: Store, after: Store, ids: list[str]) -> Iterator[Change]:
    one, other = events_of(before, ids), events_of(after, ids)
    for name in ids:
        yield from changes(name, one[name], other[name])


def _by(counts: Counts) -> list[tuple[str, int, int, int]]:
    """Rows of a name and its gained, lost and changed events, the most first."""
    totals: Counter[str] = Counter()
    for (name, _), count in counts.items():
        totals[name] += count
    names = heapq.nsmallest(len(totals), totals, key=lambda name: (-totals[name], name))
    return [(name, *(counts[name, kind] for kind in KINDS)) for name in names]  # type: ignore[misc] # three kinds


def _write_table(difference: Difference, kept: list[Change], stream: IO[str]) -> None:
    stream.write(", ".join(f"{difference.kinds[kind]} {kind}" for kind in KINDS))
    stream.write(f" in {difference.compared} documents that both have\n")
    for title, counts in (("rule", difference.by_rule), ("type", difference.by_type)):
        rows = _by(counts)  # type: ignore[arg-type] # a kind is a word
        if not rows:
            continue
        stream.write("\n")
        shown = [[str(cell) for cell in row] for row in rows[:_SHOWN]]
        write_table((title, *KINDS), shown, (False, True, True, True), stream)
        if len(rows) > _SHOWN:
            stream.write(f"and {len(rows) - _SHOWN} more\n")
    for change in kept:
        _write_change(change, stream)
    total = sum(difference.kinds.values())
    if kept and total > len(kept):
        stream.write(f"\n{total - len(kept)} more; --limit shows them\n")


def _write_change(change: Change, stream: IO[str]) -> None:
    stream.write(f"\n{change.kind}  {change.document_id}")
    stream.write(f"  ({', '.join(change.fields)})\n" if change.fields else "\n")
    stream.write(textwrap.indent(textwrap.shorten(change.sentence, _WIDTH), "    ") + "\n")
    for sign, event in (("-", change.before), ("+", change.after)):
        if event is not None:
            stream.write(f"  {sign} {_told(event)}\n")


def _told(event: Event) -> str:
    marks = " ".join(part for part in (event.modality, event.factuality) if part not in {"actual", "asserted"})
    code = f"{event.event_type}/{event.cameo}{f' ({marks})' if marks else ''}"
    said = f"{event.voice}, {event.date}" if event.date else event.voice
    return f"{_who(event.source)}  {code}  {_who(event.target)}  {said}  [{event.rule}]"


def _who(actors: tuple[Actor, ...]) -> str:
    return ", ".join(actor.code or actor.name for actor in actors) or "---"


def _record(difference: Difference, kept: list[Change]) -> dict[str, object]:
    def rows(counts: Counts, name: str) -> list[dict[str, object]]:
        return [dict(zip((name, *KINDS), row, strict=True)) for row in _by(counts)]

    return {
        "documents": {
            "compared": difference.compared,
            "only_before": difference.only_before,
            "only_after": difference.only_after,
            "other_text": difference.other_text,
        },
        **{kind: difference.kinds[kind] for kind in KINDS},
        "by_rule": rows(difference.by_rule, "rule"),  # type: ignore[arg-type] # a kind is a word
        "by_type": rows(difference.by_type, "event_type"),  # type: ignore[arg-type] # likewise
        "by_field": dict(difference.by_field.most_common()),
        "changes": kept,
    }


def _tell_unlike(difference: Difference) -> None:
    """What was not compared."""
    for count, what in (
        (difference.only_before, "only in the first store"),
        (difference.only_after, "only in the second store"),
        (difference.other_text, "with another text in the second store"),
    ):
        if count:
            complain(f"{count} document{'s' if count > 1 else ''} {what}: not compared")


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="diff")
    def diff_command(
        a: Annotated[Path, typer.Argument(metavar="A", help="The store as it was.")],
        b: Annotated[Path, typer.Argument(metavar="B", help="The same corpus, coded with another lexicon.")],
        *,
        limit: Annotated[int, typer.Option(min=0, help="Changes shown with their sentences; all are counted.")] = 20,
        format: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
        output: Output = None,
    ) -> int:
        """Show the events that a changed lexicon gained, lost and changed, by rule, by type, with their sentences."""
        form = one_of(format, ("table", "json"), "--format")
        if a.exists() and b.exists() and a.samefile(b):
            raise UsageError(f"{b}: the same store as {a}; name two")
        difference = Difference()
        with Store.open(a) as before, Store.open(b) as after:
            kept = _found(before, after, difference, limit)
        _tell_unlike(difference)
        with results(output) as stream:
            if form == "json":
                write_json(_record(difference, kept), stream)
            else:
                _write_table(difference, kept, stream)
        return 0
