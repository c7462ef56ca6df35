import io
import signal
import sys
import threading

import pytest
from rich.console import Console

from infra.local import display, run
from infra.local.serve import Door, PortTaken


def test_a_taken_port_is_named():
    with Door(0) as door, pytest.raises(PortTaken, match=str(door.server_address[1])):
        Door(door.server_address[1])


def test_the_run_says_which_port_is_taken_and_fails(monkeypatch, capsys):
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    with Door(0) as door:
        monkeypatch.setattr(sys, "argv", ["run", "--port", str(door.server_address[1])])
        assert run.main() == 2
        assert str(door.server_address[1]) in capsys.readouterr().out


def test_the_run_says_in_one_line_what_it_cannot_write_to_and_what_is_no_port(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(sys, "argv", ["run"])
    (tmp_path / "a file").touch()
    monkeypatch.setattr(run, "VAR", tmp_path / "a file" / "var")
    assert run.main() == 2 and "写不进" in capsys.readouterr().out
    for port in ("99999", "-1", "八千"):
        monkeypatch.setattr(sys, "argv", ["run", "--port", port])
        with pytest.raises(SystemExit, match="2"):
            run.main()
        assert f"{port}：端口请写" in capsys.readouterr().err


def test_a_step_is_told_with_whom_it_asked_how_long_and_what_came_of_it():
    call = {"name": "tax", "start_time": 1.0, "end_time": 1.02, "annotations": {"agency": "tax", "outcome": "pending"}}
    segment = {
        "name": "Tax",
        "start_time": 1.0,
        "end_time": 1.05,
        "subsegments": [call],
        "annotations": {"step": "Tax", "attempt": 1, "error": "AnswerPending"},
    }
    assert list(display.steps_of([segment])) == ["税务完税核验(第 2 次) 50 ms → AnswerPending ┆ 税务部门 20 ms pending"]


def test_a_refusal_is_told_with_its_reason_and_basis():
    reason = {"code": "HOMES", "outcome": "fail", "text": "不向第三套住房发放", "basis": "建金〔2010〕179号"}
    passed = {"code": "AGE", "outcome": "pass", "text": "", "basis": ""}
    [line] = display.decided({"approved": False, "reasons": [passed, reason]})
    assert "HOMES" in line and "建金〔2010〕179号" in line


def test_lines_and_the_live_table_do_not_wait_for_each_other():
    screen = io.StringIO()
    shown = display.Display(Console(file=screen, force_terminal=True, width=100), {"1-a": "样例甲"})

    def show():
        with shown.live():
            for _ in range(20):
                shown.stands("1-a", "面签", "签署各方")
                shown.say("1-a", "一行")

    thread = threading.Thread(target=show, daemon=True)
    thread.start()
    thread.join(10)
    assert not thread.is_alive() and "一行" in screen.getvalue() and "面签" in screen.getvalue()
