"""What a case without a loan hands back says why, also where no rule did."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import time_machine

from chalicelib.casework import closing, papers
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.status import Status
from chalicelib.records import casefile
from chalicelib.records.contents import Notice, Paper
from chalicelib.steps import close, results
from tests.given.case import happened, put
from tests.steps.conftest import event

DAY = date(2026, 11, 23)
NUMBER = "N" * 39 + "0001"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    values: dict[str, Any] = {}
    monkeypatch.setattr(
        papers, "made", lambda case, name, value, party=None: values.update({name: value}) or Paper(name, "", "", party)
    )
    return values


REGISTERED = {"status": "DISCHARGED", "certificate_number": "甘(2026)兰州市不动产证明第0000001号"}


@pytest.mark.parametrize(
    ("stands", "told"),
    [
        ({"mortgage": REGISTERED, "payment": {"status": "failed"}}, ("告知放款失败", "陇原银行", "P1")),
        ({"mortgage": REGISTERED, "payment": {"status": "withheld"}}, ("没有受理放款指令", "P1")),
        ({"mortgage": REGISTERED, "payment": {"status": "overturned"}}, ("款项已被退回", "P1")),
        ({"mortgage": {"status": "DISCHARGED"}}, ("不动产登记机构未办成抵押登记", "M1")),
        ({"mortgage": REGISTERED}, ("工作人员核查后认为无法继续办理",)),
        ({}, ("工作人员核查后认为无法继续办理",)),
    ],
)
def test_a_case_that_bank_or_registry_ended_is_told_so_and_in_which_matter(submitted, drawn, stands, told):
    submitted(number=NUMBER, **stands)
    happened("c1", "SUBMITTED")
    results.of_ending(casefile.load("c1"), Status.CANCELLED, DAY)
    (cause,) = drawn["cancelled.pdf"].causes
    assert all(words in cause for words in told) and drawn["cancelled.pdf"].grounds == ()


def test_a_notice_tells_the_hour_of_gansu_until_which_it_runs(submitted, drawn):
    submitted(number=NUMBER)
    asked = Notice(1, "2026-11-23T16:30:00.000Z", "2026-12-14T10:00:00.000Z", [])
    results.of_notice(casefile.load("c1"), asked)
    told = drawn["hold-1.pdf"]
    assert told.head.on == "2026-11-24" and "2026年12月14日18时" in told.opening


def test_a_notice_is_filed_under_what_it_is_called_and_addressed_to_whom_it_is_for(submitted, drawn):
    case = submitted(number=NUMBER)
    asked = Notice(1, "2026-11-23T16:30:00.000Z", "2026-12-14T10:00:00.000Z", [], to="spouse")
    assert results.of_notice(case, asked).party == "spouse"
    to_one = drawn["hold-1.pdf"].head
    assert (to_one.title, to_one.to) == ("核实事项告知书", (case.application.party("spouse").name,))
    results.of_notice(replace(case, accepted_on=None), replace(asked, to=""))
    to_all = drawn["correction-1.pdf"].head
    assert (to_all.title, len(to_all.to)) == ("一次性补正告知书", 2)


@pytest.mark.parametrize(("buyers", "is_told"), [(["borrower"], True), ([], False)])
def test_a_notice_says_what_the_filing_has_of_their_own_contract_and_nothing_of_anybody_elses(
    submitted, drawn, buyers, is_told
):
    facts = {"owners": buyers, "filed_price": "1200000.00", "regulated_account": "6222022700000000011"}
    submitted(number=NUMBER)
    case = put("c1", [Finding("property", "home", Outcome.CONTRADICTED, "FILING_PRICE_MISMATCH", facts)])
    defects = [
        {"code": code, "where": "home"}
        for code in ("FILING_PRICE_MISMATCH", "FILING_ACCOUNT_MISMATCH", "FILING_UNIT_MISMATCH")
    ]
    results.of_notice(case, Notice(1, "2026-11-23T16:30:00.000Z", "2026-12-14T10:00:00.000Z", defects))
    price, account, unit = (row[2] for row in drawn["hold-1.pdf"].rows)
    assert ("（网签备案所载：¥1,200,000.00）" in price, "（网签备案所载：尾号 0011）" in account) == (is_told, is_told)
    assert "网签备案所载" not in unit and "62220227" not in str(drawn["hold-1.pdf"].rows)


def test_a_refusal_keeps_a_letter_to_all_and_one_for_each_party_it_may_not_tell_all(submitted, drawn):
    reasons = [
        {"code": code, "outcome": "fail", "subject": subject, "text": "t", "basis": "b"}
        for code, subject in (("DOWN_PAYMENT", "home"), ("CREDIT_OVERDUE", "spouse"))
    ]
    submitted(number=NUMBER, reasons=reasons)
    happened("c1", "SUBMITTED")
    kept = results.of_ending(casefile.load("c1"), Status.REFUSED, DAY)
    whose = {paper.name: paper.party for paper in kept if paper.name.startswith("refused")}
    assert whose == {"refused.pdf": None, "refused-spouse.pdf": "spouse"}
    assert [ground.code for ground in drawn["refused.pdf"].grounds] == ["DOWN_PAYMENT"]
    assert [ground.code for ground in drawn["refused-spouse.pdf"].grounds] == ["CREDIT_OVERDUE"]


@pytest.mark.parametrize(("said", "found"), [("fail", ("不动产登记载明该住房已被查封",)), ("look", ())])
def test_a_refusal_tells_what_the_rule_it_rests_on_found_and_not_what_was_only_looked_at(submitted, drawn, said, found):
    reason = {"code": "NOT_SEIZED", "outcome": "fail", "subject": "home", "text": "t", "basis": "b"}
    submitted(number=NUMBER, reasons=[reason], grounds={"reasons": [{**reason, "outcome": said, "inputs": {}}]})
    happened("c1", "SUBMITTED")
    results.of_ending(casefile.load("c1"), Status.REFUSED, DAY)
    (ground,) = drawn["refused.pdf"].grounds
    assert (ground.found, ground.remedy) == (found, "解除查封后可以重新申请")


def test_the_letter_of_an_end_drawn_again_after_midnight_bears_the_day_it_was_first_drawn_on(
    submitted, drawn, monkeypatch
):
    submitted(number=NUMBER)
    happened("c1", "SUBMITTED")
    monkeypatch.setattr(closing, "end", lambda *_: "done")
    heads = []
    for tried in ("2026-11-23T15:59:00Z", "2026-11-23T16:01:00Z"):  # midnight in China lies between
        with time_machine.travel(tried, tick=False):
            close.handle(event("Close", ending="EXPIRED", visit="2026-11-23T15:58:00.000Z"))
        heads.append(drawn["expired.pdf"].head.on)
    assert heads == ["2026-11-23"] * 2


def test_a_case_that_ran_out_of_time_is_told_what_was_not_done_by_when(submitted, drawn):
    notice = {"round": 1, "issued_at": "2026-11-23T02:00:00.000Z", "due_at": "2026-12-14T10:00:00.000Z", "defects": []}
    submitted(number=NUMBER, notice=notice)
    happened("c1", "SUBMITTED")
    results.of_ending(casefile.load("c1"), Status.EXPIRED, DAY)
    (cause,) = drawn["expired.pdf"].causes
    assert "2026年11月23日发出的告知书" in cause and "至迟于2026年12月14日" in cause and drawn["expired.pdf"].ways


def test_how_to_object_is_told_by_the_law_of_the_day_the_case_ends_whatever_law_judged_it(submitted, drawn):
    submitted(number=NUMBER, accepted_on="2023-12-29")
    happened("c1", "SUBMITTED")
    results.of_ending(casefile.load("c1"), Status.EXPIRED, date(2024, 1, 5))
    assert "《行政复议法》（2023年修订）第二十条、第二十四条" in "".join(drawn["expired.pdf"].ways)
