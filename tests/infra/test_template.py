import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import boto3
import pytest
from cfnlint.api import lint
from cfnlint.config import ManualArgs
from chalice.utils import to_cfn_resource_name
from moto import mock_aws
from moto.kms.models import kms_backends

import app
from chalicelib import aws, settings
from chalicelib.api.http.problem import Problem
from chalicelib.papers.profiles import PROFILES
from chalicelib.records.inspections import incoming_key_of, key_of
from chalicelib.settings.needed import NEEDED
from chalicelib.sweep import run
from infra.deploy import package, seals
from infra.deploy.package import Template
from infra.local.actions import Request
from infra.local.provision import without_aliases
from infra.local.roles import roles_of
from statemachine.released import names, released
from statemachine.road import definition
from tests.given.settings import TOLD

STAGES = ("global", "china", "local")
FUNCTIONS = ["APIHandler", *(to_cfn_resource_name(function.name) for function in app.app.pure_lambda_functions)]
NOT_IN_MOTO = (
    "AWS::ApiGateway::",
    "AWS::Lambda::LayerVersion",
    "AWS::Lambda::Permission",
    "AWS::S3::BucketPolicy",
    "AWS::CloudWatch::Alarm",
    "AWS::SNS::Subscription",
)
UNNAMEABLE = re.compile(
    r"xray:\w+|logs:\w+LogDelivery|logs:ListLogDeliveries|logs:\w+Resource(Policy|Policies)|logs:DescribeLogGroups"
    r"|cloudwatch:(ListMetrics|GetMetricData)"
)


@pytest.fixture(scope="module")
def templates() -> dict[str, Template]:
    return {stage: package.template(stage) for stage in STAGES}


@pytest.fixture(scope="module")
def resources(templates: dict[str, Template]) -> dict[str, Any]:
    made: dict[str, Any] = templates["global"]["Resources"]
    return made


def of_type(resources: dict[str, Any], kind: str) -> dict[str, Any]:
    return {name: resource for name, resource in resources.items() if resource["Type"] == kind}


def statements(role: Any) -> Iterator[Any]:
    for policy in role["Properties"]["Policies"]:
        for statement in policy["PolicyDocument"]["Statement"]:
            yield statement["Fn::If"][1] if "Fn::If" in statement else statement


def role_of(resources: dict[str, Any], function: str) -> Any:
    return resources[resources[function]["Properties"]["Role"]["Fn::GetAtt"][0]]


def holders(resources: dict[str, Any], action: str) -> set[str]:
    return {name for name in FUNCTIONS if any(action in s["Action"] for s in statements(role_of(resources, name)))}


@pytest.mark.parametrize(
    ("stage", "regions"), [("global", ["ap-southeast-1"]), ("china", ["cn-north-1", "cn-northwest-1"])]
)
def test_the_template_lints_clean_where_it_will_be_deployed(
    stage: str, regions: list[str], templates: dict[str, Template]
) -> None:
    assert lint(json.dumps(templates[stage]), config=ManualArgs(regions=regions)) == []


@pytest.mark.parametrize(
    ("stage", "region", "profile"), [("global", "ap-southeast-1", "ECDSA_SHA_256"), ("china", "cn-north-1", "SM2DSA")]
)
def test_the_translated_template_creates_a_stack(
    stage: str, region: str, profile: str, templates: dict[str, Template]
) -> None:
    template = without_aliases(package.translate(templates[stage], region))
    # moto's CloudFormation knows no secrets, so they become parameters, nor what is left out.
    wanted, parameters = (
        {},
        {
            "ExchangeUrl": "https://exchange.example",
            "WebOrigin": "https://anju.example",
            "PublicUrl": "https://anju.example/api",
            "SealProfile": profile,
        },
    )
    for name, resource in template["Resources"].items():
        if resource["Type"] == "AWS::SecretsManager::Secret":
            parameters[name] = f"secret-{name}"
            template["Parameters"][name] = {"Type": "String"}
        elif not resource["Type"].startswith(NOT_IN_MOTO):
            wanted[name] = resource
        if resource["Type"] == "AWS::Lambda::Function":
            resource["Properties"]["Code"] = {"ZipFile": "# tested elsewhere"}
            resource["Properties"].pop("Layers", None)
    template.update(Resources=wanted, Outputs={})
    # moto makes an RSA key, which nobody uses here and which takes long, for each of KMS.
    with mock_aws(), patch("moto.kms.models.generate_private_key"):
        cloudformation = boto3.client("cloudformation", region_name=region)
        cloudformation.create_stack(
            StackName="anju",
            TemplateBody=json.dumps(template),
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        )
        made = cloudformation.describe_stack_resources(StackName="anju")["StackResources"]
        in_china = {seals.logical(centre, sm2=True) for centre in seals.CENTRES}
        here = set(wanted) if stage == "china" else set(wanted) - in_china
        # moto lists what a condition leaves out, without a name.
        ids = {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in made if "LogicalResourceId" in one}
        assert set(ids) == here
        running = boto3.client("lambda", region_name=region).list_functions()["Functions"]
        for function in running:
            environment = function["Environment"]["Variables"]
            if "APIHandler" in function["FunctionName"]:
                assert f":states:{region}:" in environment["ANJU_STATE_MACHINE"]
            if "Papers" in function["FunctionName"]:
                assert environment["ANJU_SEAL_PROFILE"] == profile
                roles = roles_of(
                    boto3.client("iam", region_name=region), {"papers": function["Role"].rpartition("/")[2]}
                )
                arns = {
                    key.arn: key.id for key in kms_backends[function["FunctionArn"].split(":")[4]][region].keys.values()
                }
                signs = {id for arn, id in arns.items() if roles.allows("papers", Request("kms:Sign", arn))}
                assert signs == {ids[seals.logical(one, sm2=profile == "SM2DSA")] for one in seals.CENTRES}
            if "Pages" not in function["FunctionName"]:
                assert environment["ANJU_TRACE_EMITTER"] == ("table" if stage == "china" else "xray")


@pytest.mark.parametrize("stage", STAGES)
def test_a_stack_may_be_told_every_profile_that_is_signed_with_and_has_keys_for_both_before_it_changes(
    stage: str, templates: dict[str, Template], monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = templates[stage]["Parameters"]["SealProfile"]
    assert offered["Default"] == "ECDSA_SHA_256" and offered["AllowedValues"] == [*PROFILES]
    for profile in PROFILES:
        monkeypatch.setattr(settings, "told", {**TOLD, "ANJU_SEAL_PROFILE": profile})
        settings.check("papers")
    made = templates[stage]["Resources"]
    for centre in seals.CENTRES:
        p256, sm2 = (made[seals.logical(centre, which)] for which in (False, True))
        assert [one["Properties"]["KeySpec"] for one in (p256, sm2)] == ["ECC_NIST_P256", "SM2"]
        assert "Condition" not in p256 and sm2["Condition"] == "KeysOfSm2"
        assert {one["DeletionPolicy"] for one in (p256, sm2)} == {"Retain"}


def test_sm2_is_refused_where_kms_has_no_such_keys(templates: dict[str, Template]) -> None:
    told = templates["global"]["Rules"]["Sm2InChina"]
    assert told["RuleCondition"] == {"Fn::Equals": [{"Ref": "Stage"}, "global"]}
    assert [one["Assert"] for one in told["Assertions"]] == [
        {"Fn::Not": [{"Fn::Equals": [{"Ref": "SealProfile"}, "SM2DSA"]}]}
    ]


@pytest.mark.parametrize("stage", STAGES)
def test_no_name_is_tied_to_one_partition(stage: str, templates: dict[str, Template]) -> None:
    text = json.dumps(templates[stage])
    assert not re.search(r"arn:aws(-cn)?:", text)
    assert set(re.findall(r"[\w.-]+\.amazonaws\.com[\w.]*", text)) <= {
        "lambda.amazonaws.com", "states.amazonaws.com", "apigateway.amazonaws.com", "events.amazonaws.com",
    }  # fmt: skip


def test_outside_the_global_stage_nothing_needs_x_ray(templates: dict[str, Template]) -> None:
    made = templates["china"]["Resources"]
    assert {f["Properties"]["Tracing"] for f in of_type(made, "AWS::Serverless::Function").values()} == {"PassThrough"}
    assert templates["china"]["Conditions"]["Traced"] == {"Fn::Equals": [{"Ref": "Stage"}, "global"]}


def test_every_function_has_a_role_of_its_own(resources: dict[str, Any]) -> None:
    functions = of_type(resources, "AWS::Serverless::Function")
    roles = [function["Properties"]["Role"]["Fn::GetAtt"][0] for function in functions.values()]
    assert set(functions) == set(FUNCTIONS)
    assert len(set(roles)) == len(functions)


def test_no_role_reaches_everything_where_a_thing_can_be_named(resources: dict[str, Any]) -> None:
    for name, role in of_type(resources, "AWS::IAM::Role").items():
        for statement in statements(role):
            actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
            assert not any("*" in action for action in actions), name
            if "*" in statement["Resource"]:
                assert all(UNNAMEABLE.fullmatch(action) for action in actions), (name, actions)


def test_only_the_api_opens_a_case_and_only_it_and_the_sweep_start_a_road(resources: dict[str, Any]) -> None:
    assert holders(resources, "states:StartExecution") == {"APIHandler", "Sweep"}
    assert holders(resources, "kms:GenerateDataKeyWithoutPlaintext") == {"APIHandler"}
    # A paid loan is found again by its certificate; four eyes are asked of whoever stands in for somebody, on the day that begins.
    assert holders(resources, "kms:GenerateMac") == {"APIHandler", "Issue", "Sweep"}
    assert holders(resources, "dynamodb:Scan") == set()


def test_a_key_is_only_used_for_a_case_that_is_named(resources: dict[str, Any]) -> None:
    for name in FUNCTIONS:
        for statement in statements(role_of(resources, name)):
            if {"kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"} & set(statement["Action"]):
                assert statement["Condition"] == {"StringLike": {"kms:EncryptionContext:case": "*"}}


def test_a_rule_step_can_reach_neither_agencies_nor_banks(resources: dict[str, Any]) -> None:
    asking = holders(resources, "secretsmanager:GetSecretValue")
    assert not asking & {"Intake", "Collate", "Assess", "Review"}


def test_every_function_writes_to_its_own_kept_log_only(resources: dict[str, Any]) -> None:
    groups = of_type(resources, "AWS::Logs::LogGroup")
    assert all(group["Properties"]["RetentionInDays"] for group in groups.values())
    named = {json.dumps(group["Properties"]["LogGroupName"]) for group in groups.values()}
    for name in FUNCTIONS:
        assert json.dumps({"Fn::Sub": f"/aws/lambda/${{{name}}}"}) in named
        [log] = [s for s in statements(role_of(resources, name)) if "logs:PutLogEvents" in s["Action"]]
        [where] = log["Resource"]
        assert where["Fn::Sub"].endswith(f":log-group:/aws/lambda/${{AWS::StackName}}-{name}-*:*")


def test_what_must_not_be_lost_cannot_be_deleted_by_mistake(resources: dict[str, Any]) -> None:
    for name in ("CasesTable", "RegistersTable", "TasksTable", "LedgerTable"):
        assert resources[name]["DeletionPolicy"] == resources[name]["UpdateReplacePolicy"] == "Retain"
        properties = resources[name]["Properties"]
        assert properties["DeletionProtectionEnabled"] is True
        assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    kept = ("AWS::S3::Bucket", "AWS::KMS::Key", "AWS::SecretsManager::Secret")
    assert all(of_type(resources, kind) for kind in kept)
    for kind in kept:
        for resource in of_type(resources, kind).values():
            assert resource["DeletionPolicy"] == resource["UpdateReplacePolicy"] == "Retain"
    assert resources["ArchiveBucket"]["Properties"]["ObjectLockEnabled"] is True


def test_a_file_nobody_verified_expires_and_one_that_was_does_not(resources: dict[str, Any]) -> None:
    rules = resources["DocumentsBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]

    def expiring(key: str) -> list[str]:
        return [r["Id"] for r in rules if "ExpirationInDays" in r and key.startswith(r.get("Prefix", ""))]

    assert expiring(incoming_key_of("case", "document")) == ["unverified"]
    assert expiring(key_of("case", "document")) == []


def test_everything_at_rest_is_encrypted_under_our_key(resources: dict[str, Any]) -> None:
    key = {"Fn::GetAtt": ["StorageKey", "Arn"]}
    for table in of_type(resources, "AWS::DynamoDB::Table").values():
        assert table["Properties"]["SSESpecification"] == {"SSEEnabled": True, "SSEType": "KMS", "KMSMasterKeyId": key}
    for bucket in of_type(resources, "AWS::S3::Bucket").values():
        [rule] = bucket["Properties"]["BucketEncryption"]["ServerSideEncryptionConfiguration"]
        assert rule["ServerSideEncryptionByDefault"] == {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}


def test_buckets_are_private_versioned_and_reached_over_tls_only(resources: dict[str, Any]) -> None:
    guarded = {p["Properties"]["Bucket"]["Ref"]: p for p in of_type(resources, "AWS::S3::BucketPolicy").values()}
    for name, bucket in of_type(resources, "AWS::S3::Bucket").items():
        properties = bucket["Properties"]
        assert set(properties["PublicAccessBlockConfiguration"].values()) == {True}
        assert properties["VersioningConfiguration"] == {"Status": "Enabled"}
        [statement] = guarded[name]["Properties"]["PolicyDocument"]["Statement"]
        assert statement["Effect"] == "Deny" and statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


@pytest.mark.parametrize("stage", STAGES)
def test_a_function_is_told_exactly_what_it_needs(stage: str, templates: dict[str, Template]) -> None:
    assert "Environment" not in templates[stage]["Globals"]["Function"]
    for name, function in of_type(templates[stage]["Resources"], "AWS::Serverless::Function").items():
        handler = function["Properties"]["Handler"].removeprefix("app.")
        told = function["Properties"]["Environment"]["Variables"]
        assert set(told) == {f"ANJU_{setting}" for setting in NEEDED[handler].split()}, name


def named_by(road: Any) -> set[str]:
    return set(re.findall(r"\$\{(\w+)Arn\}", json.dumps(road)))


def test_the_road_calls_every_function_through_its_alias(resources: dict[str, Any]) -> None:
    text, values = resources["Road"]["Properties"]["DefinitionString"]["Fn::Sub"]
    assert set(re.findall(r"\$\{(\w+)\}", text)) == set(values)
    aliases = {name: {"Ref": f"{name.removesuffix('Arn')}.Alias"} for name in values if name != "Partition"}
    assert {name: values[name] for name in aliases} == aliases
    assert {f"{name}Arn" for name in named_by(definition())} == set(aliases)


def test_the_road_may_run_exactly_what_it_and_the_roads_before_it_name(resources: dict[str, Any]) -> None:
    [run] = [s for s in statements(resources["RoadRole"]) if s["Action"] == "lambda:InvokeFunction"]
    steps = named_by(definition())
    assert steps == set(FUNCTIONS) - {"APIHandler", "Sweep", "Inspection", "Papers", "Pages"}
    assert {arn["Ref"].removesuffix(".Alias") for arn in run["Resource"] if "Ref" in arn} == steps
    assert {arn["Fn::GetAtt"][0] for arn in run["Resource"] if "Fn::GetAtt" in arn} == steps


@pytest.mark.parametrize("release", names())
@pytest.mark.parametrize("stage", STAGES)
def test_every_function_a_released_road_names_is_still_there(
    release: str, stage: str, templates: dict[str, Template]
) -> None:
    named = named_by(released(release))
    assert named
    for name in named:
        function = templates[stage]["Resources"][name]
        assert function["Type"] == "AWS::Serverless::Function" and "Condition" not in function
        assert "FunctionName" not in function["Properties"], "a name of its own would move what an execution names"


@pytest.mark.parametrize(("stage", "region"), [("global", "ap-southeast-1"), ("china", "cn-north-1")])
def test_whoever_calls_a_function_on_aws_calls_the_version_that_is_live(
    stage: str, region: str, templates: dict[str, Template]
) -> None:
    made = package.translate(templates[stage], region)["Resources"]
    aliases = of_type(made, "AWS::Lambda::Alias")
    assert {alias["Properties"]["FunctionName"]["Ref"] for alias in aliases.values()} == set(FUNCTIONS)
    assert {alias["Properties"]["Name"] for alias in aliases.values()} == {"live"}
    assert {version["DeletionPolicy"] for version in of_type(made, "AWS::Lambda::Version").values()} == {"Retain"}
    values = made["Road"]["Properties"]["DefinitionString"]["Fn::Sub"][1]
    assert {value["Ref"] for value in values.values()} - {"AWS::Partition"} <= set(aliases)
    for permission in of_type(made, "AWS::Lambda::Permission").values():
        assert permission["Properties"]["FunctionName"]["Ref"] in aliases
    for rule in of_type(made, "AWS::Events::Rule").values():
        assert {target["Arn"]["Ref"] for target in rule["Properties"]["Targets"]} <= set(aliases)
    gateway = json.dumps(of_type(made, "AWS::ApiGateway::RestApi"))
    assert set(re.findall(r"functions/([^/]+)/invocations", gateway)) == {"${Live}"}
    assert set(re.findall(r'"Live": (\{[^}]*\})', gateway)) == {
        f'{{"Ref": "{function}Aliaslive"}}' for function in ("APIHandler", "Pages")
    }


def test_what_never_reaches_our_function_is_refused_in_the_words_of_the_catalogue(
    templates: dict[str, Template],
) -> None:
    said = templates["global"]["Resources"]["RestAPI"]["Properties"]["GatewayResponses"]
    for response in said.values():
        shown = json.loads(response["ResponseTemplates"]["application/json"])
        assert shown == Problem(shown["code"]).to_json("$context.requestId")
        assert shown["status"] == response["StatusCode"]
    assert said.keys() == {"MISSING_AUTHENTICATION_TOKEN", "THROTTLED", "DEFAULT_5XX"}


def test_a_function_that_changes_is_released_as_another_version(templates: dict[str, Template]) -> None:
    def versions(template: Template) -> set[str]:
        return set(of_type(package.translate(template, "cn-north-1")["Resources"], "AWS::Lambda::Version"))

    changed = json.loads(json.dumps(templates["china"]))
    changed["Resources"]["Sign"]["Properties"]["MemorySize"] += 64
    [new] = versions(changed) - versions(templates["china"])
    assert new.startswith("SignVersion")


def test_only_the_function_that_makes_papers_has_what_prints_and_it_reads_no_case(resources: dict[str, Any]) -> None:
    layered = {name for name in FUNCTIONS if resources[name]["Properties"].get("Layers")}
    assert "Papers" in layered and resources["Papers"]["Properties"]["Layers"] == [{"Ref": "PapersLayer"}]
    assert holders(resources, "s3:PutObject") <= {
        "Papers",
        "Issue",
        "APIHandler",
        "Inspection",
        "Sweep",
    }  # which archives
    assert "Papers" not in holders(resources, "kms:Decrypt")
    role = json.dumps(role_of(resources, "Papers"))
    assert "RegistersTable" in role and not re.search("CasesTable|PartsTable|LedgerTable|TasksTable", role)
    assert resources["Papers"]["Properties"]["Timeout"] <= aws.config_of("lambda").read_timeout


def test_the_function_that_makes_papers_gives_up_on_s3_before_it_is_ended(resources: dict[str, Any]) -> None:
    s3 = aws.config_of("s3")
    attempts = s3.retries["total_max_attempts"]
    assert attempts * s3.read_timeout + (attempts - 1) < resources["Papers"]["Properties"]["Timeout"]


def test_papers_are_put_and_read_among_those_of_cases_and_listed_by_nobody(resources: dict[str, Any]) -> None:
    ours = [one for one in statements(role_of(resources, "Papers")) if "s3:" in str(one["Action"])]
    assert [one["Action"] for one in ours] == [["s3:PutObject"], ["s3:GetObject"]]
    assert {str(one["Resource"]) for one in ours} == {str([{"Fn::Sub": "${ArchiveBucket.Arn}/cases/*"}])}


def test_only_what_prints_and_what_reads_uploads_needs_a_whole_core(resources: dict[str, Any]) -> None:
    assert {name for name in FUNCTIONS if resources[name]["Properties"]["MemorySize"] > 1024} == {
        "Papers",
        "Inspection",
    }


def test_the_road_logs_errors_without_what_it_carries(resources: dict[str, Any]) -> None:
    logging = resources["Road"]["Properties"]["LoggingConfiguration"]
    assert logging["Level"] == "ERROR" and logging["IncludeExecutionData"] is False


def test_a_function_is_stopped_before_the_road_gives_up_on_it(resources: dict[str, Any]) -> None:
    definition = json.loads(resources["Road"]["Properties"]["DefinitionString"]["Fn::Sub"][0])
    longest = min(timeouts(definition))
    called = set(FUNCTIONS) - {"Sweep"}
    assert all(resources[name]["Properties"]["Timeout"] < longest for name in called)
    # It comes to its end before it begins anew.
    assert resources["Sweep"]["Properties"]["Timeout"] < run.EVERY.total_seconds()
    assert (
        resources["SweepSchedule"]["Properties"]["ScheduleExpression"]
        == f"rate({run.EVERY // timedelta(minutes=1)} minutes)"
    )
    assert resources["APIHandler"]["Properties"]["Timeout"] <= 29  # API Gateway waits no longer


def timeouts(states: Any) -> Iterator[int]:
    if isinstance(states, dict):
        if "TimeoutSeconds" in states:
            yield states["TimeoutSeconds"]
        for value in states.values():
            yield from timeouts(value)
    elif isinstance(states, list):
        for value in states:
            yield from timeouts(value)


def test_no_function_is_left_at_the_smallest_memory(resources: dict[str, Any]) -> None:
    assert all(resources[name]["Properties"]["MemorySize"] >= 512 for name in FUNCTIONS)


def test_somebody_is_told_when_the_road_or_the_api_fails(resources: dict[str, Any]) -> None:
    alarms = of_type(resources, "AWS::CloudWatch::Alarm").values()
    assert {"ExecutionsFailed", "ExecutionsTimedOut", "5XXError"} <= {
        alarm["Properties"]["MetricName"] for alarm in alarms
    }
    assert all(alarm["Properties"]["AlarmActions"] == [{"Ref": "AlarmTopic"}] for alarm in alarms)


@pytest.mark.parametrize("stage", STAGES)
def test_whoever_is_named_is_told_of_alarms_and_nobody_has_to_be(stage: str, templates: dict[str, Template]) -> None:
    [subscription] = of_type(templates[stage]["Resources"], "AWS::SNS::Subscription").values()
    assert subscription["Properties"] == {
        "TopicArn": {"Ref": "AlarmTopic"}, "Protocol": {"Ref": "AlarmProtocol"}, "Endpoint": {"Ref": "AlarmEndpoint"},
    }  # fmt: skip
    assert templates[stage]["Conditions"][subscription["Condition"]] == {
        "Fn::Not": [{"Fn::Equals": [{"Ref": "AlarmEndpoint"}, ""]}]
    }
    assert templates[stage]["Parameters"]["AlarmEndpoint"]["Default"] == ""


def test_lambda_writes_its_own_log_lines_as_json_too(templates: dict[str, Template]) -> None:
    assert templates["china"]["Globals"]["Function"]["LoggingConfig"] == {"LogFormat": "JSON"}


def test_only_the_inspection_brings_a_file_to_where_it_stays_and_only_it_has_the_libraries_that_read_it(
    resources: dict[str, Any],
) -> None:
    def puts(name: str) -> set[str]:
        made = [s for s in statements(role_of(resources, name)) if "s3:PutObject" in s["Action"]]
        return {one["Fn::Sub"] for s in made for one in s["Resource"] if "DocumentsBucket" in json.dumps(one)}

    assert puts("APIHandler") == {"${DocumentsBucket.Arn}/incoming/*"}
    assert puts("Inspection") == {"${DocumentsBucket.Arn}/cases/*", "${DocumentsBucket.Arn}/quarantine/*"}
    assert not any(puts(name) for name in FUNCTIONS if name not in ("APIHandler", "Inspection"))
    functions = of_type(resources, "AWS::Serverless::Function")
    assert {name for name, one in functions.items() if one["Properties"].get("Layers")} == {"Inspection", "Papers"}


def test_nobody_opens_what_is_in_quarantine_or_has_only_come_in(resources: dict[str, Any]) -> None:
    for name in set(FUNCTIONS) - {"Inspection"}:
        for statement in statements(role_of(resources, name)):
            if "s3:GetObject" in statement["Action"]:
                assert not any(word in json.dumps(statement["Resource"]) for word in ("quarantine", "incoming"))
                assert "${DocumentsBucket.Arn}/*" not in json.dumps(statement["Resource"])
