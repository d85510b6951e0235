"""Comments that a page carries as JSON-LD."""

import html
import re
from collections.abc import Sequence

from dragoman.reading.article import clean
from dragoman.reading.comments.model import Comment
from dragoman.reading.jsonld import JsonObject, JsonValue, names, type_names
from dragoman.reading.times import iso_time

_TAG = re.compile(r"<[^<>]{1,300}>")
_BREAK = re.compile(r"<(?:br|/p|/div)\b[^<>]*>", re.IGNORECASE)
_KINDS = frozenset(("Comment", "UserComments", "Answer"))


def json_ld_comments(nodes: Sequence[JsonObject]) -> list[Comment]:
    """The comments among a page's JSON-LD objects, answers after what they answer."""
    found = [node for node in nodes if _KINDS.intersection(type_names(node)) and _words(node)]
    places = {id(node): index for index, node in enumerate(found)}
    parents: dict[int, int] = {}
    for index, node in enumerate(found):
        for key in ("comment", "replies", "reply"):
            for inner in _listed(node.get(key)):
                if id(inner) in places:
                    parents[places[id(inner)]] = index
    return [_comment(node, parents.get(index)) for index, node in enumerate(found)]


def _listed(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else [value]


def _words(node: JsonObject) -> str:
    words = node.get("text") or node.get("commentText") or node.get("description")
    if not isinstance(words, str):
        return ""
    plain = html.unescape(_TAG.sub("", _BREAK.sub("\n", words)))
    return "\n".join(filter(None, (clean(line) for line in plain.split("\n"))))


def _comment(node: JsonObject, parent: int | None) -> Comment:
    told = (node.get(key) for key in ("dateCreated", "datePublished", "commentTime", "uploadDate"))
    posted = next((moment for words in told if isinstance(words, str) and (moment := iso_time(words))), None)
    author = next(iter(names(node.get("author") or node.get("creator"))), None)
    return Comment(author, posted, parent, _words(node))
