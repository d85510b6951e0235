"""How a sentence speaks of one whom it names. Every sentence is of our own making."""

from collections.abc import Callable

import pytest

from dragoman.coding.sentiment import Feeling
from dragoman.coding.stance import by_actor, stance
from dragoman.pipeline import Coder
from dragoman.types import Block, Document

TABLE = """
praised
Norway has done a wonderful job.                        | Norway   | positive
Kenya is a reliable partner.                            | Kenya    | positive
We are proud of Kenya.                                  | Kenya    | positive
The envoy praised Egypt.                                | Egypt    | positive
Everybody admires Norway.                               | Norway   | positive
Brazil won a brilliant victory.                         | Brazil   | positive
Poland rescued the children.                            | Poland   | positive
Kenya's excellent work saved lives.                     | Kenya    | positive
Italy was praised for its generosity.                   | Italy    | positive
The honest and brave minister deserves our respect.     | minister | positive
India succeeded brilliantly.                            | India    | positive
Canada is a true friend.                                | Canada   | positive
Mexico deserves credit for its courage.                 | Mexico   | positive
The world applauds Cuba.                                | Cuba     | positive
Germany kept its promise and helped the victims.        | Germany  | positive
What a magnificent achievement by Kenya!                | Kenya    | positive
The president is a hero.                                | president | positive
blamed
Norway has done a terrible job.                         | Norway   | negative
Egypt is a liar.                                        | Egypt    | negative
Poland betrayed us.                                     | Poland   | negative
Russia condemned Kenya.                                 | Kenya    | negative
The government failed miserably.                        | government | negative
Kenya is corrupt and incompetent.                       | Kenya    | negative
Everybody blames Brazil.                                | Brazil   | negative
Norway murdered innocent civilians.                     | Norway   | negative
Egypt invaded and plundered the country.                | Egypt    | negative
India's brutal regime tortures prisoners.               | India    | negative
The minister lied to the public.                        | minister | negative
Italy was criticised for its negligence.                | Italy    | negative
Mexico is a menace.                                     | Mexico   | negative
Cuba sponsors terrorists.                               | Cuba     | negative
Canada cannot be trusted.                               | Canada   | negative
Germany broke its promise.                              | Germany  | negative
The disgraceful lies of Kenya angered everybody.        | Kenya    | negative
The president is a coward and a fraud.                  | president | negative
Poland was accused of corruption.                       | Poland   | negative
The general is a war criminal.                          | general  | negative
wished
Good luck Kenya.                                        | Kenya    | positive
Well done Norway!                                       | Norway   | positive
Long live Poland!                                       | Poland   | positive
God bless Brazil.                                       | Brazil   | positive
Bravo, India!                                           | India    | positive
Shame on Kenya!                                         | Kenya    | negative
Down with Egypt!                                        | Egypt    | negative
Death to Norway!                                        | Norway   | negative
To hell with Poland.                                    | Poland   | negative
mocked
Those clowns in the ministry are a joke.                | ministry | negative
Norway is a pathetic puppet.                            | Norway   | negative
The idiots of Kenya made a fool of themselves.          | Kenya    | negative
Canada is a laughing stock.                             | Canada   | negative
turned round
Norway is not a liar.                                   | Norway   | positive
Egypt never betrayed us.                                | Egypt    | positive
Kenya is not a good partner.                            | Kenya    | negative
Nobody trusts Poland.                                   | Poland   | negative
India did not succeed.                                  | India    | negative
by the role
Brazil condemned Egypt.                                 | Egypt    | negative
Brazil praised Egypt.                                   | Egypt    | positive
Egypt was condemned by Brazil.                          | Egypt    | negative
The minister was praised by Kenya.                      | minister | positive
Norway failed Kenya.                                    | Norway   | negative
named
The delegation travelled to Norway on Tuesday.          | Norway   | neutral
The talks in Egypt continue next week.                  | Egypt    | neutral
Kenya has 47 counties.                                  | Kenya    | neutral
The minister spoke on the phone with Poland.            | minister | neutral
Officials of Brazil will meet on Monday.                | Brazil   | neutral
India and Pakistan share a border.                      | India    | neutral
The ship left Italy in March.                           | Italy    | neutral
The document was written in Canada.                     | Canada   | neutral
"""
ROWS = [tuple(part.strip() for part in line.split("|")) for line in TABLE.splitlines() if "|" in line]


@pytest.fixture(scope="module")
def feel(coder: Coder) -> Callable[[str, str], Feeling]:
    def felt(text: str, target: str) -> Feeling:
        document = page(text)
        (sentence, *_) = coder.parser.parse(text, coder.parser.spans(document))
        start = text.index(target)
        return coder.sentiment.towards(sentence, start, start + len(target))

    return felt


def page(*comments: str) -> Document:
    """A document of comments alone."""
    text, blocks = "", []
    for comment in comments:
        blocks.append(Block("comment", "Reader", None, None, len(text), len(text) + len(comment)))
        text += comment + "\n\n"
    return Document("test", None, None, None, None, "en", text, tuple(blocks))


@pytest.mark.parametrize(("sentence", "target", "expected"), ROWS)
def test_class(feel: Callable[[str, str], Feeling], sentence: str, target: str, expected: str) -> None:
    assert feel(sentence, target).class_ == expected


@pytest.mark.parametrize(("sentence", "target", "expected"), [row for row in ROWS if row[1] == "Kenya"])
@pytest.mark.parametrize("other", ["Norway", "Iran", "Cuba", "Sudan"])
def test_no_name_weighs(
    feel: Callable[[str, str], Feeling], sentence: str, target: str, expected: str, other: str
) -> None:
    assert feel(sentence.replace(target, other), other).class_ == expected


def test_who_is_not_mentioned_is_neutral(feel: Callable[[str, str], Feeling], coder: Coder) -> None:
    (sentence,) = coder.parser.parse("Egypt is a liar.", coder.parser.spans(page("Egypt is a liar.")))
    assert coder.sentiment.towards(sentence, 400, 405) == Feeling(0.0, "neutral")


COMMENTS = ("Well done {0}. {0} is a reliable friend.", "{1} lied to us again. The brutal regime of {1} must go!")


@pytest.mark.parametrize(("one", "other"), [("Russia", "Iran"), ("Kenya", "Egypt"), ("Poland", "Norway")])
def test_stance_swaps_with_the_countries(coder: Coder, one: str, other: str) -> None:
    first = coder.with_stance(page(*(text.format(one, other) for text in COMMENTS))).stance
    second = coder.with_stance(page(*(text.format(other, one) for text in COMMENTS))).stance
    assert [s.mean > 0 for s in first.values()] != [s.mean > 0 for s in second.values()]
    assert sorted(s.mean for s in first.values()) == sorted(s.mean for s in second.values())


def test_stance_counts_sentences(coder: Coder) -> None:
    found = coder.with_stance(page("Kenya is wonderful. Kenya is a liar and a thief. Kenya has 47 counties.")).stance
    assert (found["KEN"].positive, found["KEN"].negative, found["KEN"].neutral) == (1, 1, 1)


def test_a_reply_inherits_nothing(coder: Coder) -> None:
    document = page("Kenya is wonderful.", "What a liar you are.")
    assert coder.with_stance(document).stance == stance(coder.opinions(document))
    assert (
        sum((s.positive, s.negative, s.neutral) != (1, 0, 0) for s in coder.with_stance(document).stance.values()) == 0
    )


def test_stance_is_of_the_comments_alone(coder: Coder) -> None:
    text = "Kenya is a liar."
    document = Document("test", None, None, None, None, "en", text, (Block("body", None, None, None, 0, len(text)),))
    assert coder.with_stance(document).stance == {}
    assert by_actor(coder.opinions(document)) == {}
    assert [o.class_ for o in coder.opinions(document)] == ["negative"]
