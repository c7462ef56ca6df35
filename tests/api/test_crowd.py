"""However many cases there are, a read costs what it shows, and a run of the sweep what it looks at."""

import json
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

import pytest
import time_machine

from chalicelib import aws
from chalicelib.records import acceptance, guards, lent
from chalicelib.settings import setting
from chalicelib.sweep import figures, run
from chalicelib.trust.index import reference
from infra.local.capacity import counting
from infra.local.faults import watching
from infra.local.roles import acting_as
from tests.given import case
from tests.given.crowd import crowd
from tests.given.form import BORROWER, sample

OWN, NUMBER = "f" * 32, "9" * 43
TRACE, UNIT, PROOF = "1-65f00000-00000000000000000000000a", sample(1)["form"]["home"]["unit_number"], "甘(2026)0001"
SEEN: Mapping[str, tuple[str, str]] = {
    "the queue of a kind of task": ("reviewer", "/v1/tasks?kind=first_review"),
    "the supervisor's figures": ("supervisor", "/v1/figures"),
    "a task with its timeline": ("reviewer", f"/v1/tasks/{OWN}.first_review.1"),
    "the desk: a case by its number": ("reviewer", f"/v1/cases/{NUMBER}"),
    "the desk: a case by the number of its trace": ("reviewer", f"/v1/cases/{TRACE}"),
    "the desk: a case by its home": ("reviewer", f"/v1/cases/find {UNIT}"),
    "the desk: a case by a certificate": ("reviewer", f"/v1/cases/find {PROOF}"),
    "one case followed": ("depositor", f"/v1/applications/{OWN}/track"),
    "an applicant's cases": ("depositor", "/v1/applications"),
    "the cases of the window's centre": ("clerk", "/v1/applications"),
    "operations: one case by its number": ("ops", f"/v1/ops/cases/{NUMBER}"),
    "operations: every case": ("ops", "/v1/ops/cases?centre=620100"),
    "operations: opened before a day": ("ops", "/v1/ops/cases?centre=620100&age=0"),
    "operations: overdue": ("ops", "/v1/ops/cases?centre=620100&overdue=true"),
    "operations: in one state": ("ops", "/v1/ops/cases?centre=620100&status=REVIEWING"),
    "operations: in a state nobody is in": ("ops", "/v1/ops/cases?centre=620100&status=DISBURSING"),
}
SWEEP = "the sweep, one case due"
# Up to `caseload.LOOKED_AT` lines are read for a page.
FILTERED = {name for name, (_, path) in SEEN.items() if "status=" in path}


class Cost(NamedTuple):
    """Calls of AWS, and units."""

    calls: int
    read: float
    written: int


@pytest.fixture
def costs(platform, api, login):
    """What everything costs beside so many cases, while the one among them is in time and no quarter of an hour begins."""

    def of(cases: int, names: Collection[str]) -> dict[str, Cost]:
        platform.empty()
        case.submitted(sample(1)["form"], OWN, number=NUMBER, people={reference("person", BORROWER): "borrower"})
        case.put(OWN, applicant=reference("person", BORROWER))
        case.happened(OWN, "SUBMITTED")
        acceptance.register(f"number#{NUMBER}", case=OWN)
        acceptance.register(guards.of_unit(reference("unit", UNIT)), case=OWN)
        lent.note(lent.Lent(OWN, "JK1", "unit_1", "1.00", "2026-11-20", PROOF), [reference("proof", PROOF)])
        traced = {
            "trace": TRACE,
            "segment": "s1",
            "body": json.dumps({"start_time": 1, "annotations": {"case": NUMBER}}),
        }
        aws.client("dynamodb").put_item(
            TableName=setting("TABLE_TRACES"), Item={name: {"S": value} for name, value in traced.items()}
        )
        crowd(OWN, case.waiting(OWN, "first_review", "REVIEWING"), cases)
        whose = {audience: login(audience) for audience in ("reviewer", "supervisor", "depositor", "clerk", "ops")}
        found = {}
        for name in names:
            audience, path = SEEN[name]
            where, _, number = path.partition(" ")
            asked = ("POST", where, {"number": number}) if number else ("GET", where, None)
            found[name] = spent(lambda: api(*asked, who=whose[audience]).status == 200)  # noqa: B023
        # Each quarter of an hour every queue is counted whole, and not in other runs.
        list(figures.counted(lambda: True))
        case.put(OWN, due_at="2026-01-01T00:00:00.000Z")
        return found | {SWEEP: spent(lambda: run.handle({}) == {"execution_ended": 1})}

    with time_machine.travel("2026-11-25T10:00:00+08:00", tick=False):
        yield of


def spent(done: Callable[[], bool]) -> Cost:
    with acting_as("api"), counting() as used, watching() as watch:
        assert done()
    return Cost(len(watch.calls), sum(used.read.values()), sum(used.written.values()))


def test_beside_ten_times_as_many_cases_nothing_costs_more(costs):
    names = SEEN.keys() - FILTERED
    few = costs(100, names)
    assert few == costs(1_000, names)


@pytest.mark.soak
def test_beside_a_hundred_thousand_cases_nothing_costs_more_than_beside_a_hundred(costs):
    few, more, many = (costs(cases, SEEN) for cases in (100, 10_000, 100_000))
    for name in many:
        print(name, few[name], more[name], many[name])
    assert more == many
    assert {name: few[name].calls for name in few} == {name: many[name].calls for name in many}
    assert [name for name in few if few[name] != many[name]] == [name for name in few if name in FILTERED]
