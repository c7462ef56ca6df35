import json
from collections import Counter

from chalicelib.sweep import run
from infra.tools.alarms import ALARMS


def lines(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_what_a_run_finds_is_counted_by_its_kind(platform, monkeypatch, capsys):
    found = {"a": ["started", "overdue"], "b": ["started"], "c": []}
    monkeypatch.setattr(run, "_due", lambda *_: list(found))
    monkeypatch.setattr(run, "_look", lambda id, _: found[id])
    assert run.handle({}) == {"started": 2, "overdue": 1}
    *metrics, summary = lines(capsys)
    assert {line["kind"]: line["sweep_findings"] for line in metrics if "sweep_findings" in line} == {
        "started": 2,
        "overdue": 1,
    }
    assert summary["log"] == "sweep" and Counter(summary["found"]) == {"started": 2, "overdue": 1}


def test_a_case_nobody_can_read_is_a_finding_of_its_own_that_wakes_somebody(platform, capsys):
    run.handle({"execution": "f" * 32})
    kinds = [line["kind"] for line in lines(capsys) if "sweep_findings" in line]
    assert kinds == ["failed.CaseNotFound", "unreadable"]
    assert {"kind": "unreadable"} in [alarm.of for alarm in ALARMS.values()]
