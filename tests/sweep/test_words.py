"""Whose word is late and who has not been told yet: read off a case and its waits, which are stored nowhere."""

from dataclasses import replace

import pytest

from chalicelib.agencies import registry
from chalicelib.banks import webhooks
from chalicelib.casework import chasing, held_up, lodging, registration, seal_owed, taking_back, waits
from chalicelib.records import casefile
from chalicelib.records.contents import Message
from chalicelib.records.statements import Procedure
from chalicelib.records.tasks import Task
from chalicelib.sweep import looks, partners, procedures, words
from chalicelib.sweep.gauges import Word
from tests.given.case import CONTRACT, held
from tests.sweep.conftest import DAY_AGO, JUST_NOW, NOW

pytestmark = pytest.mark.usefixtures("now")
PARTIES = {"borrower": "p1", "spouse": "p2", "co_owner_1": "p3"}
TWO_LOANS = {"contract": {**CONTRACT, "bank_part": True}}
PAID = {"status": "paid", "amount": "300000.00", "account": "x", "at": NOW}
ASTRAY, FAILED = {**PAID, "status": "astray"}, {**PAID, "status": "failed"}
OPEN = {"procedures": {"appraisal.1": Procedure("appraisal", NOW, "r1", "person_r1", NOW, "")}}


def wait(kind: str, opened_at: str = DAY_AGO, **values) -> Task:
    return Task("c1.x.1", "c1", kind, "620100", values.pop("state", "open"), opened_at, NOW, values)


def told(code: str, *parties: str, occasion: str, at: str = NOW):
    return {"messages": {f"{code}.{to}.{occasion}": Message(code, to, at) for to in parties}}


def happened(*codes: str):
    return {"events": {code: {"at": NOW, "code": code} for code in codes}}


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({}, ""),
        ({"contract": CONTRACT}, ""),
        (TWO_LOANS, words.ENDED_PART),
        ({**TWO_LOANS, "bank_part": {}}, words.ENDED_PART),
        ({**TWO_LOANS, "bank_part": {"pay_outs": {"H1": PAID}}}, ""),
        ({**TWO_LOANS, "bank_part": {"pay_outs": {"H1": ASTRAY}}}, words.ENDED_PART),
        ({**TWO_LOANS, "bank_part": {"pay_outs": {"H1": FAILED}}}, words.ENDED_PART),
        ({**TWO_LOANS, **happened("BANK_PART_ASKED_LAST")}, ""),
        ({**TWO_LOANS, **happened("CONTRACT_SEAL_AWAITED")}, words.SEAL),
        (happened("CONTRACT_SEAL_AWAITED", "CONTRACT_SEALED"), ""),
    ],
)
def test_the_bank_of_an_ended_case_is_asked_for_what_it_owes_still(values, asked):
    assert words.after_end(held(status="DISBURSED", **values)) == asked


@pytest.mark.parametrize(
    ("one", "mortgage", "late"),
    [
        (wait("mortgage"), "PENDING", ["mortgage"]),
        (wait("sign"), None, ["sign"]),
        (wait("sign", JUST_NOW), None, []),
        (wait("sign", state="answered"), None, []),
        (wait("verify"), None, []),
        (wait("attend", step="Mortgage"), "PENDING", ["followed_up"]),
        (wait("supplement"), "PENDING", ["followed_up"]),
        (wait("attend", step="Mortgage"), "DONE", []),
        (wait("attend", JUST_NOW, step="Mortgage"), "PENDING", []),
        (wait("attend", step="Mortgage", state="answered"), "PENDING", []),
        (wait("attend", step="Disburse"), "PENDING", []),
    ],
)
def test_a_partner_is_asked_once_its_word_is_a_day_late_and_no_other_is(one, mortgage, late):
    case = held(mortgage=mortgage and {"status": mortgage})
    assert [word.kind for word in words.late(case, [one])] == late


@pytest.mark.parametrize(
    ("accepted_at", "in_silence_at", "message_at", "owed"),
    [
        (NOW, None, None, True),
        (NOW, None, JUST_NOW, True),
        (NOW, None, NOW, False),
        (DAY_AGO, None, None, False),
        (None, None, None, False),
        (None, NOW, None, True),
        (DAY_AGO, NOW, None, True),  # accepted again, after a reopening
        (NOW, DAY_AGO, None, True),
        (DAY_AGO, NOW, NOW, False),
    ],
)
def test_whoever_heard_only_what_came_before_acceptance_is_told_of_it_within_a_day(
    accepted_at, in_silence_at, message_at, owed
):
    messages = told("MESSAGE_X", "borrower", occasion="", at=message_at) if message_at else {}
    when = {"ACCEPTED": accepted_at, "ACCEPTED_IN_SILENCE": in_silence_at}
    events = {code: {"at": at, "code": code} for code, at in when.items() if at}
    assert words.is_to_be_told_of_acceptance(held(events=events, **messages)) is owed


@pytest.mark.parametrize(("left_at", "is_held_up"), [("", True), (NOW, False)])
def test_a_procedure_holds_signing_up_while_it_is_open_whether_or_not_anybody_gave_their_word(
    monkeypatch, left_at, is_held_up
):
    monkeypatch.setattr(held_up, "stop_signing", lambda case, waits: iter(["stopped"]))
    one = replace(OPEN["procedures"]["appraisal.1"], left_at=left_at)
    assert [*procedures.committed(held(procedures={"appraisal.1": one}), [])] == ["stopped"] * is_held_up


@pytest.mark.parametrize(("heard", "left"), [(("borrower",), True), (("borrower", "spouse"), False)])
def test_who_owes_the_loan_is_told_and_nobody_waits_for_who_only_owns_the_home(heard, left):
    taken = {"events": {"CLAIM_OVERTAKEN.c2": {"at": NOW, "code": "CLAIM_OVERTAKEN"}}}
    case = held(parties=PARTIES, **taken, **told(words.MESSAGE_OVERTAKEN, *heard, occasion="c2"))
    assert words.overtaken(case) == ["c2"] * left
    over = replace(OPEN["procedures"]["appraisal.1"], left_at=NOW)
    both = {**OPEN["procedures"], "appraisal.2": over}
    case = held(parties=PARTIES, procedures=both, **told("MESSAGE_PROCEDURE", *heard, occasion="appraisal.1"))
    assert procedures.untold(case) == ["appraisal.1"] * left
    mortgage, wish = {"status": "NEED_MORE_MATERIAL", "wanted_at": NOW}, "20261125020000000"
    case = held(parties=PARTIES, mortgage=mortgage, **told(words.MESSAGE_WISH, *heard, occasion=wish))
    assert words.have_been_told(case, wait("supplement")) is not left


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({}, [words.OVERTAKEN, words.APPEALED]),
        ({"status": "WITHDRAWN"}, [words.APPEALED]),
        ({"withdrawal": {}}, [words.APPEALED]),
        ({"leaving": "REFUSED"}, [words.APPEALED]),
    ],
)
def test_of_a_case_that_leaves_or_has_ended_only_what_outlives_it_is_asked_for(monkeypatch, values, asked):
    monkeypatch.setattr(casefile, "load", lambda id: held(**values))
    acts = []
    for kind in (words.OVERTAKEN, words.APPEALED):
        act = partners._ASKING[kind]._replace(act=lambda case, kind=kind: iter([acts.append(kind)]))
        monkeypatch.setitem(partners._ASKING, kind, act)
    [*partners.asked([Word("c1", words.OVERTAKEN), Word("c1", words.APPEALED)], lambda: True)]
    assert acts == asked


@pytest.mark.parametrize(
    ("status", "known", "done"),
    [
        ("PENDING", None, ["lodged"]),
        ("PENDING", "PENDING", []),
        ("PENDING", "DONE", ["DONE"]),
        ("PENDING", "NEED_MORE_MATERIAL", ["NEED_MORE_MATERIAL"]),
        ("NEED_MORE_MATERIAL", None, []),  # what a person follows up is not applied for anew by itself
        ("NEED_MORE_MATERIAL", "REJECTED", ["REJECTED"]),
        ("LEFT", None, []),
        (None, None, []),
    ],
)
def test_the_registry_is_applied_to_again_only_where_it_has_lost_what_nobody_has_answered(
    monkeypatch, status, known, done
):
    acts = []
    answer = known and registry.Mortgage("JK1M1", known)
    monkeypatch.setattr(registry, "query_mortgage", lambda id, purpose: answer)
    monkeypatch.setattr(partners, "purpose_of", lambda *_: None)
    monkeypatch.setattr(lodging, "lodge", lambda *_: acts.append("lodged"))
    monkeypatch.setattr(registration, "hear", lambda case, status, *_: acts.append(status))
    [*partners._registry(held(mortgage=status and {"status": status}))]
    assert acts == done


@pytest.mark.parametrize(
    ("tolerances", "due", "owed"), [({"B03": {}}, True, True), ({"B03": {}}, False, False), ({}, True, False)]
)
def test_whoever_owes_a_material_is_told_when_its_time_is_over(monkeypatch, tolerances, due, owed):
    monkeypatch.setattr(chasing, "is_due", lambda case: due)
    assert [one.kind for one in words.late(held(tolerances=tolerances), [])] == [words.REMINDER] * owed


@pytest.mark.parametrize("part", [{}, {"bank_part": {}}, {"bank_part": {"pay_outs": {"H1": ASTRAY}}}])
def test_the_bank_is_asked_of_its_part_of_an_ended_loan_once_and_that_it_was_is_written_down(monkeypatch, part):
    case, wrote = held(status="DISBURSED", **TWO_LOANS, **part), []
    monkeypatch.setattr("chalicelib.casework.two_pay_outs.heard", lambda of: of)
    monkeypatch.setattr(casefile, "amend", lambda of, line: wrote.append(line.event.code))
    assert [*partners._ended_part(case)] == ["bank_asked"] and wrote == ["BANK_PART_ASKED_LAST"]
    asked = held(status="DISBURSED", **TWO_LOANS, **part, **happened("BANK_PART_ASKED_LAST"))
    assert [*partners._ended_part(asked)] == [] and len(wrote) == 1


@pytest.mark.parametrize(
    ("codes", "is_taken"),
    [(("CONTRACT_SEAL_AWAITED",), True), (("CONTRACT_SEAL_AWAITED", "CONTRACT_SEALED"), False), ((), False)],
)
def test_a_seal_is_taken_of_who_owes_one_and_of_no_other_ended_case(monkeypatch, codes, is_taken):
    taken = []
    monkeypatch.setattr(seal_owed, "take", taken.append)
    case = held(status="DISBURSED", contract=CONTRACT, **happened(*codes))
    assert [*partners._seal(case)] == ["contract_sealed"] * is_taken and taken == [case] * is_taken


@pytest.mark.parametrize("heard", [False, True])
@pytest.mark.parametrize("late", [[], [wait("sign")]])
def test_what_the_registry_wants_is_told_though_another_word_is_late(monkeypatch, late, heard):
    monkeypatch.setattr(words.supplement, "wanted", lambda case, waits: wait("supplement"))
    monkeypatch.setattr(words, "have_been_told", lambda case, wish: heard)
    expected = [*(one.kind for one in late), *([] if heard else [words.WISH])]
    assert [word.kind for word in words.late(held(), late)] == expected


def signed(*who: str):
    return {"signatures": {one: {"sha256": CONTRACT["sha256"]} for one in who}}


@pytest.mark.parametrize(
    ("values", "reminded"),
    [
        (signed(*PARTIES), True),
        ({**signed(*PARTIES, "bank"), **TWO_LOANS}, True),  # its own part is still to be signed
        (signed(*PARTIES, "bank"), False),
        (signed("borrower", "spouse"), False),
        ({**signed(*PARTIES), **OPEN}, False),  # in which nobody may sign
        ({**signed(*PARTIES), "contract": None}, False),
    ],
)
def test_a_bank_is_reminded_that_it_alone_has_not_signed_while_it_may(monkeypatch, values, reminded):
    sent = []
    monkeypatch.setattr(webhooks, "send", lambda bank, type, data, id, at: sent.append((bank, data, id)))
    assert bool([*partners._bank(held(**{"parties": PARTIES, "contract": CONTRACT, **values}))]) is reminded
    number = CONTRACT["number"]
    assert sent == [("B01", {"contract_number": number}, f"{number}.ready.2026-11-25")] * reminded


@pytest.mark.parametrize(
    ("values", "leaves"),
    [
        ({}, True),
        ({"withdrawal": None}, False),
        ({"leaving": "WITHDRAWN"}, False),
        ({"mortgage": {"status": "DISCHARGED"}}, False),
        ({"status": "REFUSED"}, False),
        ({"payment": {"status": "paid"}}, False),
        ({"payment": {"status": "failed"}}, True),
    ],
)
def test_what_was_taken_back_leaves_its_road_once_and_not_with_a_loan_that_was_paid(values, leaves):
    assert taking_back.is_to_leave(held(**{"withdrawal": {}, **values})) is leaves


@pytest.mark.parametrize(
    ("values", "signed", "declined"),
    [
        ({"status": "SIGNING"}, True, True),
        ({"status": "SIGNING", **OPEN}, False, True),
        ({"status": "SIGNING", "contract": None}, False, False),
        ({"status": "SIGNING", "leaving": "REFUSED"}, False, False),
        ({"status": "REGISTERING"}, False, False),
        ({"status": "ATTENDING"}, True, True),
        ({"status": "ATTENDING", "wait": "answered"}, False, False),
        ({"status": "ATTENDING", "wait": "open"}, True, True),
    ],
)
def test_a_contract_is_signed_while_the_road_waits_for_that_and_declined_in_a_procedure_too(
    monkeypatch, values, signed, declined
):
    found = wait("sign", state=values["wait"]) if "wait" in values else None
    monkeypatch.setattr(waits.tasks, "find", lambda case, kind: found)
    case = held(**{"contract": CONTRACT, **{name: one for name, one in values.items() if name != "wait"}})
    assert (waits.may_be_signed(case), waits.may_be_declined(case)) == (signed, declined)


def test_what_is_due_next_is_the_first_wait_of_the_road_that_nothing_stops():
    off = Task("c1.d.1", "c1", "dispute", "620100", "open", NOW, "2026-11-26", {}, on_the_road=False)
    over, sign = wait("verify", state="answered"), Task("c1.s.1", "c1", "sign", "620100", "open", NOW, "2026-11-27", {})
    later = Task("c1.a.1", "c1", "attend", "620100", "open", NOW, "2026-11-28", {}, provisional=True)
    every = [later, off, over, sign]
    assert waits.next_due(held(), every) == ("2026-11-27", False)
    assert waits.next_due(held(**OPEN), every) == ("2026-11-28", True)
    assert waits.next_due(held(), [off, over]) == (None, False)


@pytest.mark.parametrize(
    ("waits", "stranded", "found"),
    [
        ([], True, ["stranded"]),
        ([], False, []),
        ([wait("restart")], True, []),
        ([wait("restart", state="answered")], True, ["stranded"]),
        ([wait("attend")], True, ["stranded"]),
    ],
)
def test_whom_nobody_can_move_any_more_is_restarted_by_people_once(monkeypatch, waits, stranded, found):
    opened = []
    monkeypatch.setattr(looks.restarting, "is_stranded", lambda case, waits: stranded)
    monkeypatch.setattr(looks.restarting, "open_task", lambda case, state: opened.append(state))
    assert [*looks._stranded(held(), waits)] == found and opened == [looks.restarting.STRANDED] * len(found)
    opened.clear()
    again = [] if "restart" in [one.kind for one in waits if one.is_open] else ["FAILED"]
    assert len([*looks._dead(held(), "FAILED", waits)]) == len(again) and opened == again
