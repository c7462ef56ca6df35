"""Alarms: from the one table, on what is measured, each with a page that says what to do; and a page for every stuck step."""

import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import botocore.session
import pytest
from botocore import xform_name
from chalice.package import YAMLTemplateSerializer

from chalicelib import errors
from chalicelib.api.routes import ROUTES
from chalicelib.casework import disputes
from chalicelib.domain.work import WAITS
from chalicelib.tracing import metrics
from infra.deploy import package
from infra.tools import alarms
from statemachine.check import tasks
from statemachine.road import definition

PAGES = package.ROOT / "docs" / "runbooks"
# What AWS measures and we watch: https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html,
# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
OF_AWS = {("AWS/States", "ExecutionsFailed"), ("AWS/States", "ExecutionsTimedOut"), ("AWS/ApiGateway", "5XXError")}
STATES = {name for name, _ in tasks(definition())}
WRITTEN = {  # what log lines tell
    what
    for path in (package.ROOT / "functions/chalicelib").rglob("*.py")
    for what in re.findall(r'log\.(?:line\("\w+", |failed\()"([\w ]+)"', path.read_text(encoding="utf-8"))
}
OF_THE_CLI = {"query", "output", "max-items"}
PARTS = ("是什么 · What it means", "看什么 · Look at", "做什么 · Do", "决不 · Never")


@cache
def client(service: str) -> Any:
    return botocore.session.get_session().create_client(service, region_name="cn-north-1")


def of_the_template() -> dict[str, Any]:
    resources = package.template("china")["Resources"]
    return {name: one["Properties"] for name, one in resources.items() if one["Type"] == "AWS::CloudWatch::Alarm"}


DEPLOYED = of_the_template()
STUCK = {name for name in definition()["States"] if name.endswith("Stuck")}


def test_the_committed_alarms_are_the_ones_the_table_gives() -> None:
    assert alarms.FILE.read_text(encoding="utf-8") == alarms.text(), "run python -m infra.tools.alarms"


def test_every_alarm_of_the_table_is_deployed_and_takes_nobody_elses_place() -> None:
    by_hand = YAMLTemplateSerializer().load_template((package.ROOT / "infra/deploy/template.yaml").read_text())
    assert not by_hand["Resources"].keys() & alarms.resources().keys()
    assert DEPLOYED.items() >= {name: one["Properties"] for name, one in alarms.resources().items()}.items()


@pytest.mark.parametrize("name", DEPLOYED)
def test_every_alarm_names_a_metric_that_is_measured_by_exactly_its_dimensions(name: str) -> None:
    alarm = DEPLOYED[name]
    if alarm["Namespace"] != metrics.NAMESPACE:
        assert (alarm["Namespace"], alarm["MetricName"]) in OF_AWS
        return
    metric = metrics.METRICS[alarm["MetricName"]]  # tests/tracing/test_metrics.py holds that each is written
    by = [dimension["Name"] for dimension in alarm["Dimensions"]]
    assert by in [[metrics.STAGE, *metric.by], [metrics.STAGE, *metric.also_by]]
    assert alarm["Dimensions"][0]["Value"] == {"Ref": "Stage"}


def test_every_metric_has_an_alarm() -> None:
    assert {alarm["MetricName"] for alarm in DEPLOYED.values()} >= metrics.METRICS.keys()


def test_every_queue_has_an_alarm_for_what_waits_in_it_longest() -> None:
    assert {alarm.of["queue"] for alarm in alarms.ALARMS.values() if alarm.metric == "oldest_wait"} == WAITS.keys()


def test_an_error_that_is_alarmed_on_is_one_a_step_can_raise() -> None:
    kinds = {alarm.of["kind"] for alarm in alarms.ALARMS.values() if alarm.metric == "step_errors"}
    assert all(issubclass(getattr(errors, kind), errors.StepError) for kind in kinds)


@pytest.mark.parametrize("name", DEPLOYED)
def test_an_alarm_says_where_its_page_is(name: str) -> None:
    assert DEPLOYED[name]["AlarmDescription"].endswith(f". docs/runbooks/{page_of(name)}.md")


def page_of(name: str) -> str:
    alarm = alarms.ALARMS.get(name.removesuffix("Alarm"))
    return alarm.page or name if alarm else name


def test_a_kind_of_wait_nobody_wrote_an_alarm_for_has_one_all_the_same() -> None:
    ((name, alarm),) = alarms.of_waits(["verify", "expert_opinion"]).items()
    assert (name, alarm.of, alarm.page) == ("ExpertOpinionWaits", {"queue": "expert_opinion"}, "DeskWaitsAlarm")


def test_there_is_a_page_for_every_alarm_and_every_stuck_step_and_no_other() -> None:
    assert STUCK
    assert {path.stem for path in PAGES.glob("*.md")} - {"README"} == {*map(page_of, DEPLOYED)} | STUCK


def pages() -> list[Path]:
    return sorted(path for path in PAGES.glob("*.md") if path.stem != "README")


REGISTRYS = sorted(code for code in vars(disputes).values() if str(code).startswith("DISPUTE_REGISTRY_"))


@pytest.mark.parametrize("code", REGISTRYS)
def test_whoever_clears_up_what_the_registry_said_reads_how(code: str) -> None:
    page = (PAGES / "DisputeWaitsAlarm.md").read_text(encoding="utf-8")
    (told,) = [point for point in re.split(r"\n(?=- )|\n\n", page) if point.startswith(f"- `{code}`：")]
    assert "`resolved`" in told


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_a_page_says_what_it_means_what_to_look_at_what_to_do_and_what_never_to_do(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {page.stem} ") and re.search(r"[一-鿿]", text.splitlines()[0])
    assert tuple(re.findall(r"^## (.+)$", text, re.MULTILINE)) == PARTS
    for part in re.split(r"^## .+$", text, flags=re.MULTILINE)[1:]:
        assert re.search(r"[一-鿿]", part.strip()[:40]), "Chinese first"
    assert len(text.splitlines()) <= 40


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.stem)
def test_every_route_a_page_names_is_there_and_takes_what_the_page_asks(page: Path) -> None:
    for method, path, query in re.findall(
        r"\b(GET|POST) (/v1/[^\s`?；，]+)(?:\?([^\s`]*))?", page.read_text(encoding="utf-8")
    ):
        route = next(route for route in ROUTES if (route.method, route.path) == (method, path))
        assert set(parse_qs(query, strict_parsing=bool(query))) <= set(route.query)


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.stem)
def test_every_aws_command_of_a_page_has_the_options_it_is_given(page: Path) -> None:
    text = page.read_text(encoding="utf-8").replace("\\\n", " ")
    for service, operation, rest in re.findall(r"\baws ([a-z]+) ([a-z-]+)([^\n;]*)", text):
        model = client(service).meta.service_model
        name = next(name for name in model.operation_names if xform_name(name, "-") == operation)
        shape = model.operation_model(name).input_shape
        taken = {xform_name(member, "-") for member in shape.members} if shape else set()
        assert set(re.findall(r" --([a-z-]+)", rest)) <= taken | OF_THE_CLI
        assert {xform_name(member, "-") for member in shape.required_members} <= set(re.findall(r" --([a-z-]+)", rest))


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.stem)
def test_what_a_page_looks_for_in_the_logs_is_written_there(page: Path) -> None:
    told = {
        "log": WRITTEN,
        "step": STATES,
        "queue": set(WAITS),
        "level": {"ERROR", "INFO"},
        "outcome": {"refused", "answered"},
    }
    queries = re.findall(r"^    logs '(.*)'$", page.read_text(encoding="utf-8"), re.MULTILINE)
    for name, value in re.findall(r'(\w+) !?= "([\w ]+)"', " ".join(queries)):
        if name == "kind":
            assert value in {alarm.of.get("kind") for alarm in alarms.ALARMS.values()}
        else:
            assert value in told[name]
    assert set(re.findall(r"ispresent\((\w+)\)", " ".join(queries))) <= metrics.METRICS.keys()
