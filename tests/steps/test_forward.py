"""What each step on the way asks, writes and hands on: of whom, on which day, at which figures."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
import time_machine

from chalicelib import policy
from chalicelib.agencies import credit_bureau, fund_core, registry, seal
from chalicelib.agencies.registry import Mortgage as AtRegistry
from chalicelib.banks import webhooks
from chalicelib.casework import closing, paid, papers
from chalicelib.domain.judging.collation import Collation
from chalicelib.domain.judging.decision import decide
from chalicelib.domain.lacking import Defect
from chalicelib.domain.loan.schedule import schedule
from chalicelib.errors import Contended, Withdrawn
from chalicelib.messages import text
from chalicelib.records import casefile, registers, tasks
from chalicelib.records.commitments import Commitment, Tolerance
from chalicelib.records.contents import Paper
from chalicelib.records.statements import Contest, Procedure
from chalicelib.steps import assess, collate, correction, credit, intake, issue, mortgage, results, review, sign
from tests.given.answers import finding, findings
from tests.given.case import happened, put, stored
from tests.given.form import CO_OWNER
from tests.steps.conftest import event

NUMBER = "N" * 39 + "0001"
DECISION = {"approved": True, "amount": "400000.00", "months": 240, "homes": "first", "rate": "2.85", "method": "01"}


def test_a_case_that_comes_back_after_a_correction_keeps_the_day_it_was_accepted_on(submitted):
    submitted(accepted_on="2026-11-19")
    with time_machine.travel("2026-11-26T01:00:00Z", tick=False):
        for _ in range(2):
            assert intake.handle(event("Intake")) == {"next": "check"}
    assert casefile.load("c1").accepted_on == date(2026, 11, 19)


def test_the_credit_of_every_party_is_asked_for_whether_they_pay_deposits_or_not(submitted, monkeypatch):
    form, asked = stored(submitted().application), []
    form["people"][1]["is_depositor"] = False
    put("c1", application=form)

    def report(person: Any, purpose: Any, old_loan: Any) -> Any:
        asked.append(person.key)
        return finding("credit", person.key)

    monkeypatch.setattr(credit_bureau, "report", report)
    assert credit.handle(event("Credit")) == {"next": "done"}
    assert asked == ["borrower", "spouse"]


@pytest.mark.parametrize("way_back", ["Decline", "Refuse", "Discharge", "Void", "Close"])
def test_staff_follow_up_what_is_stuck_on_the_way_back_though_the_applicant_has_withdrawn_and_nothing_else(
    submitted, monkeypatch, way_back
):
    submitted(number=NUMBER, withdrawal={}, decision={"route": "B", "reasons": []})
    wait = {"token": "t", "visit": "2026-11-23T01:00:00Z"}
    stuck = {"ask": "attend", "error": "AgencyRefused", **wait}
    assert review.handle(event("Attend", stuck=way_back, **stuck)) == {"next": "waiting"}
    on_the_way = [{**stuck, "stuck": step} for step in ("Intake", "Collate", "Sign", "Mortgage", "Disburse", "Issue")]
    for asked in (*on_the_way, {"ask": "first_review", **wait}):
        with pytest.raises(Withdrawn):
            review.handle(event("Review", **asked))


def defect(code: str) -> Defect:
    return Defect(code, "home", "REMEDY_PROPERTY", "property", "")


def noticed(verdict: Collation) -> None:
    put("c1", notices=collate._noticed(casefile.load("c1"), verdict))


def test_a_notice_that_is_written_again_keeps_the_moment_it_was_issued_and_its_due_time(submitted):
    submitted(number=NUMBER)
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False):
        noticed(Collation("correct", (defect("FILING_UNIT_MISMATCH"),)))
    first = casefile.load("c1").notice
    with time_machine.travel("2026-11-25T01:00:00Z", tick=False):
        noticed(Collation("correct", (defect("FILING_PRICE_MISMATCH"),)))
    again = casefile.load("c1").notice
    assert (again.issued_at, again.due_at) == (first.issued_at, first.due_at)
    assert [one["code"] for one in again.defects] == ["FILING_PRICE_MISMATCH"]


def test_only_what_a_later_notice_names_for_the_first_time_says_why_it_could_not_be_told_before(submitted):
    submitted(number=NUMBER)
    noticed(Collation("correct", (defect("FILING_UNIT_MISMATCH"),)))
    happened("c1", "CORRECTED", "1")
    both = (defect("FILING_UNIT_MISMATCH"), defect("FILING_PRICE_MISMATCH"))
    for _ in range(2):
        noticed(Collation("correct", both))
    told = [[(one["code"], one.get("why")) for one in notice.defects] for notice in casefile.load("c1").notices]
    assert told == [
        [("FILING_UNIT_MISMATCH", None)],
        [("FILING_UNIT_MISMATCH", None), ("FILING_PRICE_MISMATCH", "NEW_AFTER_CORRECTION")],
    ]


def test_each_round_of_correction_is_a_wait_of_its_own(submitted, monkeypatch):
    monkeypatch.setattr(correction, "tell", lambda *told, **_: None)
    monkeypatch.setattr(results, "of_notice", lambda case, notice: Paper(f"correction-{notice.round}.pdf", "", ""))
    submitted(number=NUMBER)
    for round in (1, 2):
        put("c1", status="VERIFYING", notice={"round": round, "due_at": "2026-12-01T18:00:00+08:00"})
        assert correction.handle(event("Correction", token=f"t{round}")) == {"next": "waiting"}
    waits = [task.id for task in tasks.of_case("c1")]
    assert sorted(waits) == [tasks.task_id("c1", "correction", round) for round in (1, 2)]


def test_what_is_lacking_is_told_to_who_only_owns_the_home_too(submitted, monkeypatch):
    told: list[str] = []
    monkeypatch.setattr(correction, "tell", lambda *_, to: told.extend(to))
    monkeypatch.setattr(results, "of_notice", lambda case, notice: Paper("correction-1.pdf", "", ""))
    submitted(number=NUMBER)
    sealed = casefile.load("c1")._sealed("application")
    put("c1", application={**sealed, "people": [*sealed["people"], CO_OWNER]})
    put("c1", status="VERIFYING", notice={"round": 1, "due_at": "2026-12-01T18:00:00+08:00"})
    correction.handle(event("Correction", token="t"))
    assert {"borrower", CO_OWNER["key"]} <= {*told}


@pytest.fixture
def filed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What the registry was asked to register."""
    asked: list[tuple[Any, ...]] = []
    monkeypatch.setattr(registry, "apply_mortgage", lambda *told, **rank: asked.append(told))
    return asked


def file(visit: str = "first") -> None:
    mortgage.handle(event("Mortgage", token=visit, visit=visit))


@time_machine.travel("2026-11-30T18:00:00Z", tick=False)  # the first of December in Gansu
def test_the_debt_the_mortgage_secures_begins_today_and_runs_as_long_as_was_granted(submitted, filed):
    submitted(number=NUMBER, decision=DECISION, contract={"number": "JK1"})
    file()
    ((id, _, contract, amount, days, _),) = filed
    assert (id, contract, amount) == ("JK1M1", "JK1", Decimal("400000.00"))
    assert days == (date(2026, 12, 1), date(2046, 12, 1))


def test_what_the_registry_says_while_it_is_asked_again_is_not_written_over(submitted, filed, monkeypatch):
    wanting = {"apply_biz_id": "JK1M1", "status": "NEED_MORE_MATERIAL", "attempt": 1, "visit": "first"}
    submitted(number=NUMBER, decision=DECISION, contract={"number": "JK1"}, mortgage=wanting)

    def done_meanwhile(id: str, purpose: Any) -> AtRegistry:
        put("c1", mortgage={**wanting, "status": "DONE", "certificate_number": "甘1"})
        return AtRegistry(id, "NEED_MORE_MATERIAL")

    monkeypatch.setattr(registry, "query_mortgage", done_meanwhile)
    with pytest.raises(Contended):
        file("second")
    assert casefile.load("c1").mortgage.is_proven


PAID = {
    "serial": "JK1P1",
    "status": "paid",
    "amount": "399000.00",
    "rate": "2.60",
    "on": "2026-11-20",
    "paid_on": "2026-11-23",  # by the bank's word, three days after it had its order
    "settled_at": "2026-11-23T02:00:00.000Z",
    "receipt": "H1",
}


def test_a_paid_loan_is_told_to_the_core_of_everybody_who_owes_it_wherever_they_deposit_and_to_its_bank(
    submitted, monkeypatch
):
    told: list[tuple[Any, ...]] = []
    sent: list[tuple[Any, ...]] = []
    monkeypatch.setattr(webhooks, "send", lambda *event: sent.append(event))
    monkeypatch.setattr(paid, "results", lambda case: [])
    monkeypatch.setattr(closing, "end", lambda *ended: ended[-1](None) or "done")
    monkeypatch.setattr(fund_core, "report_loan", lambda person, *loan: told.append((person.key, *loan[:3])))
    form = stored(submitted(8, number=NUMBER, contract={"number": "JK1"}, payment=PAID).application)
    form["people"][1]["deposit_centre"] = None
    put("c1", application=form)
    issue.handle(event("Issue"))
    loan = ("JK1", Decimal("399000.00"), date(2026, 11, 23))
    assert told == [("borrower", *loan), ("spouse", *loan)]
    settled = ("loan.settled", {"contract_number": "JK1"}, "JK1.settled", PAID["settled_at"])
    assert sent == [("B01", *settled)], "the very same however often it is said"


@pytest.mark.parametrize("is_confirmed", [False, True], ids=["nobody's word", "confirmed since acceptance"])
def test_the_papers_of_a_paid_loan_show_what_was_paid_at_the_rate_of_that_day_with_its_mark(
    submitted, monkeypatch, is_confirmed
):
    drawn: dict[str, Any] = {}
    if is_confirmed:
        in_force, paid_on = policy.in_force, date(2026, 11, 23)
        marked = replace(in_force("620100", paid_on), unverified=())
        monkeypatch.setattr(policy, "in_force", lambda of, on: marked if on == paid_on else in_force(of, on))
    make, together = papers.made, papers.made_together
    monkeypatch.setattr(
        papers, "made", lambda case, name, value: drawn.update({name: value}) or make(case, name, value)
    )
    monkeypatch.setattr(papers, "made_together", lambda case, values: drawn.update(values) or together(case, values))
    registered = {"apply_biz_id": "JK1M1", "status": "DONE", "certificate_number": "甘1"}
    submitted(
        number=NUMBER,
        decision=DECISION | {"decided_on": "2026-11-05"},
        contract={"number": "JK1"},
        payment=PAID,
        mortgage=registered,
        accepted_on="2026-11-04",
    )
    happened("c1", "SUBMITTED")
    names = [paper.name for paper in paid.results(casefile.load("c1"))]
    assert names == ["acceptance.pdf", "approval.pdf", "voucher.pdf", "schedule.pdf", "schedule.csv", "contract.pdf"]
    first = schedule(Decimal("399000.00"), Decimal("2.60"), 240, "01").rows[0]
    assert drawn["schedule.pdf"].rows[0][1:4] == ("2026-12-23", f"{first.payment:,.2f}", f"{first.principal:,.2f}")
    assert (drawn["approval.pdf"].head.on, drawn["voucher.pdf"].head.on) == ("2026-11-05", "2026-11-23")
    shown, mark = dict(drawn["voucher.pdf"].facts), "" if is_confirmed else text("UNVERIFIED_MARK")
    assert (shown["业务流水号"], shown["执行年利率"], shown["放款日期"]) == (
        "JK1P1",
        "2.60%" + mark,
        "2026年11月23日",
    )
    assert bool(mark) == (text("UNVERIFIED_MARK") in str(drawn["schedule.pdf"]))
    account = casefile.load("c1").application.home.seller.number
    assert account not in str(drawn["voucher.pdf"]) and account[-4:] in str(drawn["voucher.pdf"]), "every party has it"
    assert "399,000.00" in shown["放款金额"] and shown["不动产登记证明"] == "甘1"
    assert (shown["银行回单（核心流水）号"], shown["到期日"]) == ("H1", "2046年11月23日")
    assert re.fullmatch(r"\*+\d{4}", shown["收款账号"]), "every party has this paper, and not each the account"


def beside(submitted: Any, monkeypatch: pytest.MonkeyPatch, *outs: dict[str, Any]) -> str:
    """What the voucher of our part says of the bank's, whose pay-outs these are."""
    drawn: dict[str, Any] = {}
    monkeypatch.setattr(papers, "made_together", lambda case, values: drawn.update(values) or [])
    usual = {"status": "paid", "account": "", "at": ""}
    told = {f"P{at}": {**usual, **one} for at, one in enumerate(outs)}
    registered = {"status": "DONE", "certificate_number": "甘1"}
    submitted(
        2, number=NUMBER, decision=DECISION, contract={"number": "JK1"}, payment=PAID, mortgage=registered, accepted_on="2026-11-04",
        bank_part={"number": "SY1", "pay_outs": told},
    )  # fmt: skip
    [*paid._paid(casefile.load("c1"))]
    return dict(drawn["voucher.pdf"].facts)["商业性贷款部分"]


@pytest.mark.parametrize("last", ["1.00", ""])
def test_what_the_bank_has_paid_is_on_the_voucher_once_it_has_told_of_all_of_it(submitted, monkeypatch, last):
    gone = {"amount": "300000.00", "status": "failed", "cleared_by": "s1"}
    told = beside(submitted, monkeypatch, gone, {"amount": "100000.00"}, {"amount": last})
    assert (("100,001.00" in told), (text("OTHER_LOAN_NOT_TOLD") in told)) == (bool(last), not last)
    assert "SY1" in told and "300,000.00" not in told, "what has come back is no money paid"


def test_that_nothing_came_of_the_banks_part_is_on_the_voucher_once_a_person_knows_it(submitted, monkeypatch):
    told = beside(submitted, monkeypatch, {"amount": "300000.00", "status": "failed", "cleared_by": "s1"})
    assert "没有按其借款合同（编号 SY1）发放" in told


@pytest.fixture
def known_case(submitted):
    """A case in which every agency has confirmed what was stated."""

    def make(*instead: Any) -> casefile.CaseFile:
        case = submitted(number=NUMBER, status="VERIFYING")
        return put("c1", findings=findings(case.application, *instead, credit=True), application=case.application)

    return make


def test_a_case_is_decided_by_the_policy_of_its_acceptance_on_the_day_it_is_assessed(known_case, monkeypatch):
    known_case()
    put("c1", accepted_on="2026-09-15")  # before the law's days were amended
    with time_machine.travel("2026-11-25T17:00:00Z", tick=False):  # the 26th in Gansu
        assert assess.handle(event("Assess")) == {"next": "A"}
    case = casefile.load("c1")
    assert case.decision["decided_on"] == case.grounds["decided_on"] == "2026-11-26"
    before, now = (policy.in_force("620100", on).version for on in (date(2026, 9, 15), date(2026, 11, 26)))
    assert case.decision["policy_version"] == before != now
    assert case.events["ASSESSED"].values == {"route": "ROUTE_A"} and "caps" not in case.decision


def test_what_staff_have_ruled_counts_when_a_case_is_assessed(known_case):
    case = known_case(finding("identity", "spouse", "unavailable", "IDENTITY_UNAVAILABLE"))
    asked = case.answers["identity.spouse"].of
    put("c1", rulings={"identity.spouse": case.ruling("identity.spouse", "confirmed", asked, "r1", None, {})})
    assert assess.handle(event("Assess")) == {"next": "B"}
    assert casefile.load("c1").decision["why"] == ["ROUTE_NOT_BY_AGENCIES"]


def test_a_refused_case_keeps_the_rules_that_failed_and_nothing_of_what_they_used(known_case, verified):
    known_case(finding("credit", "spouse", current_overdue="17.05"))
    assert assess.handle(event("Assess")) == {"next": "refuse"}
    case = casefile.load("c1")
    assert [(one["code"], one["subject"]) for one in case.reasons] == [("CREDIT_CURRENT", "spouse")]
    assert "17.05" not in str(case.reasons) + str(case.decision) and "ASSESSED" not in case.events


def test_one_contract_is_drawn_up_sealed_over_its_very_bytes_and_waited_for_however_often_the_step_runs(
    platform, submitted, monkeypatch
):
    drawn: list[Any] = []
    sealed: list[tuple[str, str]] = []
    ready: list[tuple[Any, ...]] = []
    make = papers.made_together
    monkeypatch.setattr(
        papers, "made_together", lambda case, values: drawn.extend(values.values()) or make(case, values)
    )
    monkeypatch.setattr(
        seal, "apply", lambda sha256, kind, purpose: sealed.append((sha256, kind)) or seal.Seal("s", "c", "at")
    )
    monkeypatch.setattr(webhooks, "send", lambda *sent: ready.append(sent))
    monkeypatch.setattr(sign, "tell", lambda *told, **_: None)
    submitted(number=NUMBER, status="REVIEWING", decision=DECISION)
    with time_machine.travel("2026-11-25T01:00:00Z", tick=False):  # decided two days before
        for token in ("t1", "t2"):
            assert sign.handle(event("Sign", token=token)) == {"next": "waiting"}
    case, number = casefile.load("c1"), casefile.load("c1").contract.number
    contract, approval = drawn
    assert (approval.KIND, [one.name for one in case.results]) == ("approval", ["approval.pdf"])
    assert approval.head.on == contract.head.on
    kept = platform.client("s3").get_object(Bucket="anju-archive", Key=case.contract.key)["Body"].read()
    digest = sha256(kept).hexdigest()
    assert kept.startswith(b"%PDF-") and (contract.head.number, contract.head.on) == (number, "2026-11-23")
    assert sealed == [(digest, "CONTRACT")] and case.contract.sha256 == digest
    assert (
        ready
        == [("B01", "loan.contract.ready", {"contract_number": number}, f"{number}.ready", case.contract.drawn_up_at)]
        * 2
    )
    assert registers.case_of_contract(number) == "c1" and case.status == "SIGNING"
    (task,) = tasks.of_case("c1")
    assert (task.kind, task.due_at) == ("sign", case.contract.due_at)


@pytest.mark.parametrize(
    ("reviews", "day"),
    [
        ([], "2026-11-25"),
        ([{"level": "verify", "at": "2026-11-27T17:00:00.000Z"}], "2026-11-25"),
        ([{"level": "first_review", "at": "2026-11-26T17:00:00.000Z"}], "2026-11-27"),  # in Gansu
    ],
)
def test_a_contract_bears_the_day_of_the_last_word_that_approved_it(submitted, monkeypatch, reviews, day):
    drawn: list[Any] = []
    monkeypatch.setattr(papers, "made_together", lambda case, values: drawn.extend(values.values()) or 1 / 0)
    submitted(
        number=NUMBER, status="REVIEWING", decision={**DECISION, "decided_on": "2026-11-25"}, reviews=reviews
    )  # fmt: skip
    with pytest.raises(Exception, match="ZeroDivisionError"):
        sign.handle(event("Sign", token="t1"))
    assert [one.head.on for one in drawn] == [day, day]


OTHERWISE: dict[str, Any] = {
    "application": {"kind": "new"}, "contests": {"property.home": Contest("q", "", "", "", "", "", "", "")}, "decision": {**DECISION, "amount": "1.00"},
    "form": {"kind": "existing"}, "lent": {"borrower": 1}, "reviews": [{"level": "verify"}], "rulings": {"property.home": {}},
    "results": [{"name": "receipt.pdf"}], "withdrawal": {}, "leaving": "Refuse",
    "commitments": {"marriage.borrower": Commitment("", "", "", "", "", "")},
    "tolerances": {"B03": Tolerance("", "", "", "", "", "")},
    "procedures": {"1": Procedure("hearing", "", "", "", "", "")},
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERWISE)
def test_a_contract_is_written_down_over_nothing_it_was_drawn_up_on_that_is_otherwise_by_then(
    submitted, monkeypatch, name
):
    def meanwhile(case: casefile.CaseFile, values: dict[str, Any]) -> list[Paper]:
        put("c1", **{name: OTHERWISE[name]})
        return [Paper(one, one, sha256(one.encode()).hexdigest()) for one in values]

    monkeypatch.setattr(papers, "made_together", meanwhile)
    monkeypatch.setattr(seal, "apply", lambda *_: seal.Seal("s", "c", "at"))
    submitted(number=NUMBER, status="REVIEWING", decision=DECISION)
    with pytest.raises(Contended):
        sign.handle(event("Sign", token="t1"))
    assert casefile.load("c1").contract is None


@pytest.mark.parametrize("name", ["application", "contests", "contract", "lent", "procedures", "rulings", "status"])
def test_nothing_is_decided_on_what_changes_while_it_is_assessed(known_case, monkeypatch, name):
    changed = {**OTHERWISE, "contract": {"number": "JK1"}, "status": "REVIEWING"}

    def overtaken(*of: Any) -> Any:
        put("c1", **{name: changed[name]})
        return decide(*of)

    monkeypatch.setattr(assess, "decide", overtaken)
    known_case()
    with pytest.raises(Contended):
        assess.handle(event("Assess"))
    assert casefile.load("c1").decision is None


def test_a_contract_states_what_the_decision_counted_as_paid_whatever_the_form_states(submitted, monkeypatch):
    drawn: list[Any] = []
    monkeypatch.setattr(papers, "made_together", lambda case, values: drawn.extend(values.values()) or 1 / 0)
    paid = finding("property", "home", down_payment_received="543210.00")
    case = submitted(number=NUMBER, status="REVIEWING", decision=DECISION).application
    assert case.home.down_payment < 543210
    put("c1", findings=findings(case, paid))
    with pytest.raises(Exception, match="ZeroDivisionError"):
        sign.handle(event("Sign", token="t1"))
    assert "首付款 ¥543,210.00" in str(drawn[0].parts)


def test_the_owner_mortgages_the_home_whoever_borrows(submitted, monkeypatch):
    signing: list[Any] = []
    monkeypatch.setattr(
        registry, "apply_mortgage", lambda *told, mortgagors, **how: signing.extend(one.key for one in mortgagors)
    )
    owned = finding("property", "home", owners=["spouse"])
    submitted(number=NUMBER, decision=DECISION, contract={"number": "JK1"}, findings=[owned])
    file()
    assert signing == ["spouse"]
