"""What is seen of requests: their log lines and their traces."""

import json

import pytest
from botocore.exceptions import ClientError

from chalicelib.api.applicant import tracking
from chalicelib.api.http import serve
from chalicelib.records import acceptance, casefile
from chalicelib.tracing import reading
from tests.given import case

SECRET = "张三 620102199001010011"


@pytest.fixture
def broken(monkeypatch):
    def breaking(error: Exception):
        def raising(call):
            raise error

        monkeypatch.setattr(tracking, "lines", raising)

    return breaking


@pytest.fixture
def failures(capsys):
    def read():
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        return [line for line in lines if line["log"] == "request failed"]

    return read


@pytest.mark.parametrize(
    ("error", "status"),
    [(ValueError(SECRET), 500), (ClientError({"Error": {"Code": "ThrottlingException", "Message": SECRET}}, "x"), 503)],
)
def test_a_read_that_fails_on_our_side_is_in_the_trace_and_its_log_line_finds_it(
    api, borrower, submitted, broken, failures, error, status
):
    broken(error)
    answer = api("GET", f"/v1/applications/{submitted}/track", who=borrower)
    trace = casefile.load(submitted).trace
    last = reading.read(trace)[-1]
    assert (answer.status, answer.body["trace"], last["fault"]) == (status, trace, True)
    assert last["annotations"]["status"] == status
    (line,) = failures()
    assert (line["level"], line["trace"], line["case"], line["step"]) == ("ERROR", trace, submitted, "api")
    assert (line["route"], line["error"]) == ("GET /v1/applications/{id}/track", type(error).__name__)
    assert line["at"][-1].startswith(__name__)
    assert "620102" not in str(line)


def test_what_fails_before_the_case_is_found_is_logged_under_the_trace_that_is_answered(
    api, borrower, submitted, monkeypatch, failures
):
    def raising(route, request, call):
        raise ConnectionError(SECRET)

    monkeypatch.setattr(serve, "_found", raising)
    answer = api("GET", f"/v1/applications/{submitted}", who=borrower)
    (line,) = failures()
    assert (answer.status, line["case"], line["attempt"]) == (500, None, None)
    assert line["trace"] == answer.body["trace"] == reading.read(line["trace"])[0]["trace_id"]


def test_what_is_only_refused_is_neither_an_error_in_the_log_nor_a_fault(api, borrower, spouse, submitted, failures):
    assert api("POST", f"/v1/applications/{submitted}/signatures", {"decline": True}, borrower).status == 409
    assert api("GET", f"/v1/applications/{'0' * 32}", who=borrower).status == 404
    assert failures() == []
    assert not reading.read(casefile.load(submitted).trace)[-1].get("fault")


def test_a_bank_that_fetches_its_contract_is_in_the_trace(api, login, submitted):
    acceptance.register(f"contract#{case.CONTRACT['number']}", case=submitted)
    case.put(submitted, contract=case.CONTRACT, accepted_on="2026-11-23", decision={})
    assert api("GET", f"/v1/bank/contracts/{case.CONTRACT['number']}", who=login("bank", "B01")).status == 200
    last = reading.read(casefile.load(submitted).trace)[-1]
    assert last["annotations"]["route"] == "GET /v1/bank/contracts/{number}"
