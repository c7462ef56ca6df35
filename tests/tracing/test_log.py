import json
import logging
import subprocess
import sys

import pytest

from chalicelib import tracing
from chalicelib.tracing import log, segments
from tests.given.settings import TOLD

SECRET = "张三 620102199001010011"
ALWAYS = {"level", "log", "trace", "case", "step", "attempt"}


@pytest.fixture(autouse=True)
def unsent(monkeypatch):
    monkeypatch.setattr(segments, "emit", lambda segment: None)


@pytest.fixture
def lines(capsys):
    return lambda: [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_line_says_of_what_case_trace_step_and_attempt_it_tells(lines):
    with tracing.begin(None, "intake", case="c1", step="Intake", attempt=2) as trace:
        log.line("INFO", "looked", found=3)
    assert lines() == [
        {"level": "INFO", "log": "looked", "trace": trace, "case": "c1", "step": "Intake", "attempt": 2, "found": 3}
    ]


def test_a_line_says_so_where_there_is_no_case_or_attempt(lines):
    log.line("INFO", "alone")
    with tracing.begin(None, "api", step="api"):
        log.line("INFO", "asked")
    alone, asked = lines()
    assert alone.keys() == asked.keys() == ALWAYS
    assert [alone[name] for name in ("trace", "case", "step", "attempt")] == [None] * 4
    assert asked["trace"] and (asked["case"], asked["step"], asked["attempt"]) == (None, "api", None)


def test_a_line_inside_a_call_to_an_agency_tells_of_the_step_that_makes_it(lines):
    with tracing.begin(None, "tax", case="c1", step="Tax", attempt=0), tracing.call("tax", agency="tax"):
        log.line("INFO", "asking")
    with tracing.begin(None, "intake", case="c2", step="Intake", attempt=0):
        log.line("INFO", "another")
    assert [(line["case"], line["step"]) for line in lines()] == [("c1", "Tax"), ("c2", "Intake")]


def test_of_an_error_its_kind_and_its_lines_of_code_are_told_and_none_of_its_words(capsys):
    try:
        raise LookupError(SECRET)
    except LookupError as error:
        log.failed("request failed", error, route="GET /v1/health")
    printed = capsys.readouterr().out
    (told,) = map(json.loads, printed.splitlines())
    assert (told["level"], told["error"], told["route"]) == ("ERROR", "LookupError", "GET /v1/health")
    assert [place.split(":")[0] for place in told["at"]] == [__name__]
    assert "620102" not in printed and "张三" not in json.dumps(told, ensure_ascii=False)


def test_what_a_library_logs_is_a_line_of_ours_without_its_words(capsys):
    logger = logging.Logger("urllib3")
    logger.addHandler(log.Others())
    with tracing.begin(None, "tax", case="c1", step="Tax", attempt=0):
        logger.warning("gave up on %s", SECRET)
        try:
            raise ValueError(SECRET)
        except ValueError:
            logger.exception(SECRET)
    printed = capsys.readouterr().out
    warned, failed = map(json.loads, printed.splitlines())
    assert (warned["level"], warned["logger"], warned["case"]) == ("WARNING", "urllib3", "c1")
    assert (failed["level"], failed["logger"], failed["error"]) == ("ERROR", "urllib3", "ValueError")
    assert "620102" not in printed


@pytest.mark.parametrize("handler", ["app.app", "app.intake"])
def test_in_a_running_function_nobody_logs_otherwise(handler):
    script = "import app, logging; logging.getLogger('anju').error('personal'); logging.getLogger('botocore').warning('personal')"
    ran = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True,
        env={**TOLD, "PYTHONPATH": "functions", "_HANDLER": handler, "AWS_DEFAULT_REGION": "cn-northwest-1", "AWS_LAMBDA_FUNCTION_NAME": "anju"},
    )  # fmt: skip
    assert [json.loads(line)["logger"] for line in ran.stdout.splitlines()] == ["anju", "botocore"]
    assert "personal" not in ran.stdout + ran.stderr
