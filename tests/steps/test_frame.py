import json

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from chalicelib.errors import (
    AgencyUnavailable,
    PlatformUnavailable,
    PreconditionFailed,
    StepError,
    Unexpected,
    Withdrawn,
)
from chalicelib.steps import frame
from tests.given.case import draft, put

EVENT = {
    "case": "c1",
    "trace": "1-65f00000-000000000000000000000001",
    "step": "Identity",
    "attempt": 0,
    "last": "check",
}


@pytest.fixture
def lines(capsys):
    return lambda log: [line for line in map(json.loads, capsys.readouterr().out.splitlines()) if line["log"] == log]


@pytest.fixture
def case(platform):
    return draft("c1")


def raising(error: Exception):
    def body(case, event):
        raise error

    return body


def test_a_step_returns_its_routing_word(case):
    assert frame.run(EVENT, lambda case, event: "done") == {"next": "done"}


@pytest.mark.parametrize(
    "error",
    [
        ClientError({"Error": {"Code": "ThrottlingException", "Message": "合成人甲"}}, "GetItem"),
        EndpointConnectionError(endpoint_url="http://x"),
        ConnectionResetError("合成人甲"),
        TimeoutError("合成人甲"),
    ],
)
def test_a_failing_aws_call_is_something_to_retry(case, error):
    with pytest.raises(PlatformUnavailable) as raised:
        frame.run(EVENT, raising(error))
    assert "合成人甲" not in str(raised.value)


def test_an_unforeseen_error_tells_its_kind_and_nothing_of_its_message(case, capsys):
    with pytest.raises(Unexpected) as raised:
        frame.run(EVENT, raising(ValueError("合成人甲 620102199001010011")))
    assert str(raised.value) == "Identity: ValueError"
    assert raised.value.__cause__ is None
    printed = capsys.readouterr().out
    assert "620102199001010011" not in printed and "合成人甲" not in printed and "ValueError" in printed


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (AgencyUnavailable("police: HTTP 503"), "AgencyUnavailable"),
        (TimeoutError("合成人甲"), "PlatformUnavailable"),
        (ValueError("合成人甲"), "Unexpected"),
        (PreconditionFailed("owed", "OWED"), "Awaited"),
        (PreconditionFailed("its form was denied", "NOT_SIGNED", "SIGNATURE_DENIED", "CONSENT_LACKING"), "Awaited"),
        (PreconditionFailed("given in words that did not name who is asked", "RECIPIENT_UNNAMED"), "Awaited"),
        (PreconditionFailed("an error nobody declared"), "PreconditionFailed"),
        (PreconditionFailed("owed, and what nobody listed", "OWED", "BANK_UNKNOWN"), "PreconditionFailed"),
    ],
)
def test_every_error_of_a_step_is_counted_by_its_kind_with_the_step_and_its_attempt(case, lines, error, kind):
    with pytest.raises(StepError):
        frame.run({**EVENT, "attempt": 2}, raising(error))
    (line,) = lines("metric")
    assert (line["step_errors"], line["kind"]) == (1, kind)
    assert (line["case"], line["trace"], line["step"], line["attempt"]) == ("c1", EVENT["trace"], "Identity", 2)


def test_a_step_that_ends_well_counts_no_error(case, lines):
    frame.run(EVENT, lambda case, event: "done")
    assert lines("metric") == []


def test_the_log_says_where_the_platform_gave_way_and_how(case, lines):
    with pytest.raises(PlatformUnavailable):
        frame.run(EVENT, raising(ClientError({"Error": {"Code": "ThrottlingException", "Message": "合成人甲"}}, "x")))
    (line,) = lines("platform unavailable")
    assert (line["level"], line["code"], line["step"]) == ("WARNING", "ThrottlingException", "Identity")
    assert line["at"][-1].startswith(__name__)


def test_an_error_of_the_road_passes_as_it_is(case):
    with pytest.raises(AgencyUnavailable):
        frame.run(EVENT, raising(AgencyUnavailable("police: HTTP 503")))


def test_a_withdrawn_case_goes_no_further(case):
    put("c1", withdrawal={"at": "now", "by": "person_1"})
    with pytest.raises(Withdrawn):
        frame.run(EVENT, lambda case, event: "done")


def test_the_way_out_is_walked_though_the_case_is_withdrawn(case):
    put("c1", withdrawal={"at": "now", "by": "person_1"})
    assert frame.run(EVENT, lambda case, event: "done", forward=False) == {"next": "done"}
