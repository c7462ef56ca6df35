"""What a reviewer asks, of whom and until when: on built objects. Over HTTP: tests/api/test_asking.py."""

from datetime import date
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib.casework import asking, owing
from chalicelib.domain.materials import UPLOAD
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Event
from tests.given.application import application, with_co_owner
from tests.given.case import held


@pytest.mark.parametrize(
    ("asked", "where", "told"),
    [
        (["spouse"], "spouse", "spouse"),
        (["D01.spouse"], "D01.spouse", "spouse"),
        (["home"], "home", ""),  # all who borrow
        (["B03"], "B03", ""),
        (["home", "spouse"], "home", ""),
        (["home", "spouse"], "spouse", "spouse"),
        (["borrower", "home"], "home", "borrower"),  # it is theirs to bring and to correct
        (["D01.borrower", "B03"], "B03", "borrower"),
        (["borrower", "spouse", "home"], "home", ""),
        (["borrower", "spouse"], "spouse", "spouse"),
    ],
)
def test_what_is_asked_of_one_party_is_told_to_that_party_and_to_nobody_else(asked, where, told):
    assert asking.whose(asked, where) == told


@pytest.mark.parametrize(
    ("law", "due_on", "by_reviewer", "by_supervisor"),
    [
        ("2026-12-10", "2026-12-09", True, True),
        ("2026-12-10", "2026-12-08", False, False),  # no other day is left to answer
        ("2026-12-08", "2026-12-09", True, True),  # the law's last day
        ("2026-12-07", "2026-12-09", False, True),
        ("2026-12-07", "2026-12-07", False, True),
        (None, "2026-12-09", True, True),
        (None, "2026-12-08", False, False),
    ],
)
def test_a_reviewer_asks_while_another_day_is_left_to_answer_and_a_supervisor_once_the_laws_are_over(
    monkeypatch, law, due_on, by_reviewer, by_supervisor
):
    monkeypatch.setattr(asking, "legal_by", lambda case: law and date.fromisoformat(law))
    monkeypatch.setattr(asking, "due", lambda case, kind: SimpleNamespace(due_at=f"{due_on}T17:30:00+08:00"))
    with time_machine.travel("2026-12-08T10:00:00+08:00", tick=False):
        assert asking.is_in_time(held(), supervises=False) is by_reviewer
        assert asking.is_in_time(held(), supervises=True) is by_supervisor


def test_of_papers_those_are_asked_that_were_brought_or_can_show_it_and_none_of_who_only_owns_or_has_a_day_of_its_own(
    monkeypatch,
):
    def need(code, subject=None, mode=UPLOAD):
        return SimpleNamespace(code=code, subject=subject, mode=mode)

    needs = [need("B03"), need("D01", "spouse"), need("D01", "co_owner_1"), need("B04"), need("S01", mode="shared")]
    materials = [SimpleNamespace(code=code, name=f"{code}的名称") for code in ("B03", "B04", "D01", "D02")]
    monkeypatch.setattr(asking, "needed", lambda *_: needs)
    monkeypatch.setattr(asking, "known", lambda case: ())
    monkeypatch.setattr(asking, "policy_of", lambda case: SimpleNamespace(materials=materials))
    monkeypatch.setattr(owing, "left", lambda case: {"B04": None, "B03": None})
    monkeypatch.setattr(owing, "state", lambda case, key, left: "to_bring" if key == "B04" else "late")
    brought = {"D02.borrower": ["f"], "D02.co_owner_1": ["f"], "Z01": ["f"], "D01.spouse": ["f"]}
    case = held(with_co_owner(application(documents=brought)), tolerances={"B04": {}})
    assert asking.places(case) == {
        "home": ("ASKED_STATED", ""),
        "borrower": ("ASKED_STATED", ""),
        "spouse": ("ASKED_STATED", ""),
        "B03": ("ASKED_PAPER", "B03的名称"),
        "D01.spouse": ("ASKED_PAPER_UNCLEAR", "D01的名称"),
        "D02.borrower": ("ASKED_PAPER_UNCLEAR", "D02的名称"),
    }


@pytest.mark.parametrize(
    ("task", "asked", "reason", "said"),
    [
        ("t1", ["home", "spouse"], "请说明", True),
        ("t1", ["home", "spouse", "home"], "请说明", True),
        ("t1", ["home"], "请说明", False),
        ("t1", ["spouse", "home"], "请说明", False),
        ("t1", ["home", "spouse"], "请补充", False),
        ("t2", ["home", "spouse"], "请说明", False),
    ],
)
def test_a_review_has_asked_only_what_it_asked_of_those_places_in_those_words(monkeypatch, task, asked, reason, said):
    monkeypatch.setattr(CaseFile, "reason_of", lambda case, review: f"请说明{'' if review.task == 't1' else '别的'}")
    notices = [{"round": 1, "defects": [{"where": "home"}, {"where": "spouse"}], "asked": "t1"}]
    reviews = [{"task": one, "level": "first_review", "decision": "ask"} for one in ("t0", "t1", "t2")]
    case = held(notices=notices, reviews=reviews)
    assert asking.is_asked(case, task, asked, reason) is said
    assert asking.words(case, case.notices[0]) == "请说明"
    assert asking.words(case, held(notices=[{"defects": []}]).notices[0]) == "", "collation asks in nobody's words"


def test_a_round_that_a_reviewer_begins_names_what_is_asked_and_whom_and_nothing_is_decided_any_more(monkeypatch):
    due = SimpleNamespace(due_at="2026-12-14T17:30:00+08:00", provisional=True)
    monkeypatch.setattr(
        asking, "due", lambda case, kind: (due.due_at, due.provisional) if kind == "correction" else None
    )
    monkeypatch.setattr(asking, "places", lambda case: {"home": asking.Place("S"), "B03": asking.Place("P", "收据")})
    monkeypatch.setattr(asking.late_items, "marked", lambda case, earlier, items: [*items, *earlier])
    first = {"round": 1, "defects": []}
    case = held(notices=[first], events={"CORRECTED.1": {"at": "", "code": "CORRECTED", "values": {}}})
    changes = asking.changes(case, "t1", ["home", "B03", "home"])
    assert (changes["decision"], changes["grounds"]) == (None, None)
    earlier, notice = changes["notices"]
    assert earlier == case.notices[0] and (notice.round, notice.asked, notice.to) == (2, "t1", "")
    assert (notice.due_at, notice.provisional) == (due.due_at, True)
    home, paper, _ = notice.defects
    assert (home["where"], home["code"], paper["where"], paper["code"]) == ("home", "S", "B03", "P")
    assert [one["check"] for one in (home, paper)] == ["review"] * 2 and paper["values"] == {"name": "收据"}


@pytest.mark.parametrize(
    ("notices", "corrected", "codes", "stands_still"),
    [
        ([{"round": 1, "asked": "t1"}], False, ["HOLD_UNANSWERED"], True),
        ([{"round": 1, "asked": "t1"}], True, ["HOLD_UNANSWERED"], False),
        ([{"round": 1}], False, ["HOLD_UNANSWERED"], False),  # collation has asked that
        ([{"round": 1, "asked": "t1"}, {"round": 2}], False, ["HOLD_UNANSWERED"], False),
        ([{"round": 1, "asked": "t1"}], False, ["HOLD_UNANSWERED", "OWED"], False),  # for something else too
        ([{"round": 1, "asked": "t1"}], False, [], False),
        ([], False, ["HOLD_UNANSWERED"], False),
    ],
)
def test_a_case_stands_still_for_a_reviewers_question_alone_that_nobody_has_answered(
    notices, corrected, codes, stands_still
):
    lines = {"CORRECTED.1": Event("2026-11-25T02:00:00.000Z", "CORRECTED", {})} if corrected else {}
    assert asking.unanswered(held(notices=notices, events=lines), codes) is stands_still
