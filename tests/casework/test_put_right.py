"""What follows for the record once somebody has found out what a partner's word, or a denial, is worth: worked out, and not written here."""

from contextlib import nullcontext
from dataclasses import replace

import pytest

from chalicelib.casework import answers, asking, claimed_twice, clearing, denied, disputes, held_up, late_law
from chalicelib.errors import Contended
from chalicelib.records import casefile
from chalicelib.records.contents import Event
from chalicelib.records.guards import Guard
from chalicelib.records.presences import DENIED, Presence
from chalicelib.records.statements import Contest, Procedure, Ruling
from chalicelib.records.tasks import Task
from tests.given.application import of_sample
from tests.given.case import CONTRACT, held

AT, SINCE, BEFORE = "2026-11-23T02:00:00.000Z", "2026-11-24T02:00:00.000Z", "2026-11-22T02:00:00.000Z"
SERIAL = f"{CONTRACT['number']}P1"
SETTLED, FAILED = "payment.settled", "payment.failed"


def task(code, said, about="", **details):
    id = disputes.task_of(held(), code, "B01", said, about)
    return Task(
        id, "c1", "dispute", "620100", "claimed", AT, AT, {"codes": [code], "said": said, **details}, claimed_by="s1"
    )


AFTER_FAILURE = task(disputes.SETTLED_AFTER_FAILURE, SETTLED, SERIAL)
AFTER_SETTLEMENT = task(disputes.FAILED_AFTER_SETTLEMENT, FAILED, SERIAL)


@pytest.mark.parametrize(
    ("about", "payment", "values", "then"),
    [
        (AFTER_FAILURE, "failed", {}, "paid"),
        (AFTER_FAILURE, "withheld", {}, "paid"),
        (AFTER_FAILURE, "paid", {}, None),
        (AFTER_FAILURE, "ordered", {}, None),
        (AFTER_FAILURE, "failed", {"status": "CANCELLED"}, None),  # it has ended without the loan
        (
            AFTER_FAILURE,
            "failed",
            {"contract": {**CONTRACT, "voided_at": AT}},
            None,
        ),  # what was undone does not come back
        (AFTER_SETTLEMENT, "paid", {}, "overturned"),
        (AFTER_SETTLEMENT, "paid", {"status": "DISBURSED"}, "overturned"),
        (AFTER_SETTLEMENT, "failed", {}, None),
        (AFTER_SETTLEMENT, "overturned", {}, None),
        (task(disputes.FOREIGN_SERIAL, SETTLED, f"{SERIAL}9"), "failed", {}, None),
    ],
)
def test_an_order_is_put_right_as_long_as_our_record_says_the_contrary_and_the_case_can_still_bear_it(
    about, payment, values, then
):
    case = held(
        **{"contract": CONTRACT, "status": "DISBURSING", **values}, payment={"serial": SERIAL, "status": payment}
    )
    found = clearing.upheld(case, about)
    assert (found and found.changes["payment"].status) == then
    assert clearing.may_be_upheld(case, about) is (then is not None)


def test_an_order_found_paid_goes_back_onto_its_road_and_holds_nothing_up_for_that_word_any_more():
    notice = {"type": SETTLED, "serial": SERIAL, "doubts": [AFTER_FAILURE.id, "another"]}
    case = held(
        contract=CONTRACT, leaving="CANCELLED", payment={"serial": SERIAL, "status": "failed"}, payment_notice=notice
    )
    changes = clearing.upheld(case, AFTER_FAILURE).changes
    assert changes["leaving"] == "" and changes["payment_notice"].doubts == ["another"]


def test_a_settlement_found_to_be_none_does_not_hold_the_money_as_the_bank_s_word_that_it_is_paid():
    notice = {"type": SETTLED, "serial": SERIAL}
    case = held(contract=CONTRACT, payment={"serial": SERIAL, "status": "paid"}, payment_notice=notice)
    after = replace(case, **clearing.upheld(case, AFTER_SETTLEMENT).changes)
    assert not after.payment_is_disputed and after.payment_notice.dismissed_by == "s1"


def test_a_bank_s_word_that_nothing_was_paid_stands_where_its_settlement_is_found_to_be_none():
    notice = {"type": FAILED, "serial": SERIAL}
    case = held(contract=CONTRACT, payment={"serial": SERIAL, "status": "paid"}, payment_notice=notice)
    assert clearing.upheld(case, AFTER_SETTLEMENT).changes.keys() == {"payment"}


def test_each_time_a_bank_says_a_word_anew_of_one_order_is_a_dispute_of_its_own():
    notice = held(payment_notice={"type": SETTLED, "serial": SERIAL}).payment_notice
    about = [disputes.about_payment(replace(notice, times=times)) for times in (1, 2, 3)]
    assert about == [SERIAL, f"{SERIAL}#2", f"{SERIAL}#3"]


@pytest.mark.parametrize(
    ("found", "is_over"), [(AFTER_FAILURE, False), (None, False), (replace(AFTER_FAILURE, state="answered"), True)]
)
def test_words_a_person_has_cleared_up_open_nothing_and_what_moves_meanwhile_is_said_anew(monkeypatch, found, is_over):
    def refused(*_, **__):
        raise Contended("c1")

    monkeypatch.setattr(casefile, "update", lambda *_, **__: {})
    monkeypatch.setattr(disputes.tasks, "open_task", refused)
    monkeypatch.setattr(disputes.tasks, "find", lambda *_: found)
    with nullcontext() if is_over else pytest.raises(Contended):
        disputes.open_task(held(contract=CONTRACT), disputes.SETTLED_AFTER_FAILURE, "B01", SETTLED, SERIAL)


@pytest.mark.parametrize(("status", "left"), [("REGISTERING", ["other"]), ("CANCELLED", None)])
def test_a_word_on_the_mortgage_that_was_cleared_up_holds_nothing_up_any_more(status, left):
    case = held(status=status, mortgage={"status": "DONE", "doubts": ["other", AFTER_FAILURE.id]})
    changes = clearing.resolved(case, AFTER_FAILURE, "s1")
    assert ("mortgage" in changes and changes["mortgage"].doubts or None) == left


OUT = {"amount": "1.00", "account": "x", "at": AT}
PART = {"number": "GD1"}
PART_TASK = replace(AFTER_FAILURE, id="t1", details={"codes": [disputes.BANK_PART_FAILED], "said": "bank_part.settled"})


@pytest.mark.parametrize(
    ("one", "then"),
    [
        ({"status": "failed", "doubts": ["t1", "t2"]}, "paid"),
        ({"status": "astray", "doubts": ["t1"]}, None),
        ({"status": "failed", "doubts": ["t2"]}, None),
        ({"status": "failed"}, None),
    ],
)
def test_the_bank_s_part_is_found_paid_where_that_very_pay_out_had_failed(one, then):
    case = held(contract=CONTRACT, bank_part={**PART, "pay_outs": {"H1": {**OUT, **one}}})
    found = clearing.upheld(case, PART_TASK)
    assert (found and found.changes["bank_part"].pay_outs["H1"]["status"]) == then
    if found:
        assert found.changes["bank_part"].pay_outs["H1"]["cleared_by"] == "s1"


def test_a_pay_out_is_cleared_up_with_its_last_open_dispute():
    outs = {
        "H1": {**OUT, "status": "astray", "doubts": ["t1", "t2"]},
        "H2": {**OUT, "status": "astray", "doubts": ["t3"]},
    }
    case = held(contract=CONTRACT, bank_part={**PART, "pay_outs": outs})
    for id, cleared in (("t1", False), ("t2", True)):
        case = replace(case, **clearing.resolved(case, replace(PART_TASK, id=id), "s2"))
        assert ("cleared_by" in case.bank_part.pay_outs["H1"]) is cleared
    assert case.bank_part.pay_outs["H2"] == outs["H2"], "of another nothing is cleared up"


FAILED_OUT, ASTRAY_OUT = {**OUT, "status": "failed"}, {**OUT, "status": "astray"}


@pytest.mark.parametrize(
    ("one", "code", "said", "cleared"),
    [
        (FAILED_OUT, disputes.BANK_PART_FAILED, "bank_part.failed", True),
        (FAILED_OUT, disputes.BANK_PART_FAILED, "bank_part.settled", True),
        (FAILED_OUT, disputes.BANK_PART_ASTRAY, "bank_part.settled", False),
        (ASTRAY_OUT, disputes.BANK_PART_ASTRAY, "bank_part.settled", True),
        (ASTRAY_OUT, disputes.BANK_PART_ASTRAY, "bank_part.failed", False),
        (ASTRAY_OUT, disputes.BANK_PART_FAILED, "bank_part.failed", False),
        ({**ASTRAY_OUT, "doubts": ["t1"]}, disputes.BANK_PART_ASTRAY, "bank_part.settled", False),  # it says which
    ],
)
def test_a_pay_out_of_an_earlier_release_is_cleared_up_with_the_dispute_its_words_had(one, code, said, cleared):
    outs = {"H0": {**ASTRAY_OUT, "doubts": ["t7"]}, "H1": one}
    case = held(contract=CONTRACT, bank_part={**PART, "pay_outs": outs})
    changes = clearing.resolved(case, task(code, said, "H1"), "s2")
    assert ("bank_part" in changes) is cleared
    if cleared:
        assert changes["bank_part"].pay_outs == {**outs, "H1": {**one, "cleared_by": "s2"}}


FOREIGN = task(disputes.FOREIGN_SERIAL, SETTLED, SERIAL)
T1 = replace(AFTER_FAILURE, id="t1")


@pytest.mark.parametrize(
    ("doubts", "cleared", "left", "dismissed"),
    [
        ([], AFTER_FAILURE, [], True),
        ([], FOREIGN, [], True),
        ([AFTER_FAILURE.id, "t2"], AFTER_FAILURE, ["t2"], True),
        (["t1", "t2"], T1, ["t2"], False),
        (["t1"], T1, [], True),  # the last may stand for many words
        (["t1"], replace(T1, id="t9"), None, False),
    ],
)
def test_the_money_is_let_go_by_its_own_dispute_and_held_while_any_other_is_open(
    monkeypatch, doubts, cleared, left, dismissed
):
    monkeypatch.setattr(clearing.tasks, "of_case", lambda id: [])
    notice = {"type": SETTLED, "serial": SERIAL, "doubts": doubts}
    whole = {"contract": CONTRACT, "payment": {"serial": SERIAL, "status": "failed"}, "payment_notice": notice}
    changes = clearing.resolved(held(**whole), cleared, "s2")
    if left is None:
        assert changes == {}, "that is about something else"
    else:
        now = changes["payment_notice"]
        assert (now.doubts, now.dismissed_by) == (left, "s2" if dismissed else None)
    for otherwise in ({"payment_notice": None}, {"contract": None}):
        assert clearing.resolved(held(**{**whole, **otherwise}), cleared, "s2") == {}
    paid = {**whole, "payment": {"serial": SERIAL, "status": "paid"}, "payment_notice": {**notice, "doubts": []}}
    assert clearing.resolved(held(**paid), cleared, "s2") == {}, "nothing is held"


@pytest.mark.parametrize(
    ("values", "holds"),
    [
        ({}, True),
        ({"details": {"codes": [disputes.FOREIGN_SERIAL], "said": SETTLED}}, True),
        ({"kind": "attend"}, False),
        ({"state": "answered"}, False),
        ({"id": "decided"}, False),
        ({"details": {"codes": [disputes.SETTLED_AFTER_FAILURE], "said": FAILED}}, False),
        ({"details": {"codes": [disputes.PAY_DAY], "said": SETTLED}}, False),
    ],
)
def test_open_disputes_of_an_earlier_release_over_money_that_may_have_gone_hold_it_on(monkeypatch, values, holds):
    other = replace(task(disputes.SETTLED_AFTER_FAILURE, SETTLED, "other"), **values)
    monkeypatch.setattr(clearing.tasks, "of_case", lambda id: [other])
    review = {"task": "decided", "level": "dispute", "decision": "resolved"}
    notice = {"type": SETTLED, "serial": SERIAL, "doubts": ["t1"]}
    payment = {"serial": SERIAL, "status": "failed"}
    case = held(contract=CONTRACT, payment=payment, payment_notice=notice, reviews=[review])
    assert clearing.resolved(case, T1, "s2")["payment_notice"].doubts == ([other.id] if holds else [])


LAW = replace(AFTER_FAILURE, id="law", details={"codes": [late_law.LETTER]})


@pytest.mark.parametrize(
    ("values", "second", "code", "anew"),
    [
        ({}, True, "LAW_LETTER_ANEW", True),
        ({}, False, "LAW_LETTER_ANEW", False),  # one person alone has no letter drawn
        ({"contract": CONTRACT}, True, "LAW_UPHELD", False),
        ({"status": "REFUSED"}, True, "LAW_UPHELD", False),
    ],
)
def test_a_letter_is_drawn_anew_by_the_word_of_two_and_only_before_the_case_is_decided(
    monkeypatch, values, second, code, anew
):
    monkeypatch.setattr(late_law, "_anew", lambda case: ["drawn"])
    first = {"task": "law.first", "level": "dispute", "decision": "upheld"}
    case = held(accepted_on="2026-11-23", reviews=[first] if second else [], **values)
    found = clearing.upheld(case, LAW)
    assert found.told.event.code == code and (found.changes.get("results") == ["drawn"]) is anew


FORM = Presence("f" * 32, "borrower", "person_1", "signed_form", "", BEFORE, "c1", "", act="signatures", about=CONTRACT["sha256"],
                void={"at": AT, "by": "", "why": DENIED})  # fmt: skip
SIGNED = {"sha256": CONTRACT["sha256"], "at": BEFORE, "by": "c1"}
FORGED = {"upheld_by": "s2", "found_at": SINCE}


@pytest.mark.parametrize(
    ("void", "signature", "values", "holds"),
    [
        ({}, SIGNED, {}, True),
        ({"resolved_by": "s1"}, SIGNED, {}, False),
        ({"why": "TAKEN_BACK"}, SIGNED, {}, False),
        (FORGED, SIGNED, {}, True),
        (FORGED, {**SIGNED, "at": SINCE}, {}, False),  # signed anew by themselves
        (FORGED, {**SIGNED, "sha256": "9" * 64}, {}, False),  # another contract
        (FORGED, {**SIGNED, "at": SINCE, "void_at": SINCE}, {}, True),
        (FORGED, SIGNED, {"contract": {**CONTRACT, "voided_at": SINCE}}, False),
        ({}, {**SIGNED, "at": SINCE}, {}, True),  # nobody has found out yet
        ({}, SIGNED, {"spent": {}}, True),
    ],
)
def test_money_waits_for_a_denied_signature_until_it_is_found_theirs_or_given_anew(void, signature, values, holds):
    form = replace(FORM, void={**FORM.void, **void})
    usual = {"contract": CONTRACT, "spent": {FORM.id: "r"}, "signatures": {"borrower": signature}}
    case = held(presences=[form], **{**usual, **values})
    assert denied.holds_money_up(case) is (holds and "spent" not in values)


MANDATE = replace(FORM, id="e" * 32, act="agent", about=None, acts=("documents", "submit"), agent="person_a")
CAME = replace(FORM, id="d" * 32, act="documents", about=None, mandate=MANDATE.id, agent="person_a", void={})
BROUGHT = {"d1": {"brought": CAME.id, "state": "accepted"}, "d2": {"brought": "another", "state": "accepted"}}
HANDED_IN = replace(of_sample(1), documents={"B03": ["d1"]})


@pytest.mark.parametrize(
    ("form", "values", "follows"),
    [
        (FORM, {}, {"signatures"}),
        (FORM, {"spent": {}}, set()),  # nothing was done on it
        (FORM, {"status": "CANCELLED"}, set()),  # a signature is made void no more once the case has ended
        (FORM, {"signatures": {"borrower": {**SIGNED, "sha256": "9" * 64}}}, set()),  # of another contract
        (FORM, {"signatures": {}}, set()),
        (replace(FORM, act="submit"), {"contract": None}, {"withdrawal"}),
        (replace(FORM, act="corrections"), {"contract": None}, {"withdrawal"}),
        (replace(FORM, act="submit"), {}, set()),  # there is a contract: the money waits
        (replace(FORM, act="submit"), {"contract": None, "status": "REFUSED"}, set()),
        (replace(FORM, act="submit"), {"contract": None, "leaving": "EXPIRED"}, set()),  # it leaves for another end
        (replace(FORM, act="credit"), {"contract": None}, set()),  # its consent was void at once
        (MANDATE, {"contract": None, "spent": {}, "documents": BROUGHT}, {"documents", "withdrawal"}),
        (MANDATE, {"contract": None, "spent": {}, "documents": BROUGHT, "status": "CORRECTION"}, {"documents"}),  # it can be brought anew
        (MANDATE, {"spent": {}, "documents": BROUGHT}, {"documents"}),
        (MANDATE, {"contract": None, "spent": {}}, set()),  # nobody came under it and did anything
    ],
)  # fmt: skip
def test_of_a_form_two_persons_found_forged_the_signature_is_void_what_was_brought_is_rejected_and_the_case_leaves(
    form, values, follows
):
    usual = {"contract": CONTRACT, "spent": dict.fromkeys([FORM.id], "r"), "signatures": {"borrower": SIGNED}}
    case = held(HANDED_IN, presences=[form, CAME], **{**usual, **values})
    changes = denied.upheld(case, form, "s2")
    assert changes.keys() == {"presences"} | follows
    assert [one.void.get("upheld_by") for one in changes["presences"]] == ["s2", None]
    if "signatures" in follows:
        assert changes["signatures"]["borrower"].void_at
    if "documents" in follows:
        assert {id: (one.state, one.defect) for id, one in changes["documents"].items()} == {
            "d1": ("rejected", denied.NOT_THEIRS)
        }
    if "withdrawal" in follows:
        assert changes["withdrawal"].is_unasked


@pytest.mark.parametrize(
    ("void", "values", "is_nobodys"),
    [
        ({}, {}, True),
        ({"why": "TAKEN_BACK"}, {}, False),
        ({"resolved_by": "s1"}, {}, False),
        (FORGED, {}, False),
        ({}, {"spent": {}}, False),
    ],
)
def test_a_denial_that_somebody_has_to_find_out_about_and_no_task_was_opened_for_is_found(void, values, is_nobodys):
    form = replace(FORM, void={**FORM.void, **void})
    case = held(presences=[form], **{"spent": {FORM.id: "r"}, **values})
    assert disputes.nobodys(case) == [form] * is_nobodys
    id = disputes.of_denial(case, form).rpartition(".")[2]
    assert not disputes.nobodys(replace(case, events={f"TASK_DISPUTE.{id}": Event(AT, "TASK_DISPUTE")}))


@pytest.mark.parametrize(
    ("asked", "answered", "codes", "stands_still"),
    [
        ("t", False, ["HOLD_UNANSWERED"], True),
        ("t", True, ["HOLD_UNANSWERED"], False),
        ("", False, ["HOLD_UNANSWERED"], False),  # what collation has asked
        ("t", False, ["HOLD_UNANSWERED", "OWED"], False),
        ("t", False, [], False),
    ],
)
def test_a_step_stands_still_for_an_answer_alone_while_what_a_reviewer_asked_has_none(
    asked, answered, codes, stands_still
):
    events = {"CORRECTED.1": Event(AT, "CORRECTED")} if answered else {}
    assert asking.unanswered(held(notices=[{"asked": asked}], events=events), codes) is stands_still
    assert not asking.unanswered(held(), codes)


@pytest.mark.parametrize(
    ("answered_at", "ruled", "stands"),
    [
        (AT, None, True),
        (AT, {"of": "q", "at": SINCE}, False),
        (AT, {"of": "q", "at": BEFORE}, True),  # contested since
        (AT, {"of": "q", "at": AT}, True),
        (AT, {"of": "another", "at": BEFORE}, True),
        (AT, {"of": "another", "at": SINCE}, True),  # a ruling on another form
    ],
)
def test_what_a_party_says_stands_against_an_answer_until_a_person_has_ruled_on_that_since(answered_at, ruled, stands):
    contest = Contest("q", answered_at, "u", "p", "X", "", "", "")
    rulings = {"property.home": Ruling("confirmed", ruled["of"], "r1", ruled["at"])} if ruled else {}
    case = held(contests={"property.home": contest}, rulings=rulings)
    assert (answers.undecided(case, "property", "home", "q") is contest) is stands
    for one in rulings.values():
        assert answers._is_contested(case, "property.home", one) is (stands and one.of == "q")
    assert answers.undecided(case, "property", "home", "another") is None


@pytest.mark.parametrize(
    ("review", "rival", "is_open"),
    [
        ({}, "REVIEWING", True),
        ({"decision": "resolved"}, "REVIEWING", False),  # the home is this case's
        ({"decision": "upheld"}, "REVIEWING", True),
        ({"decision": "resolved", "task": "c1.dispute.1"}, "REVIEWING", True),  # another dispute
        ({}, "WITHDRAWN", False),
    ],
)
def test_a_home_two_live_cases_claim_is_open_until_a_person_has_found_out_that_it_is_this_one_s(
    monkeypatch, review, rival, is_open
):
    monkeypatch.setattr(casefile, "load", lambda id: held(status=rival))
    about = disputes.task_of(held(), disputes.HOME_CLAIMED, "platform", "home.claimed", "c2")
    case = held(reviews=[{"task": about, "level": "dispute", **review}] if review else [])
    assert claimed_twice.is_open(case, Guard("c1", True, frozenset({"c2"}))) is is_open


@pytest.mark.parametrize(
    ("status", "is_held_up", "procedures", "codes"),
    [
        ("SIGNING", True, {}, None),  # what was found untrue is written down where it was found
        ("SIGNING", True, {"p": Procedure("appraisal", AT, "r1", "person_r1", SINCE, "")}, ("IN_PROCEDURE",)),
        ("SIGNING", False, {}, ()),
        ("REGISTERING", True, {}, ()),
    ],
)
def test_signing_that_is_held_up_is_whoever_attends_s_and_no_other_wait_is(
    monkeypatch, status, is_held_up, procedures, codes
):
    failed, written = list[str](), list[object]()
    monkeypatch.setattr(held_up, "is_held_up", lambda case: is_held_up)
    monkeypatch.setattr(held_up.task_items, "read", lambda id: id)
    monkeypatch.setattr(held_up.road, "fail", lambda wait, error: failed.append(wait))
    monkeypatch.setattr(casefile, "amend", lambda case, expect, stopped: written.append(stopped.codes))
    wait = replace(AFTER_FAILURE, id="sign", kind="sign", state="open")
    waits = [replace(wait, id="over", state="answered"), replace(wait, id="attend", kind="attend"), wait]
    found = [*held_up.stop_signing(held(status=status, procedures=procedures), waits)]
    assert failed == (["sign"] if codes != () else []) and len(found) == len(failed)
    assert written == ([codes] if codes else [])


@pytest.mark.parametrize(
    ("of", "ruling", "stands"),
    [
        ("q", None, True),
        ("an earlier form's", None, False),
        ("q", Ruling("confirmed", "q", "r1", SINCE), False),
        ("q", Ruling("confirmed", "q", "r1", AT), True),  # of the very moment: it was not read by then
        ("q", Ruling("confirmed", "q", "r1", BEFORE), True),
        ("q", Ruling("confirmed", "an earlier form's", "r1", SINCE), True),
    ],
)
def test_what_a_party_says_against_an_answer_is_undecided_until_a_person_has_ruled_on_that_very_question(
    of, ruling, stands
):
    contest = Contest("q", AT, "u", "p", "X", "", "", "")
    case = held(contests={"property.home": contest}, rulings={"property.home": ruling} if ruling else {})
    assert answers.undecided(case, "property", "home", of) == (contest if stands else None)
    assert answers.undecided(case, "tax", "home", of) is None
