"""To whom a case is there, tie by tie, and who has a task in hand: on built cases. Over the wire: tests/api/test_access.py."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from chalicelib.api import by_hand, reaches
from chalicelib.api.desk import supervising
from chalicelib.api.http.problem import Problem
from chalicelib.errors import CaseNotFound
from tests.given.refusals import refused

NOW = "2026-11-23T04:00:00.000Z"


def call_of(audience="reviewer", centre="620100", subject="r1", **path):
    who = SimpleNamespace(subject=subject, person="p1", audience=audience, centre=centre)
    return SimpleNamespace(who=who, path=path)


def task_of(**values):
    usual = {
        "kind": "first_review",
        "centre": "620100",
        "lent_by": "",
        "claimed_by": "r1",
        "claimant": "p1",
        "is_open": True,
        "free": "9",
    }
    return SimpleNamespace(**{**usual, **values})


@pytest.fixture(autouse=True)
def moment(monkeypatch):
    monkeypatch.setattr(reaches.tasks, "free_at", lambda task: task.free)
    monkeypatch.setattr(reaches.clock, "stamp", lambda: NOW)


@pytest.mark.parametrize(
    ("values", "who", "has"),
    [
        ({}, {}, True),
        ({"claimed_by": "r2"}, {}, False),
        ({"claimed_by": None}, {}, False),
        ({"claimant": "p2"}, {}, False),
        ({"claimant": ""}, {}, True),
        ({}, {"centre": "620200"}, False),
        ({"centre": "620200", "lent_by": "620100"}, {}, True),
        ({"centre": "620200", "lent_by": "620300"}, {}, False),
        ({"kind": "attend"}, {}, False),
        ({"kind": "restart"}, {"audience": "supervisor"}, False),
        ({"is_open": False}, {}, False),
        ({"free": NOW}, {}, False),
    ],
)
def test_a_task_is_in_hand_of_the_person_who_claimed_it_as_long_as_no_other_may_take_it(values, who, has):
    assert reaches.has_taken(call_of(**who), task_of(**values)) is has


@pytest.mark.parametrize(
    ("values", "who", "there"),
    [
        ({"centre": "620200", "lent_by": "620100"}, {"centre": "620200"}, True),
        ({"centre": "620200", "lent_by": ""}, {"centre": "620200"}, False),
        ({"centre": "620200", "lent_by": "620100"}, {"centre": "620300"}, False),
        ({"centre": "620200", "lent_by": "620100", "is_open": False}, {"centre": "620200"}, False),
        ({"centre": "620200", "lent_by": "620100", "kind": "attend"}, {"centre": "620200"}, False),
        ({"centre": "620200", "lent_by": "620100"}, {}, True),
    ],
)
@pytest.mark.parametrize("path", [{"task": "t1"}, {}])
def test_a_case_is_there_for_another_centre_while_work_of_it_is_offered_there(monkeypatch, values, who, there, path):
    other = task_of(centre="620400", lent_by="620100")
    monkeypatch.setattr(reaches.tasks, "get", lambda id: task_of(**values))
    monkeypatch.setattr(reaches.tasks, "of_case", lambda id: [other, task_of(**values)])
    case = SimpleNamespace(id="c1", centre="620100")
    assert reaches.TIES["centre, or stands in"](call_of(**who, **path), case) is there


def test_by_a_task_a_case_is_there_by_that_task_and_by_no_other_of_it(monkeypatch):
    monkeypatch.setattr(reaches.tasks, "get", lambda id: task_of())
    monkeypatch.setattr(reaches.tasks, "of_case", lambda id: [task_of(centre="620200", lent_by="620100")])
    tie, case = reaches.TIES["centre, or stands in"], SimpleNamespace(id="c1", centre="620100")
    assert tie(call_of(centre="620200"), case) and not tie(call_of(centre="620200", task="t1"), case)


@pytest.mark.parametrize(
    ("own", "former", "consented", "ties"),
    [
        ("spouse", None, None, {"every party", "party as handed in", "party, now or once"}),
        (None, "spouse", None, {"party as handed in", "party, now or once"}),
        (None, None, "spouse", {"party, now or once"}),
        (None, None, None, set()),
    ],
)
def test_who_is_a_party_no_more_reaches_what_was_handed_in_of_them_or_what_they_agreed_to(
    monkeypatch, own, former, consented, ties
):
    for name, value in (("person", own), ("former", former), ("consented", consented)):
        monkeypatch.setattr(reaches, name, lambda call, case, value=value: value)
    names = ("every party", "party as handed in", "party, now or once")
    assert {name for name in names if reaches.TIES[name](call_of("depositor"), None)} == ties


@pytest.mark.parametrize(("bank", "there"), [("B01", True), ("B02", False), (None, False)])
def test_a_case_is_there_for_the_bank_of_its_contract(bank, there):
    case = SimpleNamespace(contract=SimpleNamespace(bank=bank) if bank else None)
    assert reaches.TIES["bank"](call_of("bank", subject="B01"), case) is there


PARTIES = {
    "own": "party", "joint": "every party", "seen": "party as handed in", "consents": "party, now or once", "followed": "every party", "judged": "party",
    "papers": "owner of the paper",
}  # fmt: skip
DESK = {"reviewer", "supervisor"}


@pytest.mark.parametrize("name", reaches.REACHES)
def test_every_way_to_a_case_has_the_ties_it_should_and_no_audience_more(name):
    ties = reaches.REACHES[name].ties
    desk = DESK if name in ("judged", "papers", "of_task", "found_by") else set()
    expected = dict.fromkeys(desk, "centre, or stands in")
    expected |= {"depositor": PARTIES[name]} if name in PARTIES else {}
    expected |= {"clerk": "centre"} if name not in ("of_contract", "numbered") else {}
    expected |= {"followed": {"hotline": "any"}, "of_contract": {"bank": "bank"}, "numbered": {"ops": "any"}}.get(
        name, {}
    )
    assert ties == expected


@pytest.mark.parametrize(("audience", "centre", "there"), [("clerk", "620100", True), ("clerk", "620200", False), ("bank", "620100", False)])  # fmt: skip
def test_a_case_one_may_not_see_is_not_found(audience, centre, there):
    case = SimpleNamespace(id="c1", centre="620100")
    reach = reaches.Reach(lambda call: case, {"clerk": "centre"})
    try:
        assert reach(call_of(audience, centre)) is case and there
    except Problem as problem:
        assert problem.code == "NOT_FOUND" and not there


@pytest.mark.parametrize(
    ("audience", "kind", "there"),
    [
        ("reviewer", "first_review", True),
        ("reviewer", "complaint", False),
        ("supervisor", "complaint", True),
        ("clerk", "second_look", True),
        ("clerk", "first_review", False),
        ("reviewer", "second_look", False),
        ("supervisor", "restart", False),  # nobody's
    ],
)
def test_by_a_task_a_case_is_found_by_staff_who_do_such_work_and_else_it_is_not_there(
    monkeypatch, audience, kind, there
):
    task, case = task_of(kind=kind, case="c1"), SimpleNamespace(id="c1", centre="620100")
    monkeypatch.setattr(reaches.tasks, "get", lambda id: task)
    monkeypatch.setattr(reaches.casefile, "load", lambda id: case)
    found = refused(reaches.of_task, call_of(audience, task="t1"))
    assert found == (case if there else ("NOT_FOUND",))


@pytest.mark.parametrize(
    ("path", "centre", "told"),
    [({"number": "JK1"}, "620100", "case of JK1"), ({}, "620100", "case of typed"), ({"number": "JK1"}, "620200", None), ({"number": "none"}, "620100", None)],
)  # fmt: skip
def test_who_tries_out_numbers_is_counted_as_the_person_they_are_whatever_they_try(monkeypatch, path, centre, told):
    counted: list = []

    @contextmanager
    def guess(what, who):
        counted.append((what, who))
        yield

    def look(number, *, of_homes=True):
        if number == "none":
            raise CaseNotFound(number)
        return SimpleNamespace(id=f"case of {number}", centre="620100")

    monkeypatch.setattr(reaches.limits, "guess", guess)
    monkeypatch.setattr(reaches.numbers, "case_of", look)
    monkeypatch.setattr(reaches.tasks, "of_case", lambda id: [])
    call = call_of(centre=centre, **path)
    call.body = SimpleNamespace(number="typed")
    found = refused(reaches.found_by, call)
    assert (found if told is None else found.id) == (told or ("NOT_FOUND",)) and counted == [("number", "p1")]


@pytest.mark.parametrize(("scan", "shown"), [("f3", ["f1", "f3"]), (None, [])])
def test_whoever_looks_at_a_scan_sees_those_its_signer_has_denied_before_it(monkeypatch, scan, shown):
    def form(id):
        return SimpleNamespace(id=id)

    monkeypatch.setattr(by_hand.second_looks, "of_task", lambda case, task: form(scan) if scan else None)
    monkeypatch.setattr(by_hand.second_looks, "denied_before", lambda case, scan: [form("f1"), form("f3")])
    monkeypatch.setattr(by_hand, "form", lambda case, one: one.id)
    assert by_hand.of_task(None, None) == shown


def test_a_centre_that_was_never_counted_has_empty_queues_and_the_time_that_was_used_all_the_same(monkeypatch):
    told = {
        "queues": None,
        "counted_at": "",
        "months": {"2026-11": {"cases": 2, **dict.fromkeys(supervising.HOLDERS, 5), "else": 1}},
    }
    seen = []
    monkeypatch.setattr(supervising.figures, "of_centre", lambda centre, months, holders: seen.append(centre) or told)
    found = supervising.figures_of_centre(call_of("supervisor")).body
    assert (seen, found["kinds"], found["people"], found["counted_at"]) == (["620100"], [], [], "")
    assert found["time_used"] == [{"month": "2026-11", "cases": 2, "seconds": dict.fromkeys(supervising.HOLDERS, 5)}]
    told["queues"] = {"kinds": [{"kind": "verify", "unstaffed": 3}, {"kind": "attend"}], "people": []}
    assert [one["unstaffed"] for one in supervising.figures_of_centre(call_of("supervisor")).body["kinds"]] == [3, 0]
