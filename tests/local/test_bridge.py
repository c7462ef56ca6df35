import json
import logging

import pytest

from chalicelib.errors import AgencyUnavailable
from infra.local.bridge import PAYLOAD_LIMIT
from infra.local.logs import grouped
from infra.local.roles import acting_as, running


def invoke(local, function, event):
    name = next(
        f["FunctionName"]
        for f in local.client("lambda").list_functions()["Functions"]
        if f["Handler"] == f"app.{function}"
    )
    answer = local.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event).encode())
    return answer.get("FunctionError"), json.loads(answer["Payload"].read())


@pytest.fixture
def handler(local, monkeypatch):
    def put(function, handle):
        monkeypatch.setitem(local.bridge.handlers, f"app.{function}", handle)

    return put


def test_an_answer_comes_back_as_json(local, handler):
    handler("intake", lambda event, context: {"next": "check", "got": event["n"]})
    assert invoke(local, "intake", {"n": 1}) == (None, {"next": "check", "got": 1})


def test_an_error_is_told_by_its_class_name(local, handler):
    def fails(event, context):
        raise AgencyUnavailable("tax: HTTP 500")

    handler("tax", fails)
    error, told = invoke(local, "tax", {})
    assert error == "Unhandled"
    assert told == {"errorType": "AgencyUnavailable", "errorMessage": "tax: HTTP 500"}


def test_an_answer_that_is_not_json_is_an_error(local, handler, caplog):
    handler("intake", lambda event, context: {"next": object()})
    with caplog.at_level(logging.CRITICAL, "anju.local"):
        error, told = invoke(local, "intake", {})
    assert (error, told["errorType"]) == ("Unhandled", "TypeError")


def test_a_payload_over_the_limit_of_step_functions_is_an_error(local, handler):
    handler("intake", lambda event, context: {"next": "x" * PAYLOAD_LIMIT})
    error, told = invoke(local, "intake", {})
    assert (error, told["errorType"]) == ("Unhandled", "PayloadTooLarge")


def test_the_largest_payload_of_each_function_is_remembered(local, handler):
    local.bridge.largest.pop("void", None)
    handler("void", lambda event, context: {"next": "done"})
    invoke(local, "void", {"case": "c" * 500})
    assert local.bridge.largest["void"] > 500


def test_a_handler_runs_as_its_function_and_only_while_it_runs(local, handler):
    seen = []
    handler("credit", lambda event, context: seen.append((running(), context.function_name)) or {})
    invoke(local, "credit", {})
    assert seen == [("credit", "credit")] and running() is None


def test_what_a_function_prints_goes_to_its_own_log_group(tmp_path, capsys):
    with grouped(tmp_path):
        with acting_as("assess"):
            print("a line of assess")
        print("a line of the run")
    assert (tmp_path / "assess.log").read_text() == "a line of assess\n"
    assert capsys.readouterr().out == "a line of the run\n"
