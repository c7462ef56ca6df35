from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.api.desk import deciding
from chalicelib.casework import claims, disputes, lent, settlement, starting
from chalicelib.casework.actor import Actor
from chalicelib.errors import Contended
from chalicelib.messages import text
from chalicelib.records import casefile, documents, ledger, tasks, upkeep
from chalicelib.records import lent as memory
from chalicelib.trust import vault
from tests.given.answers import finding
from tests.given.case import CONTRACT, answered, put
from tests.given.form import BORROWER, SELLER

LOOK = {
    "check": "fund_account",
    "subject": "spouse",
    "code": "FUND_ACCOUNT_UNAVAILABLE",
    "of": "d1",
    "facts": ["balance"],
}
MARRIAGE = {"check": "marriage", "subject": "borrower", "code": "MARRIAGE_UNAVAILABLE", "of": "d2", "facts": []}
RESOLVED = {"decision": "resolved", "reason": "已与银行核实"}
APPROVE = {"decision": "approve", "reason": "资料齐全"}


@pytest.fixture
def reviewer(login):
    return login("reviewer", "r1")


def taken(api, task, who):
    assert api("POST", f"/v1/tasks/{task}/claim", {}, who).status == 200


def test_the_queue_shows_the_own_centres_open_tasks(api, login, reviewer, waiting):
    task = waiting("first_review", "REVIEWING")
    assert [line["id"] for line in api("GET", "/v1/tasks?kind=first_review", who=reviewer).body["items"]] == [task]
    elsewhere = login("reviewer", "r2", centre="620200")
    assert api("GET", "/v1/tasks?kind=first_review", who=elsewhere).body["items"] == []
    assert api("GET", f"/v1/tasks/{task}", who=elsewhere).body["code"] == "NOT_FOUND"


def test_a_reviewer_sees_what_to_look_at_and_masked_people(api, reviewer, waiting):
    task = waiting("verify", "ATTENDING", {"looks": [LOOK]})
    shown = api("GET", f"/v1/tasks/{task}", who=reviewer).body
    assert shown["looks"][0]["check"] == "fund_account"
    assert BORROWER not in str(shown)
    assert shown["form"]["people"][0]["name"] == "周**"


def test_whom_the_loan_is_paid_to_is_shown_in_clear_to_who_has_taken_the_decision_on_it_and_the_look_is_kept(
    api, login, reviewer, submitted, waiting
):
    task = waiting("first_review", "REVIEWING")
    assert api("GET", f"/v1/tasks/{task}", who=reviewer).body["payee"] is None, "not before it is taken"
    taken(api, task, reviewer)
    shown = api("GET", f"/v1/tasks/{task}", who=reviewer).body
    assert {name: shown["payee"][name] for name in SELLER} == SELLER
    assert shown["form"]["home"]["seller"]["number"] != SELLER["number"]
    last = list(ledger.entries(submitted))[-1]
    assert last["kind"] == "look" and "payee" in last["fields"]
    assert api("GET", f"/v1/tasks/{task}", who=login("reviewer", "r2")).body["payee"] is None


def test_of_a_look_at_something_else_the_payee_is_no_part(api, reviewer, waiting):
    task = waiting("verify", "ATTENDING", {"looks": [LOOK]})
    taken(api, task, reviewer)
    assert api("GET", f"/v1/tasks/{task}", who=reviewer).body["payee"] is None


def test_a_reviewer_sees_of_every_answer_outcome_code_words_and_when(api, reviewer, submitted, waiting):
    put(submitted, accepted_on="2026-11-23")
    answered(submitted, finding("identity", "borrower"))
    answered(submitted, finding("fund_account", "spouse", "unavailable", "FUND_ACCOUNT_UNAVAILABLE"))
    answered(submitted, finding("property", "home", "contradicted", "FILING_PRICE_MISMATCH"))
    task = waiting("first_review", "REVIEWING")
    shown = api("GET", f"/v1/tasks/{task}", who=reviewer).body["answers"]
    assert {key: (answer["outcome"], answer["code"]) for key, answer in shown.items()} == {
        "identity.borrower": ("confirmed", "IDENTITY_CONFIRMED"),
        "fund_account.spouse": ("unavailable", "FUND_ACCOUNT_UNAVAILABLE"),
        "property.home": ("contradicted", "FILING_PRICE_MISMATCH"),
    }
    assert shown["property.home"]["text"] == "房屋总价与网签备案不一致，请核对后更正。"
    assert all(answer["text"] != answer["code"] for answer in shown.values())
    assert all(datetime.fromisoformat(answer["at"]).tzinfo for answer in shown.values())


@pytest.mark.parametrize("nothing", [{"amount": "0.00"}, {"months": 0}])
def test_what_lends_nothing_may_be_looked_at_and_only_refused(api, reviewer, submitted, waiting, nothing):
    decision = {"approved": True, "route": "B", "amount": "300000.00", "months": 240, "reasons": []}
    task = waiting("first_review", "REVIEWING", decision=decision | nothing)
    taken(api, task, reviewer)
    refused = api("POST", f"/v1/tasks/{task}/decision", APPROVE, reviewer)
    assert refused.codes == {("CHOICE_NOT_OFFERED", "/decision")}
    assert api("POST", f"/v1/tasks/{task}/decision", {**APPROVE, "decision": "refuse"}, reviewer).status == 200


def test_a_task_is_claimed_by_one_and_decided_by_that_one(api, login, reviewer, waiting):
    task = waiting("first_review", "REVIEWING")
    assert api("POST", f"/v1/tasks/{task}/decision", APPROVE, reviewer).body["code"] == "CLAIM_FIRST"
    taken(api, task, reviewer)
    second = login("reviewer", "r2")
    assert api("POST", f"/v1/tasks/{task}/claim", {}, second).body["code"] == "TASK_TAKEN"
    assert api("POST", f"/v1/tasks/{task}/decision", APPROVE, second).body["code"] == "TASK_TAKEN"
    assert api("POST", f"/v1/tasks/{task}/decision", APPROVE, reviewer).status == 200
    assert tasks.get(task).outcome == {"next": "approved"}


@pytest.mark.parametrize("named", [True, False])
def test_a_task_of_somebody_who_may_not_decide_it_any_more_is_there_for_others_and_nobody_elses_is(
    api, login, submitted, waiting, named
):
    task, one, two = waiting("first_review", "REVIEWING"), *(login("reviewer", who) for who in ("r1", "r2"))
    taken(api, task, one)
    assert api("POST", f"/v1/tasks/{task}/claim", {}, two).body["code"] == "TASK_TAKEN"
    if named:  # the person behind r1 has meanwhile acted at the window
        put(submitted, hands={tasks.get(task).claimant: "window"})
    else:
        put(submitted, rulings={"marriage.borrower": {"outcome": "confirmed", "of": "d", "by": "r1", "at": ""}})
    assert api("POST", f"/v1/tasks/{task}/decision", APPROVE, one).body["code"] == "FOUR_EYES"
    assert api("POST", f"/v1/tasks/{task}/claim", {}, one).body["code"] == "FOUR_EYES"
    taken(api, task, two)
    assert api("POST", f"/v1/tasks/{task}/decision", APPROVE, two).status == 200


def test_a_supervisor_takes_the_place_of_a_reviewer_who_is_away_and_nobody_else_does(
    api, login, reviewer, waiting, monkeypatch
):
    task, supervisor, now = waiting("first_review", "REVIEWING"), login("supervisor", "s1"), clock.now
    claim = lambda who: api("POST", f"/v1/tasks/{task}/claim", {}, who)  # noqa: E731
    taken(api, task, reviewer)
    assert claim(supervisor).body["code"] == "TASK_TAKEN", "they may be at it"
    monkeypatch.setattr(clock, "now", lambda: now() + claims.AWAY + timedelta(minutes=1))
    assert claim(login("reviewer", "r2")).body["code"] == "TASK_TAKEN"
    assert claim(login("supervisor", "s1")).body["claimed_by"] == "s1"
    assert api("POST", f"/v1/tasks/{task}/decision", APPROVE, login("reviewer", "r1")).body["code"] == "TASK_TAKEN"
    assert api("POST", f"/v1/tasks/{task}/decision", APPROVE, login("supervisor", "s1")).status == 200


def test_a_supervisor_takes_the_place_of_nobody_whose_work_is_not_theirs_however_long_they_are_away(
    submitted, waiting, monkeypatch
):
    look, now = waiting("second_look", "REVIEWING"), clock.now
    tasks.claim(look, "clerk-1", "person_c")
    monkeypatch.setattr(clock, "now", lambda: now() + claims.AWAY + timedelta(minutes=1))
    with pytest.raises(Contended):
        claims.claim(casefile.load(submitted), tasks.get(look), Actor("s1", "person_s"), supervises=True)


def test_a_reason_is_needed_and_stays_sealed_in_the_case(api, reviewer, submitted, waiting, platform):
    task = waiting("first_review", "REVIEWING")
    taken(api, task, reviewer)
    assert api("POST", f"/v1/tasks/{task}/decision", {"decision": "refuse"}, reviewer).codes == {("MISSING", "/reason")}
    api("POST", f"/v1/tasks/{task}/decision", {"decision": "refuse", "reason": "收入不足"}, reviewer)
    case = casefile.load(submitted)
    (review,) = case.reviews
    assert (review.by, review.level, review.decision) == ("r1", "first_review", "refuse")
    assert vault.unseal(case.id, case.key, f"reviews.{task}", review.reason) == "收入不足"
    assert "收入不足" not in str(platform.items("tasks")) + str(platform.items("cases"))


def test_who_reviewed_first_does_not_review_second(api, login, reviewer, waiting):
    first = waiting("first_review", "REVIEWING")
    taken(api, first, reviewer)
    api("POST", f"/v1/tasks/{first}/decision", APPROVE, reviewer)
    second = waiting("second_review", "REVIEWING")
    refused = api("POST", f"/v1/tasks/{second}/claim", {}, reviewer)
    assert (refused.status, refused.body["code"]) == (403, "FOUR_EYES")
    other = login("supervisor", "s1")
    taken(api, second, other)
    assert api("POST", f"/v1/tasks/{second}/decision", APPROVE, other).status == 200


def test_who_looked_into_a_check_does_not_review_second(api, reviewer, submitted, waiting):
    put(submitted, rulings={"marriage.borrower": {"outcome": "confirmed", "of": "d", "by": "r1", "at": ""}})
    second = waiting("second_review", "REVIEWING")
    assert api("POST", f"/v1/tasks/{second}/claim", {}, reviewer).body["code"] == "FOUR_EYES"


def test_who_reviewed_first_on_a_release_that_kept_nobodys_person_does_not_review_second(
    api, reviewer, submitted, waiting
):
    reviewed = {"task": "t", "level": "first_review", "by": "r1", "decision": "approve", "at": "", "reason": ""}
    put(submitted, reviews=[reviewed])
    assert not casefile.load(submitted).hands
    second = waiting("second_review", "REVIEWING")
    assert api("POST", f"/v1/tasks/{second}/claim", {}, reviewer).body["code"] == "FOUR_EYES"


def test_who_looked_into_a_check_after_taking_the_second_review_does_not_decide_it(api, reviewer, submitted, waiting):
    second = waiting("second_review", "REVIEWING")
    taken(api, second, reviewer)
    put(submitted, rulings={"marriage.borrower": {"outcome": "confirmed", "of": "d", "by": "r1", "at": ""}})
    refused = api("POST", f"/v1/tasks/{second}/decision", APPROVE, reviewer)
    assert (refused.status, refused.body["code"]) == (403, "FOUR_EYES")
    assert not casefile.load(submitted).reviews


def test_every_review_of_a_level_is_kept_and_whoever_made_one_does_not_review_second(api, login, submitted, waiting):
    for number, who in enumerate(("r1", "r2"), start=1):
        first = waiting("first_review", "REVIEWING", number=number)
        taken(api, first, login("reviewer", who))
        assert api("POST", f"/v1/tasks/{first}/decision", APPROVE, login("reviewer", who)).status == 200
    assert [review.by for review in casefile.load(submitted).reviews] == ["r1", "r2"]
    second = waiting("second_review", "REVIEWING")
    for who in ("r1", "r2"):
        assert api("POST", f"/v1/tasks/{second}/claim", {}, login("reviewer", who)).body["code"] == "FOUR_EYES"


def test_a_task_whose_case_was_withdrawn_meanwhile_is_not_decided_any_more(api, reviewer, submitted, waiting):
    task = waiting("first_review", "REVIEWING")
    taken(api, task, reviewer)
    tasks.interrupt(submitted)
    assert api("POST", f"/v1/tasks/{task}/decision", APPROVE, reviewer).body["code"] == "TASK_OVER"
    assert not casefile.load(submitted).reviews


@pytest.mark.parametrize("claimed", [True, False])
def test_what_staff_did_not_decide_in_time_is_neither_claimed_nor_decided_and_says_where_to_look(
    api, reviewer, submitted, waiting, claimed
):
    task = waiting("first_review", "REVIEWING")
    if claimed:
        taken(api, task, reviewer)
    upkeep.retire(tasks.get(task))
    for act, body in (("claim", {}), ("decision", APPROVE)):
        refused = api("POST", f"/v1/tasks/{task}/{act}", body, reviewer)
        assert (refused.status, refused.body["code"]) == (409, "TASK_OVER") and "待办队列" in refused.body["title"]
    assert not casefile.load(submitted).reviews


def test_two_who_decide_at_the_same_moment_do_not_lose_each_others_word(api, reviewer, submitted, waiting, monkeypatch):
    task, decided = waiting("first_review", "REVIEWING"), deciding.reviewed
    taken(api, task, reviewer)

    def ruled_meanwhile(*asked):
        made = decided(*asked)
        put(submitted, rulings={"tax.home": {"by": "r2"}}, reviews=[{"task": "another", "by": "r2"}])
        return made

    monkeypatch.setattr(deciding, "reviewed", ruled_meanwhile)
    assert api("POST", f"/v1/tasks/{task}/decision", APPROVE, reviewer).body["code"] == "CHANGED_MEANWHILE"
    assert [one.by for one in casefile.load(submitted).reviews] == ["r2"] and tasks.get(task).outcome is None


@pytest.mark.parametrize("payment", ["ordered", "paid"])
def test_what_is_stuck_while_the_money_may_be_gone_can_only_be_tried_again(api, login, submitted, waiting, payment):
    task = waiting("attend", "ATTENDING", {"step": "Disburse", "error": "PaymentProcessing"})
    put(submitted, payment={"status": payment})
    supervisor = login("supervisor", "s1")
    taken(api, task, supervisor)
    for word in ("refuse", "compensate"):
        said = api("POST", f"/v1/tasks/{task}/decision", {"decision": word, "reason": "客户要求"}, supervisor)
        assert said.codes == {("CHOICE_NOT_OFFERED", "/decision")}
    assert tasks.get(task).outcome is None and not casefile.load(submitted).reviews


def test_one_look_has_one_ruling(api, reviewer, submitted, waiting):
    task = waiting("verify", "ATTENDING", {"looks": [MARRIAGE]})
    taken(api, task, reviewer)
    items = [{"check": "marriage", "subject": "borrower", "outcome": said} for said in ("contradicted", "confirmed")]
    refused = api("POST", f"/v1/tasks/{task}/decision", {"items": items}, reviewer)
    assert refused.codes == {("LOOK_UNKNOWN", "/items/1")}
    assert casefile.load(submitted).rulings == {}


def test_the_same_decision_again_tells_the_road_again_and_another_is_too_late(api, reviewer, submitted, waiting):
    task = waiting("first_review", "REVIEWING")
    taken(api, task, reviewer)
    for _ in range(2):
        assert api("POST", f"/v1/tasks/{task}/decision", APPROVE, reviewer).status == 200
    assert len(casefile.load(submitted).reviews) == 1
    late = api("POST", f"/v1/tasks/{task}/decision", {"decision": "refuse", "reason": "改变主意"}, reviewer)
    assert late.body["code"] == "TASK_TAKEN"
    assert casefile.load(submitted).reviews[0].decision == "approve"


def test_every_look_needs_its_ruling_with_the_facts_the_rules_need(api, reviewer, submitted, waiting):
    task = waiting("verify", "ATTENDING", {"looks": [LOOK, MARRIAGE]})
    taken(api, task, reviewer)
    facts = {"balance": "12万", "loans_used": "2", "colour": "red"}
    items = [
        {"check": "fund_account", "subject": "spouse", "outcome": "confirmed", "facts": facts},
        {"check": "tax", "subject": "home", "outcome": "confirmed"},
    ]
    refused = api("POST", f"/v1/tasks/{task}/decision", {"items": items}, reviewer)
    assert refused.codes == {
        ("LOOK_MISSING", "/items"),
        ("LOOK_UNKNOWN", "/items/1"),
        ("WRONG_FORMAT", "/items/0/facts/balance"),
        ("WRONG_TYPE", "/items/0/facts/loans_used"),
        ("UNKNOWN_FIELD", "/items/0/facts/colour"),
    }
    assert casefile.load(submitted).rulings == {}
    missing = {"check": "fund_account", "subject": "spouse", "outcome": "confirmed"}
    refused = api("POST", f"/v1/tasks/{task}/decision", {"items": [missing]}, reviewer)
    assert ("FACT_MISSING", "/items/0/facts/balance") in refused.codes


@pytest.mark.parametrize(
    "fact", [{"regulated_account": "6222020000000000000"}, {"down_payment_received": "9999999.00"}]
)
@pytest.mark.parametrize("outcome", ["confirmed", "contradicted"])
def test_a_ruling_supplies_what_its_look_asks_for_and_nothing_else(api, reviewer, submitted, waiting, fact, outcome):
    look = {"check": "property", "subject": "home", "code": "TITLE_NOT_FOUND", "of": "d3", "facts": ["homes_owned"]}
    task = waiting("verify", "ATTENDING", {"looks": [look]})
    taken(api, task, reviewer)
    ruling = {"check": "property", "subject": "home", "outcome": outcome, "facts": {"homes_owned": 0, **fact}}
    refused = api("POST", f"/v1/tasks/{task}/decision", {"items": [ruling]}, reviewer)
    assert refused.codes == {("FACT_NOT_ASKED", f"/items/0/facts/{next(iter(fact))}")}
    assert casefile.load(submitted).rulings == {}


def test_a_list_is_nothing_a_ruling_can_supply(api, reviewer, waiting):
    look = {"check": "property", "subject": "home", "code": "PROPERTY_UNAVAILABLE", "of": "d3", "facts": []}
    task = waiting("verify", "ATTENDING", {"looks": [look]})
    taken(api, task, reviewer)
    ruling = {"check": "property", "subject": "home", "outcome": "confirmed", "facts": {"mortgages": "甘(2020)兰州市"}}
    refused = api("POST", f"/v1/tasks/{task}/decision", {"items": [ruling]}, reviewer)
    assert refused.codes == {("WRONG_TYPE", "/items/0/facts/mortgages")}


def test_rulings_are_kept_with_the_question_they_answer(api, reviewer, submitted, waiting, platform):
    task = waiting("verify", "ATTENDING", {"looks": [LOOK, MARRIAGE]})
    taken(api, task, reviewer)
    items = [
        {"check": "fund_account", "subject": "spouse", "outcome": "confirmed", "facts": {"balance": "43210.99"}},
        {"check": "marriage", "subject": "borrower", "outcome": "contradicted", "comment": "档案不符"},
    ]
    assert api("POST", f"/v1/tasks/{task}/decision", {"items": items}, reviewer).status == 200
    case = casefile.load(submitted)
    ruling = case.rulings["fund_account.spouse"]
    assert (ruling.outcome, ruling.of, ruling.by) == ("confirmed", "d1", "r1")
    assert case.facts_of("fund_account.spouse") == {"balance": "43210.99"}
    assert tasks.get(task).outcome == {"next": "decided"}
    assert "43210.99" not in str(platform.items("cases"))
    again = [{**items[0], "facts": {"balance": "99999.00"}}, items[1]]
    said = [api("POST", f"/v1/tasks/{task}/decision", {"items": one}, reviewer).status for one in (items, again)]
    assert said == [200, 409] and casefile.load(submitted).facts_of("fund_account.spouse") == {"balance": "43210.99"}


def test_nobody_says_of_more_homes_that_they_are_near_than_are_owned(api, reviewer, submitted, waiting):
    look = {**LOOK, "check": "property", "subject": "home", "facts": ["homes_in_district", "homes_owned"]}
    task = waiting("verify", "ATTENDING", {"looks": [look]})
    taken(api, task, reviewer)
    facts = {"homes_owned": 1, "homes_in_district": 2}
    item = {"check": "property", "subject": "home", "outcome": "confirmed", "facts": facts}
    refused = api("POST", f"/v1/tasks/{task}/decision", {"items": [item]}, reviewer)
    assert refused.codes == {("MORE_NEAR_THAN_OWNED", "/items/0/facts/homes_in_district")}


def test_what_is_stuck_is_for_a_supervisor(api, login, reviewer, waiting):
    task = waiting("attend", "ATTENDING", {"step": "Mortgage", "error": "PreconditionFailed"})
    assert api("POST", f"/v1/tasks/{task}/claim", {}, reviewer).body["code"] == "NOT_FOUND"
    assert api("GET", "/v1/tasks?kind=attend", who=reviewer).codes == {("NOT_A_CHOICE", "kind")}
    supervisor = login("supervisor", "s1")
    taken(api, task, supervisor)
    wrong = api("POST", f"/v1/tasks/{task}/decision", APPROVE, supervisor)
    assert wrong.codes == {("CHOICE_NOT_OFFERED", "/decision")}
    api("POST", f"/v1/tasks/{task}/decision", {"decision": "retry", "reason": "已联系登记机构"}, supervisor)
    assert tasks.get(task).outcome == {"next": "retry"}


def test_the_waits_of_others_are_not_tasks_of_the_desk(api, reviewer, waiting):
    task = waiting("sign", "SIGNING")
    assert api("GET", f"/v1/tasks/{task}", who=reviewer).status == 404


def test_a_dispute_is_a_supervisors_and_outlives_the_case_it_is_about(api, login, reviewer, submitted, waiting):
    put(submitted, accepted_on="2026-11-23", status="DISBURSED", contract={}, payment={"status": "paid"})
    serial = casefile.load(submitted).payment.serial
    settlement.hear(casefile.load(submitted), "payment.failed", serial, "B01")
    supervisor = login("supervisor", "s1")
    (line,) = api("GET", "/v1/tasks?kind=dispute", who=supervisor).body["items"]
    shown = api("GET", f"/v1/tasks/{line['id']}", who=supervisor).body
    assert shown["details"]["codes"] == ["DISPUTE_FAILED_AFTER_SETTLEMENT"]
    assert (shown["details"]["partner"], shown["details"]["said"]) == ("B01", "payment.failed")
    assert shown["details"]["texts"] == ["银行先告知放款到账，后又告知放款失败"]
    assert api("POST", f"/v1/tasks/{line['id']}/claim", {}, reviewer).body["code"] == "NOT_FOUND"
    taken(api, line["id"], supervisor)
    assert api("POST", f"/v1/tasks/{line['id']}/decision", RESOLVED, supervisor).status == 200
    assert api("GET", "/v1/tasks?kind=dispute", who=supervisor).body["items"] == []
    settlement.hear(casefile.load(submitted), "payment.failed", serial, "B01")
    assert api("GET", "/v1/tasks?kind=dispute", who=supervisor).body["items"] == []
    assert casefile.load(submitted).status == "DISBURSED"


def test_who_clears_up_that_money_has_not_gone_lets_the_case_go_on(api, login, submitted, waiting):
    put(submitted, accepted_on="2026-11-23", status="REGISTERING", contract={})
    settlement.hear(casefile.load(submitted), "payment.settled", "JK620100202611230001P7", "B01")
    assert not casefile.load(submitted).may_be_undone
    supervisor = login("supervisor", "s1")
    (line,) = api("GET", "/v1/tasks?kind=dispute", who=supervisor).body["items"]
    taken(api, line["id"], supervisor)
    assert api("POST", f"/v1/tasks/{line['id']}/decision", RESOLVED, supervisor).status == 200
    case = casefile.load(submitted)
    assert case.may_be_undone and case.payment_notice.dismissed_by == "s1"


UPHELD = {"decision": "upheld", "reason": "已与银行核对回单"}


@pytest.fixture
def contradicted(submitted):
    """The bank has said of our order that nothing was paid, and then that it was; somebody attends to the pay-out."""

    def make(code=disputes.SETTLED_AFTER_FAILURE, **values):
        put(
            submitted, contract={"number": "JK1", "bank": "B01"}, payment={"serial": "JK1P1", "status": "failed"},
            payment_notice={"type": "payment.settled", "serial": "JK1P1"}, status="ATTENDING", **values,
        )  # fmt: skip
        disputes.open_task(casefile.load(submitted), code, "B01", "payment.settled", "JK1P1")
        return next(task.id for task in tasks.of_case(submitted) if task.kind == disputes.KIND)

    return make


def test_a_partner_who_is_right_is_upheld_by_two_persons_and_the_case_goes_on(
    api, login, submitted, waiting, contradicted
):
    attended = waiting("attend", "ATTENDING", {"step": "Disburse", "error": "PreconditionFailed"})
    task, one, two = contradicted(), login("supervisor", "s1"), login("supervisor", "s2")
    taken(api, task, one)
    assert api("POST", f"/v1/tasks/{task}/decision", UPHELD, one).status == 200
    assert tasks.get(task).is_open and casefile.load(submitted).payment.has_failed, "one person's word moves nothing"
    for again in (one, login("supervisor", "s1-again", person="person_s1")):
        taken(api, task, again)
        assert api("POST", f"/v1/tasks/{task}/decision", UPHELD, again).body["code"] == "FOUR_EYES"
    taken(api, task, two)
    for _ in range(2):
        assert api("POST", f"/v1/tasks/{task}/decision", UPHELD, two).status == 200
    case = casefile.load(submitted)
    assert (case.payment.status, case.payment_is_disputed) == ("paid", False)
    assert tasks.get(attended).outcome == {"next": "retry"} and starting.step_of(case) == "Issue"
    assert [review.by for review in case.reviews] == ["s1", "s2"]
    assert {"person_s1", "person_s2"} <= case.hands.keys(), "neither decides later what is said against it"


def test_who_attends_to_the_pay_out_need_not_once_two_persons_have_found_the_bank_s_part_paid(
    api, login, submitted, waiting
):
    attended = waiting("attend", "ATTENDING", {"step": "Disburse", "error": "PreconditionFailed"})
    task = waiting("dispute", "ATTENDING", {"codes": [disputes.BANK_PART_FAILED], "said": "bank_part.settled"})
    out = {"amount": "1.00", "account": "x", "at": "", "status": "failed", "doubts": [task]}
    put(submitted, contract=CONTRACT, bank_part={"pay_outs": {"H1": out}})
    for who in (login("supervisor", "s1"), login("supervisor", "s2")):
        taken(api, task, who)
        assert api("POST", f"/v1/tasks/{task}/decision", UPHELD, who).status == 200
    assert casefile.load(submitted).bank_part.pay_outs["H1"]["status"] == "paid"
    assert tasks.get(attended).outcome == {"next": "retry"}


@pytest.mark.parametrize("status", ["DISBURSED", "ATTENDING"])
def test_a_loan_paid_and_taken_back_is_upheld_by_two_persons_and_written_down_whether_the_case_has_ended_or_not(
    api, login, submitted, status
):
    put(submitted, accepted_on="2026-11-23", contract=CONTRACT, payment={"status": "paid"}, status=status)
    before = casefile.load(submitted)
    lent.agree(before)
    owed = lambda: {*memory.to([*before.owing.values(), before.unit], beside="")}  # noqa: E731
    assert bool(owed()) is (status == "DISBURSED")
    serial = before.payment.serial
    settlement.hear(before, "payment.failed", serial, "B01")
    (task,) = (one.id for one in tasks.of_case(submitted) if one.kind == disputes.KIND)
    for who in (login("supervisor", "s1"), login("supervisor", "s2")):
        taken(api, task, who)
        assert api("POST", f"/v1/tasks/{task}/decision", UPHELD, who).status == 200
    case = casefile.load(submitted)
    assert (case.status, case.payment.status) == (status, "overturned")
    assert case.events["PAYMENT_OVERTURNED"] and tasks.get(task).outcome == {"next": "upheld"}
    assert owed() == set(), "nobody is taken to owe it in another case"
    settlement.hear(case, "payment.failed", serial, "B01")
    assert not [one for one in tasks.of_case(submitted) if one.is_open and one.kind == disputes.KIND]


@pytest.mark.parametrize(
    "otherwise",
    [
        {"code": disputes.FOREIGN_SERIAL},
        {"mortgage": {"status": "DISCHARGED"}},
        {"payment": {"serial": "JK1P1", "status": "paid"}},
    ],
)
def test_where_no_road_follows_from_it_a_dispute_stays_open_and_says_where_it_is_put_right(
    api, login, submitted, contradicted, otherwise
):
    supervisor, before = login("supervisor", "s1"), otherwise.pop("payment", None)
    task = contradicted(**otherwise)
    if before:
        put(submitted, payment=before)
    taken(api, task, supervisor)
    assert api("GET", f"/v1/tasks/{task}", who=supervisor).body["offered"] == ["resolved"]
    refused = api("POST", f"/v1/tasks/{task}/decision", UPHELD, supervisor)
    assert (refused.status, refused.body["code"]) == (409, "UPHELD_ELSEWHERE") and "平台外" in refused.body["title"]
    assert tasks.get(task).is_open and not casefile.load(submitted).reviews


@pytest.mark.parametrize(
    ("kind", "decision", "leaving"),
    [("attend", "refuse", "REFUSED"), ("attend", "compensate", "CANCELLED"), ("supplement", "compensate", "CANCELLED")],
)
def test_an_end_that_staff_ordered_is_not_forgotten_by_an_execution_that_dies_before_it_acts(
    api, login, submitted, waiting, kind, decision, leaving
):
    task = waiting(kind, "ATTENDING", {"step": "Disburse", "error": "Unexpected"}, contract={}, mortgage={})
    who = login("supervisor", "s1")
    taken(api, task, who)
    assert api("POST", f"/v1/tasks/{task}/decision", {"decision": decision, "reason": "材料虚假"}, who).status == 200
    case = casefile.load(submitted)
    assert (case.leaving, starting.step_of(case)) == (leaving, "Discharge")


def test_a_retry_ends_nothing(api, login, submitted, waiting):
    task, who = waiting("attend", "ATTENDING", {"step": "Sign", "error": "Unexpected"}), login("supervisor", "s1")
    taken(api, task, who)
    assert api("POST", f"/v1/tasks/{task}/decision", {"decision": "retry", "reason": "已恢复"}, who).status == 200
    assert not casefile.load(submitted).leaving


def test_where_the_mortgage_stands_still_that_is_said_and_not_that_all_is_looked_into(
    api, submitted, waiting, borrower
):
    waiting("attend", "ATTENDING", {"step": "Mortgage", "error": "PreconditionFailed", "codes": ["HOME_CLAIMED_TWICE"]})
    shown = api("GET", f"/v1/applications/{submitted}/track", who=borrower).body
    assert shown["status_text"] == text("STATUS_ATTENDING_MORTGAGE")


def test_what_the_system_is_trying_again_is_said_to_be_just_that_and_when_it_is_due(
    api, login, submitted, waiting, borrower
):
    task, who = waiting("attend", "ATTENDING", {"step": "Sign", "error": "BankUnavailable"}), login("supervisor", "s1")
    due_at = tasks.get(task).due_at
    assert tasks.try_again(tasks.get(task), "sweep")
    retry = {"decision": "retry", "reason": "已恢复"}
    for path, body in (("claim", {}), ("decision", retry)):
        refused = api("POST", f"/v1/tasks/{task}/{path}", body, who)
        assert (refused.status, refused.body["code"]) == (409, "TASK_RETRYING"), path
    shown = api("GET", f"/v1/applications/{submitted}/track", who=borrower).body
    assert (shown["status_text"], shown["held_by"]["until"]) == (text("STATUS_RETRYING"), due_at)
    put(submitted, status="SIGNING")
    assert api("GET", f"/v1/applications/{submitted}/track", who=borrower).body["status_text"] == text("STATUS_SIGNING")


def test_a_supervisor_reads_why_a_case_stands_still_and_what_clears_it(api, login, waiting):
    task = waiting("attend", "ATTENDING", {"step": "Disburse", "error": "PreconditionFailed", "codes": ["NOT_SIGNED"]})
    shown = api("GET", f"/v1/tasks/{task}", who=login("supervisor", "s1")).body["details"]
    assert (shown["codes"], shown["texts"]) == (["NOT_SIGNED"], [text("STOP_NOT_SIGNED")])


SEEN = "a" * 64
PAPER = {
    "check": "paper",
    "subject": "b03",
    "code": "PAPER_TO_READ",
    "of": "d3",
    "facts": ["amount", "paid_on", "payer"],
    "files": [SEEN],
}
SHOWS = {"amount": "400000.00", "paid_on": "2026-10-15", "payer": "borrower+spouse"}


def opened_by(case, person):
    """That person has opened the paper, as the ledger has it."""
    ledger.append(case, {"kind": "look", "person": person, "document": "f", "sha256": SEEN})


def test_nobody_rules_on_a_paper_that_they_have_not_opened_though_they_know_its_hash(
    api, reviewer, login, submitted, waiting, monkeypatch
):
    monkeypatch.setattr(documents, "link", lambda *_: "https://example.com")
    put(
        submitted,
        documents={"f" * 32: documents.Document("B03", "application/pdf", 9, SEEN, "verified", clock.stamp())},
    )
    task = waiting("verify", "ATTENDING", {"looks": [PAPER]})
    ruling = {"items": [{"check": "paper", "subject": "b03", "outcome": "confirmed", "files": [SEEN], "facts": SHOWS}]}
    opened_by(submitted, "person_r2")
    taken(api, task, reviewer)
    refused = api("POST", f"/v1/tasks/{task}/decision", ruling, reviewer)
    assert refused.codes == {("PAPER_NOT_LOOKED_AT", "/items/0/files")} and casefile.load(submitted).rulings == {}
    assert api("GET", f"/v1/applications/{submitted}/documents/{'f' * 32}", who=reviewer).status == 200
    assert api("POST", f"/v1/tasks/{task}/decision", ruling, reviewer).status == 200


@pytest.mark.parametrize(
    ("item", "code", "field"),
    [
        ({"files": [], "facts": SHOWS}, "PAPER_NOT_LOOKED_AT", "/items/0/files"),
        ({"files": ["b" * 64], "facts": SHOWS}, "PAPER_NOT_LOOKED_AT", "/items/0/files"),
        ({"files": [SEEN], "facts": {}}, "FACT_MISSING", "/items/0/facts/amount"),
        ({"files": [SEEN], "facts": {**SHOWS, "amount": "much"}}, "WRONG_FORMAT", "/items/0/facts/amount"),
        ({"files": [SEEN], "facts": {**SHOWS, "base": "1.00"}}, "UNKNOWN_FIELD", "/items/0/facts/base"),
    ],
    ids=["unseen", "others", "nothing said", "no figure", "something else"],
)
def test_nobody_confirms_a_paper_whose_bytes_they_have_not_looked_at_or_of_which_they_do_not_say_what_it_shows(
    api, reviewer, waiting, item, code, field
):
    task = waiting("verify", "ATTENDING", {"looks": [PAPER]})
    taken(api, task, reviewer)
    said = {"items": [{"check": "paper", "subject": "b03", "outcome": "confirmed", **item}]}
    assert (code, field) in api("POST", f"/v1/tasks/{task}/decision", said, reviewer).codes


def test_a_ruling_that_rests_on_papers_names_their_hashes(api, reviewer, submitted, waiting):
    opened_by(submitted, "person_r1")
    task = waiting("verify", "ATTENDING", {"looks": [PAPER]})
    taken(api, task, reviewer)
    item = {"check": "paper", "subject": "b03", "outcome": "confirmed", "files": [SEEN], "facts": SHOWS}
    unlikely = {**item, "facts": {**SHOWS, "payer": "某陌生人"}}
    refused = api("POST", f"/v1/tasks/{task}/decision", {"items": [unlikely]}, reviewer)
    assert refused.codes == {("PAYER_UNKNOWN", "/items/0/facts/payer")}
    assert api("POST", f"/v1/tasks/{task}/decision", {"items": [item]}, reviewer).status == 200
    ruling = casefile.load(submitted).rulings["paper.b03"]
    assert (list(ruling.files), ruling.of, ruling.by) == ([SEEN], "d3", "r1")


def test_every_fact_that_may_be_asked_for_has_a_name_and_every_look_says_what_each_can_be(submitted):
    from chalicelib.api.desk import looking
    from chalicelib.domain.checks.declared import CHECKS
    from chalicelib.domain.checks.papers import KINDS, PAPER
    from chalicelib.messages import known

    named = {name for check in CHECKS.values() for name in check.kinds} | {*KINDS}
    assert [name for name in sorted(named) if not known(f"FACT_{name.upper()}")] == []
    case = casefile.load(submitted)
    (look,) = looking.shown(
        case, [{"check": PAPER, "subject": "b03", "code": "PAPER_TO_READ", "facts": ["amount", "children", "payer"]}]
    )
    assert [(one["name"], one["sort"]) for one in look["asks"]] == [
        ("amount", "yuan"),
        ("children", "whole"),
        ("payer", "text"),
    ]
    (look,) = looking.shown(case, [{"check": "tax", "subject": "home", "code": "TAX_UNAVAILABLE", "facts": ["paid"]}])
    assert (look["asks"][0]["sort"], look["about"]) == ("yes", "税务完税核验·住房")


def test_a_look_says_everything_that_is_in_doubt_of_the_answer_and_not_the_first_of_it_alone(submitted):
    from chalicelib.api.desk import looking

    doubts = ["PAYEE_HOLDER_DIFFERS", "BORROWER_NOT_BUYER"]
    put(submitted, findings=[finding("property", "home", "ambiguous", doubts[0], doubts=doubts)])
    look = {"check": "property", "subject": "home", "code": doubts[0], "facts": []}
    (shown,) = looking.shown(casefile.load(submitted), [look])
    assert shown["text"] == "；".join(text(code).rstrip("。；") for code in doubts)


def test_whoever_looks_in_the_funds_place_reads_how_often_we_have_lent_and_says_no_less(submitted):
    from types import SimpleNamespace

    from chalicelib.api.desk import looking
    from chalicelib.api.desk.deciding_bodies import Look
    from chalicelib.api.desk.rulings import rulings_with
    from chalicelib.api.http.problem import Problem

    put(submitted, lent={"spouse": 2})
    case, asked = casefile.load(submitted), ["loans_used", "unsettled_loan"]
    who: Any = SimpleNamespace(subject="r1", person="person_r1")
    looks = [
        {"check": "fund_account", "subject": one, "of": "q", "code": "FUND_ACCOUNT_UNAVAILABLE", "facts": asked}
        for one in ("borrower", "spouse")
    ]
    hers, theirs = (look["text"] for look in reversed([*looking.shown(case, looks)]))
    assert theirs in hers and "2 笔" in hers and "2 笔" not in theirs

    def said(of_her):
        used = {"borrower": 0, "spouse": of_her}
        given = [
            Look(
                check="fund_account", subject=one, outcome="confirmed", facts={"loans_used": n, "unsettled_loan": False}
            )
            for one, n in used.items()
        ]
        return rulings_with(case, looks, given, who)

    with pytest.raises(Problem) as refused:
        said(1)
    assert [(one.code, one.field) for one in refused.value.defects] == [
        ("FEWER_THAN_OURS", "/items/1/facts/loans_used")
    ]
    assert {*said(2)} == {"fund_account.borrower", "fund_account.spouse"}
