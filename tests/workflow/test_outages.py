"""Outages: a service of the platform or a partner is gone for ten times what was once tried again; then the world heals, and nobody has to do anything."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import pytest

from chalicelib.casework import starting
from chalicelib.records import casefile, tasks
from infra.local.faults import Call, watching
from tests.given import case as given
from tests.workflow.acts import begin
from tests.workflow.ends import different, ended

# Calls in a row, ten times what was once tried: a client of the API asks eight times, and each time a call is lost.
GONE_FOR = {"exchange": 40, "banks": 60, "api": 7}
ONCE = {("intake", "kms")}  # the receipt is owed then, and the case goes on without it
PLATFORM = ("dynamodb", "kms", "s3", "secretsmanager")
PARTNERS = {"exchange": "POST /exchange/", "banks": "POST /banks/"}
HANDFUL = [
    [("intake", "dynamodb")],
    [("sign", "kms")],
    [("mortgage", "dynamodb")],
    [("disburse", "dynamodb")],
    [("identity", "exchange"), ("disburse", "banks")],
]  # S3 draws papers each time: soak
# The sample that comes by a function; the first by most.
SAMPLE = {"review": "2", "correction": "3", "discharge": "5", "void": "5", "close": "5"}
EVERYWHERE = [
    (function, service)
    for function in (
        "api", "intake", "identity", "marriage", "fund_account", "property", "tax", "collate", "credit", "assess", "sign", "mortgage",
        "disburse", "issue", *SAMPLE,
    )
    for service in (*PLATFORM, *PARTNERS)
]  # fmt: skip


@pytest.fixture(autouse=True)
def long_enough(running: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dozens of tries take their time, those most that draw papers again."""
    for whose in ("patience", "of_people"):
        monkeypatch.setattr(running, whose, 180)


@pytest.fixture(scope="module")
def undisturbed(running: Any) -> Callable[[str], dict[str, Any]]:
    """How a sample ends that nothing befalls."""
    return cache(lambda sample: ended(running, sample))


def gone_for(function: str, service: str) -> int:
    if (function, service) in ONCE:
        return 1
    return GONE_FOR.get(function) or GONE_FOR.get(service, 50)


def out(*where: tuple[str, str]) -> Any:
    """Loses the calls a function makes to a service, until it has been gone long enough, in each of these places."""
    left = {
        (function, PARTNERS.get(service, f"{service}.")): gone_for(function, service) for function, service in where
    }

    def lose(call: Call, _place: int) -> bool:
        for function, service in left:
            if call.function == function and call.target.startswith(service) and left[function, service]:
                left[function, service] -= 1
                return True
        return False

    return lose


def survives(running: Any, undisturbed: Callable[[str], dict[str, Any]], *where: tuple[str, str]) -> None:
    sample = SAMPLE.get(where[0][0], "1")
    expected = undisturbed(sample)
    with watching(out(*where)) as watch:
        found = ended(running, sample)
    assert different(found, expected) == {}
    for function, service in where:
        lost = [call for call in watch.lost if call.function == function]
        assert len(lost) in (0, gone_for(function, service))  # not every function calls every service
    assert watch.lost or len(where) == 1


@pytest.mark.parametrize("where", HANDFUL, ids=str)
def test_whoever_is_gone_for_hours_is_waited_for_and_is_nobodys_work(running, undisturbed, where):
    survives(running, undisturbed, *where)


@pytest.mark.soak
@pytest.mark.parametrize(("function", "service"), EVERYWHERE)
def test_wherever_somebody_is_gone_for_hours_the_case_ends_as_undisturbed(running, undisturbed, function, service):
    survives(running, undisturbed, (function, service))


@pytest.mark.soak
@pytest.mark.parametrize("service", ["dynamodb", "stepfunctions"])
def test_a_service_the_sweep_does_without_for_a_while_keeps_it_from_nothing_once_it_is_back(world, service):
    with pytest.MonkeyPatch.context() as killed:
        killed.setattr(starting, "start", lambda case: None)
        play, borrower = begin(world, "1")
    with watching(lambda call, _: call.function == "sweep" and call.target.startswith(service)) as watch:
        for _ in range(3):
            world.platform.invoke("sweep", {"execution": play.case})
    assert watch.lost
    found = world.platform.invoke("sweep", {"execution": play.case})
    assert found == {"started": 1}
    ending = play._ending(play._follow(borrower, lambda _track: None))
    world.come_to_rest()
    assert ending.wrong == []


@pytest.mark.parametrize("many", [20, pytest.param(200, marks=pytest.mark.soak)])
def test_many_who_apply_at_the_same_moment_are_all_taken_in_with_numbers_of_their_own(world, many):
    form = {"centre": "620100"}
    for one in range(many):
        given.draft(f"rush{many}{one:04d}", form, applicant=f"person_{many}_{one}")
        given.put(
            f"rush{many}{one:04d}",
            status="SUBMITTED",
            unit=f"unit_{many}_{one}",
            trace=given.TRACE,
            parties={"borrower": f"person_{many}_{one}"},
        )

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
