"""Read and check the rule files; every fault found is told, with file, entry and remedy."""

import difflib
import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from dragoman.errors import RuleError
from dragoman.lexicon import entries
from dragoman.lexicon.index import build_lexicon
from dragoman.lexicon.records import Frame, Lexicon, Operator, Trigger
from dragoman.lexicon.sets import read_sets
from dragoman.ontology import Ontology

_SPECIAL = frozenset({"frames", "grammar", "modality", "reporting", "sets"})


@dataclass(slots=True)
class _Loading:
    """What has been read so far, and every problem met."""

    ontology: Ontology
    sets: dict[str, frozenset[str]] = field(default_factory=dict)
    frames: dict[str, Frame] = field(default_factory=dict)
    triggers: list[Trigger] = field(default_factory=list)
    operators: list[Operator] = field(default_factory=list)
    reporting: frozenset[str] = frozenset()
    grammar: dict[str, frozenset[str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def _parse(name: str, data: bytes, problems: list[str]) -> Mapping[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        problems.append(f"{name}: not UTF-8 at byte {error.start}; save the file as UTF-8")
    except tomllib.TOMLDecodeError as error:
        problems.append(f"{name}: not TOML: {error}")
    return {}


def _shipped() -> list[tuple[str, bytes]]:
    folder = resources.files("dragoman.rules") / "en"
    files = sorted((item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name)
    return [(f"rules/en/{item.name}", item.read_bytes()) for item in files]


def _user_file(path: Path) -> tuple[str, bytes]:
    try:
        return str(path), path.read_bytes()
    except OSError as error:
        raise RuleError([f"{path}: cannot be read ({error.strerror}); give the path of a TOML rule file"]) from error


def _irregular() -> dict[str, tuple[str, ...]]:
    text = (resources.files("dragoman.rules") / "en" / "irregular.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line)
    return {row[0]: tuple(row[1:]) for row in rows}


def _unknown_top(name: str, tables: Mapping[str, Any], known: Iterable[str], problems: list[str]) -> None:
    known = sorted(known)
    for key in tables:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(known)}"
            problems.append(f"{name}: unknown table '{key}'; {hint}")


def _read_entries(name: str, tables: Mapping[str, Any], loading: _Loading) -> None:
    _unknown_top(name, tables, ("trigger", "operator", "sets"), loading.problems)
    context = entries.Context(name, loading.frames, loading.sets, loading.ontology, loading.problems)
    for table in tables.get("trigger", ()):
        trigger = entries.read_trigger(table, context, len(loading.triggers))
        if trigger is not None:
            loading.triggers.append(trigger)
    for table in tables.get("operator", ()):
        operator = entries.read_operator(table, context)
        if operator is not None:
            loading.operators.append(operator)


def load_lexicon(ontology: Ontology, *, extra: Iterable[Path] = ()) -> Lexicon:
    """The shipped rules with the user's files laid over them; a user's entry replaces ours of the same id.

    Raises RuleError with every problem of every file.
    """
    files = _shipped() + [_user_file(path) for path in extra]
    loading = _Loading(ontology)
    parsed = [(name, _parse(name, data, loading.problems)) for name, data in files]
    stem = {name: Path(name).stem for name, _ in files}
    for name, tables in sorted(parsed, key=lambda item: stem[item[0]] != "sets"):
        read_sets(name, tables if stem[name] == "sets" else tables.get("sets", {}), loading.sets, loading.problems)
    for name, tables in parsed:
        if stem[name] == "frames":
            loading.frames |= entries.read_frames(name, tables, loading.problems)
    for name, tables in parsed:
        if stem[name] == "reporting":
            loading.reporting |= frozenset(tables.get("verbs", ()))
        elif stem[name] == "grammar":
            loading.grammar |= {key: frozenset(words) for key, words in tables.items()}
        elif stem[name] not in _SPECIAL or stem[name] == "modality":
            _read_entries(name, tables, loading)
    digest = hashlib.sha256(b"\0".join(data for _, data in files)).hexdigest()[:16]
    lexicon = build_lexicon(
        triggers=loading.triggers,
        operators=loading.operators,
        sets=loading.sets,
        reporting=loading.reporting,
        grammar=loading.grammar,
        irregular=_irregular(),
        digest=digest,
        problems=loading.problems,
    )
    if loading.problems:
        raise RuleError(loading.problems)
    return lexicon
