"""Plain text: blocks over the user's own characters."""

from itertools import pairwise
from typing import Any

import pytest

from dragoman.errors import InputError
from dragoman.reading import ReadOptions, read_text
from dragoman.types import Document

REPORT = """The two ministers signed the accord on Tuesday, officials said.

"We will keep our word this time," the northern minister told reporters. "Nine years are enough for both of us."

It takes effect in June, according to the text."""


def read(text: str, **options: Any) -> Document:  # noqa: ANN401 - whatever ReadOptions takes
    return read_text(text, options=ReadOptions(**options))


def told(document: Document, *kinds: str) -> list[tuple[str, str]]:
    return [(b.kind, document.text[b.start : b.end]) for b in document.blocks if not kinds or b.kind in kinds]


def test_blocks_of_a_report() -> None:
    assert told(read("Ministers sign a water accord\n\n" + REPORT)) == [
        ("title", "Ministers sign a water accord"),
        ("body", "The two ministers signed the accord on Tuesday, officials said."),
        ("quote", '"We will keep our word this time,"'),
        ("body", "the northern minister told reporters."),
        ("quote", '"Nine years are enough for both of us."'),
        ("body", "It takes effect in June, according to the text."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        "\ufeff" + REPORT,
        REPORT.replace(" ", "\u00a0", 3),
        REPORT.replace("\n", "\r\n"),
        "  " + REPORT + " \n\n ",
    ],
)
def test_the_text_is_the_users_own(text: str) -> None:
    document = read(text)
    assert document.text == text.removeprefix("\ufeff")
    ends = [(b.start, b.end) for b in document.blocks]
    assert all(start < end for start, end in ends)
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(ends))
    assert [words for kind, words in told(document, "quote")][1].startswith('"Nine')


def test_a_paragraph_is_a_run_without_line_breaks() -> None:
    document = read(REPORT)
    gaps = [document.text[a.end : b.start] for a, b in pairwise(document.blocks)]
    assert ["\n" in gap for gap in gaps] == [True, False, False, True]


def test_a_title_that_stands_twice_is_one_block() -> None:
    document = read("Ministers sign a water accord\n\nMinisters sign a water accord\n\n\n" + REPORT)
    assert told(document, "title") == [("title", "Ministers sign a water accord")]
    assert sum("sign a water accord" in words for _, words in told(document)) == 1
    assert document.title == "Ministers sign a water accord"


def test_head_of_a_page() -> None:
    document = read("Ministers sign a water accord\nBy Ruth Adeyemi\n2 March 2021\n\n" + REPORT)
    assert (document.author, document.published) == ("Ruth Adeyemi", "2021-03-02")
    assert told(document, "byline") == [("byline", "By Ruth Adeyemi"), ("byline", "2 March 2021")]


@pytest.mark.parametrize(
    "text", ["Russia offered Iraq help.", "Russia offered Iraq help", "One line here.\n\nAnother line there."]
)
def test_a_sentence_alone_is_body(text: str) -> None:
    assert {kind for kind, _ in told(read(text))} == {"body"}


def test_options_override_and_missing_has_reasons() -> None:
    document = read(REPORT, document_id="a1", url="https://x.example/1", title="Given", published="2021-03-02")
    assert (document.id, document.url, document.title, document.published) == (
        "a1",
        "https://x.example/1",
        "Given",
        "2021-03-02",
    )
    assert set(document.missing) == {"author"}
    assert document.language == "en"
    assert document.stance == {}
    assert set(read(REPORT).missing) == {"author", "published", "title", "url"}
    assert read(REPORT).id == read(REPORT).id != read(REPORT + " ").id


def test_wrapped_lines_are_one_paragraph_and_single_breaks_part_others() -> None:
    wrapped = (
        "The two ministers signed the accord on Tuesday after nine years of\n"
        "talks that had broken down twice, most recently over a dam that the\nnorthern one filled."
    )
    assert len(told(read(wrapped))) == 1
    assert (
        len(
            told(
                read("The ministers signed the accord on Tuesday.\nIt takes effect in June, they said.\nThe dam stays.")
            )
        )
        == 3
    )


def test_a_quotation_over_several_paragraphs() -> None:
    text = (
        "He spoke for an hour. “We will keep our word in this.\n\n"
        "“We have done so before, and we will again.\n\n“Nobody can say otherwise of us,” he said."
    )
    assert [words for _, words in told(read(text), "quote")] == [
        "“We will keep our word in this.",
        "“We have done so before, and we will again.",
        "“Nobody can say otherwise of us,”",
    ]


@pytest.mark.parametrize("text", ["", " \n\t ", "\ufeff", "...\n\n--- \n"])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(InputError, match="empty"):
        read(text)
