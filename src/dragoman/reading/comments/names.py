"""Class and id names of elements, in the one form that the patterns are written in."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# what style tools append to a name to make it unique: `Comment_root__Qz81p`, `Comment-root-0-2-14`
_HASH = re.compile(r"__(?=[A-Za-z\d]*(?:\d|[a-z][A-Z]|[A-Z]{2}))[A-Za-z\d]{3,8}$|(?:-\d+){2,}$")
_MOST_NAMES = 40
_JOINT = re.compile(r"[_\-:.]+")


def plain_name(name: str) -> str:
    """`p-comment_CommentThread` -> `p-comment-comment-thread`."""
    return _JOINT.sub("-", _HUMP.sub("-", name)).strip("-").lower()


def class_names(element: HtmlElement) -> tuple[str, ...]:
    """The element's class names, plain."""
    names = element.get("class")
    return plain_names(names) if names else ()


@lru_cache(maxsize=8192)
def plain_names(names: str) -> tuple[str, ...]:
    """The names of a class attribute, plain."""
    return tuple(plain_name(_HASH.sub("", name)) for name in names.split()[:_MOST_NAMES])


def id_name(element: HtmlElement) -> str:
    """The element's id, plain; empty where it has none."""
    return plain_name(element.get("id") or "")


def matches(pattern: re.Pattern[str], element: HtmlElement) -> bool:
    """Whether a class name of the element matches."""
    return any(pattern.search(name) for name in class_names(element))
