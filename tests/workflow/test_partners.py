"""What partners say, over the wire and as real executions: their words are never lost, and none of them moves what it contradicts."""

import time
from dataclasses import replace

import pytest

from infra.players.client import Staff
from infra.players.samples import Play
from tests.workflow.acts import PATIENCE, asked, at, begin, codes, until
from tests.workflow.conftest import World, sample_of


@pytest.fixture(autouse=True)
def at_rest_afterwards(world: World):
    yield
    world.come_to_rest()


def behaving(world: World, **behaviour: object) -> Play:
    """Sample 1 with a home about which partners behave so: it ends the same, whatever staff has to look into beside it."""
    sample = sample_of("1")
    unit = sample.form["home"]["unit_number"]
    world.partners.server.province.home("unit_number", unit)["behaviour"] = behaviour
    of_the_case = {name: value for name, value in sample.expect.items() if name != "tasks"}
    return world.plan(replace(sample, expect=of_the_case))


def disputes(world: World, case: str) -> list[str]:
    supervisor = Staff(world.platform.api, "code-supervisor-1")
    return [
        code
        for task in supervisor.get("/v1/tasks?kind=dispute")["items"]
        if task["case"] == case
        for code in supervisor.get(f"/v1/tasks/{task['id']}")["details"]["codes"]
    ]


def test_a_bank_that_tells_of_the_payment_need_not_answer_when_asked(world):
    play = behaving(world, payment=["2"], payment_told=["payment.settled"])
    assert play.run().wrong == []
    assert len(world.journal()["payments"]) == 1


def test_a_bank_that_takes_back_what_it_has_told_moves_nothing_and_a_person_hears_of_it(world):
    play = behaving(world, payment=["0"], payment_told=["payment.settled", "payment.failed"])
    assert play.run().wrong == []
    patience = time.monotonic() + PATIENCE
    while len(world.journal()["callbacks"]) < 4:
        assert time.monotonic() < patience
        time.sleep(0.1)
    assert disputes(world, play.case) == ["DISPUTE_FAILED_AFTER_SETTLEMENT"]
    assert [made["biz_status"] for made in world.journal()["mortgages"]] == ["DONE"]
    assert len(world.journal()["payments"]) == 1


def test_a_bank_that_tells_of_a_failure_and_pays_all_the_same_holds_the_case_until_a_person_knows(world):
    play = behaving(world, payment=["2", "2", "2", "0"], payment_told=["payment.failed"])
    play, borrower = begin(world, play.sample)
    play._sign(until(borrower, play.case, at("SIGNING")))
    until(borrower, play.case, at("ATTENDING"))
    assert disputes(world, play.case) == ["DISPUTE_SETTLED_AFTER_FAILURE"]
    assert [made["biz_status"] for made in world.journal()["mortgages"]] == ["DONE"]
    supervisor = Staff(world.platform.api, "code-supervisor-1")
    cleared_up = {"reason": "银行书面确认款项未付出"}
    supervisor.decide(asked(supervisor, play.case, "dispute"), {"decision": "resolved", **cleared_up})
    supervisor.decide(asked(supervisor, play.case, "attend"), {"decision": "retry", **cleared_up})
    until(borrower, play.case, lambda track: codes(track).count("TASK_DISPUTE") == 2)  # asked again, it still says so
    until(borrower, play.case, at("ATTENDING"))
    assert disputes(world, play.case) == ["DISPUTE_SETTLED_AFTER_FAILURE"]
    assert [made["biz_status"] for made in world.journal()["mortgages"]] == ["DONE"]
    assert len(world.journal()["payments"]) == 1
    world.stuck |= {one["executionArn"] for one in world.executions("RUNNING")}  # it stays with the supervisor


def test_a_bank_that_declines_the_contract_it_has_signed_moves_nothing_and_a_person_hears_of_it(world):
    play = behaving(world, contract_told=["contract.declined"])
    assert play.run().wrong == []
    assert disputes(world, play.case) == ["DISPUTE_DECLINED_AFTER_SIGNATURE"]


@pytest.mark.parametrize("mode", ["unauthorised", "unheard_of", "throttled"])
def test_a_partner_that_says_no_once_makes_no_difference_and_is_ordered_to_pay_once(world, mode):
    for agency in ("police", "registry", "seal"):
        world.partners.control(agency=agency, mode=mode, times=1)
    for message in ("loan.contract.ready", "RefSeqNo1"):
        world.partners.control(bank="B01", subject=message, mode=mode, times=1)
    assert world.play("1").wrong == []
    assert len(world.journal()["payments"]) == 1
