"""What a bank offers beside our loan, and what somebody confirms of it: read off the record alone."""

from decimal import Decimal

import pytest
import time_machine

from chalicelib.casework import bank_part
from chalicelib.errors import Contended
from chalicelib.records import casefile
from tests.given.application import of_sample
from tests.given.case import held

OFFER = {"amount": "300000.00", "months": "480", "rate": "3.50", "fees": "600.00", "all_in": "3.52", "method": "01"}
STATEMENT = "c" * 64


@pytest.mark.parametrize(
    ("offer", "accepted_on", "is_planned"),
    [
        ({}, "2026-11-23", True),
        ({"amount": "299999.99"}, "2026-11-23", False),
        ({"amount": "300000.01"}, "2026-11-23", False),
        ({"months": "479"}, "2026-11-23", False),  # shorter than was wished
        ({"months": "481"}, "2026-11-23", False),  # longer than the law lets a bank lend
        ({}, "2026-08-27", False),  # which was thirty years then
        ({"months": "360"}, "2026-08-27", True),  # as long as it may be
        ({"months": "359"}, "2026-08-27", False),
        ({"all_in": "3.50"}, "2026-11-23", True),  # nothing is paid beside the interest
        ({"all_in": "3.49"}, "2026-11-23", False),
    ],
)
def test_an_offer_is_of_the_loan_that_was_planned_as_long_as_was_wished_or_as_the_law_lets_it_be_and_costs_its_rate(
    offer, accepted_on, is_planned
):
    case = held(of_sample(2), accepted_on=accepted_on, decision={"months": 240})
    assert case.application.wish.commercial_amount == Decimal("300000.00")
    assert case.application.wish.commercial_months == 480
    assert bank_part._is_planned(case, {**OFFER, **offer}) is is_planned


@pytest.mark.parametrize(
    ("told", "at"),
    [
        ("2026-11-23T10:00:00+08:00", "2026-11-23T02:00:00.000Z"),
        ("2026-11-23T02:00:00", "2026-11-23T02:00:00.000Z"),
        ("2026-11-23T08:00:00.001Z", "2026-11-23T08:00:00.000Z"),  # not later than now
        ("yesterday", "2026-11-23T08:00:00.000Z"),
    ],
)
def test_an_offer_was_made_when_the_bank_says_and_never_later_than_now(told, at):
    with time_machine.travel("2026-11-23T08:00:00Z", tick=False):
        assert bank_part._moment(told) == at


@pytest.mark.parametrize(
    ("part", "is_confirmed"),
    [
        ({}, True),
        ({"number": "GD1"}, None),  # the bank has signed: it is too late
        ({"confirmed": {"borrower": {}}}, False),  # said once more
        ({"number": "GD1", "confirmed": {"borrower": {}}}, False),
        ({"number": "GD1", "confirmed": {"spouse": {}}}, None),
        ({"statement": "d" * 64, "confirmed": {"borrower": {}}}, None),  # other terms stand by now
    ],
)
def test_a_cost_is_confirmed_once_by_each_in_the_terms_that_stand_before_the_bank_signs(
    monkeypatch, part, is_confirmed
):
    written = list[object]()
    monkeypatch.setattr(bank_part.signing, "kept", lambda *_: "e1")
    monkeypatch.setattr(casefile, "amend", lambda case, *_, expect, bank_part: written.append((expect, bank_part)))
    case = held(bank_part={"statement": STATEMENT, **part})
    if is_confirmed is None:
        with pytest.raises(Contended):
            bank_part.confirm(case, "borrower", STATEMENT, "u", {}, {})
    else:
        bank_part.confirm(case, "borrower", STATEMENT, "u", {}, {})
    assert len(written) == bool(is_confirmed)
    for expect, kept in written:
        assert expect.unchanged == ("bank_part",) and kept.confirmed["borrower"]["evidence"] == "e1"


@pytest.mark.parametrize(
    ("values", "is_signed"),
    [
        ({}, False),
        ({"bank_part": {}}, False),
        ({"bank_part": {"number": "GD1"}}, True),  # though its signature on ours was made void or never kept
        ({"signatures": {"bank_part": {}}}, True),
        ({"signatures": {"bank": {}}}, False),  # of ours
    ],
)
def test_a_bank_has_signed_its_own_contract_where_its_signature_or_the_number_is_kept(values, is_signed):
    assert bank_part.is_signed(held(**values)) is is_signed
