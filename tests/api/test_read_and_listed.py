"""What people read of their application, and which they are listed, each rule by itself: on built objects. Over HTTP: test_applications, test_co_owners."""

from types import SimpleNamespace

import pytest

from chalicelib.api.applicant import applications
from tests.given.case import held

ROWS = [{"id": "a", "opened_at": "3"}, {"id": "b", "opened_at": "1"}]
JOINED = [{"id": "c", "opened_at": "2"}]


@pytest.mark.parametrize(
    ("audience", "cursor", "rows", "listed"),
    [
        ("depositor", None, ROWS, ["a", "c", "b"]),
        ("depositor", None, [], ["c"]),
        ("depositor", "next", ROWS, ["a", "b"]),
        ("clerk", None, ROWS, ["b"]),
        ("clerk", "next", ROWS, ["b"]),
        ("clerk", None, [], []),
    ],
)
def test_listed_are_ones_own_and_joined_cases_and_at_the_window_on_every_page_those_that_are_there_for_who_asks(
    monkeypatch, audience, cursor, rows, listed
):
    of = ("centre", "620100") if audience == "clerk" else ("applicant", "me")
    monkeypatch.setattr(applications.paging, "opened", lambda given, names: given)
    monkeypatch.setattr(applications.paging, "cursor", lambda following: following)
    monkeypatch.setattr(
        applications.casefile, "listing", lambda index, key, start: (rows if (index, key) == of else [], "following")
    )
    monkeypatch.setattr(applications.caseload, "lines", lambda ids, *line: dict.fromkeys(ids))
    monkeypatch.setattr(applications.hands, "there", lambda lines, person: {*lines} - {"a"} if person == "p" else {})
    monkeypatch.setattr(applications.joined, "cases_of", lambda who: JOINED if who == "me" else [])
    who = SimpleNamespace(audience=audience, subject="me", person="p", centre="620100")
    told = applications.mine(SimpleNamespace(who=who, query={} if cursor is None else {"cursor": cursor})).body
    assert ([one["id"] for one in told["items"]], told["cursor"]) == (listed, "following")


FILES = {"d1": None, "d2": "spouse", "d3": "co_owner_1"}
EVERYBODY = ["borrower", "spouse", "co_owner_1"]
IN = {"p1": "borrower", "p2": "spouse", "p3": "co_owner_1"}


@pytest.fixture
def read(monkeypatch):
    """What somebody reads of an application with three parties, of whom the form names these by now."""
    monkeypatch.setattr(applications.form_masks, "masked", lambda form, own, is_theirs: f"{own}, theirs {is_theirs}")
    monkeypatch.setattr(applications.uploads, "counting", lambda case, named: {one: SimpleNamespace(person=key) for one, key in FILES.items()})  # fmt: skip
    monkeypatch.setattr(applications, "_shown", lambda document: {})
    monkeypatch.setattr(applications.parties, "parties", lambda case: [SimpleNamespace(key=one) for one in EVERYBODY])
    monkeypatch.setattr(applications, "shown", lambda found: [one.key for one in found])
    monkeypatch.setattr(applications.parties, "lacks", lambda case, key: [f"of {key}"])
    monkeypatch.setattr(applications.replying, "answered", lambda case: ["replies"])
    monkeypatch.setattr(applications.prefilled, "compared", lambda case, who: [f"asked by {who}"])
    monkeypatch.setattr(applications, "origin", lambda one: one)
    monkeypatch.setattr(applications, "of_home", lambda case: ["of the home"])

    def read(who, audience="depositor", **typed):
        monkeypatch.setattr(applications.parties, "named", lambda case: {key: who for who, key in IN.items()})
        monkeypatch.setattr(applications.parties, "references", lambda form: {key: typed.get(key, who) for who, key in IN.items()})  # fmt: skip
        case = held(applicant="p1", people=IN, form={"whole": True})
        call = SimpleNamespace(case=case, who=SimpleNamespace(audience=audience, subject=who))
        return applications.read(call).body

    return read


@pytest.mark.parametrize(
    ("who", "audience", "form", "files", "parties", "lacks"),
    [
        ("p1", "depositor", {"whole": True}, ["d1", "d2", "d3"], EVERYBODY, ["of borrower"]),
        ("c1", "clerk", {"whole": True}, ["d1", "d2", "d3"], EVERYBODY, []),
        ("p2", "depositor", "spouse, theirs True", ["d1", "d2", "d3"], EVERYBODY, ["of spouse"]),
        ("p3", "depositor", "co_owner_1, theirs True", ["d3"], ["co_owner_1"], ["of co_owner_1"]),
    ],
)
def test_an_application_is_whole_to_the_applicant_and_the_window_and_a_co_owner_reads_of_it_what_is_theirs(
    read, who, audience, form, files, parties, lacks
):
    told, whole = read(who, audience), form == {"whole": True}
    assert (told["form"], [one["id"] for one in told["documents"]]) == (form, files)
    assert (told["parties"], told["lacks"]) == (parties, lacks)
    assert (told["replies"], told["found"]) == ((["replies"], ["of the home"]) if whole else ([], []))
    assert told["origins"] == [f"asked by {None if audience == 'clerk' else who}"]


@pytest.mark.parametrize(("key", "who"), [("spouse", "p2"), ("co_owner_1", "p3")])
def test_in_whose_place_a_correction_that_was_not_sent_names_another_does_not_read_their_entry(read, key, who):
    assert read(who, **{key: "p9"})["form"] == f"{key}, theirs False"
