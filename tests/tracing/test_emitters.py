import json
import socket
import subprocess
import sys
from datetime import UTC, datetime

import pytest
import time_machine

from chalicelib import aws, settings, tracing
from chalicelib.tracing import emitters, reading


def test_the_table_gives_back_every_segment_of_one_trace_in_order(platform):
    with tracing.begin(None, "intake", case="c1", attempt=0) as trace:
        pass
    with (
        pytest.raises(TimeoutError),
        tracing.begin(trace, "identity", attempt=0),
        tracing.call("exchange", agency="police"),
    ):
        raise TimeoutError
    with tracing.begin(trace, "identity", attempt=1):
        pass
    with tracing.begin(None, "another case"):
        pass
    found = reading.read(trace)
    assert [(one["name"], one["annotations"]["attempt"]) for one in found] == [
        ("intake", 0),
        ("identity", 0),
        ("identity", 1),
    ]
    assert found[1]["subsegments"][0]["annotations"] == {"agency": "police", "error": "TimeoutError"}
    assert reading.read(tracing.new_trace_id()) == []


def test_segments_expire_after_as_many_days_as_an_execution_is_kept(platform):
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False), tracing.begin(None, "intake"):
        pass
    (item,) = platform.items("traces")
    assert datetime.fromtimestamp(int(item["expires"]["N"]), UTC).isoformat() == "2027-02-21T01:00:00+00:00"


def test_each_segment_is_one_json_line_in_the_log(platform, capsys):
    with tracing.begin(None, "intake", case="c1") as trace:
        pass
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["segment"]["trace_id"] == trace


def test_a_trace_that_cannot_be_written_fails_nothing_and_is_logged_as_lost(platform, monkeypatch, capsys):
    monkeypatch.setitem(settings.told, "ANJU_TABLE_TRACES", "no-such-table")
    with tracing.begin(None, "intake"):
        pass
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["log"] == "trace lost"


def test_a_stage_without_an_emitter_runs_all_the_same(monkeypatch, capsys):
    monkeypatch.delitem(settings.told, "ANJU_TRACE_EMITTER", raising=False)
    with tracing.begin(None, "intake"):
        pass
    assert json.loads(capsys.readouterr().out)["error"] == "KeyError"


def test_the_xray_emitter_sends_the_document_to_the_daemon(monkeypatch):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as daemon:
        daemon.bind(("127.0.0.1", 0))
        daemon.settimeout(5)
        monkeypatch.setenv("AWS_XRAY_DAEMON_ADDRESS", f"127.0.0.1:{daemon.getsockname()[1]}")
        monkeypatch.setitem(settings.told, "ANJU_TRACE_EMITTER", "xray")
        emitters._daemon.cache_clear()
        with tracing.begin(None, "intake", case="c1") as trace, tracing.call("exchange", agency="police"):
            pass
        header, document = daemon.recv(65535).decode().split("\n", 1)
    emitters._daemon.cache_clear()
    assert json.loads(header) == {"format": "json", "version": 1}
    sent = json.loads(document)
    assert sent["trace_id"] == trace and sent["subsegments"][0]["name"] == "exchange"


def test_where_xray_is_offered_the_trace_is_read_from_it(platform, monkeypatch):
    with tracing.begin(None, "intake", case="c1") as trace:
        pass
    (stored,) = reading.read(trace)
    aws.client("xray").put_trace_segments(TraceSegmentDocuments=[json.dumps(stored)])
    monkeypatch.setitem(settings.told, "ANJU_TRACE_EMITTER", "xray")
    assert reading.read(trace) == [stored]


def test_the_xray_emitter_needs_no_recorder_either():
    script = (
        "import os, sys; os.environ['ANJU_TRACE_EMITTER'] = 'xray'\n"
        "from chalicelib import tracing\n"
        "with tracing.begin(None, 'intake'): pass\n"
        "assert not {'aws_xray_sdk.core.recorder', 'asyncio'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, env={"PYTHONPATH": "functions"})
