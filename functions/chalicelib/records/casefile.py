"""The case file (案卷): one small item per case, so that one conditional update changes everything that belongs together.

What is large is an immutable part of its own (`parts`); the update swaps the pointer to it together with status and revision. How
all this is stored is known to `item` alone.
"""

import json
from base64 import b64encode
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Unpack

from botocore.exceptions import ClientError

from chalicelib import aws, clock
from chalicelib.domain.status import Status
from chalicelib.errors import CaseNotFound, Contended
from chalicelib.records import conditional, dense, item, layout, parts, schema
from chalicelib.records.case import CaseFile
from chalicelib.records.changes import ANY, Changes, Expect, Told
from chalicelib.records.contents import Event
from chalicelib.settings import setting
from chalicelib.trust import vault

__all__ = [
    "CaseFile",
    "Changes",
    "Expect",
    "Told",
    "amend",
    "create",
    "event",
    "listing",
    "load",
    "prune",
    "update",
    "whole",
]


def create(
    case_id: str,
    centre: str,
    applicant: str,
    form: Mapping[str, Any],
    channel: str,
    trace: str = "",
    hands: Mapping[str, str] = MappingProxyType({}),
) -> CaseFile:
    """Opens a draft (草稿). Creating the same id again returns what is there. `hands`: who types it at the window."""
    key = vault.new_key(case_id)
    sealed = parts.put(case_id, vault.seal_bytes(case_id, key, "form", parts.packed(form)))
    values: dict[str, Any] = {
        "id": case_id, "centre": centre, "applicant": applicant, "status": Status.DRAFT, "channel": channel, "revision": 1,
        "opened_at": clock.stamp(), "key": key, "people": {applicant: "borrower"}, "trace": trace,
    }  # fmt: skip
    try:
        aws.client("dynamodb").put_item(
            TableName=setting("TABLE_CASES"),
            Item=item.new(values, hands, sealed),
            ConditionExpression="attribute_not_exists(id)",
        )
    except ClientError as error:
        if not conditional.lost(error):
            raise
    return load(case_id)


def load(case_id: str) -> CaseFile:
    """Reads a case, strongly consistent. Raises `CaseNotFound`, `PlatformUnavailable` for one of a later release."""
    return item.case_of(_stored(case_id))


def amend(
    case: CaseFile,
    *events: Told,
    expect: Expect = ANY,
    beside: Mapping[str, Any] | None = None,
    **changes: Unpack[Changes],
) -> None:
    """Writes changes and timeline entries in one atomic update; what they replace of the large parts is gone some days later.
    `beside`: the DynamoDB `Put` that happens with it, or neither does; both cost twice then.

    Raises `Contended` when an expectation does not hold any more. Safe to repeat.
    """
    asked = update(case, *events, expect=expect, **changes)
    try:
        if beside:
            aws.client("dynamodb").transact_write_items(TransactItems=[{"Update": asked}, {"Put": beside}])
        else:
            aws.client("dynamodb").update_item(**asked)
    except ClientError as error:
        if conditional.lost(error) or conditional.lost_of(error, ["case"]):
            raise Contended(case.id) from None
        raise
    parts.retire(case.id, item.superseded(case, changes))


def update(case: CaseFile, *events: Told, expect: Expect = ANY, **changes: Unpack[Changes]) -> dict[str, Any]:
    """The DynamoDB `Update` that `amend` performs, for use inside a transaction."""
    return {
        "TableName": setting("TABLE_CASES"),
        "Key": {"id": {"S": case.id}},
        **item.changed(case, events, expect, changes),
    }


def event(code: str, key: str = "", **values: str) -> Told:
    """A timeline entry for `amend`; one already there is kept, so a repeated step tells it once.

    `code` is in the catalogue; `key` tells apart entries of one code (a round, a subject).
    """
    return Told(f"{code}{key and '.' + key}", Event(clock.stamp(), code, values))


def prune(case_id: str) -> None:
    """Lets the parts expire whose name stands nowhere in an ended case: what a death left that was about to point to them.

    Raises `CaseNotFound`. Safe to repeat.
    """
    parts.prune(case_id, parts.names_in(repr(dense.opened(_stored(case_id)))))


def whole(case_id: str) -> dict[str, Any]:
    """All that is kept of a case: its item, its texts as they are, and the parts it points to. What is sealed stays so. Raises `CaseNotFound`."""
    stored = dense.opened(_stored(case_id))
    pointed = parts.names_in(repr(stored))
    kept = {name: b64encode(body).decode() for name, body in parts.every(case_id).items() if name in pointed}
    return {"item": stored, "parts": kept}


def listing(
    index: str, key: str, cursor: str | None = None, limit: int = 50
) -> tuple[list[dict[str, Any]], str | None]:
    """One page of cases, newest first, by `applicant` or `centre`: id, number, status, opened_at; and the next cursor."""
    query: dict[str, Any] = {
        "TableName": setting("TABLE_CASES"),
        "IndexName": f"by_{index}",
        "KeyConditionExpression": "#k = :k",
        "ExpressionAttributeNames": {"#k": index},
        "ExpressionAttributeValues": {":k": {"S": key}},
        "ScanIndexForward": False,
        "Limit": limit,
    }
    if cursor:
        query["ExclusiveStartKey"] = json.loads(cursor)
    page = aws.client("dynamodb").query(**query)
    rows = [{name: layout.decoded(name, value) for name, value in row.items()} for row in page["Items"]]
    return rows, json.dumps(page["LastEvaluatedKey"]) if "LastEvaluatedKey" in page else None


def _stored(case_id: str) -> dict[str, Any]:
    response = aws.client("dynamodb").get_item(
        TableName=setting("TABLE_CASES"), Key={"id": {"S": case_id}}, ConsistentRead=True
    )
    if "Item" not in response:
        raise CaseNotFound(case_id)
    return dict(schema.known(response["Item"]))
