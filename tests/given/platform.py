"""AWS as the template makes it, on moto in this process. It is stood up once for a module and emptied for each test."""

import json
import pickle
from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar
from unittest.mock import patch

import pytest
from moto import mock_aws
from moto.awslambda_simple.models import LambdaSimpleBackend
from moto.cloudwatch.models import cloudwatch_backends
from moto.dynamodb.models import dynamodb_backends
from moto.kms.utils import generate_private_key
from moto.s3.models import s3_backends
from moto.stepfunctions.models import stepfunctions_backends

from chalicelib import aws, policy, settings
from chalicelib.records import dense, ledger
from chalicelib.trust import secrets, vault
from infra.local import certificates
from infra.local.items import plain_items
from infra.simulators import clamd
from tests.given import template
from tests.given.straight import straight

REGION, PARTITION, ACCOUNT = "cn-northwest-1", "aws-cn", "123456789012"
INSPECTION = f"arn:aws-cn:lambda:{REGION}:{ACCOUNT}:function:anju-inspection:live"
PAPERS = f"arn:aws-cn:lambda:{REGION}:{ACCOUNT}:function:anju-papers:live"
BUCKETS = ("anju-documents", "anju-archive")


def webhook_key(seed: str) -> str:
    """A secret as Standard Webhooks writes one."""
    return "whsec_" + b64encode(f"{seed:-<32}".encode()).decode()


EXCHANGE = {
    "rid": "anju",
    "key": "test-exchange-key",
    "profile": "hmac-sha256",
    "callback_key": "test-callback-key",
}
BANKS = {
    code: {
        "url": f"http://127.0.0.1:9/banks/{code}",
        "webhook_secret": webhook_key(f"webhook-{code}"),
        "callback_secret": webhook_key(f"callback-{code}"),
        "payer_accounts": {"620100": f"9{code[1:]}6201000000000001"},
        **certificates.seal_of(code),
    }
    for code in ("B01", "B02")
}
_T = TypeVar("_T")
_MACHINE = {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 1, "End": True}}}


@dataclass(frozen=True)
class Platform:
    """What a test may want to look at directly: clients, and the names behind the ANJU_ environment."""

    region: str
    env: dict[str, str]
    _scenes: dict[str, tuple[Any, bytes]] = field(default_factory=dict, repr=False)

    def client(self, service: str) -> Any:
        """The same client the code under test uses."""
        return aws.client(service)

    def items(self, table: str) -> list[dict[str, Any]]:
        """Every item of one table (`cases`, `tasks`, …) as DynamoDB stores it, but for the texts of cases, which are there to be read."""
        kept = [item.to_json()["Attributes"] for item in _tables()[f"anju-{table}"].all_items()]
        return [dense.opened(item) for item in kept] if table == "cases" else kept

    def once(self, scene: str, make: Callable[[], _T]) -> _T:
        """What `make` gives, with what it leaves behind when it begins with nothing; made on the module's first call only.

        Later calls put the same items and executions back, beside what the test has made already.
        """
        if scene not in self._scenes:
            with _objects_put_aside():
                already = _contents()
                self.empty()
                self._scenes[scene] = make(), _contents()
                self.empty()
                _put_back(already)
        made, contents = self._scenes[scene]
        _put_back(contents)
        return made

    def empty(self) -> None:
        """Takes out all that tests leave behind: items, objects, executions, metrics and alarms, and what the process remembers."""
        for table in _tables().values():
            table.items = defaultdict(dict)
        for bucket in _buckets():
            bucket.keys.clear()
        _road().executions.clear()
        cloudwatch_backends[ACCOUNT][REGION].reset()
        forget()


@contextmanager
def _objects_put_aside() -> Iterator[None]:
    """What the test has stored already is not what a scene leaves behind."""
    aside = [(bucket, bucket.keys) for bucket in _buckets()]
    for bucket, keys in aside:
        bucket.keys = type(keys)()
    yield
    for bucket, keys in aside:
        bucket.keys = keys


def _contents() -> bytes:
    assert not any(bucket.keys for bucket in _buckets()), "objects cannot be put back"
    return pickle.dumps(({name: table.items for name, table in _tables().items()}, _road().executions))


def _put_back(contents: bytes) -> None:
    tables, executions = pickle.loads(contents)
    for name, items in tables.items():
        table = _tables()[name]
        for key, value in items.items():
            table.items[key] = {**table.items[key], **value} if table.has_range_key else value
    _road().executions.extend(executions)


def _tables() -> Any:
    return dynamodb_backends[ACCOUNT][REGION].tables


def _buckets() -> Any:
    return s3_backends[ACCOUNT][PARTITION].buckets.values()


def _road() -> Any:
    (machine,) = stepfunctions_backends[ACCOUNT][REGION].state_machines
    return machine


@contextmanager
def standing() -> Iterator[Platform]:
    """Tables, buckets, keys, secrets and a state machine; the ANJU_ environment."""
    moto = mock_aws(config={"stepfunctions": {"execute_state_machine": False}, "lambda": {"use_docker": False}})
    with (
        pytest.MonkeyPatch.context() as environment,
        moto,
        _few_keys(),
        plain_items(),
        straight(),
        clamd.running() as scanner,
        patch.object(LambdaSimpleBackend, "invoke", _called),
    ):
        environment.setenv("AWS_DEFAULT_REGION", REGION)
        env = {f"ANJU_{name}": value for name, value in {**_stand_up(), "SCANNER": scanner}.items()}
        environment.setattr(settings, "told", dict(env))
        yield Platform(REGION, env)
    forget()


def _called(
    _backend: Any, function_name: str, _qualifier: str | None, body: Any, _headers: Any, response_headers: Any
) -> bytes:
    """The functions that others call, called as Lambda would."""
    from chalicelib.inspection import run as inspection
    from chalicelib.papers import run as papers

    handle = {INSPECTION: inspection.handle, PAPERS: papers.handle}[function_name]
    try:
        return json.dumps(handle(json.loads(body))).encode()
    except Exception as error:
        response_headers["X-Amz-Function-Error"] = "Unhandled"
        return json.dumps({"errorType": type(error).__name__}).encode()


def forget() -> None:
    """Drops what a process remembers between events: opened data keys, partner secrets.

    Clients stay: moto answers them in every test, and making five of them takes a second.
    """
    vault._key.cache_clear()
    ledger._tails.cache_clear()
    for member in vars(secrets).values():
        if hasattr(member, "cache_clear"):
            member.cache_clear()


def _few_keys() -> Any:
    # moto makes an RSA key, which nobody uses and which takes long, beside every symmetric one.
    return patch("moto.kms.models.generate_private_key", _private_key)


_private_key = cache(generate_private_key)


def _stand_up() -> dict[str, str]:
    tables = template.tables()
    for name, declared in tables.items():
        aws.client("dynamodb").create_table(TableName=f"anju-{name}", **declared)
    s3, kms, manager = aws.client("s3"), aws.client("kms"), aws.client("secretsmanager")
    for bucket in BUCKETS:
        s3.create_bucket(
            Bucket=bucket,
            CreateBucketConfiguration={"LocationConstraint": REGION},
            ObjectLockEnabledForBucket=bucket == BUCKETS[1],
        )
    machine = aws.client("stepfunctions").create_state_machine(
        name="anju-road", definition=json.dumps(_MACHINE), roleArn="arn:aws-cn:iam::123456789012:role/road"
    )
    seal = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["Arn"]
    seals = certificates.of_seals(kms, dict.fromkeys(policy.centres(), seal))
    return {
        "STAGE": "test",
        **{f"TABLE_{name.upper()}": f"anju-{name}" for name in tables},
        "BUCKET_DOCUMENTS": BUCKETS[0],
        "BUCKET_ARCHIVE": BUCKETS[1],
        "KEY_CASES": kms.create_key()["KeyMetadata"]["KeyId"],
        "KEY_INDEX": kms.create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")["KeyMetadata"]["KeyId"],
        "STATE_MACHINE": machine["stateMachineArn"],
        "FUNCTION_PAPERS": PAPERS,
        "FUNCTION_INSPECTION": INSPECTION,
        "EXCHANGE_URL": "http://127.0.0.1:9/exchange",
        "PUBLIC_URL": "http://127.0.0.1:9",
        "UPLOAD_ORIGIN": "http://127.0.0.1:9",
        "LOGIN_PAGE": "none",
        "SECRET_EXCHANGE": manager.create_secret(Name="anju/exchange", SecretString=json.dumps(EXCHANGE))["ARN"],
        "SECRET_BANKS": manager.create_secret(Name="anju/banks", SecretString=json.dumps(BANKS))["ARN"],
        "SECRET_SEALS": manager.create_secret(Name="anju/seals", SecretString=json.dumps(seals))["ARN"],
        "SEAL_PROFILE": "ECDSA_SHA_256",
        "TRACE_EMITTER": "table",
    }
