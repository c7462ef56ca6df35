"""What earlier releases left standing comes to its end: without a loan."""

from tests.records.released import Case
from tests.records.released.acts import answered, resume
from tests.records.released.conftest import World, every
from tests.records.released.road import Failed

LOADED = Case.is_unfinished.fget
OVERDUE = ("signing-nobody", "correction")


@every(lambda case: case.is_unfinished and case.name not in OVERDUE)
def test_a_case_that_was_left_waiting_can_be_withdrawn_exactly_when_it_could_before(world: World, case):
    answer = world.api("POST", f"/v1/applications/{case.id}/withdraw", {}, world.party(case))
    if "CAN_WITHDRAW" not in case.shown["next"]:
        assert answer.body["code"] == "WRONG_STATUS"
        return
    assert answer.status == 202
    if case.stands:
        assert resume(world, case, lambda: answered(world, case)) == "Ended"
    assert status(world, case) == "WITHDRAWN"


@every(lambda case: case.name in OVERDUE)
def test_a_deadline_that_passes_ends_a_case_that_was_left_waiting(world: World, case):
    def too_late():
        raise Failed("States.Timeout")

    assert resume(world, case, too_late) == "Ended"
    assert status(world, case) == "EXPIRED"


def status(world: World, case: Case) -> str:
    return world.api("GET", f"/v1/applications/{case.id}/track", who=world.party(case)).body["status"]
