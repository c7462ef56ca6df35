import re
from importlib.util import find_spec

import pytest

from chalicelib.domain.checks.declared import CHECKS
from infra.deploy import permissions
from infra.deploy.package import ROOT

PAGE = (ROOT / "docs/performance.md").read_text()
TABLES = {
    title: [[cell.strip(" *") for cell in line.strip("|").split("|")] for line in body.splitlines() if line[:1] == "|"][
        2:
    ]
    for title, body in re.findall(r"^### (.+)\n\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
}
STARTS = {row[0]: row for row in TABLES["From start to ready"]}


def test_every_function_was_measured_or_is_a_check_made_as_measured_ones_are() -> None:
    measured = {name.removesuffix(" (PDF)") for name in STARTS} - {"floor, beside itself"}
    functions = {"api", *permissions.FUNCTIONS} - {"api_handler"}
    only_ask = {check.step for check in CHECKS.values() if not find_spec(f"chalicelib.steps.{check.step}")}
    assert measured <= functions and functions - measured <= only_ask
    assert measured & only_ask


@pytest.mark.parametrize("name", [name for name in STARTS if "(PDF)" not in name])
def test_a_function_was_ready_within_its_aim(name: str) -> None:
    assert float(STARTS[name][4]) <= (1.6 if name == "api" else 1.2)


def test_the_package_starts_in_less_than_half_the_time_of_the_plain_one() -> None:
    rows = TABLES["Beside plain `chalice package`"]
    assert rows and all(float(row[-1]) < 0.5 for row in rows)


def test_a_warm_step_costs_at_most_twice_its_own_calls_and_a_request_hardly_more() -> None:
    """A request's links are signed here, which is no call (docs/performance.md says what they cost)."""
    (request, step) = (float(row[-1]) for row in TABLES["Warm"])
    assert step <= 2.0 and request <= 2.2


def test_a_case_takes_at_most_thirty_transitions() -> None:
    assert int(dict(map(tuple, TABLES["The road"]))["state transitions"]) <= 30


def test_a_schedule_costs_less_than_twice_the_plain_loop() -> None:
    ours = [row for row in TABLES["A schedule of 360 months"] if row[0].startswith("ours")]
    assert len(ours) == 2 and all(float(row[2]) < 2 for row in ours)


def test_a_quote_takes_no_longer_than_its_judgements_have_to() -> None:
    """One household with five changes worth judging, one with eleven; each is a whole judgement by every rule."""
    limits = (6, 11)
    assert all(float(row[1]) < limit for row, limit in zip(TABLES["A quote"], limits, strict=True))
