"""The contract as it is drawn up, told and waited for, and the papers of an end: each part by itself, on built cases."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from chalicelib.banks import registered as banks
from chalicelib.casework import anew, answers, asking, commitments, delivering, endings, held, part_plan, refusing
from chalicelib.documents import contract as drawing
from chalicelib.documents import notice as notices
from chalicelib.documents import refusal
from chalicelib.documents.letter import figures
from chalicelib.domain.form import delivery
from chalicelib.domain.status import Status
from chalicelib.errors import PreconditionFailed
from chalicelib.records.contents import Notice
from chalicelib.records.loan import Contract
from chalicelib.steps import frame, results, sign
from tests.given.case import wait
from tests.steps.conftest import BEFORE, EVENT, FOLLOWED, LATER, NOW, built

DRAWN = Contract("JK", "B01", "contract.pdf", "key", "sha", "due", True, drawn_up_at="then")
DECLINED = Contract("JK", "B01", "contract.pdf", "key", "sha", "due", declined={"party": "p", "at": ""})


def of(contract=None, **values):
    form = {"form": {"people": "typed"}, "form_handed_in": {"delivery": "d", "people": "handed in"}}
    owing = {"borrower": "1", "spouse": "2"}
    parties = {"parties": {**owing, "co_owner_1": "3"}, "owing": owing, "unsigned": ["p"]}
    wish = SimpleNamespace(bank="B01", is_combination=False)
    decided = {"number": "62010020261123000123456789", "decision": "decision"}
    more = {"contract": contract, "status": Status.REVIEWING, "application": SimpleNamespace(wish=wish)}
    return built(**{**form, **parties, **decided, **more, **values})


@pytest.fixture
def acts(monkeypatch):
    """What the signing writes, says and opens."""
    world = SimpleNamespace(list=[], wait=None, opened=wait("sign", turn=NOW))
    note = world.list.append

    def opened(*of, **by):
        note(("open", of, by))
        return world.opened

    monkeypatch.setattr(sign.tasks, "find", lambda case, kind: world.wait)
    monkeypatch.setattr(sign.tasks, "open_task", opened)
    monkeypatch.setattr(sign.tasks, "answer", lambda *of: note(("answer", *of)))
    monkeypatch.setattr(sign.acceptance, "register", lambda key, **to: note(("register", key, to)))
    monkeypatch.setattr(sign.acceptance, "entry", lambda key, **to: (key, to))
    monkeypatch.setattr(
        sign.casefile, "amend", lambda case, *told, **how: note(("amend", [one.key for one in told], how))
    )
    monkeypatch.setattr(sign.webhooks, "send", lambda *of: note(("send", *of)))
    monkeypatch.setattr(sign, "tell", lambda case, step, code, to: note(("tell", step, code, {*to})))
    monkeypatch.setattr(commitments, "holds", lambda case: note(("commitments",)))
    monkeypatch.setattr(anew, "stands", lambda case, visit: note(("stands", visit)))
    monkeypatch.setattr(held, "hold", lambda case: note(("hold",)))
    return world


READY = ("send", "B01", "loan.contract.ready", {"contract_number": "JK"}, "JK.ready", "then")
TOLD = [
    ("tell", "sign", "MESSAGE_SIGN", {"borrower", "spouse"}),
    ("tell", "sign", "MESSAGE_SIGN_CO_OWNER", {"co_owner_1"}),
]
OPENED = (
    "open",
    ("c1", "sign", 1, "t1"),
    {"turn": NOW, "centre": "620100", "due_at": "due", "provisional": True, "details": {"contract": "JK"}},
)


def test_a_contract_is_told_its_bank_and_everybody_before_it_is_waited_for(acts):
    said = sign._sign(of(DRAWN, status=Status.ATTENDING), EVENT)
    assert isinstance(said, frame.Waiting)
    known, (_, told, how), *then = acts.list
    assert known == ("register", "contract#JK", {"case": "c1"})
    assert (told, how["status"], how["expect"].status) == ([], Status.SIGNING, {Status.ATTENDING})
    assert then == [READY, *TOLD, OPENED]


def test_who_owns_the_home_with_nobody_beside_them_is_told_nothing_of_it(acts):
    sign._sign(of(DRAWN, status=Status.SIGNING, parties={"borrower": "1"}), EVENT)
    assert acts.list[1:] == [READY, TOLD[0], OPENED], "nor is a case moved that stands there"


@pytest.mark.parametrize(
    ("contract", "turn", "case", "does"),
    [
        (DRAWN, BEFORE, {"status": Status.SIGNING}, ["register", "send", "tell", "tell", "open"]),
        (DRAWN, NOW, {}, ["open"]),
        (DRAWN, LATER, {}, []),
        (DECLINED, None, {}, ["open"]),
        (DRAWN, None, {"ended": True}, []),
        (DRAWN, None, {"events": FOLLOWED}, []),
        (DECLINED, None, {"open_procedures": ["one"], "commitments": {"one": 1}}, ["open"]),
        (DRAWN, NOW, {"commitments": {"one": 1}}, ["commitments", "open"]),
    ],
)
def test_a_contract_is_told_by_its_own_visit_and_nobody_of_one_that_was_declined(acts, contract, turn, case, does):
    acts.wait = wait("sign", turn=turn) if turn else None
    sign._sign(of(contract, **case), EVENT)
    assert [act[0] for act in acts.list] == does


@pytest.mark.parametrize("is_open", [True, False])
def test_only_where_the_wait_is_open_is_looked_what_came_before_it(acts, is_open):
    acts.opened = wait("sign", 1, "open" if is_open else "answered", turn=NOW)
    assert (sign._sign(of(DRAWN, status=Status.SIGNING), EVENT) == "waiting") is not is_open


@pytest.mark.parametrize(
    ("contract", "unsigned", "word"),
    [
        (DRAWN, [], "signed"),
        (DRAWN, ["p"], None),
        (DECLINED, ["p"], "declined"),
        (DECLINED, [], "declined"),
        (None, ["p"], None),
    ],
)
def test_the_last_word_that_came_before_there_was_a_wait_ends_it(acts, contract, unsigned, word):
    sign._heard(wait("sign"), of(contract, unsigned=unsigned))
    assert acts.list == ([("answer", "c1.sign.1", {"next": word}, "signers")] if word else [])


def test_what_holds_the_signing_up_is_seen_beside_the_wait_and_nobody_signs_in_a_procedure(acts):
    sign._heard(wait("sign"), of(DRAWN, commitments={"one": 1}))
    assert acts.list == [("commitments",)]
    for at in (lambda case: sign._heard(wait("sign"), case), lambda case: sign._sign(case, EVENT)):
        with pytest.raises(PreconditionFailed) as stopped:
            at(of(DRAWN, open_procedures=["one"]))
        assert [*stopped.value.codes] == ["IN_PROCEDURE"]


@pytest.fixture
def drawn(acts, monkeypatch):
    def drawing_up(*of, agreed):
        acts.list.append(("draw", of, agreed))
        return "bytes"

    def made(case, together):
        acts.together = together
        return SimpleNamespace(name="contract.pdf", key="key", sha256="sha"), "approval"

    sealed = SimpleNamespace(signature="signature", certificate="certificate", sealed_at="sealed at")
    monkeypatch.setattr(sign, "present", lambda value, name: value)
    monkeypatch.setattr(sign.approving, "day", lambda case: date(2026, 11, 20))
    monkeypatch.setattr(sign.approving, "drawn", lambda case: "letter")
    monkeypatch.setattr(delivery, "addresses", lambda form: f"addresses of {form['delivery']} {form['people']}")
    monkeypatch.setattr(answers, "as_counted", lambda case: "as counted")
    monkeypatch.setattr(answers, "mortgagors_of", lambda case: "mortgagors")
    monkeypatch.setattr(banks, "registered", lambda bank: f"registered {bank}")
    monkeypatch.setattr(delivering, "agreed", lambda case: "agreed")
    monkeypatch.setattr(sign, "policy_of", lambda case: "policy")
    monkeypatch.setattr(sign.policy, "credit_code", lambda centre: f"code of {centre}")
    monkeypatch.setattr(drawing, "contract", drawing_up)
    monkeypatch.setattr(sign.papers, "made_together", made)
    monkeypatch.setattr(sign, "due", lambda case, kind: SimpleNamespace(due_at=f"due of {kind}", provisional=True))
    monkeypatch.setattr(sign, "purpose_of", lambda case, step: step)
    monkeypatch.setattr(sign.seal, "apply", lambda *of: acts.list.append(("seal", *of)) or sealed)
    monkeypatch.setattr(sign.accepting, "papers", lambda kept, *new: [f"{kept} with {new}"])
    monkeypatch.setattr(sign.clock, "stamp", lambda: "now")
    monkeypatch.setattr(part_plan, "drawn_up", lambda case: "plan")
    return acts


@pytest.mark.parametrize("is_combination", [False, True])
def test_a_contract_is_what_was_counted_and_decided_sealed_over_its_very_hash_and_found_by_its_number(
    drawn, is_combination
):
    wish = SimpleNamespace(bank="B01", is_combination=is_combination)
    contract = sign._draw_up(of(application=SimpleNamespace(wish=wish)), EVENT)
    number = "JK620100000123456789"
    drawing, sealed, (_, told, how) = drawn.list
    args = (number, "as counted", "decision", "policy", "2026-11-20", "addresses of d handed in", "mortgagors", "code of 620100", "registered B01")  # fmt: skip
    assert drawing == ("draw", args, "agreed") and sealed == ("seal", "sha", "CONTRACT", "sign")
    assert drawn.together == {sign.CONTRACT_PAPER: "bytes", sign.approving.LETTER: "letter"}
    assert contract == Contract(
        number, "B01", "contract.pdf", "key", "sha", "due of sign", True,
        seal={"signature": "signature", "certificate": "certificate", "at": "sealed at"}, drawn_up_at="now", takes_seals=True,
        bank_part=True if is_combination else None, part_plan="plan" if is_combination else None,
    )  # fmt: skip
    assert told == ["CONTRACT_READY"] and how["expect"].absent == ("withdrawal", "leaving")
    assert how["expect"].unchanged == sign._RESTS_ON and how["beside"] == (f"contract#{number}", {"case": "c1"})
    kept = {name: how[name] for name in ("status", "contract", "results")}
    assert kept == {"status": Status.SIGNING, "contract": contract, "results": ["['kept'] with ('approval',)"]}


@pytest.mark.parametrize(
    ("values", "first"),
    [
        ({}, []),
        ({"tolerances": {"one": 1}}, [("stands", "20261124000000000")]),
        ({"overtaken": ["one"]}, [("hold",)]),
    ],
)
def test_before_it_is_drawn_up_what_was_owed_still_stands_and_what_it_claims_is_held(drawn, values, first):
    sign._draw_up(of(**values), EVENT)
    assert drawn.list[:-3] == first
    with pytest.raises(PreconditionFailed):
        sign._draw_up(of(open_procedures=["one"]), EVENT)


# Letters


@pytest.fixture
def letters(monkeypatch):
    """The papers made: by name, whose they are, and what they were drawn from."""
    made = []

    def kept(case, name, drawn, party=None):
        made.append((name, party, drawn))
        return name

    monkeypatch.setattr(results.papers, "made", kept)
    monkeypatch.setattr(results.policy, "centres", lambda: {"620100": "中心"})
    monkeypatch.setattr(results, "policy_of", lambda case: "policy")
    return made


FACTS = {"owners": ["borrower"], "filed_price": "900000.00", "regulated_account": "6222022700000090001"}


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (FACTS, {"FILING_PRICE_MISMATCH", "FILING_ACCOUNT_MISMATCH"}),
        ({**FACTS, "owners": []}, set()),  # somebody else's contract
        ({**FACTS, "filed_price": None}, {"FILING_ACCOUNT_MISMATCH"}),
        ({**FACTS, "regulated_account": ""}, {"FILING_PRICE_MISMATCH"}),
        (None, set()),
    ],
)
def test_of_a_contract_a_party_buys_by_the_filings_price_is_told_and_of_its_account_the_last_four(facts, told):
    other = SimpleNamespace(check="tax", facts=FACTS)
    findings = [other, *([SimpleNamespace(check="property", facts=facts)] if facts else [])]
    said = results._on_file(SimpleNamespace(findings=findings))
    assert said.keys() == told
    account = said.get("FILING_ACCOUNT_MISMATCH", "0001")
    assert "0001" in account and "90001" not in account


@pytest.mark.parametrize("law", ["law", None])
@pytest.mark.parametrize("to", ["", "spouse"])
def test_a_notice_says_by_when_by_what_law_and_to_whom(letters, monkeypatch, law, to):
    drawn = []
    monkeypatch.setattr(results, "law_of", lambda case: law)
    monkeypatch.setattr(results, "law_ahead", lambda case, on, due: f"ahead {on} {due}")
    monkeypatch.setattr(asking, "words", lambda case, notice: f"words of {notice.asked}")
    monkeypatch.setattr(notices, "notice", lambda *of, **how: drawn.append((of, how)) or "drawn")
    notice = Notice(3, "2026-11-23T16:30:00.000Z", "2026-12-07T18:00:00+08:00", ["defect"], True, "t1", to)
    property = SimpleNamespace(check="property", facts={"owners": ["borrower"], "filed_price": "900000.00"})
    case = SimpleNamespace(centre="620100", known_as="number", application="application", findings=[property])
    assert results.of_notice(case, notice) == (f"{'hold' if law else 'correction'}-3.pdf")
    assert letters == [(f"{'hold' if law else 'correction'}-3.pdf", to or None, "drawn")]
    (((letter, defects, due, policy, by), how),) = drawn
    assert (letter.on, letter.to, defects, policy) == (date(2026, 11, 24), to, ["defect"], "policy"), "the day of Gansu"
    assert due.isoformat() == "2026-12-07T18:00:00+08:00" and by == (law or "ahead 2026-11-24 2026-12-07")
    on_file = {"FILING_PRICE_MISMATCH": figures(Decimal("900000.00"))}
    assert how == {"is_accepted": law is not None, "provisional": True, "words": "words of t1", "on_file": on_file}


ON = date(2026, 11, 24)


@pytest.mark.parametrize("ending", [Status.REFUSED, Status.WITHDRAWN])
@pytest.mark.parametrize("contract", [None, SimpleNamespace(number="JK")])
def test_who_borrows_has_the_letter_of_an_end_whom_it_may_not_tell_all_one_of_their_own_and_a_co_owner_theirs(
    letters, monkeypatch, ending, contract
):
    said = []

    def ended(letter, rules, status, reasons, version, **how):
        said.append((letter.to, rules, status, reasons, version, how))
        return f"to {letter.to or 'all'}"

    monkeypatch.setattr(results.policy, "in_force", lambda centre, on: f"{centre} {on}")
    monkeypatch.setattr(refusing, "reasons_in_words", lambda case: ["in words"])
    monkeypatch.setattr(endings, "causes", lambda case, ending: ["cause"])
    monkeypatch.setattr(endings, "may_object", lambda case, ending: True)
    monkeypatch.setattr(refusal, "ended", ended)
    monkeypatch.setattr(refusal, "addressees", lambda letter, reasons: ["spouse"])
    monkeypatch.setattr(refusal, "released", lambda letter, then, number: f"released {letter.to} {then} {number}")
    judged = {"reasons": [{"code": "R", "subject": "borrower", "inputs": {"a": "1"}, "outcome": "fail"}]}
    case = SimpleNamespace(
        centre="620100", known_as="number", application="application", decision={"policy_version": "v"}, reasons=["told"],
        grounds=judged, withdrawal=SimpleNamespace(at="2026-11-22T16:30:00.000Z"), called=lambda ending: "LEFT", contract=contract,
        parties={"borrower": "1", "spouse": "2", "co_owner_1": "3"},
    )  # fmt: skip
    papers = list(results._ended(case, ending, ON))
    own = ["released-co_owner_1.pdf"] if contract else []
    assert papers == ["left.pdf", "left-spouse.pdf", *own]
    released = [("released-co_owner_1.pdf", "co_owner_1", "released co_owner_1 620100 2026-11-24 JK")] if contract else []  # fmt: skip
    assert letters == [("left.pdf", None, "to all"), ("left-spouse.pdf", "spouse", "to spouse"), *released]
    reasons = ["in words"] if ending is Status.REFUSED else ["told"]
    assert [one[1:5] for one in said] == [("policy", ending, reasons, "v")] * 2
    common, theirs = said[0][5], said[1][5]
    assert common.pop("causes") == ["cause"] and common == theirs
    assert common["then"] == "620100 2026-11-24" and common["may_object"] is True
    assert common["taken_back_on"] == date(2026, 11, 23)
    assert [*common["inputs"]] == [("R", "borrower")] and common["inputs"]["R", "borrower"]["a"] == "1"


@pytest.mark.parametrize(
    ("ending", "accepted", "papers"),
    [
        (Status.REFUSED, "day", ["receipt", "accepted day", "letter"]),
        (Status.REFUSED, None, ["receipt", "letter"]),
        (Status.NOT_ACCEPTED, "day", ["receipt", "letter"]),
    ],
)
def test_an_end_hands_back_the_receipt_the_acceptance_where_there_is_one_and_its_letter(
    monkeypatch, ending, accepted, papers
):
    monkeypatch.setattr(results, "accepted_on", lambda case: accepted)
    monkeypatch.setattr(results.accepting, "letter", lambda case, on: f"accepted {on}")
    monkeypatch.setattr(results.receipt_letter, "at_last", lambda case: ["receipt"])
    monkeypatch.setattr(results, "_ended", lambda case, ending, on: iter(["letter"]))
    assert results.of_ending(SimpleNamespace(), ending, ON) == papers
