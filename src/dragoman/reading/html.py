"""An HTML page -> Document: comments are cut from the tree first, then facts and article are read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from lxml import etree
from lxml.html import HtmlElement

from dragoman.errors import InputError
from dragoman.reading import lines
from dragoman.reading.article import article_paragraphs, clean
from dragoman.reading.blocks import paragraph_blocks, plain_block
from dragoman.reading.comments import Comment, take_comments
from dragoman.reading.encoding import decode_html
from dragoman.reading.index import PageIndex
from dragoman.reading.language import language_of
from dragoman.reading.metadata import PageFacts, PageHead, read_facts, read_head
from dragoman.reading.options import ReadOptions
from dragoman.reading.prose import prose_paragraphs
from dragoman.reading.text import short_hash
from dragoman.reading.titles import folded
from dragoman.types import Block, Document

# one class for all elements: the parser of lxml.html asks Python for the class of every single one
_ELEMENTS = etree.ElementDefaultClassLookup(element=HtmlElement)
_BREAK = "\n\n"
_AGREEING = 0.6  # of the text in the page's JSON-LD, at least, is what a clear structure shows
_FOLDED_AWAY = 20  # characters that folding may take from a line
_LONGEST_FURNITURE = 300
_NEXT_TO_NOTHING = 200
_TAGS = re.compile(r"^(?:tags|filed under|topics|read more|see also|related|share this)\s*:", re.IGNORECASE)
_LANGUAGE_SAMPLE = 2000
_NO_WORDS = (
    "script",
    "style",
    "svg",
    "iframe",
    "template",
    "select",
    "option",
    "input",
    "button",
    "textarea",
    "link",
    "canvas",
)


@dataclass(frozen=True, slots=True)
class _Page:
    """What was read of a page, before its text is laid out."""

    facts: PageFacts
    paragraphs: tuple[str, ...]
    comments: tuple[Comment, ...]


_FEWEST_WORDS = 3  # a page whose longest paragraph is shorter ("Menu") holds no article


def read_html(data: bytes, *, options: ReadOptions) -> Document:
    """Read a page. Raises InputError where it cannot be decoded or holds no article."""
    name = options.url or "the page"
    tree = _parsed(decode_html(data, name), name)
    index = PageIndex(tree)
    head = read_head(tree)
    comments = take_comments(index, head.nodes)
    facts = _with_options(read_facts(index, head, options.url), options)
    title = folded(facts.title or "")
    found = _fuller(_paragraphs(index, head), head)
    paragraphs = tuple(text for text in found if not _is_furniture(text) and not _is_same(text, title))
    told = [text for text in paragraphs if len(text.split()) >= _FEWEST_WORDS and any(map(str.isalpha, text))]
    if not told and not comments:
        raise InputError(f"{name}: the page holds no article; give the address or file of a single story")
    return _laid_out(_Page(facts, paragraphs, tuple(comments)), options.document_id or short_hash(data))


def _parsed(text: str, name: str) -> HtmlElement:
    # bytes again, since lxml refuses a declared encoding in a text that is decoded already
    data = text.replace("\x00", "").encode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    parser.set_element_class_lookup(_ELEMENTS)
    try:
        tree = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        tree = None
    if not isinstance(tree, HtmlElement):
        raise InputError(f"{name}: the page is empty; give a page with an article")
    return tree


def _paragraphs(index: PageIndex, head: PageHead) -> list[str]:
    """The article by its clear structure; by the general extractor where there is none, or JSON-LD tells much more."""
    found = prose_paragraphs(index.tree)
    if found and sum(map(len, found)) >= _AGREEING * max(map(len, _bodies(head)), default=0):
        return found
    index.release()
    etree.strip_elements(index.tree, *_NO_WORDS, with_tail=False)
    return article_paragraphs(index.tree)


def _is_same(text: str, title: str) -> bool:
    return len(text) <= len(title) + _FOLDED_AWAY and folded(text) == title


def _bodies(head: PageHead) -> list[str]:
    return [body for node in head.articles if isinstance(body := node.get("articleBody"), str)]


def _fuller(paragraphs: list[str], head: PageHead) -> list[str]:
    """What the tree shows, or the text in the page's JSON-LD where the tree shows next to nothing."""
    shown = sum(map(len, paragraphs))
    if shown >= _NEXT_TO_NOTHING:
        return paragraphs
    longest = max(_bodies(head), key=len, default="")
    told = [line for part in longest.split("\n") if (line := clean(unescape(part)))]
    return told if sum(map(len, told)) > 2 * shown else paragraphs


def _is_furniture(line: str) -> bool:
    """Whether a line is a button, a date or a list of tags that the extractor took for a paragraph."""
    if len(line) > _LONGEST_FURNITURE:
        return False
    return lines.is_control(line) or lines.is_time(line) or lines.is_comments_heading(line) or bool(_TAGS.match(line))


def _with_options(facts: PageFacts, options: ReadOptions) -> PageFacts:
    return PageFacts(
        title=options.title or facts.title,
        author=facts.author,
        published=options.published or facts.published,
        language=facts.language,
        url=options.url or facts.url,
        contradicts=facts.contradicts,
    )


def _laid_out(page: _Page, document_id: str) -> Document:
    facts = page.facts
    pieces = [facts.title] if facts.title else []
    pieces += [*page.paragraphs, *(comment.text for comment in page.comments)]
    text = _BREAK.join(pieces)
    blocks = tuple(_blocks(page, text))
    language = language_of(_BREAK.join(page.paragraphs)[:_LANGUAGE_SAMPLE]) or facts.language
    values = {
        "url": facts.url,
        "title": facts.title,
        "author": facts.author,
        "published": facts.published,
        "language": language,
    }
    return Document(
        id=document_id,
        url=facts.url,
        title=facts.title,
        author=facts.author,
        published=facts.published,
        language=language,
        text=text,
        blocks=blocks,
        missing={field: f"the page tells no {field}" for field, value in values.items() if value is None}
        | _contradictions(facts, language),
    )


def _contradictions(facts: PageFacts, language: str | None) -> dict[str, str]:
    """A note `contradicts` where the page says a thing in two ways; the value given is the one that is marked best."""
    told = list(facts.contradicts)
    if facts.language and language and facts.language != language:
        told.append(f"language: {facts.language} is declared, {language} is written")
    return {"contradicts": "; ".join(told)} if told else {}


def _blocks(page: _Page, text: str) -> Iterator[Block]:
    position = index = 0
    if page.facts.title:
        yield plain_block("title", 0, len(page.facts.title))
        position, index = len(page.facts.title) + len(_BREAK), 1
    for paragraph in page.paragraphs:
        for block in paragraph_blocks(text, position, position + len(paragraph)):
            yield block
            index += 1
        position += len(paragraph) + len(_BREAK)
    for comment in page.comments:
        parent = None if comment.parent is None else index + comment.parent
        yield Block("comment", comment.author, comment.posted, parent, position, position + len(comment.text))
        position += len(comment.text) + len(_BREAK)
