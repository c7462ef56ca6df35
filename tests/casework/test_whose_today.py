"""Whose the home is on the day of pay-out, operand by operand, on built objects. With the road: tests/steps/test_transfer.py."""

from types import SimpleNamespace

import pytest

from chalicelib.casework import titled_today
from chalicelib.records import casefile

UNIT = SimpleNamespace(title=SimpleNamespace(number="甘(2018)1号", owners=frozenset()))
NONE = SimpleNamespace(title=None)


def case_of(kind="own", seen=None):
    return SimpleNamespace(application=SimpleNamespace(home=SimpleNamespace(kind=kind)), title_seen=seen)


def answers(monkeypatch, **said):
    for name, value in said.items():
        monkeypatch.setattr(titled_today, name, lambda *_, value=value: value)


@pytest.mark.parametrize(
    ("kind", "theirs", "as_said", "as_sold", "right"),
    [
        ("own", True, False, False, True),
        ("own", False, True, False, True),
        ("own", False, False, True, False),
        ("existing", True, False, False, True),
        ("existing", False, False, True, True),
        ("existing", False, True, False, False),
    ],
)
def test_a_home_is_theirs_or_as_was_said_of_an_own_one_or_as_it_is_sold(
    monkeypatch, kind, theirs, as_said, as_sold, right
):
    answers(monkeypatch, _is_theirs=theirs, _is_as_said=as_said, _is_as_sold=as_sold)
    assert titled_today.is_right(case_of(kind), None, UNIT) is right


@pytest.mark.parametrize(
    ("kind", "unit", "doubtful", "to_look_at"),
    [
        ("existing", UNIT, True, True),
        ("existing", UNIT, False, False),
        ("existing", NONE, True, False),
        ("own", UNIT, True, False),
    ],
)
def test_a_person_may_look_at_the_title_of_a_home_that_is_bought_and_of_no_own_one(
    monkeypatch, kind, unit, doubtful, to_look_at
):
    monkeypatch.setattr(titled_today.titled, "is_to_look_at", lambda *_: doubtful)
    assert titled_today.is_to_look_at(case_of(kind), None, unit) is to_look_at


@pytest.mark.parametrize(
    ("owners_are_parties", "as_told", "unseen", "shown", "said"),
    [
        (True, True, False, False, True),
        (True, False, True, True, True),
        (True, False, True, False, False),
        (True, False, False, True, False),
        (False, True, True, True, False),
        (None, True, True, True, False),
        ("nobody ruled", True, True, True, False),
    ],
)
def test_of_an_own_home_that_names_others_a_person_has_said_that_all_owners_are_parties_of_that_very_title(
    monkeypatch, owners_are_parties, as_told, unseen, shown, said
):
    ruled = owners_are_parties != "nobody ruled"
    found = SimpleNamespace(facts={"owners_are_parties": owners_are_parties}) if ruled else None
    answers(monkeypatch, _in_their_favour=found, _is_as_told=as_told, _is_unseen=unseen, _is_shown=shown, _told=None)
    assert titled_today._is_as_said(case_of(), UNIT) is said


@pytest.mark.parametrize(
    ("facts", "code", "unit", "same"),
    [
        ({"title": "digest"}, "TITLE_FOUND", UNIT, True),
        ({"title": "another"}, "TITLE_FOUND", UNIT, False),
        ({"title": "another"}, "TITLE_NOT_FOUND", NONE, False),
        ({}, "TITLE_NOT_FOUND", NONE, True),
        ({}, "TITLE_NOT_FOUND", UNIT, False),
        ({}, "TITLE_FOUND", NONE, False),
    ],
)
def test_the_registry_says_of_the_title_what_it_said_at_the_check_or_nobody_can_tell(
    monkeypatch, facts, code, unit, same
):
    monkeypatch.setattr(titled_today.titled, "digest", lambda unit: "digest")
    assert titled_today._is_as_told(SimpleNamespace(facts=facts, code=code), unit) is same


@pytest.mark.parametrize(
    ("number", "shown", "looked", "is_shown"),
    [
        ("甘1", "甘1", True, True),
        ("甘1", "甘1", False, False),  # before the pay-out stopped for it
        ("甘1", None, True, False),  # nobody has ruled
        ("甘1", "甘2", True, False),
        ("甘1", "", True, False),
        ("甘1；甘2", "甘2, 甘1", True, True),
        ("甘1；甘2", "甘1", True, False),
        ("甘1", "甘1、甘2", True, False),
        ("", "无证号", True, True),
        ("", "无", True, False),
        (None, "无", True, True),
        (None, "无证号", True, False),
        (None, "甘1", True, False),
    ],
)
def test_the_title_somebody_has_looked_at_is_the_one_with_these_very_numbers(
    monkeypatch, number, shown, looked, is_shown
):
    monkeypatch.setattr(titled_today.seen_today, "is_looked_at", lambda *_: looked)
    monkeypatch.setattr(titled_today.titled, "digest", lambda unit: "digest")
    found = None if shown is None else SimpleNamespace(facts={"title_shown": shown} if shown else {})
    unit = SimpleNamespace(title=None if number is None else SimpleNamespace(number=number))
    assert titled_today._is_shown(case_of(), found, unit) is is_shown


@pytest.mark.parametrize(
    ("seen", "anew", "looked", "kept", "forgotten"),
    [
        (None, "now", False, ["now"], []),
        ("before", None, False, [], [None]),  # it stopped for just that before
        ("before", "now", True, ["now"], []),
        ("before", None, True, [], []),
        (None, None, False, [], []),
    ],
)
def test_whose_it_is_is_kept_when_the_pay_out_stops_for_it_and_forgotten_once_right_unless_somebody_has_looked(
    monkeypatch, seen, anew, looked, kept, forgotten
):
    written = []
    monkeypatch.setattr(casefile, "amend", lambda case, title_seen: written.append(title_seen))
    monkeypatch.setattr(titled_today.seen_today, "anew", lambda *_: anew)
    monkeypatch.setattr(titled_today.seen_today, "is_looked_at", lambda *_: looked)
    monkeypatch.setattr(titled_today.titled, "digest", lambda unit: "digest")
    titled_today.keep(case_of(seen=seen), UNIT)
    assert written == kept
    written.clear()
    titled_today.forget(case_of(seen=seen), UNIT)
    assert written == forgotten
