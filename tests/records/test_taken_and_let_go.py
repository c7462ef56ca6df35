"""What a case takes as it comes in, what it lets go and whom it tells, write by write, on built cases. Against the store: test_acceptance."""

from datetime import date
from types import SimpleNamespace

import pytest
from botocore.exceptions import ClientError

from chalicelib.records import acceptance, casefile, guards
from chalicelib.records.guards import Guard
from tests.given.case import held

ME, SPOUSE, HOME, OLD_HOME = "person#p1", "person#p2", "unit#u1", "unit#u0"


@pytest.fixture
def written(own_names, monkeypatch):
    """What is written: each act by what it is of and what it changes."""
    acts = []

    def write(TransactItems):
        acts.extend(TransactItems)

    monkeypatch.setattr(guards.aws, "client", lambda name: SimpleNamespace(transact_write_items=write))
    monkeypatch.setattr(casefile, "update", lambda case, *told, **said: {"Key": {"key": {"S": case.id}}, **said})
    monkeypatch.setattr(casefile, "amend", lambda case, *told, **said: acts.append("amended"))
    monkeypatch.setattr(acceptance, "_next_number", lambda code, on: "N1")
    return acts


def of(acts, kind):
    return {one[kind]["Key"]["key"]["S"] for one in acts if kind in one}


def accept(claims, found, **values):
    case = held(**{"unit": "u1", "number": "N1", **values})
    return acceptance.accept(case, "T", date(2026, 11, 23), casefile.event("ACCEPTED"), claims, found, {})


@pytest.mark.parametrize(
    ("claims", "found", "rival", "takes", "leaves"),
    [
        ({ME: True, SPOUSE: False}, {}, None, [ME, SPOUSE], []),
        ({ME: True, SPOUSE: False}, {ME: Guard("c2", False)}, None, [ME, SPOUSE], []),
        ({ME: True, SPOUSE: False}, {SPOUSE: Guard("c2", False)}, "person", [], []),  # as sure is each of them alone
        ({ME: False, SPOUSE: True}, {ME: Guard("c2", False)}, "person", [], []),
        ({ME: True}, {ME: Guard("c2", True)}, "person", [], []),
        ({ME: True}, {ME: Guard("c2", None)}, "person", [], []),
        ({ME: True}, {ME: Guard("c1", False)}, None, [ME], []),  # it has it, and is surer now
        ({ME: False}, {ME: Guard("c1", True), SPOUSE: Guard("c1", True)}, None, [], [SPOUSE]),
        ({ME: True, HOME: True}, {HOME: Guard("c1", True)}, None, [ME], []),  # the home it still claims stays its own
        ({ME: True}, {HOME: Guard("c1", True)}, None, [ME], [HOME]),
        ({ME: True}, {OLD_HOME: Guard("c2", True)}, None, [ME], []),
    ],
)
def test_a_case_takes_its_people_over_who_gives_way_and_lets_go_only_what_it_had_and_claims_no_more(
    written, claims, found, rival, takes, leaves
):
    assert accept(claims, found) == rival
    assert (of(written, "Update"), of(written, "Delete")) == ({*takes, *["c1"] * (not rival)}, {*leaves})


@pytest.mark.parametrize("number", ["", "N1"])
def test_who_gives_way_is_told_in_the_very_write_that_takes_it_though_the_case_is_new(written, number):
    case, losers = held(unit="u1", number=number), {"c2": SimpleNamespace(id="c2")}
    found, told = {ME: Guard("c2", False)}, casefile.event("ACCEPTED")
    assert acceptance.accept(case, "T", date(2026, 11, 23), told, {ME: True}, found, losers) is None
    assert of(written, "Update") == {ME, "c2", "c1"}
    assert [one["Put"]["Item"]["key"]["S"] for one in written if "Put" in one] == ([] if number else ["number#N1"])


@pytest.mark.parametrize("listed", [[ME, HOME], [ME, OLD_HOME], [HOME], []])
def test_a_case_keeps_with_its_guards_the_home_it_names_by_now_so_that_its_end_lets_go_of_it(written, listed):
    assert accept({ME: True}, {ME: Guard("c1", True)}, guards=listed) is None
    if listed == [ME, HOME]:
        assert written == ["amended"]
    else:
        assert [one["Update"]["guards"] for one in written] == [[ME, HOME]]


def test_each_case_that_gives_way_is_told_of_every_guard_it_loses(monkeypatch, written):
    told = []
    monkeypatch.setattr(casefile, "update", lambda case, *events: told.append((case, [one.event for one in events])))
    taken = {ME: Guard("c2", False), HOME: Guard("c2", False), SPOUSE: Guard("c3", False), OLD_HOME: None}
    guards.telling(taken, {"c2": "second", "c3": "third"}, "c1")
    assert [(case, [one.values["what"] for one in events]) for case, events in told] == [
        ("second", ["CLAIM_OF_PERSON", "CLAIM_OF_UNIT"]),
        ("third", ["CLAIM_OF_PERSON"]),
    ]


@pytest.mark.usefixtures("own_names")
@pytest.mark.parametrize(
    ("theirs", "let_go"), [([], [ME, SPOUSE, HOME]), ([SPOUSE], [ME, HOME]), ([ME, SPOUSE, HOME], [])]
)
def test_an_end_lets_go_of_every_guard_the_case_still_has_whichever_it_has_lost(monkeypatch, theirs, let_go):
    done, ours = [], [ME, SPOUSE, HOME]

    def write(TransactItems):
        keys = [one["Delete"]["Key"]["key"]["S"] for one in TransactItems]
        if lost := [key for key in keys if key in theirs]:
            reasons = [{"Code": "ConditionalCheckFailed" if key in lost else "None"} for key in keys]
            raise ClientError({"Error": {"Code": "TransactionCanceledException"}, "CancellationReasons": reasons}, "")
        done.extend(keys)

    monkeypatch.setattr(guards.aws, "client", lambda name: SimpleNamespace(transact_write_items=write))
    guards.release(held(guards=ours))
    assert done == let_go
