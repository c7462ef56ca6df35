"""What tests ask without the wire answers as it does on the wire, and leaves the same behind: what is told of a record or an error is what AWS's clients make of it."""

from unittest.mock import patch

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

ON_THE_WIRE = BaseClient._make_request
TABLE = "anju-registers"
ITEM = {
    "key": {"S": "one"},
    "number": {"N": "1.50"},
    "bytes": {"B": b"\x00\xff"},
    "map": {"M": {"list": {"L": [{"BOOL": True}, {"NULL": True}]}, "none": {"M": {}}}},
    "set": {"SS": ["a", "b"]},
}
ONE = {"TableName": TABLE, "Key": {"key": {"S": "one"}}}
NOBODY = {"TableName": TABLE, "Key": {"key": {"S": "nobody"}}}
NEVER = {"ConditionExpression": "attribute_not_exists(#k)", "ExpressionAttributeNames": {"#k": "key"}}
HELD_BACK = {"ReturnValuesOnConditionCheckFailure": "ALL_OLD"}
ADD = {"UpdateExpression": "ADD #n :one REMOVE bytes SET seen = :one", "ExpressionAttributeNames": {"#n": "number"}}
BY_ONE = {**ADD, "ExpressionAttributeValues": {":one": {"N": "1"}}}
RANDOM = ("Plaintext", "CiphertextBlob", "Signature")


def both(*, ours, other):
    return {"TransactItems": [{"Update": {**ONE, **BY_ONE, **ours}}, {"Put": {"TableName": TABLE, "Item": other}}]}


TABLES = {
    "found": ("get_item", ONE),
    "found in part": ("get_item", {**ONE, "ProjectionExpression": "bytes, map.list[0]", "ConsistentRead": True}),
    "not found": ("get_item", NOBODY),
    "found among others": ("batch_get_item", {"RequestItems": {TABLE: {"Keys": [ONE["Key"], NOBODY["Key"]]}}}),
    "put": ("put_item", {"TableName": TABLE, "Item": {**ITEM, "key": {"S": "two"}}, **NEVER}),
    "put over": ("put_item", {"TableName": TABLE, "Item": {"key": {"S": "one"}}, "ReturnValues": "ALL_OLD"}),
    "not put": ("put_item", {"TableName": TABLE, "Item": ITEM, **NEVER}),
    "not put, and told why": ("put_item", {"TableName": TABLE, "Item": ITEM, **NEVER, **HELD_BACK}),
    "too large": ("put_item", {"TableName": TABLE, "Item": {**ITEM, "bytes": {"B": bytes(500_000)}}}),
    "updated": ("update_item", {**ONE, **BY_ONE, "ReturnValues": "ALL_NEW"}),
    "updated, and counted": ("update_item", {**ONE, **BY_ONE, "ReturnConsumedCapacity": "TOTAL"}),
    "made by an update": ("update_item", {**NOBODY, **BY_ONE}),
    "not updated": ("update_item", {**ONE, **BY_ONE, "ConditionExpression": "seen = :one", **HELD_BACK}),
    "an update nobody can read": ("update_item", {**ONE, "UpdateExpression": "SET"}),
    "deleted": ("delete_item", {**ONE, "ReturnValues": "ALL_OLD"}),
    "written together": ("transact_write_items", both(ours={}, other={"key": {"S": "two"}})),
    "not written together": (
        "transact_write_items",
        both(ours={"ConditionExpression": "seen = :one", **HELD_BACK}, other={"key": {"S": "two"}}),
    ),
    "looked through": ("scan", {"TableName": TABLE, "Limit": 1}),
    "asked for": (
        "query",
        {
            "TableName": TABLE,
            "KeyConditionExpression": "#k = :k",
            "ExpressionAttributeNames": {"#k": "key"},
            "ExpressionAttributeValues": {":k": {"S": "one"}},
        },
    ),
    "of no table": ("get_item", {**ONE, "TableName": "anju-nothing"}),
}
KEYS = {
    "index": ("generate_mac", {"MacAlgorithm": "HMAC_SHA_256", "Message": b"person:1"}, "KEY_INDEX"),
    "data key": ("generate_data_key", {"KeySpec": "AES_256", "EncryptionContext": {"case": "1"}}, "KEY_CASES"),
    "sealed key": ("generate_data_key_without_plaintext", {"KeySpec": "AES_256"}, "KEY_CASES"),
    "nobody's bytes": ("decrypt", {"CiphertextBlob": b"nothing"}, "KEY_CASES"),
    "another kind of key": ("generate_mac", {"MacAlgorithm": "HMAC_SHA_256", "Message": b"1"}, "KEY_CASES"),
    "no such key": ("get_public_key", {"KeyId": "00000000-0000-0000-0000-000000000000"}, None),
}


def told(platform, service, operation, how):
    """What a caller gets to see: the answer, or the error with all that is told beside it; and what is left behind."""
    platform.empty()
    platform.client("dynamodb").put_item(TableName=TABLE, Item=ITEM)
    try:
        answer = getattr(platform.client(service), operation)(**how)
    except ClientError as error:
        answer = {**error.response, "kind": type(error).__name__}
    answer.pop("ResponseMetadata")
    return {name: type(value) if name in RANDOM else value for name, value in answer.items()}, platform.items(
        "registers"
    )


def on_the_wire(*asked):
    with patch.object(BaseClient, "_make_request", ON_THE_WIRE):
        return told(*asked)


@pytest.mark.parametrize("operation, how", TABLES.values(), ids=TABLES)
def test_a_table_asked_without_the_wire_answers_as_on_it(platform, operation, how):
    assert told(platform, "dynamodb", operation, how) == on_the_wire(platform, "dynamodb", operation, how)


@pytest.mark.parametrize("operation, how, key", KEYS.values(), ids=KEYS)
def test_a_key_asked_without_the_wire_answers_as_on_it(platform, operation, how, key):
    how = {**how, "KeyId": platform.env[f"ANJU_{key}"]} if key else how
    assert told(platform, "kms", operation, how) == on_the_wire(platform, "kms", operation, how)
