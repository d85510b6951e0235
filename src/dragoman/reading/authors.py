"""Who wrote the article, as the page says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from lxml import etree

from dragoman.reading.article import clean
from dragoman.reading.index import PageIndex
from dragoman.reading.jsonld import JsonObject, names

_META_NAMES = (
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "authors",
)
_CLASS = re.compile(
    r"\b(?:by-?line|author(?:[-_]?name)?s?|byline[-_]?name|contributor|posted-by|p-author|vcard)\b", re.IGNORECASE
)
_HINTS = ("by", "author", "contributor", "vcard")  # each name above holds one: the others are passed by quickly
_PREFIX = re.compile(r"^(?:by|written by|posted by|author|from|von|par|por)\s*:?\s+", re.IGNORECASE)
_TAIL = re.compile(
    r"\s*(?:[|•·,–—-]\s*)?(?:\b(?:published|updated|posted|on)\b.*|\d{1,2}[:.]\d{2}.*"
    r"|\w+ \d{1,2},? \d{4}.*|\d{1,2} \w+,? \d{4}.*)$",
    re.I,
)
_MARKED = etree.XPath("//*[@rel = 'author' or @itemprop = 'author']")
_SHOWING = frozenset(("a", "span", "p", "div", "address", "h3", "h4", "h5", "cite", "li"))
_LONGEST = 90
_NOT_A_PERSON = re.compile(
    r"^(?:admin|administrator|staff|editor|webmaster|guest|https?:.*|.*@.*|(?:www\.)?[\w-]+\.[a-z]{2,6})$",
    re.IGNORECASE,
)
_TOO_MANY_WORDS = 14
_MOST_SHOWN_WORDS = 8


def page_author(
    index: PageIndex, metas: Mapping[str, str], articles: Sequence[JsonObject], sites: Sequence[str]
) -> str | None:
    """The author's name, or several joined by commas; None where the page names none."""
    candidates = [", ".join(dict.fromkeys(names(node.get("author")))) for node in articles]
    candidates += [metas.get(name, "") for name in _META_NAMES]
    found = (author for text in chain(candidates, _shown(index)) if (author := _cleaned(text)) and author not in sites)
    first = next(found, None)
    # a single word may be an agency, or the account of whoever put the page up: a full name is better
    return first if first is None or " " in first else next((author for author in found if " " in author), first)


def _shown(index: PageIndex) -> Iterator[str]:
    marked = index.matching(_MARKED)
    for place in sorted(index.classed(_HINTS) | marked):
        node = index.elements[place]
        is_named = place in marked or _CLASS.search(node.get("class") or "")
        if node.tag in _SHOWING and is_named and index.stands(node):
            text = clean("".join(node.itertext()))
            if text and len(text) <= _LONGEST and len(text.split()) <= _MOST_SHOWN_WORDS:
                yield text


def _cleaned(text: str) -> str | None:
    author = _PREFIX.sub("", clean(text).split("|", 1)[0].strip())
    author = clean(_TAIL.sub("", author)).strip(" ,|·•-–—")
    if not author or len(author.split()) > _TOO_MANY_WORDS or _NOT_A_PERSON.match(author) or not author[0].isalpha():
        return None
    return author
