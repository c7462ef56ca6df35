"""Nothing personal leaves the record: not in histories, logs, traces, routing data, problems, or the tables in the clear."""

import json
from typing import Any

import pytest
import urllib3

from chalicelib.records import ledger
from infra.players import samples
from infra.players.client import Depositor, Operations, Refused
from infra.players.samples import Play
from tests.ledgers import unbroken


def personal(form: dict[str, Any]) -> set[str]:
    """Everything in a form that tells who somebody is or where they live or keep their money."""
    people = [value for person in form["people"] for value in (person["name"], person["id_number"], person["phone"])]
    home, old = form["home"], form.get("old_loan")
    where = [home[name] for name in ("location", "unit_number", "contract_number", "title_number") if name in home]
    paid = [home["seller"]["number"]] if "seller" in home else []
    repaid = [old["account"]["number"], old["contract_number"]] if old else []
    return {*people, *where, *paid, *repaid, form["wish"]["repayment_account"]}


@pytest.fixture(scope="module")
def travelled(running: Any) -> list[Play]:
    """All samples at their end."""
    return [running.played(sample.key).play for sample in samples.load()]


@pytest.fixture(scope="module")
def secrets(travelled: list[Play]) -> set[str]:
    return set().union(*(personal(dict(play.sample.form)) for play in travelled))


def found(secrets: set[str], text: str) -> int:
    """How many of them a text holds; which ones is nobody's business."""
    return sum(secret in text or json.dumps(secret)[1:-1] in text for secret in secrets)


def test_executions_and_their_histories_hold_no_personal_data(running, travelled, secrets):
    states = running.platform.client("stepfunctions")
    machine = running.platform.env["ANJU_STATE_MACHINE"]
    for execution in states.list_executions(stateMachineArn=machine)["executions"]:
        arn = execution["executionArn"]
        history = states.get_execution_history(executionArn=arn, includeExecutionData=True)
        whole = json.dumps([states.describe_execution(executionArn=arn), history], default=str, ensure_ascii=False)
        assert found(secrets, whole) == 0


def test_logs_hold_no_personal_data(running, travelled, secrets):
    files = list(running.platform.logs.rglob("*.log"))
    assert files and found(secrets, "\n".join(file.read_text(encoding="utf-8") for file in files)) == 0


def test_every_line_of_a_log_is_json_and_says_of_what_case_trace_step_and_attempt_it_tells(running, travelled):
    about = {"level", "log", "case", "trace", "step", "attempt"}
    for file in running.platform.logs.rglob("*.log"):
        for line in file.read_text(encoding="utf-8").splitlines():
            said = json.loads(line)
            assert about <= said.keys(), file.name
            if file.stem != "sweep":  # which tells of many cases at once
                assert said["trace"] and said["step"], file.name
                assert file.stem == "api" or said["case"], file.name
                # The API asks once, and asks two functions beside the road.
                assert file.stem in ("api", "inspection", "papers") or said["attempt"] is not None, file.name


@pytest.mark.parametrize("table", ["CASES", "REGISTERS", "TASKS", "LEDGER", "EPHEMERAL", "TRACES"])
def test_no_table_holds_personal_data_in_the_clear(running, travelled, secrets, table):
    items = []
    name = running.platform.env[f"ANJU_TABLE_{table}"]
    for page in running.platform.client("dynamodb").get_paginator("scan").paginate(TableName=name):
        items += page["Items"]
    assert items and found(secrets, json.dumps(items, ensure_ascii=False, default=str)) == 0


def test_problems_do_not_repeat_what_was_sent(running, travelled, secrets):
    play = travelled[0]
    borrower = Depositor(running.platform.api, play.sample.logins["borrower"])
    form = json.loads(json.dumps(dict(play.sample.form), default=str))
    form["people"][0]["id_number"] += "9"
    form["people"][0]["unknown"] = form["people"][0]["name"]
    form["home"]["unit_number"] = form["people"][0]["phone"]
    with pytest.raises(Refused) as refused:
        borrower.post("/v1/applications", form)
    answer = urllib3.request(
        "POST", f"{running.platform.api}/v1/quotes", body=json.dumps(form), headers={"content-type": "application/json"}
    )
    assert refused.value.status == answer.status == 422
    assert found(secrets, answer.data.decode()) == 0


def test_operations_see_cases_and_traces_without_personal_data(running, travelled, secrets):
    operations = Operations(running.platform.api, "code-ops-1")
    for play in travelled:
        for part in ("", "/execution", "/trace"):
            seen = operations.get(f"/v1/ops/cases/{play.case}{part}")
            assert found(secrets, json.dumps(seen, ensure_ascii=False)) == 0


def test_every_read_of_an_agency_is_in_an_unbroken_ledger(running, travelled):
    for play in travelled:
        entries = ledger.entries(play.case)
        assert entries and unbroken(entries)
        reads = [entry for entry in entries if not entry.get("kind")]
        assert reads and all(entry["consent"] or entry["basis"] for entry in reads)
        assert all(entry["operator"] and entry["shown"] for entry in entries if entry.get("kind") == "look")
