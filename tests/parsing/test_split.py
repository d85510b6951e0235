"""Where sentences end, before any parsing."""

import pytest

from dragoman.parsing import sentence_spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran spoke. Iraq listened.", ["Iran spoke.", "Iraq listened."]),
        ("The U.S. Army left. It was late.", ["The U.S. Army left.", "It was late."]),
        ("They flew to the U.S. The talks failed.", ["They flew to the U.S.", "The talks failed."]),
        ("Gen. Ali met Mr. Khan on Sept. 28 in Oslo.", ["Gen. Ali met Mr. Khan on Sept. 28 in Oslo."]),
        ('"We will go." He left.', ['"We will go."', "He left."]),
        ("He paid $3.5 million. She paid none!", ["He paid $3.5 million.", "She paid none!"]),
        ("First line\n\nSecond line", ["First line", "Second line"]),
        ("all small letters here. and here too.", ["all small letters here.", "and here too."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text, 0, len(text))] == expected


def test_a_sentence_without_end_is_cut() -> None:
    text = "one, " * 2000
    assert max(end - start for start, end in sentence_spans(text, 0, len(text))) <= 1200
