"""Actor and agent dictionaries of PETRARCH and Phoenix, read as they are: `ISRAELI_TROOPS_ [ISRMIL 940101-951231]`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from dragoman.dictionaries import rows
from dragoman.inflect import noun_forms
from dragoman.knowledge.records import NO_ACTOR, NO_AGENT, Agent, Entry
from dragoman.knowledge.tables import Table

_ENDING = re.compile(r"\.(actors|agents)(?:\.txt)?$", re.IGNORECASE)
_CODED = re.compile(r"^[^\[\]\t]*(?:\{[^}]*\})?\s*\[([^\]]*)\]\s*(?:[#;].*)?$")
_LOOKED_AT = 500  # lines that tell what a file without a telling name is
_NULL = re.compile(r"^[-~]*$")
_DATES = re.compile(r"^(?:<\s*(?P<before>\d+)|>\s*(?P<after>\d+)|(?P<since>\d+)\s*-\s*(?P<until>\d+))$")
_DAY = re.compile(r"^(\d{4})(\d\d)?(\d\d)?$")
_CODE = re.compile(r"^[A-Z0-9+#/]+$")
_AGENT_CODE = re.compile(r"^(~[A-Z0-9]+|[A-Z0-9]+~)$")
_AGENT = re.compile(r"^([^\[\]{}]+?)\s*(?:\{([^}]*)\}\s*)?\[([^\]]*)\]$")
_SET = re.compile(r"^!(\w+)!\s*=\s*(.*)$")
_MARKER = re.compile(r"!(\w+)!")
_NEXT_CENTURY = 30  # years of two digits up to here are of the 2000s
_ACRONYM = 3


def dictionary_kind(name: str, data: bytes) -> str:
    """What kind of dictionary a file is, "actors" or "agents", by its name or else by its lines; "" for a table."""
    ending = _ENDING.search(name)
    if ending:
        return ending[1].lower()
    lines = data[: _LOOKED_AT * 80].decode("cp1252", "replace").splitlines()[:_LOOKED_AT]
    if lines and {"name", "country"} <= set(lines[0].lstrip("ï»¿").split("\t")):
        return ""
    codes = [found[1] for line in lines if line[:1] not in ("#", ";", "<") and (found := _CODED.match(line))]
    if not codes:
        return ""
    return "agents" if any("~" in code for code in codes) else "actors"


# actors ---------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Block:
    """A name, its synonyms and their codes, as far as they have been read."""

    line: int
    names: list[str]
    dated: list[tuple[str, str, str]] = field(default_factory=list)
    always: list[tuple[str, str, str]] = field(default_factory=list)
    faulty: bool = False

    def entries(self, known: frozenset[str]) -> Iterator[Entry]:
        """Dated codes first, in the file's order: the code without a date is for all other days."""
        for code, since, until in (*self.dated, *self.always):
            yield _entry(self.names[0], code, since, until, known)


def read_actors(data: bytes, table: Table, known: frozenset[str]) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """The names of each entry, and the entry; faults go to `table`, and `known` are the sectors with a meaning."""
    for block in _blocks(data, table):
        if not (block.dated or block.always):
            if not block.faulty:
                table.fault(block.line, f"'{block.names[0]}' has no code; write it in brackets: [ISRMIL]")
            continue
        names = tuple(dict.fromkeys(block.names))
        for entry in block.entries(known):
            yield names, entry


def _blocks(data: bytes, table: Table) -> Iterator[_Block]:
    block: _Block | None = None
    for number, line in rows(data):
        head, bracket, rest = line.partition("[")
        name = _name(head.strip().lstrip("+&"))
        if head.strip() and not line.lstrip().startswith("+"):
            if block is not None:
                yield block
            block = _Block(number, [name])
        elif block is None:
            table.fault(number, "belongs to no name; begin with a line such as 'ISRAELI_TROOPS [ISRMIL]'")
            continue
        elif name:
            block.names.append(name)
        if head.strip() and not name:
            table.fault(number, "holds no name")
            block.faulty = True
        if bracket:
            _read_codes(f"[{rest}", block, number, table)
    if block is not None:
        yield block


def _name(written: str) -> str:
    """A name as an index writes it: "ISRAELI_TROOPS_" is "Israeli Troops"; only acronyms stay in capitals."""
    name = " ".join(written.replace("_", " ").split())
    if name.isupper() and (" " in name or len(name.replace(".", "")) > _ACRONYM):
        name = " ".join(word if "." in word else word.capitalize() for word in name.split(" "))
    # "the Shire" is written with a small letter inside a sentence
    return f"the {name[4:]}" if name.startswith("The ") else name


def _read_codes(text: str, block: _Block, number: int, table: Table) -> None:
    """The codes in brackets of one line; there is one, or several beside each other."""
    if not re.fullmatch(r"(?:\[[^\[\]]*\]\s*)+", text):
        table.fault(
            number, f"cannot read the code '{text.strip()}'; write [CODE], [CODE <931231] or [CODE 940101-951231]"
        )
        block.faulty = True
        return
    for inside in re.findall(r"\[([^\]]*)\]", text):
        code, _, dates = inside.strip().partition(" ")
        if not dates and (cut := re.search(r"[<>]", code)):
            code, dates = code[: cut.start()], code[cut.start() :]
        found = _dates(dates.strip())
        if found is None or not code or not (_NULL.match(code) or _CODE.match(code.upper())):
            table.fault(
                number, f"cannot read the code '[{inside}]'; write [CODE], [CODE <931231] or [CODE 940101-951231]"
            )
            block.faulty = True
            continue
        (block.dated if any(found) else block.always).append((code.upper(), *found))


@lru_cache(maxsize=4096)
def _dates(text: str) -> tuple[str, str] | None:
    """From and to (not included), ISO; empty where unbounded; None where the text is none."""
    if not text:
        return "", ""
    match = _DATES.match(text)
    if match is None:
        return None
    since, until = match["since"] or match["after"], match["until"] or match["before"]
    days = [_day(value) if value else "" for value in (since, until)]
    if any(value and not day for value, day in zip((since, until), days, strict=True)):
        return None
    last = _day_after(days[1]) if match["until"] else days[1]
    return (days[0], last) if not (days[0] and last and last < days[0]) else None


def _day(digits: str) -> str:
    """YYMMDD, YYYYMMDD, YYYYMM0 or YYYY as an ISO day, month or year; "" for what is none."""
    if len(digits) == len("YYMMDD"):
        digits = ("20" if int(digits[:2]) <= _NEXT_CENTURY else "19") + digits
    match = _DAY.match(digits)
    if match is None or int(match[2] or 0) > 12 or int(match[3] or 0) > 31:  # months, days
        return ""
    # a month or day of 00 is unknown
    parts = [match[1]]
    for part in match.groups()[1:]:
        if not part or part == "00":
            break
        parts.append(part)
    return "-".join(parts)


def _day_after(day: str) -> str:
    """The last day of a range still counts. A year, a month, or a 31st that its month lacks stays as it is."""
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except ValueError:
        return day


def _entry(name: str, code: str, since: str, until: str, known: frozenset[str]) -> Entry:
    if _NULL.match(code):
        return Entry(name, "", (), NO_ACTOR, since, until, table="user")
    first = code.partition("/")[0]
    return Entry(name, first[:3], _sectors(first, known), "actor", since, until, table="user", literal=code)


@lru_cache(maxsize=4096)
def _sectors(code: str, known: frozenset[str]) -> tuple[str, ...]:
    parts = (code[i : i + 3] for i in range(3, len(code), 3))
    return tuple(dict.fromkeys(part for part in parts if part in known))


# agents ---------------------------------------------------------------------------------------------------------------


def read_agents(data: bytes, table: Table, known: frozenset[str]) -> Iterator[tuple[tuple[str, ...], Agent]]:
    """The forms of each agent noun, and the agent; faults go to `table`."""
    sets: dict[str, tuple[str, ...]] = {}
    for number, line in rows(data):
        found = _SET.match(line.strip())
        if found:
            sets[found[1]] = tuple(filter(None, (_plain(word) for word in found[2].split(","))))
            continue
        match = _AGENT.match(line.strip())
        code = "".join(match[3].split()).upper() if match else ""
        if match is None or not (_NULL.match(code) or _AGENT_CODE.match(code)):
            table.fault(number, f"cannot read '{line.strip()}'; write 'NOUN {{PLURAL}} [~GOV]'")
            continue
        missing = [name for name in _MARKER.findall(match[1]) if name not in sets]
        if missing:
            table.fault(number, f"no set '!{missing[0]}!'; write '!{missing[0]}! = ONE, TWO' in a line above")
            continue
        forms = tuple(_forms(match[1], match[2], sets))
        yield forms, _agent(forms[0], code, known)


def _plain(words: str) -> str:
    return " ".join(words.replace("_", " ").lower().split())


def _agent(noun: str, code: str, known: frozenset[str]) -> Agent:
    bare = code.strip("~-")
    parts = (bare[i : i + 3] for i in range(0, len(bare), 3))
    return Agent(noun, tuple(dict.fromkeys(p for p in parts if p in known)), "group", code if bare else NO_AGENT)


def _forms(noun: str, plural: str | None, sets: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """The noun and its plural: the one given, none for `{}`, else the regular one; members of sets stand as listed."""
    if _MARKER.search(noun):
        yield from (_plain(form) for form in _filled(noun, sets))
        return
    noun = _plain(noun)
    yield noun
    if plural is None:
        first, _, last = noun.rpartition(" ")
        yield from sorted({f"{first} {form}".strip() for form in noun_forms(last)} - {noun})
    else:
        yield from filter(None, (_plain(form) for form in re.split(r"[,\s]+", plural)))


def _filled(noun: str, sets: dict[str, tuple[str, ...]]) -> Iterable[str]:
    marker = _MARKER.search(noun)
    if marker is None:
        return (noun,)
    members = sets[marker[1]]
    return (
        form for member in members for form in _filled(noun[: marker.start()] + member + noun[marker.end() :], sets)
    )
