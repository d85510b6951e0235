"""What judged sheets come to: precision with 95 % intervals, and how far two raters agree.

Intervals are Wilson's. For the weighted precision they take Kish's effective sample size, (sum of weights)^2 / sum of
squared weights, for the number judged: rows of unequal weight say less than as many rows of equal weight.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import IO

from dragoman.analysis.audit import ANSWERS, QUESTIONS
from dragoman.errors import InputError

Key = tuple[str, str]  # event id, document id
Answers = Mapping[str, bool | None]  # null: does not apply; missing: not judged

# what several answers together say: right where none is wrong, and only of rows where all of them are given
TOGETHER: Mapping[str, tuple[str, ...]] = {
    "actors": ("source", "target"),
    "event": ("type", "source", "target"),
    "everything": QUESTIONS,
}
MEASURES = (*QUESTIONS, *TOGETHER)
GROUPS = ("stratum", "event_type", "voice", "factuality")

_NEEDED = ("event", "weight", "event_type", "voice", "factuality")
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("right", "r", "yes", "y", "1", "true", "correct"), True),
    **dict.fromkeys(("wrong", "w", "no", "n", "0", "false", "incorrect"), False),
    **dict.fromkeys(("-", "n/a", "na", "none"), None),
}
# a judgement of the explorer has one word for the whole event
_VERDICTS: Mapping[str, Answers] = {
    "right": {"type": True, "actors": True, "event": True},
    "wrong": {"type": False, "actors": False, "event": False},
    "wrong actor": {"type": True, "actors": False, "event": False},
    "wrong type": {"type": False, "actors": True, "event": False},
}
_Z = 1.959964  # two-sided, 95 %


@dataclass(frozen=True, slots=True)
class Judged:
    """One event as somebody judged it: the groups it belongs to, its weight, and the answers by question."""

    key: Key
    groups: Mapping[str, str]
    weight: float
    answers: Answers


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one rater judged, and what of it could not be read: one line each."""

    name: str
    rows: tuple[Judged, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """The precision of one measure in one group of events ("all", or the value of a column).

    `n` rows were judged, `right` of them right. The weighted figures speak for the whole that the sample was drawn
    from; they are null where there are no weights.
    """

    sheet: str
    group: str
    value: str
    measure: str
    n: int
    right: int
    precision: float
    low: float
    high: float
    weighted: float | None
    weighted_low: float | None
    weighted_high: float | None
    effective_n: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two raters agree on a measure: share of equal answers, and Cohen's kappa (null: chance explains all)."""

    a: str
    b: str
    measure: str
    n: int
    same: int
    agreement: float
    kappa: float | None


# ----------------------------------------------------------------------------------------------------- reading


def read_sheet(stream: IO[str], name: str) -> Sheet:
    """A sheet that was filled in, wholly or in part; commas, semicolons or tabs between its cells.

    Cells that say neither right nor wrong are told in `problems` and left out; a row without event or weight wholly.
    Raises InputError where the file is no such sheet.
    """
    first = stream.readline().removeprefix("\ufeff")
    separator = max(",;\t", key=first.count)
    header = [column.strip() for column in next(csv.reader([first], delimiter=separator), [])]
    lacking = [column for column in _NEEDED if column not in header]
    if lacking or not set(ANSWERS) & set(header):
        raise InputError(f"{name}: no sheet of `dragoman audit`; no column '{(lacking or ANSWERS)[0]}'")
    rows: list[Judged] = []
    problems: list[str] = []
    try:
        for line, cells in _lines(stream, separator):
            row = _row(dict(zip(header, cells, strict=False)), f"{name}:{line}", problems)
            if row is not None:
                rows.append(row)
    except csv.Error as error:
        raise InputError(f"{name}: cannot be read as CSV ({error})") from error
    return Sheet(name, _once(rows, name, problems), tuple(problems))


def _lines(stream: IO[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of the line where it begins."""
    reader, line = csv.reader(stream, delimiter=separator), 2
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 2


def _row(cells: Mapping[str, str], where: str, problems: list[str]) -> Judged | None:
    event, _, document = cells.get("event", "").strip().partition("@")
    weight = _weight(cells.get("weight", ""))
    if not event or not document:
        problems.append(f"{where}: event: '{cells.get('event', '')}' is no EVENT@DOCUMENT; the row is left out")
        return None
    if weight is None:
        problems.append(f"{where}: weight: '{cells.get('weight', '')}' is no positive number; the row is left out")
        return None
    answers: dict[str, bool | None] = {}
    for question, column in zip(QUESTIONS, ANSWERS, strict=True):
        said = cells.get(column, "").strip().lower()
        if said in _WORDS:
            answers[question] = _WORDS[said]
        elif said:
            problems.append(f"{where}: {column}: '{said}' is neither right nor wrong; the cell is left out")
    return Judged((event, document), _groups(cells), weight, _with_together(answers))


def _weight(text: str) -> float | None:
    """A decimal comma is what a spreadsheet makes of the point in half of Europe."""
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return value if 0 < value < float("inf") else None


def _groups(cells: Mapping[str, str]) -> dict[str, str]:
    return {group: cells[group].strip() for group in GROUPS if cells.get(group, "").strip()}


def _with_together(answers: Answers) -> Answers:
    """The answers, and what they say together."""
    joint: dict[str, bool | None] = {}
    for measure, parts in TOGETHER.items():
        if all(part in answers for part in parts):
            said = [answers[part] for part in parts if answers[part] is not None]
            joint[measure] = all(said) if said else None
    return {**answers, **joint}


def _once(rows: Iterable[Judged], name: str, problems: list[str]) -> tuple[Judged, ...]:
    """Of two rows for one event the first counts."""
    first: dict[Key, Judged] = {}
    for row in rows:
        if row.key in first:
            problems.append(f"{name}: event '{'@'.join(row.key)}' stands there twice; the first row counts")
        first.setdefault(row.key, row)
    return tuple(first.values())


def read_judgements(rows: Iterable[Sequence[object]]) -> tuple[Sheet, ...]:
    """One sheet a rater of rows (event id, document id, verdict, who, event type, voice, factuality), the latest last.

    Wrong: nothing of it is right. Wrong actor: the type is right. Wrong type: the actors are right.
    """
    raters: dict[str, dict[Key, Judged]] = {}
    problems: dict[str, list[str]] = {}
    for event_id, document_id, verdict, who, *groups in rows:
        name, key = str(who) or "unnamed", (str(event_id), str(document_id))
        answers = _VERDICTS.get(str(verdict).replace("_", " "))
        raters.setdefault(name, {})
        if answers is None:
            told = f"judgement of {key[0]}: '{verdict}' is none of {', '.join(_VERDICTS)}; left out"
            problems.setdefault(name, []).append(told)
            continue
        named = {group: str(value) for group, value in zip(GROUPS[1:], groups, strict=False) if value is not None}
        raters[name][key] = Judged(key, named, 1.0, answers)
    return tuple(Sheet(name, tuple(rows.values()), tuple(problems.get(name, ()))) for name, rows in raters.items())


# ----------------------------------------------------------------------------------------------------- scoring


def scores(sheet: Sheet, *, weighted: bool = True) -> tuple[Score, ...]:
    """Precision by measure: of all events, and by each value of each group. What nobody judged is not there."""
    found: list[Score] = []
    for group, value, rows in _grouped(sheet.rows):
        for measure in MEASURES:
            judged = [(row.weight, answer) for row in rows if (answer := row.answers.get(measure)) is not None]
            if judged:
                found.append(_score((sheet.name, group, value, measure), judged, weighted=weighted))
    return tuple(found)


def _grouped(rows: Sequence[Judged]) -> Iterator[tuple[str, str, Sequence[Judged]]]:
    yield "all", "", rows
    for group in _telling(rows):
        for value in sorted({row.groups[group] for row in rows if group in row.groups}):
            yield group, value, [row for row in rows if row.groups.get(group) == value]


def _telling(rows: Sequence[Judged]) -> list[str]:
    """The strata are told only where they are not one of the other columns."""
    same = any(all(row.groups.get("stratum") == row.groups.get(group) for row in rows) for group in GROUPS[1:])
    return [group for group in GROUPS if group != "stratum" or not same]


def _score(name: tuple[str, str, str, str], judged: Sequence[tuple[float, bool]], *, weighted: bool) -> Score:
    n, right = len(judged), sum(answer for _, answer in judged)
    low, high = wilson(right / n, n)
    if not weighted:
        return Score(*name, n, right, right / n, low, high, None, None, None, None)
    total = sum(weight for weight, _ in judged)
    share = sum(weight for weight, answer in judged if answer) / total
    effective = total**2 / sum(weight**2 for weight, _ in judged)
    return Score(*name, n, right, right / n, low, high, share, *wilson(share, effective), effective)


def wilson(share: float, n: float) -> tuple[float, float]:
    """The 95 % interval of a share that was found in `n` cases."""
    square = _Z * _Z / n
    middle = (share + square / 2) / (1 + square)
    half = _Z * sqrt(share * (1 - share) / n + square / (4 * n)) / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)


def agreements(sheets: Sequence[Sheet]) -> tuple[Agreement, ...]:
    """Each two raters, measure by measure, over the events that both judged."""
    found: list[Agreement] = []
    for place, a in enumerate(sheets):
        for b in sheets[place + 1 :]:
            found.extend(_agreement(a, b))
    return tuple(found)


def _agreement(a: Sheet, b: Sheet) -> Iterator[Agreement]:
    others = {row.key: row.answers for row in b.rows}
    both = [(row.answers, others[row.key]) for row in a.rows if row.key in others]
    for measure in MEASURES:
        pairs = [
            (one, other)
            for first, second in both
            if (one := first.get(measure)) is not None and (other := second.get(measure)) is not None
        ]
        if pairs:
            same = sum(one == other for one, other in pairs)
            yield Agreement(a.name, b.name, measure, len(pairs), same, same / len(pairs), kappa(pairs))


def kappa(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    """Cohen's kappa; null where both always say the same one thing, as chance then explains all agreement."""
    n = len(pairs)
    same = sum(one == other for one, other in pairs) / n
    first, second = (sum(pair[place] for pair in pairs) / n for place in (0, 1))
    chance = first * second + (1 - first) * (1 - second)
    return None if chance >= 1 else (same - chance) / (1 - chance)
