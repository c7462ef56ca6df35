import pytest
import urllib3
from botocore.exceptions import EndpointConnectionError, ReadTimeoutError

from infra.local.faults import Call, watching
from infra.local.roles import acting_as


def only(call):
    return lambda this, _place: this == call


def put(local, key):
    local.client("dynamodb").put_item(TableName=local.env["ANJU_TABLE_EPHEMERAL"], Item={"key": {"S": key}})


def there(local, key):
    return "Item" in local.client("dynamodb").get_item(
        TableName=local.env["ANJU_TABLE_EPHEMERAL"], Key={"key": {"S": key}}
    )


def test_calls_are_named_by_function_operation_and_place_in_line(local):
    with watching() as watch, acting_as("api"):
        put(local, "a")
        put(local, "b")
        there(local, "b")
    assert list(map(str, watch.calls)) == [
        "api dynamodb.PutItem #1",
        "api dynamodb.PutItem #2",
        "api dynamodb.GetItem #1",
    ]


def test_a_call_lost_before_it_happened_leaves_nothing_behind(local):
    with watching(only(Call("api", "dynamodb.PutItem", 2)), "before") as watch, acting_as("api"):
        put(local, "first")
        with pytest.raises(EndpointConnectionError):
            put(local, "second")
        put(local, "third")
    assert [there(local, key) for key in ("first", "second", "third")] == [True, False, True]
    assert watch.lost == [Call("api", "dynamodb.PutItem", 2)]


def test_a_call_lost_after_it_happened_has_happened(local):
    with watching(only(Call("api", "dynamodb.PutItem", 1)), "after"), acting_as("api"), pytest.raises(ReadTimeoutError):
        put(local, "happened")
    assert there(local, "happened")


def test_calls_of_nobodys_pass_uncounted(local):
    with watching(only(Call("api", "dynamodb.PutItem", 1))) as watch:
        put(local, "operator")
    assert watch.calls == [] and there(local, "operator")


def test_calls_to_partners_are_lost_too(local):
    http = urllib3.PoolManager(retries=False)
    name = Call("tax", "GET /control/journal", 1)
    for moment in ("before", "after"):
        with watching(only(name), moment) as watch, acting_as("tax"), pytest.raises(urllib3.exceptions.HTTPError):
            http.request("GET", f"{local.partners}/control/journal?x=1")
        assert watch.lost == [name]
