"""Contesting more of what is contested already, by itself: on built objects. Over HTTP: test_contesting."""

from types import SimpleNamespace

import pytest
import time_machine

from chalicelib.api.applicant import contesting
from chalicelib.domain.checks.finding import key_of
from chalicelib.records.casefile import CaseFile
from chalicelib.records.statements import Contest
from tests.given.case import held

NOW, BEFORE = "2026-11-24T02:00:00.000Z", "2026-11-20T02:00:00.000Z"


@pytest.mark.parametrize(("decided", "finder"), [(False, "f1"), (True, "r1")])
def test_a_further_word_is_of_that_moment_beside_what_was_said_and_who_decided_it_does_not_decide_anew(
    monkeypatch, decided, finder
):
    standing = Contest("of", BEFORE, "b", "borrower", "A", "f1", "h1", "sealed", ["f"], ["A"])
    key = key_of("home", "home")
    case = held(rulings={})
    vars(case)["rulings"] = {key: SimpleNamespace(by="r1", person="h9")}
    monkeypatch.setattr(contesting, "undecided", lambda *_: None if decided else standing)
    monkeypatch.setattr(contesting.contests, "contestable", lambda case: [])
    monkeypatch.setattr(
        contesting.uploads, "counting", lambda case, named: {"d2": SimpleNamespace(state="verified", kept="h2")}
    )
    monkeypatch.setattr(contesting.parties, "named", lambda case: {})
    monkeypatch.setattr(contesting.actors, "acting", lambda call: "who acts")
    monkeypatch.setattr("chalicelib.casework.carried.rests_on", lambda case, check, subject, codes: "digest")
    monkeypatch.setattr(CaseFile, "reason_against", lambda case, key, contest: "what was said")
    monkeypatch.setattr(CaseFile, "seal_contest", lambda case, key, reason: reason)
    body = SimpleNamespace(check="home", subject="home", codes=["A"], documents=["d2"], reason="and more")
    with time_machine.travel(NOW, tick=False):
        made = contesting._made(SimpleNamespace(case=case, body=body), "spouse", "of", standing)
    assert (made.at, made.by, made.party, made.finder) == (NOW, "who acts", "spouse", finder)
    assert (made.files, [*made.codes], made.reason) == (["f", "h2"], ["A"], "what was said\nand more")
    assert (made.rests, made.person) == ("digest", "h9" if decided else "h1")


MISSING = [("MISSING", "/codes")]


@pytest.mark.parametrize(
    ("there", "named", "before", "codes", "wrong"),
    [
        (["A"], [], None, ["A"], []),
        (["A"], [], ["A"], ["A"], []),
        (["A", "B"], ["B"], None, ["B"], []),
        (["A", "B"], ["B"], ["A"], ["A", "B"], []),
        (["A", "B"], [], None, ["A", "B"], MISSING),
        (["A", "B"], [], ["A"], ["A", "B"], MISSING),
        ([], ["A"], ["A"], ["A"], []),  # nothing else was found since
        (["A"], ["A", "C"], ["B"], ["B", "A", "C"], [("NOT_A_CHOICE", "/codes/1")]),
    ],
)
def test_of_several_differences_each_that_is_meant_is_named_also_by_who_contests_more(
    there, named, before, codes, wrong
):
    standing = SimpleNamespace(named=before) if before else None
    found: list = []
    assert [*contesting._codes(there, named, standing, found)] == codes
    assert [(one.code, one.field) for one in found] == wrong
