"""Whose a file, an authorisation, a scan, an agency's word is: a natural person's, whoever stands under their key by now. On built objects."""

from types import SimpleNamespace

import pytest

from chalicelib.casework import naming, prefilled, purpose, second_looks, uploads, wanted
from chalicelib.records.contents import Document, Prefilled
from chalicelib.records.presences import SIGNED_FORM, Presence
from tests.given.case import held

NAMED = {"borrower": "p1", "spouse": "p2", "co_owner_1": "p3"}
NOW = "2026-11-25T02:00:00.000Z"


def case(*consents, **values):
    made = held(**values)
    vars(made).update(consents=[*consents])
    return made


def file(person: str | None, party: str | None) -> Document:
    return Document("B03", "application/pdf", 9, "a" * 64, "verified", NOW, person=person, party=party)


@pytest.mark.parametrize(
    ("person", "party", "counts"),
    [
        ("spouse", "p2", True),
        ("spouse", None, True),  # of an earlier release, which kept the key alone
        (None, None, True),  # the case's own
        ("spouse", "p9", False),
        ("spouse", "p3", False),  # a former spouse who is a co-owner by now
        ("co_owner_2", "p3", False),
    ],
)
def test_a_file_counts_for_whom_it_was_brought_and_not_for_whoever_is_named_so_by_now(person, party, counts):
    assert bool(uploads.counting(case(documents={"d1": file(person, party)}), NAMED)) is counts


@pytest.mark.parametrize(
    ("people", "now_of"),
    [
        ([{"key": "spouse", "id_number": "2"}], None),
        ([{"key": "spouse", "id_number": "3"}], "2"),
        ([{"key": "spouse", "id_number": ""}], "2"),
        ([], "2"),
    ],
)
def test_the_files_of_whom_a_form_names_no_more_stay_theirs(monkeypatch, people, now_of):
    monkeypatch.setattr(uploads, "reference", lambda kind, number: number)
    before = {"people": [{"key": "spouse", "id_number": "2"}, {"key": "borrower", "id_number": "1"}]}
    documents = {"d1": file("spouse", None), "d2": file("spouse", "p9"), "d3": file("borrower", None)}
    after = {"people": [*people, before["people"][1]]}
    kept = uploads.kept_apart(case(form=before, documents=documents), after).get("documents", {})
    assert {id: one.party for id, one in kept.items()} == ({"d1": now_of} if now_of else {})


@pytest.mark.parametrize(
    ("one", "named", "bears"),
    [
        ({"named": "n"}, "n", True),
        ({"named": "n"}, "of another", False),
        ({"named": "n"}, None, False),  # whom the form has no name or number of any more
        ({}, None, True),  # earlier releases did not keep whom it names
        ({}, "n", True),
    ],
)
def test_an_authorisation_counts_for_whom_its_paper_names(one, named, bears):
    assert naming.bears(one, named) is bears


CALLED, RENAMED = (
    {"key": "spouse", "name": "某人", "id_number": "1"},
    {"key": "spouse", "name": "另一人", "id_number": "1"},
)


@pytest.mark.parametrize(
    ("one", "now", "is_submitted", "is_of"),
    [
        ({"use": "credit", "named": "1/某人"}, CALLED, False, True),
        ({"use": "credit", "named": "1/某人"}, RENAMED, False, False),
        ({"use": "credit", "named": "1/另一人"}, RENAMED, True, True),  # given anew while it is corrected
        ({"use": "data"}, RENAMED, False, True),  # is on no paper
        ({"use": "credit"}, CALLED, True, True),
        ({"use": "credit"}, RENAMED, True, False),  # of an earlier release: than was handed in
        ({"use": "credit"}, RENAMED, False, True),  # or than the draft that is saved
        ({"use": "credit"}, CALLED, False, False),
    ],
)
def test_a_consent_is_of_whom_its_paper_names_and_of_an_earlier_release_of_whom_the_form_named(
    monkeypatch, one, now, is_submitted, is_of
):
    monkeypatch.setattr(naming.vault, "digest", lambda id, key, kind, text: text)
    saved, handed_in = {"people": [RENAMED]}, {"people": [CALLED]}
    case = SimpleNamespace(id="c1", key="", form=saved, handed_in=handed_in, is_submitted=is_submitted)
    assert naming.is_of(case, {"people": [now]}, {"person": "spouse", **one}) is is_of


@pytest.mark.parametrize(
    ("person", "named"),
    [
        ({"name": "某人", "id_number": "1x"}, "1X/某人"),
        ({"name": " 某人 ", "id_number": " 1X"}, "1X/某人"),
        ({"name": "另一人", "id_number": "1X"}, "1X/另一人"),
        ({"name": "", "id_number": "1X"}, None),
        ({"name": "某人", "id_number": ""}, None),
    ],
)
def test_a_paper_bears_name_and_number_and_neither_alone(monkeypatch, person, named):
    monkeypatch.setattr(naming.vault, "digest", lambda id, key, kind, text: text)
    people = [{"key": "borrower", "name": "x", "id_number": "y"}, {"key": "spouse", **person}]
    assert naming.of_party(held(), {"people": people}, "spouse") == named


@pytest.mark.parametrize(
    ("of", "shown"),
    [
        (None, {("borrower", "person.name"), ("borrower", "home.price"), ("spouse", "person.name")}),
        ("p1", {("borrower", "person.name"), ("borrower", "home.price")}),
        ("p2", {("borrower", "home.price"), ("spouse", "person.name")}),
    ],
)
def test_a_party_is_shown_what_was_told_of_themselves_and_the_home_and_of_no_other(monkeypatch, of, shown):
    form = {"people": [{"key": "borrower", "name": "甲"}, {"key": "spouse", "name": "乙"}], "home": {"price": "1"}}
    told = {key: Prefilled(who, f"k{who}", "", NOW, values={"person.name": "丙"}) for key, who in NAMED.items()}
    told |= {"home": Prefilled("p1", "kp1", "", NOW, values={"home.price": "2"})}
    known = {"p1": {"login": told["borrower"], "filing": told["home"]}, "p2": {"login": told["spouse"]}}
    monkeypatch.setattr(prefilled, "known", lambda case, key, who: known.get(who, {}))
    monkeypatch.setattr(prefilled.parties, "named", lambda case: NAMED)
    assert {(one.key, one.path) for one in prefilled.compared(case(form=form), of)} == shown


@pytest.mark.parametrize(
    ("use", "departments", "of", "names"),
    [
        ("data", ["police"], "police", True),
        ("data", ["police"], "tax", False),
        ("data", [], "tax", False),
        ("data", ["police"], "", True),  # the fund's own
        ("credit", [], "tax", True),  # whose words alone say who is asked
    ],
)
def test_a_consent_is_for_the_departments_it_names(monkeypatch, use, departments, of, names):
    policy = SimpleNamespace(matters=[SimpleNamespace(code="M1", department=of)])
    monkeypatch.setattr("chalicelib.casework.rules.policy_of", lambda case: policy)
    given = {"id": "k", "use": use, "departments": departments}
    assert purpose._names(case(given), "k", "M1") is names
    assert not purpose._names(case(given), "another", "M1")


@pytest.mark.parametrize(
    ("given", "asked", "of_children"),
    [
        ({"use": "data", "children": True}, True, True),
        ({"use": "data", "children": True}, False, True),
        ({"use": "data"}, True, False),
        ({"use": "data"}, False, None),  # its words do not speak of them
        ({"use": "credit"}, True, None),
    ],
)
def test_a_consent_is_a_guardians_too_only_where_it_was_given_so(monkeypatch, given, asked, of_children):
    policy = SimpleNamespace(authorisations={"data": SimpleNamespace(children=asked)})
    monkeypatch.setattr("chalicelib.casework.rules.policy_of", lambda case: policy)
    assert purpose._of_children(case(), given) is of_children


@pytest.mark.parametrize(
    ("party", "about", "is_over", "is_wanted"),
    [("p2", "3", False, True), ("p9", "3", False, False), ("p2", "2", False, False), ("p2", "3", True, False)],
)
def test_a_scan_is_looked_at_while_the_case_names_who_signed_it_and_it_is_about_what_it_was(
    monkeypatch, party, about, is_over, is_wanted
):
    monkeypatch.setattr(second_looks, "is_over", lambda case, form: is_over)
    monkeypatch.setattr(wanted.parties, "named", lambda case: NAMED)
    monkeypatch.setattr(wanted.presence, "about", lambda case, act, key: "3")
    form = Presence("s", "spouse", party, SIGNED_FORM, "T1", NOW, "clerk-1", "e", act="submit", about=about)
    assert wanted.is_wanted(held(), form) is is_wanted
    for centre in ("620100", "620200"):
        assert wanted._is_right(held(), SimpleNamespace(centre=centre), form) is (is_wanted and centre == "620100")


@pytest.mark.parametrize(
    ("status", "acts", "results", "has_ended"),
    [
        ("REVIEWING", (), [], False),
        ("REFUSED", (), [], True),
        ("REFUSED", ("submit",), ["letter"], True),
        ("REFUSED", ("results",), [], True),
        ("REFUSED", ("results",), ["letter"], False),  # an agent may still come for them
    ],
)
def test_after_an_end_only_who_comes_for_its_papers_may_still_act(status, acts, results, has_ended):
    form = Presence("s", "spouse", "p2", SIGNED_FORM, "T1", NOW, "clerk-1", "e", act="agent", acts=acts)
    kept = [{"name": name, "key": "k", "sha256": "s"} for name in results]
    assert second_looks.has_ended(held(status=status, results=kept), form) is has_ended


def test_what_is_said_of_a_scan_holds_only_while_nothing_was_done_on_it_nor_under_it():
    form = Presence("m", "spouse", "p2", SIGNED_FORM, "T1", NOW, "clerk-1", "e", act="agent")
    came = [Presence(id, "spouse", "p2", "agent", "T1", NOW, "clerk-1", "e", mandate=of) for id, of in (("a", "m"), ("b", "n"))]  # fmt: skip
    expect = second_looks.as_read(held(presences=[form, *came]), form)
    assert (expect.unchanged, {*expect.unspent}) == (("presences",), {"m", "a"})
