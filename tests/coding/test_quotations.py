"""Who speaks a quotation: before, after or in the middle of it, by name, office, pronoun or description."""

import re
from collections.abc import Callable

import pytest

from dragoman.coding import code_document
from dragoman.coding.quotations import Said, speakers
from dragoman.pipeline import Coder
from dragoman.reading import ReadOptions, read_text
from dragoman.types import Actor, Document

Voiced = Callable[[str], list[Said]]


@pytest.fixture(scope="module")
def voiced(coder: Coder) -> Voiced:
    """What is said in paragraphs, under a title of their own."""

    def read(text: str) -> list[Said]:
        document = read_text(f"Talks went on in Oslo\n\n{text}\n\nThe talks go on.\n", options=ReadOptions())
        return of_document(document, coder)

    return read


def of_document(document: Document, coder: Coder) -> list[Said]:
    sentences = coder.parser.parse(document.text, coder.parser.spans(document))
    return speakers(document, code_document(document, sentences, coder.resources), coder.resources.lexicon)


def surname(actor: Actor | None) -> str:
    return re.split(r"[\s,]+", actor.text.strip(" ."))[-1] if actor else ""


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        # beside the quotation
        ("“We will not leave the talks now,” Norwegian Prime Minister Anna Lund said.", ["Lund"]),
        ("“We will not leave the talks now,” said Norwegian Prime Minister Anna Lund.", ["Lund"]),
        ("“We will not leave the talks now,” said Anna Lund, the prime minister of Norway.", ["Lund"]),
        ("“We will not leave the talks now,” Anna Lund, the prime minister, told reporters.", ["Lund"]),
        ("Anna Lund said: “We will not leave the talks now.”", ["Lund"]),
        ("Anna Lund told reporters, “We will not leave the talks now.”", ["Lund"]),
        ("“We will not leave,” Lund said, “before the talks have ended.”", ["Lund", "Lund"]),
        ("“We will not leave,” Lund said. “The talks have only just begun.”", ["Lund", "Lund"]),
        ("“Why should we leave the talks now?” Lund asked.", ["Lund"]),
        ("“We will never leave these talks!” shouted Lund.", ["Lund"]),
        # parts that are quoted
        ("Lund said the talks were “of no use to anybody in Norway” any more.", ["Lund"]),
        ("Lund accused Kenya of “standing in the way of all talks”.", ["Lund"]),
        ("Lund warned that Norway would “not sit on its hands for ever”.", ["Lund"]),
        ("The talks are “of no use to anybody in Norway”, Lund said.", ["Lund"]),
        ("Lund left the hall, saying the talks were “of no use to anybody in Norway”.", ["Lund"]),
        # by office, body and group
        ("“The talks are of no use,” the Norwegian foreign ministry said in a statement.", ["ministry"]),
        ("The Norwegian foreign ministry said it “regrets every day without talks”.", ["ministry"]),
        ("“They fired on the crowd for an hour,” Kenyan police said.", ["police"]),
        ("“The border stays open for everybody,” a government spokesman said.", ["spokesman"]),
        # by pronoun
        ("Lund was unhappy. “It is wrong to leave now,” he said.", ["Lund"]),
        ("Lund visited Kenya on Monday.\n\n“It is wrong to leave now,” she said.", ["Lund"]),
        ("Lund spoke to Kenyan students. “It is wrong to leave now,” she told them.", ["Lund"]),
        ("Lund met Maria Berg. She said: “It is wrong to leave now.”", ["Lund"]),
        # nothing beside it
        ("Lund had a short answer for everybody there. “It is wrong to leave now.”", ["Lund"]),
        ("“It is wrong to leave now,” Lund said.\n\n“The talks have only just begun.”", ["Lund", "Lund"]),
        ("“It is wrong to leave now,” Lund said. “The talks go on.\n\n“They have only begun.”", ["Lund"] * 3),
        ("Lund said Kenya was alone with its view.\n\n“It is wrong to leave the talks now.”", ["Lund"]),
        # without the closing mark
        ("Lund warned them: 'If we leave now, then nobody will come back.", ["Lund"]),
        ("Lund said: “If we leave now, then nobody will come back.", ["Lund"]),
        # two speakers
        ("“It is wrong to leave,” Lund said. “It is right to leave,” Berg said.", ["Lund", "Berg"]),
        ("“It is wrong to leave,” Lund said.\n\nBerg replied: “It is right to leave now.”", ["Lund", "Berg"]),
        ("Lund asked “Why has this taken us four months?” Berg replied “It was a hard time for us.”", ["Lund", "Berg"]),
        # announced by other words
        ("“It is wrong to leave the talks now,” according to Lund.", ["Lund"]),
        ("“It is wrong to leave the talks now,” Lund wrote on Twitter.", ["Lund"]),
        ("Lund tweeted: “It is wrong to leave the talks now.”", ["Lund"]),
        ("In a letter to the ministers, Lund wrote that “it is wrong to leave the talks now”.", ["Lund"]),
        ("As Lund said of the talks: “It is wrong to leave them now.”", ["Lund"]),
        # anonymous
        ("“It is wrong to leave the talks,” a source close to the talks said.", ["source"]),
        ("“It is wrong to leave the talks,” said a diplomat who asked not to be named.", ["diplomat"]),
        ("“It is wrong to leave the talks,” one of the students told reporters.", ["students"]),
    ],
)
def test_the_speaker_of_a_quotation(text: str, spoken: list[str], voiced: Voiced) -> None:
    assert [surname(said.speaker) for said in voiced(text) if said.block >= 0] == spoken


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("“The talks are of no use,” a senior Norwegian official who asked not to be named said.", "NOR", "GOV"),
        ("“The talks are of no use,” a senior Kenyan military officer told reporters.", "KEN", "MIL"),
        ("“The talks are of no use,” said a Syrian opposition source.", "SYR", "OPP"),
        ("“The talks are of no use,” Norwegian Prime Minister Anna Lund said.", "NOR", "GOV"),
        ("Norwegian Prime Minister Anna Lund left. “The talks are of no use,” she said.", "NOR", "GOV"),
    ],
)
def test_country_and_sector_are_kept(text: str, country: str, sector: str, voiced: Voiced) -> None:
    (said,) = (said for said in voiced(text) if said.block >= 0)
    assert said.speaker is not None
    assert (said.speaker.country, said.speaker.sectors[:1]) == (country, (sector,))


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Lund said Iran had told Kenya: “Stay away from all these talks.”", ["Lund", "Iran"]),
        ("“Stay away from all these talks,” Lund said, according to Kenyan police.", ["police", "Lund"]),
        ("Berg said that Lund had warned: “Stay away from all these talks.”", ["Berg", "Lund"]),
        ("“Stay away from all these talks,” Lund said.", ["Lund"]),
    ],
)
def test_the_chain_ends_with_the_speaker(text: str, chain: list[str], voiced: Voiced) -> None:
    (said,) = (said for said in voiced(text) if said.block >= 0)
    assert [surname(actor) for actor in said.chain] == chain


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Lund: Norway will stay in the talks with Kenya", "Lund"),
        ("Norway will stay in the talks with Kenya - minister", "minister"),
        ("Norway will stay in the talks with Kenya, Lund says", "Lund"),
    ],
)
def test_a_headline_has_a_speaker(title: str, speaker: str, coder: Coder) -> None:
    text = f"{title}\n\nThe talks between Norway and Kenya went on in Oslo on Monday, and will go on for some days.\n"
    first = of_document(read_text(text, options=ReadOptions()), coder)[0]
    assert (first.block, first.start, surname(first.speaker)) == (-1, 0, speaker)


@pytest.mark.parametrize("text", ["“Enough is enough for all of us.”", "Norway sent rockets to Kenya."])
def test_nobody_is_made_up(text: str, voiced: Voiced) -> None:
    assert [said.speaker for said in voiced(text)] in ([], [None])


def test_a_short_phrase_in_marks_is_given_to_who_says_it(voiced: Voiced) -> None:
    said = [one for one in voiced("Lund was “very moved”, and called the talks “a great day”.") if one.end < 80]
    assert [surname(one.speaker) for one in said] == ["Lund"] * len(said)
