"""What is kept for several is kept for each of them, and what is read of several is all of it: no platform where none is needed."""

import json
from base64 import b64decode
from dataclasses import replace
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib import aws
from chalicelib.domain.status import ENDED, Status
from chalicelib.records import (
    agenda,
    archive,
    caseload,
    documents,
    figures,
    inspections,
    invitations,
    lanes,
    ledger,
    lent,
    relatives,
)
from chalicelib.records.case import CaseFile
from chalicelib.records.invitations import Invited
from chalicelib.records.lent import Lent
from chalicelib.records.tasks import Task
from tests.given.case import held

READ = "2026-11-23T02:00:00.000Z"


@pytest.fixture
def said(own_names, monkeypatch):
    """What AWS is asked, by the call; it gives what the test says."""

    def answers(module, **calls):
        asked = []

        def call(name, gives):
            return lambda **how: asked.append((name, how)) or gives

        client = SimpleNamespace(**{name: call(name, gives) for name, gives in calls.items()})
        monkeypatch.setattr(module.aws, "client", lambda name: client)
        return asked

    return answers


def test_every_case_is_in_one_of_the_shards_the_sweep_reads_and_none_is_empty():
    shards = {agenda.due_of(f"case-{number}", Status.REVIEWING)["due_shard"] for number in range(200)}
    assert shards == {str(shard) for shard in range(agenda.SHARDS)}


@pytest.mark.usefixtures("own_names")
def test_all_that_lies_in_the_folder_of_a_case_is_listed_page_by_page_what_was_uploaded_too(monkeypatch):
    pages = [
        {"Contents": [{"Key": "cases/c1/contract.pdf", "Size": 1}, {"Key": "cases/c1/uploads/d1.pdf", "Size": 2}]},
        {"Contents": [{"Key": "cases/c1/package/record.json", "Size": 3}]},
        {},
    ]
    asked = []
    paginator = SimpleNamespace(paginate=lambda **how: asked.append(how["Prefix"]) or pages)
    monkeypatch.setattr(archive.aws, "client", lambda name: SimpleNamespace(get_paginator=lambda name: paginator))
    found = archive.listed("c1")
    assert found == {"cases/c1/contract.pdf": 1, "cases/c1/uploads/d1.pdf": 2, "cases/c1/package/record.json": 3}
    assert asked == ["cases/c1/"]


@pytest.mark.usefixtures("platform")
def test_each_end_of_a_case_is_counted_once_however_often_it_went_on_after_one():
    for reopened in range(4):
        ends = [figures.add("c1", "620100", "2026-11", {"CENTRE": 10}, reopened) for _ in range(2)]
        assert ends == [True, False]
    assert figures.add("c2", "620100", "2026-11", {"CENTRE": 1, "SIGNERS": 5})
    (month,) = figures.of_centre("620100", ["2026-11"], ["CENTRE", "SIGNERS"])["months"].values()
    assert month == {"cases": 5, "CENTRE": 41, "SIGNERS": 5}


@pytest.mark.usefixtures("platform")
def test_a_code_is_used_by_one_request_and_says_by_which():
    code, _ = invitations.issue(Invited("c1", "spouse", "p2"))
    assert invitations.find(code, "p2") == Invited("c1", "spouse", "p2", None)
    invitations.spend(code, "r1")
    assert invitations.find(code.lower(), "p2") == Invited("c1", "spouse", "p2", "r1")
    assert invitations.find(code, "p3") is None


def test_what_staff_find_and_write_is_kept_with_their_login_and_the_person_behind_it(monkeypatch):
    monkeypatch.setattr(CaseFile, "_seal", lambda case, name, value: f"sealed {name}")
    with time_machine.travel(READ, tick=False):
        ruling = held().ruling("tax.home", "confirmed", "q1", "r1", "why", {"a": 1}, "person_r1")
        bare = held().ruling("tax.home", "confirmed", "q1", "r1", "", {}, "person_r1")
        note = held().note("t1", "draft", "r1", "person_r1", "text")
        lost = held().note("t1", "lost", "r1", "person_r1", "text", [{"check": "tax"}])
    assert (ruling.outcome, ruling.of, ruling.by, ruling.person, ruling.at) == (
        "confirmed",
        "q1",
        "r1",
        "person_r1",
        READ,
    )
    assert (ruling.comment, ruling.facts, bare.comment, bare.facts) == (*["sealed rulings.tax.home"] * 2, None, None)
    assert (note.task, note.kind, note.by, note.person, note.items) == ("t1", "draft", "r1", "person_r1", "")
    assert (note.text, lost.items) == ("sealed notes.t1.draft", "sealed notes.t1.lost.items")


@pytest.mark.parametrize("is_told", [True, False])
@pytest.mark.parametrize("rules", [(), ("LTV",)])
def test_the_parties_read_why_something_was_decided_only_where_whoever_wrote_it_knew_that(monkeypatch, rules, is_told):
    monkeypatch.setattr(CaseFile, "_seal", lambda case, name, value: f"sealed {name}")
    kept = held().review(
        "t1", "first_review", "r1", "refuse", "why", "person_r1", rules, is_told=is_told, checked=["x"]
    )
    assert (kept.is_told, kept.rules, kept.by, kept.person) == (is_told, rules, "r1", "person_r1")
    assert (kept.reason, kept.checked) == ("sealed reviews.t1", "sealed checked.t1")


TASK = Task("t", "c", "verify", "620100", "open", READ, READ, {})
STATES = ("open", "claimed", "retrying", "answered", "interrupted")


@pytest.mark.parametrize("lent_by", ["", "620200"])
def test_what_a_person_has_in_their_hands_is_theirs_whichever_centre_it_is_of(monkeypatch, lent_by):
    every = [replace(TASK, id=state, state=state, lent_by=lent_by) for state in STATES]
    monkeypatch.setattr(lanes.task_items, "every", lambda *asked: every if asked[2] == "p1" else [])
    assert [task.id for task in lanes.held_by("p1")] == ["claimed"]
    assert [task.id for task in lanes.in_hands_of("p1")] == ["open", "claimed"] and lanes.held_by("p2") == []


@pytest.mark.parametrize(
    ("cursor", "laid", "earlier", "page", "following"),
    [
        (None, (["a"], None), (["e"], None), ["a", "e"], None),
        (None, (["a"], None), (["e"], "queue 2"), ["a", "e"], "queue 2"),
        (None, ([], None), (["e"], None), ["e"], None),
        (None, (["a"], None), ([], None), ["a"], None),
        (None, (["a"], "lane 2"), (["e"], None), ["a"], "lane 2"),  # those of earlier releases come behind them all
        ('{"lane": 1}', (["b"], None), (["e"], None), ["b", "e"], None),
        ('{"queue": 1}', (["a"], None), (["f"], None), ["f"], None),
    ],
)
def test_the_last_page_of_a_queue_has_what_earlier_releases_put_there_behind_the_rest(
    monkeypatch, cursor, laid, earlier, page, following
):
    pages = {"by_law": laid, "by_queue": earlier}
    monkeypatch.setattr(lanes.task_items, "listed", lambda index, *asked: ([*pages[index][0]], pages[index][1]))
    assert lanes.queue("620100", "verify", cursor) == (page, following)


def test_a_use_of_data_bears_the_moment_it_was_made_however_late_it_is_written(said):
    asked = said(ledger, put_item=None, query={"Items": []})
    with time_machine.travel(READ, tick=False) as time:
        with ledger.together("dated") as record:
            record({"request": "r1"})
            time.shift(2)
            record({"request": "r2"})
            time.shift(2)
        ledger.append("dated", {"request": "r3"})
    uses = [use for act, how in asked if act == "put_item" for use in json.loads(how["Item"]["body"]["S"])["uses"]]
    assert [(use["request"], use["at"][17:19]) for use in uses] == [("r1", "00"), ("r2", "02"), ("r3", "04")]


def test_a_page_of_the_ledger_has_every_use_of_each_place_on_it_the_last_first(said):
    def place(number, *uses):
        body = {"S": json.dumps({"uses": [{"request": one} for one in uses], "previous": ""})}
        return {"number": {"N": str(number)}, "body": body, "hash": {"S": "h"}}

    asked = said(ledger, query={"Items": [place(3, "r5"), place(2, "r2", "r3", "r4")]})
    assert [use["request"] for use in ledger.latest("c1", 4, 2)] == ["r5", "r4", "r3", "r2"]
    ((_, how),) = asked
    assert (how["Limit"], how["ExpressionAttributeValues"][":n"]) == (2, {"N": "4"})


LOAN = Lent("c1", "JK1", "u1", "400000.00", "2026-11-24", "proof")


@pytest.mark.parametrize("act", [lent.note, lent.strike])
def test_a_paid_loan_is_entered_and_struck_for_everybody_who_owes_it_and_for_its_home(said, act):
    asked = said(lent, transact_write_items=None)
    act(LOAN, ["p3", "p1", "p2", "proof", "p1"])
    ((_, how),) = asked
    keys = [one["Update"]["Key"]["key"]["S"] for one in how["TransactItems"]]
    assert keys == ["loan#p1", "loan#p2", "loan#p3", "loan#proof", "loan#u1"]


def test_every_loan_paid_to_a_person_counts_but_the_one_of_this_case(said):
    def entry(key, *cases):
        loans = {f"of:{case}": {"S": json.dumps(vars(replace(LOAN, case=case)))} for case in cases}
        return {"key": {"S": f"loan#{key}"}, **loans}

    entries = [entry("p1", "c1", "c2", "c3"), entry("p2", "c1"), entry("p3", "c4")]
    said(lent, batch_get_item={"Responses": {"TABLE_REGISTERS": entries}})
    found = lent.to(["p1", "p2", "p3"], beside="c1")
    assert {key: [one.case for one in loans] for key, loans in found.items()} == {"p1": ["c2", "c3"], "p3": ["c4"]}


@pytest.mark.parametrize(
    ("together", "known"),
    [
        (["p1"], {}),
        (["p2", "p1"], {"p1": ["p2"], "p2": ["p1"]}),
        (["p3", "p1", "p2"], {"p1": ["p2", "p3"], "p2": ["p1", "p3"], "p3": ["p1", "p2"]}),
    ],
)
def test_each_of_those_who_applied_together_is_known_to_belong_with_each_other(said, together, known):
    asked = said(relatives, update_item=None)
    relatives.note(together)
    told = {how["Key"]["key"]["S"]: how["ExpressionAttributeValues"][":others"]["SS"] for _, how in asked}
    assert told == {f"relatives#{one}": others for one, others in known.items()}


LINE = {"results": [{"name": "refused.pdf", "key": "k", "sha256": "s"}], "handed": None, "parties": {"borrower": "p1"},
        "deliveries": {"borrower": {"is_electronic": True, "at": "t", "party": "p1", "by": "p1"}}}  # fmt: skip


@pytest.mark.parametrize("status", Status)
def test_a_letter_nobody_has_got_stands_in_the_list_of_the_window_however_the_case_has_ended(status):
    assert [one.paper.name for one in caseload.unhanded({**LINE, "status": status})] == ["refused.pdf"] * (
        status in ENDED
    )


def test_the_lines_of_however_many_cases_are_all_read_where_the_table_leaves_some_over(said, monkeypatch):
    def few(RequestItems):
        ((table, wanted),) = RequestItems.items()
        first, *rest = wanted["Keys"]
        return {"Responses": {table: [first]}, "UnprocessedKeys": {table: {**wanted, "Keys": rest}} if rest else {}}

    said(caseload)
    monkeypatch.setattr(caseload, "AT_ONCE", 3)
    monkeypatch.setattr(caseload.aws, "client", lambda name: SimpleNamespace(batch_get_item=few))
    assert [*caseload.lines(map(str, range(8)))] == [str(number) for number in (0, 1, 2, 3, 4, 5, 6, 7)]


@pytest.mark.usefixtures("own_names")
def test_what_is_kept_of_a_file_is_what_the_inspection_says_it_has_kept_and_not_what_was_sent(monkeypatch):
    told = {"defect": None, "version": "v1", "sha256": "kept"}
    monkeypatch.setattr(inspections.aws, "asked", lambda function, asked: told)
    assert inspections.look_at("c1", "d1", "image/png", "sent") == inspections.Looked(None, "v1", "kept")


@pytest.mark.usefixtures("platform")
@pytest.mark.parametrize(("size", "least", "most"), [(5, 5, 5), (None, 1, 10 * 1024 * 1024)])
def test_a_slot_takes_a_file_of_exactly_the_size_that_was_announced(size, least, most):
    policy = json.loads(b64decode(documents.slot("c1", "d1", "image/png", size).fields["policy"]))
    assert ["content-length-range", least, most] in policy["conditions"]


@pytest.mark.parametrize(
    ("told", "was_killed"),
    [
        ({"errorType": "Runtime.OutOfMemory"}, True),
        ({"errorType": "Runtime.ExitError", "errorMessage": "exit status 1"}, True),
        ({"errorType": "Sandbox.Timedout", "errorMessage": "Task timed out after 20 seconds"}, True),
        ({"errorMessage": "2026-11-23T02:00:00Z r1 Task timed out after 20.02 seconds"}, True),
        ({"errorType": "ValueError", "errorMessage": "unreadable"}, False),
        ({}, False),
    ],
)
def test_a_function_that_ran_out_of_memory_or_of_time_was_killed_however_the_platform_calls_it(told, was_killed):
    assert aws.Failed(told).was_killed is was_killed
