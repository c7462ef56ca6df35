"""What may be said to an item of a notice, what counts of it, and what corrections may change: on built objects. Over HTTP: tests/api/test_replying.py."""

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest

from chalicelib.casework import replies
from chalicelib.domain.checks.finding import REVIEWER
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Notice
from tests.given.application import application
from tests.given.case import held

FOUND = {"check": "credit", "code": "CREDIT_RECORD", "where": "spouse"}
SENT = "2026-11-25"


def case(answer="settled", where="spouse", key="1.1", code="CREDIT_RECORD", sent=SENT, reopened=(), **more):
    said = SimpleNamespace(answer=answer, code=code, where=where, at="2026-11-24")
    events = {"CORRECTED.1": {"at": sent, "code": "CORRECTED", "values": dict.fromkeys(reopened, "1")}} if sent else {}
    return held(replies={key: said}, events=events, notices=[{"defects": [FOUND]}], **more)


@pytest.mark.parametrize(
    ("item", "offered"),
    [
        ({"check": REVIEWER, "where": "B03"}, ("explained",)),
        ({"check": "credit", "where": "spouse"}, ("settled",)),
        ({"check": "materials", "where": "B03"}, ("cannot",)),
        ({"check": "materials", "where": "borrower"}, ()),  # an authorisation can always be given
        ({"check": "rules", "where": "home"}, ("cannot",)),
        ({"where": "D01.spouse"}, ("cannot",)),  # an earlier release kept no check
        ({"where": "home"}, ()),
    ],
)
def test_what_may_be_said_to_an_item_follows_from_who_asks_it(item, offered):
    assert replies.offered(item) == offered


@pytest.mark.parametrize(
    ("said", "about", "is_put_right"),
    [
        ({}, ("credit", "spouse", "2026-11-24"), True),
        ({}, ("credit", "spouse", SENT), False),  # found since they have said so
        ({}, ("credit", "borrower", "2026-11-24"), False),
        ({}, ("tax", "spouse", "2026-11-24"), False),
        ({"answer": "explained"}, ("credit", "spouse", "2026-11-24"), False),
        ({"sent": None}, ("credit", "spouse", "2026-11-24"), False),
        ({"reopened": ["reopened"]}, ("credit", "spouse", "2026-11-24"), False),
        ({"reopened": ["waived"]}, ("credit", "spouse", "2026-11-24"), False),
        ({"key": "1.2"}, ("credit", "spouse", "2026-11-24"), False),  # to no item there is
    ],
)
def test_only_what_was_said_and_sent_of_that_very_finding_since_has_it_asked_again(said, about, is_put_right):
    assert replies.is_put_right_since(case(**said), *about) is is_put_right


@pytest.mark.parametrize(
    ("said", "counts"), [({}, True), ({"code": "TAX_DEBT"}, False), ({"where": "borrower"}, False), ({"key": "1.2"}, False)]
)  # fmt: skip
def test_a_reply_counts_to_what_the_notice_names_under_its_number_still(said, counts):
    assert (replies.reply(case(**said), 1, 1, FOUND) is not None) is counts


@pytest.mark.parametrize(
    ("said", "read"),
    [({}, "因已结清"), ({"sent": None}, ""), ({"reopened": ["reopened"]}, ""), ({"code": "TAX_DEBT"}, "")],
)
def test_nobody_reads_what_a_party_has_only_drafted(monkeypatch, said, read):
    monkeypatch.setattr(CaseFile, "reason_for", lambda case, key, reply: "因已结清")
    assert replies.sent(case(**said), 1, 1, FOUND) == read


def test_why_a_paper_cannot_be_provided_is_what_was_said_of_that_paper_last():
    said = [("1.1", "cannot", "D01.spouse", "2026-11-24"), ("2.1", "cannot", "D01.spouse", "2026-11-25")]
    said += [("2.2", "cannot", "B03", "2026-11-26"), ("3.1", "explained", "D01.spouse", "2026-11-27")]
    kept = {key: SimpleNamespace(answer=answer, where=where, at=at) for key, answer, where, at in said}
    (key, _) = replies.why_without(held(replies=kept), "d01_spouse")
    assert key == "2.1" and replies.why_without(held(replies=kept), "b06") is None


BEFORE = application()
HE, SHE = BEFORE.people
OTHER_HOME = replace(BEFORE.home, price=BEFORE.home.price + 1)
CHANGED = {
    "home": replace(BEFORE, home=OTHER_HOME),
    "wish": replace(BEFORE, wish=replace(BEFORE.wish, months=12)),
    "kind": replace(BEFORE, kind="own_build"),
    "old_loan": replace(BEFORE, old_loan=SimpleNamespace()),
    "borrower": replace(BEFORE, people=(replace(HE, monthly_income=Decimal(1)), SHE)),
    "spouse": replace(BEFORE, people=(HE,)),
    "co_borrower_1": replace(BEFORE, people=(HE, SHE, replace(SHE, key="co_borrower_1"))),
}


@pytest.mark.parametrize("part", CHANGED)
def test_after_acceptance_nothing_of_the_form_is_corrected_but_what_is_asked(part):
    asked = [Notice(1, "", "", [{"where": where}]) for where in ("B03", part)]
    assert [replies.beyond(one, BEFORE, CHANGED[part]) for one in asked] == [[part], []]
    assert replies.beyond(asked[0], BEFORE, replace(BEFORE, documents={"B03": ["d1"]})) == []


@pytest.mark.parametrize(
    ("check", "where", "changed", "is_touched"),
    [
        (REVIEWER, "home", "home", True),
        (REVIEWER, "home", "wish", False),
        (REVIEWER, "spouse", "borrower", False),
        (REVIEWER, "borrower", "borrower", True),
        ("rules", "spouse", "borrower", True),  # a rule may rest on any of them
        ("rules", "borrower", "home", False),
        ("rules", "home", "home", True),
        ("rules", "home", "wish", False),  # another term is no other sum
        ("rules", "home", "borrower", False),
        ("rules", "B03", "home", False),
    ],
)
def test_an_item_is_touched_by_a_change_of_the_very_part_it_is_about(check, where, changed, is_touched):
    assert replies._is_touched({"check": check, "where": where}, BEFORE, CHANGED[changed]) is is_touched


@pytest.mark.parametrize("brought", [{"documents": {"B03": ["d9"]}}, {"papers": {"B03": ["f" * 64]}}])
def test_a_paper_is_touched_by_another_file_of_that_paper_alone(brought):
    after = replace(BEFORE, **brought)
    touched = [
        replies._is_touched({"check": "materials", "where": one}, BEFORE, after) for one in ("B03", "B06", "home")
    ]
    assert touched == [True, False, False]


OF_IT = {("FILING_PRICE_MISMATCH", "home")}


@pytest.mark.parametrize(
    ("contested", "shown", "corrected", "is_left"),
    [
        (None, set(), BEFORE, True),
        (["FILING_PRICE_MISMATCH"], set(), BEFORE, False),
        (["FILING_BUYER_MISMATCH"], set(), BEFORE, True),  # in part, and of another of its findings
        (None, OF_IT, BEFORE, False),
        (None, set(), replace(BEFORE, documents={"B06": ["d1"]}), True),  # it is found of what they have brought too
        (None, {("FILING_PRICE_MISMATCH", "spouse")}, BEFORE, True),
        (None, set(), CHANGED["home"], False),  # it is asked with something else then
        (None, set(), CHANGED["spouse"], False),  # who are on the contract too
        (None, set(), CHANGED["wish"], True),
    ],
)
def test_what_an_agency_found_is_open_until_that_very_finding_is_contested_or_shown_or_is_asked_anew(
    monkeypatch, contested, shown, corrected, is_left
):
    item = {"check": "property", "code": "FILING_PRICE_MISMATCH", "where": "home"}
    found = iter((shown, set()) if shown or corrected is BEFORE else (OF_IT, OF_IT))
    monkeypatch.setattr(replies, "known", lambda case: ())
    monkeypatch.setattr(replies, "_found", lambda evidence: next(found))
    monkeypatch.setattr(replies, "undecided", lambda *_: contested and SimpleNamespace(named=contested))
    case = held(BEFORE, notices=[{"defects": [item]}], replies={})
    assert [*replies.still_open(case, corrected)] == [(1, item)] * is_left
