"""What an AWS call asks IAM for: the action and the resource, per operation. An operation not listed is an error."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

PARTITION, REGION, ACCOUNT = "aws-cn", "cn-northwest-1", "123456789012"
_TRANSACTION = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}
_READS_OBJECT = {"GetObject": "GetObject", "HeadObject": "GetObject"}


@dataclass(frozen=True)
class Request:
    """One thing IAM is asked for."""

    action: str
    resource: str
    context: Mapping[str, str] = field(default_factory=dict)


def arn(service: str, rest: str) -> str:
    """The ARN of a resource of the local account."""
    return f"arn:{PARTITION}:{service}:{REGION}:{ACCOUNT}:{rest}"


_ROAD = arn("states", "stateMachine:anju-local-road")


def requests(service: str, operation: str, params: Mapping[str, Any]) -> list[Request]:
    """Everything IAM is asked for by one call. Raises `NotImplementedError` for a service nobody has mapped."""
    if service not in _SERVICES:
        raise NotImplementedError(f"{service}.{operation}: teach infra/local/actions.py what it asks IAM for")
    return list(_SERVICES[service](operation, params))


def _dynamodb(operation: str, params: Mapping[str, Any]) -> Iterable[Request]:
    if operation in ("TransactWriteItems", "TransactGetItems"):
        for item in params["TransactItems"]:
            for kind, what in item.items():
                yield Request(f"dynamodb:{_TRANSACTION.get(kind, 'GetItem')}", _table(what["TableName"]))
    elif operation in ("BatchGetItem", "BatchWriteItem"):
        for name in params["RequestItems"]:
            yield Request(f"dynamodb:{operation}", _table(name))
    else:
        index = f"/index/{params['IndexName']}" if "IndexName" in params else ""
        yield Request(f"dynamodb:{operation}", _table(params["TableName"]) + index)


def _table(name: str) -> str:
    return name if name.startswith("arn:") else arn("dynamodb", f"table/{name}")


def _s3(operation: str, params: Mapping[str, Any]) -> Iterable[Request]:
    bucket = f"arn:{PARTITION}:s3:::{params['Bucket']}"
    if operation in ("ListObjectsV2", "ListObjectVersions", "HeadBucket"):
        yield Request("s3:ListBucketVersions" if "Versions" in operation else "s3:ListBucket", bucket)
        return
    action = _READS_OBJECT.get(operation, operation)
    if operation == "CopyObject":
        source = params["CopySource"]
        version = "Version" if source.get("VersionId") else ""
        yield Request(f"s3:GetObject{version}", f"arn:{PARTITION}:s3:::{source['Bucket']}/{source['Key']}")
        action = "PutObject"
    versioned = "Version" if params.get("VersionId") and action in ("GetObject", "DeleteObject") else ""
    yield Request(f"s3:{action}{versioned}", f"{bucket}/{params['Key']}")


def _kms(operation: str, params: Mapping[str, Any]) -> Iterable[Request]:
    key = params["KeyId"]
    context = {f"kms:EncryptionContext:{name}": value for name, value in params.get("EncryptionContext", {}).items()}
    yield Request(f"kms:{operation}", key if key.startswith("arn:") else arn("kms", f"key/{key}"), context)


def _secrets(operation: str, params: Mapping[str, Any]) -> Iterable[Request]:
    secret = params["SecretId"]
    yield Request(
        f"secretsmanager:{operation}",
        secret if secret.startswith("arn:") else arn("secretsmanager", f"secret:{secret}"),
    )


def _states(operation: str, params: Mapping[str, Any]) -> Iterable[Request]:
    # A task token names no state machine on the wire; here it can only belong to the one there is.
    resource = params.get("stateMachineArn") or params.get("executionArn") or _ROAD
    yield Request(f"states:{operation}", resource)


def _lambda(operation: str, params: Mapping[str, Any]) -> Iterable[Request]:
    name = params["FunctionName"]
    function = name if name.startswith("arn:") else arn("lambda", f"function:{name}")
    yield Request("lambda:InvokeFunction" if operation == "Invoke" else f"lambda:{operation}", function)


def _cloudwatch(operation: str, _params: Mapping[str, Any]) -> Iterable[Request]:
    yield Request(f"cloudwatch:{operation}", arn("cloudwatch", "alarm:*") if "Alarm" in operation else "*")


def _whole(service: str) -> Callable[[str, Mapping[str, Any]], Iterable[Request]]:
    """Services whose actions take no resource."""
    return lambda operation, _params: [Request(f"{service}:{operation}", "*")]


_SERVICES: dict[str, Callable[[str, Mapping[str, Any]], Iterable[Request]]] = {
    "dynamodb": _dynamodb,
    "s3": _s3,
    "kms": _kms,
    "secretsmanager": _secrets,
    "stepfunctions": _states,
    "lambda": _lambda,
    "xray": _whole("xray"),
    "cloudwatch": _cloudwatch,
}
