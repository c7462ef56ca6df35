"""Taking an application back and objecting to an end, each rule by itself. Over HTTP: test_submission, test_appeals."""

from datetime import date
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib.api.applicant import appealing, withdrawing
from chalicelib.api.http.problem import Problem
from chalicelib.casework import denied
from chalicelib.domain.status import WITHDRAWABLE, Status
from chalicelib.records.casefile import CaseFile, Expect
from chalicelib.records.statements import Appeal
from tests.given.case import held

ENDED = "2026-11-02T02:00:00.000Z"
WITHDRAWAL = {"at": ENDED, "by": "p1"}


@pytest.fixture
def done(monkeypatch):
    acts: list = []
    monkeypatch.setattr(withdrawing.casefile, "amend", lambda case, told, **said: acts.append((told.event.code, said)))
    monkeypatch.setattr(withdrawing.tasks, "interrupt", lambda id: acts.append("interrupted"))
    monkeypatch.setattr(withdrawing.taking_back, "act_on", lambda case: acts.append("acted on"))
    monkeypatch.setattr(withdrawing.actors, "at_window", lambda call: {"hands": "hand"})
    monkeypatch.setattr(withdrawing.actors, "acting", lambda call: "who asks")
    return acts


def withdraw(**values) -> str:
    try:
        return withdrawing.withdraw(SimpleNamespace(case=held(**values))).body["status"]
    except Problem as problem:
        return problem.code


@pytest.mark.parametrize("status", ["DRAFT", "WITHDRAWN"])
def test_a_draft_ends_at_once_and_does_so_as_often_as_it_is_asked(done, status):
    assert withdraw(status=status) == "WITHDRAWN"
    ends = {"status": Status.WITHDRAWN, "hands": "hand", "expect": Expect(status={Status.DRAFT, Status.WITHDRAWN})}
    assert done == [("WITHDRAWAL_ASKED", ends)]


def test_what_is_on_its_road_leaves_it_as_it_was_read_and_nobody_waits_for_anything_any_more(done):
    with time_machine.travel(ENDED, tick=False):
        assert withdraw(status="REVIEWING") == "REVIEWING"
    (code, said), *after = done
    still = Expect(status=WITHDRAWABLE, unchanged=denied.LEAVES_AS_READ)
    assert (code, said["expect"], said["hands"], after) == ("WITHDRAWAL_ASKED", still, "hand", ["interrupted"])
    assert (said["withdrawal"].at, said["withdrawal"].by) == (ENDED, "who asks")


@pytest.mark.parametrize(
    ("values", "told", "acts"),
    [
        ({"status": "REVIEWING", "withdrawal": WITHDRAWAL}, "REVIEWING", ["acted on"]),  # the same once more
        ({"status": "CANCELLED", "withdrawal": WITHDRAWAL}, "WRONG_STATUS", []),
        ({"status": "DISBURSED"}, "WRONG_STATUS", []),
        ({"status": "REFUSED"}, "WRONG_STATUS", []),
    ],
)
def test_what_has_ended_is_not_taken_back_and_what_is_being_taken_back_is_once(done, values, told, acts):
    assert (withdraw(**values), done) == (told, acts)


LAST = date(2026, 11, 25)
STANDING = Appeal(ENDED, "REFUSED", ENDED, "p1", "borrower", "sealed", ("f1",))


@pytest.fixture
def objected(monkeypatch):
    """How a case stands with objections, told by these."""

    def stands(last=LAST, *, filed=True, settled=True, standing=None):
        monkeypatch.setattr(appealing.appeals, "until", lambda case: last)
        monkeypatch.setattr(appealing.appeals, "may_be_filed", lambda case: filed)
        monkeypatch.setattr(appealing.appeals, "is_settled", lambda case: settled)
        monkeypatch.setattr(appealing.appeals, "of_end", lambda case: standing)
        monkeypatch.setattr(appealing.appeals, "number", lambda case, appeal: 1)
        monkeypatch.setattr(CaseFile, "grounds_of", lambda case, appeal: "why")
        monkeypatch.setattr(CaseFile, "reason_on", lambda case, appeal: "")
        monkeypatch.setattr("chalicelib.casework.endings.shown", lambda case: {})
        task = SimpleNamespace(due_at="later", provisional=True)
        monkeypatch.setattr(appealing.tasks, "find", lambda *_: task)
        return held(status="REFUSED")

    return stands


@pytest.mark.parametrize(
    ("today", "stands", "until", "verified"),
    [
        ("2026-11-25", {}, "2026-11-25", True),
        ("2026-11-26", {}, None, True),
        ("2026-11-26", {"settled": False}, None, False),
        ("2026-11-20", {"settled": False}, "2026-11-25", False),
        ("2026-11-20", {"filed": False}, None, True),
        ("2026-11-20", {"last": None, "settled": False}, None, True),
    ],
)
def test_a_party_is_told_the_last_day_to_object_while_they_may_and_whether_anybody_has_verified_it(
    objected, today, stands, until, verified
):
    with time_machine.travel(f"{today}T02:00:00Z", tick=False):
        told = appealing.ending(objected(**stands))
    assert (told["appeal_until"], told["appeal_until_verified"], told["appeal"]) == (until, verified, None)


@pytest.mark.parametrize(("outcome", "due_at"), [("", "later"), ("upheld", None)])
def test_what_became_of_an_objection_is_due_until_it_is_decided(objected, outcome, due_at):
    standing = Appeal(ENDED, "REFUSED", ENDED, "p1", "spouse", "sealed", ("f1", "f2"), outcome)
    told = appealing.ending(objected(filed=False, standing=standing))["appeal"]
    assert (told["party"], told["files"], told["due_at"]) == ("spouse", 2, due_at)
    assert told["outcome"] == (outcome or "filed")


@pytest.mark.parametrize(
    ("said", "stands", "refused"),
    [
        ({}, {"standing": STANDING, "filed": False}, None),  # the same again
        ({"grounds": "another"}, {"standing": STANDING, "filed": False}, "APPEALED"),
        ({"documents": []}, {"standing": STANDING, "filed": False}, "APPEALED"),
        ({"person": "spouse"}, {"standing": STANDING, "filed": False}, "APPEALED"),
        ({"person": "co_owner_1"}, {"standing": STANDING, "filed": False}, "INVALID_REQUEST"),
        ({"person": "co_owner_1"}, {}, "INVALID_REQUEST"),
        (
            {"person": None},
            {"standing": STANDING, "filed": False},
            "INVALID_REQUEST",
        ),  # a co-owner's own session names nobody
        ({}, {"filed": False}, "APPEAL_LATE"),
        ({}, {"filed": False, "last": None}, "WRONG_STATUS"),
        ({}, {}, "INVALID_REQUEST"),  # no such file
    ],
)
def test_one_end_is_objected_to_once_in_time_by_who_owes_the_loan(objected, monkeypatch, said, stands, refused):
    monkeypatch.setattr(appealing.actors, "party", lambda call, person: person or "co_owner_1")
    body = SimpleNamespace(**{"person": "borrower", "grounds": "why", "documents": ["f1"], **said})
    call = SimpleNamespace(case=objected(**stands), body=body)
    if refused is None:
        assert appealing.appeal(call).status == 201
    else:
        with pytest.raises(Problem) as problem:
            appealing.appeal(call)
        assert problem.value.code == refused


@pytest.mark.parametrize(("state", "is_wrong"), [("verified", False), ("waiting", True), ("rejected", True)])
def test_what_is_brought_with_an_objection_is_there_and_was_looked_at(state, is_wrong):
    case = SimpleNamespace(documents={"f1": SimpleNamespace(state=state)})
    wrong = [one.field for one in appealing._wrong(case, ["f1", "f2"])]
    assert wrong == ["/documents/0"] * is_wrong + ["/documents/1"]
