"""What the registry wants more is told to everybody whose case it is, as soon as the messages go out."""

import pytest

from chalicelib.agencies import province
from chalicelib.errors import AgencyUnavailable
from chalicelib.messages import text
from chalicelib.records import casefile
from chalicelib.steps import review
from chalicelib.sweep import run
from tests.steps.conftest import event

VISIT = "2026-11-24T01:00:00.000Z"
MORTGAGE = {"apply_biz_id": "JK1M1", "status": "NEED_MORE_MATERIAL", "attempt": 1, "visit": "2026-11-23T01:00:00.000Z"}


@pytest.fixture
def wanting(submitted, road):
    submitted(status="REGISTERING", mortgage=MORTGAGE, contract={"number": "JK1"}, number="620100")
    road.runs("c1")
    review.handle(event("Supplement", ask="supplement", visit=VISIT, token="t2"))


def test_everybody_is_told_once_of_what_the_registry_wants_within_a_run(wanting, monkeypatch):
    sent = []
    monkeypatch.setattr(province, "notify", lambda key, phone, id, said, purpose: sent.append((key, said)))
    assert run.handle({})["wish_told"] == 1
    assert sent == [(key, text("MESSAGE_SUPPLEMENT", number="620100")) for key in casefile.load("c1").parties]
    assert "wish_told" not in run.handle({"execution": "c1"}) and len(sent) == 2


def test_a_message_that_did_not_go_out_is_sent_by_a_later_run(wanting, monkeypatch):
    def out_of_order(*_):
        raise AgencyUnavailable("province")

    monkeypatch.setattr(province, "notify", out_of_order)
    assert run.handle({}) == {"failed.AgencyUnavailable": 1}
    monkeypatch.setattr(province, "notify", lambda *_: None)
    assert run.handle({"execution": "c1"})["wish_told"] == 1
