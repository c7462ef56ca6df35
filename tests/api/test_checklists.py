"""核对清单: whoever approves has answered every line; what was answered is kept with the decision, and read by whoever looks at the case later."""

from datetime import date

import pytest

from chalicelib.domain.work import APPROVING, STAFF
from chalicelib.policy import shipped
from chalicelib.records import casefile
from tests.given.case import put

APPROVE = {"decision": "approve", "reason": "资料齐全"}
LINES = ["IDENTITY", "FUNDS", "CREDIT", "SECURITY", "PAYEE"]
DECISION = {"approved": True, "route": "B", "amount": "300000.00", "months": 240, "reasons": []}


@pytest.fixture
def r1(login):
    return login("reviewer", "r1")


@pytest.fixture
def decide(api, r1, submitted, waiting):
    """Decides the first review of a case accepted on a day, by default one on which there is a checklist."""

    def say(said, accepted_on="2026-11-30"):
        task = waiting("first_review", "REVIEWING", decision=DECISION)
        put(submitted, accepted_on=accepted_on)
        assert api("POST", f"/v1/tasks/{task}/claim", {}, r1).status == 200
        return api("POST", f"/v1/tasks/{task}/decision", said, r1)

    return say


def test_an_approval_names_every_line_that_is_still_open_and_nothing_is_decided(decide, submitted):
    refused = decide({**APPROVE, "checked": ["IDENTITY", "CREDIT"]})
    assert refused.status == 422
    assert refused.codes == {("LINE_OPEN", f"/checked/{line}") for line in ("FUNDS", "SECURITY", "PAYEE")}
    assert any("首付款与资金来源已核" in one["text"] for one in refused.body["defects"])
    assert not casefile.load(submitted).reviews


def test_what_was_answered_is_sealed_with_the_decision(decide, submitted):
    assert decide({**APPROVE, "checked": LINES}).status == 200
    case = casefile.load(submitted)
    words = list(shipped().in_force("620100", case.accepted_on).checklist["first_review"]["lines"].values())
    assert case.checked_of(case.reviews[0]) == tuple(words)
    assert words[0] not in str(case.reviews)


def test_a_line_that_is_not_met_says_why_keeps_anything_from_being_approved_and_is_kept_with_what_is_decided(
    decide, submitted
):
    no = {"unmet": [{"line": "FUNDS", "reason": "首付款流水与合同不符"}]}
    others = [line for line in LINES if line != "FUNDS"]
    assert decide({**APPROVE, "checked": others, **no}).codes == {("LINE_UNMET", "/unmet/0")}
    assert decide({**APPROVE, "checked": LINES, **no}).codes == {("CHOICE_NOT_OFFERED", "/unmet/0")}
    twice = {"decision": "refuse", "reason": "首付款来源不清", "unmet": no["unmet"] * 2}
    assert decide(twice).codes == {("CHOICE_NOT_OFFERED", "/unmet/1")}
    assert not casefile.load(submitted).reviews
    assert decide({"decision": "refuse", "reason": "首付款来源不清", **no}).status == 200
    case = casefile.load(submitted)
    assert case.checked_of(case.reviews[0]) == ("否：购房真实，首付款与资金来源已核（首付款流水与合同不符）",)


def test_what_sends_it_back_asks_or_refuses_needs_no_answer(decide, submitted):
    assert decide({"decision": "refuse", "reason": "收入与单位证明不符"}).status == 200
    assert casefile.load(submitted).reviews[0].checked == ""


def test_a_case_accepted_before_there_was_a_checklist_needs_none_and_a_line_there_is_not_is_no_answer(decide):
    refused = decide({**APPROVE, "checked": ["IDENTITY"]}, accepted_on="2026-11-27")
    assert refused.codes == {("CHOICE_NOT_OFFERED", "/checked/0")}
    assert decide(APPROVE, accepted_on="2026-11-27").status == 200


def test_the_lines_are_shown_with_the_task_and_before_which_words(api, r1, submitted, waiting):
    task = waiting("second_review", "REVIEWING")
    put(submitted, accepted_on="2026-11-27")
    assert api("GET", f"/v1/tasks/{task}", who=r1).body["checklist"] == {"before": ["approve"], "lines": []}
    put(submitted, accepted_on="2026-11-30")
    shown = api("GET", f"/v1/tasks/{task}", who=r1).body["checklist"]
    assert [line["code"] for line in shown["lines"]] == ["OPINION", "TERMS", "DOUBTS"]
    assert shown["lines"][1]["text"] == "额度、期限、利率已复核"


def test_the_same_approval_again_is_not_asked_for_what_an_earlier_release_did_not_ask(
    api, r1, decide, submitted, waiting
):
    assert decide(APPROVE, accepted_on="2026-11-27").status == 200
    put(submitted, accepted_on="2026-11-30")
    [review] = casefile.load(submitted).reviews
    assert api("POST", f"/v1/tasks/{review.task}/decision", APPROVE, r1).status == 200


def test_every_kind_that_a_word_approves_has_a_checklist_of_its_own():
    approved = {kind for kind, work in STAFF.items() if not APPROVING.isdisjoint(work.words)}
    assert shipped().in_force("620100", date(2026, 11, 28)).checklist.keys() == approved
