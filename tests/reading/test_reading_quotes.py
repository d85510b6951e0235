"""Which words of a paragraph stand in quotation marks."""

import pytest

from dragoman.reading.quotes import quotations

QUOTED = {
    # paragraph: what is quoted, without the marks
    'The minister said "we will keep our word in this" and left.': ["we will keep our word in this"],
    "“We will keep our word,” the minister said, “and so will they.”": ["We will keep our word,", "and so will they."],
    "« Nous tiendrons parole cette fois », a dit le ministre.": [" Nous tiendrons parole cette fois "],
    "„Wir halten unser Wort in dieser Sache“, sagte der Minister.": ["Wir halten unser Wort in dieser Sache"],
    "»Wir halten unser Wort in dieser Sache«, sagte der Minister.": ["Wir halten unser Wort in dieser Sache"],
    "‘We don’t keep the farmers’ water from them,’ the minister said.": ["We don’t keep the farmers’ water from them,"],
    "'We don't keep the farmers' water from them,' the minister said.": ["We don't keep the farmers' water from them,"],
    "He said: “They told me ‘keep your word now’ and I did.”": ["They told me ‘keep your word now’ and I did."],
    # closing mark missing: to the end of the paragraph
    "“We will keep our word, the minister said on Monday.": ["We will keep our word, the minister said on Monday."],
    'He went on: "We will keep our word, and they know it': ["We will keep our word, and they know it"],
    # a whole utterance is a quotation, however short
    '"Never," he said.': ["Never,"],
    "“Not now.” That was all she said.": ["Not now."],
    # scare quotes, apostrophes, inches, elisions, titles
    "The so-called “safe zone” was shelled.": [],
    'It was a "reckless and illegal" act, they said.': [],
    "Called a ‘hoax’ by rivals, the leaders’ plan held; the ministers’ didn’t.": [],
    "It's the governors' plan, and the region's people don't like it.": [],
    'A 12" pipe and a 6\' fence were laid in the \'90s, \'twas said.': [],
    "She is the author of “The Long Way From the River” and of two plays.": [],
    "No marks at all in this one.": [],
    "": [],
    "\"": [],
    "“”": [],
    "He said “".strip(): [],
    # software turned the marks the wrong way round
    "”We will keep our word in this,” he said.": ["We will keep our word in this,"],
    "“We will keep our word in this,“ he said.": ["We will keep our word in this,"],
}  # fmt: skip


@pytest.mark.parametrize("paragraph", QUOTED)
def test_quotations(paragraph: str) -> None:
    assert [paragraph[start + 1 : end].rstrip("“”\"’'»«") for start, end in quotations(paragraph)] == QUOTED[paragraph]


def test_spans_are_ordered_and_include_their_marks() -> None:
    paragraph = 'One "said this and that" and another "answered him with that".'
    spans = quotations(paragraph)
    assert [paragraph[start:end] for start, end in spans] == ['"said this and that"', '"answered him with that"']
    assert spans == sorted(spans)


@pytest.mark.parametrize("mark", ['"', "“", "'", "‘", "«", "”"])
def test_many_marks_take_no_longer_than_they_are_long(mark: str) -> None:
    quotations(f"{mark}word and {mark} " * 4000)
