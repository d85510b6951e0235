"""Verb dictionaries of PETRARCH, read as they are: verbs and patterns become triggers with the dictionary's own codes.

A pattern's words must stand before or after the verb, those that "_" joins beside each other; `$` and `+` say on which
side source and target are, `%` that they are one compound, `^` leaves a phrase out.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import prod
from pathlib import Path

from dragoman.dictionaries import rows
from dragoman.inflect import verb_forms
from dragoman.lexicon.records import GAP, Frame, Pattern, Requirement, Trigger
from dragoman.ontology import Ontology

NO_CODE = "---"
_ENDING = re.compile(r"\.verbs(?:\.txt)?$", re.IGNORECASE)
_HEADER = re.compile(r"^---\s*([^\[\]]+?)\s*(?:\[([^\]]*)\].*)?-*\s*$")
_VERB = re.compile(r"^([^\[\]{}]+?)\s*(?:\{([^}]*)\})?\s*(?:\[([^\]]*)\])?$")
_PATTERN = re.compile(r"^-\s*([^\[\]]*?)\s*\[([^\]]*)\]$")
_SET = re.compile(r"&\w+")
_NEGATED = re.compile(r"(?<=\w)n't\b")
_MARKERS = frozenset("$+%^")
_MOST = 5_000  # ways in which the sets of one pattern may be combined
_TARGETS = (
    "object", "indirect", "to", "with", "against", "from", "of", "on", "for", "about", "in", "into", "at", "over",
    "toward", "towards", "upon", "near", "between",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Form:
    """One way of writing a verb: the verb itself, and the words that stand straight before and after it."""

    verb: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class _Verb:
    """A line that names a verb; `forms` are those written, `regular` says that the others are to be made."""

    line: int
    forms: tuple[_Form, ...]
    regular: bool
    code: str


@dataclass(slots=True)
class _Block:
    """The verbs between two headers, with their patterns."""

    code: str
    verbs: list[_Verb] = field(default_factory=list)
    patterns: list[tuple[int, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class _File:
    name: str
    problems: list[str]
    sets: dict[str, list[str]] = field(default_factory=dict)
    blocks: list[_Block] = field(default_factory=list)

    def fault(self, line: int, text: str) -> None:
        self.problems.append(f"{self.name}:{line}: {text}")


def is_verb_dictionary(name: str) -> bool:
    """Whether a rule file is one of these, by its name."""
    return _ENDING.search(name) is not None


def read_verbs(
    name: str, data: bytes, problems: list[str], ontology: Ontology, irregular: Mapping[str, tuple[str, ...]]
) -> list[Trigger]:
    """The triggers of a dictionary; `irregular` has the forms of verbs. Faults are added to `problems`."""
    file = _File(name, problems)
    _read(file, data)
    written = {form.verb for block in file.blocks for verb in block.verbs for form in verb.forms}
    stem = Path(name).name.partition(".verbs")[0]
    acts = [act for block in file.blocks for act in _acts(file, block, tuple(_variants(block, written, irregular)))]
    seen: Counter[int] = Counter()
    found: list[Trigger] = []
    for act in acts:
        # a pattern of several verbs is several entries of one line
        again = f".{seen[act.line]}" if seen[act.line] else ""
        seen[act.line] += 1
        found.append(_trigger(f"{stem}:{act.line}{again}", act, ontology))
    return found


# the lines ------------------------------------------------------------------------------------------------------------


def _read(file: _File, data: bytes) -> None:
    members: list[str] | None = None
    for number, line in ((n, row.strip()) for n, row in rows(data)):
        if line.startswith("---"):
            members = None
            match = _HEADER.match(line)
            if match is None:
                file.fault(number, f"cannot read '{line}'; write '--- VERB [code] ---'")
            file.blocks.append(_Block(match[2] or "" if match else ""))
        elif line.startswith("&"):
            members = file.sets.setdefault(line[1:].strip().rstrip("_"), [])
        elif members is not None and line.startswith("+"):
            members.append(line[1:].strip())
        elif not file.blocks:
            file.fault(number, f"'{line}' belongs to no verb; begin with '--- VERB [code] ---'")
        else:
            members = None
            _read_line(file, number, line)


def _read_line(file: _File, number: int, line: str) -> None:
    """A pattern or a verb of the last block."""
    block = file.blocks[-1]
    if line.startswith("-"):
        pattern = _PATTERN.match(line)
        if pattern is None or pattern[1].count("*") != 1:
            file.fault(number, f"cannot read the pattern '{line}'; write '- WORDS * WORDS [code]'")
            return
        block.patterns.append((number, re.sub(r"[(){}]", " ", pattern[1]), pattern[2]))
        return
    match = _VERB.match(line)
    if match is None:
        file.fault(number, f"cannot read the verb '{line}'; write 'VERB {{FORM FORM}} [code]'")
        return
    forms = (match[1], *(match[2] or "").replace(",", " ").split())
    block.verbs.append(_Verb(number, tuple(map(_form, forms)), match[2] is None, match[3] or block.code))


def _form(written: str) -> _Form:
    """ "BREAK_DOWN", "WIRE_+TAP": of several words the verb is the one with "+", or the first."""
    parts = written.lower().lstrip("+").replace("_", " ").split()
    at = next((i for i, part in enumerate(parts) if part.startswith("+")), 0)
    return _Form(parts[at].lstrip("+"), " ".join(parts[:at]), " ".join(parts[at + 1 :]))


# what they ask for ----------------------------------------------------------------------------------------------------

_Needs = tuple[Requirement, ...]
_Variant = tuple[_Verb, tuple[str, ...], _Needs]


def _line(role: str, words: Iterable[str]) -> Requirement:
    return Requirement((role,), frozenset(words), frozenset())


def _variants(block: _Block, written: set[str], irregular: Mapping[str, tuple[str, ...]]) -> Iterator[_Variant]:
    """Each verb of a block with its forms, and what is to stand beside it.

    A form that the dictionary lists by itself (LEFT) is not made of another verb (LEAVE).
    """
    for verb in block.verbs:
        first = verb.forms[0]
        made = set(verb_forms(first.verb, irregular)) - written if verb.regular else set()
        forms = tuple(sorted({form.verb for form in verb.forms} | made))
        beside = [(role, words) for role, words in (("~ahead", first.before), ("~next", first.after)) if words]
        yield verb, forms, (_line("~form", forms), *(_line(role, (words,)) for role, words in beside))


@dataclass(frozen=True, slots=True)
class _Act:
    """What one line codes: a verb by itself, or with the words of a pattern."""

    line: int
    code: str
    needs: _Needs
    frame: Frame


def _acts(file: _File, block: _Block, variants: Iterable[_Variant]) -> Iterator[_Act]:
    """Every verb with a code of its own, then every pattern with every verb."""
    for verb, _, needs in variants:
        if verb.code and not _is_null(verb.code):
            yield _Act(verb.line, verb.code, needs, _frame((), ()))
    for line, pattern, code in block.patterns:
        left, _, right = pattern.partition("*")
        asked = _asked(file, line, left, right)
        if asked is not None:
            for _, _, needs in variants:
                yield _Act(line, code, (*needs, *asked), _frame(_tokens(left), _tokens(right)))


def _is_null(code: str) -> bool:
    return not code[:1].isalnum()


def _tokens(side: str) -> tuple[str, ...]:
    """The words and marks of one side of a pattern."""
    return tuple(token for token in side.lower().replace("_", " ").split() if token)


def _asked(file: _File, line: int, left: str, right: str) -> _Needs | None:
    """What a pattern asks for on both sides; None where it cannot be read."""
    found = [_line("~compound", ("subject",))] if "%" in left.split() else []
    for side, near, far, edge in ((left, "~ahead", "~before", -1), (right, "~next", "~after", 0)):
        lists = [_phrases(file, line, part) for part in side.split() if part not in _MARKERS]
        if None in lists:
            return None
        parts = [words for words in lists if words]
        if parts and side[edge] == "_":
            found.append(_line(near, parts.pop(edge)))
        found += [_line(far, words) for words in _in_order(parts)]
    return tuple(found)


def _in_order(parts: list[list[str]]) -> list[list[str]]:
    """Parts that must follow one another, as one list; too many ways to combine them stand each for itself."""
    if not parts or prod(map(len, parts)) > _MOST:
        return parts
    return [[GAP.join(chosen) for chosen in product(*parts)]]


def _phrases(file: _File, line: int, part: str) -> list[str] | None:
    """The phrases that one part of a pattern stands for, its sets put in."""
    names = _SET.findall(part)
    lists = []
    for name in names:
        members = _members(file, name[1:].rstrip("_"), ()) or _members(file, name[1:].partition("_")[0], ())
        if not members:
            file.fault(line, f"no set '{name}'; write '{name}' and its words, each after a '+'")
            return None
        lists.append(members)
    # a name runs up to the next "_", unless the set is called so
    shape = re.split(r"&[A-Za-z0-9]+", part)
    found = []
    for _, chosen in zip(range(_MOST), product(*lists), strict=False):
        text = "".join(a + b for a, b in zip(shape, (*chosen, ""), strict=True)) if lists else part
        found.append(plain(text))
    return [phrase for phrase in found if phrase]


def _members(file: _File, name: str, seen: tuple[str, ...]) -> list[str]:
    """The words of a set, and those of the sets in it."""
    found: list[str] = []
    for member in file.sets.get(name, ()) if name not in seen else ():
        if member.startswith("&"):
            found += _members(file, member[1:].rstrip("_"), (*seen, name))
        else:
            found.append(member)
    return found


def plain(text: str) -> str:
    """Words as they are compared with those of a sentence."""
    return " ".join(_NEGATED.sub(" n't", text.lower()).replace("_", " ").replace("-", " ").split())


# triggers -------------------------------------------------------------------------------------------------------------


def _frame(left: tuple[str, ...], right: tuple[str, ...]) -> Frame:
    """Who is source and target: as usual, or as the marks of a pattern say."""
    if "%" in left:
        return Frame("compound", (Pattern(("subject", "object")),), mutual_plural=True)
    first = next((right[i - 1] for i, mark in enumerate(right) if i and mark in ("$", "+")), "")
    skipped = {right[i - 1] for i, mark in enumerate(right) if i and mark == "^"}
    order = (first, *_TARGETS) if first or skipped else ("~after", *_TARGETS)
    roles = tuple(role for role in order if role and role not in skipped and role not in _MARKERS)
    if "+" in left and "$" in right:
        return Frame("turned", (Pattern(tuple(role for role in roles if role != "object"), ("subject", "object")),))
    return Frame("direct", (Pattern(("subject", "~above"), roles),), nested_source=True)


def _trigger(identity: str, act: _Act, ontology: Ontology) -> Trigger:
    """One trigger. "031:032" is what the source does, and what the target does in turn."""
    code, _, reverse = (part.strip().rstrip("?") for part in act.code.partition(":"))
    code = NO_CODE if _is_null(code) else code
    (forms,) = (line.words for line in act.needs if line.roles == ("~form",))
    # the more words a pattern asks for, the better it fits
    asked = sum(min(len(words.replace(GAP, " ").split()) for words in line.words) for line in act.needs[1:])
    reverse = reverse or (code if act.frame.name == "compound" and code != NO_CODE else "")
    return Trigger(
        id=identity,
        lemmas=tuple(sorted(forms)),
        nouns=(),
        adjectives=(),
        frame=act.frame,
        theme=None,
        need=act.needs,
        without=(),
        cameo=code,
        event_type=event_type(code, ontology),
        mode="",
        contexts=(),
        variant="",
        implied=False,
        priority=10 * asked,
        order=0,
        examples=(),
        reverse="" if _is_null(reverse) else reverse,
        reverse_type=event_type(reverse, ontology),
    )


def event_type(code: str, ontology: Ontology) -> str:
    """The PLOVER type of a code that need not be CAMEO's: by the whole code, else by its root; "" for neither."""
    known = ontology.codes.get(code) or ontology.codes.get(code[:2])
    return known.event_type if known is not None else ""
