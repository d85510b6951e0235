"""Operators in chains: what becomes of an act under one word or several."""

from collections.abc import Callable

import pytest

from dragoman.types import Event

Coded = Callable[[str], list[Event]]

CHAINS = [
    ("Russia will supply Iraq with helicopters.", "AGREE", "0332", "intended", "asserted"),
    ("Russia may supply Iraq with helicopters.", "AID", "072", "actual", "possible"),
    ("Russia would supply Iraq with helicopters.", "AID", "072", "actual", "hypothetical"),
    ("Russia said it would supply Iraq with helicopters.", "AGREE", "0332", "intended", "asserted"),
    ("Russia will supply Iraq with helicopters if Iran agrees.", "AGREE", "0332", "intended", "conditional"),
    ("Russia refused to supply Iraq with helicopters.", "REJECT", "1222", "refused", "asserted"),
    ("Russia will not supply Iraq with helicopters.", "REJECT", "1222", "refused", "asserted"),
    ("Iraq urged Russia to supply helicopters.", "REQUEST", "0232", "requested", "asserted"),
    ("Iraq demanded that Russia release the prisoners.", "REQUEST", "1053", "requested", "asserted"),
    ("Iraq urged Russia to stop bombing Syria.", "REQUEST", "0256", "requested", "asserted"),
    ("Russia stopped supplying Iraq with helicopters.", "SANCTION", "1622", "ceased", "asserted"),
    ("Russia threatened to attack Iraq.", "THREATEN", "1384", "intended", "asserted"),
    ("Iran accused Russia of supplying Iraq with helicopters.", "ACCUSE", "1123", "accused", "asserted"),
    ("Iran welcomed Russia's decision to supply Iraq with helicopters.", "SUPPORT", "051", "supported", "asserted"),
    ("Russia rejected a request to supply Iraq with helicopters.", "REJECT", "1222", "refused", "asserted"),
    ("Russia agreed to consider supplying Iraq with helicopters.", "AGREE", "0332", "intended", "asserted"),
    ("Russia plans to threaten to attack Iraq.", "THREATEN", "1384", "intended", "asserted"),
]


@pytest.mark.parametrize("row", CHAINS, ids=lambda row: row[0])
def test_chains(row: tuple[str, ...], coded: Coded) -> None:
    sentence, *expected = row
    found = [(e.event_type, e.cameo, e.modality, e.factuality) for e in coded(sentence)]
    assert tuple(expected) in found


@pytest.mark.parametrize(
    "sentence",
    [
        "Russia did not supply Iraq with helicopters.",
        "Russia failed to supply Iraq with helicopters.",
        "Russia denied attacking Georgia.",
    ],
)
def test_what_did_not_happen_is_no_event(sentence: str, coded: Coded) -> None:
    assert not coded(sentence)


def test_help_that_is_denied_is_kept_as_denied(coded: Coded) -> None:
    (event,) = coded("Russia denied supplying Iraq with helicopters.")
    assert (event.event_type, event.cameo, event.factuality) == ("AID", "072", "denied")


def test_the_chain_stands_in_the_record(coded: Coded) -> None:
    (event,) = coded("Iraq urged Russia to stop bombing Syria.")
    assert [(use.text, use.class_) for use in event.operators] == [("urged", "requested"), ("stop", "ceased")]
    assert event.act.cameo.startswith("19")


def test_a_condition_is_kept_in_its_words(coded: Coded) -> None:
    (event,) = coded("Russia will supply Iraq with helicopters if Iran agrees.")
    assert event.condition == "if Iran agrees"


def test_source_and_target_of_a_request(coded: Coded) -> None:
    (event,) = coded("Iraq urged Russia to stop bombing Syria.")
    assert ([a.code for a in event.source], [a.code for a in event.target]) == (["IRQ"], ["RUS"])
