import json
from datetime import datetime
from types import SimpleNamespace

import pytest

from chalicelib.tracing import measured, reading
from chalicelib.tracing.reading import waterfall


def test_of_a_long_trace_every_segment_is_read_whatever_page_it_stands_on(monkeypatch):
    said = [{"Document": json.dumps({"name": str(at), "start_time": at})} for at in range(120)]
    parts = [said[70:100], said[:70], said[100:110], said[110:]]
    first, second = ([{"Segments": part} for part in two] for two in (parts[:2], parts[2:]))
    pages = SimpleNamespace(paginate=lambda TraceIds: [{"Traces": first}, {"Traces": second}])
    monkeypatch.setattr(reading.aws, "client", lambda name: SimpleNamespace(get_paginator=lambda name: pages))
    monkeypatch.setattr(reading, "setting", lambda name: "xray")
    assert [one["start_time"] for one in reading.read("1-2")] == [*range(120)]


@pytest.mark.parametrize(
    ("now", "began"),
    [
        ("2026-11-23T15:59:59+00:00", "2026-11-23T00:00:00+08:00"),
        ("2026-11-23T16:00:00+00:00", "2026-11-24T00:00:00+08:00"),
        ("2026-11-24T02:30:00+00:00", "2026-11-24T00:00:00+08:00"),
    ],
)
def test_the_day_of_what_is_measured_begins_at_midnight_in_gansu(monkeypatch, now, began):
    monkeypatch.setattr(measured.clock, "now", lambda: datetime.fromisoformat(now))
    assert measured.today() == datetime.fromisoformat(began)


def test_a_waterfall_lists_segments_by_start_with_their_calls_below():
    calls = [
        {"name": "later", "start_time": 10.3, "end_time": 10.4},
        {"name": "police", "start_time": 10.1, "end_time": 10.25, "fault": True},
    ]
    rows = waterfall(
        [
            {"name": "assess", "start_time": 11.0, "end_time": 11.5, "annotations": {"outcome": "A"}},
            {"name": "identity", "start_time": 10.0, "end_time": 10.5, "subsegments": calls},
        ]
    )
    assert [(row.name, row.start, row.duration, row.depth, row.fault) for row in rows] == [
        ("identity", 0, 500, 0, False),
        ("police", 100, 150, 1, True),
        ("later", 300, 100, 1, False),
        ("assess", 1000, 500, 0, False),
    ]
    assert rows[3].annotations == {"outcome": "A"}


def test_a_segment_still_open_has_no_duration_yet():
    assert waterfall([{"name": "sign", "start_time": 1.0, "in_progress": True}])[0].duration == 0


def test_an_empty_trace_has_no_rows():
    assert waterfall([]) == []
