"""What we have paid ourselves is never forgotten: it is read when somebody comes again, judged, and looked at before money goes."""

from dataclasses import replace

import pytest

from chalicelib.agencies import registry
from chalicelib.banks import webhooks
from chalicelib.casework import answers, closing, other_loans, paid, remembered
from chalicelib.casework.answers import known
from chalicelib.casework.questions import questions
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.errors import PreconditionFailed
from chalicelib.records import casefile, lent
from chalicelib.steps import assess, disburse, intake, issue
from chalicelib.trust.index import reference
from tests.given.answers import finding, findings
from tests.given.case import put
from tests.steps.conftest import CERTIFICATE, event

LOAN = lent.Lent("earlier", "JK0", "unit_1", "600000.00", "2026-11-20", "甘0")
COUPLE = ("person_1", "person_2")


@pytest.fixture
def again(submitted):
    """The same couple with the same home, after their first loan; every agency answers as if it had never been."""

    def make(*instead):
        case = submitted()
        put("c1", findings=findings(case.application, *instead, credit=True), application=case.application)
        intake.handle(event("Intake", last="submitted"))
        return casefile.load("c1")

    return make


def judged():
    return assess.handle(event("Assess"))["next"], {reason["code"] for reason in casefile.load("c1").reasons}


@pytest.mark.parametrize(
    ("told", "ours", "used", "at_most", "owes"),
    [
        ({"loans_used": 2}, 2, 2, None, False),  # the core knows of both, and says that nothing is owed
        ({"loans_used": 1}, 2, 2, 3, True),
        ({"loans_used": 1, "loans_used_at_most": 5}, 2, 2, 5, True),
        ({"loans_used": 0}, 1, 1, None, True),
    ],
)
def test_where_the_core_tells_of_fewer_loans_than_we_have_paid_both_may_have_been_used(told, ours, used, at_most, owes):
    facts = remembered.with_ours({"unsettled_loan": False, **told}, ours)
    assert (facts["loans_used"], facts.get("loans_used_at_most"), facts["unsettled_loan"]) == (used, at_most, owes)


@pytest.mark.parametrize(
    ("code", "by", "owes"),
    [
        ("FUND_ACCOUNT_NONE", "core", None),  # a person says whether it is settled
        ("FUND_ACCOUNT_NONE", "staff:r1", True),
        ("FUND_ACCOUNT", "core", True),
    ],
)
def test_of_whom_the_core_has_no_account_nobody_knows_yet_whether_what_we_lent_is_settled(code, by, owes):
    told = Finding("fund_account", "spouse", Outcome.CONFIRMED, code, {"loans_used": 0, "unsettled_loan": False}, by=by)
    assert remembered.together(told, 1).facts.get("unsettled_loan") is owes
    assert remembered.together(told, 0) == told
    assert remembered.together(replace(told, check="credit"), 1).facts == told.facts


def test_a_paid_loan_is_entered_for_its_people_its_home_and_its_certificate_before_their_guards_go(
    submitted, reported, monkeypatch
):
    monkeypatch.setattr(webhooks, "send", lambda *event: None)
    monkeypatch.setattr(paid, "results", lambda case: [])
    seen, known_by = [], [*COUPLE, reference("proof", "甘1")]
    monkeypatch.setattr(
        closing,
        "end",
        lambda *said: seen.append(lent.to([*known_by, "unit_1"], beside="c2")) or said[-1](None) or "done",
    )
    submitted(number="N", contract={"number": "JK1"}, mortgage={"certificate_number": "甘1"}, payment=PAID)
    for _ in range(2):  # whatever was lost of the first time
        issue.handle(event("Issue"))
    entered = [lent.Lent("c1", "JK1", "unit_1", "399000.00", "2026-11-23", "甘1")]
    assert seen == [dict.fromkeys([*known_by, "unit_1"], entered)] * 2
    assert set(reported) == {("borrower", "JK1"), ("spouse", "JK1")}
    assert lent.to(COUPLE, beside="c1") == {}  # its own loan is in nobody's way


PAID = {"serial": "JK1P1", "status": "paid", "amount": "399000.00", "rate": "2.60", "on": "2026-11-23"}


def test_who_comes_again_after_a_paid_loan_is_known_to_owe_it_though_the_core_knows_nothing_of_it(again):
    lent.note(LOAN, COUPLE)
    again()
    assert judged()[0] == "B"  # the rule's text is unverified: a person looks
    (loan,) = (
        one
        for one in casefile.load("c1").decision["reasons"]
        if (one["code"], one["subject"]) == ("FUND_LOAN_SETTLED", "borrower")
    )
    assert loan["outcome"] == "look"


def test_who_has_not_borrowed_from_us_is_judged_by_the_core_alone(again):
    lent.note(LOAN, ["person_9"])
    case = again()
    assert case.lent == {} and judged() == ("A", set())


def test_a_loan_the_core_knows_and_calls_settled_is_settled_and_counts_as_used(again):
    lent.note(LOAN, ["person_1"])
    case = again(finding("fund_account", "borrower", loans_used=1, unsettled_loan=False))
    assert judged()[0] != "refuse"
    assert next(found for found in known(case) if found.check == "fund_account").facts["loans_used"] == 1


def test_of_somebody_the_core_has_no_account_of_a_person_says_whether_ours_is_settled(again):
    lent.note(LOAN, ["person_2"])
    none = replace(finding("fund_account", "spouse"), code="FUND_ACCOUNT_NONE")
    bare = {"loans_used": 0, "unsettled_loan": False, "withdrawal_in_flight": False}
    case = again(replace(none, facts=bare))
    assert "unsettled_loan" not in next(one for one in known(case) if one.code == none.code).facts
    of = questions(case.application)("fund_account", "spouse")
    on = answers.said(answers.unruled(case, "fund_account", "spouse"))
    for settled in (True, False):
        facts = {"unsettled_loan": not settled}
        ruling = case.ruling("fund_account.spouse", "confirmed", of, "r1", "见结清证明", facts, "person_r1")
        put("c1", rulings={"fund_account.spouse": replace(ruling, on=on)})
        told = next(
            one for one in known(casefile.load("c1")) if one.subject == "spouse" and one.check == "fund_account"
        )
        assert (told.is_ruled, told.facts["loans_used"], told.facts["unsettled_loan"]) == (True, 1, not settled)


@pytest.mark.parametrize(
    ("said", "counts"), [((1, False), (1, False)), ((1, True), (1, True)), ((0, False), (1, True))]
)
def test_in_the_funds_place_a_person_says_of_ours_too_whether_it_is_settled_and_not_that_there_was_none(
    again, said, counts
):
    lent.note(LOAN, ["person_2"])
    case = again(replace(finding("fund_account", "spouse", "unavailable", "FUND_ACCOUNT_UNAVAILABLE"), facts={}))
    facts = finding("fund_account", "spouse").facts | {"loans_used": said[0], "unsettled_loan": said[1]}
    of = questions(case.application)("fund_account", "spouse")
    ruling = case.ruling("fund_account.spouse", "confirmed", of, "r1", "见公积金中心查询结果", facts, "person_r1")
    on = answers.said(answers.unruled(case, "fund_account", "spouse"))
    put("c1", rulings={"fund_account.spouse": replace(ruling, on=on)})
    (told,) = (one for one in known(casefile.load("c1")) if (one.subject, one.check) == ("spouse", "fund_account"))
    assert (told.facts["loans_used"], told.facts["unsettled_loan"]) == counts


@pytest.mark.parametrize("whose", [["person_1"], ["person_2"], []])
def test_nothing_is_paid_while_another_loan_of_ours_stands(ready, bank, unit, whose):
    ready()
    lent.note(LOAN, whose)
    unit["unit"] = registry.Unit(None, False, frozenset({CERTIFICATE, *([] if whose else ["甘0"])}))
    with pytest.raises(PreconditionFailed) as stopped:
        disburse.handle(event("Disburse"))
    assert "LOAN_STANDS" in stopped.value.codes and bank.paid == {}


def test_a_loan_that_was_settled_and_whose_mortgage_is_gone_is_in_nobodys_way(ready, bank, unit, monkeypatch):
    from chalicelib.agencies import fund_core

    told = {"loans_used": 1, "unsettled_loan": False}
    monkeypatch.setattr(fund_core, "account", lambda person, purpose: finding("fund_account", person.key, **told))
    ready()
    lent.note(LOAN, COUPLE)
    assert disburse.handle(event("Disburse")) == {"next": "paid"}


def test_who_has_no_account_owes_what_we_have_lent_them_since_a_person_said_what_they_had_borrowed(
    ready, bank, unit, monkeypatch
):
    """The core knows nothing of whom it has no account of: one loan more than there were is one that nobody has called settled."""
    from chalicelib.agencies import fund_core

    def bare(person, purpose):
        return replace(finding("fund_account", person.key), code="FUND_ACCOUNT_NONE")

    monkeypatch.setattr(fund_core, "account", bare)
    ready()
    put("c1", lent={"spouse": 1})
    for earlier in ("one", "two"):
        lent.note(replace(LOAN, case=earlier), ["person_2"])
    with pytest.raises(PreconditionFailed, match="LOAN_STANDS"):
        disburse.handle(event("Disburse"))
    assert bank.paid == {}


@pytest.mark.parametrize(
    ("since", "settled", "paid"), [((), True, True), ((), False, False), (("later",), True, False)]
)
def test_a_loan_of_ours_that_a_person_called_settled_is_in_nobodys_way_once_there_is_an_account(
    ready, bank, unit, monkeypatch, since, settled, paid
):
    from chalicelib.agencies import fund_core
    from tests.given.case import answered

    ready()
    for one in ("earlier", *since):
        lent.note(replace(LOAN, case=one), ["person_2"])
    put("c1", lent={"spouse": 1}, **{"findings.fund_account.spouse": None})
    bare = {"loans_used": 0, "unsettled_loan": False, "withdrawal_in_flight": False}
    answered("c1", replace(finding("fund_account", "spouse"), code="FUND_ACCOUNT_NONE", facts=bare))
    case = casefile.load("c1")
    of, on = (
        questions(case.application)("fund_account", "spouse"),
        answers.said(answers.unruled(case, "fund_account", "spouse")),
    )
    said = {"unsettled_loan": not settled}
    ruling = case.ruling("fund_account.spouse", "confirmed", of, "r1", "见结清证明", said, "person_r1")
    case = put("c1", rulings={"fund_account.spouse": replace(ruling, on=on)})
    called = [other_loans._is_said_to_be_settled(case, key) for key in ("spouse", "borrower")]
    assert called == [settled, False], "and nobody's word on one settles another's"
    monkeypatch.setattr(fund_core, "account", lambda person, purpose: finding("fund_account", person.key))
    if paid:
        assert disburse.handle(event("Disburse")) == {"next": "paid"}
        return
    with pytest.raises(PreconditionFailed, match="LOAN_STANDS"):
        disburse.handle(event("Disburse"))
    assert bank.paid == {}
