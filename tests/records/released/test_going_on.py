"""What earlier releases left standing comes to its end: at the end of the loan."""

from tests.records.released import Case
from tests.records.released.acts import go_on
from tests.records.released.conftest import World, every
from tests.records.released.shown import shown

LOADED = Case.is_unfinished.fget


@every(LOADED)
def test_a_case_that_was_left_waiting_goes_on_to_the_paid_loan(world: World, case):
    assert go_on(world, case) == "Done"
    now = shown(world.api("GET", f"/v1/applications/{case.id}/track", who=world.party(case)).body)
    assert now["status"] == "DISBURSED"
    assert now["timeline"][: len(case.shown["timeline"])] == case.shown["timeline"]
    assert now["number"] and case.shown["number"] in (None, now["number"])
    if case.shown["contract"]:
        assert (now["contract"]["number"], now["contract"]["sha256"]) == (
            case.shown["contract"]["number"],
            case.shown["contract"]["sha256"],
        )
    assert set(now["results"]) >= {"acceptance.pdf", "approval.pdf", "voucher.pdf", "schedule.pdf", "contract.pdf"}
