import json
import time

import urllib3
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_der_public_key

from chalicelib import policy
from chalicelib.api.http.problem import Problem
from infra.deploy import package
from infra.local.provision import cloudformation

http = urllib3.PoolManager()


def test_the_stack_is_the_template_that_deploys(local):
    declared = package.template("china")["Resources"]
    local_resources = cloudformation()["Resources"]
    functions = {name for name, it in declared.items() if it["Type"] == "AWS::Serverless::Function"}
    tables = {name for name, it in declared.items() if it["Type"] == "AWS::DynamoDB::Table"}
    assert functions | tables <= local_resources.keys()
    assert len(local.client("lambda").list_functions()["Functions"]) == len(functions)
    assert len(local.client("dynamodb").list_tables()["TableNames"]) >= len(tables)


def test_everything_is_in_the_china_partition(local):
    assert local.env["ANJU_STATE_MACHINE"].startswith("arn:aws-cn:states:cn-northwest-1:")


def test_the_road_on_moto_is_the_committed_definition(local):
    machine = local.client("stepfunctions").describe_state_machine(stateMachineArn=local.env["ANJU_STATE_MACHINE"])
    definition = json.loads(machine["definition"])
    committed = json.loads((package.ROOT / "statemachine/road.asl.json").read_text("utf-8"))
    assert definition["States"].keys() == committed["States"].keys()
    assert "${" not in machine["definition"]


def test_the_road_catches_our_errors_by_class_name(local, monkeypatch):
    from chalicelib.errors import PreconditionFailed

    def fails(event, context):
        raise PreconditionFailed("intake")

    asked = []
    monkeypatch.setitem(local.bridge.handlers, "app.intake", fails)
    monkeypatch.setitem(local.bridge.handlers, "app.review", lambda event, context: asked.append(event) or {})
    started = local.client("stepfunctions").start_execution(
        stateMachineArn=local.env["ANJU_STATE_MACHINE"],
        name="caught",
        input=json.dumps({"case": "0" * 32, "centre": "620100", "trace": "1-1-1", "last": {"next": "submitted"}}),
    )
    until = time.monotonic() + 60
    while not asked and time.monotonic() < until:
        time.sleep(0.02)
    local.client("stepfunctions").stop_execution(executionArn=started["executionArn"])
    assert (asked[0]["ask"], asked[0]["stuck"], asked[0]["error"]) == ("attend", "Intake", "PreconditionFailed")


def test_the_api_answers(local):
    answer = http.request("GET", f"{local.api}/v1/health")
    assert answer.status == 200 and answer.json()["stage"] == "local"


def test_a_route_that_does_not_exist_is_a_problem_in_our_shape(local):
    answer = http.request("GET", f"{local.api}/nothing")
    assert answer.status == 404 and answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == Problem("NOT_FOUND").to_json("")


def test_a_body_without_a_readable_length_is_refused(local):
    host, port = local.api.removeprefix("http://").split(":")
    pool = urllib3.HTTPConnectionPool(host, int(port))
    assert pool.request("POST", "/v1/sessions", body=iter([b"{}"]), chunked=True).status == 411
    assert pool.request("POST", "/v1/sessions", headers={"content-length": "-1"}).status == 400
    assert pool.request("POST", "/v1/sessions", headers={"content-length": str(1 << 30)}).status == 413


def test_no_key_of_a_banks_is_with_us(local):
    told = json.loads(
        local.client("secretsmanager").get_secret_value(SecretId=local.env["ANJU_SECRET_BANKS"])["SecretString"]
    )
    assert all(bank["seal_certificates"] and "PRIVATE KEY" not in json.dumps(bank) for bank in told.values())


def test_every_centre_has_a_key_of_its_own_that_its_simulated_certificate_is_for(local):
    told = json.loads(
        local.client("secretsmanager").get_secret_value(SecretId=local.env["ANJU_SECRET_SEALS"])["SecretString"]
    )
    assert told.keys() == policy.centres().keys() and len({seal["key"] for seal in told.values()}) == len(told)
    for centre, name in policy.centres().items():
        own = x509.load_pem_x509_certificate(told[centre]["certificates"][0].encode())
        public = local.client("kms").get_public_key(KeyId=told[centre]["key"])["PublicKey"]
        assert own.public_key() == load_der_public_key(public)
        names = {attribute.value for attribute in own.subject}
        assert {f"模拟{name}", f"模拟{name}电子印章"} <= names
