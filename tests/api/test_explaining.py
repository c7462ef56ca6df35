"""The decision explained to people: whole to those it is about, and nobody's own figures to anybody else."""

import ast
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from chalicelib import policy
from chalicelib.api.applicant import explaining as parts
from chalicelib.api.inputs import named_all
from chalicelib.domain.judging import refusal, rules
from chalicelib.domain.judging.decision import decide
from chalicelib.messages import explaining
from chalicelib.records import casefile
from tests.given.answers import finding, findings
from tests.given.case import put
from tests.given.form import SPOUSE

ON = date(2026, 11, 23)
SPOUSES_BALANCE, SPOUSES_DEBT = "7310.55", "1234.56"


@pytest.fixture
def decided(submitted):
    """The submitted case decided, as the assessment step leaves it."""

    def decide_on(*instead, early=False, status="REVIEWING", **values):
        case = casefile.load(submitted)
        judging = policy.in_force("620100", ON)
        asked = replace(case.application, documents={"B03": ("d1",)})
        known = findings(
            asked,
            *instead
            or (
                finding("fund_account", "spouse", balance=SPOUSES_BALANCE, consecutive_months=47),
                finding("credit", "spouse", monthly_debt=SPOUSES_DEBT, total_overdue_24m=2),
            ),
            credit=not early,
        )
        make = refusal.grounds if early else lambda *made_from: decide(*made_from).to_json()
        whole = make(asked, known, judging, ON)
        put(submitted, accepted_on="2026-11-23", status=status, grounds=whole, **values)
        return submitted

    return decide_on


def explained(api, case, who):
    reply = api("GET", f"/v1/applications/{case}/decision", who=who)
    assert reply.status == 200, reply.body
    return reply.body


def rule(shown, code, subject="borrower"):
    return next(rule for rule in shown["rules"] if (rule["code"], rule["subject"]) == (code, subject))


def values(rule):
    return {entry["code"]: entry["value"] for entry in rule["inputs"]}


def test_nothing_decided_yet_is_a_problem_of_its_own(api, borrower, submitted):
    reply = api("GET", f"/v1/applications/{submitted}/decision", who=borrower)
    assert (reply.status, reply.body["code"]) == (404, "NOT_DECIDED")


def test_the_borrower_is_told_the_outcome_and_every_cap_by_name(api, borrower, decided):
    shown = explained(api, decided(), borrower)
    assert (shown["outcome"], shown["amount"], shown["months"], shown["rate"]) == ("approved", "500000.00", 360, "2.60")
    caps = {cap["code"]: cap for cap in shown["caps"]}
    assert caps["CAP_HOUSEHOLD"]["text"] == "家庭最高额度"
    assert Decimal(caps["CAP_BALANCE"]["amount"]) == 15 * (Decimal("40000.00") + Decimal(SPOUSES_BALANCE))
    assert [Decimal(cap["amount"]) for cap in shown["caps"]] == sorted(Decimal(cap["amount"]) for cap in shown["caps"])
    assert shown["binding"] == {"code": "CAP_UNPAID", "text": "尚未支付的房款"} or shown["binding"]["code"] == "WISH"
    assert shown["policy"]["decided_on"] == "2026-11-23"
    assert shown["policy"]["version"] == policy.in_force("620100", ON).version


def test_the_cap_that_binds_is_marked(api, borrower, decided):
    low = finding("fund_account", "borrower", balance="20000.00"), finding("fund_account", "spouse", balance="0.00")
    shown = explained(api, decided(*low), borrower)
    assert [cap["code"] for cap in shown["caps"] if cap["binding"]] == ["CAP_BALANCE"]
    assert (shown["amount"], shown["binding"]["text"]) == ("300000.00", "账户余额倍数")
    assert "账户余额倍数" in shown["summary"]


def test_every_rule_comes_with_text_basis_outcome_and_inputs(api, borrower, decided):
    shown = explained(api, decided(), borrower)
    months = rule(shown, "DEPOSIT_MONTHS")
    assert (months["name"], months["outcome_text"]) == ("连续足额缴存月数", "通过")
    assert values(months) == {"months": 60, "needed": 6}
    assert all(each["text"] and each["basis"] for each in shown["rules"])


def test_every_input_and_code_of_a_decision_has_a_chinese_name(api, login, decided):
    shown = explained(api, decided(), login("reviewer"))
    named = [entry for each in (*shown["rules"], *shown["caps"]) for entry in each["inputs"]]
    nameless = {entry["code"] for entry in named if entry["name"] == entry["code"]}
    assert not nameless
    assert all(each["text"] != each["code"] for each in (*shown["caps"], *shown["terms"], *shown["why"]))


def test_every_input_that_any_rule_names_has_a_chinese_name():
    calls = [
        node
        for module in Path(rules.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "said"
    ]
    names = {keyword.arg for call in calls for keyword in call.keywords if keyword.arg}
    assert {"months", "needed", "paid"} <= names
    assert not {name for name in names if f"INPUT_{name.upper()}" not in explaining.TEXTS}


@pytest.mark.parametrize(
    ("beside", "name", "value", "said"),
    [
        ({"loan_ratio": "0.83"}, "limit", "0.85", ("个贷率上限", "0.85")),
        ({"months": 400}, "limit", 360, ("最长期限（个月）", "360")),
        ({"depositors": 2}, "limit", "700000.00", ("限额（元）", "700,000")),
        ({"paid": "1.00"}, "needed", "236000.00", ("规定不低于（元）", "236,000")),
        ({"months_on_time": 3}, "needed", 12, ("规定不少于（个月）", "12")),
        ({"age": 17}, "needed", 18, ("规定不小于（周岁）", "18")),
        ({}, "needed", 18, ("规定值", "18")),
    ],
)
def test_a_limit_and_what_is_required_are_called_by_what_they_are_held_against(beside, name, value, said):
    (shown,) = (one for one in named_all({**beside, name: value}) if one["code"] == name)
    assert (shown["name"], shown["text"]) == said


def test_unverified_figures_are_marked_where_they_are_shown(api, borrower, decided):
    shown = explained(api, decided(), borrower)
    marks = {cap["code"]: cap["unverified"] for cap in shown["caps"]}
    assert (marks["CAP_HOUSEHOLD"], marks["CAP_UNPAID"]) == (True, True)
    assert "caps.CAP_HOUSEHOLD" in {figure["figure"] for figure in shown["policy"]["unverified"]}
    assert "NOTE_UNVERIFIED" in {note["code"] for note in shown["notes"]}


def test_the_borrower_gets_nothing_a_rule_used_about_the_spouse_alone(api, borrower, decided):
    shown = explained(api, decided(), borrower)
    assert {each["subject"] for each in shown["rules"]} == {"borrower", "home"}
    assert "NOTE_WITHHELD" in {note["code"] for note in shown["notes"]}
    assert values(rule(shown, "CREDIT_OVERDUE")) == {"consecutive": 0, "total": 0}
    assert SPOUSES_BALANCE not in json.dumps(shown) and SPOUSES_DEBT not in json.dumps(shown)


def test_a_joint_cap_is_a_figure_to_the_borrower_and_what_it_was_made_of_stays_with_the_desk(
    api, login, borrower, decided
):
    case = decided()
    told, desk = (
        {cap["code"]: cap for cap in explained(api, case, who)["caps"]} for who in (borrower, login("reviewer"))
    )
    assert (told["CAP_ABILITY"]["inputs"], told["CAP_ABILITY"]["withheld"]) == ([], True)
    assert told["CAP_ABILITY"]["amount"] == desk["CAP_ABILITY"]["amount"]
    assert values(desk["CAP_ABILITY"])["debts"] == SPOUSES_DEBT
    assert values(told["CAP_HOUSEHOLD"])["depositors"] == "2"


def test_the_spouse_sees_their_own_and_nothing_that_rests_on_the_borrowers_accounts(api, spouse, decided):
    shown = explained(api, decided(), spouse)
    assert values(rule(shown, "CREDIT_OVERDUE", "spouse"))["total"] == 2
    assert {each["subject"] for each in shown["rules"]} == {"spouse", "home"}
    caps = {cap["code"]: cap for cap in shown["caps"]}
    for personal in ("CAP_BALANCE", "CAP_ABILITY"):
        assert (caps[personal]["amount"], caps[personal]["withheld"]) == (None, True)
    assert caps["CAP_HOUSEHOLD"]["amount"]
    terms = {term["code"]: term["months"] for term in shown["terms"]}
    assert (terms["TERM_AGE"], terms["TERM_POLICY"]) == (None, 360)
    assert "TERM_AGE" not in values(rule(shown, "TERM", "home"))
    assert "NOTE_WITHHELD" in {note["code"] for note in shown["notes"]}
    assert shown["amount"] == "500000.00"


def test_the_desk_of_the_centre_sees_all_it_has_to_judge_and_no_other_desk_anything(api, login, decided):
    case = decided()
    shown = explained(api, case, login("reviewer"))
    assert values(rule(shown, "CREDIT_OVERDUE", "spouse"))["total"] == 2
    assert not any(each["withheld"] for each in (*shown["rules"], *shown["caps"]))
    other = api("GET", f"/v1/applications/{case}/decision", who=login("reviewer", "r9", centre="620000"))
    assert (other.status, other.body["code"]) == (404, "NOT_FOUND")


def test_a_stranger_and_the_hotline_get_nothing(api, login, decided):
    case = decided()
    stranger = login("depositor", "620502198503150038")
    assert api("GET", f"/v1/applications/{case}/decision", who=stranger).body["code"] == "NOT_FOUND"
    assert api("GET", f"/v1/applications/{case}/decision", who=login("hotline")).status == 403


def test_the_window_sees_what_the_borrower_sees(api, login, borrower, decided):
    case = decided()
    assert explained(api, case, login("clerk")) == explained(api, case, borrower)


def test_an_early_refusal_says_which_rule_why_and_what_helps(api, borrower, decided, verified):
    case = decided(finding("fund_account", "borrower", consecutive_months=5), early=True, status="REFUSED")
    shown = explained(api, case, borrower)
    assert (shown["outcome"], shown["amount"], shown["caps"]) == ("refused", None, [])
    failed = rule(shown, "DEPOSIT_MONTHS")
    assert (failed["outcome"], values(failed)) == ("fail", {"months": 5, "needed": 6})
    assert failed["remedy"] == "连续足额缴存满规定月数后可以重新申请"
    assert shown["decided_by"]["code"] == "DECIDED_BY_RULES"
    assert "NOTE_EARLY" in {note["code"] for note in shown["notes"]}


def test_whoever_is_told_a_decision_is_told_how_to_object(api, borrower, decided):
    ways = " ".join(way["text"] for way in explained(api, decided(), borrower)["objection"])
    for word in ("12329", "12345", "人工复核", "《个人信息保护法》第二十四条"):
        assert word in ways


def test_a_refusal_by_a_person_is_not_passed_off_as_the_rules(api, borrower, decided, submitted):
    review = casefile.load(submitted).review("t", "first_review", "r1", "refuse", "家庭已有两套住房")
    looked_at = {"code": "HOMES", "outcome": "look", "subject": "borrower", "text": "t", "basis": "b"}
    case = decided(status="REFUSED", reviews=[review], decision={"approved": True, "reasons": [looked_at]})
    shown = explained(api, case, borrower)
    homes, own = shown["refused_for"]
    assert (homes["code"], homes["subject_text"], homes["unverified"]) == ("HOMES", "借款人", True)
    assert (own["code"], own["text"]) == ("REVIEW_REFUSED", "家庭已有两套住房")
    assert (shown["outcome"], shown["decided_by"]["code"]) == ("refused", "DECIDED_BY_PERSON")
    assert (shown["amount"], shown["reviews"][0]["text"]) == (None, "初审")
    assert review.reason not in json.dumps(shown) and "r1" not in json.dumps(shown)


def test_what_a_reviewer_has_looked_at_is_read_by_the_desk_alone(api, login, borrower, decided, submitted):
    checked = casefile.load(submitted).review(
        "t", "first_review", "r1", "approve", "同意", checked=["征信报告和负债已看"]
    )
    case = decided(reviews=[checked])
    desk, party = (explained(api, case, who)["reviews"][0]["checked"] for who in (login("reviewer"), borrower))
    assert (desk, party) == (["征信报告和负债已看"], [])


def test_what_partners_say_in_their_own_words_is_read_by_the_desk_alone(
    api, login, borrower, spouse, decided, monkeypatch
):
    line, case = parts.words._line({"partner": "registry", "said": "REJECTED", "text": "宗地已查封"}), decided()
    monkeypatch.setattr(parts.words, "shown", lambda case: [line])
    told = [explained(api, case, who)["words"] for who in (borrower, spouse, login("clerk"), login("reviewer"))]
    assert told == [[], [], [], [line]]


def test_nobody_but_the_party_reads_which_rule_about_them_refuses_the_loan(api, login, borrower, spouse, decided):
    overdue = finding("credit", "spouse", consecutive_overdue_24m=5, total_overdue_24m=9)
    case = decided(overdue, status="REFUSED")
    of_spouse = [one for one in casefile.load(case).grounds["reasons"] if one["subject"] == "spouse"]
    put(case, reasons=[{**one, "outcome": "fail"} for one in of_spouse if one["code"] == "CREDIT_OVERDUE"])
    told, own, desk = (explained(api, case, who)["refused_for"] for who in (borrower, spouse, login("reviewer")))
    assert [(one["code"], one["subject"], one["basis"]) for one in told] == [("REASON_OF_ANOTHER", "spouse", None)]
    assert [one["code"] for one in own] == [one["code"] for one in desk] == ["CREDIT_OVERDUE"]


def test_a_case_that_waits_for_its_review_says_so(api, borrower, decided):
    rich = finding("fund_account", "borrower", balance="900000.00")
    case = decided(rich, finding("tax", "home", by="staff:r1"))
    shown = explained(api, case, borrower)
    assert (shown["outcome"], shown["decided_by"]["code"]) == ("pending", "DECIDED_PENDING")
    assert "尚未决定" in shown["summary"]
    put(case, decision={"approved": True, "route": "B", "why": [], "reasons": [], "amount": "1.00"})

    def tracked():
        return api("GET", f"/v1/applications/{case}/track", who=borrower).body["decision"]

    assert tracked() is None, "what is computed is no decision"
    approved = {"task": "t", "level": "first_review", "by": "r1", "decision": "approve", "at": "x", "reason": "s"}
    put(case, status="SIGNING", reviews=[approved])
    shown = explained(api, case, borrower)
    assert (shown["outcome"], shown["decided_by"]["code"]) == ("approved", "DECIDED_BY_PERSON")
    assert tracked()["approved"] is True


def test_no_name_number_or_account_stands_in_an_explanation(api, borrower, decided, form):
    text = json.dumps(explained(api, decided(), borrower), ensure_ascii=False)
    for person in form["people"]:
        assert person["name"] not in text and person["id_number"] not in text and person["phone"] not in text
    assert SPOUSE not in text and form["wish"]["repayment_account"] not in text


def test_a_case_that_ended_refused_is_explained_as_refused_whatever_the_rules_had_said(api, borrower, decided):
    shown = explained(api, decided(status="REFUSED"), borrower)
    assert (shown["outcome"], shown["amount"], shown["rate"]) == ("refused", None, None)
    assert shown["decided_by"]["code"] == "DECIDED_BY_PERSON"


def test_a_limit_of_the_term_binds_where_it_is_what_is_lent_for_and_they_are_told_the_shortest_first():
    def terms(months):
        limits = {"TERM_POLICY": 360, "TERM_HOUSE_AGE": 96, "TERM_AGE": 240}
        return [*parts._terms({"terms": limits, "months": months}, "borrower")]

    assert [(one["code"], one["months"]) for one in terms(96)] == [
        ("TERM_HOUSE_AGE", 96),
        ("TERM_AGE", 240),
        ("TERM_POLICY", 360),
    ]
    assert [[one["code"] for one in terms(months) if one["binding"]] for months in (96, 60)] == [
        ["TERM_HOUSE_AGE"],
        [],
    ], "who wished for less is bound by none"


def test_caps_are_told_the_least_sum_first_and_not_by_how_they_are_written():
    usual = {"name": "", "inputs": {}, "formula": "household", "verified": True, "source": ""}
    told = [{**usual, "code": f"CAP_{value}", "value": value} for value in ("1000000.00", "90000.00", "300000.00")]
    shown = parts._caps({"explained": told, "binding": "CAP_90000.00"}, "borrower", alone=True)
    assert [(one["amount"], one["binding"]) for one in shown] == [
        ("90000.00", True),
        ("300000.00", False),
        ("1000000.00", False),
    ]


@pytest.mark.parametrize(("version", "is_known"), [("lanzhou-1", True), ("lanzhou-2", False)])
def test_figures_of_another_policy_than_it_was_decided_by_say_nothing_of_a_decision(monkeypatch, version, is_known):
    by = SimpleNamespace(version="lanzhou-1")
    monkeypatch.setattr(parts, "judged_by", lambda case, version, on: by)
    found = parts._policy(SimpleNamespace(), {"policy_version": version, "decided_on": "2026-11-23"})
    assert found is (by if is_known else None)


@pytest.mark.parametrize(
    ("approved", "route", "refuses", "by"),
    [
        (False, "A", False, "DECIDED_BY_RULES"),
        (True, "A", False, "DECIDED_BY_RULES"),
        (True, "B", False, "DECIDED_BY_PERSON"),
        (True, "A", True, "DECIDED_BY_PERSON"),
    ],
)
def test_a_decision_is_by_rules_where_no_person_has_had_to_look_at_it(approved, route, refuses, by):
    reviews = [SimpleNamespace(decision="refuse")] if refuses else []
    case = SimpleNamespace(status="REVIEWING", standing=reviews)
    assert parts._decided_by(case, {"approved": approved, "route": route, "why": ()}) == by


def test_a_refusal_by_rules_counts_those_that_are_not_met_and_one_by_a_person_none():
    reasons = [{"outcome": one} for one in ("fail", "look", "pass", "fail")]
    rules, person = (
        parts._summary({"approved": by_person, "reasons": reasons}, refused=True, pending=False)
        for by_person in (False, True)
    )
    assert "2" in rules and not any(map(str.isdigit, person))
