from chalicelib.tracing.reading import waterfall


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
