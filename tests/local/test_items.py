"""moto without its detours answers as it does with them."""

import re
from contextlib import nullcontext

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from infra.local.items import plain_items

STORED = {
    "id": {"S": "1"}, "n": {"N": "2"}, "raw": {"B": b"\x00\xff"}, "no": {"NULL": True}, "yes": {"BOOL": True},
    "list": {"L": [{"S": "a"}, {"M": {"x": {"N": "1"}}}, {"S": "c"}]}, "map": {"M": {"a": {"S": "1"}}}, "set": {"SS": ["a", "b"]},
}  # fmt: skip
VALUES = {":n": {"N": "3"}, ":s": {"S": "t"}, ":l": {"L": [{"S": "d"}]}, ":set": {"SS": ["b"]}}
UPDATES = (
    "SET #map.b = :s, n = n + :n", "SET #list = list_append(#list, :l) REMOVE raw", "REMOVE #list[0], #list[2]",
    "SET fresh = if_not_exists(fresh, :n), n = if_not_exists(n, :n)", "ADD n :n DELETE #set :set",
    "SET fresh = list_append(#list, :l)", "SET #list = list_append(#list, :l), n = gone", "SET #list = list_append(#list, :l), n = :n, n = :n",
    "SET #map.b.c = :s", "SET n = :n, n = :n", "SET id = :s", "SET n = n + :s", "SET n = :n SET fresh = :n", "SET fresh = gone",
)  # fmt: skip


def told(id: str, update: str) -> object:
    """What a table answers, and holds, after one update of an item as stored, or of one that is not there."""
    client = boto3.client("dynamodb", "cn-northwest-1")
    values = {name: VALUES[name] for name in re.findall(r":\w+", update)}
    names = {name: name[1:] for name in re.findall(r"#\w+", update)}
    how = {"ExpressionAttributeNames": names, "ExpressionAttributeValues": values}
    client.put_item(TableName="t", Item=STORED)
    try:
        answer = client.update_item(
            TableName="t",
            Key={"id": {"S": id}},
            UpdateExpression=update,
            ReturnValues="ALL_NEW",
            **{one: said for one, said in how.items() if said},
        )["Attributes"]
    except ClientError as error:
        answer = error.response["Error"]
    return answer, client.scan(TableName="t")["Items"]


@pytest.mark.parametrize("id", ["1", "2"])
def test_moto_answers_and_holds_the_same_without_its_detours(id: str) -> None:
    def all_told(how: object) -> list[object]:
        with mock_aws(), how:
            client = boto3.client("dynamodb", "cn-northwest-1")
            client.create_table(
                TableName="t",
                KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
                AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
                BillingMode="PAY_PER_REQUEST",
            )
            try:
                return [told(id, update) for update in UPDATES]
            finally:
                client.delete_table(TableName="t")  # another test's store may be around this one

    assert all_told(plain_items()) == all_told(nullcontext())
