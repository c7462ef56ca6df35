"""What the papers of a paid loan say, and why one is refused, as the parties read it: on built objects. On the road: tests/steps/test_forward.py."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from chalicelib import policy
from chalicelib.casework import paid, papers, refusing, signed_contract
from chalicelib.records import archive
from chalicelib.records.casefile import CaseFile
from tests.given.application import application, of_sample
from tests.given.case import held

COUPLE = application()
ALONE = application(*COUPLE.people[:1])
COMBINATION = of_sample(2)
DECISION = {"approved": True, "amount": "400000.00", "months": 240, "rate": "2.85", "method": "01"}
PAID = {"status": "paid", "serial": "P1", "amount": "399000.00", "rate": "2.60", "on": "2026-11-20", "paid_on": "2026-11-23"}  # fmt: skip


@pytest.fixture
def drawn(monkeypatch):
    """What is put on the voucher, and what the schedule runs on, of a loan that is paid so."""

    run, rules = paid.schedule, policy.in_force("620100", date(2026, 11, 1))
    monkeypatch.setattr(paid, "policy_of", lambda case: rules)
    monkeypatch.setattr(policy, "in_force", lambda centre, on: on.isoformat())
    monkeypatch.setattr("chalicelib.documents.letter.mark_of", lambda rules, name: rules)
    monkeypatch.setattr("chalicelib.documents.schedule.plan", lambda *_: None)
    monkeypatch.setattr(papers, "made_together", lambda case, values: [])
    monkeypatch.setattr(archive, "keep", lambda *_: None)

    def draw(of=COUPLE, **values):
        said = {}
        monkeypatch.setattr(paid, "schedule", lambda *terms: said.update(terms=terms) or run(*terms))
        monkeypatch.setattr(
            "chalicelib.documents.voucher.voucher",
            lambda letter, number, months, proof, payee: said.update(proof, payee=payee),
        )
        case = held(
            of, decision=DECISION, contract={}, mortgage={"status": "DONE"}, payment=PAID,
            parties={one.key: one.key for one in of.parties}, **values,
        )  # fmt: skip
        [*paid._paid(case)]
        return said

    return draw


@pytest.mark.parametrize("of", [COUPLE, ALONE])
def test_nobody_reads_a_whole_account_on_a_voucher_be_there_one_party_or_more(drawn, of):
    number = of.payee("seller").number
    shown = drawn(of)["payee"].number
    assert shown.endswith(number[-4:]) and not shown.endswith(number[-5:])


def test_what_was_paid_runs_from_the_day_the_money_moved_at_that_days_rate(drawn):
    said = drawn()
    assert said["terms"] == (Decimal("399000.00"), Decimal("2.60"), 240, "01")
    assert (said["amount"], said["on"], said["mark"]) == ("399000.00", "2026-11-23", "2026-11-23")


def out(amount: str, status="paid", **more):
    return {"status": status, "amount": amount, "account": "x", "at": "2026-11-25T02:00:00.000Z", **more}


CLEARED = out("300000.00", "failed", cleared_by="s1")


@pytest.mark.parametrize(
    ("pay_outs", "other", "failed"),
    [
        ([], "", ""),
        ([out("100000.00")], "100000.00", ""),
        ([out("100000.00"), out("200000.00")], "300000.00", ""),
        ([out("100000.00"), out("")], "", ""),  # of one it has not told the sum: then nobody knows the whole
        ([CLEARED], "", "yes"),
        ([CLEARED, out("100000.00")], "100000.00", ""),
    ],
)
def test_a_voucher_tells_of_the_banks_part_its_whole_sum_or_that_it_came_to_nothing(drawn, pay_outs, other, failed):
    part = {"number": "SY1", "pay_outs": {f"H{number}": one for number, one in enumerate(pay_outs)}}
    said = drawn(COMBINATION, bank_part=part)
    assert (said["other"], said["other_failed"], said["other_contract"]) == (other, failed, "SY1")
    alone = drawn(COUPLE, bank_part=part)
    assert (alone["other"], alone["other_contract"]) == ("", ""), "no part of one that is no combination"


def said(level: str, decision: str):
    return SimpleNamespace(level=level, decision=decision)


@pytest.mark.parametrize(
    ("standing", "which"),
    [
        ([], None),
        ([said("first_review", "approve")], None),
        ([said("first_review", "approve"), said("second_review", "refuse")], 1),
        ([said("first_review", "refuse"), said("second_review", "refuse")], 1),  # who said it last
        ([said("first_review", "refuse"), said("x", "retry")], 0),  # whatever is said of the case after it
    ],
)
def test_a_case_is_refused_by_the_last_refusal_that_stands(standing, which):
    assert refusing.refused_by(SimpleNamespace(standing=standing)) is (None if which is None else standing[which])


@pytest.mark.parametrize(
    ("code", "doubts", "is_unverified"),
    [("AGE", ("rules.AGE",), True), ("AGE", (), False), ("NO_RULE", ("rules.NO_RULE",), False)],
)
def test_a_ground_that_rests_on_a_figure_nobody_confirmed_is_marked_so(monkeypatch, code, doubts, is_unverified):
    rules = SimpleNamespace(rules={"AGE": {}}, confirmed={"caps.LOW"})
    monkeypatch.setattr(refusing, "policy_of", lambda case: rules)
    monkeypatch.setattr("chalicelib.domain.judging.grounds.doubted", lambda code, policy: doubts)
    monkeypatch.setattr(
        "chalicelib.domain.statute.quoted", lambda policy, of: SimpleNamespace(words="", is_confirmed=True)
    )
    case = SimpleNamespace(standing=[], reasons=[{"code": code, "outcome": "fail"}])
    assert [one["unverified"] for one in refusing.reasons_in_words(case)] == [is_unverified]


DECIDED = {"reasons": [{"code": code, "outcome": outcome} for code, outcome in (("AGE", "pass"), ("TERM", "look"), ("DEBT", "fail"))]}  # fmt: skip


@pytest.mark.parametrize(
    ("rules", "level", "decision", "told"),
    [
        (["TERM"], "first_review", DECIDED, ["TERM"]),
        (["TERM", "AGE"], "first_review", DECIDED, ["TERM"]),  # what was met refuses nobody
        ([], "first_review", DECIDED, ["TERM", "DEBT"]),
        ([], "attend", DECIDED, []),  # who ends a case for another reason
        (["DEBT"], "attend", DECIDED, ["DEBT"]),
        ([], "first_review", None, []),
    ],
)
def test_a_reviewer_refuses_on_the_rules_they_named_or_on_all_that_were_not_met_or_looked_at(
    rules, level, decision, told
):
    review = SimpleNamespace(rules=rules, level=level)
    found = [*refusing._rested_on(SimpleNamespace(decision=decision), review)]
    assert [one["code"] for one in found] == told and {one["outcome"] for one in found} <= {"fail"}


@dataclass
class Blank:
    """A letter that says nothing."""

    KIND = "refusal"


@pytest.mark.usefixtures("own_names")
@pytest.mark.parametrize("party", [None, "spouse"])
def test_a_paper_that_is_one_partys_alone_is_kept_as_theirs(monkeypatch, party):
    monkeypatch.setattr(papers.aws, "asked", lambda *_: {"key": "k", "sha256": "s"})
    assert papers.made(held(trace=""), "refused.pdf", Blank(), party).party == party


@pytest.mark.parametrize(
    ("known", "how"),
    [
        ({}, "CONTRACT_SIGNED_BY_THEMSELVES"),
        ({"session": "s"}, "CONTRACT_SIGNED_BY_THEMSELVES"),
        ({"presence": "p", "method": "id_card_and_face"}, "CONTRACT_SIGNED_AT_WINDOW"),
        ({"presence": "p", "method": "signed_form"}, "CONTRACT_SIGNED_BY_HAND"),
    ],
)
def test_a_signed_contract_says_how_each_has_signed_and_of_no_signature_that_is_void(monkeypatch, known, how):
    monkeypatch.setattr("chalicelib.documents.letter.bank_name", lambda bank: "bank")
    monkeypatch.setattr(CaseFile, "beside", lambda case, names: {"e1": {"how": known}})
    signatures = {"borrower": {"evidence": "e1"}, "spouse": {"evidence": "e2", "void_at": "2026-11-24"}, "bank": {}, "bank_part": {}}  # fmt: skip
    case = held(COUPLE, contract={}, signatures=signatures)
    assert [one.how for one in signed_contract._signed(case)] == [how, "CONTRACT_SIGNED_BY_BANK"]
