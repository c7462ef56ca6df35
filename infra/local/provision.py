"""Deploys the template to moto: everything in it that moto's CloudFormation knows; the local server is the gateway."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from moto.kms.models import Key, kms_backends

from infra.deploy import package, seals
from infra.local import certificates, sm2
from infra.local.actions import PARTITION, REGION
from infra.local.roles import ROAD, Roles, roles_of

Client = Callable[[str], Any]
NAME = "anju-local"
_NOT_HERE = (
    "AWS::ApiGateway::",
    "AWS::Lambda::Permission",
    "AWS::Lambda::LayerVersion",
    "AWS::S3::BucketPolicy",
    "AWS::CloudWatch::Alarm",
    "AWS::Events::",
    "AWS::SNS::Subscription",
)
_ALIAS, _VERSION = "AWS::Lambda::Alias", "AWS::Lambda::Version"
_SECRET = "AWS::SecretsManager::Secret"
_CODE = {"ZipFile": "# the code is the one in this process"}


@dataclass(frozen=True)
class Provisioned:
    """What the template made: the settings of all functions, those of each, their names (on AWS → ours), their roles."""

    env: Mapping[str, str]
    told: Mapping[str, frozenset[str]]
    names: Mapping[str, str]
    roles: Roles


def provision(client: Client, parameters: Mapping[str, str], secrets: Mapping[str, Any]) -> Provisioned:
    """Creates the stack and the road with an operator's clients. `secrets`: logical name of a secret → its JSON value. What the seals'
    keys are certified by is made here, and put into theirs."""
    secrets = {**secrets, "SealsSecret": {}}
    parameters = {**parameters, **{name: _secret(client, name, value) for name, value in secrets.items()}}
    template = cloudformation()
    with (
        patch.object(Key, "create_from_cloudformation_json", classmethod(_key_as_specified)),
        patch("moto.kms.models.generate_private_key", sm2.private_key),
    ):
        client("cloudformation").create_stack(
            StackName=NAME,
            TemplateBody=_in_china(json.dumps(template)),
            Capabilities=["CAPABILITY_IAM"],
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        )
    _lock(client, template)
    made = client("cloudformation").describe_stacks(StackName=NAME)["Stacks"][0]["Outputs"]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in made}
    certified = certificates.of_seals(client("kms"), {one: outputs[one] for one in seals.CENTRES})
    client("secretsmanager").put_secret_value(SecretId=parameters["SealsSecret"], SecretString=json.dumps(certified))
    functions = client("lambda").list_functions()["Functions"]
    for function in functions:
        version = client("lambda").publish_version(FunctionName=function["FunctionName"])["Version"]
        client("lambda").create_alias(FunctionName=function["FunctionName"], Name="live", FunctionVersion=version)
    # moto runs only what was made through the API: the same machine again, under the same name.
    client("stepfunctions").create_state_machine(
        name=outputs["Arn"].rsplit(":", 1)[1], definition=_definition(template, outputs), roleArn=outputs["Role"]
    )
    names = {function["FunctionName"]: _ours(function["Handler"]) for function in functions}
    roles = {names[function["FunctionName"]]: _last(function["Role"]) for function in functions}
    given = {names[function["FunctionName"]]: function["Environment"]["Variables"] for function in functions}
    env = {name: value for variables in given.values() for name, value in variables.items()}
    told = {function: frozenset(variables) for function, variables in given.items()}
    return Provisioned(env, told, names, roles_of(client("iam"), {**roles, ROAD: _last(outputs["Role"])}))


def _lock(client: Client, template: Mapping[str, Any]) -> None:
    """moto makes every bucket of a template one without versions and without object lock."""
    stack = client("cloudformation").describe_stack_resources(StackName=NAME)["StackResources"]
    # moto lists what a condition leaves out, without a name.
    names = {made["LogicalResourceId"]: made["PhysicalResourceId"] for made in stack if "LogicalResourceId" in made}
    for name, resource in template["Resources"].items():
        if resource["Type"] == "AWS::S3::Bucket" and resource["Properties"].get("ObjectLockEnabled"):
            client("s3").put_bucket_versioning(
                Bucket=names[name], VersioningConfiguration=resource["Properties"]["VersioningConfiguration"]
            )
            client("s3").put_object_lock_configuration(
                Bucket=names[name], ObjectLockConfiguration={"ObjectLockEnabled": "Enabled"}
            )


def cloudformation() -> dict[str, Any]:
    """The template as CloudFormation deploys it, as far as moto can: secrets become parameters, made beforehand.

    Its outputs say what the road was resolved to, and with which key each centre seals.
    """
    template: dict[str, Any] = without_aliases(package.translate(package.template("local"), REGION))
    resources, parameters = {}, dict(template["Parameters"])
    for name, resource in template["Resources"].items():
        if resource["Type"] == _SECRET:
            parameters[name] = {"Type": "String"}
        elif not resource["Type"].startswith(_NOT_HERE):
            resources[name] = resource
        if resource["Type"] == "AWS::Lambda::Function":
            resource["Properties"]["Code"] = _CODE
            resource["Properties"].pop("Layers", None)  # their packages are this process's own
    road = resources["Road"]["Properties"]
    keys = {centre: seals.used(centre) for centre in seals.CENTRES}
    outputs = {"Arn": {"Ref": "Road"}, "Role": road["RoleArn"], **road["DefinitionString"]["Fn::Sub"][1], **keys}
    return {
        **template,
        "Parameters": parameters,
        "Resources": resources,
        "Outputs": {name: {"Value": value} for name, value in outputs.items()},
    }


def without_aliases(template: dict[str, Any]) -> dict[str, Any]:
    """A translated template in which what is called an alias's ARN is the function's with the alias's name.

    moto's CloudFormation knows no aliases; of their versions it has no use without them.
    """
    aliases = {name: made["Properties"] for name, made in template["Resources"].items() if made["Type"] == _ALIAS}
    text = json.dumps(template)
    for name, alias in aliases.items():
        arn = {"Fn::Sub": f"${{{alias['FunctionName']['Ref']}.Arn}}:{alias['Name']}"}
        text = text.replace(json.dumps({"Ref": name}), json.dumps(arn))
    whole: dict[str, Any] = json.loads(text)
    left = {name: made for name, made in whole["Resources"].items() if made["Type"] not in (_ALIAS, _VERSION)}
    return {**whole, "Resources": left}


def _definition(template: Mapping[str, Any], outputs: Mapping[str, str]) -> str:
    # moto's Sub leaves names given in a map as they are.
    text, names = template["Resources"]["Road"]["Properties"]["DefinitionString"]["Fn::Sub"]
    return _in_china(re.sub(r"\$\{(\w+)\}", lambda name: outputs[name[1]] if name[1] in names else name[0], text))


def _in_china(template: str) -> str:
    # moto takes every region's partition for `aws`.
    return template.replace("${AWS::Partition}", PARTITION).replace("${AWS::URLSuffix}", "amazonaws.com.cn")


def _secret(client: Client, name: str, value: Any) -> str:
    made = client("secretsmanager").create_secret(Name=f"{NAME}/{name}", SecretString=json.dumps(value))
    return str(made["ARN"])


def _key_as_specified(
    _cls: type[Key], /, resource_name: str, cloudformation_json: Any, account_id: str, region_name: str, **_rest: Any
) -> Key:
    # moto makes every key of a template a symmetric one.
    wanted = cloudformation_json["Properties"]
    made: Key = kms_backends[account_id][region_name].create_key(
        policy=wanted["KeyPolicy"],
        key_usage=wanted.get("KeyUsage", "ENCRYPT_DECRYPT"),
        key_spec=wanted.get("KeySpec", "SYMMETRIC_DEFAULT"),
        description=wanted.get("Description"),
        tags=[],
    )
    return made


def _ours(handler: str) -> str:
    return "api" if handler == "app.app" else handler.removeprefix("app.")


def _last(arn: str) -> str:
    return arn.rsplit("/", 1)[1]
