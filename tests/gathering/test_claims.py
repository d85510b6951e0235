"""The same claim in many documents."""

from dataclasses import replace
from typing import Any

import pytest

from dragoman.gathering.claims import CLAIM_ORDER, Told, gather, one_a_day

TOLD = Told(
    event_id="e1",
    document_id="d1",
    story_id="s1",
    source=("USA",),
    target=("IRN",),
    event_type="SANCTION",
    cameo="163",
    factuality="asserted",
    modality="done",
    voice="article",
    speaker=None,
    day="2024-05-01",
    seen="2024-05-01",
    confidence=0.8,
    url="https://www.herald.example/a",
)


def another(number: int, **changes: Any) -> Told:  # noqa: ANN401 - any field
    """The same claim in a document and a story of its own."""
    own = {"event_id": f"e{number}", "document_id": f"d{number}", "story_id": f"s{number}"}
    return replace(TOLD, **{**own, **changes})


@pytest.mark.parametrize(
    ("changes", "claims"),
    [
        ({}, 1),
        ({"day": "2024-05-03"}, 1),
        ({"day": "2024-05-04"}, 2),
        ({"day": None}, 1),
        ({"day": "2024-05"}, 2),
        ({"day": "XXXX-05-01"}, 2),
        ({"source": ("GBR",)}, 2),
        ({"source": ("GBR", "USA")}, 2),
        ({"target": ()}, 2),
        ({"cameo": "172"}, 2),
        ({"event_type": "COERCE"}, 2),
        ({"factuality": "denied"}, 2),
        ({"modality": "threatened"}, 2),
        ({"voice": "quote"}, 2),
        ({"speaker": "IRN"}, 2),
    ],
)
def test_what_is_one_claim(changes: dict[str, Any], claims: int) -> None:
    told = sorted([TOLD, another(2, **changes)], key=lambda one: str([getattr(one, name) for name in CLAIM_ORDER]))
    assert len(list(gather(told))) == claims


def test_a_claim_holds_all_its_evidence() -> None:
    (claim,) = gather([another(2, seen="2024-05-03", confidence=0.9), TOLD, another(3, day=None, seen=None)])
    assert (claim.id, claim.day, claim.first_seen, claim.last_seen) == ("e2", "2024-05-01", "2024-05-01", "2024-05-03")
    assert claim.event_ids == ("e1", "e2", "e3")


@pytest.mark.parametrize(
    ("tellings", "documents", "stories", "sources"),
    [
        ([TOLD, another(2, document_id="d1", story_id="s1")], 1, 1, 1),
        ([TOLD, another(2, story_id="s1", url="https://post.example/b")], 2, 1, 1),
        ([TOLD, another(2, url="https://herald.example/b")], 2, 2, 1),
        ([TOLD, another(2, url="https://post.example/b")], 2, 2, 2),
        ([TOLD, another(2, url=None), another(3, url="http://[broken")], 3, 3, 3),
    ],
    ids=["one document", "a reprint", "one paper twice", "two papers", "no addresses"],
)
def test_independent_sources(tellings: list[Told], documents: int, stories: int, sources: int) -> None:
    (claim,) = gather(tellings)
    assert (claim.documents, claim.stories, claim.sources) == (documents, stories, sources)


def test_days_do_not_chain() -> None:
    claims = list(gather(another(day, day=f"2024-05-0{day}") for day in (4, 1, 3, 2, 5)))
    assert [claim.event_ids for claim in claims] == [("e1", "e2", "e3"), ("e4", "e5")]


def test_an_undated_telling_goes_with_its_story_or_stays_alone() -> None:
    late = another(2, day="2024-06-01")
    undated = [another(3, day=None, story_id="s2"), another(4, day=None)]
    assert [claim.event_ids for claim in gather([TOLD, late, *undated])] == [("e1",), ("e2", "e3"), ("e4",)]


def test_without_parties_only_a_story_is_gathered() -> None:
    nobody: dict[str, Any] = {"source": (), "target": ()}
    told = [another(1, **nobody), another(2, **nobody), another(3, story_id="s1", **nobody)]
    assert [claim.event_ids for claim in gather(told)] == [("e1", "e3"), ("e2",)]


def test_one_a_day() -> None:
    told = [
        TOLD,
        another(2, confidence=0.9, factuality="denied"),
        another(3, day="2024-05-02"),
        another(4, day=None, seen="2024-05-02", confidence=0.1),
        another(5, day=None, seen=None),
        another(6, cameo="172"),
    ]
    assert [one.event_id for one in one_a_day(told)] == ["e2", "e3", "e5", "e6"]


def test_tellings_stream() -> None:
    seen = []

    def rows() -> Any:  # noqa: ANN401
        for i in range(9):
            seen.append(i)
            yield another(i, target=(f"T{i}",))

    next(gather(rows()))
    assert len(seen) == 2
