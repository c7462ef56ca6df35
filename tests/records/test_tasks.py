import json
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from chalicelib import aws, clock
from chalicelib.errors import Contended
from chalicelib.records import lanes, tasks, upkeep
from chalicelib.settings import setting


class States:
    """Stands for Step Functions: remembers what it was told; tokens in `gone` have timed out."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Any]] = []
        self.gone: set[str] = set()

    def send_task_success(self, taskToken: str, output: str) -> None:
        self._told(taskToken, json.loads(output))

    def send_task_failure(self, taskToken: str, error: str, cause: str) -> None:
        self._told(taskToken, error)

    def _told(self, token: str, what: Any) -> None:
        if token in self.gone:
            raise ClientError({"Error": {"Code": "TaskTimedOut"}}, "SendTask")
        self.told.append((token, what))


@pytest.fixture
def states(platform, monkeypatch) -> States:
    fake, real = States(), aws.client
    monkeypatch.setattr(aws, "client", lambda service: fake if service == "stepfunctions" else real(service))
    return fake


DUE = "2026-12-01T18:00:00+08:00"


def open_one(token: str = "t1", kind: str = "verify", case: str = "c1", turn: str = "", due: str = DUE) -> tasks.Task:
    return tasks.open_task(case, kind, 1, token, turn=turn, centre="620100", due_at=due, details={})


def test_an_answer_resumes_the_road_under_the_token_of_the_wait(states):
    task = open_one()
    tasks.answer(task.id, {"next": "decided"}, "r1")
    assert states.told == [("t1", {"next": "decided"})]


def test_a_wait_of_a_kind_nobody_declared_is_not_opened(states):
    with pytest.raises(ValueError, match="gossip"):
        open_one(kind="gossip")
    assert tasks.of_case("c1") == []


def test_an_answer_given_while_the_step_is_being_retried_is_told_under_the_new_token(states):
    task = open_one("t1")
    states.gone = {"t1"}
    tasks.answer(task.id, {"next": "decided"}, "r1")
    open_one("t2")
    assert states.told == [("t2", {"next": "decided"})]


def test_the_same_answer_again_is_told_again_and_another_one_is_refused(states):
    task = open_one()
    tasks.answer(task.id, {"next": "approved"}, "r1")
    tasks.answer(task.id, {"next": "approved"}, "r1")
    with pytest.raises(Contended):
        tasks.answer(task.id, {"next": "refused"}, "r2")
    assert states.told == [("t1", {"next": "approved"})] * 2


@pytest.fixture
def said_before(states, monkeypatch) -> tasks.Task:
    """A wait an earlier release recorded a word for, which nobody was told: its token had gone."""
    task = open_one()
    states.gone = {"t1"}
    with monkeypatch.context() as then:
        then.setattr(tasks, "TODAY", {})
        return tasks.answer(task.id, {"next": "more_material"}, "registry")


def test_what_has_to_be_held_is_answered_by_whoever_holds_it_alone(states):
    task = open_one()
    for taken in (False, True):
        if taken:
            tasks.claim(task.id, "r1", "person_r1")
        with pytest.raises(Contended):
            tasks.answer(task.id, {"next": "decided"}, "r2", held=True)
    assert tasks.answer(task.id, {"next": "decided"}, "r1", held=True).answered_by == "r1" and len(states.told) == 1


def test_a_word_an_earlier_release_recorded_is_told_as_what_it_means_today(said_before, states):
    """No road goes on from it: the execution it was told to ended, uncaught."""
    assert said_before.outcome == {"next": "more_material"}
    open_one("t2")
    assert states.told == [("t2", "MoreMaterial")]


def test_who_says_again_what_an_earlier_release_recorded_as_a_word_is_heard(said_before, states):
    states.gone = set()
    tasks.answer(said_before.id, {"error": "MoreMaterial"}, "registry")
    assert states.told == [("t1", "MoreMaterial")]


def test_a_claimed_task_stays_with_who_claimed_it_when_the_step_runs_again(states):
    task = open_one()
    tasks.claim(task.id, "r1")
    assert open_one("t2").claimed_by == "r1"
    with pytest.raises(Contended):
        tasks.claim(task.id, "r2")
    assert tasks.claim(task.id, "r1").claimed_by == "r1"


def test_an_answered_task_leaves_the_queue_and_stays_out_of_it(states):
    task = open_one()
    assert [waiting.id for waiting in lanes.queue("620100", "verify")[0]] == [task.id]
    tasks.answer(task.id, {"next": "decided"}, "r1")
    open_one("t2")
    assert lanes.queue("620100", "verify") == ([], None)


def test_a_withdrawal_ends_every_open_wait_of_that_case_only(states):
    open_one("t1", "verify")
    open_one("t2", "sign")
    open_one("t3", "sign", case="c2")
    tasks.interrupt("c1")
    assert sorted(states.told) == [("t1", "Withdrawn"), ("t2", "Withdrawn")]
    assert tasks.get("c2.sign.1").state == "open"


def test_what_a_person_alone_has_to_find_out_outlives_the_road_of_its_case(states):
    """A dispute over money that may have gone is no wait of the road: nobody withdraws it with the application."""
    dispute = open_one("", "dispute")
    tasks.interrupt("c1")
    assert tasks.get(dispute.id).is_open and states.told == []


def test_a_task_is_given_back_by_who_has_it_and_is_in_nobodys_hands_then(states):
    task = open_one()
    taken = tasks.claim(task.id, "r1", "person_r1")
    assert (taken.claimed_by, taken.claimant, taken.state) == ("r1", "person_r1", "claimed")
    tasks.release(task.id, "r2")
    assert tasks.get(task.id) == taken, "who has it gives it back"
    tasks.release(task.id, "r1")
    free = tasks.get(task.id)
    assert (free.claimed_by, free.claimant, free.claimed_at, free.state) == (None, "", None, "open")
    tasks.claim(task.id, "r1", "person_r1")
    assert tasks.claim(task.id, "r1").claimant == "", "of a login of an earlier release nobody knows the person"


def test_every_wait_of_a_case_is_known_however_many_it_has_had(states, monkeypatch):
    monkeypatch.setattr(tasks.task_items, "PAGE", 2)
    for kind in ("verify", "first_review", "second_review", "sign", "mortgage"):
        open_one(kind=kind)
    assert [task.kind for task in tasks.of_case("c1")] == [
        "verify",
        "first_review",
        "second_review",
        "sign",
        "mortgage",
    ]


def test_nobody_answers_a_task_that_does_not_exist(states, platform):
    with pytest.raises(Contended):
        tasks.answer("c1.verify.1", {"next": "decided"}, "r1")
    with pytest.raises(tasks.TaskNotFound):
        tasks.get("c1.verify.1")
    assert platform.items("tasks") == []


def test_a_withdrawal_ends_what_somebody_has_claimed_too_and_tells_the_road_again_if_it_has_to(states):
    task = open_one()
    tasks.claim(task.id, "r1")
    for _ in range(2):
        tasks.interrupt("c1")
    assert states.told == [("t1", "Withdrawn")] * 2
    assert tasks.get(task.id).state == "interrupted" and lanes.queue("620100", "verify") == ([], None)


def test_what_was_answered_is_not_interrupted_and_what_was_interrupted_is_neither_answered_nor_claimed(states):
    answered, ended = open_one("t1", "verify"), open_one("t2", "sign")
    tasks.answer(answered.id, {"next": "decided"}, "r1")
    tasks.interrupt("c1")
    assert tasks.get(answered.id).state == "answered" and states.told[1:] == [("t2", "Withdrawn")]
    for act in (lambda: tasks.answer(ended.id, {"next": "signed"}, "r1"), lambda: tasks.claim(ended.id, "r1")):
        with pytest.raises(Contended):
            act()


def test_a_step_that_runs_again_after_a_withdrawal_is_told_of_it_under_its_new_token(states):
    open_one("t1")
    tasks.interrupt("c1")
    assert open_one("t2").state == "interrupted"
    assert states.told == [("t1", "Withdrawn"), ("t2", "Withdrawn")]


def test_a_road_that_cannot_be_told_for_another_reason_is_an_error(states, monkeypatch):
    task = open_one()

    def denied(taskToken, output):
        raise ClientError({"Error": {"Code": "AccessDeniedException"}}, "SendTaskSuccess")

    monkeypatch.setattr(states, "send_task_success", denied)
    with pytest.raises(ClientError, match="AccessDenied"):
        tasks.answer(task.id, {"next": "decided"}, "r1")
    assert tasks.get(task.id).state == "answered"


def test_who_answered_first_stays_who_answered(states):
    task = open_one()
    assert tasks.answer(task.id, {"next": "approved"}, "r1").answered_by == "r1"
    with pytest.raises(Contended):
        tasks.answer(task.id, {"next": "refused"}, "r2")
    assert (tasks.get(task.id).answered_by, tasks.get(task.id).outcome) == ("r1", {"next": "approved"})


FIRST_TRY, SECOND_TRY, LATER_VISIT = "20261123010000000#00000000", "20261123010000000#00000001", "20261124#00000000"


@pytest.mark.parametrize(("live", "late"), [(SECOND_TRY, FIRST_TRY), (LATER_VISIT, SECOND_TRY), (FIRST_TRY, "")])
def test_a_token_that_comes_late_does_not_take_the_place_of_the_one_the_road_waits_for(states, live, late):
    task = open_one("live", turn=live)
    assert open_one("dead", turn=late).turn == live
    assert states.told == []
    tasks.answer(task.id, {"next": "decided"}, "r1")
    assert states.told == [("live", {"next": "decided"})]


@pytest.mark.parametrize(
    ("before", "now"), [(FIRST_TRY, FIRST_TRY), (FIRST_TRY, SECOND_TRY), (SECOND_TRY, LATER_VISIT), ("", FIRST_TRY)]
)
def test_the_token_of_the_same_or_a_later_turn_is_the_one_an_answer_is_told_under(states, before, now):
    task = open_one("t1", turn=before)
    assert open_one("t2", turn=now).turn == now
    tasks.answer(task.id, {"next": "decided"}, "r1")
    assert states.told == [("t2", {"next": "decided"})]


def test_a_wait_that_an_earlier_release_opened_takes_the_token_of_whoever_comes_next(states, platform):
    task = open_one("t1")
    platform.client("dynamodb").update_item(
        TableName=setting("TABLE_TASKS"), Key={"id": {"S": task.id}}, UpdateExpression="REMOVE turn"
    )
    open_one("t2", turn=FIRST_TRY)
    tasks.answer(task.id, {"next": "decided"}, "r1")
    assert states.told == [("t2", {"next": "decided"})]


def test_a_late_turn_of_a_wait_that_is_over_only_hears_so(states):
    task = open_one("live", turn=LATER_VISIT)
    tasks.answer(task.id, {"next": "decided"}, "r1")
    assert open_one("dead", turn=FIRST_TRY).state == "answered"
    assert states.told == [("live", {"next": "decided"}), ("dead", {"next": "decided"})]
    assert lanes.queue("620100", "verify") == ([], None)


def test_a_wait_keeps_the_due_time_it_was_given_however_often_its_step_runs(states):
    open_one("t1", turn=FIRST_TRY)
    assert open_one("t2", turn=SECOND_TRY, due="2026-12-08T18:00:00+08:00").due_at == DUE


def test_nobody_has_opened_a_wait_that_cannot_be_found(states):
    assert tasks.find("c1", "verify") is None
    assert open_one() == tasks.find("c1", "verify")


def test_nothing_is_done_for_a_wait_that_is_over_and_nothing_told(states):
    task = open_one()
    upkeep.retire(task)
    assert tasks.get(task.id).state == "interrupted" and lanes.queue("620100", "verify") == ([], None)
    upkeep.retire(task)
    for act in (lambda: upkeep.escalate(task), lambda: upkeep.postpone(task, DUE)):
        with pytest.raises(Contended):
            act()
    assert states.told == []


def test_a_task_of_somebody_who_is_gone_may_be_taken_by_another_a_day_later_and_not_before(states, monkeypatch):
    task, now = open_one(), clock.now()
    tasks.claim(task.id, "s1")
    monkeypatch.setattr(clock, "now", lambda: now + tasks.CLAIM - timedelta(minutes=1))
    with pytest.raises(Contended):
        tasks.claim(task.id, "s2")
    tasks.claim(task.id, "s1")  # still at work on it
    monkeypatch.setattr(clock, "now", lambda: now + tasks.CLAIM + timedelta(minutes=1))
    with pytest.raises(Contended):
        tasks.claim(task.id, "s2")
    monkeypatch.setattr(clock, "now", lambda: now + tasks.CLAIM * 2)
    assert tasks.claim(task.id, "s2").claimed_by == "s2"
    with pytest.raises(Contended):
        tasks.claim(task.id, "s1")
