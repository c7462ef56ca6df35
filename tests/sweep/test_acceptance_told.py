"""Who waits for a decision is told that their case is accepted, and that the notice of it can be had."""

import pytest

from chalicelib import clock
from chalicelib.agencies import province
from chalicelib.errors import AgencyUnavailable
from chalicelib.messages import text
from chalicelib.records import casefile
from chalicelib.records.contents import Message
from chalicelib.sweep import run
from tests.given import case as given
from tests.given.case import wrote


@pytest.fixture
def sent(monkeypatch):
    told = []
    monkeypatch.setattr(province, "notify", lambda key, phone, id, said, purpose: told.append((key, id, said)))
    return told


@pytest.fixture
def accepted(submitted, road):
    """A case that was accepted just now and waits for a reviewer."""

    def make(code="ACCEPTED", **more):
        submitted(number="620100", accepted_on=clock.today().isoformat(), **more)
        road.runs("c1")
        event = {"at": clock.stamp(), "code": code}
        given.put("c1", **{f"events.{code}": event})
        return given.waiting("c1", "first_review", "REVIEWING")

    return make


@pytest.mark.parametrize("code", ["ACCEPTED", "ACCEPTED_IN_SILENCE"])
def test_everybody_is_told_once_that_the_case_is_accepted(accepted, sent, code):
    accepted(code)
    assert run.handle({"execution": "c1"})["acceptance_told"] == 1
    assert [(key, said) for key, _, said in sent] == [
        (key, text("MESSAGE_ACCEPTED", number="620100")) for key in casefile.load("c1").parties
    ]
    assert "acceptance_told" not in run.handle({"execution": "c1"}) and len(sent) == len(casefile.load("c1").parties)


def test_a_message_that_does_not_go_out_is_sent_with_the_next_look(accepted, sent, monkeypatch):
    accepted()
    working = province.notify

    def lost(*_):
        raise AgencyUnavailable("province")

    monkeypatch.setattr(province, "notify", lost)
    assert "acceptance_told" not in run.handle({"execution": "c1"})
    monkeypatch.setattr(province, "notify", working)
    assert run.handle({"execution": "c1"})["acceptance_told"] == 1


def test_who_was_told_of_more_since_is_not_told_that(accepted, sent, later):
    accepted()
    later(minutes=5)
    wrote(casefile.load("c1"), messages={"MESSAGE_SIGN.borrower.1": Message("MESSAGE_SIGN", "borrower", clock.stamp())})
    assert "acceptance_told" not in run.handle({"execution": "c1"}) and not sent


def test_what_was_accepted_days_ago_by_an_earlier_release_is_no_news(accepted, sent, later):
    accepted()
    later(days=2)
    assert "acceptance_told" not in run.handle({"execution": "c1"}) and not sent
