import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from chalicelib import settings, tracing
from chalicelib.tracing import metrics, segments

UNITS = {"Seconds", "Milliseconds", "Bytes", "Percent", "Count", "Count/Second", "None"}  # some of CloudWatch's
HOUSE = Path(metrics.__file__).parents[1]


@pytest.fixture
def told(monkeypatch, capsys):
    monkeypatch.setitem(settings.told, "ANJU_STAGE", "test")
    monkeypatch.setattr(segments, "emit", lambda segment: None)
    return lambda: [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("name", metrics.METRICS)
def test_every_metric_is_a_line_cloudwatch_can_read(told, name):
    by = dict.fromkeys(metrics.METRICS[name].by, "some.kind")
    metrics.gauge(name, 1.5, **by)
    (line,) = told()
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    assert directive["Namespace"] == "Anju" and 1.7e12 < line["_aws"]["Timestamp"] < 1e13  # milliseconds
    (metric,) = directive["Metrics"]
    assert metric["Name"] == name and line[name] == 1.5 and metric["Unit"] in UNITS
    for dimensions in directive["Dimensions"]:
        assert 1 <= len(dimensions) <= 30 and all(isinstance(line[dimension], str) for dimension in dimensions)
    assert directive["Dimensions"][0] == ["stage", *by]


def test_a_metric_is_a_log_line_like_any_other(told):
    with tracing.begin(None, "tax", case="c1", step="Tax", attempt=3) as trace:
        metrics.count("step_errors", kind="AnswerPending")
    (line,) = told()
    assert (line["level"], line["log"], line["stage"], line["kind"], line["step_errors"]) == (
        "WARNING",
        "metric",
        "test",
        "AnswerPending",
        1,
    )
    assert (line["trace"], line["case"], line["step"], line["attempt"]) == (trace, "c1", "Tax", 3)


def test_answers_and_their_seconds_are_one_line_by_agency_and_outcome_and_by_outcome_alone(told):
    metrics.measure({"agency_answers": 1, "agency_seconds": 0.25}, agency="police", outcome="answered")
    (line,) = told()
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    assert directive["Dimensions"] == [["stage", "agency", "outcome"], ["stage", "outcome"]]
    assert [metric["Unit"] for metric in directive["Metrics"]] == ["Count", "Seconds"]


def test_what_is_not_in_the_table_is_an_error_of_the_programmer(told):
    for wrong in (
        lambda: metrics.count("made_up"),
        lambda: metrics.count("step_errors"),
        lambda: metrics.count("step_errors", kind="x", person="y"),
        lambda: metrics.measure({"agency_answers": 1, "step_errors": 1}, kind="x"),
    ):
        with pytest.raises(ValueError):
            wrong()
    assert told() == []


@pytest.mark.parametrize("personal", ["张三", "620102199001010011", "a@b"])
def test_nothing_personal_becomes_a_dimension(told, personal):
    metrics.count("sweep_findings", kind=personal)
    assert told()[0]["kind"] == "refused"


def test_measuring_never_fails_what_it_measures(monkeypatch, capsys):
    monkeypatch.delitem(settings.told, "ANJU_STAGE", raising=False)
    metrics.count("step_errors", kind="Contended")
    lost = json.loads(capsys.readouterr().out)
    assert (lost["log"], lost["error"]) == ("metric lost", "KeyError")


def emitted() -> dict[str, set[frozenset[str]]]:
    """Every metric that some code writes, with the dimensions it gives."""
    found: dict[str, set[frozenset[str]]] = {}
    for path in HOUSE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in (
                "metrics.count",
                "metrics.gauge",
                "metrics.measure",
            ):
                names = node.args[0].keys if isinstance(node.args[0], ast.Dict) else [node.args[0]]
                for name in names:
                    found.setdefault(ast.literal_eval(name), set()).add(frozenset(k.arg or "" for k in node.keywords))
    return found


def test_every_metric_of_the_table_is_written_somewhere_with_its_dimensions():
    """Those of the sweep are declared before it is there: who writes one takes it out of the list."""
    written = emitted()
    assert written.keys() == metrics.METRICS.keys()
    for name, ways in written.items():
        assert ways == {frozenset(metrics.METRICS[name].by)}


def test_measuring_loads_nothing_that_tracing_has_not_loaded():
    script = "import sys, chalicelib.tracing as t; a = set(sys.modules); from chalicelib.tracing import metrics; print(set(sys.modules) - a)"
    ran = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, env={"PYTHONPATH": "functions"}
    )
    assert ast.literal_eval(ran.stdout) == {"chalicelib.tracing.metrics"}
