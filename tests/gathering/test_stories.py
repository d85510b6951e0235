"""Near-copies: what is one story and what is not."""

import random
from itertools import permutations

import pytest

from dragoman.errors import DragomanError
from dragoman.gathering.fingerprints import SIZE, fingerprint, text_fingerprint
from dragoman.gathering.stories import stories
from dragoman.types import Block, Document

NOTICE = "All rights reserved. This text may not be copied or sold, in whole or in part, without leave of its owners. "


def prose(seed: int, words: int) -> str:
    """Words that no other seed gives in this order."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    return " ".join(f"word{draw.randrange(5000)}" for _ in range(words))


def told(**texts: str) -> dict[str, str]:
    return stories((name, text_fingerprint(text), None) for name, text in texts.items())


STORY, OTHER = prose(1, 300), prose(2, 300)
FIRST_HALF, LAST_PART = STORY[: len(STORY) // 2], STORY[-2 * len(STORY) // 5 :]


@pytest.mark.parametrize(
    "reprint",
    [
        STORY.upper(),
        STORY.replace(" ", ", "),
        FIRST_HALF,
        LAST_PART,
        f"{prose(3, 8)}\n{STORY}",
        f"{FIRST_HALF}\n{prose(4, 60)}\n{LAST_PART}",
        f"{LAST_PART}\n{prose(5, 60)}",
        f"{STORY}\n{NOTICE}",
    ],
    ids=["case", "punctuation", "first half", "last two fifths", "headline", "inserted", "cut and inserted", "notice"],
)
def test_a_reprint_is_of_its_original_story(reprint: str) -> None:
    assert told(a=STORY, b=reprint, c=OTHER) == {"a": "a", "b": "a", "c": "c"}


@pytest.mark.parametrize(
    "page",
    [
        f"{prose(6, 300)}\n{STORY[: len(STORY) // 8]}",
        prose(7, 300),
        "",
    ],
    ids=["a quoted paragraph", "other words", "no words"],
)
def test_another_page_is_another_story(page: str) -> None:
    assert told(a=STORY, b=page, c="")["b"] == "b"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Shares closed lower on Monday.", "SHARES closed lower, on Monday", True),
        ("Shares closed lower on Monday.", "Shares closed lower on Tuesday.", False),
    ],
)
def test_short_texts_are_one_story_when_equal(one: str, other: str, same: bool) -> None:
    assert (told(a=one, b=other)["b"] == "a") is same


def test_boilerplate_joins_nothing() -> None:
    texts = {f"d{i:02}": f"{prose(100 + i, 60)} {2 * NOTICE}" for i in range(40)}
    assert len(set(told(**texts).values())) == 40


def test_a_page_of_two_stories_does_not_make_them_one() -> None:
    found = told(a=STORY, b=OTHER, both=f"{STORY}\n{OTHER}")
    assert found["a"] != found["b"]


def test_the_first_published_names_the_story_whatever_the_order() -> None:
    mark = text_fingerprint(STORY)
    rows = [
        ("a", mark, None),
        ("b", mark, "2024-05-02"),
        ("c", text_fingerprint(FIRST_HALF), "2024-05-02T01:00:00+03:00"),
        ("d", mark, "2024-05-01T23:30:00Z"),
    ]
    for order in permutations(rows):
        assert set(stories(order).values()) == {"c"}


def test_no_documents_no_stories() -> None:
    assert stories([]) == {}


@pytest.mark.parametrize("broken", [b"", bytes(SIZE), text_fingerprint(STORY)[:-1]])
def test_a_fingerprint_of_another_version_is_named(broken: bytes) -> None:
    with pytest.raises(DragomanError, match="page 7"):
        stories([("page 7", broken, None)])


def test_headline_byline_and_comments_do_not_count() -> None:
    assert fingerprint(_page("Talks fail", "so sad")) == fingerprint(_page("Envoys leave Geneva", "at last!"))


def test_a_stored_fingerprint_stays_valid() -> None:
    """Stores hold fingerprints: whoever changes them has to change VERSION too."""
    mark = text_fingerprint(" ".join(f"w{i}" for i in range(50)))
    assert len(mark) == SIZE
    assert mark[:24].hex() == "8cd358617ed82dc23200000001000000cf4c6f575f0c1b07"


def _page(title: str, comment: str) -> Document:
    text, blocks = "", []
    for kind, part in (("title", title), ("body", STORY), ("quote", OTHER), ("comment", comment)):
        blocks.append(Block(kind, None, None, None, len(text), len(text) + len(part)))  # type: ignore[arg-type]
        text += part + "\n"
    return Document("d", None, title, None, None, "en", text, tuple(blocks))
