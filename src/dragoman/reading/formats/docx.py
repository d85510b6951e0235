"""A Word document: its paragraphs and tables, in their order."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.table import Table
from lxml import etree

from dragoman.errors import InputError
from dragoman.reading.formats._documents import with_facts
from dragoman.reading.formats._source import Found, Source
from dragoman.reading.formats._zipped import problem_of
from dragoman.reading.options import ReadOptions
from dragoman.reading.text import read_text

_TEMPLATE_AUTHOR = "python-docx"  # what that library writes where its user says nothing

# of a faulty file, the library trips over what it takes for granted
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    OpcError,
    LookupError,
    AttributeError,
    TypeError,
    ValueError,
    EOFError,
    NotImplementedError,
    RecursionError,
)


@dataclass(frozen=True, slots=True)
class _Word:
    """What is taken from a document."""

    text: str
    title: str
    author: str | None


def members(source: Source, options: ReadOptions) -> Iterator[Found]:
    """The one document. Raises InputError where it cannot be read."""
    data = source.stream.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        limit = options.max_bytes / 1e6
        raise InputError(f"{source.name}: a document of more than {limit:.1f} MB; split it or raise the limit")
    word = _opened(data, source.name, options)
    try:
        document = read_text(word.text, options=_known(options, word.title))
    except InputError:
        raise InputError(f"{source.name}: a document without a text; give one with at least one sentence") from None
    yield Found(source.name, document if document.author else with_facts(document, author=word.author))


def _known(options: ReadOptions, title: str) -> ReadOptions:
    # no date: a file tells when it was made, and often when its template was, not when its text appeared
    return ReadOptions(
        title=" ".join(title.split()) or None, published=options.published, url=options.url, max_bytes=options.max_bytes
    )


def _opened(data: bytes, name: str, options: ReadOptions) -> _Word:
    """What the document says; its parser expands no entity, and loads no part that is outside the file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            problems = (problem_of(info, options.max_bytes) for info in archive.infolist())
            problem = next((told for told in problems if told), None)
        if problem is None:
            return _taken(docx.Document(io.BytesIO(data)))
    except _BROKEN:
        problem = "a broken Word document; open it and save it anew, or save it as text"
    raise InputError(f"{name}: {problem}")


def _taken(word: WordDocument) -> _Word:
    properties = word.core_properties
    author = None if properties.author == _TEMPLATE_AUTHOR else properties.author
    return _Word("\n\n".join(_paragraphs(word)), properties.title or "", author)


def _paragraphs(word: WordDocument) -> Iterator[str]:
    for part in word.iter_inner_content():
        lines = _cells(part) if isinstance(part, Table) else [part.text]
        yield from (line for line in lines if line.strip())


def _cells(table: Table) -> Iterator[str]:
    for row in table.rows:
        seen: set[int] = set()
        for cell in row.cells:
            # a merged cell comes once for each column it covers
            if id(cell._tc) not in seen:  # noqa: SLF001 - the library has no other name for the cell itself
                seen.add(id(cell._tc))  # noqa: SLF001 - likewise
                yield cell.text
