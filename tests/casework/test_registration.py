"""The registry's last word reaches whoever follows up the registration for the road."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import get_args

import pytest

from chalicelib.agencies.registry.answers import STATUSES
from chalicelib.api.partners.events import BizStatus
from chalicelib.casework import disputes, lodging, registration, timeline, words
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import Expect
from chalicelib.records.loan import Mortgage
from chalicelib.steps import review
from tests.given import case as given
from tests.given.application import of_sample
from tests.steps.conftest import event

MORTGAGE = {"apply_biz_id": "JK1M1", "status": "NEED_MORE_MATERIAL", "attempt": 1, "visit": "2026-11-23T01:00:00.000Z"}
LATER = "2026-11-24T01:00:00.000Z"
LAST = {"DONE": "甘证1", "REJECTED": None, "CANCELLED": None}


def test_every_word_the_registry_may_say_is_heard_read_and_means_something():
    words = set(get_args(get_args(BizStatus)[0]))
    assert words == STATUSES == {"PENDING", *registration.OUTCOMES}


def follows(kind: str, step: str = "Mortgage") -> str:
    return given.waiting("c1", kind, "ATTENDING", details={"step": step}, mortgage=MORTGAGE)


@pytest.fixture(autouse=True)
def told(monkeypatch):
    monkeypatch.setattr(tasks.road, "tell", lambda item: None)


@pytest.mark.parametrize(("kind", "word"), [("supplement", "supplied"), ("attend", "retry")])
@pytest.mark.parametrize("last", LAST)
def test_nobody_follows_up_what_the_registry_has_said_its_last_of(submitted, last, kind, word):
    submitted()
    task = follows(kind)
    registration.hear(casefile.load("c1"), last, LAST[last], None)
    assert (tasks.get(task).outcome, tasks.get(task).is_open) == ({"next": word}, False)


@pytest.mark.parametrize("last", LAST)
def test_the_timeline_tells_the_registry_s_last_word_once(submitted, last):
    submitted(status="REGISTERING", mortgage=MORTGAGE)
    for _ in range(2):
        registration.hear(casefile.load("c1"), last, LAST[last], None)
    told = "MORTGAGE_REGISTERED" if last == "DONE" else "MORTGAGE_REJECTED"
    codes = [line.code for line in timeline.lines(casefile.load("c1"))]
    assert [code for code in codes if code.startswith("MORTGAGE_")] == [told]


def test_a_further_wish_leaves_the_task_with_whoever_can_satisfy_it(submitted):
    submitted()
    task = follows("supplement")
    registration.hear(casefile.load("c1"), "NEED_MORE_MATERIAL", None, None, "another paper")
    assert tasks.get(task).is_open


def test_somebody_who_attends_to_another_step_is_not_interrupted(submitted):
    submitted()
    task = follows("attend", "Disburse")
    registration.hear(casefile.load("c1"), "DONE", "甘证1", None)
    assert tasks.get(task).is_open


def test_a_last_word_that_came_before_the_task_was_open_closes_it_again(submitted):
    submitted(status="REGISTERING", mortgage=MORTGAGE | {"status": "DONE", "certificate_number": "甘证1"})
    review.handle(event("Supplement", ask="supplement", visit=LATER, token="t2"))
    (task,) = tasks.of_case("c1")
    assert task.outcome == {"next": "supplied"}


A, B = "甘(2026)兰州市不动产证明第0000001号", "甘(2026)兰州市不动产证明第0000002号"


@pytest.mark.parametrize(
    ("known", "word", "then"),
    [
        (("PENDING", None), ("DONE", A), "kept"),
        (("PENDING", None), ("REJECTED", None), "kept"),
        (("PENDING", None), ("NEED_MORE_MATERIAL", None), "kept"),
        (("NEED_MORE_MATERIAL", None), ("NEED_MORE_MATERIAL", None), "kept"),  # another wish
        (("PENDING", None), ("PENDING", None), ""),
        (("DONE", A), ("DONE", None), "told"),  # the telling of it may have been lost
        (("DONE", A), ("DONE", A.replace("(", "（").replace(")", "）")), "told"),  # however it is written
        (("DONE", A), ("DONE", B), "disputed"),
        (("DONE", A), ("REJECTED", None), "disputed"),
        (("DONE", A), ("CANCELLED", None), "disputed"),
        (("DONE", A), ("NEED_MORE_MATERIAL", None), ""),  # which its last word has overtaken
        (("REJECTED", None), ("DONE", A), "disputed"),
        (("CANCELLED", None), ("DONE", A), "disputed"),
        (("REJECTED", None), ("CANCELLED", None), ""),  # both refuse
        (("REJECTED", None), ("REJECTED", None), "told"),
        (("DISCHARGED", A), ("DONE", A), ""),  # as we knew when we took it back
        (("DISCHARGED", A), ("DONE", B), "disputed"),
        (("LEFT", None), ("DONE", B), "disputed"),
        (("LEFT", None), ("DONE", None), "disputed"),  # whichever it is
        (("LEFT", None), ("DONE", " "), "disputed"),
        (("DONE", A), ("DONE", ""), "told"),  # who names none names no other
        (("DISCHARGED", A), ("DONE", None), "disputed"),
        (("LEFT", None), ("REJECTED", None), ""),
    ],
)
def test_a_last_word_of_the_registry_is_kept_once_and_another_against_it_is_a_persons(monkeypatch, known, word, then):
    done = []
    monkeypatch.setattr(casefile, "amend", lambda case, *told, **values: done.append("kept"))
    monkeypatch.setattr(words, "keep", lambda *_: None)
    monkeypatch.setattr(disputes, "open_task", lambda *_: done.append("disputed"))
    monkeypatch.setattr(tasks, "answer", lambda *_: done.append("told"))
    monkeypatch.setattr(registration, "resume", lambda case: done.append("resumed"))
    mortgage = Mortgage("JK1M1", known[0], certificate_number=known[1])
    case = SimpleNamespace(id="c1", mortgage=mortgage, ended="", wish="a paper", seal_wish=lambda wish: wish)
    registration.hear(case, *word, None, "another paper" if word[0] == "NEED_MORE_MATERIAL" else None)
    last = ["resumed"] if word[0] in LAST else []
    told = {"kept": ["kept", "told", *last], "told": ["told", *last], "disputed": ["disputed"], "": []}
    assert done == told[then]


@pytest.mark.parametrize(
    ("known", "status", "certificate", "is_news"),
    [
        (A, "DONE", B, True),
        (A, "DONE", None, True),
        (None, "DONE", None, True),  # of one we know no certificate of yet
        (None, "DONE", "", True),
        (A, "DONE", A, False),
        (A, "REJECTED", B, False),
        (A, "CANCELLED", None, False),
    ],
)
def test_of_an_application_that_was_given_up_only_that_it_is_registered_after_all_is_news(
    monkeypatch, known, status, certificate, is_news
):
    told = []
    monkeypatch.setattr(words, "keep", lambda *_: None)
    monkeypatch.setattr(disputes, "open_task", lambda case, code, *_: told.append(code))
    case = SimpleNamespace(id="c1", mortgage=Mortgage("JK1M2", "DONE", certificate_number=known), ended="")
    registration.hear_of_earlier(case, status, certificate)
    assert told == [disputes.REGISTRY_EARLIER_DONE] * is_news


@pytest.mark.parametrize(
    ("status", "wish", "wanted_at"),
    [("NEED_MORE_MATERIAL", "a paper", LATER), ("DONE", None, ""), ("REJECTED", "why", "")],
)
def test_since_when_the_registry_wants_something_is_written_down_only_while_it_does(
    monkeypatch, status, wish, wanted_at
):
    monkeypatch.setattr(registration.clock, "stamp", lambda: LATER)
    case = SimpleNamespace(seal_wish=lambda text: text and "sealed")
    for before in ("", "2026-11-23T01:00:00.000Z"):  # an earlier wish's moment is not that of this one
        kept = registration.said(case, Mortgage("JK1M1", "PENDING", wanted_at=before), status, None, None, wish)
        assert (kept.status, kept.wanted, kept.wanted_at) == (status, wish and "sealed", wanted_at)


@pytest.mark.parametrize("payment", [None, {"status": "ordered"}, {"status": "paid"}])
def test_a_further_contradiction_holds_the_money_up_beside_what_is_in_doubt_already(monkeypatch, payment):
    beside = []
    monkeypatch.setattr(words, "keep", lambda *said: None)
    monkeypatch.setattr(disputes, "open_task", lambda *task: beside.append(task[-1]))
    case = given.held(
        mortgage={**MORTGAGE, "status": "DONE", "certificate_number": "甘证1", "doubts": ["before"]}, payment=payment
    )
    monkeypatch.setattr(casefile, "load", lambda id: case)
    registration.hear(case, "REJECTED", None, None)
    (written,) = beside
    assert written.changes["mortgage"].doubts[0] == "before" and len(written.changes["mortgage"].doubts) == 2
    assert written.expect == Expect(unchanged=("mortgage",)), "a word that comes meanwhile is not written over"


@pytest.mark.parametrize(("before_ours", "rank"), [((), 1), (("甘1",), 2), (("甘1", "甘2"), 3)])
def test_a_mortgage_is_lodged_for_the_loan_of_the_contract_by_whose_home_it_is_behind_what_may_stand_before_it(
    monkeypatch, before_ours, rank
):
    asked = []
    monkeypatch.setattr(lodging.registry, "apply_mortgage", lambda *said, **more: asked.append((said, more)))
    monkeypatch.setattr(lodging, "mortgages_before_ours", lambda case: frozenset(before_ours))
    monkeypatch.setattr(lodging, "mortgagors_of", lambda case: ("co_owner_1",))
    filed = Mortgage("JK1M2", "PENDING", begins="2026-11-23", ends="2056-11-23")
    case = given.held(of_sample(1), contract=given.CONTRACT, decision={"approved": True, "amount": "500000.00"})
    lodging.lodge(case, filed, "purpose")
    days = (date(2026, 11, 23), date(2056, 11, 23))
    of_it = ("JK1M2", case.application, given.CONTRACT["number"], Decimal("500000.00"), days, "purpose")
    assert asked == [(of_it, {"mortgagors": ("co_owner_1",), "rank": rank})]
