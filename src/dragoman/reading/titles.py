"""The title of a page, once and without the name of the site."""

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from lxml.html import HtmlElement

from dragoman.reading.article import clean
from dragoman.reading.jsonld import JsonObject

_SEPARATOR = re.compile(r"\s+(?:[|«»•·–—-]|::?|\|\|)\s+|\s*\|\s*|(?<=\w):\s+")
_FOLDED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_LONGEST = 300


def page_title(
    tree: HtmlElement, metas: Mapping[str, str], articles: Sequence[JsonObject], sites: Sequence[str]
) -> str | None:
    """The headline that most of the page agrees on, in the form the reader sees; None where there is none."""
    known = _known(sites)
    told = [short for text in _told(tree, metas, articles) if (short := _without_site(text, known))]
    shown = [short for text in _headings(tree) if (short := _without_site(text, known))]
    straight = [folded(text) for text in told]
    agreed = [heading for heading in shown if (one := folded(heading)) and any(_agree(one, text) for text in straight)]
    # a blog's name may head its page too, and the page's title begins with it: the story's own is the longer one
    return max(agreed, key=len) if agreed else next(iter([*told, *shown]), None)


def _told(tree: HtmlElement, metas: Mapping[str, str], articles: Sequence[JsonObject]) -> Iterator[str]:
    for node in articles:
        if isinstance(headline := node.get("headline"), str) and clean(headline):
            yield clean(_unescaped(headline))
            break
    for name in ("og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title"):
        if metas.get(name):
            yield metas[name]
    for node in tree.iter("title"):
        if text := clean(node.text_content()):
            yield text
            break


def _unescaped(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]{1,100}>", "", text))


def _headings(tree: HtmlElement) -> Iterator[str]:
    for tag in ("h1", "h2", "h3"):
        for node in tree.iter(tag):
            text = clean("".join(node.itertext()))
            if 3 < len(text) <= _LONGEST:
                yield text


def _agree(one: str, other: str) -> bool:
    if one == other:
        return True
    return (len(one.split()) >= 3 and (other.startswith(one) or other.endswith(one))) or (
        len(other.split()) >= 4 and (one.startswith(other) or one.endswith(other)) and len(one) < 2 * len(other)
    )


def folded(text: str) -> str:
    """For comparing titles: case, quotes, dashes and spaces straightened."""
    straight = text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_FOLDED)
    return clean(straight).casefold().rstrip(".…")


def _known(sites: Sequence[str]) -> frozenset[str]:
    names = [*sites, *(label for site in sites for label in _labels(site))]
    return frozenset(letters for name in names if (letters := _letters(name)))


def _without_site(title: str, known: frozenset[str]) -> str:
    """`title` less the parts that name the site or a section; empty where it is nothing but the site's name."""
    parts = list(_SEPARATOR.finditer(title))
    while parts and _is_no_title(title, parts[-1], known):
        title = title[: parts.pop().start()]
    if parts and _names_site(title[: parts[0].start()], known, exactly=":" in parts[0][0]):
        title = title[parts[0].end() :]
    return "" if _letters(title) in known else clean(title)


def _is_no_title(title: str, separator: re.Match[str], known: frozenset[str]) -> bool:
    head, part = title[: separator.start()], title[separator.end() :]
    if _names_site(part, known, exactly=":" in separator[0]):
        return True
    # no headline holds a bar: behind it stands a section or an author
    return "|" in separator[0] and len(head.split()) >= 3 and len(part.split()) <= 5


def _labels(site: str) -> list[str]:
    labels = site.split(".") if "." in site and " " not in site else []
    return [label for label in labels if len(label) > 3] + (["".join(labels[-2:])] if labels else [])


def _names_site(part: str, known: frozenset[str], *, exactly: bool) -> bool:
    letters = _letters(part)
    if not letters or letters in known:
        return True
    return not exactly and len(letters) > 3 and any(_is_inside(letters, name) for name in known)


def _is_inside(letters: str, name: str) -> bool:
    shorter, longer = sorted((letters, name), key=len)
    return (
        len(shorter) > 4
        and len(longer) <= 2 * len(shorter)
        and (longer.startswith(shorter) or longer.endswith(shorter))
    )


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold().removeprefix("www.") if char.isalnum()).removeprefix("the")
