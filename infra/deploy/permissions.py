"""Who may what: the one table all functions' policies and settings are written from (`python -m infra.deploy.permissions`).

Chalice reads a policy per function (functions/.chalice/policy-<function>.json, named in config.json) and puts it into
that function's own role. Resources are the logical names of infra/deploy/template.yaml, so a policy holds in every stage
and partition.
"""

import json
from pathlib import Path
from typing import Any

from chalice.utils import to_cfn_resource_name

from chalicelib.domain.checks.declared import CHECKS
from infra.deploy import environment, seals

POLICIES = Path("functions/.chalice")
CONFIG = POLICIES / "config.json"
Statement = dict[str, Any]


def _allow(actions: str, *resources: object) -> Statement:
    service, names = actions.split(":")
    return {"Effect": "Allow", "Action": [f"{service}:{name}" for name in names.split()], "Resource": list(resources)}


def _arn(logical_name: str) -> dict[str, list[str]]:
    return {"Fn::GetAtt": [logical_name, "Arn"]}


def _sub(text: str) -> dict[str, str]:
    return {"Fn::Sub": text}


_STATES = "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}"
_ROAD = _sub(f"{_STATES}:stateMachine:anju-${{Stage}}-road")
_RUNS = _sub(f"{_STATES}:execution:anju-${{Stage}}-road:*")

# Every use of the key must name the case it is for.
_OF_A_CASE = {"StringLike": {"kms:EncryptionContext:case": "*"}}

# A permission has a name people use; what it means on AWS is said here and nowhere else.
MEANING: dict[str, list[Statement]] = {
    "case": [
        _allow("dynamodb:GetItem UpdateItem", _arn("CasesTable")),
        _allow("dynamodb:BatchGetItem PutItem UpdateItem", _arn("PartsTable")),
        {**_allow("kms:Decrypt", _arn("CasesKey")), "Condition": _OF_A_CASE},
    ],
    "open cases": [
        _allow("dynamodb:PutItem", _arn("CasesTable")),
        {**_allow("kms:GenerateDataKeyWithoutPlaintext", _arn("CasesKey")), "Condition": _OF_A_CASE},
    ],
    "prune": [_allow("dynamodb:Query", _arn("PartsTable"))],
    "agenda": [_allow("dynamodb:Query", _sub("${CasesTable.Arn}/index/by_due"))],
    "list cases": [
        _allow("dynamodb:Query", _sub("${CasesTable.Arn}/index/*")),
        _allow("dynamodb:BatchGetItem", _arn("CasesTable")),
    ],
    "index": [_allow("kms:GenerateMac", _arn("IndexKey"))],
    "accept": [_allow("dynamodb:BatchGetItem PutItem UpdateItem DeleteItem", _arn("RegistersTable"))],
    "hold": [_allow("dynamodb:BatchGetItem UpdateItem", _arn("RegistersTable"))],
    "note loans": [_allow("dynamodb:UpdateItem", _arn("RegistersTable"))],
    "register": [_allow("dynamodb:PutItem", _arn("RegistersTable"))],
    "join": [_allow("dynamodb:UpdateItem", _arn("RegistersTable"))],
    "number papers": [_allow("dynamodb:GetItem PutItem UpdateItem", _arn("RegistersTable"))],
    "look up": [_allow("dynamodb:GetItem BatchGetItem", _arn("RegistersTable"))],
    "release": [_allow("dynamodb:DeleteItem", _arn("RegistersTable"))],
    "tasks": [_allow("dynamodb:GetItem UpdateItem", _arn("TasksTable"))],
    "list tasks": [_allow("dynamodb:Query", _sub("${TasksTable.Arn}/index/*"))],
    "resume": [_allow("states:SendTaskSuccess SendTaskFailure", _ROAD)],
    "start": [_allow("states:StartExecution", _ROAD), _allow("states:StopExecution", _RUNS)],
    "follow": [_allow("states:DescribeExecution GetExecutionHistory", _RUNS)],
    "draw": [
        _allow("states:DescribeStateMachineForExecution", _RUNS),
        _allow("states:DescribeStateMachine", _ROAD),
    ],
    "watch": [
        # CloudWatch names no resources for reading numbers (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html).
        _allow("cloudwatch:ListMetrics GetMetricData", "*"),
        _allow(
            "cloudwatch:DescribeAlarms",
            _sub("arn:${AWS::Partition}:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:*"),
        ),
    ],
    "sessions": [_allow("dynamodb:GetItem PutItem UpdateItem DeleteItem", _arn("EphemeralTable"))],
    # Whoever asks an agency writes the use into the ledger.
    "agencies": [
        _allow("secretsmanager:GetSecretValue", {"Ref": "ExchangeSecret"}),
        _allow("dynamodb:Query PutItem", _arn("LedgerTable")),
    ],
    "banks": [_allow("secretsmanager:GetSecretValue", {"Ref": "BanksSecret"})],
    # Files come in under one prefix and are opened under another; from one to the other only the inspection brings them.
    "uploads": [
        _allow("s3:PutObject", _sub("${DocumentsBucket.Arn}/incoming/*")),
        _allow("s3:GetObject GetObjectVersion", _sub("${DocumentsBucket.Arn}/cases/*")),
    ],
    "have inspected": [_allow("lambda:InvokeFunction", {"Ref": "Inspection.Alias"})],
    "inspect": [
        _allow("s3:GetObject DeleteObject", _sub("${DocumentsBucket.Arn}/incoming/*")),
        _allow("s3:GetObject PutObject", _sub("${DocumentsBucket.Arn}/cases/*")),
        _allow("s3:PutObject", _sub("${DocumentsBucket.Arn}/quarantine/*")),
        _allow("s3:ListBucket", _arn("DocumentsBucket")),
    ],
    "archive": [_allow("s3:PutObject", _sub("${ArchiveBucket.Arn}/cases/*"))],
    # Ended cases: what is issued and what was brought comes into one folder, and is kept for as long as it has to be.
    "package": [
        _allow("s3:ListBucket", _arn("ArchiveBucket")),
        _allow("s3:GetObject PutObject PutObjectRetention", _sub("${ArchiveBucket.Arn}/cases/*")),
        _allow("s3:GetObject GetObjectVersion", _sub("${DocumentsBucket.Arn}/cases/*")),
    ],
    "read archive": [_allow("s3:GetObject", _sub("${ArchiveBucket.Arn}/cases/*"))],
    "seal": [
        _allow("kms:GetPublicKey Sign", *map(seals.used, seals.CENTRES)),
        _allow("secretsmanager:GetSecretValue", {"Ref": "SealsSecret"}),
    ],
    "know seals": [_allow("secretsmanager:GetSecretValue", {"Ref": "SealsSecret"})],
    "show pages": [],
    "print": [_allow("lambda:InvokeFunction", {"Ref": "Papers.Alias"})],
    "trace": [
        _allow("dynamodb:PutItem", _arn("TracesTable")),
        # X-Ray names no resources (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html).
        {"Fn::If": ["Traced", _allow("xray:PutTraceSegments PutTelemetryRecords", "*"), {"Ref": "AWS::NoValue"}]},
    ],
    "read traces": [
        _allow("dynamodb:Query", _arn("TracesTable")),
        {"Fn::If": ["Traced", _allow("xray:BatchGetTraces", "*"), {"Ref": "AWS::NoValue"}]},
    ],
}

# Every function also has its own log group, and `trace` but for what shows files that are nobody's.
UNTRACED = {"pages"}
FUNCTIONS: dict[str, str] = {
    "api_handler": "case, open cases, list cases, index, look up, join, tasks, list tasks, resume, start, follow, draw, watch, sessions,"
    " agencies, banks, uploads, have inspected, print, know seals, read archive, read traces",
    "intake": "case, accept, print",
    **{check.step: "case, agencies" for check in CHECKS.values()},
    "property": "case, agencies, banks",  # the old lender among those it asks
    "credit": "case, print, agencies",
    "collate": "case, hold, print, tasks, list tasks",
    "correction": "case, tasks, resume, print, agencies",
    "review": "case, tasks, list tasks, resume",
    "assess": "case",
    "sign": "case, hold, tasks, resume, register, print, agencies, banks",
    "mortgage": "case, tasks, resume, register, agencies",
    "disburse": "case, hold, tasks, agencies, banks",
    "discharge": "case, tasks, agencies, banks",
    "void": "case, banks",
    "issue": "case, index, note loans, tasks, list tasks, resume, release, archive, print, agencies, banks",
    "close": "case, tasks, list tasks, resume, release, print, agencies",
    "sweep": "case, prune, agenda, tasks, list tasks, resume, start, follow, print, agencies, banks, have inspected, package, know seals, note loans, look up, index",
    "papers": "archive, read archive, number papers, seal",
    "inspection": "inspect",
    "pages": "show pages",
}


def policy(function: str) -> dict[str, Any]:
    """The policy document of one function, with CloudFormation's intrinsics where names are only known there."""
    statements = [statement for word in _words(function) for statement in MEANING[word]]
    return {"Version": "2012-10-17", "Statement": [*statements, _log(function)]}


def settings(function: str) -> tuple[str, ...]:
    """The settings one function needs, without their prefix."""
    return environment.needed(_words(function))


def _words(function: str) -> list[str]:
    return [*FUNCTIONS[function].split(", "), *(() if function in UNTRACED else ("trace",))]


def logical(function: str) -> str:
    """What a function is called in the template."""
    return "APIHandler" if function == "api_handler" else str(to_cfn_resource_name(function))


def _log(function: str) -> Statement:
    # CloudFormation calls the function <stack>-<logical name>-<random>; its log group bears the same name.
    groups = "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda"
    return _allow("logs:CreateLogStream PutLogEvents", _sub(f"{groups}/${{AWS::StackName}}-{logical(function)}-*:*"))


def rendered() -> dict[Path, str]:
    """The text of every policy file, of the configuration that names them, and of what each handler needs to be told."""
    files = {POLICIES / f"policy-{name}.json": policy(name) for name in FUNCTIONS} | {CONFIG: _config()}
    handlers = {"app" if name == "api_handler" else name: settings(name) for name in FUNCTIONS}
    policies = {path: json.dumps(content, indent=2) + "\n" for path, content in files.items()}
    return policies | {environment.MODULE: environment.module(handlers)}


def _config() -> dict[str, Any]:
    """Chalice's configuration with every function of the table; what it says of each, such as its memory, stays."""
    config: dict[str, Any] = json.loads(CONFIG.read_text())
    said = config["lambda_functions"]
    named = {name: {"iam_policy_file": f"policy-{name}.json", **said.get(name, {})} for name in FUNCTIONS}
    return {**config, "lambda_functions": named}


if __name__ == "__main__":
    for path, text in rendered().items():
        path.write_text(text)
