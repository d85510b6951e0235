"""When the article was published: the page's own marks first, a search of the whole page last."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from lxml.html import HtmlElement

from dragoman.reading.jsonld import JsonObject, is_article
from dragoman.reading.times import iso_time

_META_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article.published",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "published_date",
    "publication_date", "ptime", "pdate", "originalpublicationdate", "article_date_original", "rnews:datepublished",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "cxenseparse:recs:publishtime", "date.release",
)  # fmt: skip
# on some sites the day the page was made anew
_WEAK_META_NAMES = ("date", "created", "displaydate", "dcterms.date", "dc.date")
_MODIFIED_NAMES = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified")
_TIME_CLASS = re.compile(
    r"publish|posted|entry-date|date-?line|datetime|timestamp|post-?date|article-?date|created", re.IGNORECASE
)
_IN_URL = re.compile(r"/((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2]|[a-z]{3})[/-]?([0-3]\d)(?!\d)")
_OTHER_STORIES = re.compile(
    r"related|popular|sidebar|recent|teaser|widget|trending|most[-_]|pop_posts|latest|more[-_]", re.IGNORECASE
)
_MOST_SEARCHED = 20_000
_NEAR_TEXTS = 40
_DATE_LINE = 70
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def page_published(
    tree: HtmlElement, metas: Mapping[str, str], nodes: Sequence[JsonObject], url: str | None
) -> str | None:
    """An ISO date or date-time; None where the page does not tell one."""
    for told in _told(metas, nodes):
        if moment := iso_time(told):
            return moment
    marked = [moment for words in _time_elements(tree) if (moment := iso_time(words))]
    if in_url := url_date(url):
        return next((moment for moment in marked if moment[:10] == in_url), in_url)
    weak = (moment for name in _WEAK_META_NAMES if (moment := iso_time(metas.get(name))))
    return (
        next(iter(marked), None)
        or next(weak, None)
        or _near_headline(tree)
        or _modified(metas, nodes)
        or _searched(tree, url)
    )


def published_contradiction(metas: Mapping[str, str], articles: Sequence[JsonObject]) -> str | None:
    """The days that the page's own marks tell where they are more than a day apart (a day may be the zone's doing)."""
    told = [node.get("datePublished") for node in articles] + [metas.get(name) for name in _META_NAMES[:4]]
    days = sorted({moment[:10] for words in told if isinstance(words, str) and (moment := iso_time(words))})
    if len(days) < 2 or (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days <= 1:
        return None
    return f"published: {' or '.join(days)}"


def _told(metas: Mapping[str, str], nodes: Sequence[JsonObject]) -> Iterator[str]:
    yield from (
        node["datePublished"] for node in nodes if is_article(node) and isinstance(node.get("datePublished"), str)
    )
    yield from (metas[name] for name in _META_NAMES if metas.get(name))
    yield from (node["datePublished"] for node in nodes if isinstance(node.get("datePublished"), str))


def _time_elements(tree: HtmlElement) -> Iterator[str]:
    for node in tree.iter("time", "abbr", "span", "p", "div", "li", "meta"):
        moment = node.get("datetime") or node.get("content") or node.get("title") or ""
        marked = node.get("itemprop") == "datePublished" or (node.tag == "time" and node.get("pubdate") is not None)
        classed = node.tag in ("time", "abbr") and moment and _TIME_CLASS.search(node.get("class") or "")
        if (marked or classed) and not _is_elsewhere(node):
            yield moment or node.text_content()


def _is_elsewhere(node: HtmlElement) -> bool:
    """Whether the element stands in a list of other stories."""
    for outer in node.iterancestors():
        if outer.tag in ("aside", "nav", "footer") or _OTHER_STORIES.search(f"{outer.get('class')} {outer.get('id')}"):
            return outer.tag not in ("body", "html")
    return False


def _near_headline(tree: HtmlElement) -> str | None:
    """The first full date that is shown alone right below or above the headline."""
    heading = next((node for node in tree.iter("h1") if len(node.text_content().split()) >= 3), None)
    if heading is None:
        return None
    below = islice(heading.itersiblings(), 4)
    above = islice(heading.itersiblings(preceding=True), 3)
    parent = heading.getparent()
    around = (
        [] if parent is None else [*islice(parent.itersiblings(), 3), *islice(parent.itersiblings(preceding=True), 2)]
    )
    for element in (*below, *above, *around):
        for words in islice((text.strip() for text in element.itertext("*")), _NEAR_TEXTS):
            if 8 <= len(words) <= _DATE_LINE and (moment := iso_time(words)):
                return moment
    return None


def url_date(url: str | None) -> str | None:
    """The day that the address names, as in `/2012/08/09/`."""
    match = _IN_URL.search(url.lower()) if url else None
    if match is None or not (match[2].isdigit() or match[2] in _MONTHS):
        return None
    month = int(match[2]) if match[2].isdigit() else _MONTHS.index(match[2]) + 1
    return iso_time(f"{match[1]}-{month:02d}-{match[3]}")


def _modified(metas: Mapping[str, str], nodes: Sequence[JsonObject]) -> str | None:
    told = [metas.get(name) for name in _MODIFIED_NAMES]
    told += [node["dateModified"] for node in nodes if is_article(node) and isinstance(node.get("dateModified"), str)]
    return next((moment for words in told if (moment := iso_time(words))), None)


def _searched(tree: HtmlElement, url: str | None) -> str | None:
    if next(islice(tree.iter(), _MOST_SEARCHED, None), None) is not None:
        return None  # the search costs too much where a page is huge, and finds any date at all
    from htmldate import find_date  # noqa: PLC0415 - rarely needed, and its import takes long

    return find_date(tree, original_date=True, extensive_search=False, url=url)
