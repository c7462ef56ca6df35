"""Which files are taken, each rule by itself: how many, of whom, for what, and on whose word."""

from types import SimpleNamespace

import pytest

from chalicelib.api.applicant import uploads
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Call
from chalicelib.trust.sessions import Session

OWN, OTHERS = "depositor:me", "depositor:other"


def asks(case, audience="depositor", **said):
    body = {"person": None, "material": "B03", "content_type": "image/png", "size": 1, "sha256": "0" * 64, **said}
    return Call(Session(audience, "me", "620100", "test"), {}, {}, {}, b"", "new", SimpleNamespace(**body), case)


def code_of(act, *given):
    try:
        act(*given)
    except Problem as problem:
        return problem.defects[0].code
    return None


@pytest.mark.parametrize(
    ("own", "of", "there", "wish", "code"),
    [
        ("spouse", None, [], None, None),
        ("spouse", "spouse", [], None, None),
        ("spouse", "borrower", [], None, "NOT_A_CHOICE"),
        ("spouse", "co_owner_1", [], None, "NOT_A_CHOICE"),
        ("borrower", "spouse", [], None, None),
        (None, "spouse", [], None, None),
        ("spouse", None, [(19, OWN, None)], None, None),
        ("spouse", None, [(20, OWN, None)], None, "TOO_MANY"),
        ("spouse", None, [(20, OTHERS, None)], None, None),
        ("borrower", None, [(20, OWN, None)], None, None),
        (None, None, [(20, OWN, None)], None, None),
        ("spouse", None, [(20, OWN, "m1")], None, None),
        ("spouse", None, [(9, OWN, "m1"), (20, OWN, None)], "m1", None),
        ("spouse", None, [(10, OWN, "m1")], "m1", "TOO_MANY"),
        ("borrower", None, [(59, OWN, None), (20, OWN, "m1")], None, None),
        ("borrower", None, [(60, OWN, None)], None, "TOO_MANY"),
        ("borrower", None, [(60, OWN, None), (19, OWN, "m1")], "m1", None),
        ("borrower", None, [(20, OWN, "m1")], "m1", "TOO_MANY"),
        ("borrower", None, [(199, OWN, "m1")], "m2", None),
        ("borrower", None, [(200, OWN, "m1")], "m2", "TOO_MANY"),
    ],
)
def test_a_party_brings_of_themselves_and_nobody_uses_up_the_room_of_others_or_of_what_is_wanted_later(
    monkeypatch, own, of, there, wish, code
):
    monkeypatch.setattr(uploads.whose, "person", lambda call, case: own)
    files = [SimpleNamespace(by=by, supplies=supplies) for count, by, supplies in there for _ in range(count)]
    case = SimpleNamespace(documents=dict(enumerate(files)))
    assert code_of(uploads._room_for_one, asks(case, person=of), wish) == code


@pytest.mark.parametrize("audience", ["depositor", "clerk"])
@pytest.mark.parametrize(
    ("wish", "tolerances", "is_open", "ended", "material", "is_refused"),
    [
        (None, {"B03": 1}, False, "", "B04", True),
        (None, {"B03": 1}, False, "", "B03", False),
        ("wish", {"B03": 1}, False, "", "B04", False),
        (None, {}, False, "", "B04", False),
        (None, {"B03": 1}, True, "", "B04", False),
        (None, {"B03": 1}, False, "2026-12-01", "B04", False),
    ],
)
def test_where_a_file_is_taken_for_what_is_owed_alone_nothing_else_is(
    monkeypatch, audience, wish, tolerances, is_open, ended, material, is_refused
):
    from chalicelib.casework import owing

    monkeypatch.setattr(uploads, "form_is_open", lambda case: is_open)
    monkeypatch.setattr(owing, "left", lambda case: {"B03": 1})
    case = SimpleNamespace(tolerances=tolerances, ended=ended)
    assert uploads._is_not_owed(asks(case, audience, material=material), wish) is is_refused


@pytest.fixture
def kept(monkeypatch):
    """What is written of a file that a case takes; what it is wanted for, and whether corrections are waited for."""
    from chalicelib.casework import owing

    def take(case, wish=None, corrected=False, **said):
        written = []
        monkeypatch.setattr(uploads.whose, "person", lambda call, case: None)
        monkeypatch.setattr(owing, "left", lambda case: case.tolerances)
        monkeypatch.setattr(uploads.actors, "at_window", lambda call: {})
        monkeypatch.setattr(uploads.agents, "named", lambda case: {"a1"})
        monkeypatch.setattr(uploads.presence, "present", lambda *_: SimpleNamespace(id="v1", agent="a1"))
        monkeypatch.setattr(uploads, "form_is_open", lambda case: False)
        monkeypatch.setattr(uploads, "may_be_corrected", lambda case: corrected)
        monkeypatch.setattr(uploads, "policy_of", lambda case: SimpleNamespace(materials=[SimpleNamespace(code="B03")]))
        monkeypatch.setattr(uploads.supplement, "wish_of", lambda case, wish: "m1")
        monkeypatch.setattr(uploads.inspecting, "awaited", lambda case: wish)
        monkeypatch.setattr(uploads.inspecting, "open_in", lambda case: set())
        monkeypatch.setattr(uploads.parties, "named", lambda case: {"borrower": "p1", "spouse": "p2", "parent": ""})
        monkeypatch.setattr(uploads.casefile, "amend", lambda case, **written_: written.append(written_["documents"]))
        code = code_of(uploads._announced, asks(case, **said))
        return code or (written[0]["new"] if written else "nothing")

    return take


def of(**values):
    return SimpleNamespace(**{"documents": {}, "ended": "", "tolerances": {}, **values})


@pytest.mark.parametrize(
    ("wish", "corrected", "ended", "taken"),
    [
        (None, False, "", False), ("wish", False, "", True), (None, True, "", True), (None, False, "2026-12-01", True),
    ],
)  # fmt: skip
def test_what_shows_that_a_finding_is_not_so_is_taken_while_that_may_be_said(kept, wish, corrected, ended, taken):
    found = kept(of(ended=ended), wish, corrected, material=uploads.supplement.MATERIAL)
    assert (found == "MATERIAL_UNKNOWN") is not taken
    assert kept(of(ended=ended), wish, corrected, material="Z99") == "MATERIAL_UNKNOWN"


@pytest.mark.parametrize(
    ("said", "person", "party"),
    [(None, None, None), ("borrower", None, None), ("spouse", "spouse", "p2")],
)
def test_a_file_is_of_the_case_or_of_the_natural_person_it_is_said_to_be_of(kept, said, person, party):
    file = kept(of(), "wish", person=said)
    assert (file.person, file.party, file.by, file.supplies) == (person, party, OWN, "m1")
    assert kept(of()).supplies is None, "where nothing is wanted"
    assert (file.brought, kept(of(), audience="clerk").brought) == (None, "v1")
    assert kept(of(tolerances={"B04": 1})) == "MATERIAL_UNKNOWN"
    assert kept(of(documents=dict.fromkeys(range(uploads.MOST), SimpleNamespace(supplies="m9")))) == "TOO_MANY"
    for nobody in ("parent", "co_owner_1"):
        assert kept(of(), person=nobody) == "NOT_A_CHOICE", "it would be of whoever is named so one day"
    assert kept(of(documents={"new": file})) == "nothing", "it is announced already"


@pytest.mark.parametrize(
    ("audience", "mandates", "proof", "brought"),
    [
        ("clerk", {"a1"}, SimpleNamespace(id="v1", agent="a1"), "v1"),
        ("clerk", {"a1"}, SimpleNamespace(id="v1", agent=""), None),
        ("clerk", {"a1"}, None, None),
        ("clerk", set(), SimpleNamespace(id="v1", agent="a1"), None),
        ("depositor", {"a1"}, SimpleNamespace(id="v1", agent="a1"), None),
    ],
)
@pytest.mark.parametrize("person", [None, "spouse"])
def test_a_party_reads_of_the_agent_who_brought_a_file_for_them(
    monkeypatch, audience, mandates, proof, brought, person
):
    there = {person or "borrower": proof}
    monkeypatch.setattr(uploads.agents, "named", lambda case: mandates)
    monkeypatch.setattr(uploads.presence, "present", lambda case, key, who, act, id: there.get(key))
    assert uploads._brought(asks(of(), audience, person=person)) == brought


@pytest.mark.parametrize(
    ("state", "defect", "told"),
    [
        ("verified", None, ("verified", None)),
        ("rejected", "DOCUMENT_UNREADABLE", ("rejected", "DOCUMENT_UNREADABLE")),
        ("waiting", None, ("waiting", "DOCUMENT_WAITS")),
        ("announced", None, "DOCUMENT_ABSENT"),
        ("announced", "DOCUMENT_TOO_LARGE", "DOCUMENT_TOO_LARGE"),
    ],
)
def test_a_file_is_inspected_with_the_hand_of_who_had_it_looked_at(monkeypatch, state, defect, told):
    looked = []
    file = SimpleNamespace(material="B03", state=state, defect=defect)
    monkeypatch.setattr(uploads.actors, "at_window", lambda call: "hand")
    monkeypatch.setattr(uploads.inspecting, "inspect", lambda case, id, hand: looked.append((id, hand)) or file)
    call = SimpleNamespace(case=SimpleNamespace(documents={"d1": file}), path={"document": "d1"})
    if isinstance(told, str):
        assert code_of(uploads.verify, call) == told
    else:
        body = uploads.verify(call).body
        assert (body["state"], body["defect"] and body["defect"]["code"]) == told
    assert looked == [("d1", "hand")]
