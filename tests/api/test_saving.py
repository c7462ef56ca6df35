"""Saving a draft or a correction, each rule by itself: who may, what goes with it, and what follows. Over HTTP: test_applications, test_co_owners."""

from types import SimpleNamespace

import pytest

from chalicelib.api.applicant import applications
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Call
from chalicelib.records.casefile import CaseFile, Expect
from tests.given.case import held

CENTRE = "620100"
NOW = {"centre": CENTRE, "people": [{"key": "borrower", "phone": "138", "id_number": "p1"}]}
OTHER_PHONE = {"centre": CENTRE, "people": [{"key": "borrower", "phone": "139", "id_number": "p1"}]}
PRESENCE = SimpleNamespace(id="presence")


@pytest.fixture
def done(monkeypatch):
    """What was done, in order, beside what is said here."""
    acts: list = []
    notes = {
        (applications.assurance, "check"), (applications.access, "bind"), (applications.inspecting, "ask_soon"),
        (applications.wanted, "after_edit"), (applications.taken, "follow"),
    }  # fmt: skip
    for room, act in notes:
        monkeypatch.setattr(room, act, lambda *_, act=act: acts.append(act))
    monkeypatch.setattr(applications.casefile, "amend", lambda case, **said: acts.append(said))
    monkeypatch.setattr(applications.casefile, "load", lambda id: id)
    monkeypatch.setattr(applications.revisions, "expected", lambda call: None)
    monkeypatch.setattr(applications.revisions, "edited", lambda case, form: {"form": "now"})
    monkeypatch.setattr(applications.voiding, "by_saving", lambda case, form: {"signatures": "void"})
    monkeypatch.setattr(applications.uploads, "kept_apart", lambda case, form: {"documents": "kept apart"})
    monkeypatch.setattr(applications.actors, "at_window", lambda call: {"hands": "hand"})
    monkeypatch.setattr(applications, "with_serving_centre", lambda form: form)
    monkeypatch.setattr(applications, "reference", lambda kind, number: number)
    monkeypatch.setattr(applications.parties, "reference", lambda kind, number: number)
    monkeypatch.setattr(applications.assurance, "replaces_an_account", lambda was, form: "account" in form)
    monkeypatch.setattr(applications, "form_is_open", lambda case: case.status in ("DRAFT", "CORRECTION"))
    return acts


def save(patch: dict, audience: str = "depositor", who: str = "p1", centre: str = CENTRE, **values) -> list[str]:
    """What refuses it, and nothing where it is saved."""
    body = SimpleNamespace(model_dump=lambda **_: patch)
    session = SimpleNamespace(audience=audience, subject=who, person=who, centre=centre)
    presences = values.pop("presences", [])
    case = held(applicant="p1", form=NOW, revision=4, **{"status": "DRAFT", **values})
    object.__setattr__(case, "presences", presences)
    try:
        applications.save(Call(session, {}, {}, {}, b"", "r", body, case))
    except Problem as problem:
        return [problem.code, *(one.code for one in problem.defects)]
    return []


def test_a_draft_is_saved_as_it_was_read_with_all_that_goes_with_it(done):
    assert save({"kind": "new"}) == []
    said = done[0]
    assert said.pop("expect") == Expect(status={"DRAFT"}, revision=4, unchanged=("people", "consents", "documents"))
    assert said == {
        "form": {**NOW, "kind": "new"}, "revision": 5, "edited": {"form": "now"}, "signatures": "void",
        "documents": "kept apart", "hands": "hand", "centre": CENTRE, "people": {},
    }  # fmt: skip
    assert done[1:] == ["ask_soon", "after_edit"]


def test_what_changes_nothing_is_not_written(done):
    assert save({"centre": CENTRE}) == [] and done == []


@pytest.mark.parametrize(
    ("to", "status", "refused"),
    [
        ("", "CORRECTION", []),
        ("borrower", "CORRECTION", []),
        ("spouse", "CORRECTION", ["WRONG_STATUS"]),
        ("", "REVIEWING", ["WRONG_STATUS"]),
    ],
)
def test_what_is_asked_of_another_party_opens_the_form_to_nobody_else(done, monkeypatch, to, status, refused):
    monkeypatch.setattr(applications.whose, "answerer", lambda case: to or "borrower")
    monkeypatch.setattr(CaseFile, "is_submitted", property(lambda case: True))
    assert save({"kind": "new"}, status=status) == refused and bool(done) is not bool(refused)


@pytest.mark.parametrize(("status", "refused"), [("DRAFT", []), ("CORRECTION", ["INVALID_REQUEST", "CENTRE_FIXED"])])
def test_a_correction_goes_to_no_other_centre(done, status, refused):
    assert save({"centre": "620200"}, status=status) == refused
    assert refused or done[0]["centre"] == "620200"


def test_an_account_is_replaced_by_who_is_sure_to_be_who_they_are_and_has_their_word_bound(done):
    assert save({"account": "62"}) == [] and done[:2] == ["check", "bind"]


@pytest.mark.parametrize(
    ("people", "centre", "tied", "refused"),
    [
        ([{"key": "borrower", "id_number": "p1"}], CENTRE, "", []),
        ([{"key": "borrower", "id_number": "p9"}], CENTRE, "", ["INVALID_REQUEST", "BORROWER_NOT_APPLICANT"]),
        ([{"key": "borrower"}], CENTRE, "", ["INVALID_REQUEST", "MISSING"]),
        ([], CENTRE, "", ["INVALID_REQUEST", "MISSING"]),
        ([{"key": "borrower", "id_number": "p1"}], "620200", "", ["OTHER_CENTRE"]),
        ([{"key": "borrower", "id_number": "p1"}, {"key": "spouse", "id_number": "p2"}], CENTRE, "p2", ["OWN_CASE"]),
    ],
)  # fmt: skip
def test_a_clerk_types_for_their_own_centre_whose_application_it_is_and_never_their_own(
    done, monkeypatch, people, centre, tied, refused
):
    monkeypatch.setattr(applications.hands, "tied", lambda who, parties: "OWN_CASE" if tied in parties else "")
    assert save({"people": people, "kind": "new"}, "clerk", "c1", centre) == refused and bool(done) is not bool(refused)


@pytest.mark.parametrize(
    ("presences", "people", "follows"),
    [([PRESENCE], OTHER_PHONE, True), ([PRESENCE], NOW, False), ([], OTHER_PHONE, False)],
)
def test_who_is_said_to_have_signed_is_told_at_the_phone_that_is_typed_since(done, presences, people, follows):
    assert save({**people, "kind": "new"}, presences=presences) == [] and ("follow" in done) is follows


@pytest.mark.parametrize(
    ("people", "still"),
    [
        ([], {"p1": "borrower"}),
        ([{"key": "spouse", "id_number": "p2"}], {"p1": "borrower", "p2": "spouse"}),
        ([{"key": "spouse", "id_number": "p9"}], {"p1": "borrower"}),
    ],
)
def test_who_came_in_stays_in_while_the_form_names_that_very_person(done, people, still):
    here = [{"key": "borrower", "id_number": "p1"}, *people]
    assert save({"people": here, "kind": "new"}, people={"p1": "borrower", "p2": "spouse"}) == []
    assert done[0]["people"] == still


@pytest.mark.parametrize(("audience", "hands"), [("clerk", {"c1": "window"}), ("depositor", {})])
def test_who_begins_a_draft_at_the_window_has_had_a_hand_in_it(done, monkeypatch, audience, hands):
    made = []
    kept = SimpleNamespace(id="r", status="DRAFT", revision=1)
    monkeypatch.setattr(applications.casefile, "create", lambda *said: made.append(said) or kept)
    monkeypatch.setattr(applications.hands, "tied", lambda who, parties: "")
    session = SimpleNamespace(
        audience=audience, subject="p1", person="c1" if hands else "p1", centre=CENTRE, channel="mini"
    )
    applications.begin(Call(session, {}, {}, {}, b"", "r", SimpleNamespace(model_dump=lambda **_: NOW), None))
    ((id, centre, applicant, form, channel, _, typed_by),) = made
    assert (id, centre, applicant, form, channel) == ("r", CENTRE, "p1", NOW, "mini")
    assert typed_by == dict.fromkeys(hands, applications.hands.WINDOW)
