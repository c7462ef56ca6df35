"""The side roads, as real executions: withdrawal, refusal, decline, a rival, a deadline, a step that is stuck."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from chalicelib.messages import text
from chalicelib.records import tasks
from infra.players import samples
from infra.players.client import Depositor, Operations, Refused, Staff
from infra.players.samples import Play, Sample
from tests.workflow.acts import asked, at, begin, codes, ended, retried, until
from tests.workflow.conftest import World, sample_of


@pytest.fixture(autouse=True)
def at_rest_afterwards(world: World):
    yield
    world.come_to_rest()


def test_withdrawing_while_the_contract_waits_for_signatures_leaves_nothing_behind(world):
    play, borrower = begin(world, "1")
    track = until(borrower, play.case, at("SIGNING"))
    borrower.post(f"/v1/applications/{play.case}/withdraw")
    track = until(borrower, play.case, ended)
    assert track["status"] == "WITHDRAWN" and "CONTRACT_VOIDED" in codes(track)
    journal = world.journal()
    assert [made["state"] for made in journal["contracts"]] == ["voided"]
    assert journal["mortgages"] == [] and journal["payments"] == []
    assert [report["state"] for report in journal["reports"]] == ["14"]


def test_withdrawing_during_a_correction_ends_the_case_and_frees_its_person_and_unit(world):
    play, borrower = begin(world, "3")
    until(borrower, play.case, at("CORRECTION"))
    borrower.post(f"/v1/applications/{play.case}/withdraw")
    assert until(borrower, play.case, ended)["status"] == "WITHDRAWN"
    again, borrower = begin(world, "3")
    until(borrower, again.case, at("CORRECTION"))
    borrower.post(f"/v1/applications/{again.case}/withdraw")
    until(borrower, again.case, ended)


def test_a_paid_loan_can_no_longer_be_withdrawn(world):
    paid = world.played(samples.load()[0].key).play
    borrower = Depositor(world.platform.api, paid.sample.logins["borrower"])
    with pytest.raises(Refused, match="409 WRONG_STATUS"):
        borrower.withdraw(paid.case)


@pytest.mark.walks("Accepted-declined")
def test_a_second_application_of_the_same_person_is_not_accepted_once_a_person_says_so_and_says_why(world):
    first, borrower = begin(world, "1")
    until(borrower, first.case, at("SIGNING"))
    second, borrower = begin(world, "1")
    until(borrower, second.case, at("ATTENDING"))
    supervisor = Staff(world.platform.api, "code-supervisor-1")
    attend = asked(supervisor, second.case, "attend")
    assert supervisor.get(f"/v1/tasks/{attend}")["details"]["codes"] == ["PERSON_CLAIMED_ELSEWHERE"]
    track = borrower.get(f"/v1/applications/{second.case}/track")
    assert track["status_text"] == text("STATUS_CLAIMED_ELSEWHERE") and track["number"] is None
    assert "CAN_CHOOSE_CASE" in {one["code"] for one in track["next"]}, "who alone knows both may withdraw one"
    supervisor.decide(attend, {"decision": "refuse", "reason": "另有一件在办"})
    track = until(borrower, second.case, ended)
    assert track["status"] == "NOT_ACCEPTED"
    assert [reason["code"] for reason in track["decision"]["reasons"]] == ["LIVE_CASE_PERSON"]
    assert track["number"] is None
    borrower.post(f"/v1/applications/{first.case}/withdraw")
    until(borrower, first.case, ended)


@pytest.mark.walks("Signed-otherwise")
def test_a_party_who_will_not_sign_ends_the_loan_and_the_contract_is_void(world):
    play, borrower = begin(world, "1")
    until(borrower, play.case, at("SIGNING"))
    play._people["spouse"].post(f"/v1/applications/{play.case}/signatures", {"decline": True})
    assert until(borrower, play.case, ended)["status"] == "CANCELLED"
    assert [made["state"] for made in world.journal()["contracts"]] == ["voided"]


@pytest.mark.walks("Reviewed-otherwise")
def test_a_reviewer_can_refuse_and_nothing_was_signed(world):
    refuse = {"task": "first_review", "by": "code-reviewer-1", "decision": "refuse", "reason": "评估价明显偏高"}
    sample: Sample = replace(
        sample_of("2"), staff=[sample_of("2").staff[0], refuse], expect={"status": "REFUSED", "class": "B"}
    )
    ending = world.play(sample)
    assert ending.wrong == []
    assert world.journal()["contracts"] == []


@pytest.mark.walks("FirstReviewed-otherwise")
def test_the_first_of_two_reviewers_can_refuse_and_the_second_is_not_asked(world):
    refuse = {"task": "first_review", "by": "code-reviewer-1", "decision": "refuse", "reason": "收入与负债不符"}
    ending = world.play(
        replace(sample_of("3"), staff=[sample_of("3").staff[0], refuse], expect={"status": "REFUSED", "class": "C"})
    )
    assert ending.wrong == []
    assert [task.kind for task in tasks.of_case(ending.case)] == ["correction", "verify", "first_review"]


def test_nobody_reviews_the_same_case_twice(world):
    verify, first, second, _ = sample_of("3").staff
    play = world.plan(replace(sample_of("3"), staff=[verify, first, {**second, "by": first["by"]}]))
    with pytest.raises(Refused, match="403 FOUR_EYES"):
        play.run()
    Depositor(world.platform.api, play.sample.logins["borrower"]).post(f"/v1/applications/{play.case}/withdraw")


@pytest.fixture
def impatient(world: World) -> Iterator[None]:
    """The same road, but a contract waits three seconds for its signatures."""
    states, machine = world.platform.client("stepfunctions"), world.platform.env["ANJU_STATE_MACHINE"]
    definition = states.describe_state_machine(stateMachineArn=machine)["definition"]
    shorter = json.loads(definition)
    shorter["States"]["Sign"]["TimeoutSeconds"] = 3
    states.update_state_machine(stateMachineArn=machine, definition=json.dumps(shorter))
    yield
    states.update_state_machine(stateMachineArn=machine, definition=definition)


def test_a_signing_deadline_that_passes_ends_the_case_and_voids_the_contract(world, impatient):
    play, borrower = begin(world, "1")
    assert until(borrower, play.case, ended)["status"] == "EXPIRED"
    assert [made["state"] for made in world.journal()["contracts"]] == ["voided"]
    assert {task.state for task in tasks.of_case(play.case)} == {"interrupted"}


@pytest.mark.walks("Paid-otherwise")
def test_a_bank_that_cannot_pay_has_the_mortgage_and_the_contract_undone(world):
    province, unit = world.partners.server.province, sample_of("1").form["home"]["unit_number"]
    province.home("unit_number", unit)["behaviour"] = {"payment": ["1"]}
    play = world.plan(replace(sample_of("1"), expect={"status": "CANCELLED"}))
    assert play.run().wrong == []
    journal = world.journal()
    assert [made["biz_status"] for made in journal["mortgages"]] == ["CANCELLED"]
    assert [made["state"] for made in journal["contracts"]] == ["voided"]


def stuck_at_signing(world: World) -> tuple[Play, Depositor]:
    """Sample 1 when the seal refuses us for good once what each party authorised has been sealed."""
    play = world.plan("1")
    borrower = play.begin()
    world.partners.control(agency="seal", mode="refused")
    borrower.submit(play.case)
    until(borrower, play.case, at("ATTENDING"))
    return play, borrower


@pytest.mark.walks("Attended-retry")
def test_a_step_that_is_stuck_is_followed_up_by_a_supervisor_and_goes_on(world):
    play, borrower = stuck_at_signing(world)
    world.partners.server.mischief.reset()
    supervisor = Staff(world.platform.api, "code-supervisor-1")
    task = asked(supervisor, play.case, "attend")
    seen = supervisor.get(f"/v1/tasks/{task}")
    told = {"step": "Sign", "error": "AgencyRefused", "codes": ["AGENCY_REFUSED"]}
    assert seen["details"] == {**told, "texts": [text("STOP_AGENCY_REFUSED")]}
    supervisor.decide(task, {"decision": "retry", "reason": "电子印章服务已恢复"})
    until(borrower, play.case, at("SIGNING"))
    borrower.post(f"/v1/applications/{play.case}/withdraw")
    assert until(borrower, play.case, ended)["status"] == "WITHDRAWN"


@pytest.mark.parametrize(
    ("decision", "status"),
    [
        pytest.param("refuse", "REFUSED", marks=pytest.mark.walks("Attended-refuse")),
        pytest.param("compensate", "CANCELLED", marks=pytest.mark.walks("Attended-otherwise")),
    ],
)
def test_a_supervisor_can_end_a_case_that_is_stuck(world, decision, status):
    play, borrower = stuck_at_signing(world)
    supervisor = Staff(world.platform.api, "code-supervisor-1")
    supervisor.decide(asked(supervisor, play.case, "attend"), {"decision": decision, "reason": "印章服务停用"})
    assert until(borrower, play.case, ended)["status"] == status
    assert world.journal()["payments"] == []


def mortgages(world: World) -> list[str]:
    return [made["biz_status"] for made in world.journal()["mortgages"]]


@pytest.mark.walks("Supplemented-supplied")
def test_a_registry_that_wants_more_material_is_satisfied_as_often_as_it_does_and_one_mortgage_is_left(world, wanting):
    case, borrower, home, supervisor = wanting
    retried(supervisor, case)
    until(borrower, case, lambda track: codes(track).count("TASK_SUPPLEMENT") == 2 and track["status"] == "ATTENDING")
    home["behaviour"] = {}
    retried(supervisor, case)
    assert until(borrower, case, ended)["status"] == "DISBURSED"
    assert mortgages(world) == ["CANCELLED", "CANCELLED", "DONE"] and len(world.journal()["payments"]) == 1


@pytest.mark.walks("Supplemented-otherwise")
def test_what_the_registry_wants_and_nobody_can_supply_ends_the_loan_with_nothing_standing(world, wanting):
    case, borrower, _, supervisor = wanting
    task = asked(supervisor, case, "supplement")
    supervisor.decide(task, {"decision": "compensate", "reason": "材料无法补齐"})
    assert until(borrower, case, ended)["status"] == "CANCELLED"
    assert mortgages(world) == ["CANCELLED"]
    assert [made["state"] for made in world.journal()["contracts"]] == ["voided"]


def test_what_the_registry_does_after_it_wanted_more_is_heard_and_the_case_goes_on_with_it(world, wanting):
    case, borrower, _, supervisor = wanting
    province = world.partners.server.province
    (id,) = province.mortgages
    province.mortgages[id] |= {"biz_status": "DONE", "certificate_number": "甘(2026)兰州市不动产证明第0000001号"}
    retried(supervisor, case)
    assert until(borrower, case, ended)["status"] == "DISBURSED"
    assert mortgages(world) == ["DONE"]


def test_withdrawing_while_the_registry_wants_more_leaves_no_application_standing(world, wanting):
    case, borrower, _, supervisor = wanting
    retried(supervisor, case)
    until(borrower, case, lambda track: codes(track).count("TASK_SUPPLEMENT") == 2 and track["status"] == "ATTENDING")
    borrower.withdraw(case)
    assert until(borrower, case, ended)["status"] == "WITHDRAWN"
    assert mortgages(world) == ["CANCELLED", "CANCELLED"]


def test_a_case_somebody_is_attending_to_can_be_withdrawn(world):
    play, borrower = stuck_at_signing(world)
    borrower.withdraw(play.case)
    assert until(borrower, play.case, ended)["status"] == "WITHDRAWN"


def test_while_only_the_bank_knows_whether_it_has_paid_nothing_is_undone(world):
    sample, province = sample_of("1"), world.partners.server.province
    province.home("unit_number", sample.form["home"]["unit_number"])["behaviour"] = {"payment": ["2"]}
    play, borrower = begin(world, sample)
    play._sign(until(borrower, play.case, at("SIGNING")))
    until(borrower, play.case, at("ATTENDING"))
    with pytest.raises(Refused, match="409 WRONG_STATUS"):
        borrower.withdraw(play.case)
    supervisor = Staff(world.platform.api, "code-supervisor-1")
    task = asked(supervisor, play.case, "attend")
    with pytest.raises(Refused, match="422 INVALID_REQUEST CHOICE_NOT_OFFERED"):
        supervisor.decide(task, {"decision": "compensate", "reason": "银行迟迟不答复"})
    next(iter(province.payments.values()))["script"].append("0")
    supervisor.decide(task, {"decision": "retry", "reason": "银行称已入账"})
    assert until(borrower, play.case, ended)["status"] == "DISBURSED"
    assert len(world.journal()["payments"]) == 1


def test_two_callbacks_of_the_same_kind_change_nothing(world):
    for partner in ("registry", "B01"):
        world.partners.control(agency=partner, mode="twice")
    assert world.play("1").wrong == []
    assert len(world.journal()["payments"]) == 1


@pytest.mark.walks("Enter-restart")
def test_a_case_whose_execution_was_stopped_goes_on_where_it_stood_once_two_persons_say_so(world):
    play, borrower = begin(world, "1")
    number = until(borrower, play.case, at("SIGNING"))["number"]
    (running,) = world.running()
    world.platform.client("stepfunctions").stop_execution(executionArn=running)
    world.come_to_rest()
    for person in (Operations(world.platform.api, f"code-ops-{one}") for one in (1, 2)):
        person.post(f"/v1/ops/cases/{number}/restart", {"reason": "流程意外停止"})
    play._sign(borrower.track(play.case))
    assert until(borrower, play.case, ended)["status"] == "DISBURSED"
