"""Read and check the rule files; every fault found is told, with file, entry and remedy."""

import difflib
import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib import resources
from pathlib import Path
from typing import Any

from dragoman.cache import fingerprint, kept, program, uncollected
from dragoman.errors import RuleError
from dragoman.lexicon import entries
from dragoman.lexicon.index import Rules, build_lexicon, checked, dictionary_lexicon, form_tables
from dragoman.lexicon.packed import Packed, pack, unpack
from dragoman.lexicon.petrarch import is_verb_dictionary, read_verbs
from dragoman.lexicon.records import Frame, Lexicon, Operator, Trigger
from dragoman.lexicon.sets import read_sets
from dragoman.ontology import Ontology

_SPECIAL = frozenset({"frames", "grammar", "modality", "reporting", "sentiment", "sets", "topics"})


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


def _irregular(data: bytes) -> dict[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in data.decode("utf-8").splitlines() if line)
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


def irregular_verbs() -> Mapping[str, tuple[str, ...]]:
    """Third person, gerund, past and participle of the verbs that have forms of their own."""
    return _irregular((resources.files("dragoman.rules") / "en" / "irregular.tsv").read_bytes())


@uncollected()
def load_lexicon(ontology: Ontology, *, extra: Iterable[Path] = ()) -> Lexicon:
    """The shipped rules with the user's files laid over them; a user's entry replaces ours of the same id.

    A verb dictionary of PETRARCH's form (NAME.verbs) replaces all our triggers and operators.

    Raises RuleError with every problem of every file.
    """
    files, given = _shipped(), [_user_file(path) for path in extra]
    digest = hashlib.sha256(b"\0".join(data for _, data in (*files, *given))).hexdigest()[:16]
    irregular = (resources.files("dragoman.rules") / "en" / "irregular.tsv").read_bytes()
    added = [(name, data) for name, data in given if not is_verb_dictionary(name)]
    lexicon = _laid_over(ontology, (files, added), irregular, digest)
    dictionaries = [(name, data) for name, data in given if is_verb_dictionary(name)]
    return _with_dictionaries(lexicon, dictionaries, ontology, _irregular(irregular)) if dictionaries else lexicon


def _with_dictionaries(
    lexicon: Lexicon, files: list[tuple[str, bytes]], ontology: Ontology, irregular: Mapping[str, tuple[str, ...]]
) -> Lexicon:
    """The lexicon with the user's verb dictionaries for all its triggers. Raises RuleError."""
    problems: list[str] = []
    triggers = [t for name, data in files for t in read_verbs(name, data, problems, ontology, irregular)]
    if problems:
        raise RuleError(problems)
    return dictionary_lexicon(lexicon, [replace(trigger, order=order) for order, trigger in enumerate(triggers)])


def _laid_over(
    ontology: Ontology, sources: tuple[list[tuple[str, bytes]], list[tuple[str, bytes]]], irregular: bytes, digest: str
) -> Lexicon:
    """The shipped rules, the first of `sources`, with the user's laid over them."""
    files, added = sources
    if _goes_under(added):
        rules = _read([*files, *added], _Loading(ontology))
        return build_lexicon(rules, form_tables(rules, _irregular(irregular)), digest)
    texts = (part for name, data in files for part in (name.encode(), data))
    key = fingerprint((*program("inflect.py", "ontology", "lexicon"), _checked_against(ontology), irregular, *texts))
    rules, tables = unpack(kept("lexicon", key, Packed, lambda: _compiled(files, irregular, ontology)))
    if added:
        rules = _read(added, _over(rules, ontology))
        tables = form_tables(rules, _irregular(irregular))
    return build_lexicon(rules, tables, digest)


def _goes_under(added: Iterable[tuple[str, bytes]]) -> bool:
    """Whether a user's file says what shipped entries rest on: sets, frames, grammar."""
    return any(Path(name).stem in _SPECIAL or "sets" in _parse(name, data, []) for name, data in added)


def _over(rules: Rules, ontology: Ontology) -> _Loading:
    return _Loading(
        ontology,
        sets=dict(rules.sets),
        frames=dict(rules.frames),
        triggers=list(rules.triggers),
        operators=list(rules.operators),
        reporting=rules.reporting,
        grammar=dict(rules.grammar),
    )


def _checked_against(ontology: Ontology) -> bytes:
    codes = sorted((code.code, code.event_type) for code in ontology.codes.values())
    return repr((codes, sorted(ontology.event_types), sorted(ontology.modes), sorted(ontology.contexts))).encode()


def _compiled(files: list[tuple[str, bytes]], irregular: bytes, ontology: Ontology) -> Packed:
    rules = _read(files, _Loading(ontology))
    return pack(rules, form_tables(rules, _irregular(irregular)))


def _read(files: list[tuple[str, bytes]], loading: _Loading) -> Rules:
    """What `files` say, laid over what has been read so far. Raises RuleError with every problem."""
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
        elif stem[name] in ("grammar", "sentiment", "topics"):
            loading.grammar |= {key: frozenset(words) for key, words in tables.items()}
        elif stem[name] not in _SPECIAL or stem[name] == "modality":
            _read_entries(name, tables, loading)
    triggers = checked(loading.triggers, loading.problems)
    if loading.problems:
        raise RuleError(loading.problems)
    return Rules(triggers, loading.operators, loading.frames, loading.sets, loading.reporting, loading.grammar)
