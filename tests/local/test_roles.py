from functools import cache
from types import ModuleType

import pytest
from botocore.exceptions import ClientError

from chalicelib.settings import check, setting
from chalicelib.settings.needed import NEEDED
from infra.local.actions import Request, requests
from infra.local.roles import Roles, acting_as, apart, running


def test_a_function_may_do_what_its_role_says(local):
    with acting_as("identity"):
        local.client("dynamodb").get_item(TableName=local.env["ANJU_TABLE_CASES"], Key={"id": {"S": "none"}})


def test_the_same_call_is_denied_under_a_role_without_it(local):
    secret = {"SecretId": local.env["ANJU_SECRET_BANKS"]}
    with acting_as("disburse"):
        local.client("secretsmanager").get_secret_value(**secret)
    with acting_as("assess"), pytest.raises(ClientError) as denied:
        local.client("secretsmanager").get_secret_value(**secret)
    assert denied.value.response["Error"]["Code"] == "AccessDeniedException"


def test_a_permission_on_one_table_does_not_open_another(local):
    with acting_as("intake"), pytest.raises(ClientError, match="AccessDenied"):
        local.client("dynamodb").get_item(
            TableName=local.env["ANJU_TABLE_LEDGER"], Key={"case": {"S": "c"}, "number": {"N": "1"}}
        )


def test_every_write_in_a_transaction_is_judged(local):
    put = {"Put": {"TableName": local.env["ANJU_TABLE_LEDGER"], "Item": {}}}
    with acting_as("intake"), pytest.raises(ClientError, match="PutItem"):
        local.client("dynamodb").transact_write_items(TransactItems=[put])


def test_presigning_an_upload_takes_the_right_to_put_it(local):
    bucket = local.env["ANJU_BUCKET_DOCUMENTS"]
    with acting_as("api"):
        assert local.client("s3").generate_presigned_post(bucket, "incoming/c/d")["url"].startswith("http://127")
    with acting_as("identity"), pytest.raises(ClientError, match="AccessDenied"):
        local.client("s3").generate_presigned_post(bucket, "incoming/c/d")


def test_the_road_runs_functions_and_nothing_else(local):
    with acting_as("road"), pytest.raises(ClientError, match="AccessDenied"):
        local.client("dynamodb").get_item(TableName=local.env["ANJU_TABLE_CASES"], Key={"id": {"S": "none"}})


def test_outside_any_function_an_operator_may_do_everything(local):
    local.client("dynamodb").scan(TableName=local.env["ANJU_TABLE_LEDGER"])


def test_an_explicit_deny_wins():
    allow = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
    deny = {"Effect": "Deny", "Action": ["s3:PutObject"], "Resource": "arn:aws-cn:s3:::b/private/*"}
    roles = Roles({"f": (allow, deny)})
    assert roles.allows("f", Request("s3:PutObject", "arn:aws-cn:s3:::b/open"))
    assert not roles.allows("f", Request("s3:PutObject", "arn:aws-cn:s3:::b/private/x"))


def test_a_condition_is_judged_by_the_context_of_the_call():
    statement = {
        "Effect": "Allow",
        "Action": "kms:Decrypt",
        "Resource": "*",
        "Condition": {"StringEquals": {"kms:EncryptionContext:case": "c1"}},
    }
    roles = Roles({"f": (statement,)})
    [mine] = requests("kms", "Decrypt", {"KeyId": "k", "EncryptionContext": {"case": "c1"}})
    [other] = requests("kms", "Decrypt", {"KeyId": "k", "EncryptionContext": {"case": "c2"}})
    assert roles.allows("f", mine) and not roles.allows("f", other)


def test_a_service_nobody_mapped_is_an_error_and_not_a_pass():
    with pytest.raises(NotImplementedError):
        requests("sns", "Publish", {})


def test_what_one_function_remembers_another_does_not():
    room = ModuleType("room")
    opened = []

    @cache
    def open_key(name):
        opened.append((running(), name))

    open_key.__module__ = room.__name__
    room.open_key = open_key
    with apart([room]):
        for function in ("intake", "assess", "intake"):
            with acting_as(function):
                room.open_key("k")
    assert opened == [("intake", "k"), ("assess", "k")] and room.open_key is open_key


def test_a_function_reads_the_settings_it_is_told_and_no_others(local):
    with acting_as("disburse"):
        assert setting("SECRET_BANKS") == local.env["ANJU_SECRET_BANKS"]
    with acting_as("assess"), pytest.raises(KeyError, match="assess is not told"):
        setting("SECRET_BANKS")


@pytest.mark.parametrize("function", NEEDED)
def test_what_the_template_makes_of_every_setting_is_well_formed(local, function):
    check(function)
