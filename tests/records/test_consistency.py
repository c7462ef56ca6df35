"""What is acted on is read as it was last written: DynamoDB may else answer with what stood there a moment ago, which no
simulated store ever does.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib import aws
from chalicelib.casework import holding
from chalicelib.records import casefile, idempotency, registers, tasks
from chalicelib.trust import sessions
from chalicelib.trust.sessions import Session
from tests.given import case as given
from tests.given.form import sample


@pytest.fixture
def reads(platform: Any) -> Iterator[list[tuple[str, bool]]]:
    """Every read of items by key: of which table, and whether it has to see the last write."""
    seen: list[tuple[str, bool]] = []

    def note(params: dict[str, Any], **_: Any) -> None:
        asked = params.get("RequestItems") or {params.get("TableName"): params}
        seen.extend((table, request.get("ConsistentRead", False)) for table, request in asked.items())

    events = aws.client("dynamodb").meta.events
    names = [f"provide-client-params.dynamodb.{operation}" for operation in ("GetItem", "BatchGetItem")]
    for name in names:
        events.register(name, note)
    yield seen
    for name in names:
        events.unregister(name, note)


def test_whatever_is_read_by_its_key_to_act_on_it_is_read_as_it_was_last_written(reads: list[tuple[str, bool]]) -> None:
    case = given.submitted(sample(1)["form"])
    holding.take_in(case, "1" * 31, case.accepted_on, casefile.event("ACCEPTED"))
    number = casefile.load(case.id).number
    task = given.waiting(case.id, "correction", "CORRECTION")
    token, _ = sessions.open_session(Session("ops", "o1", "", "test", "person_o1", device=sessions.device_of("d")))
    claim = idempotency.claim("ops/o1", "key", "body")
    assert isinstance(claim, idempotency.Claim)
    idempotency.keep(claim, {"status": 200})
    reads.clear()
    assert casefile.load(case.id).application and registers.case_of_number(number) == case.id
    assert (
        tasks.get(task) and sessions.find(token, "d") and idempotency.claim("ops/o1", "key", "body") == {"status": 200}
    )
    tables = {table.rpartition("-")[2] for table, _ in reads}
    assert tables == {"cases", "parts", "registers", "tasks", "ephemeral"}
    assert [table for table, consistent in reads if not consistent] == []


def test_who_holds_what_an_application_takes_is_read_as_it_was_last_written(reads: list[tuple[str, bool]]) -> None:
    case = given.submitted(sample(1)["form"])
    reads.clear()
    holding.take_in(case, "1" * 31, case.accepted_on, casefile.event("ACCEPTED"))
    assert reads and all(consistent for _, consistent in reads)
