import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from chalicelib.errors import AgencyUnavailable, PlatformUnavailable, Unexpected, Withdrawn
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
