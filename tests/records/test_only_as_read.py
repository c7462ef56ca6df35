"""What somebody has changed since it was read stays as they left it, and the road is told what was recorded. Of waits: tests/records/test_waits_in_hand.py."""

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest
import time_machine
from botocore.exceptions import ClientError

from chalicelib.domain.status import Status
from chalicelib.errors import Contended
from chalicelib.records import absences, agenda, casefile, decisions, filing, parts, road, schema, tasks
from chalicelib.records.absences import Absence
from chalicelib.records.casefile import ANY
from chalicelib.settings import setting
from tests.given.case import held

READ = "2026-11-23T02:00:00.000Z"
SOONER, LATER = "2026-11-23T01:00:00.000Z", "2026-11-23T03:00:00.000Z"


@pytest.fixture
def due(platform):
    """A case of which nothing else is kept, due at that moment; then what its item says of it."""
    db = platform.client("dynamodb")

    def stands(due_at, status="REVIEWING"):
        item = {"id": "c1", "status": status, "due_at": due_at, "due_shard": "1"}
        db.put_item(TableName=setting("TABLE_CASES"), Item={name: {"S": said} for name, said in item.items()})

    def now():
        kept = db.get_item(TableName=setting("TABLE_CASES"), Key={"id": {"S": "c1"}})["Item"]
        return kept.get("due_at", {}).get("S")

    with time_machine.travel("2026-11-23T04:00:00.000Z", tick=False):
        yield SimpleNamespace(stands=stands, now=now)


@pytest.mark.parametrize("written", [SOONER, READ, LATER])
def test_a_case_whose_look_was_set_anew_since_it_was_read_neither_leaves_the_agenda_nor_is_put_off(due, written):
    due.stands(written)
    agenda.leave("c1", READ)
    assert due.now() == (None if written == READ else written)
    due.stands(written)
    assert agenda.enter("c1", Status.REVIEWING, due_at=READ) is (written == READ)
    assert (due.now() == written) is (written != READ)
    assert agenda.enter("c1", Status.REVIEWING) and due.now() > LATER, "whoever read no such time sets it"


def test_a_case_that_has_moved_on_is_due_as_who_moved_it_wrote(due):
    due.stands(READ)
    assert not agenda.enter("c1", Status.SIGNING) and due.now() == READ


def test_who_decides_a_wait_they_have_to_hold_holds_it_still(monkeypatch):
    asked = {}
    monkeypatch.setattr(casefile, "update", lambda *_, **__: "the case")
    monkeypatch.setattr(tasks, "answer", lambda *said, **how: asked.update(how))
    monkeypatch.setattr(parts, "retire", lambda *_: None)
    for is_held in (True, False):
        decisions.decide(held(), "t1", {"next": "decided"}, "r1", expect=ANY, held=is_held)
        assert asked == {"beside": "the case", "held": is_held}


@pytest.mark.parametrize(
    ("state", "token", "outcome", "told"),
    [
        ("answered", "t1", {"next": "decided"}, {"taskToken": "t1", "output": '{"next": "decided"}'}),
        ("retrying", "t1", {"next": "retry"}, {"taskToken": "t1", "output": '{"next": "retry"}'}),
        ("answered", "t1", {"error": "MoreMaterial"}, {"taskToken": "t1", "error": "MoreMaterial", "cause": "answered so"}),
        ("interrupted", "t1", None, {"taskToken": "t1", "error": "Withdrawn", "cause": "withdrawn"}),
        ("answered", "", {"next": "resolved"}, None),
        ("interrupted", "", None, None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("at", [{}, {"answered_at": {"S": READ}}])
def test_the_road_that_waits_is_told_what_was_recorded_whoever_recorded_it(
    monkeypatch, state, token, outcome, told, at
):
    heard = []
    monkeypatch.setattr(
        road.aws, "client", lambda name: SimpleNamespace(send_task_success=lambda **how: heard.append(how), send_task_failure=lambda **how: heard.append(how))
    )  # fmt: skip
    said = {"outcome": {"S": json.dumps(outcome)}} if outcome else {}
    road.tell({"token": {"S": token}, "state": {"S": state}, **said, **at})
    assert heard == ([told] if told else [])


AWAY = Absence("620100", "clerk", "k1", "p1", "2026-11-23", "2026-11-25", "k2", "p2", "s1", "p3", READ)


@pytest.mark.parametrize("meanwhile", [replace(AWAY, deputy="k3"), replace(AWAY, moved=("t1",)), None])
def test_an_absence_that_was_changed_since_it_was_read_is_neither_written_over_nor_taken_out(platform, meanwhile):
    absences.write(AWAY, None)
    absences.remove(AWAY) if meanwhile is None else absences.write(meanwhile, AWAY)
    for act in (lambda: absences.write(replace(AWAY, begun_at=LATER), AWAY), lambda: absences.remove(AWAY)):
        with pytest.raises(Contended):
            act()
    if meanwhile:
        with pytest.raises(Contended):
            absences.write(AWAY, None)
    assert absences.of_centre("620100") == [meanwhile] * bool(meanwhile)


@pytest.mark.parametrize(
    ("shape", "is_written"), [(schema.NOW - 1, True), (schema.NOW, True), (schema.NOW + 1, False), (None, True)]
)
def test_what_a_later_release_has_written_is_not_written_over_by_this_one(platform, shape, is_written):
    db, key = platform.client("dynamodb"), {"key": {"S": "k"}}
    kept = {**key, **({"schema": {"N": str(shape)}} if shape else {})}
    db.put_item(TableName=setting("TABLE_REGISTERS"), Item=kept)
    how = {
        "UpdateExpression": f"SET {schema.SET}", "ConditionExpression": schema.UNLESS_LATER,
        "ExpressionAttributeNames": schema.NAMES, "ExpressionAttributeValues": schema.VALUES,
    }  # fmt: skip
    try:
        db.update_item(TableName=setting("TABLE_REGISTERS"), Key=key, **how)
    except ClientError:
        assert not is_written
    else:
        assert is_written


@pytest.mark.usefixtures("own_names")
@pytest.mark.parametrize(("code", "is_absent"), [("NoSuchKey", True), ("NoSuchVersion", True), ("404", True),
                                                 ("AccessDenied", False), ("SlowDown", False)])  # fmt: skip
def test_an_upload_is_filed_or_is_not_there_and_what_could_not_be_copied_is_an_error(monkeypatch, code, is_absent):
    def copy(**how):
        raise ClientError({"Error": {"Code": code}}, "CopyObject")

    monkeypatch.setattr(filing.aws, "client", lambda name: SimpleNamespace(copy_object=copy))
    if is_absent:
        assert not filing.take_over("c1", "d1", "uploads/d1.pdf", "v1")
    else:
        with pytest.raises(ClientError, match=code):
            filing.take_over("c1", "d1", "uploads/d1.pdf", "v1")


@pytest.mark.usefixtures("own_names")
@pytest.mark.parametrize("version", ["v1", None])
def test_what_is_filed_is_the_very_version_that_was_inspected(monkeypatch, version):
    copied = []
    monkeypatch.setattr(filing.aws, "client", lambda _: SimpleNamespace(copy_object=lambda **how: copied.append(how)))
    assert filing.take_over("c1", "d1", "uploads/d1.pdf", version)
    ((where, very),) = [(how["Key"], how["CopySource"]) for how in copied]
    assert (where, very["Key"], very.get("VersionId")) == ("cases/c1/uploads/d1.pdf", "cases/c1/uploads/d1", version)
