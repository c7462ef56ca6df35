"""What follows from a form that two persons found not to be theirs: of the case, and of the money that rested on it."""

from dataclasses import replace

import pytest

from chalicelib.casework import denied
from chalicelib.records import casefile
from chalicelib.records.presences import DENIED
from tests.given.case import CONTRACT, present, put

FORM = "e" * 32


def forged(case, act, **void):
    """A form the borrower is said to have signed, on which that was done, denied since."""
    present("c1", "borrower", proof=FORM, method="signed_form", act=act, about=CONTRACT["sha256"])
    (form,) = casefile.load("c1").presences
    put("c1", spent={FORM: "r"}, presences=[replace(form, void={"at": "", "by": "", "why": DENIED, **void})])


@pytest.mark.parametrize(("act", "waits"), [("signatures", False), ("submit", True), ("corrections", True)])
def test_a_signature_given_anew_makes_up_for_a_forged_one_and_for_no_forged_application(submitted, act, waits):
    case = submitted(contract=CONTRACT, status="REGISTERING", signatures={"borrower": {}})
    forged(case, act, upheld_by="s2")
    assert denied.holds_money_up(casefile.load("c1")) is waits


def test_a_forged_signature_is_made_up_for_by_nobody_before_two_persons_have_found_that_out(submitted):
    forged(submitted(contract=CONTRACT, status="REGISTERING", signatures={"borrower": {}}), "signatures")
    assert denied.holds_money_up(casefile.load("c1"))


@pytest.mark.parametrize(("contract", "leaves"), [(None, True), (CONTRACT, False)])
def test_a_case_handed_in_on_a_forged_form_leaves_its_road_as_long_as_it_has_no_contract(submitted, contract, leaves):
    case = submitted(status="SIGNING" if contract else "REVIEWING", **({"contract": contract} if contract else {}))
    forged(case, "submit")
    case = casefile.load("c1")
    assert ("withdrawal" in denied.upheld(case, case.presences[0], "s2")) is leaves
