"""What proves which form, files and replies an act was on, each by itself: on built objects. Over HTTP: test_handed_in_once, test_replying."""

from types import SimpleNamespace

import pytest

from chalicelib.api.applicant import revisions
from tests.given.refusals import refused

FILES = {"d1": {"sha256": "a"}, "d2": {"sha256": "b"}, "d3": {"sha256": "c", "state": "rejected"}}


def of_files(**otherwise: dict) -> str:
    usual = {"material": "B03", "person": None, "state": "verified"}
    files = {id: SimpleNamespace(**{**usual, **one, **otherwise.get(id, {})}) for id, one in FILES.items()}
    return revisions.digest_of_files(files)


@pytest.mark.parametrize(
    ("otherwise", "same"),
    [
        ({}, True),
        ({"d1": {"sha256": "x"}}, False),
        ({"d2": {"sha256": "x"}}, False),
        ({"d1": {"material": "B04"}}, False),
        ({"d2": {"person": "spouse"}}, False),
        ({"d2": {"state": "rejected"}}, False),
        ({"d3": {"sha256": "x"}}, True),  # what was rejected is nobody's paper
    ],
)
def test_the_digest_of_files_is_of_each_that_counts_also_of_several_of_one_material(otherwise, same):
    assert (of_files(**otherwise) == of_files()) is same


REPLY = {"answer": "cannot", "code": "MATERIAL_MISSING", "where": "B03", "by": "depositor:p1", "reason": "why"}


def of_replies(**otherwise: dict) -> str:
    said = {key: SimpleNamespace(**{**REPLY, **otherwise.get(key, {})}) for key in ("r1", "r2")}
    return revisions.digest_of_replies(SimpleNamespace(replies=said, reason_for=lambda key, one: one.reason))


@pytest.mark.parametrize("name", [*REPLY])
def test_the_digest_of_replies_is_of_all_that_was_said_of_why_and_by_whom(name):
    digests = {of_replies(), of_replies(r1={name: "other"}), of_replies(r2={name: "other"})}
    assert len(digests) == 3 and of_replies() in digests


def call(given: str | None) -> SimpleNamespace:
    case = SimpleNamespace(revision=10, edited={"/home": 9, "/people/0": 10, "/centre": 2})
    return SimpleNamespace(case=case, headers={} if given is None else {"if-match": given})


@pytest.mark.parametrize(
    ("given", "saved", "bound"),
    [
        (None, ("REVISION_REQUIRED",), ("REVISION_REQUIRED",)),
        ("10", ("BAD_HEADER", "WRONG_FORMAT"), ("BAD_HEADER", "WRONG_FORMAT")),
        ('"10"', None, None),
        ('W/"10"', None, None),
        ('"9"', ("REVISION_MISMATCH",), ("CHANGED_MEANWHILE", "CHANGED_SINCE_SHOWN")),
        ('"8"', ("REVISION_MISMATCH",), ("CHANGED_MEANWHILE", *["CHANGED_SINCE_SHOWN"] * 2)),
        ('"other"', ("REVISION_MISMATCH",), ("CHANGED_MEANWHILE", *["CHANGED_SINCE_SHOWN"] * 3)),
    ],
)
def test_what_is_saved_or_binds_is_on_the_revision_that_was_read_and_else_it_is_told_what_changed_since(
    given, saved, bound
):
    assert refused(revisions.expected, call(given)) == saved
    assert refused(revisions.as_shown, call(given)) == bound


FORM = {"centre": "620100", "home": {"price": "1.00", "area": "90"}, "people": [{"key": "borrower", "phone": "138"}]}


@pytest.mark.parametrize(
    ("form", "places"),
    [
        (FORM, []),
        ({**FORM, "home": {"price": "2.00", "area": "90"}}, ["/home/price"]),
        ({**FORM, "home": {"price": "1.00"}}, ["/home/area"]),
        ({"centre": "620100", "home": FORM["home"]}, ["/people"]),
        ({**FORM, "people": [{"key": "borrower", "phone": "139"}]}, ["/people/0/phone"]),
        ({**FORM, "people": [*FORM["people"], {"key": "spouse"}]}, ["/people/1"]),
        ({**FORM, "wish": {}}, ["/wish"]),
        ({**FORM, "centre": "620200"}, ["/centre"]),  # once more
    ],
)
def test_where_a_form_was_changed_is_kept_with_the_revision_that_changed_it(form, places):
    case = SimpleNamespace(form=FORM, revision=4, edited={"/centre": 2})
    assert revisions.edited(case, form) == {"/centre": 2, **dict.fromkeys(places, 5)}
