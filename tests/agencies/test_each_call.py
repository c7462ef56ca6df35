"""A call over the exchange, attempt by attempt, and what a report comes to, figure by figure, without any wire."""

import json
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from chalicelib.agencies import credit_bureau, exchange
from chalicelib.agencies.credit_bureau import answers
from chalicelib.domain.checks.finding import Outcome
from chalicelib.errors import AgencyRefused, AgencyUnavailable, AnswerPending, PreconditionFailed
from tests.given.answers import purpose
from tests.given.application import application, of_sample, person

SERVICE = exchange.Service("police", "s_1")


def said(status=200, code="0", data=None, **more):
    body = {"code": code, "data": data if data is not None else {"b": 1, "a": 2}, "requestId": "r" * 70, **more}
    return SimpleNamespace(status=status, data=json.dumps(body).encode(), headers={})


@pytest.fixture
def world(monkeypatch):
    """The exchange: what it answers, what was sent, and everything that happened in between, in order."""
    made = SimpleNamespace(answers=[], list=[], kept=[], early=False, waits=True, entries=[])

    def post(service, body):
        made.list.append("post")
        made.body = json.loads(body)
        answer = made.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(exchange, "_post", post)
    monkeypatch.setattr(exchange.secrets, "forget", lambda: made.list.append("forget"))
    monkeypatch.setattr(exchange.patience, "is_early", lambda sid: made.early and sid == "s_1")
    monkeypatch.setattr(exchange.patience, "waited", lambda headers: made.waits)
    monkeypatch.setattr(exchange.patience, "keep", lambda *of: made.kept.append(of))
    monkeypatch.setattr(exchange.metrics, "count", lambda *of, **by: made.list.append(by["outcome"]))
    monkeypatch.setattr(exchange.metrics, "measure", lambda *of, **by: None)
    of = purpose(application(), made.entries)
    made.purpose = replace(of.about("borrower", "M1"), still=lambda consent: made.list.append("stands"))
    return made


STANDS = ["stands", "post"]
HTTP = SimpleNamespace(status=500, data=b"<html>", headers={})
WAIT, KEY = said(429, "429"), said(401, "401")


@pytest.mark.parametrize(
    ("answers", "waits", "raised", "happens", "outcome", "kept"),
    [
        ([said()], True, None, STANDS, "answered", 0),
        ([said(code="00")], True, None, STANDS, "answered", 0),
        ([said(code="7")], True, AgencyUnavailable, STANDS, "unavailable", 0),
        ([said(code="1")], True, AgencyUnavailable, STANDS, "unavailable", 0),
        ([HTTP], True, AgencyUnavailable, STANDS, "unavailable", 0),
        ([said(204)], True, AgencyUnavailable, STANDS, "unavailable", 0),
        ([AgencyUnavailable("no line")], True, AgencyUnavailable, STANDS, "unavailable", 0),
        ([WAIT, said()], True, None, STANDS * 2, "answered", 0),
        ([WAIT], False, AgencyUnavailable, STANDS, "unavailable", 1),
        ([WAIT, WAIT], True, AgencyUnavailable, STANDS * 2, "unavailable", 1),
        ([said(503, "503"), said()], True, None, STANDS * 2, "answered", 0),
        ([KEY, said()], True, None, [*STANDS, "forget", *STANDS], "answered", 0),
        ([KEY, KEY], True, AgencyRefused, [*STANDS, "forget", *STANDS], "refused", 0),
    ],
)
def test_an_agency_is_asked_again_only_where_it_has_not_taken_the_call_and_only_while_the_consent_stands(
    world, answers, waits, raised, happens, outcome, kept
):
    world.answers, world.waits = [*answers], waits
    if raised:
        with pytest.raises(raised):
            exchange.call(SERVICE, {"p": "甲"}, world.purpose, lambda data: data)
    else:
        assert exchange.call(SERVICE, {"p": "甲"}, world.purpose, lambda data: data["a"]) == 2
    (entry,) = world.entries
    assert world.list == happens and len(world.kept) == kept
    assert (entry["agency"], entry["service"], entry["outcome"]) == ("police", "s_1", outcome)
    assert world.body["params"] == {"p": "甲"}
    if outcome == "answered":
        assert (entry["fields"], entry["answer_id"]) == (["a", "b"], "r" * 64) and len(entry["answer"]) == 64


@pytest.mark.parametrize(
    ("error", "raised", "outcome"),
    [(AnswerPending("later"), AnswerPending, "pending"), (KeyError("x"), AgencyUnavailable, "unavailable"),
     (ValueError("甲"), AgencyUnavailable, "unavailable")],
)  # fmt: skip
def test_what_cannot_be_read_is_no_answer_and_is_in_the_ledger_all_the_same(world, error, raised, outcome):
    def read(data):
        raise error

    world.answers = [said()]
    with pytest.raises(raised) as stopped:
        exchange.call(SERVICE, {}, world.purpose, read)
    assert "甲" not in str(stopped.value) and [one["outcome"] for one in world.entries] == [outcome]


@pytest.mark.parametrize("lacking", [{"subject": ""}, {"matter": ""}, {"consent": ""}])
def test_nobody_is_asked_without_a_subject_a_matter_and_a_consent_or_the_law(world, lacking):
    with pytest.raises(PreconditionFailed) as stopped:
        exchange.call(SERVICE, {}, replace(world.purpose, **lacking), lambda data: data)
    assert [*stopped.value.codes] == ["PURPOSE_LACKING"] and world.list == world.entries == []


def test_the_law_stands_in_the_place_of_a_consent(world):
    world.answers = [said()]
    on_law = replace(world.purpose, consent="", basis="条例 26")
    assert exchange.call(SERVICE, {}, on_law, lambda data: data["b"]) == 1


def test_an_agency_is_not_asked_before_it_wants_to_be_and_nothing_is_recorded_of_that(world):
    world.early = True
    with pytest.raises(AgencyUnavailable):
        exchange.call(SERVICE, {}, world.purpose, lambda data: data)
    assert world.list == ["not_asked"] and world.entries == []


@pytest.mark.parametrize("awaited", [True, False])
def test_where_a_person_waits_no_wish_is_kept_for_longer_than_they_can(world, awaited):
    world.answers, world.waits = [WAIT], False
    with pytest.raises(AgencyUnavailable):
        exchange.call(SERVICE, {}, replace(world.purpose, awaited=awaited), lambda data: data)
    assert world.kept == [("s_1", {}, exchange.patience.AWAITED if awaited else exchange.patience.MOST)]


# The report

TODAY = date(2026, 11, 23)


def account(**says):
    usual = {"class": "非循环贷", "business": "个人消费", "status": "正常", "five_class": "正常", "overdue": "0", "monthly_due": "1000",
             "balance": "50000", "repayment": {}, "opened": "2020-03-02", "amount": "600000.00"}  # fmt: skip
    return {**usual, **says}


def report(*accounts, queries=(), disputes=(), **header):
    of = person("borrower")
    usual = {"name": of.name, "id_number": of.id_number, "time": "2026-11-23T08:00:00+08:00"}
    return {"header": {**usual, **header}, "accounts": [*accounts], "queries": [*queries], "disputes": [*disputes]}


@pytest.fixture
def meaning(monkeypatch):
    monkeypatch.setattr(answers.clock, "today", lambda: TODAY)
    return lambda told, old=None, of=None: answers.meaning(of or person("borrower"), told, old)


@pytest.mark.parametrize(
    ("told", "outcome", "code"),
    [
        (report(), "confirmed", "CREDIT_RECEIVED"),
        (report(time="2026-10-24T08:00:00+08:00"), "confirmed", "CREDIT_RECEIVED"),  # thirty days
        (report(time="2026-10-23T08:00:00+08:00"), "ambiguous", "CREDIT_REPORT_OLD"),
        (report(time="2026-11-24T08:00:00+08:00"), "ambiguous", "CREDIT_REPORT_OLD"),
        (report(disputes=[{"open": False}]), "confirmed", "CREDIT_RECEIVED"),
        (report(disputes=[{"open": False}, {"open": True}]), "ambiguous", "CREDIT_OBJECTION_OPEN"),
        (report(name="别人"), "contradicted", "CREDIT_SUBJECT_MISMATCH"),
        (report(id_number="110105194912310021"), "contradicted", "CREDIT_SUBJECT_MISMATCH"),
        (None, "confirmed", "CREDIT_NO_HISTORY"),
    ],
)
def test_a_report_counts_that_is_of_them_of_this_month_and_disputed_by_nobody(meaning, told, outcome, code):
    found = meaning(told)
    assert (found.outcome, found.code) == (outcome, code) and bool(found.facts) is (outcome != "contradicted")


def test_no_report_tells_nothing_of_who_is_known_by_another_document(meaning):
    found = meaning(None, of=replace(person("borrower"), id_type="03"))
    assert (found.outcome, found.code) == (Outcome.NOT_FOUND, "CREDIT_NOT_FOUND")


LATE = {"2026-11": "1", "2026-10": "2", "2026-08": "1"}


@pytest.mark.parametrize(
    ("says", "fact", "is_what"),
    [
        ({}, "monthly_debt", "1000.00"),
        ({"class": "贷记卡"}, "monthly_debt", "5000.00"),
        ({"class": "准贷记卡"}, "monthly_debt", "5000.00"),
        ({"status": "结清"}, "monthly_debt", "0.00"),
        ({"business": "个人住房商业贷款"}, "unsettled_housing_loans", 1),
        ({"business": "个人住房商业贷款", "status": "结清"}, "unsettled_housing_loans", 0),
        ({}, "unsettled_housing_loans", 0),
        ({"overdue": "12.5"}, "current_overdue", "12.50"),
        ({"status": "呆账"}, "bad_status", True),
        ({"status": "代偿"}, "bad_status", True),
        ({"status": "核销"}, "bad_status", True),
        ({"five_class": "次级"}, "bad_status", True),
        ({"five_class": ""}, "bad_status", False),
        ({"repayment": {"2026-01": "B"}}, "bad_status", True),
        ({"repayment": {"2026-01": "D"}}, "bad_status", True),
        ({"repayment": {"2026-01": "Z"}}, "bad_status", True),
        ({"repayment": {"2024-11": "B"}}, "bad_status", False),  # longer ago than 24 months
        ({"repayment": LATE}, "total_overdue_24m", 3),
        ({"repayment": LATE}, "max_consecutive_overdue_24m", 2),
        ({"repayment": {"2026-01": "7"}}, "max_consecutive_overdue_24m", 7),
        ({"repayment": {"2024-12": "1"}}, "total_overdue_24m", 1),
        ({"repayment": {"2024-11": "1"}}, "total_overdue_24m", 0),
        ({"repayment": LATE}, "total_overdue_of_one_24m", 3),
    ],
)
def test_each_figure_of_a_report(meaning, says, fact, is_what):
    assert meaning(report(account(**says))).facts[fact] == is_what


def test_figures_of_several_accounts_are_told_together_and_of_the_worst_by_itself(meaning):
    facts = meaning(report(account(repayment=LATE), account(repayment={"2026-11": "1", "2026-10": "1"}))).facts
    assert (facts["total_overdue_24m"], facts["total_overdue_of_one_24m"]) == (5, 3)
    assert (facts["max_consecutive_overdue_24m"], facts["monthly_debt"]) == (2, "2000.00")


@pytest.mark.parametrize(
    ("reason", "on", "counts"),
    [
        ("贷款审批", "2026-08-26", 1),
        ("信用卡审批", "2026-11-01", 1),
        ("贷款审批", "2026-08-25", 0),
        ("贷后管理", "2026-11-01", 0),
    ],
)
def test_of_queries_only_those_for_lending_of_the_last_ninety_days_count(meaning, reason, on, counts):
    assert meaning(report(queries=[{"reason": reason, "date": on}])).facts["loan_queries_3m"] == counts


OLD = of_sample(7).old_loan


@pytest.mark.parametrize(
    ("says", "is_told"),
    [({}, True), ({"business": "个人消费"}, False), ({"opened": "1999-01-01"}, False), ({"amount": "1.00"}, False)],
)
def test_the_loan_to_be_replaced_is_the_housing_loan_of_its_day_and_amount(meaning, says, is_told):
    theirs = {"business": "个人住房商业贷款", "opened": OLD.paid_out_on.isoformat(), "amount": str(OLD.amount), **says}
    facts = meaning(report(account(org="银行", id="1", **theirs)), OLD).facts
    assert ("old_loan_unsettled" in facts) is is_told and ("debts" in facts) is not is_told
    if is_told:
        told = (facts["old_loan_unsettled"], facts["old_loan_due"], facts["old_loan_balance"])
        assert told == (True, "1000.00", "50000.00")
        settled = meaning(report(account(**{**theirs, "status": "结清"})), OLD).facts
        assert settled["old_loan_unsettled"] is False


@pytest.mark.parametrize(
    ("says", "has_key"),
    [
        ({"org": "银行", "id": "1"}, True),
        ({"org": "银行", "contract": "1"}, True),
        ({"org": "银行"}, False),
        ({"id": "1"}, False),
        ({"org": "银行", "joint": True}, True),
        ({"joint": True}, True),
        ({"joint": True, "amount": ""}, False),
        ({"org": "银行", "id": "1", "status": "结清"}, False),
    ],
)
def test_a_debt_is_known_again_by_lender_and_number_or_as_a_joint_one_by_day_and_amount(says, has_key):
    key = answers._key(account(**says))
    assert bool(key) is has_key
    if has_key:
        assert key != answers._key(account(**{**says, "org": "另一银行"}))


@pytest.mark.parametrize(("kind", "told"), [("01", "10"), ("02", "20"), ("03", "2"), ("04", "8"), ("99", "X")])
def test_the_bureau_is_asked_before_lending_on_their_own_credit_authorisation(monkeypatch, kind, told):
    asked = []
    monkeypatch.setattr(exchange, "call", lambda service, params, use, read: asked.append((params, use)))
    of = application()
    credit_bureau.report(replace(of.people[1], id_type=kind), purpose(of))
    ((params, use),) = asked
    assert (params["id_type"], params["reason"], params["authorisation"]) == (told, "02", "spouse-credit")
    assert (use.subject, use.matter, use.material, use.consent) == ("spouse", "M6", "A05", "spouse-credit")
