"""What a page says of itself: title, author, publication date, language, canonical address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from dragoman.reading.article import clean
from dragoman.reading.authors import page_author
from dragoman.reading.index import PageIndex
from dragoman.reading.jsonld import JsonObject, is_article, json_ld_nodes, names
from dragoman.reading.published import page_published, published_contradiction
from dragoman.reading.titles import page_title


@dataclass(frozen=True, slots=True)
class PageHead:
    """The machine-readable part of a page: its meta elements (first value of each name) and JSON-LD objects."""

    metas: dict[str, str]
    nodes: list[JsonObject]
    articles: list[JsonObject] = field(default_factory=list)

    def meta(self, *wanted: str) -> str | None:
        """The value of the first of these meta names that the page fills."""
        return next((self.metas[name] for name in wanted if self.metas.get(name)), None)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The facts of a page, each None where the page does not tell."""

    title: str | None
    author: str | None
    published: str | None
    language: str | None
    url: str | None
    contradicts: tuple[str, ...] = ()  # what the page says in two ways, one line each


def read_head(tree: HtmlElement) -> PageHead:
    """Collect the meta elements and JSON-LD objects; to be called before anything is cut from the tree."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            if name := meta.get(key):
                metas.setdefault(name.lower().strip(), clean(meta.get("content") or ""))
    nodes = json_ld_nodes(tree)
    return PageHead(metas, nodes, [node for node in nodes if is_article(node)])


def read_facts(index: PageIndex, head: PageHead, url: str | None) -> PageFacts:
    """Weigh what head and tree say; `url` is the address the page was fetched from, if known."""
    tree = index.tree
    address = canonical_url(tree, head) or url
    site = [*names([node.get("publisher") for node in head.articles]), *filter(None, [head.meta("og:site_name")])]
    host = urlsplit(address).hostname if address else None
    return PageFacts(
        title=page_title(tree, head.metas, head.articles, [*site, *([host] if host else [])]),
        author=page_author(index, head.metas, head.articles, site),
        published=page_published(tree, head.metas, head.nodes, address),
        language=_declared_language(tree, head),
        url=address,
        contradicts=tuple(
            filter(None, (published_contradiction(head.metas, head.articles), _two_addresses(tree, head)))
        ),
    )


def _two_addresses(tree: HtmlElement, head: PageHead) -> str | None:
    """Where the canonical link names one site and the page's own card another."""
    linked, shown = canonical_url(tree, PageHead({}, [])), head.meta("og:url")
    one, other = (urlsplit(address).hostname if address else None for address in (linked, _whole(shown or "", None)))
    if not one or not other or one.split(".")[-2:] == other.split(".")[-2:]:
        return None
    return f"url: {linked} or {shown}"


def canonical_url(tree: HtmlElement, head: PageHead) -> str | None:
    """The address the page gives for itself, if it is a whole one."""
    links = (link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    base = next((node.get("href") for node in tree.iter("base")), None)
    for address in [*links, head.meta("og:url"), *_main_pages(head)]:
        if address and (whole := _whole(address.strip(), base)):
            return whole
    return None


def _whole(address: str, base: str | None) -> str | None:
    try:
        whole = urljoin(base or "", address)
        return whole if urlsplit(whole).scheme in ("http", "https") and urlsplit(whole).hostname else None
    except ValueError:
        return None


def _main_pages(head: PageHead) -> Iterator[str]:
    for node in head.articles:
        page = node.get("mainEntityOfPage")
        address = page.get("@id") if isinstance(page, dict) else page
        if isinstance(address, str):
            yield address


def _declared_language(tree: HtmlElement, head: PageHead) -> str | None:
    root = next((node for node in tree.iter("html")), None)
    declared = None if root is None else root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    code = re.match(r"[a-z]{2,3}(?![a-z])", (declared or head.meta("og:locale", "content-language") or "").lower())
    return code[0] if code else None
