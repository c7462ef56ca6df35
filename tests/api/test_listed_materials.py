"""What an application needs and what of it is there, line by line: on built objects. Over HTTP: test_submission, test_owing."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from chalicelib.api.applicant import materials
from chalicelib.domain.lacking import Defect
from chalicelib.domain.materials import GENERATED, UPLOAD, Need

NEED = Need("D01", "证件", "spouse", "", UPLOAD, "", "", True, False, False, True, (), "", True, "")
FILE = {"material": "D01", "person": "spouse", "state": "verified", "defect": None}


@pytest.mark.parametrize(
    ("file", "need", "state"),
    [
        ({}, {}, "to_read"),
        ({}, {"held": True}, "held"),
        ({}, {"mode": "shared"}, "to_upload"),
        ({"state": "announced"}, {}, "to_upload"),  # nothing has come
        ({"state": "rejected"}, {}, "to_upload"),
        ({"person": None}, {}, "to_upload"),  # the borrower's
        ({"person": "co_owner_1"}, {}, "to_upload"),
        ({"material": "D02"}, {}, "to_upload"),
        ({"state": "announced"}, {"optional": True}, "may_upload"),
        ({"state": "announced"}, {"commitment": "W"}, "to_commit"),
        ({"state": "announced"}, {"asked": False}, "fetched"),
        ({"state": "announced"}, {"asked": False, "mode": GENERATED}, "to_confirm"),
    ],
)
def test_a_material_is_there_once_a_file_of_it_by_that_party_was_inspected(file, need, state):
    told = materials._shown(replace(NEED, **need), {"d1": SimpleNamespace(**{**FILE, **file})})
    assert told["state"] == state
    is_of_it = {"material", "person"}.isdisjoint(file)
    assert [one["id"] for one in told["documents"]] == ["d1"] * is_of_it


def lacking(where: str, field: str = "") -> Defect:
    return Defect("LACKS", where, "REMEDY", "materials", field)


@pytest.mark.parametrize(
    ("found", "place"),
    [
        (lacking("B03"), "/documents/B03"),
        (lacking("D01.co_owner_1"), "/documents/D01.co_owner_1"),
        (lacking("home", "home.appraisal"), "/home/appraisal"),
        (lacking("borrower"), "/people/0/marital"),
        (lacking("spouse", "consents"), None),
        (lacking("co_owner_1", "consents"), None),
    ],
)
def test_everything_a_party_lacks_but_authorisations_is_told_before_it_is_handed_in(found, place):
    assert [one.field for one in materials.refused([found])] == ([] if place is None else [place])


@pytest.mark.parametrize(
    ("parties", "tolerated"),
    [({"B03": "p1", "D01.spouse": "p1"}, ["B03", "D01.spouse"]), ({"B03": "p9", "C01": "p1"}, ["C01"]), ({"B03": "p9"}, [])],
)  # fmt: skip
def test_what_may_come_later_is_what_the_applicant_of_now_has_given_their_word_for(monkeypatch, parties, tolerated):
    monkeypatch.setattr(materials.parties, "named", lambda case: {"borrower": "p1", "spouse": "p2"})
    case = SimpleNamespace(tolerances={key: SimpleNamespace(party=who) for key, who in parties.items()})
    assert materials.tolerated(case) == {"tolerated": tolerated}


def test_where_nobody_has_given_their_word_nothing_is_said_of_it():
    assert materials.tolerated(SimpleNamespace(tolerances={})) == {}


def test_a_draft_counts_the_consents_that_live_of_whom_it_names_and_the_files_that_were_inspected(monkeypatch):
    given = [{"person": "borrower", "party": "p1"}, {"person": "spouse", "party": "p9"}]
    monkeypatch.setattr(materials.parties, "named", lambda case: {"borrower": "p1", "spouse": "p2"})
    monkeypatch.setattr(
        materials.consent,
        "live",
        lambda consents, named: {one["party"]: one for one in consents if named[one["person"]] == one["party"]},
    )
    monkeypatch.setattr(materials.uploads, "counting", lambda case, named: {"d1": "verified", "d2": "announced"})
    monkeypatch.setattr(
        materials.documents,
        "verified",
        lambda files: {"B03": [id for id, state in files.items() if state == "verified"]},
    )
    monkeypatch.setattr(materials, "application_from", lambda form: {**form, "consents": [*form["consents"]]})
    case = SimpleNamespace(form={"kind": "new"}, consents=given, tolerances={})
    assert materials.draft(case) == {"kind": "new", "consents": given[:1], "documents": {"B03": ["d1"]}}
