"""Makes what is deployed: `python -m infra.deploy.package [--stage global|china|all]` writes build/<stage>/template.json and its zips.

The template is what `chalice package --merge-template infra/deploy/template.yaml` gives, plus the road's definition and the alarms on our
metrics; the zip is infra/deploy/bundle.py's. Deploy with `aws cloudformation package` and `deploy`, passing ExchangeUrl, WebOrigin,
PublicUrl and AlarmEndpoint.
"""

import argparse
import copy
import json
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

import boto3
import botocore.session
from chalice.awsclient import TypedAWSClient
from chalice.deploy.appgraph import ApplicationGraphBuilder, DependencyBuilder
from chalice.deploy.deployer import BaseDeployStep, BuildStage, InjectDefaults, PolicyGenerator, SwaggerBuilder
from chalice.deploy.swagger import CFNSwaggerGenerator
from chalice.package import (
    PackageOptions,
    ResourceBuilder,
    SAMTemplateGenerator,
    TemplateDeepMerger,
    YAMLTemplateSerializer,
)
from chalice.utils import OSUtils

from infra.deploy import bundle, layer, permissions, seals

ROOT = Path(__file__).parents[2]
REGIONS = {"global": "ap-southeast-1", "china": "cn-northwest-1", "local": "cn-northwest-1"}
Template = dict[str, Any]


def template(stage: str) -> Template:
    """The merged SAM template of one stage: functions, roles and API from app.py, everything else from template.yaml."""
    made = _functions(stage)
    ours = YAMLTemplateSerializer().load_template((ROOT / "infra/deploy/template.yaml").read_text())
    merged: Template = copy.deepcopy(TemplateDeepMerger().merge(ours, made))
    merged["Parameters"]["Stage"]["Default"] = stage
    del merged["Metadata"]  # only held what the YAML repeats
    merged["Resources"] |= json.loads((ROOT / "infra/deploy/alarms.json").read_text())
    merged["Resources"] |= seals.keys(merged["Resources"]["CasesKey"]["Properties"]["KeyPolicy"])
    _tell(merged["Resources"], merged["Globals"]["Function"].pop("Environment")["Variables"])
    _add_road(merged["Resources"], (ROOT / "statemachine/road.asl.json").read_text())
    return _through_the_alias(merged)


class _CodeLater(BaseDeployStep):  # type: ignore[misc]
    """Stands where chalice would build its zip: ours is made once, for all stages, by infra/deploy/bundle.py."""

    def handle_deploymentpackage(self, config: object, resource: Any) -> None:
        resource.filename = "./deployment.zip"


def _functions(stage: str) -> Template:
    with patch.dict(
        os.environ, {"NO_COLOR": "1"}
    ):  # what it prompts with asks the terminal what it can, on being imported
        from chalice.cli.factory import CLIFactory
    config = CLIFactory(str(ROOT / "functions")).create_config_obj(stage)
    session = botocore.session.get_session()
    session.set_config_variable("region", REGIONS[stage])
    policies = PolicyGenerator(policy_gen=None, osutils=OSUtils())
    swagger = SwaggerBuilder(CFNSwaggerGenerator())
    build = BuildStage([InjectDefaults(), _CodeLater(), policies, swagger])
    resources = ResourceBuilder(ApplicationGraphBuilder(), DependencyBuilder(), build)
    options = PackageOptions(TypedAWSClient(session))
    made: Template = SAMTemplateGenerator(config, options).generate(resources.construct_resources(config, stage))
    return made


def _tell(resources: Template, variables: dict[str, Any]) -> None:
    """Each function is told what it needs and nothing else."""
    for name in permissions.FUNCTIONS:
        told = {f"ANJU_{setting}": variables[f"ANJU_{setting}"] for setting in permissions.settings(name)}
        resources[permissions.logical(name)]["Properties"]["Environment"] = {"Variables": told}
    if origin := os.environ.get("ANJU_CORS_ORIGIN"):  # closed but where whoever packages says so
        resources[permissions.logical("app")]["Properties"]["Environment"]["Variables"]["ANJU_CORS_ORIGIN"] = origin


def _add_road(resources: Template, definition: str) -> None:
    """The definition with the ARNs of the functions it names, and a role that may run exactly those.

    An execution that waits names what its own release named: before there was an alias, the function itself.
    """
    names = sorted(set(re.findall(r"\$\{(\w+)Arn\}", definition)))
    aliases = {f"{name}Arn": {"Ref": f"{name}.Alias"} for name in names}
    values = {"Partition": {"Ref": "AWS::Partition"}, **aliases}
    resources["Road"]["Properties"]["DefinitionString"] = {"Fn::Sub": [definition, values]}
    named = [*aliases.values(), *({"Fn::GetAtt": [name, "Arn"]} for name in names)]
    run = {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": named}
    document = {"Version": "2012-10-17", "Statement": [run]}
    resources["RoadRole"]["Properties"]["Policies"].append({"PolicyName": "RunSteps", "PolicyDocument": document})


def _through_the_alias(made: Template) -> Template:
    """Every function with an alias `live`: whoever calls one, the gateway too, calls the version a release has moved it to.

    A change of what the template says of a function, its environment for one, makes a version as new code does.
    """
    uri = re.findall(r'"[^"]*\$\{APIHandler\.Arn\}[^"]*"', json.dumps(made["Resources"]["RestAPI"]))[0]
    through = json.dumps([json.loads(uri.replace("APIHandler.Arn", "Live")), {"Live": {"Ref": "APIHandler.Alias"}}])
    whole: Template = json.loads(json.dumps(made).replace(uri, through))
    whole["Resources"]["APIHandlerInvokePermission"]["Properties"]["FunctionName"] = {"Ref": "APIHandler.Alias"}
    for resource in whole["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"] |= {"AutoPublishAlias": "live", "AutoPublishAliasAllProperties": True}
    return whole


def translate(sam: Template, region: str) -> Template:
    """The SAM template as plain CloudFormation for one region, as AWS would expand it. Nothing is uploaded or called."""
    from samtranslator.parser.parser import Parser
    from samtranslator.translator.translator import Translator

    uploaded = copy.deepcopy(sam)
    for resource in uploaded["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://anju-packages/deployment.zip"
        if resource["Type"] == "AWS::Serverless::LayerVersion":
            resource["Properties"]["ContentUri"] = "s3://anju-packages/layer.zip"
    values = {name: given.get("Default", name) for name, given in sam["Parameters"].items()}
    session = boto3.Session(region_name=region)
    plain: Template = Translator({}, Parser(), boto_session=session).translate(uploaded, values)
    return plain


def package(stages: list[str]) -> None:
    """Writes build/<stage>/template.json, build/<stage>/deployment.zip and the zips of the layers."""
    with tempfile.TemporaryDirectory() as scratch:
        made = bundle.zipped(bundle.unpacked(Path(scratch) / "package"), bundle.BUILD / "deployment.zip")
    layers = [layer.zipped(name, bundle.BUILD / f"{name}-layer.zip") for name in layer.NAMES]
    for stage in stages:
        folder = bundle.BUILD / stage
        folder.mkdir(exist_ok=True)
        for one in (made, *layers):
            shutil.copy(one, folder)
        (folder / "template.json").write_text(json.dumps(template(stage), ensure_ascii=False, indent=1) + "\n")
        sizes = ", ".join(f"{one.name} ({one.stat().st_size / 1e6:.1f} MB)" for one in (made, *layers))
        print(f"{folder.relative_to(ROOT)}: template.json, {sizes}")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--stage", choices=["global", "china", "all"], default="all")
    chosen = arguments.parse_args().stage
    package(["global", "china"] if chosen == "all" else [chosen])
