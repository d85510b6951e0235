"""Whose word it is."""

from collections.abc import Callable

import pytest

from dragoman.pipeline import Coder
from dragoman.reading import ReadOptions, read_text
from dragoman.types import Event

Coded = Callable[[str], list[Event]]


@pytest.mark.parametrize(
    ("sentence", "speaker", "code"),
    [
        ("Russia attacked Georgia, Deputy Foreign Minister of Norway Anna Lund said.", "Anna Lund", "NORGOV"),
        ("Russia attacked Georgia, Norwegian Prime Minister Anna Lund said on Monday.", "Anna Lund", "NORGOV"),
        (
            "According to the Norwegian foreign ministry, Russia attacked Georgia.",
            "Norwegian foreign ministry",
            "NORGOV",
        ),
        ("Kenyan police said that Somali gunmen attacked a village.", "Kenyan police", "KENCOP"),
    ],
)
def test_the_speaker(sentence: str, speaker: str, code: str, coded: Coded) -> None:
    spoken = [event.speaker for event in coded(sentence) if event.event_type == "ASSAULT"]
    assert [(s.name, s.code) for s in spoken if s is not None] == [(speaker, code)]


def test_nobody_speaks_where_nobody_is_quoted(coded: Coded) -> None:
    (event,) = coded("Russia attacked Georgia.")
    assert (event.voice, event.speaker) == ("article", None)


def test_a_surname_and_a_pronoun_lead_back(coded: Coded) -> None:
    text = "Norwegian Prime Minister Anna Lund visited Kenya. Lund praised Kenya. She criticised Iran."
    found = [(e.event_type, e.source[0].name, e.source[0].code) for e in coded(text)]
    assert ("SUPPORT", "Anna Lund", "NORGOV") in found
    assert ("ACCUSE", "Anna Lund", "NORGOV") in found


def test_a_quotation_of_two_sentences_has_one_speaker(coder: Coder) -> None:
    said = "“Russia attacked Georgia. Iran supplied Syria with rockets,” Norwegian Prime Minister Anna Lund said."
    text = f"Talks end in Oslo\n\n{said}\n"
    events = coder.code(read_text(text, options=ReadOptions()))
    assert {(e.event_type, e.voice, e.speaker.name if e.speaker else "") for e in events} == {
        ("ASSAULT", "quote", "Anna Lund"),
        ("AID", "quote", "Anna Lund"),
    }
