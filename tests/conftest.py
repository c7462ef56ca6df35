"""Fixtures of every room. `platform` is the whole of AWS as the template makes it, empty, inside this process."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from moto import mock_aws

from chalicelib import aws
from chalicelib.trust import vault

REGION = "cn-northwest-1"
TABLES: dict[str, tuple[tuple[str, ...], dict[str, tuple[str, str]]]] = {
    "cases": (("id",), {"by_applicant": ("applicant", "opened_at"), "by_centre": ("centre", "opened_at")}),
    "registers": (("key",), {}),
    "tasks": (("id",), {"by_queue": ("queue", "opened_at"), "by_case": ("case", "opened_at")}),
    "ledger": (("case", "number"), {}),
    "ephemeral": (("key",), {}),
    "traces": (("trace", "segment"), {}),
}
EXCHANGE = {
    "rid": "anju", "key": "test-exchange-key", "profile": "hmac-sha256", "callback_key": "test-callback-key",
}  # fmt: skip
BANKS = {
    code: {
        "url": f"http://127.0.0.1:9/banks/{code}",
        "webhook_secret": "whsec_d2ViaG9va3dlYmhvb2t3ZWJob29rd2ViaG9vaw==",
        "callback_secret": "whsec_Y2FsbGJhY2tjYWxsYmFja2NhbGxiYWNrY2FsbGI=",
    }
    for code in ("B01", "B02")
}
_MACHINE = {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 1, "End": True}}}


@dataclass(frozen=True)
class Platform:
    """What a test may want to look at directly: clients, and the names behind the ANJU_ environment."""

    region: str
    env: dict[str, str]

    def client(self, service: str) -> Any:
        """The same client the code under test uses."""
        return aws.client(service)

    def items(self, table: str) -> list[dict[str, Any]]:
        """Every item of one table (`cases`, `tasks`, …) as DynamoDB stores it."""
        found: list[dict[str, Any]] = aws.client("dynamodb").scan(TableName=f"anju-{table}")["Items"]
        return found


@pytest.fixture
def platform(monkeypatch: pytest.MonkeyPatch) -> Iterator[Platform]:
    """Tables, buckets, keys, secrets and a state machine on moto; the ANJU_ environment; no memory of earlier tests."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with mock_aws(config={"stepfunctions": {"execute_state_machine": False}}):
        forget()
        env = {f"ANJU_{name}": value for name, value in _stand_up().items()}
        for name, value in env.items():
            monkeypatch.setenv(name, value)
        yield Platform(REGION, env)
    forget()


def forget() -> None:
    """Drops what a process remembers between events: opened data keys, partner secrets.

    Clients stay: moto answers them in every test, and making five of them takes a second.
    """
    vault._cipher.cache_clear()
    try:
        from chalicelib.trust import secrets
    except ImportError:
        return
    for member in vars(secrets).values():
        if hasattr(member, "cache_clear"):
            member.cache_clear()


def _stand_up() -> dict[str, str]:
    for name, (key, indexes) in TABLES.items():
        _table(name, key, indexes)
    s3, kms, secrets = aws.client("s3"), aws.client("kms"), aws.client("secretsmanager")
    for bucket in ("anju-documents", "anju-archive"):
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    machine = aws.client("stepfunctions").create_state_machine(
        name="anju-road", definition=json.dumps(_MACHINE), roleArn="arn:aws-cn:iam::123456789012:role/road"
    )
    return {
        "STAGE": "test",
        **{f"TABLE_{name.upper()}": f"anju-{name}" for name in TABLES},
        "BUCKET_DOCUMENTS": "anju-documents",
        "BUCKET_ARCHIVE": "anju-archive",
        "KEY_CASES": kms.create_key()["KeyMetadata"]["KeyId"],
        "KEY_INDEX": kms.create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")["KeyMetadata"]["KeyId"],
        "STATE_MACHINE": machine["stateMachineArn"],
        "EXCHANGE_URL": "http://127.0.0.1:9/exchange",
        "SECRET_EXCHANGE": secrets.create_secret(Name="anju/exchange", SecretString=json.dumps(EXCHANGE))["ARN"],
        "SECRET_BANKS": secrets.create_secret(Name="anju/banks", SecretString=json.dumps(BANKS))["ARN"],
        "TRACE_EMITTER": "table",
    }


def _table(name: str, key: tuple[str, ...], indexes: dict[str, tuple[str, str]]) -> None:
    attributes = {*key, *(part for index in indexes.values() for part in index)}
    made: dict[str, Any] = {
        "TableName": f"anju-{name}",
        "BillingMode": "PAY_PER_REQUEST",
        "KeySchema": _schema(key),
        "AttributeDefinitions": [
            {"AttributeName": part, "AttributeType": "N" if part == "number" else "S"} for part in sorted(attributes)
        ],
    }
    if indexes:
        made["GlobalSecondaryIndexes"] = [
            {"IndexName": index, "KeySchema": _schema(parts), "Projection": {"ProjectionType": "ALL"}}
            for index, parts in indexes.items()
        ]
    aws.client("dynamodb").create_table(**made)


def _schema(parts: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"AttributeName": part, "KeyType": kind} for part, kind in zip(parts, ("HASH", "RANGE"), strict=False)]
