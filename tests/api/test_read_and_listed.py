"""What people read of their application, and which they are listed, each rule by itself: on built objects. Over HTTP: test_applications, test_co_owners."""

from types import SimpleNamespace

import pytest

from chalicelib.api.applicant import applications
from tests.given.case import held
from tests.given.refusals import refused

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
    """What somebody reads of an application with three parties."""
    monkeypatch.setattr(applications.form_masks, "masked", lambda form, own: f"of {own}")
    monkeypatch.setattr(applications.uploads, "counting", lambda case, named: {one: SimpleNamespace(person=key) for one, key in FILES.items()})  # fmt: skip
    monkeypatch.setattr(applications, "_shown", lambda document: {})
    monkeypatch.setattr(applications.parties, "parties", lambda case: [SimpleNamespace(key=one) for one in EVERYBODY])
    monkeypatch.setattr(applications, "shown", lambda found: [one.key for one in found])
    monkeypatch.setattr(applications.parties, "lacks", lambda case, key: [f"of {key}"])
    monkeypatch.setattr(applications.replying, "answered", lambda case: ["replies"])
    monkeypatch.setattr(applications.prefilled, "compared", lambda case, who: [f"asked by {who}"])
    monkeypatch.setattr(applications, "origin", lambda one: one)
    monkeypatch.setattr(applications, "of_home", lambda case: ["of the home"])

    def read(who, audience="depositor"):
        monkeypatch.setattr(applications.parties, "named", lambda case: {key: who for who, key in IN.items()})
        case = held(applicant="p1", people=IN, form={"whole": True})
        call = SimpleNamespace(case=case, who=SimpleNamespace(audience=audience, subject=who))
        return applications.read(call).body

    return read


@pytest.mark.parametrize(
    ("who", "audience", "form", "files", "parties", "lacks"),
    [
        ("p1", "depositor", {"whole": True}, ["d1", "d2", "d3"], EVERYBODY, ["of borrower"]),
        ("c1", "clerk", {"whole": True}, ["d1", "d2", "d3"], EVERYBODY, []),
        ("p2", "depositor", "of spouse", ["d1", "d2", "d3"], EVERYBODY, ["of spouse"]),
        ("p3", "depositor", "of co_owner_1", ["d3"], ["co_owner_1"], ["of co_owner_1"]),
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


def test_whom_a_correction_names_no_more_reads_what_was_handed_in_of_them_and_nothing_since(monkeypatch):
    monkeypatch.setattr(applications.whose, "former", lambda call, case: "spouse")
    monkeypatch.setattr(applications.form_masks, "masked", lambda form, own: (form, own))
    monkeypatch.setattr(applications, "_shown", lambda document: {})
    files = {"d1": ("spouse", "p2"), "d2": ("spouse", "p9"), "d3": (None, "p2"), "d4": ("co_owner_1", "p2")}
    case = SimpleNamespace(
        id="c1", number="", status="CORRECTION", revision=7, form="of now", handed_in="as handed in",
        documents={id: SimpleNamespace(person=person, party=party) for id, (person, party) in files.items()},
    )  # fmt: skip
    told = applications.read(SimpleNamespace(case=case, who=SimpleNamespace(audience="depositor", subject="p2"))).body
    assert (told["form"], [one["id"] for one in told["documents"]]) == (("as handed in", "spouse"), ["d1"])
    assert not any(told[name] for name in ("parties", "lacks", "replies", "origins", "found"))


@pytest.mark.parametrize(
    ("patch", "form"),
    [
        ({}, {"home": {"price": "1.00", "area": "90"}, "people": [{"key": "borrower", "phone": "138"}]}),
        ({"home": None}, {"people": [{"key": "borrower", "phone": "138"}]}),
        ({"home": {"area": None}, "people": None}, {"home": {"price": "1.00"}}),
        ({"home": {"price": "2.00"}, "people": [{"key": "borrower"}]}, {"home": {"price": "2.00", "area": "90"}, "people": [{"key": "borrower"}]}),
        ({"people": [{"key": "spouse", "phone": None}]}, {"home": {"price": "1.00", "area": "90"}, "people": [{"key": "spouse"}]}),
        ({"home": None, "wish": {"amount": "1.00", "months": None}, "people": None}, {"wish": {"amount": "1.00"}}),
    ],
)  # fmt: skip
def test_a_patch_takes_the_place_of_what_it_names_removes_what_it_says_is_nothing_and_leaves_the_rest(patch, form):
    """Source: RFC 7396."""
    before = {"home": {"price": "1.00", "area": "90"}, "people": [{"key": "borrower", "phone": "138"}]}
    assert applications.merged(before, patch) == form


@pytest.mark.parametrize(
    ("keys", "is_told"),
    [(["borrower", "spouse"], False), (["borrower", "borrower"], True), (["borrower", "spouse", "spouse"], True)],
)
def test_a_form_has_one_entry_of_each_party(keys, is_told):
    found = refused(applications.one_entry_each, {"people": [{"key": one} for one in keys]})
    assert bool(found) is is_told and (not found or found[0] == "INVALID_REQUEST")


def test_a_form_is_of_the_centre_that_serves_what_was_chosen(monkeypatch):
    def in_force(centre, day):
        if centre == "999999":
            raise applications.NoPolicy(centre)
        return SimpleNamespace(centre="620100")

    monkeypatch.setattr(applications.policy, "in_force", in_force)
    served = [refused(applications.with_serving_centre, {"centre": one, "kind": "new"}) for one in ("620171", "620100")]
    assert served == [{"centre": "620100", "kind": "new"}] * 2
    for form in ({"centre": "999999"}, {}):
        assert refused(applications.with_serving_centre, form) == ("INVALID_REQUEST", "CENTRE_UNKNOWN")
