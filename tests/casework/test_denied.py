"""What follows from a form that two persons found not to be theirs: of the case, and of the money that rested on it."""

from dataclasses import replace

import pytest

from chalicelib.casework import denied
from chalicelib.records import casefile
from chalicelib.records.presences import DENIED, Presence
from tests.given.application import application
from tests.given.case import CONTRACT, held, present, put

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


AT, DENIED_AT, AFTER = "2026-11-23T02:00:00.000Z", "2026-11-24T02:00:00.000Z", "2026-11-25T02:00:00.000Z"
SIGNED = Presence(
    "f1", "borrower", "person_1", "signed_form", "", AT, "c1", "e", act="signatures", about=CONTRACT["sha256"],
    void={"at": DENIED_AT, "by": "person_1", "why": DENIED},
)  # fmt: skip
UPHELD = replace(SIGNED, void={**SIGNED.void, "upheld_by": "s2"})
AUTHORISED = replace(SIGNED, id="f2", act="agent", about=None, acts=("submit", "documents"), agent="person_a")
CAME = replace(SIGNED, id="p1", act="submit", about=None, void={}, agent="person_a", mandate="f2", method="agent")


def on(*forms, used=("f1", "p1"), **values):
    """A case in which these came and the application was handed in with the file d1."""
    documents = {"d1": {"state": "verified", "brought": "p1" if "brought" in used else None}}
    if "more" in used:
        documents["d2"] = {"state": "verified", "brought": "p1"}
    usual = {"status": "REGISTERING", "contract": CONTRACT, "signatures": {"borrower": {"at": AT}}}
    return held(
        application(documents={"B03": ["d1"]}), presences=forms, documents=documents, spent=dict.fromkeys(used, "r"),
        **{**usual, **values},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("case", "waits"),
    [
        (on(SIGNED), True),
        (on(replace(SIGNED, void={"at": DENIED_AT, "by": "person_1"})), False),  # taken back, and not denied
        (on(replace(SIGNED, void={**SIGNED.void, "resolved_by": "s2"})), False),
        (on(UPHELD), True),
        (on(SIGNED, used=()), False),  # nothing was done on it
        (on(replace(SIGNED, act="submit")), True),
        (on(replace(SIGNED, act="corrections")), True),
        (on(replace(SIGNED, act="consents")), False),  # void at once, and the loan rests on others
        (on(AUTHORISED, CAME), True),  # what was done under it
        (on(AUTHORISED, replace(CAME, act="documents"), used=("p1",)), False),
        (on(AUTHORISED, replace(CAME, act="documents"), used=("brought",)), True),  # it was handed in with that file
        (
            on(AUTHORISED, replace(CAME, act="documents"), used=("brought", "more")),
            True,
        ),  # and not with another of theirs
        (on(CAME), False),
        # Signed anew, once it was found to be forged.
        (on(SIGNED, signatures={"borrower": {"at": AFTER}}), True),
        (on(UPHELD, signatures={"borrower": {"at": AFTER}}), False),
        (on(UPHELD, signatures={"borrower": {"at": DENIED_AT}}), False),
        (on(UPHELD, signatures={"borrower": {"at": AT, "sha256": "another contract"}}), False),
        (on(UPHELD, signatures={"borrower": {"at": AFTER, "void_at": AFTER}}), True),
        (on(UPHELD, signatures={"spouse": {"at": AFTER}}), True),
        (on(UPHELD, contract={**CONTRACT, "voided_at": AFTER}), False),
        (on(replace(UPHELD, act="submit"), signatures={"borrower": {"at": AFTER}}), True),
    ],
)
def test_money_waits_while_the_loan_rests_on_what_is_denied_and_nobody_has_found_it_theirs_or_signed_anew(case, waits):
    assert denied.holds_money_up(case) is waits


@pytest.mark.parametrize(("values", "is_kept"), [({}, False), ({"withdrawal": {"at": AT, "by": "person_1"}}, True)])
def test_a_case_that_leaves_for_a_denial_was_taken_back_then_and_by_whoever_took_it_back_before(values, is_kept):
    case = on(SIGNED, **values)
    one = denied.leaving(case, "s2")["withdrawal"]
    assert (one is case.withdrawal) is is_kept
    if not is_kept:
        assert (one.by, one.why) == ("s2", "denial")


@pytest.mark.parametrize(
    ("case", "void", "rejected", "leaves"),
    [
        (on(SIGNED), True, False, False),
        (on(SIGNED, used=()), False, False, False),
        (on(SIGNED, status="CANCELLED"), False, False, False),  # it is there, and is none of theirs
        (on(SIGNED, signatures={"borrower": {"at": AFTER, "sha256": "another contract"}}), False, False, False),
        (on(replace(SIGNED, act="submit"), contract=None, status="REVIEWING"), False, False, True),
        (on(replace(SIGNED, act="corrections"), contract=None, status="REVIEWING"), False, False, True),
        (on(replace(SIGNED, act="consents"), contract=None, status="REVIEWING"), False, False, False),
        (on(replace(SIGNED, act="submit"), status="SIGNING"), False, False, False),  # it was decided
        (on(replace(SIGNED, act="submit"), contract=None, status="REFUSED"), False, False, False),
    ],
)
def test_what_is_found_forged_is_void_and_what_was_handed_in_on_it_leaves_its_road(case, void, rejected, leaves):
    changes = denied.upheld(case, case.presences[0], "s2")
    assert ("signatures" in changes, "documents" in changes, "withdrawal" in changes) == (void, rejected, leaves)
    assert not void or changes["signatures"]["borrower"].void_at


@pytest.mark.parametrize(
    ("status", "contract", "leaves"),
    [("REVIEWING", None, True), ("CORRECTION", None, False), ("SIGNING", CONTRACT, False)],
)
def test_what_a_forged_agent_brought_counts_no_more_and_can_be_brought_anew_or_the_case_leaves(
    status, contract, leaves
):
    came = replace(CAME, act="documents")
    other = replace(SIGNED, id="f3", act="consents")
    case = on(AUTHORISED, came, other, used=("brought",), status=status, contract=contract, signatures={})
    changes = denied.upheld(case, AUTHORISED, "s2")
    one = changes["documents"]["d1"]
    assert (one.state, one.defect, "withdrawal" in changes) == ("rejected", "DOCUMENT_NOT_THEIRS", leaves)
    found = [denied.found_out(form) for form in changes["presences"]]
    assert found == ["UPHELD", "", ""], "of that form alone"
