"""Named word sets of `sets.toml`: `[weapons] words = [...] include = ["aircraft"]`."""

from collections.abc import Mapping
from typing import Any

from dragoman.inflect import spaced

# kinds that the coder itself decides, by what a phrase resolves to
KINDS = frozenset({"actor", "person", "state", "place", "armed", "clause", "group"})


def _expand(
    name: str, tables: Mapping[str, Any], known: Mapping[str, frozenset[str]], seen: tuple[str, ...]
) -> set[str]:
    words = set(tables[name].get("words", ()))
    for other in tables[name].get("include", ()):
        if other in tables and other not in seen:
            words |= _expand(other, tables, known, (*seen, other))
        words |= known.get(other, frozenset())
    return words


def read_sets(place: str, tables: Mapping[str, Any], sets: dict[str, frozenset[str]], problems: list[str]) -> None:
    """Add the sets of one file to `sets`; words are lower case, several words have the head last."""
    for name, table in tables.items():
        problems.extend(
            f"{place}#{name}: unknown key '{key}'; a set has 'words' and 'include'"
            for key in set(table) - {"words", "include"}
        )
        unknown = [other for other in table.get("include", ()) if other not in tables and other not in sets]
        problems.extend(f"{place}#{name}: includes '{other}', which is no set" for other in unknown)
        if name in KINDS:
            problems.append(f"{place}#{name}: '@{name}' is decided by the coder; choose another name")
        sets[name] = frozenset(spaced(word) for word in _expand(name, tables, sets, (name,)))
        kinds = [word for word in sets[name] if word.startswith("@") and word[1:] not in KINDS]
        known = ", ".join(sorted(f"@{kind}" for kind in KINDS))
        problems.extend(f"{place}#{name}: unknown kind '{word}'; known: {known}" for word in kinds)
