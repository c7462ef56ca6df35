"""What the operations' console reads: why a case stands still, the road as a picture, whom it has asked, how agencies answer, alarms."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from chalicelib import aws, clock, settings
from chalicelib.api.ops import health, picture, stopped
from chalicelib.messages import known, text, worded
from chalicelib.records import ledger, tasks
from chalicelib.tracing import measured as reading
from chalicelib.tracing import segments
from chalicelib.tracing.metrics import NAMESPACE
from statemachine.road import RETRIABLE, definition
from tests.given.case import happened, put

ROOT = Path(__file__).parents[2]


@pytest.fixture
def ops(login):
    return login("ops", "o1")


@pytest.fixture
def read(api, ops, submitted):
    return lambda path="": api("GET", f"/v1/ops/cases/{submitted}{path}", who=ops).body


def stop(case: str, kind: str = "attend", number: int = 1, **details: object) -> str:
    due = "2099-01-05T18:00:00+08:00"
    return tasks.open_task(case, kind, number, "", centre="620100", due_at=due, details=details).id


def test_a_stuck_case_says_the_step_the_cause_what_clears_it_and_the_page_to_read(read, submitted):
    assert read()["stopped"] is None
    stop(submitted, step="Mortgage", error="AgencyUnavailable")
    found = read()["stopped"]
    assert (found["kind"], found["step"], found["step_text"], found["error"]) == ("attend", "Mortgage", "抵押登记", "AgencyUnavailable")  # fmt: skip
    assert found["codes"] == ["AGENCY_OUT"] and found["texts"] == [worded("STOP_AGENCY_OUT")]
    assert found["runbook"] == "MortgageStuck" and found["asked"] is None


def test_a_dead_execution_goes_before_a_step_that_waits(read, submitted):
    (
        stop(submitted, step="Mortgage", error="AgencyUnavailable"),
        stop(submitted, "restart", step="Intake", error="FAILED"),
    )
    found = read()["stopped"]
    assert (found["kind"], found["texts"], found["runbook"]) == ("restart", [worded("ROAD_FAILED")], "ExecutionEndedAlarm")  # fmt: skip


def test_every_page_a_stop_names_is_there():
    pages = {path.stem for path in (ROOT / "docs" / "runbooks").glob("*.md")}
    assert {f"{step}Stuck" for step in RETRIABLE} | {*stopped._PAGES.values(), "ExecutionEndedAlarm"} <= pages


@pytest.mark.parametrize(
    ("given", "shown"), [("程序或者数据已修复；周测试来电", "RESTART_MENDED"), ("周测试来电", "RESTART_OTHER")]
)
def test_of_the_first_persons_reason_only_words_of_ours_are_shown(api, ops, read, submitted, given, shown):
    aws.client("stepfunctions").stop_execution(executionArn=_execution(submitted))
    assert api("POST", f"/v1/ops/cases/{submitted}/restart", {"reason": given}, ops).status == 202
    asked = read()["stopped"]["asked"]
    assert (asked["by"], asked["reason"]) == ("o1", worded(shown)) and "周测试" not in str(read())


def _execution(case: str) -> str:
    states = aws.client("stepfunctions")
    machine = states.list_state_machines()["stateMachines"][0]["stateMachineArn"]
    found = states.list_executions(stateMachineArn=machine)["executions"]
    return next(one["executionArn"] for one in found if one["name"] == case)


def test_stopped_cases_are_listed_by_step_and_error(api, ops, submitted):
    def listed(query: str) -> list:
        return api("GET", f"/v1/ops/cases?centre=620100&{query}", who=ops).body["items"]

    assert listed("stopped=true") == []
    stop(submitted, step="Mortgage", error="AgencyUnavailable")
    (row,) = listed("stopped=true")
    assert (row["id"], row["stopped"]["step"], row["stopped"]["codes"]) == (submitted, "Mortgage", ["AGENCY_OUT"])
    assert row["stopped"]["runbook"] == "MortgageStuck", "one press from the list to what to do"
    assert listed("stopped=true&step=Mortgage&error=AgencyUnavailable") == [row]
    assert listed("stopped=true&error=AGENCY_OUT") == [row], "by what it says, whichever class says it"
    assert api("GET", "/v1/ops/cases?stopped=true", who=ops).body["items"] == [row], "in every centre"
    assert api("GET", "/v1/ops/cases?overdue=true", who=ops).codes == {("MISSING", "centre")}
    errors = [one["text"] for one in api("GET", "/v1/ops/words", who=ops).body["errors"]]
    assert row["stopped"]["text"] in errors and len(errors) == len({*errors}), "no cause is offered twice"
    assert (
        listed("stopped=true&step=Sign")
        == listed("stopped=true&error=FAILED")
        == listed("stopped=true&overdue=true")
        == []
    )
    assert api("GET", "/v1/ops/cases?centre=620100&step=Sign", who=ops).codes == {("UNEXPECTED", "step")}


def test_the_timeline_is_told_in_words_and_shows_no_value_that_is_no_code(read, submitted):
    lines = read()["timeline"]
    assert lines and all(line["text"] for line in lines)
    happened(submitted, "RESULTS_SENT", "1", party="PARTY_SPOUSE", tracking="13800000000")
    assert "13800000000" not in str(read()["timeline"])


def test_the_road_is_drawn_with_every_step_once_and_no_choice():
    drawn = picture.drawn(definition())
    names = [node["name"] for node in drawn["nodes"]]
    assert len(names) == len(set(names)) and {*RETRIABLE, "Credit", "Identity", "Done"} <= {*names}
    assert {node["within"] for node in drawn["nodes"] if node["name"] in ("Identity", "Tax")} == {"Checks"}
    assert {"from": "Assess", "to": "FirstReview", "kind": "next", "text": "C 类"} in drawn["ways"]
    assert {"from": "Mortgage", "to": "Supplement", "kind": "more", "text": "要求补件"} in drawn["ways"]
    assert {way[end] for way in drawn["ways"] for end in ("from", "to")} <= {*names}


def test_every_state_and_way_that_is_drawn_has_words():
    drawn = picture.drawn(definition())
    assert [node["name"] for node in drawn["nodes"] if node["text"] == node["name"]] == []
    assert [way for way in drawn["ways"] if way["text"].isascii() and way["text"]] == []


def test_the_picture_is_of_the_road_its_execution_runs_on(read, submitted):
    assert read("/road")["own"] is True and read("/road")["nodes"][0]["name"] == "Wait"


def test_where_the_execution_is_forgotten_todays_road_is_drawn(read, submitted):
    aws.client("stepfunctions").stop_execution(executionArn=_execution(submitted))
    put(submitted, restarts=1)
    happened(submitted, "RESTARTED", "1")
    assert read("/road")["own"] is False and read("/road")["nodes"]


def test_every_call_of_a_step_is_told_with_its_attempt_and_how_it_ended(read, submitted):
    trace = read()["trace"]
    with segments.begin(trace, "mortgage", case=submitted, step="Mortgage", attempt=2):
        with pytest.raises(TimeoutError), segments.call("registry", agency="registry"):
            raise TimeoutError
        with segments.call("bank", bank="B01"):
            segments.note(status=200)
    first, second = read("/calls")["items"]
    assert (first["partner"], first["sort"], first["step_text"], first["attempt"], first["error"], first["failed"]) == (
        "registry", "agency", "抵押登记", 3, "TimeoutError", True,
    )  # fmt: skip
    assert (second["partner"], second["sort"], second["outcome"], second["failed"]) == ("B01", "bank", "200", False)


def test_the_ledger_is_read_page_by_page_and_tells_what_is_listed(api, ops, read, submitted):
    use = {
        "agency": "police",
        "subject": "spouse",
        "consent": "c",
        "outcome": "answered",
        "party": "周测试",
        "fields": ["name"],
    }
    for number in range(60):
        ledger.append(submitted, {**use, "request": str(number)})
    ledger.append(submitted, {"kind": "look", "audience": "depositor", "operator": "周测试", "person": "周测试"})
    first = read("/ledger")
    assert len(first["items"]) == 50 and first["items"][0]["operator"] is None and "周测试" not in str(first)
    rest = read(f"/ledger?cursor={first['cursor']}")
    police = [line for line in (*first["items"], *rest["items"]) if line["agency"] == "police"]
    assert [line["request"] for line in police] == [str(number) for number in reversed(range(60))]
    assert all(line["subject"] == "spouse" and line["hash"] for line in police) and rest["cursor"] is None
    assert {(line["what_text"], line["about_text"]) for line in police} == {("公安部门", "配偶（共同借款人）")}


def measured(name: str, value: float, at=None, **by: str) -> None:
    dimensions = [{"Name": key, "Value": said} for key, said in {"stage": "test", **by}.items()]
    datum = {"MetricName": name, "Value": value, "Dimensions": dimensions, "Timestamp": at or clock.now()}
    aws.client("cloudwatch").put_metric_data(Namespace=NAMESPACE, MetricData=[datum])


def test_health_adds_up_today_and_the_week_by_agency(api, ops, platform):
    earlier = clock.now() - timedelta(days=3)
    measured("agency_answers", 3, agency="registry", outcome="answered"), measured("agency_seconds", 6, agency="registry", outcome="answered")  # fmt: skip
    measured("agency_answers", 4, earlier, agency="registry", outcome="unavailable")
    measured("agency_answers", 9, agency="registry", outcome="answered", stage="global")
    measured("sweep_findings", 2, kind="failed.KeyError"), measured("oldest_wait", 0, queue="attend")
    # A run sees what is due in it alone.
    measured("oldest_wait", 7200, clock.now() - timedelta(hours=4), queue="attend")
    measured("oldest_wait", 9000, clock.now() - timedelta(hours=8), queue="attend")
    shown = api("GET", "/v1/ops/health", who=ops).body
    (registry,) = shown["agencies"]
    assert registry["text"] == "不动产登记机构" and registry["today"]["outcomes"] == {"answered": 3}
    assert registry["week"]["outcomes"] == {"answered": 3, "unavailable": 4} and registry["today"]["seconds"] == 2.0
    (finding,) = shown["findings"]
    assert (finding["kind"], finding["text"], finding["today"]) == ("failed.KeyError", "巡检不了的办件", 2)
    assert finding["cause"] == text("FOUND_FAILED_CAUSE") and finding["advice"] == text("FOUND_FAILED_DO")
    assert {(one["name"], one["of"], one["value"]) for one in shown["levels"]} == {("oldest_wait", "attend", 7200)}


def refusing(monkeypatch, refuse):
    """CloudWatch, refusing where `refuse` says so of an operation and its parameters."""
    call = BaseClient._make_api_call

    def made(client, operation, params):
        if client.meta.service_model.service_name == "cloudwatch" and refuse(operation, params):
            raise ClientError({"Error": {"Code": "Throttling", "Message": "Rate exceeded"}}, operation)
        return call(client, operation, params)

    monkeypatch.setattr(BaseClient, "_make_api_call", made)


def test_health_shows_what_cloudwatch_tells_and_names_what_it_does_not(api, ops, platform, monkeypatch):
    measured("agency_answers", 3, agency="registry", outcome="answered"), measured("oldest_wait", 7200, queue="attend")
    assert api("GET", "/v1/ops/health", who=ops).body["unknown"] == []
    refusing(monkeypatch, lambda operation, params: params.get("MetricName") in ("agency_answers", "step_errors"))
    shown = api("GET", "/v1/ops/health", who=ops).body
    assert [one["name"] for one in shown["unknown"]] == ["agency_answers", "step_errors"]
    assert (shown["agencies"], [one["value"] for one in shown["levels"]]) == ([], [7200])
    refusing(monkeypatch, lambda operation, _: operation == "GetMetricData")
    shown = api("GET", "/v1/ops/health", who=ops).body
    assert [one["name"] for one in shown["unknown"]] == ["agency_answers", "step_errors", "oldest_wait"]
    assert shown["levels"] == [] and all(one["text"] for one in shown["unknown"])


def test_health_shows_what_was_read_of_a_metric_that_could_not_be_read_wholly(api, ops, platform, monkeypatch):
    measured("oldest_wait", 7200, queue="attend"), measured("past_law", 2)
    call = BaseClient._make_api_call

    def half(client, operation, params):
        told = call(client, operation, params)
        for one in told.get("MetricDataResults", [])[:1]:
            one["StatusCode"] = "InternalError"
        return told

    monkeypatch.setattr(BaseClient, "_make_api_call", half)
    shown = api("GET", "/v1/ops/health", who=ops).body
    assert [one["name"] for one in shown["unknown"]] == ["oldest_wait"]
    assert [one["name"] for one in shown["levels"]] == ["oldest_wait", "past_law"]


def test_health_is_told_in_time_however_slow_cloudwatch_is(api, ops, platform, monkeypatch):
    measured("oldest_wait", 7200, queue="attend")
    monkeypatch.setattr(reading, "PATIENCE", -1.0)
    shown = api("GET", "/v1/ops/health", who=ops).body
    assert len(shown["unknown"]) == len(health._WANTED) and shown["levels"] == []


def test_alarms_are_those_of_ours_that_ring_first_each_with_its_page(api, ops, platform):
    watch = aws.client("cloudwatch")
    for name, stage in (("Quiet", "test"), ("Loud", "test"), ("Elsewhere", "global")):
        watch.put_metric_alarm(
            AlarmName=name, AlarmDescription=f"Something waits. docs/runbooks/{name}Alarm.md", Namespace=NAMESPACE, MetricName="past_law",
            Dimensions=[{"Name": "stage", "Value": stage}], Statistic="Maximum", Period=60, EvaluationPeriods=1, Threshold=1,
            ComparisonOperator="GreaterThanThreshold",
        )  # fmt: skip
    watch.put_metric_alarm(AlarmName="Theirs", MetricName="x", Namespace="Other", Period=60, EvaluationPeriods=1, Threshold=1, Statistic="Sum", ComparisonOperator="GreaterThanThreshold")  # fmt: skip
    watch.set_alarm_state(AlarmName="Loud", StateValue="ALARM", StateReason="test")
    shown = api("GET", "/v1/ops/alarms", who=ops).body["items"]
    assert [(one["name"], one["state"], one["runbook"]) for one in shown] == [("Loud", "ALARM", "LoudAlarm"), ("Quiet", "OK", "QuietAlarm")]  # fmt: skip


def test_filters_and_levels_have_words(api, ops):
    words = api("GET", "/v1/ops/words", who=ops).body
    assert {"code": "620100", "text": "兰州住房公积金管理中心"}.keys() == words["centres"][0].keys()
    assert all(one["text"] != one["code"] for part in words.values() for one in part)
    assert all(known(f"LEVEL_{name.upper()}") for name in health._LEVELS)


def test_what_is_counted_off_a_log_is_read_back(platform, api, ops):
    from infra.local import metering

    directive = {"Namespace": NAMESPACE, "Dimensions": [["stage", "kind"]], "Metrics": [{"Name": "step_errors", "Unit": "Count"}]}  # fmt: skip
    line = {"_aws": {"Timestamp": int(clock.now().timestamp() * 1000), "CloudWatchMetrics": [directive]}, "stage": "test", "kind": "Contended", "step_errors": 1}  # fmt: skip
    metering.read_off(json.dumps(line)), metering.read_off(json.dumps(line)), metering.read_off("anything else")
    shown = api("GET", "/v1/ops/health", who=ops).body["errors"]
    assert [(one["kind"], one["today"]) for one in shown] == [("Contended", 2)]


def test_on_one_machine_the_alarms_of_the_template_ring_by_what_was_measured_and_say_what_they_lack(platform, api, ops):
    from infra.local import metering, ringing

    ringing.hang(aws.client("cloudwatch"), settings.setting("STAGE"))
    directive = {"Namespace": NAMESPACE, "Dimensions": [["stage", "kind"]], "Metrics": [{"Name": "step_errors", "Unit": "Count"}]}  # fmt: skip
    line = {"_aws": {"Timestamp": int(clock.now().timestamp() * 1000), "CloudWatchMetrics": [directive]}, "stage": settings.setting("STAGE"), "kind": "Unexpected", "step_errors": 1}  # fmt: skip
    metering.read_off(json.dumps(line))
    shown = {one["name"]: one["state"] for one in api("GET", "/v1/ops/alarms", who=ops).body["items"]}
    assert {name for name, state in shown.items() if state == "ALARM"} == {"StepUnexpectedAlarm"}
    assert (shown["AgencySlowAlarm"], shown["SweepSilentAlarm"]) == ("INSUFFICIENT_DATA", "OK")
    assert json.loads(ringing.RENDERED.read_text()).keys() == shown.keys()
