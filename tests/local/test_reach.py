"""A tool of another process at work on the running local stack, as `make replay RUNNING=` is."""

import os
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path

from rich.console import Console

from chalicelib import policy
from chalicelib.domain.judging.decision import decide
from infra.tools.whatif.__main__ import main
from tests.given.answers import findings
from tests.given.application import application
from tests.given.case import draft, put

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 23)


def test_another_process_replays_the_cases_of_the_running_stack_with_what_is_sealed_in_them(local):
    asked = application()
    known = list(findings(asked, credit=True))
    decided = decide(asked, known, policy.in_force(asked.centre, DAY), DAY)
    draft("reached", applicant="person_reached", centre=asked.centre)
    put(
        "reached", number="NOREACHED", status="SIGNING", accepted_on=DAY.isoformat(), application=asked, findings=known,
        grounds=decided.to_json() | {"amount": "1.00"}, decision=decided.told(),
    )  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-m", "infra.tools.whatif", "--running", local.api],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": "functions:."}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    (amount,) = (line for line in ran.stdout.splitlines() if line.startswith("NOREACHED") and "\t贷款额度\t" in line)
    assert (ran.returncode, amount.split("\t")[3]) == (1, "1 元"), ran.stderr


def test_where_nothing_runs_the_command_says_how_to_start_it():
    printed = StringIO()
    assert main(["--running", "http://127.0.0.1:9"], Console(file=printed, width=200)) == 2
    assert "make run" in printed.getvalue()
