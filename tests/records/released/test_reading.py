"""What earlier releases wrote can be read: opened, decided again, shown. Nothing here changes a store."""

from dataclasses import replace

import pytest

from chalicelib import policy
from chalicelib.domain.judging.collation import Asked
from chalicelib.domain.judging.grounds import Grounds, Reason
from chalicelib.domain.judging.replay import SAME, VERSION_GONE, Replay, replayed
from chalicelib.domain.work import STAFF
from chalicelib.records import casefile, ledger, tasks
from chalicelib.records.loan import Declined
from infra.tools.whatif.cases import every as decided
from tests.records import released
from tests.records.released.conftest import World, every
from tests.records.released.shown import shown

STATUSES = {
    "DRAFT", "SUBMITTED", "VERIFYING", "CORRECTION", "ATTENDING", "REVIEWING", "SIGNING", "REGISTERING", "DISBURSING",
    "DISBURSED", "REFUSED", "NOT_ACCEPTED", "WITHDRAWN", "CANCELLED", "EXPIRED",
}  # fmt: skip
# A figure added since makes another policy, and so another digest of what went in; nothing else may differ.
OF_THE_POLICY = {"policy_version", "inputs_hash"}
SHOWN = ("", "/track", "/materials", "/data-uses")


@pytest.mark.parametrize("name", released.names() or ["none"])
def test_a_store_has_a_case_at_every_status(name):
    assert {case.status for case in released.described(name).cases} >= STATUSES


@every()
def test_a_case_opens_with_everything_that_was_sealed_in_it(world: World, case):
    found = casefile.load(case.id)
    assert (found.id, found.status, found.number) == (case.id, case.status, case.shown["number"] or "")
    assert found.form["people"][0]["name"]
    assert all(finding.code for finding in found.findings)
    if case.was_submitted:
        assert [person.name for person in found.application.people] == [one["name"] for one in found.form["people"]]


@every(lambda case: case.shown["number"])
def test_every_use_of_data_is_still_in_the_ledger_one_after_the_other(world: World, case):
    entries = ledger.entries(case.id)
    assert [entry["number"] for entry in entries] == list(range(1, len(entries) + 1)) != []
    assert all(now["previous"] == before["hash"] for before, now in zip(entries, entries[1:], strict=False))


@pytest.fixture(scope="module")
def replays(world: World):
    return {one.number: one for one in decided()}


@every(lambda case: case.is_decided)
def test_a_decision_is_made_again_just_as_it_was(replays, case):
    one = replays[case.shown["number"]]
    in_force = policy.in_force(one.centre, one.decided_on, one.decided_on)  # by what was known then
    then = replace(in_force, version=one.grounds["policy_version"])
    assert replayed(one.grounds, one.application, one.findings, then) == Replay(SAME)
    assert one.replay.outcome == (SAME if in_force.version == then.version else VERSION_GONE)
    assert {difference.path for difference in one.replay.differences} <= OF_THE_POLICY


@every(lambda case: case.is_decided)
def test_what_a_decision_rested_on_has_what_is_read_of_it_today(replays, case):
    grounds = replays[case.shown["number"]].grounds
    assert Grounds.__required_keys__ <= grounds.keys() <= Grounds.__annotations__.keys()
    assert all(Reason.__annotations__.keys() == reason.keys() for reason in grounds["reasons"])


@every()
def test_what_was_to_be_looked_at_and_who_would_not_sign_is_read_as_today(world: World, case):
    kept = casefile.load(case.id)
    assert all(Asked.__required_keys__ <= look.keys() <= Asked.__annotations__.keys() for look in kept.looks)
    declined = kept.contract.declined if kept.contract else None
    assert declined is None or Declined.__required_keys__ <= declined.keys() <= Declined.__annotations__.keys()


@every()
def test_the_applicant_sees_of_a_case_what_they_saw_when_it_was_left(world: World, case):
    answers = {of: world.api("GET", f"/v1/applications/{case.id}{of}", who=world.party(case)) for of in SHOWN}
    assert {answer.status for answer in answers.values()} == {200}
    now = shown(answers["/track"].body)
    if case.status == "DRAFT":  # what was ticked for others in the form of earlier releases is no act of theirs
        assert "CAN_SUBMIT" not in now["next"] and "CAN_AUTHORISE" in now["next"]
        now = {**now, "next": case.shown["next"]}
    now = {**now, "next": [one for one in now["next"] if one not in _SINCE]}
    assert _seen(now) == _seen(case.shown)


_SINCE = ("CAN_CONTEST", "CAN_APPEAL")  # what was found may be contested since, and how it ended be objected to


def _seen(shown):
    """What stands there but for why something holds of another party, which is told to that party alone since, and but for what a
    reviewer made of it, which is told instead of what it was computed from."""
    decision = shown["decision"]
    if not decision:
        return shown
    if shown["status"] == "REVIEWING":  # what is computed and not approved is told as decided no more
        return {**shown, "decision": None}
    if shown["status"] == "REFUSED":
        return {**shown, "decision": {**decision, "approved": False, "reasons": []}}
    own = [code for code in dict.fromkeys(decision["reasons"]) if code != "REASON_OF_ANOTHER"]
    return {**shown, "decision": {**decision, "reasons": own}}


@pytest.mark.parametrize("world", released.names(), indirect=True, scope="module")
def test_every_applicant_finds_their_cases(world: World):
    applied: dict[str, set[str]] = {}
    for case in world.store.cases:
        applied.setdefault(world.party(case), set()).add(case.id)
    for who, cases in applied.items():
        mine = world.api("GET", "/v1/applications", who=who).body["items"]
        assert {line["id"] for line in mine} == cases


@every(lambda case: case.is_decided)
def test_a_decision_is_explained_to_every_party_and_the_desk(world: World, case):
    for who in (*(world.party(case, key) for key in world.parties(case)), world.staff("reviewer", case)):
        answer = world.api("GET", f"/v1/applications/{case.id}/decision", who=who)
        assert answer.status == 200 and answer.body["rules"]


@every(lambda case: not case.is_decided)
def test_where_nothing_was_decided_nothing_is_explained(world: World, case):
    answer = world.api("GET", f"/v1/applications/{case.id}/decision", who=world.party(case))
    assert answer.body["code"] == "NOT_DECIDED"


@every(lambda case: case.was_submitted)
def test_staff_see_every_task_there_was(world: World, case):
    for task in tasks.of_case(case.id):
        if task.kind in STAFF:
            who = world.staff(next(iter(STAFF[task.kind].by)), case)
            answer = world.api("GET", f"/v1/tasks/{task.id}", who=who)
            assert answer.status == 200
            assert (answer.body["case"], answer.body["kind"], answer.body["state"]) == (case.id, task.kind, task.state)


@every()
def test_operations_see_where_a_case_stands(world: World, case):
    answer = world.api("GET", f"/v1/ops/cases/{case.id}", who=world.session("ops", "ops-1"))
    assert answer.status == 200
    assert (answer.body["status"], answer.body["number"]) == (case.status, case.shown["number"])
