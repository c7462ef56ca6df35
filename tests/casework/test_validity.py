"""Whether a paper stands, of each kind and wherever its case has come to: read off the record alone. What people are told of it: tests/api/test_verifying.py."""

from datetime import date

import pytest

from chalicelib.casework import validity
from chalicelib.records.issued import Issued
from tests.given.case import CONTRACT, held

ITS, OTHER = "a" * 64, "b" * 64
PARTIES = {"borrower": "p1", "spouse": "p2"}
SIGNED = {party: {"sha256": ITS} for party in (*PARTIES, "bank")}
COME_BACK = {"status": "DISBURSED", "payment": {"status": "overturned"}}
LEFT = {"status": "WITHDRAWN", "withdrawal": {"why": "denial"}}


def paper(kind: str, name: str = "paper.pdf", number: str = "") -> Issued:
    return Issued("", "c1", name, kind, "", "", number, "", ITS)


def state(kind: str, name: str = "paper.pdf", **values):
    return validity.state(held(results=[{"name": name, "sha256": ITS}], **values), paper(kind, name))


@pytest.mark.parametrize(
    ("kinds", "going_on", "paid", "refused", "come_back"),
    [
        (("receipt", "acceptance", "notice", "procedure"), "valid", "closed", "closed", "closed"),
        (("approval", "voucher", "schedule"), "valid", "valid", "void", "void"),
    ],
)
def test_what_says_how_far_a_case_is_closes_with_it_and_what_says_there_is_a_loan_is_void_without_one(
    kinds, going_on, paid, refused, come_back
):
    for kind in kinds:
        told = [state(kind, **one) for one in ({}, {"status": "DISBURSED"}, {"status": "REFUSED"}, COME_BACK)]
        assert told == [going_on, paid, refused, come_back], kind


@pytest.mark.parametrize(
    ("name", "values", "stands"),
    [
        ("left.pdf", LEFT, "valid"),
        ("withdrawn.pdf", LEFT, "valid"),  # as an earlier release called it
        ("left.pdf", {"status": "WITHDRAWN", "withdrawal": {}}, "void"),
        ("released.pdf", COME_BACK, "valid"),
        ("released.pdf", {"status": "DISBURSED"}, "void"),
        ("appeal-1.pdf", {"status": "REVIEWING"}, "valid"),  # what was decided on an end that is none any more
    ],
)
def test_the_letter_of_an_end_stands_under_each_name_that_end_has_and_what_was_decided_on_it_for_good(
    name, values, stands
):
    assert state("ending", name, **values) == stands


@pytest.mark.parametrize(
    ("values", "stands"),
    [
        ({}, "pending"),
        ({"signatures": SIGNED}, "valid"),
        ({"signatures": {**SIGNED, "spouse": {"sha256": ITS, "void_at": "2026-11-24"}}}, "pending"),
        ({"signatures": SIGNED, "status": "DISBURSED", "payment": {"status": "paid"}}, "valid"),
        # Who denied theirs, once the bank had its order: nobody waits for another.
        ({"signatures": {"borrower": SIGNED["borrower"]}, "payment": {"status": "ordered"}}, "forged"),
        ({"signatures": SIGNED, **COME_BACK}, "void"),
        ({"signatures": SIGNED, "status": "CANCELLED"}, "void"),
        ({"signatures": SIGNED, "contract": {"voided_at": "2026-11-24T00:00:00.000Z"}}, "void"),
        ({"contract": {"declined": {"party": "spouse"}}}, "void"),
        ({"contract": {"sha256": OTHER}}, None),  # another was drawn up
        ({"contract": None}, None),
    ],
)
def test_a_contract_stands_once_all_have_signed_it_until_it_is_void_or_there_is_no_loan(values, stands):
    contract = values.pop("contract", {})
    drawn_up = contract if contract is None else {"sha256": ITS, **contract}
    assert state("contract", "contract.pdf", parties=PARTIES, contract=drawn_up, **values) == stands


def test_what_was_never_issued_is_no_paper_and_what_was_replaced_is_superseded_and_no_other():
    assert validity.state(held(results=[{"name": "approval.pdf", "sha256": OTHER}]), paper("approval")) is None
    case = held(results=[{"name": "approval.pdf", "sha256": ITS, "replaced": True}], status="REFUSED")
    assert validity.state(case, paper("approval")) == "superseded"


@pytest.mark.parametrize(
    ("kind", "sha256", "likeness"),
    [("contract", ITS, "issued"), ("contract", OTHER, "signed"), ("contract", "c" * 64, "other"), ("notice", OTHER, "other")],
)  # fmt: skip
def test_a_file_is_the_contract_with_its_seals_only_where_it_is_kept_under_that_very_name(kind, sha256, likeness):
    kept = [{"name": "contract.pdf", "sha256": one} for one in (ITS, OTHER)] + [{"name": "x.pdf", "sha256": "c" * 64}]
    assert validity.likeness(held(results=kept), paper(kind, "contract.pdf"), sha256) == likeness


def test_the_number_on_a_paper_is_its_own_and_of_a_contract_alone_the_contracts():
    case = held(contract=CONTRACT)
    numbers = [
        validity.number(case, one) for one in (paper("notice", number="1号"), paper("contract"), paper("notice"))
    ]
    assert numbers == ["1号", CONTRACT["number"], None]
    assert validity.number(held(), paper("contract")) is None


@pytest.mark.parametrize(
    ("given", "stands"),
    [({}, "valid"), ({"withdrawn_at": "2026-11-24"}, "void"), ({"void_at": "2026-11-24"}, "void"), (None, None)],
)
def test_an_authorisation_on_paper_stands_as_long_as_the_consent_given_on_it(given, stands):
    case = held()
    others = {"paper": {"sha256": OTHER}}, {}
    vars(case).update(consents=[*others, *([{"paper": {"sha256": ITS}, **given}] if given is not None else [])])
    assert validity.state(case, paper("authorisation")) == stands


@pytest.mark.parametrize(
    ("accepted", "reopened", "stands"),
    [
        ("2026-11-20", None, "valid"),
        ("2026-11-20", "2026-11-24", "superseded"),  # its days began anew
        ("2026-11-24", "2026-11-20", "valid"),
        ("2026-11-24", "2026-11-24", "valid"),
    ],
)
def test_a_letter_of_acceptance_names_a_limit_that_counts_until_the_case_is_reopened_after_it(
    accepted, reopened, stands
):
    days = {"accepted_on": accepted, "reopened_on": reopened and date.fromisoformat(reopened)}
    assert state("acceptance", "acceptance.pdf", **days) == stands


SETTLED = {"type": "payment.settled", "serial": None}


@pytest.mark.parametrize(
    ("values", "stands"),
    [
        ({"payment": {"status": "ordered"}}, "valid"),
        ({"payment": {"status": "withheld"}}, "valid"),  # it is sent once what it rests on is there again
        ({"payment": {"status": "failed"}}, "void"),  # the road leaves for it, and may wait long for the registry
        ({"payment": {"status": "failed"}, "payment_notice": SETTLED}, "valid"),  # the bank contradicts itself
        ({"payment": {"status": "withheld"}, "leaving": "CANCELLED"}, "void"),
        ({"leaving": "REFUSED", "status": "ATTENDING"}, "void"),
        ({"payment": {"status": "paid"}, "leaving": "CANCELLED"}, "valid"),
    ],
)
def test_contract_and_approval_stand_as_long_as_money_may_go_out(values, stands):
    going_on = {"status": "DISBURSING", "signatures": SIGNED, "parties": PARTIES, **values}
    assert state("approval", **going_on) == stands
    assert state("contract", contract={**CONTRACT, "sha256": ITS}, **going_on) == stands
