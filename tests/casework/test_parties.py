"""Whom a form names, how far each of them is, and what is still to be authorised: read off the record alone."""

from types import SimpleNamespace

import pytest
import time_machine

from chalicelib.casework import parties
from chalicelib.records.presences import SIGNED_FORM, Invitation
from tests.given.application import application
from tests.given.case import held

NOW, LATER = "2026-11-25T02:00:00.000Z", "2026-11-25T02:00:00.001Z"
WORDS = {"data": SimpleNamespace(version="2"), "credit": SimpleNamespace(version="10")}


def consent(use: str = "data", person: str = "spouse", party: str = "p2", **more):
    return {"id": f"{person}.{use}", "person": person, "party": party, "use": use, "version": "10", **more}


def case(*consents, **values):
    made = held(**values)
    vars(made).update(consents=[*consents])
    return made


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def of_age(monkeypatch):
    monkeypatch.setattr(parties.whole, "is_named_under_age", lambda entry, today: False)
    monkeypatch.setattr(parties.naming, "of_party", lambda *_: "n")


@pytest.mark.parametrize(
    ("consents", "how"),
    [
        ([consent(session="s1")], "ONLINE"),
        ([consent(presence="x")], "AT_WINDOW"),
        ([consent(presence="x", method=SIGNED_FORM)], "ON_PAPER"),
        ([consent(session="s1"), consent("credit", presence="x")], "AT_WINDOW"),  # the least sure of them
        ([consent(presence="x"), consent("credit", presence="y", method=SIGNED_FORM)], "ON_PAPER"),
        ([consent(session="s1"), consent(presence="x", void_at=NOW)], "ONLINE"),
        ([consent(session="s1", party="p9")], None),  # another was that party then
        ([consent(session="s1", person="borrower")], None),
        ([consent()], None),
    ],
)
def test_how_somebody_has_authorised_is_the_least_sure_way_of_what_stands_of_theirs(consents, how):
    assert parties.how(case(*consents), "spouse", "p2") == how


@pytest.mark.parametrize(
    ("key", "lacks", "until", "invited", "people", "state"),
    [
        ("spouse", [], "", "p2", {}, "CONFIRMED"),
        ("spouse", ["data"], LATER, "p2", {}, "INVITED"),
        ("spouse", ["data"], NOW, "p2", {}, "NOT_CONFIRMED"),  # their code has run out
        ("spouse", ["data"], LATER, "p9", {}, "NOT_CONFIRMED"),  # whom the form named before
        ("spouse", ["data"], "", "p2", {"p2": {}}, "INVITED"),  # who has come in already
        ("spouse", ["data"], "", "p2", {"p9": {}}, "NOT_CONFIRMED"),
        ("borrower", ["data"], "", "p2", {"p2": {}}, "NOT_CONFIRMED"),  # whose case it is, invited by nobody
    ],
)
def test_who_has_come_in_or_has_a_code_that_stands_is_invited_as_long_as_anything_is_to_be_authorised(
    key, lacks, until, invited, people, state
):
    codes = {key: Invitation(invited, NOW, until)} if until else {}
    assert parties._state(held(invitations=codes, people=people), key, "p2", lacks) == state


@pytest.mark.parametrize(
    ("named", "key", "doubled"),
    [
        ({"borrower": "p1", "spouse": "p2"}, "spouse", False),
        ({"borrower": "p1", "spouse": "p1"}, "spouse", True),
        ({"borrower": "p1", "spouse": "p1"}, "borrower", False),
        ({"borrower": "p1", "spouse": "p2", "co_owner_1": "p2"}, "co_owner_1", True),
    ],
)
def test_who_is_another_party_too_is_doubled_but_never_who_applies(named, key, doubled):
    assert parties.is_doubled(named, key) is doubled


@pytest.mark.parametrize(
    ("given", "asked", "lacking", "reworded"),
    [
        ([consent(), consent("credit")], [], [], set()),
        ([], [], ["data", "credit"], set()),
        ([consent(), consent("credit", version="9")], [], ["credit"], {"credit"}),  # as numbers, not as text
        ([consent(version="1"), consent("credit")], [], ["data"], {"data"}),
        ([consent(departments=["police"]), consent("credit")], ["police"], [], set()),
        ([consent(departments=["police"]), consent("credit")], ["police", "tax"], ["data"], set()),
        ([consent(), consent("credit", departments=[])], ["police"], [], set()),  # of `data` alone it is asked
        ([consent(party="p9"), consent("credit")], [], ["data"], set()),
        ([consent(withdrawn_at=NOW), consent("credit")], [], ["data"], set()),
        ([consent(named="n"), consent("credit", named="of another name")], [], ["credit"], set()),
    ],
)
def test_what_is_lacking_is_what_no_consent_of_theirs_covers_in_words_of_today_under_the_name_of_today(
    of_age, given, asked, lacking, reworded
):
    of = case(*given)
    assert parties.lacking(of, of.form, "spouse", "p2", WORDS, asked) == lacking
    assert parties.reworded(of, "spouse", "p2", WORDS) == reworded


@pytest.mark.parametrize(
    ("is_open", "named"),
    [(True, {"borrower": "p1", "spouse": "of 3", "co_owner_1": ""}), (False, {"borrower": "p1", "spouse": "p2"})],
)
def test_a_case_names_who_was_handed_in_and_while_its_form_is_open_who_is_typed_but_always_who_applies(
    monkeypatch, is_open, named
):
    monkeypatch.setattr(parties, "form_is_open", lambda case: is_open)
    monkeypatch.setattr(parties, "reference", lambda kind, number: f"of {number}")
    people = [{"key": "borrower", "id_number": "9"}, {"key": "spouse", "id_number": "3"}, {"key": "co_owner_1"}]
    handed_in = {"borrower": "p1", "spouse": "p2"}
    of = held(application(), applicant="p1", parties=handed_in, form={"people": people}, submitted_at=NOW)
    assert parties.named(of) == named


@pytest.mark.parametrize(
    ("key", "number", "under_age", "is_minor"),
    [
        ("spouse", "1", True, True),
        ("spouse", "1", False, False),
        ("borrower", "", True, False),  # may authorise before a number is typed
        ("co_owner_1", "", True, True),
        ("co_owner_1", "", False, False),
    ],
)
def test_a_co_owner_is_no_adult_by_having_no_number_typed(monkeypatch, key, number, under_age, is_minor):
    monkeypatch.setattr(parties.whole, "is_named_under_age", lambda entry, today: under_age and entry["key"] == key)
    entry = {"key": key, "id_number": number}
    assert parties.is_minor(case(form={"people": [{"key": "other"}, entry]}), key) is is_minor


@pytest.mark.parametrize(("method", "lacking"), [("", ["data"]), (SIGNED_FORM, [])])
def test_of_a_minor_only_what_was_signed_for_them_on_paper_counts(of_age, monkeypatch, method, lacking):
    monkeypatch.setattr(parties.whole, "is_named_under_age", lambda entry, today: True)
    for use in WORDS:
        of = case(consent(use, method=method), form={"people": [{"key": "spouse", "id_number": "1"}]})
        assert parties.lacking(of, of.form, "spouse", "p2", {use: WORDS[use]}) == [use] * len(lacking)


@pytest.mark.parametrize(
    ("given", "only"),
    [
        ([consent(version="1"), consent("credit")], True),
        ([consent(version="1")], False),  # the other they never gave
        ([consent(), consent("credit")], True),
    ],
)
def test_whose_words_alone_have_changed_since_took_nothing_back(of_age, monkeypatch, given, only):
    monkeypatch.setattr(parties.whole, "asked", lambda policy, key: WORDS)
    monkeypatch.setattr(parties, "policy_of", lambda case: None)
    monkeypatch.setattr(parties, "named", lambda case: {"spouse": "p2"})
    assert parties.lacks_new_words_only(case(*given), "spouse") is only
