import ast
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from chalicelib.casework import found
from chalicelib.casework.found import Found
from chalicelib.errors import Contended, StepError
from chalicelib.messages import found as found_words
from chalicelib.messages import known, text
from chalicelib.sweep import failing, looks, run
from chalicelib.sweep.gauges import Word
from infra.tools.alarms import ALARMS
from tests.given import case as given

ROOT = Path(__file__).parents[2]
RUNBOOKS = ROOT / "docs" / "runbooks"


def lines(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_what_a_run_finds_is_counted_by_its_kind(platform, later, monkeypatch, capsys):
    found = {"a": ["started", "overdue"], "b": ["started"], "c": []}
    monkeypatch.setattr(looks, "at", lambda case, seen: found[case.id])
    for id in found:
        given.draft(id)
    later(days=400)
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


@pytest.mark.parametrize("kind", ["wish", "filed"])
def test_what_fails_is_written_down_with_its_case_and_where_and_counted_whatever_the_error(
    platform, monkeypatch, capsys, kind
):
    given.draft("c1")
    monkeypatch.setattr(looks, "at", lambda case, seen: seen.late.append(Word("gone", kind)) or [])
    assert run.handle({"execution": "c1"}) == {"failed.CaseNotFound": 1}
    every = lines(capsys)
    (told,) = [line for line in every if line["log"] == "not asked"]
    assert (told["case"], told["kind"], told["error"]) == ("gone", kind, "CaseNotFound") and "casefile" in str(
        told["at"]
    )
    assert [line["looks_failed"] for line in every if "looks_failed" in line] == [1]


def test_what_somebody_was_faster_in_or_nobody_can_read_is_no_look_that_fails(monkeypatch):
    said = []
    monkeypatch.setattr(failing.metrics, "gauge", lambda *number: said.append(number))
    failing.say({found.Failed(Contended()): 3, found.Failed(KeyError()): 2, Found.UNREADABLE: 1, Found.OVERDUE: 9})
    assert said == [("looks_failed", 1)]


def test_whoever_is_woken_by_looks_that_fail_finds_every_kind_of_them():
    sweep = (ROOT / "functions/chalicelib/sweep").glob("*.py")
    every = {what for path in sweep for what in re.findall(r"(?<!log\.)failed\(\"(.+?)\"", path.read_text("utf-8"))}
    page = (RUNBOOKS / "LooksFailAlarm.md").read_text("utf-8")
    assert every == {*re.findall(r'"([a-z ]+)"', page)}


@pytest.mark.parametrize("path", sorted((ROOT / "functions/chalicelib/sweep").glob("*.py")), ids=lambda path: path.stem)
def test_nothing_of_the_sweep_fails_unseen(path):
    """Whatever catches every error writes it down."""
    text = path.read_text(encoding="utf-8")
    assert "suppress(Exception)" not in text
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ExceptHandler) and ast.unparse(node.type or ast.Name("")) in ("Exception", ""):
            assert "failed(" in ast.unparse(node)


@pytest.mark.parametrize("kind", [*Found, found.FAILED])
def test_operations_read_what_each_finding_is_what_it_comes_from_and_what_is_to_be_done(kind):
    for said in ("", "_CAUSE", "_DO"):
        assert all(text(f"FOUND_{kind.upper()}{said}", language) for language in ("zh", "en"))


def test_every_runbook_a_finding_sends_to_is_there():
    pages = {name for said in found_words.TEXTS.values() for name in re.findall(r"[A-Z]\w+(?:Alarm|Stuck)", said[0])}
    assert pages and all((RUNBOOKS / f"{name}.md").is_file() for name in pages)


def test_no_alarm_waits_for_a_finding_there_is_not():
    kinds = {alarm.of["kind"] for alarm in ALARMS.values() if alarm.metric == "sweep_findings"}
    assert kinds and kinds <= {*Found}


@pytest.mark.parametrize("error", StepError.__subclasses__())
def test_every_error_of_a_step_has_its_name_at_operations(error):
    assert known(f"ERROR_{error.__name__.upper()}")
