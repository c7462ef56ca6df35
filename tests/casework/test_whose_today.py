"""Whose the home is on the day of pay-out, operand by operand, on built objects. With the road: tests/steps/test_transfer.py."""

from types import SimpleNamespace

import pytest

from chalicelib.agencies import registry
from chalicelib.casework import ruled, titled_today
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.records import casefile
from tests.given.application import application

UNIT = SimpleNamespace(title=SimpleNamespace(number="甘(2018)1号", owners=frozenset()))
NONE = SimpleNamespace(title=None)


def case_of(kind="own", seen=None):
    return SimpleNamespace(application=SimpleNamespace(home=SimpleNamespace(kind=kind)), title_seen=seen)


@pytest.fixture
def right(monkeypatch):
    """Whether the home is right today: what was told of it at the check, what a person has said since, and how its title of today is looked at."""

    def is_right(kind, told="another", said=None, shown=False, sellers=False, to_look_at=False, titled=True, owner="1"):
        told_of_it = {"same": {"title": "today"}, "another": {"title": "then"}, "unseen": {}}[told] if titled else {}
        code = "TITLE_FOUND" if titled or told != "same" else "TITLE_NOT_FOUND"
        found = None if said is None else SimpleNamespace(facts={**said, "title_shown": "甘1" if titled else "无"})
        monkeypatch.setattr(ruled, "in_their_favour", lambda case, check: found)
        monkeypatch.setattr(titled_today, "title_of", lambda case: {})
        monkeypatch.setattr(titled_today.seen_today, "is_looked_at", lambda *_: shown)
        monkeypatch.setattr(titled_today.titled, "digest", lambda unit: "today")
        monkeypatch.setattr(titled_today.titled, "is_sellers", lambda *_: sellers)
        monkeypatch.setattr(titled_today.titled, "is_to_look_at", lambda *_: to_look_at)
        findings = [Finding("property", "home", Outcome.UNAVAILABLE, code, told_of_it)]
        case = SimpleNamespace(application=application(kind=kind), findings=findings, title_seen=None)
        title = registry.Title("甘1", "U", frozenset({owner}), "住宅", 2018) if titled else None
        return titled_today.is_right(case, None, registry.Unit(title, False, frozenset(), {}))

    return is_right


BORROWER = application().parties[0].id_number


@pytest.mark.parametrize(
    ("kind", "world", "is_so"),
    [
        ("own", {"owner": BORROWER}, True),
        ("own", {"told": "same", "said": {"owners_are_parties": True}}, True),
        ("own", {"sellers": True}, False),
        ("existing", {"owner": BORROWER}, True),
        ("existing", {"sellers": True}, True),
        ("existing", {"told": "unseen", "said": {"owners_are_parties": True}}, False),
    ],
)
def test_a_home_is_theirs_or_as_was_said_of_an_own_one_or_as_it_is_sold(right, kind, world, is_so):
    assert right(kind, **world) is is_so


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
    ("said", "told", "shown", "is_so"),
    [
        ({"owners_are_parties": True}, "same", False, True),
        ({"owners_are_parties": True}, "unseen", True, True),
        ({"owners_are_parties": True}, "unseen", False, False),
        ({"owners_are_parties": True}, "another", True, False),
        ({"owners_are_parties": False}, "same", True, False),
        ({"owners_are_parties": False}, "unseen", True, False),
        ({}, "same", True, False),
        (None, "same", True, False),  # nobody has ruled
    ],
)
def test_of_an_own_home_that_names_others_a_person_has_said_that_all_owners_are_parties_of_that_very_title(
    right, said, told, shown, is_so
):
    assert right("own", told, said, shown) is is_so


@pytest.mark.parametrize(
    ("titled", "told", "said", "world", "is_so"),
    [
        (True, "another", None, {"sellers": True}, True),
        (False, "another", None, {"sellers": True}, False),
        (True, "same", None, {}, True),
        (False, "same", None, {}, False),  # without one, and nobody has said so
        (False, "same", {}, {}, True),
        (True, "unseen", {}, {"to_look_at": True}, False),
        (True, "another", {}, {"shown": True}, False),
        (True, "unseen", {}, {"shown": True}, True),
        (True, "another", {}, {"shown": True, "to_look_at": True}, True),
    ],
)
def test_a_home_that_is_bought_is_its_sellers_or_as_at_the_check_or_as_somebody_has_looked_at_today_who_may(
    right, titled, told, said, world, is_so
):
    assert right("existing", told, said, titled=titled, **world) is is_so


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
