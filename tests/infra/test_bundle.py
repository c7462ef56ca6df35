import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import botocore.session
import pytest

import app
from chalicelib.domain.checks.declared import CHECKS
from infra.deploy import bundle
from tests.infra.conftest import ENV, Loaded, Run

STEPS = sorted(function.name for function in app.app.pure_lambda_functions)
CALLED = {
    service
    for path in (bundle.FUNCTIONS / "chalicelib").rglob("*.py")
    for service in re.findall(r"\bclient\(\"(\w+)\"\)", path.read_text())
}
CHECKING = "chalicelib.steps.checking"
OF_OTHERS = {
    "sweep": "chalicelib.sweep.run",
    "papers": "chalicelib.papers.run",
    "inspection": "chalicelib.inspection.run",
    "pages": "chalicelib.pages.run",
}
HEAVY = {
    "boto3",
    "pydantic",
    "typst",
    "PIL",
    "pypdf",
    "yaml",
    "aws_xray_sdk.core.recorder",
    "chalicelib.documents",
    "chalicelib.whatif",
}


def test_every_module_comes_with_bytecode_nobody_checks(unpacked: Path) -> None:
    sources = list(unpacked.rglob("*.py"))
    assert len(sources) > 1000
    for source in sources:
        header = Path(importlib.util.cache_from_source(str(source))).read_bytes()[:8]
        assert int.from_bytes(header[4:], "little") == 0b01, source  # PEP 552: hash-based, check_source unset


def test_botocore_carries_the_services_in_use_and_no_others(unpacked: Path) -> None:
    carried = {path.name for path in (unpacked / "botocore/data").iterdir() if path.is_dir()}
    assert carried == bundle.SERVICES == CALLED


@pytest.mark.parametrize("region", ["cn-north-1", "cn-northwest-1", "ap-southeast-1"])
def test_every_client_the_code_makes_calls_where_the_whole_sdk_would(region: str, in_lambda: Run) -> None:
    session = botocore.session.get_session()
    whole = {name: session.create_client(name, region_name=region).meta.endpoint_url for name in sorted(CALLED)}
    made = in_lambda(
        "",
        f"import os; os.environ['AWS_DEFAULT_REGION'] = {region!r}\n"
        f"from chalicelib import aws; print({{name: aws.client(name).meta.endpoint_url for name in {sorted(CALLED)}}})",
    )
    assert ast.literal_eval(made) == whole


CALLS = """
import json
from botocore.awsrequest import AWSResponse
from chalicelib import aws
def caught(request, **rest):
    print(request.method, request.url, request.headers.get("X-Amz-Target"), request.body if isinstance(request.body, bytes) else "")
    return AWSResponse(request.url, 200, {}, type("Raw", (), {"stream": lambda self: iter([b"{}" if "json" in str(request.headers) else b""])})())
for service, operation, given in [
    ("dynamodb", "get_item", {"TableName": "cases", "Key": {"id": {"S": "1"}}}),
    ("lambda", "invoke", {"FunctionName": "arn:aws-cn:lambda:cn-northwest-1:123456789012:function:papers:live", "Payload": b"{}"}),
    ("kms", "generate_mac", {"KeyId": "key", "MacAlgorithm": "HMAC_SHA_256", "Message": b"unit:1"}),
    ("s3", "put_object", {"Bucket": "archive", "Key": "1/contract.pdf", "Body": b"%PDF"}),
    ("secretsmanager", "get_secret_value", {"SecretId": "secret"}),
    ("stepfunctions", "send_task_success", {"taskToken": "token", "output": "{}"}),
    ("xray", "batch_get_traces", {"TraceIds": ["1-6742a1b3-0f1e2d3c4b5a69788796a5b4"]}),
    ("cloudwatch", "list_metrics", {"Namespace": "Anju"}),
]:
    client = aws.client(service)
    client.meta.events.register_first("before-send", caught)
    getattr(client, operation)(**given)
print(aws.client("s3").generate_presigned_post("documents", "1/2")["url"])
print(aws.client("s3").generate_presigned_url("get_object", {"Bucket": "archive", "Key": "1"}).partition("?")[0])
"""


def test_calls_go_out_as_the_whole_sdk_would_send_them(in_lambda: Run) -> None:
    whole = subprocess.run(
        [sys.executable, "-c", CALLS], env={**ENV, "PYTHONPATH": str(bundle.FUNCTIONS)}, capture_output=True, text=True
    )
    assert len(whole.stdout.splitlines()) == 10, whole.stderr
    assert in_lambda("", CALLS) == whole.stdout


def test_nothing_that_never_runs_is_carried(unpacked: Path) -> None:
    names = {path.name for path in unpacked.iterdir()}
    assert not {name for name in names if name.endswith(".dist-info")}
    assert not names & {"moto", "pytest", "pip", "click", "tests", "infra", "bin"}
    assert (unpacked / "chalice/app.py").exists() and not (unpacked / "chalice/deploy").exists()


def _module(function: str) -> str:
    own = f"chalicelib.steps.{function}"
    return OF_OTHERS.get(function) or (own if importlib.util.find_spec(own) else CHECKING)


# Who counts homes asks the police which minor children there are.
ASKED_TOO = {"property": {"chalicelib.agencies.police"}}


def _agencies(function: str) -> set[str]:
    """Whom the checks of a step are asked of."""
    return {f"chalicelib.agencies.{check.agency}" for check in CHECKS.values() if check.step == function}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_starts_without_what_only_others_need(step: str, loaded: Loaded) -> None:
    others = {_module(other) for other in STEPS if other != step} - {_module(step), CHECKING}
    assert {_module(step), *_agencies(step)} <= loaded(step)
    heavy = HEAVY - {"typst", "chalicelib.documents"} if step == "papers" else HEAVY
    assert not loaded(step) & (heavy | others | {"chalicelib.api.routes", "chalicelib.api.forms"})


def test_what_makes_papers_is_loaded_before_the_first_is_asked_for_and_knows_no_case(loaded: Loaded) -> None:
    assert {"typst", "chalicelib.documents.printing"} <= loaded("papers")
    assert not {
        name for name in loaded("papers") if name.startswith(("chalicelib.casework", "chalicelib.records.case"))
    }


@pytest.mark.parametrize("step", [step for step in STEPS if _module(step) == CHECKING])
def test_a_check_starts_without_whom_only_other_checks_ask(step: str, loaded: Loaded) -> None:
    others = {agency for other in STEPS for agency in _agencies(other)} - _agencies(step) - ASKED_TOO.get(step, set())
    assert not loaded(step) & others


def test_what_if_can_run_in_the_package_without_what_reads_and_shows(in_lambda: Run) -> None:
    loaded = set(in_lambda("", "from chalicelib.whatif import comparing, report; print(*sys.modules)").split())
    assert "chalicelib.whatif.stored" in loaded
    assert not loaded & (HEAVY - {"chalicelib.whatif"} | {"botocore", "rich", "argparse", "chalicelib.records"})


def test_the_api_starts_without_steps_and_documents(loaded: Loaded) -> None:
    assert "chalicelib.api.routes" in loaded("app")
    assert not {name for name in loaded("app") if name.startswith("chalicelib.steps.")}
    assert not loaded("app") & HEAVY


def test_a_function_makes_its_first_clients_while_it_starts(in_lambda: Run) -> None:
    counted = "import app; from chalicelib import aws; print(aws.client.cache_info().currsize)"
    assert in_lambda("app.identity", counted).strip() == "2"
    assert in_lambda("", counted).strip() == "0"


def test_every_handler_can_be_found_in_the_package(in_lambda: Run) -> None:
    found = in_lambda("", f"import app; print(all(callable(getattr(app, name)) for name in {[*STEPS, 'app']}))")
    assert found.strip() == "True"


def test_equal_sources_make_equal_zips(tmp_path: Path) -> None:
    made = []
    for name in ("first", "second"):
        folder = tmp_path / name
        shutil.copytree(bundle.FUNCTIONS / "chalicelib/domain", folder, ignore=shutil.ignore_patterns("__pycache__"))
        for path in folder.rglob("*"):
            os.utime(path, (0, 0) if name == "first" else None)
        bundle._compile(folder, folder)
        made.append(bundle.zipped(folder, tmp_path / f"{name}.zip").read_bytes())
    assert made[0] == made[1]
