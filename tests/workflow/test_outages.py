"""Outages: a service of the platform is gone for ten times what was once tried again; then the world heals, and nobody has to do anything."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.records import casefile, tasks
from infra.local.faults import Call, watching
from tests.given import case as given
from tests.workflow.test_faults import different, ended, undisturbed

__all__ = ["undisturbed"]
GONE_FOR = 50  # calls in a row; five tries was all there was
HANDFUL = [
    ("intake", "dynamodb"),
    ("sign", "kms"),
    ("mortgage", "dynamodb"),
    ("disburse", "dynamodb"),
]  # S3 draws papers each time: soak
EVERYWHERE = [
    (function, service)
    for function in (
        "intake", "identity", "marriage", "fund_account", "property", "tax", "collate", "credit", "assess", "sign", "mortgage",
        "disburse", "issue",
    )
    for service in ("dynamodb", "kms", "s3", "secretsmanager")
]  # fmt: skip


def out(function: str, service: str) -> Any:
    lost = 0

    def lose(call: Call, _place: int) -> bool:
        nonlocal lost
        hit = call.function == function and call.target.startswith(f"{service}.") and lost < GONE_FOR
        lost += hit
        return hit

    return lose


def survives(running: Any, undisturbed: dict[str, Any], function: str, service: str) -> None:
    with watching(out(function, service)) as watch:
        found = ended(running, "1")
    assert different(found, undisturbed["1"]) == {}
    if watch.lost:  # this function does call that service
        assert len(watch.lost) == GONE_FOR


@pytest.mark.parametrize(("function", "service"), HANDFUL)
def test_a_service_that_is_gone_for_hours_is_waited_for_and_is_nobodys_work(running, undisturbed, function, service):
    survives(running, undisturbed, function, service)


@pytest.mark.soak
@pytest.mark.parametrize(("function", "service"), EVERYWHERE)
def test_wherever_a_service_is_gone_for_hours_the_case_ends_as_undisturbed(running, undisturbed, function, service):
    survives(running, undisturbed, function, service)


@pytest.mark.parametrize("many", [50, pytest.param(200, marks=pytest.mark.soak)])
def test_many_who_apply_at_the_same_moment_are_all_taken_in_with_numbers_of_their_own(world, many):
    form = {"centre": "620100"}
    for one in range(many):
        given.draft(f"rush{many}{one:04d}", form, applicant=f"person_{many}_{one}")
        given.put(
            f"rush{many}{one:04d}", status="SUBMITTED", unit=f"unit_{many}_{one}", trace=given.TRACE,
            parties={"borrower": f"person_{many}_{one}"},
        )  # fmt: skip

    def taken_in(one: int) -> str:
        event = {
            "case": f"rush{many}{one:04d}",
            "trace": given.TRACE,
            "step": "Intake",
            "attempt": 0,
            "last": "submitted",
        }
        return str(world.platform.invoke("intake", event).get("next"))

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(taken_in, range(many))) == {"check"}
    cases = [casefile.load(f"rush{many}{one:04d}") for one in range(many)]
    assert len({case.number for case in cases}) == many and all(case.status == "VERIFYING" for case in cases)
    assert not [task for case in cases for task in tasks.of_case(case.id)]
    for case in cases:
        given.put(case.id, status="WITHDRAWN")
