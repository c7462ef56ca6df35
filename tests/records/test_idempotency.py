import pytest
import time_machine

from chalicelib.records import idempotency
from chalicelib.records.idempotency import Claim, KeyReused, StillRunning

BEGIN = "2026-11-23T01:00:00Z"


def test_a_kept_answer_is_given_again(platform):
    first = idempotency.claim("me", "k", "request")
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


def test_a_request_that_died_gives_way_when_its_lease_is_over_and_cannot_answer_any_more(platform):
    with time_machine.travel(BEGIN, tick=False) as time:
        dead = idempotency.claim("me", "k", "request")
        time.shift(idempotency.LEASE.total_seconds() + 1)
        successor = idempotency.claim("me", "k", "request")
        assert isinstance(successor, Claim)
        idempotency.keep(dead, {"by": "the dead"})
        idempotency.keep(successor, {"by": "the successor"})
        assert idempotency.claim("me", "k", "request") == {"by": "the successor"}


def test_a_key_is_forgotten_after_a_day_even_before_the_table_forgets_it(platform):
    with time_machine.travel(BEGIN, tick=False) as time:
        idempotency.keep(idempotency.claim("me", "k", "request"), {})
        time.shift(idempotency.KEEP.total_seconds() + 1)
        assert isinstance(idempotency.claim("me", "k", "another"), Claim)


def test_neither_who_nor_the_key_is_stored(platform):
    idempotency.claim("depositor/person_x", "my-secret-key", "request")
    assert "my-secret-key" not in str(platform.items("ephemeral"))
    assert "person_x" not in str(platform.items("ephemeral"))
