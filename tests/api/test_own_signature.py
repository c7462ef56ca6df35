"""A party's word on the contract and on what the bank's part costs, and their coming in by a code, each rule by itself. Over HTTP: test_signing, test_costs, test_parties."""

from datetime import date
from types import SimpleNamespace

import pytest

from chalicelib.api.applicant import costs, joining, signing
from chalicelib.casework import presence
from chalicelib.domain import electronic
from chalicelib.records.casefile import Expect
from chalicelib.records.invitations import Invited
from tests.given.case import held
from tests.given.refusals import answered

GROWN = date(2008, 11, 2)
TODAY = date(2026, 11, 2)
AGREED = electronic.VERSION


@pytest.fixture
def word(monkeypatch):
    """Says one party's word on the contract c1: gives what was done, or what refuses it."""
    done: list = []
    monkeypatch.setattr(signing.actors, "acting", lambda call: "who acts")
    monkeypatch.setattr(signing.actors, "party", lambda call, person: person)
    monkeypatch.setattr(signing.actors, "once", lambda call, party: f"hand of {party}")
    monkeypatch.setattr(signing.clock, "today", lambda: TODAY)
    monkeypatch.setattr(signing.evidence, "words", lambda code, version: (code, version))
    monkeypatch.setattr(signing.signing, "sign", lambda case, *said: done.append(("sign", *said)))
    monkeypatch.setattr(signing.signing, "decline", lambda case, *said: done.append(("decline", *said)))
    monkeypatch.setattr(signing.casefile, "load", lambda id: SimpleNamespace(unsigned=[f"others of {id}"]))

    def say(*, sha256=None, decline=False, agreed=None, method="LOGIN", contract="c1", open="both", birth=GROWN):
        monkeypatch.setattr(signing, "may_be_signed", lambda case: open in ("both", "signing"))
        monkeypatch.setattr(signing, "may_be_declined", lambda case: open in ("both", "declining"))
        monkeypatch.setattr(signing.evidence, "of", lambda call, party: {"method": method, "of": party})
        of_age = {"borrower": date(1980, 1, 1), "spouse": birth}
        case = SimpleNamespace(
            id="r", contract=contract and SimpleNamespace(sha256=contract),
            application=SimpleNamespace(party=lambda key: SimpleNamespace(birth=of_age[key])),
        )  # fmt: skip
        body = SimpleNamespace(person="spouse", sha256=sha256, decline=decline, agreed=agreed)
        told = answered(signing.sign_or_decline, SimpleNamespace(case=case, body=body))
        if isinstance(told, list):
            assert done == []
            return told
        assert (told.status, told.body) == (202, {"id": "r", "person": "spouse", "waiting_for": ["others of r"]})
        return done.pop()

    return say


def how(method="LOGIN", **more):
    return {"how": {"method": method, "of": "spouse"}, **more}


IN_WORDS = {"agreed": ("ELECTRONIC_SIGNING", AGREED)}
BY_HAND = presence.SIGNED_FORM


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"sha256": "c1", "agreed": AGREED}, ("sign", "spouse", "c1", "who acts", how(**IN_WORDS), "hand of spouse")),
        ({"sha256": "c1", "method": BY_HAND}, ("sign", "spouse", "c1", "who acts", how(BY_HAND), "hand of spouse")),
        ({"decline": True}, ("decline", "spouse", "who acts", how(), "hand of spouse")),
        ({"decline": True, "open": "declining"}, ("decline", "spouse", "who acts", how(), "hand of spouse")),
        ({"sha256": "c1", "agreed": AGREED, "open": "declining"}, ["WRONG_STATUS"]),
        ({"decline": True, "open": "signing"}, ["WRONG_STATUS"]),
        ({"sha256": "c1", "agreed": AGREED, "contract": None}, ["WRONG_STATUS"]),
        ({}, ["INVALID_REQUEST", "MISSING /sha256"]),
        ({"sha256": "c1", "decline": True}, ["INVALID_REQUEST", "UNEXPECTED /sha256"]),
        ({"sha256": "c2", "agreed": AGREED}, ["INVALID_REQUEST", "SIGNED_OTHER_CONTRACT /sha256"]),
        ({"sha256": "c2", "method": BY_HAND}, ["INVALID_REQUEST", "SIGNED_OTHER_CONTRACT /sha256"]),
        (
            {"sha256": "c1", "method": BY_HAND, "agreed": AGREED},
            ["INVALID_REQUEST", "SIGNED_NOT_ELECTRONICALLY /agreed"],
        ),
        ({"sha256": "c1"}, ["INVALID_REQUEST", "ELECTRONIC_NOT_AGREED /agreed"]),
        ({"sha256": "c1", "agreed": "another version"}, ["INVALID_REQUEST", "ELECTRONIC_NOT_AGREED /agreed"]),
        ({"sha256": "c1", "agreed": AGREED, "birth": date(2008, 11, 3)}, ["LEGAL_REPRESENTATIVE"]),
    ],
)
def test_the_one_contract_is_signed_by_who_is_of_age_in_the_words_in_force_or_by_hand_or_declined(word, said, told):
    assert word(**said) == told


@pytest.fixture
def door(monkeypatch):
    """A case into which parties come: what was written, in order."""
    done: list = []
    monkeypatch.setattr(joining, "form_is_open", lambda case: case.status == "DRAFT")
    monkeypatch.setattr(joining.parties, "named", lambda case: case.form["named"])
    monkeypatch.setattr(joining.parties, "is_doubled", lambda named, key: [*named.values()].count(named[key]) > 1)
    monkeypatch.setattr(joining.hands, "have_handled", lambda case, who: who == "of-staff")
    monkeypatch.setattr(joining.actors, "at_window", lambda call: {"hands": "hand"})
    monkeypatch.setattr(joining.clock, "stamp", lambda: "now")
    monkeypatch.setattr(joining.invitations, "issue", lambda one: done.append(one) or ("code", "until"))
    monkeypatch.setattr(joining.invitations, "spend", lambda *said: done.append(said))
    monkeypatch.setattr(joining.joined, "join", lambda *said: done.append(said))
    monkeypatch.setattr(joining.casefile, "amend", lambda case, *told, **said: done.append(([*told], said)))
    return done


NAMED = {"borrower": "p1", "spouse": "p2", "co_owner_1": ""}


def case_of(named=NAMED, status="DRAFT", **more):
    return held(status=status, revision=4, form={"named": named}, **more)


def test_an_invitation_is_for_the_one_person_who_is_named_and_the_case_keeps_that_there_is_one(door):
    before = joining.Invitation("p3", "then", "over")
    call = SimpleNamespace(case=case_of(invitations={"co_owner_2": before}), body=SimpleNamespace(person="spouse"))
    told = joining.invite(call)
    invited, (_, said) = door
    assert invited == Invited("c1", "spouse", "p2")
    kept = said["invitations"].pop("spouse")
    assert (kept, said["invitations"]) == (joining.Invitation("p2", "now", "until"), {"co_owner_2": before})
    assert said["expect"] == Expect(status=joining.WRITTEN_IN, revision=4, unchanged=("invitations",))
    assert said["hands"] == "hand" and "code" not in str(door)
    assert (told.status, told.body) == (201, {"id": "c1", "person": "spouse", "code": "code", "expires_at": "until"})


@pytest.mark.parametrize(
    ("person", "case", "told"),
    [
        ("borrower", {}, ["INVALID_REQUEST", "NOT_A_CHOICE /person"]),
        ("guarantor", {}, ["INVALID_REQUEST", "NOT_A_CHOICE /person"]),
        ("co_owner_1", {}, ["INVALID_REQUEST", "ID_NUMBER_FIRST /person"]),
        ("spouse", {"named": {"borrower": "p2", "spouse": "p2"}}, ["INVALID_REQUEST", "PERSON_REPEATED /person"]),
        ("spouse", {"status": "REVIEWING"}, ["WRONG_STATUS"]),
    ],
)
def test_nobody_is_invited_who_is_not_named_by_number_and_once_as_another_party(door, person, case, told):
    call = SimpleNamespace(case=case_of(**case), body=SimpleNamespace(person=person))
    assert answered(joining.invite, call) == told and door == []


def come(monkeypatch, *, who="p2", key="k1", invited="spouse", spent=None, **case):
    """Who comes with a code for the spouse, in a request with this idempotency key."""
    found = None if invited is None else SimpleNamespace(case="c1", person=invited, spent=spent)
    monkeypatch.setattr(joining.invitations, "find", lambda code, who: found if code == "code" else None)
    monkeypatch.setattr(joining.casefile, "load", lambda id: case_of(**case))
    headers = {"idempotency-key": key} if key else {}
    call = SimpleNamespace(headers=headers, body=SimpleNamespace(code="code"), who=SimpleNamespace(subject=who))
    return answered(joining.join, call)


def test_who_comes_in_is_that_party_from_now_on_and_the_code_is_spent_last(door, monkeypatch):
    told = come(monkeypatch, people={"p1": "borrower"})
    listed, ((told_of,), said), spent = door
    assert (listed, told_of.event.code, spent) == (("p2", "c1"), "JOINED", ("code", "k1"))
    assert said["people"] == {"p1": "borrower", "p2": "spouse"}
    assert said["expect"] == Expect(status=joining.WRITTEN_IN, revision=4, unchanged=("people", "presences"))
    assert (told.status, told.body["id"], told.body["person"]) == (201, "c1", "spouse")


def test_who_is_let_in_by_hand_comes_in_with_the_proof_of_it_and_the_timeline_does_not_tell_whose_word_it_was(door):
    joining.let_in(case_of(), "spouse", "p2-0123456789", {"presences": "proof"})
    _, ((told,), said) = door
    assert (said["presences"], said["people"]) == ("proof", {"p2-0123456789": "spouse"})
    assert "p2-0123456789" not in str(told) and "23456789" in str(told)


UNKNOWN = ["NOT_FOUND", "INVITATION_NOT_GOOD /code"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"invited": None}, UNKNOWN),
        ({"status": "REVIEWING"}, UNKNOWN),
        ({"who": "p3"}, UNKNOWN),  # another is named since
        ({"named": {"borrower": "p1", "spouse": "p2", "co_owner_1": "p2"}}, UNKNOWN),
        ({"who": "of-staff", "named": {"spouse": "of-staff"}}, ["INVALID_REQUEST", "PARTY_HANDLED_IT"]),
        ({"spent": "k1", "people": {"p2": "spouse"}}, 201),  # the same request once more
        ({"spent": "k2", "people": {"p2": "spouse"}}, UNKNOWN),
        ({"spent": "", "key": "", "people": {"p2": "spouse"}}, UNKNOWN),
        ({"spent": "k1", "people": {}}, UNKNOWN),
        ({"spent": "k1", "people": {"p2": "co_owner_1"}}, UNKNOWN),
    ],
)
def test_a_code_is_good_once_for_the_person_it_names_and_for_nobody_who_has_handled_the_case(
    door, monkeypatch, said, told
):
    answer = come(monkeypatch, **said)
    assert (answer if isinstance(answer, list) else answer.status) == told and door == []


COSTS = SimpleNamespace(is_offered=True, statement="c1")


@pytest.mark.parametrize(
    ("part", "is_open", "sha256", "told"),
    [
        (COSTS, True, "c1", [("spouse", "c1", "who acts", {"how": "proof of spouse"}, "hand of spouse")]),
        (COSTS, True, "c2", ["INVALID_REQUEST", "CONFIRMED_OTHER_COST /sha256"]),
        (COSTS, False, "c1", ["WRONG_STATUS"]),
        (SimpleNamespace(is_offered=False, statement=""), True, "", ["WRONG_STATUS"]),
        (None, True, "c1", ["WRONG_STATUS"]),
    ],
)
def test_what_the_banks_part_costs_is_confirmed_as_it_was_shown_by_ones_own_act_while_signing_is_open(
    monkeypatch, part, is_open, sha256, told
):
    done: list = []
    monkeypatch.setattr(costs, "may_be_signed", lambda case: is_open)
    monkeypatch.setattr(costs.actors, "acting", lambda call: "who acts")
    monkeypatch.setattr(costs.actors, "party", lambda call, person: person)
    monkeypatch.setattr(costs.actors, "once", lambda call, party: f"hand of {party}")
    monkeypatch.setattr(costs.evidence, "of", lambda call, party: f"proof of {party}")
    monkeypatch.setattr(costs.bank_part, "confirm", lambda case, *said: done.append(said))
    monkeypatch.setattr(costs.part_plan, "unconfirmed", lambda case: [f"others of {case}"])
    monkeypatch.setattr(costs.casefile, "load", lambda id: id)
    call = SimpleNamespace(
        case=SimpleNamespace(id="r", bank_part=part), body=SimpleNamespace(person="spouse", sha256=sha256)
    )
    found = answered(costs.confirm, call)
    assert (found if isinstance(found, list) else done) == told
    if done:
        assert found.body == {"id": "r", "person": "spouse", "waiting_for": ["others of r"]}
