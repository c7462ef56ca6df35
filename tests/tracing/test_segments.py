import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from chalicelib import tracing
from chalicelib.tracing import segments


@pytest.fixture
def sent(monkeypatch):
    documents = []
    monkeypatch.setattr(segments, "emit", lambda segment: documents.append(json.loads(segment.serialize())))
    return documents


def test_a_step_is_a_segment_of_the_trace_it_was_given(sent):
    trace = tracing.new_trace_id()
    with tracing.begin(trace, "intake", case="c1", step="intake", attempt=0):
        tracing.note(outcome="accepted")
    with tracing.begin(trace, "assess", case="c1"):
        pass
    assert [document["trace_id"] for document in sent] == [trace, trace]
    assert "parent_id" not in sent[0]
    assert sent[0]["annotations"] == {"case": "c1", "step": "intake", "attempt": 0, "outcome": "accepted"}
    assert sent[0]["id"] != sent[1]["id"]


def test_a_request_without_a_trace_begins_one_and_says_which(sent):
    with tracing.begin(None, "POST /v1/cases/{id}/submission") as trace:
        pass
    assert sent[0]["trace_id"] == trace
    assert sent[0]["name"] == "POST /v1/cases/{id}/submission"


def test_calls_nest_inside_the_step_that_made_them(sent):
    with tracing.begin(None, "property"):
        with tracing.call("exchange", agency="natural_resources"):
            with tracing.call("http", status=200):
                pass
            tracing.note(outcome="confirmed")
        with tracing.call("exchange", agency="housing"):
            pass
    (step,) = sent
    first, second = step["subsegments"]
    assert first["annotations"] == {"agency": "natural_resources", "outcome": "confirmed"}
    assert first["parent_id"] == step["id"]
    assert first["subsegments"][0]["annotations"] == {"status": 200}
    assert second["annotations"] == {"agency": "housing"}


def test_calls_and_notes_outside_a_segment_do_nothing(sent):
    with tracing.call("exchange", agency="police"):
        tracing.note(outcome="confirmed")
    assert sent == []


def test_steps_running_at_once_in_threads_do_not_mix(sent):
    together = Barrier(4, timeout=5)

    def step(name):
        with tracing.begin(None, name, step=name):
            together.wait()
            with tracing.call(f"call of {name}", agency=name):
                together.wait()
            tracing.note(outcome=name)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(step, ["identity", "marriage", "property", "tax"]))
    assert len(sent) == 4
    for document in sent:
        assert document["annotations"]["outcome"] == document["annotations"]["step"] == document["name"]
        assert [call["annotations"]["agency"] for call in document["subsegments"]] == [document["name"]]


def test_of_an_exception_only_the_class_name_is_kept(sent):
    secret = "张三"
    with pytest.raises(LookupError), tracing.begin(None, "identity"), tracing.call("exchange"):
        name_in_a_local = secret
        raise LookupError(f"no record of {name_in_a_local}")
    (document,) = sent
    assert document["fault"] and document["subsegments"][0]["fault"]
    assert document["annotations"]["error"] == document["subsegments"][0]["annotations"]["error"] == "LookupError"
    text = json.dumps(document, ensure_ascii=False)
    assert secret not in text and "no record" not in text and "cause" not in document


@pytest.mark.parametrize(
    ("reading", "fails", "is_sent"), [(False, False, True), (True, False, False), (True, True, True)]
)
def test_whoever_only_reads_leaves_no_segment_unless_that_fails(sent, reading, fails, is_sent):
    with tracing.begin(None, "api", reading=reading):
        if fails:
            tracing.fault()
    assert len(sent) == is_sent


@pytest.mark.parametrize("name", sorted(tracing.ANNOTATIONS - {"case"}))
def test_a_long_number_is_kept_of_a_case_alone(sent, name):
    with tracing.begin(None, "api", **{name: "GET /v1/620102199001010011"}):
        pass
    assert sent[0]["annotations"] == {name: "refused"}


def test_an_annotation_outside_the_list_is_an_error_of_the_programmer(sent):
    with pytest.raises(ValueError, match="person"), tracing.begin(None, "identity", person="x"):
        pass
    with tracing.begin(None, "identity"), pytest.raises(ValueError):
        tracing.note(id_number="x")


@pytest.mark.parametrize(
    "personal",
    ["张三", "620102199001010011", "13800001234", "6222022700000000011", "amount 1200000", 13800001234, None, 1.5, ["a"], "a" * 201, "a@b"],
)  # fmt: skip
def test_a_value_that_could_be_personal_is_refused_without_failing_the_step(sent, personal):
    with tracing.begin(None, "identity", outcome=personal):
        pass
    assert sent[0]["annotations"] == {"outcome": "refused"}


@pytest.mark.parametrize(
    "value", ["B01", "620100", "AgencyUnavailable", "POST /v1/cases/{id}", 200, True, "MARRIAGE_NO_RECORD"]
)
def test_codes_patterns_and_small_numbers_are_kept(sent, value):
    with tracing.begin(None, "api", status=value):
        pass
    assert sent[0]["annotations"] == {"status": value}


def test_a_case_number_of_43_characters_is_kept(sent):
    number = "11620000000000002J2442199806003" + "20261123" + "0001"
    with tracing.begin(None, "api", case=number):
        pass
    assert sent[0]["annotations"] == {"case": number}


def test_importing_the_module_makes_no_recorder_and_no_client():
    found = subprocess.run(
        [sys.executable, "-c", "import sys, chalicelib.tracing; print([m for m in sys.modules if m in"
         " ('aws_xray_sdk.core', 'aws_xray_sdk.core.recorder', 'botocore.client', 'asyncio', 'wrapt')])"],
        capture_output=True, text=True, check=True, env={"PYTHONPATH": "functions"},
    )  # fmt: skip
    assert "recorder" not in found.stdout and "asyncio" not in found.stdout and "wrapt" not in found.stdout
    assert "aws_xray_sdk.core'" not in found.stdout


def test_the_sdk_itself_stays_whole_for_whoever_imports_it():
    script = "import os; os.environ['LAMBDA_TASK_ROOT'] = '/'; import chalicelib.tracing; from aws_xray_sdk.core import xray_recorder"
    subprocess.run([sys.executable, "-c", script], check=True, env={"PYTHONPATH": "functions"})
