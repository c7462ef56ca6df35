"""What a bank offers beside our loan, and what somebody confirms of it: read off the record alone."""

from decimal import Decimal

import pytest
import time_machine

from chalicelib.casework import bank_part, disputes, notify
from chalicelib.domain.judging import burden
from chalicelib.errors import Contended
from chalicelib.records import casefile
from tests.given.application import of_sample
from tests.given.case import CONTRACT, held

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


VOID = {**CONTRACT, "bank_part": True, "voided_at": "2026-11-24T00:00:00.000Z"}
AT_BANK = {"contract": {**CONTRACT, "bank_part": True}, "bank_part": {"statement": STATEMENT}}
WORD = {"statement": STATEMENT, "bank_contract_number": "GD1", "sha256": "d" * 64}


@pytest.fixture
def heard(monkeypatch):
    """What becomes of the bank's word on its own contract: the dispute it opens, what it signs or declines."""
    done = list[str]()
    monkeypatch.setattr(bank_part, "unconfirmed", lambda case: [])
    monkeypatch.setattr(disputes, "open_task", lambda case, code, *_: done.append(code))
    monkeypatch.setattr(casefile, "load", lambda id: held(**AT_BANK))
    monkeypatch.setattr(casefile, "amend", lambda case, expect, bank_part: done.append(bank_part.number))
    for act in ("sign", "decline"):
        monkeypatch.setattr(bank_part.signing, act, lambda *_, act=act: done.append(act))
    return done


@pytest.mark.parametrize(
    ("values", "word", "becomes"),
    [
        ({}, WORD, ["GD1", "sign"]),
        ({"bank_part": {"statement": ""}}, {**WORD, "statement": ""}, [disputes.BANK_PART_UNCONFIRMED]),  # of no offer
        ({"bank_part": None}, WORD, [disputes.BANK_PART_UNCONFIRMED]),
        ({}, {**WORD, "statement": "d" * 64}, [disputes.BANK_PART_OTHER_TERMS]),
        ({"contract": VOID}, WORD, [disputes.SIGNED_VOID_CONTRACT]),
    ],
)
def test_a_bank_signs_the_terms_it_has_offered_and_of_a_contract_that_stands(heard, values, word, becomes):
    bank_part._signed(held(**{**AT_BANK, **values}), word, "B01", {})
    assert heard == becomes


@pytest.mark.parametrize(
    ("values", "becomes"),
    [
        ({}, ["decline"]),
        ({"bank_part": {"number": "GD1"}}, [disputes.DECLINED_AFTER_SIGNATURE]),
        ({"contract": CONTRACT}, []),  # of an earlier release, whose contract waits for no signature of the bank's part
    ],
)
def test_a_bank_declines_what_waits_for_its_own_contract_and_what_it_has_signed_no_more(heard, values, becomes):
    bank_part._declined(held(**{**AT_BANK, **values}), "B01", {})
    assert heard == becomes


@pytest.mark.parametrize(
    ("status", "unconfirmed", "is_told"),
    [("SIGNING", ["spouse"], True), ("SIGNING", [], False), ("CANCELLED", ["spouse"], False)],
)
def test_who_owes_the_loan_hears_of_an_offer_while_somebody_has_its_cost_to_confirm(
    monkeypatch, status, unconfirmed, is_told
):
    told = list[object]()
    monkeypatch.setattr(bank_part, "unconfirmed", lambda case: unconfirmed)
    monkeypatch.setattr(notify, "tell", lambda case, by, code, of, to: told.append((code, of, [*to])))
    parties = {"borrower": "person_1", "spouse": "person_2", "co_owner_1": "person_9"}
    bank_part._tell(held(status=status, parties=parties), STATEMENT)
    assert told == [("MESSAGE_COST", "c" * 8, ["borrower", "spouse"])] * is_told


@pytest.mark.parametrize(
    ("part", "otherwise", "becomes"),
    [
        (None, {}, "offered"),
        ({"told_at": "2026-11-22"}, {}, "offered"),
        ({"told_at": "2026-11-24"}, {}, ""),  # told late: the later one stands
        ({"told_at": "2026-11-24", "number": "GD1"}, {}, ""),
        ({"statement": STATEMENT, "told_at": "2026-11-24"}, {}, "told"),
        ({"statement": STATEMENT, "number": "GD1"}, {}, "told"),
        ({"number": "GD1"}, {}, disputes.BANK_PART_OTHER_TERMS),  # it has signed others
        (None, {"contract": VOID}, disputes.BANK_PART_VOID),
        (None, {"amount": "299999.99"}, disputes.BANK_PART_OTHER_TERMS),
        (None, {"is_too_heavy": True}, disputes.BANK_PART_BURDEN),
    ],
)
def test_an_offer_takes_the_place_of_an_earlier_one_and_nobody_has_confirmed_it(monkeypatch, part, otherwise, becomes):
    done, written = list[str](), list[object]()
    of = {"amount": OFFER["amount"], "is_too_heavy": False, "contract": CONTRACT, **otherwise}
    monkeypatch.setattr(bank_part, "statement_of", lambda *_: STATEMENT)
    monkeypatch.setattr(burden, "is_too_heavy", lambda counted, payment: counted == "counted" and of["is_too_heavy"])
    monkeypatch.setattr(bank_part, "unconfirmed", lambda case: ["spouse"])
    monkeypatch.setattr(notify, "tell", lambda case, *said, to: done.append("told"))
    monkeypatch.setattr(disputes, "open_task", lambda case, code, *_: done.append(code))
    monkeypatch.setattr(casefile, "load", lambda id: held(status="SIGNING", number="read again"))
    monkeypatch.setattr(casefile, "amend", lambda case, *_, expect, bank_part: written.append((expect, bank_part)))
    earlier = {"statement": "d" * 64, "confirmed": {"borrower": {}}, "filing": "甘9", **part} if part else None
    known = {"accepted_on": "2026-11-23", "decision": {"months": 240}, "contract": of["contract"]}
    case = held(of_sample(2), **known, **({"bank_part": earlier} if earlier else {}))
    vars(case)["grounds"] = {"reasons": [{"code": "BANK_BURDEN", "inputs": "counted"}]}
    bank_part._offered(case, {**OFFER, "amount": of["amount"]}, "B01", "2026-11-23")
    assert done == ([] if not becomes else ["told"] if becomes == "offered" else [becomes])
    assert len(written) == (becomes == "offered")
    for expect, one in written:
        assert expect.unchanged == ("bank_part",) and one.filing == ("甘9" if part else "")
        assert (one.statement, one.told_at, one.amount, one.confirmed) == (STATEMENT, "2026-11-23", "300000.00", {})
