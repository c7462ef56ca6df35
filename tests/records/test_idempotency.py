from typing import Any

import pytest
import time_machine
from botocore.exceptions import ClientError, ReadTimeoutError

from chalicelib import aws
from chalicelib.records import idempotency
from chalicelib.records.idempotency import Claim, KeyReused, StillRunning
from chalicelib.settings import setting

BEGIN = "2026-11-23T01:00:00Z"


def test_a_kept_answer_is_given_again(platform):
    first = idempotency.claim("me", "k", "request")
    idempotency.keep(first, {"status": 201})
    assert idempotency.claim("me", "k", "request") == {"status": 201}


class Lossy:
    """DynamoDB whose next answer to one operation is lost: after the work where `done`, else before it."""

    def __init__(self, real: Any, operation: str, error: Exception, done: bool) -> None:
        self._real, self._operation, self._error, self._done = real, operation, error, done

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._real, name)
        return self._lose(real) if name == self._operation else real

    def _lose(self, real: Any) -> Any:
        def call(**asked: Any) -> Any:
            self._operation = ""
            if self._done:
                real(**asked)
            raise self._error

        return call


LOST = ReadTimeoutError(endpoint_url="dynamodb")
FAILED = ClientError({"Error": {"Code": "InternalServerError"}}, "operation")


@pytest.fixture
def lose(platform, monkeypatch):
    real = aws.client

    def make(operation: str, error: Exception = LOST, done: bool = True) -> None:
        lossy = Lossy(real("dynamodb"), operation, error, done)
        monkeypatch.setattr(aws, "client", lambda service: lossy if service == "dynamodb" else real(service))

    return make


@pytest.mark.parametrize("error", [LOST, FAILED])
@pytest.mark.parametrize("done", [True, False])
def test_a_key_is_free_at_once_when_it_is_unknown_whether_it_was_taken(lose, error, done):
    lose("put_item", error, done)
    with pytest.raises(type(error)):
        idempotency.claim("me", "k", "request")
    assert isinstance(idempotency.claim("me", "k", "request"), Claim)


@pytest.mark.parametrize("error", [LOST, FAILED])
def test_an_answer_that_cannot_be_kept_frees_the_key_and_fails_nobody(lose, error):
    first = idempotency.claim("me", "k", "request")
    lose("update_item", error, done=False)
    idempotency.keep(first, {"status": 201})
    assert isinstance(idempotency.claim("me", "k", "request"), Claim)


@pytest.mark.parametrize("error", [LOST, FAILED])
def test_a_key_that_cannot_be_freed_fails_nobody_and_waits_for_its_lease(lose, error):
    first = idempotency.claim("me", "k", "request")
    lose("update_item", error, done=False)
    idempotency.free(first)
    with pytest.raises(StillRunning):
        idempotency.claim("me", "k", "request")


def test_an_answer_that_was_kept_stays_though_we_were_not_told_so(lose):
    first = idempotency.claim("me", "k", "request")
    lose("update_item")
    idempotency.keep(first, {"status": 201})
    assert idempotency.claim("me", "k", "request") == {"status": 201}


def test_a_second_request_while_the_first_runs_is_told_so(platform):
    idempotency.claim("me", "k", "request")
    with pytest.raises(StillRunning):
        idempotency.claim("me", "k", "request")


def test_another_request_under_the_same_key_is_refused_running_or_done(platform):
    first = idempotency.claim("me", "k", "request")
    for _ in range(2):
        with pytest.raises(KeyReused):
            idempotency.claim("me", "k", "another")
        idempotency.keep(first, {})


def test_a_freed_key_is_taken_again_with_the_same_id(platform):
    first = idempotency.claim("me", "k", "request")
    idempotency.free(first)
    again = idempotency.claim("me", "k", "request")
    assert isinstance(again, Claim)
    assert again.id == first.id


def test_a_key_used_again_when_it_is_forgotten_names_something_new(platform):
    """Else yesterday's case would be given for today's: whoever counts their requests uses the key 1 every day."""
    with time_machine.travel(BEGIN, tick=False) as time:
        first = idempotency.claim("me", "1", "request")
        idempotency.keep(first, {})
        time.shift(idempotency.KEEP.total_seconds() + 1)
        assert idempotency.claim("me", "1", "request").id != first.id


def test_who_takes_over_from_a_dead_request_finishes_the_same_thing_and_from_one_of_an_earlier_release_too(
    platform,
):
    with time_machine.travel(BEGIN, tick=False) as time:
        for earlier in (False, True):
            first = idempotency.claim("me", f"{earlier}", "request")
            if earlier:
                where = {"TableName": setting("TABLE_EPHEMERAL"), "Key": {"key": {"S": f"request#{first.key}"}}}
                aws.client("dynamodb").update_item(**where, UpdateExpression="REMOVE begun")
            for _ in range(2):
                time.shift(idempotency.LEASE.total_seconds() + 1)
                again = idempotency.claim("me", f"{earlier}", "request")
                assert again.id == (first.key if earlier else first.id)


def test_a_request_that_died_gives_way_when_its_lease_is_over_and_cannot_answer_any_more(platform):
    with time_machine.travel(BEGIN, tick=False) as time:
        dead = idempotency.claim("me", "k", "request")
        time.shift(idempotency.LEASE.total_seconds() + 1)
        successor = idempotency.claim("me", "k", "request")
        assert isinstance(successor, Claim)
        idempotency.keep(dead, {"by": "the dead"})
        idempotency.keep(successor, {"by": "the successor"})
        assert idempotency.claim("me", "k", "request") == {"by": "the successor"}


def test_a_dead_request_neither_frees_nor_answers_for_its_successor_whoever_writes_last(platform):
    with time_machine.travel(BEGIN, tick=False) as time:
        dead = idempotency.claim("me", "k", "request")
        time.shift(idempotency.LEASE.total_seconds() + 1)
        successor = idempotency.claim("me", "k", "request")
        idempotency.free(dead)
        with pytest.raises(StillRunning):
            idempotency.claim("me", "k", "request")
        idempotency.keep(successor, {"by": "the successor"})
        idempotency.keep(dead, {"by": "the dead"})
        assert idempotency.claim("me", "k", "request") == {"by": "the successor"}


def test_a_dead_request_gives_way_to_the_same_request_only(platform):
    with time_machine.travel(BEGIN, tick=False) as time:
        idempotency.claim("me", "k", "request")
        time.shift(idempotency.LEASE.total_seconds() + 1)
        with pytest.raises(KeyReused):
            idempotency.claim("me", "k", "another")
        assert isinstance(idempotency.claim("me", "k", "request"), Claim)


def test_an_answer_is_never_forgotten_when_the_lease_of_its_request_is_over(platform):
    with time_machine.travel(BEGIN, tick=False) as time:
        idempotency.keep(idempotency.claim("me", "k", "request"), {"status": 201})
        time.shift(24 * 3600 - 1)
        assert idempotency.claim("me", "k", "request") == {"status": 201}


def test_an_answer_kept_just_before_its_request_is_taken_for_dead_is_not_written_over(platform, monkeypatch):
    with time_machine.travel(BEGIN, tick=False) as time:
        slow, found = idempotency.claim("me", "k", "request"), idempotency._found
        time.shift(idempotency.LEASE.total_seconds() + 1)

        def answers_meanwhile(key):
            read = found(key)
            idempotency.keep(slow, {"status": 201})
            return read

        with monkeypatch.context() as meanwhile, pytest.raises(StillRunning):
            meanwhile.setattr(idempotency, "_found", answers_meanwhile)
            idempotency.claim("me", "k", "request")
        assert idempotency.claim("me", "k", "request") == {"status": 201}


def test_a_lease_lasts_to_its_last_moment(platform):
    with time_machine.travel(BEGIN, tick=False) as time:
        idempotency.claim("me", "k", "request")
        time.shift(idempotency.LEASE.total_seconds())
        with pytest.raises(StillRunning):
            idempotency.claim("me", "k", "request")


def test_a_key_is_forgotten_after_a_day_even_before_the_table_forgets_it(platform):
    with time_machine.travel(BEGIN, tick=False) as time:
        idempotency.keep(idempotency.claim("me", "k", "request"), {})
        time.shift(24 * 3600 + 1)
        assert isinstance(idempotency.claim("me", "k", "another"), Claim)


def test_neither_who_nor_the_key_is_stored(platform):
    idempotency.claim("depositor/person_x", "my-secret-key", "request")
    assert "my-secret-key" not in str(platform.items("ephemeral"))
    assert "person_x" not in str(platform.items("ephemeral"))


def test_one_key_of_two_people_is_two_keys_and_neither_gets_the_others_answer(platform):
    idempotency.keep(idempotency.claim("depositor/person_x", "1", "request"), {"for": "x"})
    other = idempotency.claim("depositor/person_y", "1", "request")
    assert isinstance(other, Claim)
    idempotency.keep(other, {"for": "y"})
    assert idempotency.claim("depositor/person_x", "1", "request") == {"for": "x"}


def test_a_key_under_which_nothing_was_done_is_free_for_any_request(platform):
    idempotency.forget(idempotency.claim("me", "k", "request"))
    assert isinstance(idempotency.claim("me", "k", "another"), Claim)


def test_a_key_the_table_forgets_while_it_is_asked_for_is_asked_for_again(platform, monkeypatch):
    idempotency.claim("me", "k", "request")
    monkeypatch.setattr(idempotency, "_found", lambda key: None)
    with pytest.raises(StillRunning):
        idempotency.claim("me", "k", "request")


def test_a_request_that_still_runs_keeps_its_key_for_as_long_as_the_gateway_waits_for_its_answer(platform):
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        idempotency.claim("who", "key", "request")
        time.shift(29)
        with pytest.raises(StillRunning):
            idempotency.claim("who", "key", "request")
