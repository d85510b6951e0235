"""Pages flattened to text: where the comments start, whose they are, and what is no comment."""

import pytest

from dragoman.reading import ReadOptions, read_text
from dragoman.types import Document

TITLE = "Ministers sign a water accord"
ARTICLE = """The two ministers signed the accord on Tuesday, officials of both countries said in a statement.

The northern minister praised the engineers and told reporters that the dam would be opened in June.

“We have kept our word and they have kept theirs,” he said at the ceremony in the capital.

The southern ministry confirmed the date, according to its spokeswoman, and announced a visit for May."""
ONE = "I don't believe a word of it. They said the same nine years ago, lol, and look what we got!"
SOBER = "The ministry said the same on Monday, according to its statement."
TWO = "Exactly. I hope you remember what your minister promised us last time..."
THREE = "Good news at last, well done to the engineers. My village has been waiting for this!"

# what stands below the article, the writers' names, the comments
FLATTENED: dict[str, tuple[str, list[str | None], list[str]]] = {
    "a name, then paragraphs": (
        f"Olu Hart\n\n{ONE}\n\n\n{TWO}\n\n{THREE}",
        ["Olu Hart", None, None],
        [ONE, TWO, THREE],
    ),
    "names": (
        f"Olu Hart\n\n{ONE}\n\nMira Kovac\n\n{TWO}\n\nriverman77\n\n{THREE}",
        ["Olu Hart", "Mira Kovac", "riverman77"],
        [ONE, TWO, THREE],
    ),
    "heading": (f"3 comments\n\n{ONE}\n\n{TWO}\n\n{THREE}", [None, None, None], [ONE, TWO, THREE]),
    "heading and names": (
        f"Comments (2)\n\nOlu Hart\n{ONE}\n\nMira Kovac\n{TWO}",
        ["Olu Hart", "Mira Kovac"],
        [ONE, TWO],
    ),
    "says": (
        f"Olu Hart says:\n\nMarch 2, 2021 at 11:00 am\n\n{ONE}\n\nReply\n\n"
        f"Mira says:\n\nMarch 3, 2021 at 8:15 am\n\n{TWO}\n\nReply\n\nLeave a Reply",
        ["Olu Hart", "Mira"],
        [ONE, TWO],
    ),
    "times": (
        f"Olu Hart • 2 days ago\n{ONE}\nReply\nShare\n\nMira Kovac • 1 day ago\n{TWO}\nReply\nShare",
        ["Olu Hart", "Mira Kovac"],
        [ONE, TWO],
    ),
    "time lines": (
        f"Olu Hart\n2 days ago\n{ONE}\n\nMira Kovac\nYesterday\n{TWO}",
        ["Olu Hart", "Mira Kovac"],
        [ONE, TWO],
    ),
    "one of them sounds like a report": (
        f"Olu Hart says:\n{SOBER}\n\nMira says:\n{TWO}\n\nriverman77 says:\n{THREE}",
        ["Olu Hart", "Mira", "riverman77"],
        [SOBER, TWO, THREE],
    ),
    "of several paragraphs": (
        f"Olu Hart says:\n{ONE}\n\n{THREE}\n\nMira says:\n{TWO}",
        ["Olu Hart", "Mira"],
        [f"{ONE}\n\n{THREE}", TWO],
    ),
}


def read(text: str) -> tuple[Document, list[str | None], list[str]]:
    document = read_text(f"{TITLE}\n\n{TITLE}\n\n\n{text}", options=ReadOptions())
    comments = [block for block in document.blocks if block.kind == "comment"]
    return (
        document,
        [block.author for block in comments],
        [document.text[block.start : block.end] for block in comments],
    )


@pytest.mark.parametrize("case", FLATTENED)
def test_comments_of_a_flattened_page(case: str) -> None:
    text, authors, words = FLATTENED[case]
    document, found_authors, found = read(f"{ARTICLE}\n\n{text}")
    assert found == words
    assert found_authors == authors
    first = min(block.start for block in document.blocks if block.kind == "comment")
    assert all(block.end <= first for block in document.blocks if block.kind != "comment")
    assert sum(block.kind == "title" for block in document.blocks) == 1


def test_times_of_comments() -> None:
    document, _, _ = read(f"{ARTICLE}\n\n{FLATTENED['says'][0]}")
    assert [block.posted for block in document.blocks if block.kind == "comment"] == ["2021-03-02", "2021-03-03"]


# what stands below the article and belongs to it
WHOLE = {
    "no comments": "",
    "a subheading that is a name": "Ibrahim Sow\n\nSow, who led the talks for the south, said the text had been"
    " ready since January. He told reporters it was fair.",
    "a subheading": "Hard Choices\n\nThe commission said it would measure the flow at four stations, and announced that"
    " it would publish the figures.",
    "a profile known above": "Minister Ibrahim Sow led the talks, the ministry said.\n\nIbrahim Sow\n\n"
    "I was born by the river and I know what it means to us!",
    "an agency's name": "Reuters\n\nThe commission said it would measure the flow at four stations.",
    "the writer's note": "Ruth Adeyemi\n\nAdeyemi covers water and borders for this paper.",
    "no prose behind the name": "Ruth Adeyemi",
    "a form without comments": "Leave a Reply\n\nYour email address will not be published.",
    "comments are closed": "Comments\n\nComments are closed.",
    "a list of names": "Ruth Adeyemi\n\nOlu Hart\n\nMira Kovac",
}
OPINION = """I think we should all read this accord. It is wise, and we need it!

My own village has waited. You know it, and I know it.

Hard Choices

I hope that our ministers keep their word; they must, or we will all pay for it."""


@pytest.mark.parametrize("case", WHOLE)
def test_an_article_is_not_split(case: str) -> None:
    _, _, found = read(f"{ARTICLE}\n\n{WHOLE[case]}")
    assert found == []


def test_an_opinion_piece_is_not_split() -> None:
    assert read(OPINION)[2] == []
