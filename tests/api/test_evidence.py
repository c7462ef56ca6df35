"""What proves an act that binds: how whoever acts was known, as it is kept with the act."""

import hashlib

import pytest

from chalicelib.api import actors, evidence
from chalicelib.api.http.route import Call
from chalicelib.domain.assurance import Level
from chalicelib.records.presences import Presence
from chalicelib.trust.sessions import Session, id_of


def call(audience: str, **how: object) -> Call:
    return Call(Session(audience, "me", "", "window", **how), {}, {}, {"authorization": "Bearer t"}, b"", "id")


BY_SESSION = {"channel": "window", "session": id_of("t")[:16]}


@pytest.mark.parametrize(
    ("proof", "known"),
    [
        ({"method": "id_card_and_face"}, {"method": "id_card_and_face"}),
        (
            {"method": "signed_form", "second": {"by": "clerk-2", "person": "p", "at": "then"}},
            {"method": "signed_form", "second": "clerk-2"},
        ),
        (
            {"method": "id_card_and_face", "agent": "person_a", "mandate": "m1"},
            {"method": "id_card_and_face", "agent": "person_a", "mandate": "m1"},
        ),
        (
            {"method": "signed_form", "second": {"by": "clerk-2"}, "agent": "person_a", "mandate": "m1"},
            {"method": "signed_form", "second": "clerk-2", "agent": "person_a", "mandate": "m1"},
        ),
    ],
    ids=["there themselves", "by hand", "by an agent", "by an agent, looked at by another"],
)
def test_an_act_at_the_window_is_proven_by_whoever_was_seen_there_and_by_all_who_looked(monkeypatch, proof, known):
    there = {
        "id": "p1",
        "person": "borrower",
        "party": "me",
        "terminal": "W1",
        "at": "",
        "by": "clerk-1",
        "evidence": "e",
    }
    monkeypatch.setattr(actors, "present", lambda asked, key: Presence(**{**there, **proof}))
    seen = {"presence": "p1", "terminal": "W1", "proof": "e"}
    assert evidence.of(call("clerk"), "borrower") == BY_SESSION | seen | known


def test_an_act_of_ones_own_is_proven_by_the_session_with_its_level_and_by_what_that_is_known():
    acts = call("depositor", level=Level.STRONG, method="face")
    assert evidence.of(acts, "borrower") == BY_SESSION | {"level": str(Level.STRONG), "method": "face"}


def test_words_agreed_to_are_kept_by_version_and_the_digest_of_the_very_text(monkeypatch):
    monkeypatch.setattr(evidence, "text", lambda code: f"words of {code}")
    digest = hashlib.sha256(b"words of X").hexdigest()
    assert evidence.words("X", "v2") == {"code": "X", "version": "v2", "sha256": digest}


def test_a_session_is_written_down_so_that_it_opens_nothing():
    assert evidence.session(call("depositor")) == id_of("t")[:16] != "t"
