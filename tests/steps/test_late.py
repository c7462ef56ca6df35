"""Late duplicates change nothing (迟到的重复): an event of a try, a visit or a round that is over finds a case that has gone on.

What it is called for is told by when its state was entered and by which try it is, never by where the case stands now.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
import urllib3

import app
from chalicelib import aws
from chalicelib.agencies import registry
from chalicelib.banks import webhooks
from chalicelib.casework import papers, turns
from chalicelib.domain.checks.finding import Finding
from chalicelib.domain.judging import collation
from chalicelib.errors import Contended, PreconditionFailed
from chalicelib.records import casefile, lanes, tasks
from chalicelib.records.contents import Paper
from chalicelib.records.statements import Procedure
from chalicelib.settings import setting
from chalicelib.steps import assess, checking, collate, correction, intake, mortgage, results, review, sign
from tests.given.answers import finding
from tests.given.case import happened, put, wrote
from tests.steps.conftest import event

NUMBER = "N" * 39 + "0001"
DECISION = {"approved": True, "amount": "400000.00", "months": 240, "route": "B", "reasons": []}
FIRST, SECOND, THIRD = (f"2026-11-2{day}T01:00:00.000Z" for day in (3, 4, 5))
VISIT = {FIRST: "20261123010000000", SECOND: "20261124010000000", THIRD: "20261125010000000"}
CONTRACT = {"number": "JK1", "bank": "B01", "due_at": "2026-12-01T18:00:00+08:00"}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What the road was told, by token."""
    heard: list[tuple[str, str]] = []
    monkeypatch.setattr(
        tasks.road, "tell", lambda item: heard.append((item["token"]["S"], item.get("outcome", item["state"])["S"]))
    )
    return heard


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whom the steps have told something, in order."""
    out: list[str] = []

    def tell(
        case: casefile.CaseFile, step: str, code: str, occasion: str = "1", *events: casefile.Told, to: object = None
    ) -> None:
        out.append(f"{code}.{occasion}")
        if events:
            wrote(case, *events)

    monkeypatch.setattr(webhooks, "send", lambda bank, *_: out.append(bank))
    for step in (sign, correction):
        monkeypatch.setattr(step, "tell", tell)
    monkeypatch.setattr(results, "of_notice", lambda case, notice: Paper(f"correction-{notice.round}.pdf", "", ""))
    return out


@pytest.fixture
def changes_nothing(platform: Any) -> Callable[[Callable[[], Any]], None]:
    """Does something twice, and sees that every table is as it was."""

    def holds(act: Callable[[], Any]) -> None:
        before = {name: platform.items(name) for name in ("cases", "parts", "tasks", "registers", "ledger")}
        for _ in range(2):
            act()
        assert {name: platform.items(name) for name in before} == before

    return holds


def token_of(id: str) -> str:
    found = aws.client("dynamodb").get_item(TableName=setting("TABLE_TASKS"), Key={"id": {"S": id}})
    return str(found["Item"]["token"]["S"])


def asks(ask: str, visit: str, attempt: int = 0) -> dict[str, str]:
    return review.handle(
        event(
            "Review",
            ask=ask,
            visit=visit,
            attempt=attempt,
            token=f"{visit}#{attempt}",
            stuck="Sign",
            error="Unexpected",
        )
    )


# Review and Attend


def test_a_review_that_is_late_does_not_bring_a_case_back_that_is_being_signed(submitted, told, changes_nothing):
    submitted(number=NUMBER, status="VERIFYING", decision=DECISION)
    asks("first_review", FIRST)
    tasks.answer(f"c1.first_review.{VISIT[FIRST]}", {"next": "approved"}, "r1")
    put("c1", status="SIGNING", contract=CONTRACT)
    told.clear()
    changes_nothing(lambda: asks("first_review", FIRST))
    assert told == [(f"{FIRST}#0", '{"next": "approved"}')] * 2


def test_an_attendance_that_is_late_does_not_take_over_a_case_that_goes_on(submitted, told, changes_nothing):
    submitted(number=NUMBER, status="SIGNING", contract=CONTRACT)
    asks("attend", FIRST)
    tasks.answer(f"c1.attend.{VISIT[FIRST]}", {"next": "retry"}, "s1")
    put("c1", status="SIGNING")
    changes_nothing(lambda: asks("attend", FIRST))
    assert casefile.load("c1").status == "SIGNING"


def test_a_visit_of_staff_that_a_later_one_has_followed_opens_nothing(submitted, told, changes_nothing):
    """It died before it had opened its wait; then somebody attended to the case."""
    submitted(number=NUMBER, status="VERIFYING", decision=DECISION)
    asks("attend", SECOND)
    changes_nothing(lambda: asks("first_review", FIRST))
    assert [task.kind for task in tasks.of_case("c1")] == ["attend"] and told == []


def test_a_review_whose_case_moves_while_it_begins_does_not_move_it_back(submitted, told, monkeypatch):
    submitted(number=NUMBER, status="VERIFYING", decision=DECISION)
    load, late = casefile.load, event("Review", ask="attend", visit=FIRST, token="t", stuck="Sign", error="Unexpected")

    def overtaken(id: str) -> casefile.CaseFile:
        monkeypatch.setattr(casefile, "load", load)
        read = load(id)
        put("c1", status="SIGNING", contract=CONTRACT)
        return read

    monkeypatch.setattr(casefile, "load", overtaken)
    with pytest.raises(Contended):
        review.handle(late)
    assert casefile.load("c1").status == "SIGNING" and tasks.of_case("c1") == []


@pytest.mark.parametrize("kind", ["verify", "first_review", "second_review", "supplement", "attend"])
def test_what_was_asked_of_staff_in_time_that_ran_out_is_closed_once_somebody_attends_to_it(submitted, told, kind):
    submitted(number=NUMBER, status="VERIFYING", decision=DECISION)
    asks(kind, FIRST)
    asks("attend", SECOND)
    assert [task.id for task in tasks.of_case("c1") if task.is_open] == [f"c1.attend.{VISIT[SECOND]}"]
    assert lanes.queue("620100", kind)[0] == ([] if kind != "attend" else [tasks.get(f"c1.attend.{VISIT[SECOND]}")])
    assert told == []


def test_what_others_were_asked_they_may_still_answer_while_somebody_attends_to_the_case(submitted, told, sent):
    submitted(number=NUMBER, status="VERIFYING", decision=DECISION, contract=CONTRACT)
    signs(FIRST)
    asks("attend", SECOND)
    assert {task.kind for task in tasks.of_case("c1") if task.is_open} == {"sign", "attend"}


def test_an_earlier_try_does_not_take_the_wait_from_a_later_one(submitted, told):
    submitted(number=NUMBER, status="VERIFYING", decision=DECISION)
    for attempt in (0, 2, 1):
        asks("first_review", FIRST, attempt)
    assert token_of(f"c1.first_review.{VISIT[FIRST]}") == f"{FIRST}#2"


# Correction


def corrects(visit: str, attempt: int = 0) -> dict[str, str]:
    return correction.handle(event("Correction", visit=visit, attempt=attempt, token=f"{visit}#{attempt}"))


def noticed(round: int, visit: str) -> None:
    put("c1", status="VERIFYING", notice={"round": round, "due_at": "2026-12-01T18:00:00+08:00"})
    corrects(visit)


def corrected(round: int) -> None:
    happened("c1", "CORRECTED", str(round))
    tasks.answer(f"c1.correction.{round}", {"next": "corrected"}, "person_1")
    put("c1", status="VERIFYING")


def test_an_event_of_the_first_round_changes_nothing_while_the_second_is_open(submitted, told, sent, changes_nothing):
    submitted(number=NUMBER)
    noticed(1, FIRST)
    corrected(1)
    noticed(2, SECOND)
    sent.clear()
    changes_nothing(lambda: corrects(FIRST))
    assert token_of("c1.correction.2") == f"{SECOND}#0" and sent == []


def test_an_event_of_the_first_round_does_not_begin_the_second(submitted, told, sent, changes_nothing):
    """Collation has written the second notice; its own visit has not come yet."""
    submitted(number=NUMBER)
    noticed(1, FIRST)
    corrected(1)
    put("c1", notice={"round": 2, "due_at": "2026-12-01T18:00:00+08:00"})
    sent.clear()
    changes_nothing(lambda: corrects(FIRST))
    assert tasks.find("c1", "correction", 2) is None and sent == []


def test_a_correction_that_is_late_does_not_bring_back_a_case_that_is_being_verified_again(
    submitted, told, sent, changes_nothing
):
    submitted(number=NUMBER)
    noticed(1, FIRST)
    corrected(1)
    told.clear()
    changes_nothing(lambda: corrects(FIRST))
    assert casefile.load("c1").status == "VERIFYING" and told == [(f"{FIRST}#0", '{"next": "corrected"}')] * 2


def test_a_correction_somebody_has_attended_to_waits_under_its_new_visit(submitted, told, sent):
    submitted(number=NUMBER)
    noticed(1, FIRST)
    asks("attend", SECOND)
    corrects(THIRD)
    assert token_of("c1.correction.1") == f"{THIRD}#0" and casefile.load("c1").status == "CORRECTION"


@pytest.mark.parametrize("step", ["sign", "correction"])
def test_everybody_is_told_before_there_is_a_wait_that_one_of_them_could_end(submitted, told, sent, monkeypatch, step):
    submitted(number=NUMBER, **({"contract": CONTRACT} if step == "sign" else {"notice": {"due_at": "2026-12-01"}}))
    open_task = tasks.open_task
    monkeypatch.setattr(tasks, "open_task", lambda *what, **more: [sent.append("wait"), open_task(*what, **more)][1])
    assert {"sign": signs, "correction": corrects}[step](FIRST) == {"next": "waiting"}
    assert sent == {"sign": ["B01", "MESSAGE_SIGN.1", "wait"], "correction": ["MESSAGE_HOLD.1", "wait"]}[step]


def test_who_only_owns_the_home_is_told_of_the_contract_in_words_of_their_own(submitted, told, sent):
    case = submitted(number=NUMBER, contract=CONTRACT)
    put("c1", parties={**case.parties, "co_owner_1": "person_9"})
    signs(FIRST)
    assert sent == ["B01", "MESSAGE_SIGN.1", "MESSAGE_SIGN_CO_OWNER.1"]


# Sign


def signs(visit: str, attempt: int = 0) -> dict[str, str]:
    return sign.handle(event("Sign", visit=visit, attempt=attempt, token=f"{visit}#{attempt}"))


@pytest.fixture
def signing(submitted, told, sent) -> None:
    submitted(number=NUMBER, contract=CONTRACT)
    signs(FIRST)
    sent.clear()


@pytest.mark.parametrize("word", ["signed", "declined"])
def test_a_signing_that_is_late_finds_its_wait_over_and_tells_nobody_of_a_contract(
    signing, told, sent, changes_nothing, word
):
    tasks.answer("c1.sign.1", {"next": word}, "b1")
    put("c1", status="REGISTERING" if word == "signed" else "ATTENDING")
    changes_nothing(lambda: signs(FIRST))
    assert sent == [] and told[-1] == (f"{FIRST}#0", f'{{"next": "{word}"}}')


def test_a_signing_that_is_late_does_not_take_a_case_from_whoever_attends_to_it(signing, sent, changes_nothing):
    asks("attend", SECOND)
    changes_nothing(lambda: signs(FIRST))
    assert casefile.load("c1").status == "ATTENDING" and sent == []


def test_a_signing_of_an_execution_that_is_over_does_not_take_the_wait_from_the_new_one(signing, sent, changes_nothing):
    signs(SECOND)
    sent.clear()
    changes_nothing(lambda: signs(FIRST, attempt=3))
    assert token_of("c1.sign.1") == f"{SECOND}#0" and sent == []


def test_a_signing_that_runs_again_has_the_wait_and_tells_nobody_twice(signing, sent):
    signs(FIRST, attempt=1)
    assert token_of("c1.sign.1") == f"{FIRST}#1" and sent == []


def test_a_signing_that_died_before_it_had_a_wait_tells_everybody_when_it_runs_again(
    submitted, told, sent, monkeypatch
):
    submitted(number=NUMBER, contract=CONTRACT)
    with monkeypatch.context() as dying:
        dying.setattr(tasks, "open_task", lambda *what, **more: 1 / 0)
        with pytest.raises(Exception, match="ZeroDivisionError"):
            signs(FIRST)
    signs(FIRST, attempt=1)
    assert sent == ["B01", "MESSAGE_SIGN.1"] * 2 and tasks.get("c1.sign.1").is_open


def test_the_bank_can_name_a_contract_whose_number_an_earlier_release_died_before_writing_down(
    submitted, told, sent, platform
):
    submitted(number=NUMBER, contract=CONTRACT)
    signs(FIRST)
    assert f"contract#{CONTRACT['number']}" in str(platform.items("registers"))


OPEN = Procedure("appraisal", "2026-11-23T00:00:00.000Z", "r1", "person_r1", "2027-01-01T00:00:00Z", "")


def test_signatures_that_come_before_there_is_a_wait_are_found_by_who_opens_it(submitted, told, sent, monkeypatch):
    case = submitted(number=NUMBER, contract=CONTRACT)

    def all_sign(*_: Any) -> None:
        put("c1", signatures={party: {} for party in (*case.parties, "bank")})

    monkeypatch.setattr(webhooks, "send", all_sign)
    assert signs(FIRST) == {"next": "waiting"}
    assert told == [(f"{FIRST}#0", '{"next": "signed"}')]


@pytest.mark.parametrize("beside", [{}, {"procedures": {"appraisal.1": OPEN}}], ids=["", "while a procedure is open"])
def test_a_decline_that_came_before_there_was_a_wait_is_found_by_who_opens_it_and_nobody_is_asked_to_sign(
    submitted, told, sent, beside
):
    submitted(number=NUMBER, status="ATTENDING", contract={**CONTRACT, "declined": {"party": "bank"}}, **beside)
    assert signs(FIRST) == {"next": "waiting"}
    assert told == [(f"{FIRST}#0", '{"next": "declined"}')] and sent == []


# Mortgage

WANTING = {"apply_biz_id": "JK1M1", "status": "NEED_MORE_MATERIAL", "attempt": 1, "visit": SECOND}


def registers(visit: str) -> dict[str, str]:
    return mortgage.handle(event("Mortgage", visit=visit, token=f"{visit}#0"))


@pytest.mark.parametrize("status", ["NEED_MORE_MATERIAL", "PENDING", "DONE", "REJECTED"])
def test_a_visit_older_than_the_application_asks_the_registry_nothing(
    submitted, told, monkeypatch, changes_nothing, status
):
    submitted(number=NUMBER, decision=DECISION, contract=CONTRACT, mortgage={**WANTING, "status": status})
    for asked in ("query", "apply", "discharge"):
        monkeypatch.setattr(registry, f"{asked}_mortgage", lambda *_, **__: pytest.fail("the registry was asked"))
    changes_nothing(lambda: registers(FIRST))
    assert told == []


def test_a_visit_that_died_before_it_had_filed_and_was_attended_to_files_nothing_late(
    submitted, told, monkeypatch, changes_nothing
):
    submitted(number=NUMBER, decision=DECISION, contract=CONTRACT)
    monkeypatch.setattr(registry, "apply_mortgage", lambda *_, **__: pytest.fail("the registry was asked"))
    asks("attend", SECOND)
    changes_nothing(lambda: registers(FIRST))


# Intake and the checks


def takes_in(last: str, visit: str = "") -> dict[str, str]:
    return intake.handle(event("Intake", last=last, visit=visit))


def test_an_intake_that_is_late_leaves_the_case_to_the_parties_who_correct_it(submitted, told, sent, changes_nothing):
    submitted()
    takes_in("submitted")
    noticed(1, FIRST)
    changes_nothing(lambda: takes_in("submitted"))
    corrected(1)
    takes_in("corrected")
    noticed(2, SECOND)
    changes_nothing(lambda: takes_in("corrected"))
    assert casefile.load("c1").status == "CORRECTION"


def test_the_intake_a_correction_leads_to_goes_on_though_the_case_still_stands_in_correction(submitted, told, sent):
    submitted()
    takes_in("submitted")
    noticed(1, FIRST)
    happened("c1", "CORRECTED", "1")
    assert takes_in("corrected") == {"next": "check"} and casefile.load("c1").status == "VERIFYING"


@pytest.mark.parametrize("last", ["submitted", "corrected"])
def test_an_intake_that_is_late_leaves_the_case_to_the_staff_who_look_at_it(submitted, told, changes_nothing, last):
    submitted()
    takes_in("submitted")
    asks("verify", FIRST)
    changes_nothing(lambda: takes_in(last))


def test_an_intake_that_staff_are_asked_beside_does_not_take_the_case_from_them(submitted, told, sent, monkeypatch):
    submitted()
    takes_in("submitted")
    load = casefile.load

    def overtaken(id: str) -> casefile.CaseFile:
        monkeypatch.setattr(casefile, "load", load)
        read = load(id)
        asks("verify", FIRST)
        return read

    monkeypatch.setattr(casefile, "load", overtaken)
    with pytest.raises(Contended):
        takes_in("submitted")
    assert casefile.load("c1").status == "ATTENDING"


@pytest.mark.parametrize("word", ["retry", "restart"])
def test_an_intake_somebody_orders_takes_the_case_over_from_whoever_attended_to_it(submitted, told, word):
    submitted()
    asks("attend", FIRST)
    assert takes_in(word) == {"next": "check"} and casefile.load("c1").status == "VERIFYING"


@pytest.mark.parametrize("word", ["retry", "restart"])
def test_an_intake_somebody_ordered_that_is_late_leaves_the_case_to_whoever_has_it_by_now(
    submitted, told, sent, changes_nothing, word
):
    submitted()
    asks("attend", FIRST)
    takes_in(word, SECOND)
    noticed(1, THIRD)
    changes_nothing(lambda: takes_in(word, SECOND))
    assert casefile.load("c1").status == "CORRECTION"
    asks("attend", FOURTH := "2099-11-26T01:00:00.000Z")
    changes_nothing(lambda: takes_in(word, SECOND))
    assert casefile.load("c1").status == "ATTENDING"
    assert takes_in(word, FOURTH.replace("T01", "T02")) == {"next": "check"}
    assert casefile.load("c1").status == "VERIFYING", "a later order counts"


def test_a_restart_takes_in_a_case_whose_road_died_while_it_waited_for_corrections(submitted, told, sent):
    submitted()
    noticed(1, FIRST)
    assert takes_in("restart", "2099-11-26T01:00:00.000Z") == {"next": "check"}
    assert casefile.load("c1").status == "VERIFYING"


@pytest.mark.parametrize("status", ["REVIEWING", "SIGNING"])
def test_an_intake_that_is_late_moves_no_case_back_that_has_come_further(submitted, status):
    submitted()
    takes_in("submitted")
    put("c1", status=status, decision=DECISION, **({"contract": CONTRACT} if status == "SIGNING" else {}))
    with pytest.raises(Contended):
        takes_in("submitted")
    assert casefile.load("c1").status == status


def test_nobody_is_asked_any_more_once_a_case_is_decided_or_has_ended(submitted, changes_nothing):
    def asked(purpose: Any) -> Finding:
        pytest.fail("an agency was asked")

    for values in ({"decision": DECISION, "status": "REVIEWING"}, {"status": "REFUSED"}):
        case = put(submitted(id=f"case-{values['status']}").id, **values)
        changes_nothing(lambda case=case: checking.ask_once(case, "identity", "borrower", asked))


@pytest.mark.parametrize("next", ["correct", "verify", "refuse"])
@pytest.mark.parametrize("status", ["CORRECTION", "REVIEWING", "SIGNING"])
def test_a_collation_that_is_late_rewrites_nothing_people_act_on(submitted, monkeypatch, changes_nothing, next, status):
    submitted(status=status, notice={"round": 1, "due_at": "2026-12-01T18:00:00+08:00"})
    monkeypatch.setattr(collation, "collate", lambda *asked, **how: collation.Collation(next))
    changes_nothing(lambda: collate.handle(event("Collate")))


@pytest.mark.parametrize("status", ["CORRECTION", "REVIEWING", "SIGNING"])
def test_an_assessment_that_is_late_decides_nothing_anew_people_act_on(submitted, changes_nothing, status):
    submitted(status=status, decision=DECISION)
    changes_nothing(lambda: assess.handle(event("Assess")))
    assert assess.handle(event("Assess")) == {"next": "B"}


def test_a_collation_that_a_correction_overtakes_does_not_write_over_what_was_told(submitted, monkeypatch):
    submitted(status="VERIFYING")

    def overtaken(*asked: Any, **how: Any) -> collation.Collation:
        put("c1", status="CORRECTION", notice={"round": 1, "due_at": "2026-12-01T18:00:00+08:00"})
        return collation.Collation("correct")

    monkeypatch.setattr(collation, "collate", overtaken)
    with pytest.raises(Contended):
        collate.handle(event("Collate"))
    assert casefile.load("c1").notice.due_at == "2026-12-01T18:00:00+08:00"


def test_a_check_that_is_late_moves_no_case(submitted, told, monkeypatch):
    submitted(status="VERIFYING")
    asks("verify", FIRST)
    checking.ask_once(casefile.load("c1"), "identity", "borrower", lambda purpose: finding("identity", "borrower"))
    assert casefile.load("c1").status == "ATTENDING" and tasks.get(f"c1.verify.{VISIT[FIRST]}").is_open


# After the end

STEPS = (
    "intake", "identity", "credit", "collate", "assess", "correction", "review", "sign", "mortgage", "disburse", "discharge",
    "void", "issue", "close",
)  # fmt: skip
ENDS = {
    "DISBURSED": {"payment": {"status": "paid", "amount": "399000.00", "on": "2026-11-23", "serial": "JK1P1"}},
    "CANCELLED": {"payment": {"status": "failed", "amount": "399000.00", "serial": "JK1P1"}},
    "EXPIRED": {"contract": {**CONTRACT, "bank_part": True}},
    "NOT_ACCEPTED": {
        "number": "",
        "contract": None,
        "mortgage": None,
        "notice": {"round": 1, "due_at": CONTRACT["due_at"]},
    },
}
REOPENED: dict[str, dict[str, Any]] = {
    "SUBMITTED": {"status": "SUBMITTED"},
    "VERIFYING": {"status": "VERIFYING", "notice": {"round": 1, "due_at": CONTRACT["due_at"]}},
    "REVIEWING": {"status": "REVIEWING", "decision": DECISION},
    "SIGNING": {"status": "SIGNING", "decision": DECISION, "contract": CONTRACT},
}


@pytest.mark.parametrize("status", ENDS)
def test_no_step_asks_tells_or_writes_anything_once_the_case_has_ended(submitted, monkeypatch, changes_nothing, status):
    """Whatever else the record says: of an earlier road, one that was killed, or one that left something undone."""
    left = {"contract": CONTRACT, "mortgage": {"apply_biz_id": "JK1M1", "status": "PENDING", "visit": FIRST}}
    said = {"number": NUMBER, "status": status, "decision": DECISION} | left | ENDS[status]
    submitted(**{name: value for name, value in said.items() if value})

    def late(step: str) -> None:
        with suppress(Contended, PreconditionFailed):  # nobody listens
            comes(step, visit=FIRST)

    _every_step(monkeypatch, changes_nothing, late)


@pytest.mark.parametrize("told", [{"visit": FIRST}, {}], ids=["told when", "of an earlier road"])
@pytest.mark.parametrize("values", REOPENED.values(), ids=REOPENED)
def test_no_step_of_before_asks_tells_or_writes_anything_once_the_case_was_reopened(
    submitted, monkeypatch, changes_nothing, values, told
):
    """It has not ended any more, and goes on; what would take it off its road is of the road that is over."""
    submitted(number=NUMBER, restarts=1, reopened_on="2026-11-25", **values)
    happened("c1", "APPEAL_REOPENED", "1")
    _every_step(monkeypatch, changes_nothing, partial(comes, **told))


@pytest.mark.parametrize(
    ("told", "is_of_before"),
    [
        ({"execution": "c1", "visit": "2099-01-01T00:00:00.000Z"}, True),
        ({"execution": "c1-1", "visit": "2099-01-01T00:00:00.000Z"}, True),
        ({"execution": "c1-2", "visit": FIRST}, False),
        ({"execution": "c1-3", "visit": FIRST}, False),
        ({"visit": "2099-01-01T00:00:00.000Z"}, False),  # of a road of an earlier release, by the clock
        ({"visit": FIRST}, True),
    ],
)
def test_a_road_tells_by_its_execution_that_it_is_of_before_the_reopening_whatever_the_clocks_say(
    submitted, told, is_of_before
):
    """It was restarted, ended, reopened and restarted again."""
    submitted(number=NUMBER, status="VERIFYING", restarts=3)
    happened("c1", "RESTARTED", "1")
    happened("c1", "RESTARTED", "2", reopened="1")
    happened("c1", "APPEAL_REOPENED", "1")
    happened("c1", "RESTARTED", "3")
    assert turns.is_of_before(casefile.load("c1"), event("Collate", **told)) is is_of_before


def test_what_would_undo_a_loan_that_was_paid_and_has_ended_refuses_and_never_says_that_it_is_done(submitted):
    submitted(number=NUMBER, status="DISBURSED", decision=DECISION, contract=CONTRACT, **ENDS["DISBURSED"])
    with pytest.raises(PreconditionFailed, match="may have been paid"):
        comes("discharge", visit=FIRST)


def test_whoever_attends_to_what_is_stuck_is_decided_nothing_beside_by_an_assessment_that_is_late(
    submitted, told, changes_nothing
):
    """Nobody had answered yet, or the reviews had been given and there is no contract: it stands before its review again."""
    submitted(number=NUMBER, status="VERIFYING", decision=DECISION)
    asks("attend", SECOND)
    changes_nothing(lambda: assess.handle(event("Assess", visit=FIRST)))
    assert assess.handle(event("Assess", visit=FIRST)) == {"next": "B"}


def test_whoever_attends_to_a_stuck_signing_with_a_contract_drawn_up_is_decided_nothing_beside(
    submitted, told, changes_nothing
):
    """Of a road, too, that does not tell when its assessment was entered."""
    submitted(number=NUMBER, status="VERIFYING", decision=DECISION, contract=CONTRACT)
    asks("attend", SECOND)
    changes_nothing(lambda: assess.handle(event("Assess")))


def comes(step: str, **told: str) -> dict[str, str]:
    given = event(step, ask="attend", stuck="Sign", error="Unexpected", ending="CANCELLED", token="t")
    return getattr(app, step)({**given, **told}, None)  # type: ignore[no-any-return]


def _every_step(monkeypatch: pytest.MonkeyPatch, changes_nothing: Any, late: Callable[[str], Any]) -> None:
    def outside(step: str) -> None:
        pytest.fail(f"{step} has asked or told somebody")

    for step in STEPS:
        for sends in ((urllib3.PoolManager, "request"), (papers, "made"), (papers, "made_together")):
            monkeypatch.setattr(*sends, lambda *_, step=step, **__: outside(step))
        changes_nothing(partial(late, step))
