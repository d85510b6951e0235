"""schema.org facts that a page carries as JSON-LD."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

JsonObject = dict[str, Any]
JsonValue = JsonObject | list[Any] | str | float | bool | None

_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|Posting|Review|Report)$")
_LONGEST = 2_000_000
_DEEPEST = 40
_WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?:\]\]>|-->)\s*$")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")


def json_ld_nodes(tree: HtmlElement) -> list[JsonObject]:
    """Every typed object in the page's JSON-LD scripts, outer ones first; scripts that do not parse are passed over."""
    nodes: list[JsonObject] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) <= _LONGEST:
            nodes += _typed(_parsed(script.text), 0)
    return nodes


def is_article(node: JsonObject) -> bool:
    """Whether the object is an article of any kind."""
    return any(_ARTICLE_TYPES.search(name) for name in type_names(node))


def type_names(node: JsonObject) -> list[str]:
    """The object's types, without namespace."""
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rsplit("/", 1)[-1] for kind in listed if isinstance(kind, str)]


def names(value: JsonValue) -> list[str]:
    """The names in an author, publisher or creator entry, however it is written."""
    if isinstance(value, str):
        return [value.strip()] if value.strip() and not value.startswith(("http://", "https://")) else []
    if isinstance(value, list):
        return [name for entry in value for name in names(entry)]
    return names(value.get("name")) if isinstance(value, dict) else []


def _parsed(script: str) -> JsonValue:
    text = _WRAPPING.sub("", script.strip())
    for candidate in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            value: JsonValue = json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
        return value
    return None


def _typed(value: JsonValue, depth: int) -> Iterator[JsonObject]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for inner in value.values():
            yield from _typed(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _typed(inner, depth + 1)
