"""What of a case who reads: the window and the applicant the whole, another party their own. On built cases; over HTTP: test_applications, test_co_owners."""

from types import SimpleNamespace

import pytest

from chalicelib.api.applicant import applications
from chalicelib.api.http.route import Call
from chalicelib.casework.parties import Party
from chalicelib.records.casefile import CaseFile
from chalicelib.trust.sessions import Session
from tests.given.case import held

READ = {"state": "verified", "by": ""}
HOME = [{"key": "home"}]
FILES = {"mine": ("co_owner_1", "p3"), "the spouse's": ("spouse", "p2"), "the case's": (None, None)}


@pytest.fixture
def read(monkeypatch):
    """Reads a case as somebody, with every part of it replaced by what it was asked with."""
    there = [Party(key, "named", "", None) for key in ("borrower", "spouse", "co_owner_1")]
    monkeypatch.setattr(applications.form_masks, "masked", lambda form, own: (form["is"], own))
    monkeypatch.setattr(applications.uploads, "counting", lambda case, named: case.documents)
    monkeypatch.setattr(applications.parties, "parties", lambda case: there)
    monkeypatch.setattr(applications.parties, "named", lambda case: case.parties)
    monkeypatch.setattr(applications.parties, "lacks", lambda case, key: [key])
    monkeypatch.setattr(applications.replying, "answered", lambda case: ["reply"])
    monkeypatch.setattr(applications.prefilled, "compared", lambda case, of: [of])
    monkeypatch.setattr(applications, "origin", lambda one: one)
    monkeypatch.setattr(applications, "of_home", lambda case: HOME)
    monkeypatch.setattr(applications, "text", lambda code: code)

    def read(who: str, audience: str = "depositor", **values) -> dict:
        names = {"borrower": "p1", "spouse": "p2", "co_owner_1": "p3"}
        documents = {id: {"person": person, "party": party, **READ} for id, (person, party) in FILES.items()}
        given = {"parties": names, "people": {party: key for key, party in names.items()}, "documents": documents}
        case = held(applicant="p1", **{**given, "form": {"is": "now"}, **values})
        return applications.read(Call(Session(audience, who, "620100", "t"), {}, {}, {}, b"", "r", None, case)).body

    return read


@pytest.mark.parametrize(("who", "audience", "key"), [("p1", "depositor", ["borrower"]), ("c1", "clerk", [])])
def test_the_applicant_and_the_window_read_the_whole(read, who, audience, key):
    body = read(who, audience)
    assert body["form"]["is"] == "now" and [one["id"] for one in body["documents"]] == [*FILES]
    assert [one["person"] for one in body["parties"]] == ["borrower", "spouse", "co_owner_1"]
    assert (body["replies"], body["found"], body["lacks"]) == (["reply"], HOME, key)
    assert body["origins"] == [None if audience == "clerk" else who]


def test_who_owes_the_loan_beside_them_reads_the_case_with_others_data_masked(read):
    body = read("p2")
    assert body["form"] == ("now", "spouse") and [one["id"] for one in body["documents"]] == [*FILES]
    assert [one["person"] for one in body["parties"]] == ["borrower", "spouse", "co_owner_1"]
    assert (body["replies"], body["found"], body["lacks"], body["origins"]) == ([], [], ["spouse"], ["p2"])


def test_who_only_owns_the_home_reads_of_themselves_alone(read):
    body = read("p3")
    assert body["form"] == ("now", "co_owner_1") and [one["id"] for one in body["documents"]] == ["mine"]
    assert [one["person"] for one in body["parties"]] == ["co_owner_1"]
    assert (body["replies"], body["found"], body["lacks"], body["origins"]) == ([], [], ["co_owner_1"], ["p3"])


def test_whom_a_correction_names_no_more_reads_what_was_handed_in_about_them_and_their_own_papers(read, monkeypatch):
    monkeypatch.setattr(applications.whose, "person", lambda call, case: None)
    monkeypatch.setattr(CaseFile, "handed_in", property(lambda case: {"is": "handed in"}))
    papers = {
        "own": ("spouse", "p2"),
        "another's as that party": ("spouse", "p9"),
        "as another party": ("borrower", "p2"),
    }
    documents = {id: {"person": person, "party": party, **READ} for id, (person, party) in papers.items()}
    body = read("p2", documents=documents)
    assert body["form"] == ("handed in", "spouse") and [one["id"] for one in body["documents"]] == ["own"]
    assert [body[name] for name in ("parties", "lacks", "replies", "origins", "found")] == [[]] * 5


@pytest.mark.parametrize(
    ("number", "lists", "rows"),
    [(None, True, ["j1", "a1"]), ("next page", False, ["a1"])],
)
def test_what_one_has_joined_stands_once_with_the_first_of_ones_own(monkeypatch, number, lists, rows):
    own, joined = {"id": "a1", "opened_at": "2026-11-01"}, {"id": "j1", "opened_at": "2026-11-02"}
    monkeypatch.setattr(applications.casefile, "listing", lambda index, key, start: ([own], None))
    monkeypatch.setattr(applications.joined, "cases_of", lambda who: [joined])
    monkeypatch.setattr(applications.paging, "opened", lambda given, of: None)
    query = {"cursor": number} if number else {}
    call = Call(Session("depositor", "p1", "", "t"), {}, query, {}, b"", "r", None, None)
    assert [one["id"] for one in applications.mine(call).body["items"]] == rows


@pytest.mark.parametrize(("audience", "kept"), [("clerk", ["a2"]), ("depositor", ["a1", "a2"])])
def test_the_window_lists_no_case_that_whoever_asks_stands_apart_from(monkeypatch, audience, kept):
    asked = []
    rows = [{"id": id, "opened_at": id} for id in ("a2", "a1")]
    monkeypatch.setattr(
        applications.casefile, "listing", lambda *asked_for: asked.append(asked_for[:2]) or (rows, None)
    )
    monkeypatch.setattr(applications.joined, "cases_of", lambda who: [])
    monkeypatch.setattr(applications.caseload, "lines", lambda ids, *line: {id: {} for id in ids})
    monkeypatch.setattr(applications.hands, "there", lambda lines, who: {"a2"} if who == "person-c1" else {})
    monkeypatch.setattr(applications.paging, "opened", lambda given, of: None)
    session = SimpleNamespace(audience=audience, subject="c1", centre="620100", person="person-c1")
    found = applications.mine(Call(session, {}, {}, {}, b"", "r", None, None)).body["items"]
    assert sorted(one["id"] for one in found) == kept
    assert asked == [("centre", "620100") if audience == "clerk" else ("applicant", "c1")]
