"""What is done with a partner's word, word by word, on built cases: each answer told apart from the one beside it."""

import hashlib
from types import SimpleNamespace

import pytest

from chalicelib.api.http.problem import Problem
from chalicelib.api.partners import callbacks, logins
from chalicelib.api.partners.events import BankEvent, RegistryEvent
from chalicelib.casework import disputes
from chalicelib.errors import CaseNotFound, Contended
from chalicelib.records.commitments import Commitment
from chalicelib.records.statements import Procedure
from chalicelib.trust.sessions import Session
from tests.given.case import CONTRACT, held

NUMBER, SHA, OTHER, AT = CONTRACT["number"], CONTRACT["sha256"], "0" * 64, "2026-11-23T10:00:00Z"
BANK = Session("bank", "B01", "", "callback")
BODY = b"what was signed"
OFFER = {"amount": "300000.00", "months": "480", "rate": "3.50", "fees": "600.00", "all_in": "3.52"}


def event(type, **data):
    """A bank's event as it is read, which says what it has to."""
    usual = {
        "contract.signed": {"sha256": SHA},
        "bank_part.offered": OFFER,
        "bank_part.signed": {"bank_contract_number": "GD1", "sha256": SHA, "place": "网点", "statement": "c" * 64},
        "bank_part.ready": {"condition": "sale_filed", "filing_number": "XSBA2026000001"},
        "bank_part.settled": {"reference": "H1", "amount": "1.00", "account": "6222022700000002017"},
        "bank_part.failed": {"reference": "H1"},
    }
    named = {"serial": f"{NUMBER}P1"} if type.startswith("payment") else {"contract_number": NUMBER}
    return BankEvent.model_validate({"type": type, "timestamp": AT, "data": {**named, **usual.get(type, {}), **data}})


@pytest.fixture
def done(monkeypatch):
    """What is asked of the casework, in order; nothing of it is done."""
    acts = []

    def noted(name, shown):
        return lambda *said, **more: acts.append((name, *shown(*said, **more)))

    neighbours = {
        callbacks.words: {"keep": ("kept", lambda case, *said: said)},
        callbacks.disputes: {"open_task": ("dispute", lambda case, code, bank, type, about: (code, bank, type, about))},
        callbacks.signing: {
            "sign": ("sign", lambda case, party, sha, who, how: (party, sha, who)),
            "decline": ("decline", lambda case, party, who, how: (party, who)),
        },
        callbacks.settlement: {
            "hear": ("pay", lambda case, *said: said),
            "resume": ("resume", lambda case, who: (who,)),
        },
        callbacks.bank_part: {"hear": ("part", lambda case, type, said, bank, how, at="": (type, bank, at))},
        callbacks.registration: {
            "hear": ("mortgage", lambda case, *said: said),
            "hear_of_earlier": ("earlier", lambda case, *said: said),
        },
    }
    for module, names in neighbours.items():
        for name, how in names.items():
            monkeypatch.setattr(module, name, noted(*how))
    monkeypatch.setattr(callbacks.tasks, "find", lambda *_: None)
    return acts


def told(said, who=BANK, **values):
    """The call of a bank that said so of the case of its contract, with these values."""
    case = held(**{"status": "SIGNING", "contract": CONTRACT, **values})
    return SimpleNamespace(case=case, body=said, who=who, raw=BODY, headers={"webhook-id": "m1"})


def heard(done, said, **values):
    """What came of it, beside that its words are kept: the acts, or that it is not received."""
    try:
        assert callbacks.from_bank(told(said, **values)).body == {"received": True}
    except Contended:
        return "again"
    assert done[0] == ("kept", "B01", said.type, said.data.reason)
    return done[1:]


VOID = {"contract": {**CONTRACT, "voided_at": AT}}
BESIDE = {"contract": {**CONTRACT, "bank_part": True}}
HAS = {"signatures": {"bank": {}}}
PART_HAS = {"signatures": {"bank_part": {}}}
SIGNS = [("sign", "bank", SHA, "bank:B01")]
DECLINES = [("decline", "bank", "bank:B01")]
LEFT = {"leaving": "CANCELLED"}
PAID = {"status": "DISBURSED", "payment": {"status": "paid"}}
GONE = {"withdrawal": {}}


def declined_by(party, **contract):
    return {"contract": {**CONTRACT, **contract, "declined": {"party": party, "at": AT, "by": ""}}}


def disputed(code, said, about=""):
    return [
        ("kept", "B01", said.type, said.data.reason, said.data.signed_at),
        ("dispute", code, "B01", said.type, about),
    ]


@pytest.mark.parametrize(
    ("values", "comes"),
    [
        ({}, SIGNS),
        ({"status": "ATTENDING"}, SIGNS),
        ({**HAS}, SIGNS),  # the telling of it may have been lost
        ({"status": "REGISTERING"}, "again"),
        ({"status": "REGISTERING", **HAS}, []),
        ({"status": "REGISTERING", **GONE}, []),
        ({"status": "REGISTERING", **declined_by("spouse")}, []),
        ({"status": "CANCELLED"}, []),
        ({"status": "SIGNING", **LEFT}, []),
        ({"status": "SIGNING", **VOID, **HAS}, []),
    ],
)
def test_a_banks_signature_is_taken_while_it_may_be_and_told_again_unless_it_is_known_or_too_late(done, values, comes):
    assert heard(done, event("contract.signed"), **values) == comes


@pytest.mark.parametrize(
    ("values", "comes"),
    [
        ({}, DECLINES),
        ({"status": "ATTENDING"}, DECLINES),
        ({"status": "REGISTERING"}, "again"),
        ({"status": "REGISTERING", **PART_HAS}, "again"),
        ({"status": "REGISTERING", **declined_by("bank")}, []),
        ({"status": "REGISTERING", **declined_by("borrower")}, []),
        ({"status": "REGISTERING", **GONE}, []),
        (VOID, []),
    ],
)
def test_that_a_bank_declines_is_taken_while_it_may_be_and_told_again_unless_it_is_known_or_too_late(
    done, values, comes
):
    assert heard(done, event("contract.declined"), **values) == comes


@pytest.mark.parametrize(
    ("said", "values", "code", "about"),
    [
        (event("contract.signed", sha256=OTHER, signed_at=AT, reason="r"), {}, disputes.SIGNED_OTHER_CONTRACT, OTHER),
        (event("contract.signed", sha256=OTHER), VOID, disputes.SIGNED_OTHER_CONTRACT, OTHER),
        (event("contract.signed", signed_at=AT), VOID, disputes.SIGNED_VOID_CONTRACT, ""),
        (event("contract.signed"), {**VOID, **PART_HAS}, disputes.SIGNED_VOID_CONTRACT, ""),
        (event("contract.declined", reason="r"), HAS, disputes.DECLINED_AFTER_SIGNATURE, ""),
        (event("contract.declined"), {**HAS, **PAID}, disputes.DECLINED_AFTER_SIGNATURE, ""),
        (event("contract.signed", sha256=OTHER), {**HAS, **PAID}, disputes.SIGNED_OTHER_CONTRACT, OTHER),
    ],
)
def test_what_a_bank_says_against_the_record_moves_nothing_and_a_person_hears_of_it_with_its_words(
    done, said, values, code, about
):
    assert heard(done, said, **values) == disputed(code, said, about)


@pytest.mark.parametrize("type", callbacks.callbacks.NEEDS)
@pytest.mark.parametrize("contract", [None, {**CONTRACT, "bank": "B02"}])
def test_a_contract_of_no_bank_or_of_another_is_not_there_for_the_one_that_speaks(done, type, contract):
    said = event(type)
    with pytest.raises(CaseNotFound):
        callbacks.from_bank(told(said, contract=contract))
    assert done[1:] == disputed(disputes.FOREIGN_CONTRACT, said)


@pytest.mark.parametrize(("type", "paid_on"), [("payment.settled", "2026-11-23"), ("payment.failed", None)])
def test_of_money_the_serial_and_the_day_it_was_paid_on_are_heard(done, type, paid_on):
    said = event(type, **({"paid_on": paid_on} if paid_on else {}))
    assert heard(done, said) == [("pay", type, f"{NUMBER}P1", "B01", paid_on or "")]


def part(type, at=AT):
    return ("part", type, "B01", at)


@pytest.mark.parametrize(
    ("type", "values", "comes"),
    [
        ("bank_part.ready", {}, [part("bank_part.ready")]),
        ("bank_part.ready", BESIDE, [part("bank_part.ready")]),
        ("bank_part.settled", BESIDE, [part("bank_part.settled"), ("resume", "bank:B01")]),
        ("bank_part.failed", BESIDE, [part("bank_part.failed"), ("resume", "bank:B01")]),
        ("bank_part.settled", {**BESIDE, "payment": {}}, [part("bank_part.settled"), ("resume", "bank:B01")]),
        ("bank_part.failed", {**BESIDE, **PAID}, [part("bank_part.failed"), ("resume", "bank:B01")]),
        ("bank_part.signed", {}, [part("bank_part.signed")]),
        ("bank_part.declined", {}, [part("bank_part.declined")]),
        ("bank_part.signed", BESIDE, [part("bank_part.signed", "")]),
        ("bank_part.declined", BESIDE, [part("bank_part.declined", "")]),
        ("bank_part.declined", {**BESIDE, **PART_HAS}, [part("bank_part.declined")]),
        ("bank_part.declined", {**BESIDE, "bank_part": {"number": "GD1"}}, [part("bank_part.declined")]),
        ("bank_part.signed", {**BESIDE, **PART_HAS}, [part("bank_part.signed", "")]),
        ("bank_part.signed", {**BESIDE, "status": "REGISTERING"}, "again"),
        ("bank_part.signed", {**BESIDE, **HAS, "status": "REGISTERING"}, "again"),
        ("bank_part.signed", {**BESIDE, **PART_HAS, "status": "REGISTERING"}, []),
        ("bank_part.declined", {**BESIDE, "status": "REGISTERING"}, "again"),
        ("bank_part.signed", {"contract": {**BESIDE["contract"], "voided_at": AT}, "status": "CANCELLED"}, [part("bank_part.signed", "")]),
        ("bank_part.signed", {**BESIDE, "status": "CANCELLED"}, []),
        ("bank_part.declined", {**declined_by("bank_part", bank_part=True), "status": "REGISTERING"}, []),
    ],
)  # fmt: skip
def test_a_word_on_the_banks_own_part_waits_with_the_signing_only_where_it_signs_or_declines_beside_our_contract(
    done, type, values, comes
):
    assert heard(done, event(type), **values) == comes


HELD_UP = {"appraisal.1": Procedure("appraisal", AT, "r1", "p1", AT, "")}
SAID = {
    "at": AT,
    "by": "b",
    "party": "x",
    "version": "1",
    "words": "",
    "untrue_at": AT,
    "found_by": "r1",
    "finder": "p1",
}


@pytest.mark.parametrize("type", ["contract.signed", "contract.declined", "bank_part.signed", "bank_part.declined"])
@pytest.mark.parametrize("values", [{"procedures": HELD_UP}, {"commitments": {"C": Commitment(**SAID)}}])
def test_while_signing_is_held_up_a_signature_is_told_again_and_a_decline_is_taken(done, monkeypatch, type, values):
    monkeypatch.setattr("chalicelib.casework.commitments.is_untrue", lambda case: True)
    comes = heard(done, event(type), **BESIDE, **values)
    assert (comes == "again") is type.endswith("signed")


@pytest.mark.parametrize(
    ("offer", "stands"),
    [({}, True), ({"fees": "601.00"}, False), ({"months": "360"}, False), (None, False)],
)
def test_the_statement_of_an_offer_is_told_where_that_offer_stands(done, monkeypatch, offer, stands):
    terms = {**OFFER, "method": "01"}
    kept = callbacks.bank_part.statement_of(NUMBER, terms)
    now = held(bank_part=None if offer is None else {"statement": kept})
    monkeypatch.setattr(callbacks.casefile, "load", lambda id: now)
    body = callbacks.from_bank(told(event("bank_part.offered", method="01", **(offer or {})), **BESIDE)).body
    assert body == {"received": True, "statement": kept if stands else None}


@pytest.mark.parametrize(
    ("wait", "raises"), [(None, True), (SimpleNamespace(is_open=True), True), (SimpleNamespace(is_open=False), False)]
)
def test_what_resumes_a_wait_is_told_again_unless_that_very_wait_is_over(done, monkeypatch, wait, raises):
    def lost(*_):
        raise Contended("c1")

    asked = []
    monkeypatch.setattr(callbacks.signing, "sign", lost)
    monkeypatch.setattr(callbacks.tasks, "find", lambda *which: asked.append(which) or wait)
    assert (heard(done, event("contract.signed")) == "again") is raises
    assert asked == [("c1", "sign", 1)]


@pytest.mark.parametrize("signed_at", [None, AT])
def test_how_a_bank_was_known_is_its_signature_over_these_bytes_with_when_it_says_it_signed(signed_at):
    how = callbacks._how(told(event("contract.signed", **({"signed_at": signed_at} if signed_at else {}))))
    known = {"channel": "callback", "method": "webhook-signature", "message": "m1"}
    assert how["how"] == {**known, "body": hashlib.sha256(BODY).hexdigest()}
    assert how["told"] == ({"at": AT} if signed_at else {})


MORTGAGE = {"apply_biz_id": "M2", "status": "PENDING"}


@pytest.mark.parametrize(
    ("mortgage", "word", "certificate", "comes"),
    [
        (MORTGAGE, "DONE", "C1", [("mortgage", "DONE", "C1", AT, "r")]),
        (MORTGAGE, "DONE", None, "MISSING"),
        ({**MORTGAGE, "status": "NEED_MORE_MATERIAL"}, "DONE", None, "MISSING"),
        ({**MORTGAGE, "status": "DONE"}, "DONE", None, [("mortgage", "DONE", None, AT, "r")]),
        (MORTGAGE, "REJECTED", None, [("mortgage", "REJECTED", None, AT, "r")]),
        ({**MORTGAGE, "apply_biz_id": "M3"}, "DONE", "C1", [("earlier", "DONE", "C1", "r")]),
        ({**MORTGAGE, "apply_biz_id": "M3"}, "DONE", None, [("earlier", "DONE", None, "r")]),
        (None, "DONE", "C1", [("earlier", "DONE", "C1", "r")]),
    ],
)
def test_the_registrys_word_is_of_the_application_it_names_and_done_brings_its_proof(
    done, mortgage, word, certificate, comes
):
    said = {"apply_biz_id": "M2", "biz_status": word, "registered_at": AT, "reason": "r"}
    said |= {"certificate_number": certificate} if certificate else {}
    call = SimpleNamespace(case=held(mortgage=mortgage), body=RegistryEvent.model_validate(said))
    if comes == "MISSING":
        with pytest.raises(Problem) as problem:
            callbacks.from_registry(call)
        assert [(one.code, one.field) for one in problem.value.defects] == [("MISSING", "/certificate_number")]
        assert done == []
    else:
        assert (callbacks.from_registry(call).body, done) == ({"received": True}, comes)


@pytest.mark.parametrize(
    ("id", "taken", "code"),
    [
        ("m1", "claim", None),
        ("m" * 200, "claim", None),
        ("m" * 201, "claim", "BAD_HEADER"),
        ("", "claim", "BAD_HEADER"),
        ("m1", "replay", "LOGIN_FAILED"),
        ("m1", "running", "LOGIN_FAILED"),
    ],
)
def test_a_signed_message_opens_one_session_of_the_bank_that_signed_it_once(monkeypatch, id, taken, code):
    claim, kept, asked = object.__new__(logins.idempotency.Claim), [], []

    def claimed(*which):
        asked.append(which)
        if taken == "running":
            raise logins.idempotency.StillRunning
        return claim if taken == "claim" else {}

    monkeypatch.setattr(logins.idempotency, "claim", claimed)
    monkeypatch.setattr(logins.idempotency, "keep", lambda one, answer: kept.append((one is claim, answer)))
    monkeypatch.setattr(logins, "begun", lambda session: session)
    call = SimpleNamespace(who=BANK, headers={"webhook-id": id})
    if code:
        with pytest.raises(Problem) as problem:
            logins.log_in(call)
        assert (problem.value.code, kept) == (code, [])
        return
    session = logins.log_in(call)
    assert (session.audience, session.subject, session.channel, session.centre) == ("bank", "B01", "bank", "")
    assert session.level is logins.CHANNELS["bank"].most
    assert (session.method, session.person, kept) == ("signature", "", [(True, {})])
    assert asked == [("bank/B01", f"login/{id}", "login")]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        (event("contract.signed"), NUMBER),
        (event("payment.settled", contract_number="GD-9"), NUMBER),  # the bank's own number for it counts for nothing
        (event("payment.failed", serial="P-2026P1"), "P-2026"),
        (event("bank_part.settled", serial="X1P1"), NUMBER),
    ],
)
def test_an_event_is_about_the_case_of_the_contract_it_names_and_a_payment_about_that_of_its_serial(
    monkeypatch, said, number
):
    monkeypatch.setattr(callbacks.registers, "case_of_contract", lambda number: f"of {number}")
    monkeypatch.setattr(callbacks.casefile, "load", lambda id: id)
    assert callbacks.case_of_event(SimpleNamespace(body=said)) == f"of {number}"


@pytest.mark.parametrize(("type", "needs"), callbacks.callbacks.NEEDS.items())
def test_an_event_that_leaves_out_what_it_has_to_say_is_about_nothing(type, needs):
    said = BankEvent.model_validate({"type": type, "timestamp": AT, "data": {}})
    with pytest.raises(Problem) as problem:
        callbacks.case_of_event(SimpleNamespace(body=said))
    assert {(one.code, one.field) for one in problem.value.defects} == {("MISSING", f"/data/{name}") for name in needs}
