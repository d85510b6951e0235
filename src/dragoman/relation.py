"""Relation coding: rows of a sentence with marked source and target, and the root of the event between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.coding.relation import Marked, relation_root
from dragoman.errors import UsageError
from dragoman.pipeline import Coder
from dragoman.types import SentenceSpan

_COLUMNS = ("id", "sentence", "source_start", "source_end", "target_start", "target_end")


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence; offsets are of the sentence, -1 where no span is marked."""

    id: str
    sentence: str
    source: tuple[int, int] | None
    target: tuple[int, int] | None


def read_rows(path: Path) -> list[Row]:
    """The rows of a tab-separated file with a header. Raises UsageError naming file, line and fault."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); give a tab-separated file in UTF-8") from error
    header = lines[0].rstrip("\r").split("\t")
    missing = [column for column in _COLUMNS if column not in header]
    if missing:
        raise UsageError(f"{path}:1: no column '{missing[0]}'; the header must hold {' '.join(_COLUMNS)}")
    return [
        _row(path, number, line.rstrip("\r").split("\t"), header)
        for number, line in enumerate(lines[1:], 2)
        if line.strip()
    ]


def _row(path: Path, number: int, cells: list[str], header: list[str]) -> Row:
    if len(cells) != len(header):
        raise UsageError(f"{path}:{number}: {len(cells)} fields, the header has {len(header)}")
    values = dict(zip(header, cells, strict=True))
    try:
        source, target = (_span(values, name) for name in ("source", "target"))
    except ValueError as error:
        raise UsageError(f"{path}:{number}: {error}") from error
    return Row(values["id"], values["sentence"], source, target)


def _span(values: dict[str, str], name: str) -> tuple[int, int] | None:
    start, end = int(values[f"{name}_start"]), int(values[f"{name}_end"])
    if start < 0:
        return None
    if not start < end <= len(values["sentence"]):
        raise ValueError(f"the {name} span {start}-{end} lies outside the sentence")
    return start, end


def code_relations(rows: Sequence[Row], coder: Coder) -> Iterator[str]:
    """The root of each row, in order; "NONE" where no event was found between the spans."""
    text = "\n".join(row.sentence for row in rows)
    offset, spans, marks = 0, [], []
    for i, row in enumerate(rows):
        spans.append(SentenceSpan(offset, offset + len(row.sentence), "article", i, i))
        marks.append(Marked(text, _moved(row.source, offset), _moved(row.target, offset)))
        offset += len(row.sentence) + 1
    sentences = {s.span.start: s for s in coder.parser.parse(text, spans)}
    for span, marked in zip(spans, marks, strict=True):
        sentence = sentences.get(span.start)
        yield relation_root(sentence, marked, coder.resources) if sentence is not None else "NONE"


def _moved(span: tuple[int, int] | None, offset: int) -> tuple[int, int] | None:
    return (span[0] + offset, span[1] + offset) if span is not None else None
