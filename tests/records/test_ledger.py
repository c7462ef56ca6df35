import hashlib
import json
from types import SimpleNamespace

import pytest
from botocore.exceptions import ClientError

from chalicelib import aws
from chalicelib.records import ledger
from tests.ledgers import unbroken


def test_entries_are_chained_in_order(platform):
    for request in ("r1", "r2", "r3"):
        ledger.append("c1", {"request": request})
    found = ledger.entries("c1")
    assert [entry["request"] for entry in found] == ["r1", "r2", "r3"]
    assert [entry["previous"] for entry in found[1:]] == [entry["hash"] for entry in found[:-1]]
    assert unbroken(ledger.entries("c1"))


def test_an_altered_entry_is_noticed(platform):
    for request in ("r1", "r2"):
        ledger.append("c1", {"request": request})
    first = ledger.entries("c1")[0]
    body = json.dumps({**json.loads(first["body"]), "uses": [{"request": "other"}]})
    item = {"case": {"S": "c1"}, "number": {"N": "1"}, "body": {"S": body}, "hash": {"S": first["hash"]}}
    aws.client("dynamodb").put_item(TableName="anju-ledger", Item=item)
    assert not unbroken(ledger.entries("c1"))


def test_a_removed_entry_is_noticed(platform):
    for request in ("r1", "r2", "r3"):
        ledger.append("c1", {"request": request})
    aws.client("dynamodb").delete_item(TableName="anju-ledger", Key={"case": {"S": "c1"}, "number": {"N": "2"}})
    assert not unbroken(ledger.entries("c1"))


def test_a_writer_who_comes_second_takes_the_next_place(platform, monkeypatch):
    ledger.append("c1", {"request": "r1"})
    ledger._tails()["c1"] = ledger.Tail(0, "")  # it has looked before the first was there
    ledger.append("c1", {"request": "r2"})
    assert [entry["request"] for entry in ledger.entries("c1")] == ["r1", "r2"]
    assert unbroken(ledger.entries("c1"))


def test_a_writer_who_comes_second_learns_from_whoever_was_first_and_need_not_look(platform, monkeypatch):
    ledger.append("c1", {"request": "r1"})
    ledger._tails()["c1"] = ledger.Tail(0, "")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(ledger, "_tail", lambda case: pytest.fail("looked again"))
        ledger.append("c1", {"request": "r2"})
    assert unbroken(ledger.entries("c1")) and len(ledger.entries("c1")) == 2


def test_where_a_process_wrote_last_it_goes_on_without_looking(platform, monkeypatch):
    ledger.append("c1", {"request": "r1"})
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(ledger, "_tail", lambda case: pytest.fail("looked again"))
        ledger.append("c1", {"request": "r2"})
    assert unbroken(ledger.entries("c1")) and len(ledger.entries("c1")) == 2


def test_two_processes_that_take_turns_make_one_chain(platform):
    one, other = {}, {}
    for request in range(6):
        ledger._tails().clear()
        ledger._tails().update(one if request % 2 else other)
        ledger.append("c1", {"request": str(request)})
        (one if request % 2 else other).update(ledger._tails())
    assert unbroken(ledger.entries("c1")) and len(ledger.entries("c1")) == 6


def put(number, body, hash=None):
    digest = hash or hashlib.sha256(body.encode()).hexdigest()
    item = {"case": {"S": "c1"}, "number": {"N": str(number)}, "body": {"S": body}, "hash": {"S": digest}}
    aws.client("dynamodb").put_item(TableName="anju-ledger", Item=item)


def test_an_entry_written_anew_with_a_hash_of_its_own_is_noticed(platform):
    ledger.append("c1", {"request": "r1"})
    put(2, json.dumps({"request": "r2", "previous": "0" * 64}))
    assert not unbroken(ledger.entries("c1"))


def test_an_entry_put_at_another_place_is_noticed(platform):
    ledger.append("c1", {"request": "r1"})
    (first,) = ledger.entries("c1")
    put(3, json.dumps({"request": "r2", "previous": first["hash"]}))
    assert not unbroken(ledger.entries("c1"))


def test_an_entry_whose_answer_was_lost_and_that_the_sdk_sent_again_is_one_entry(platform, monkeypatch):
    real, client, refused = (
        platform.client("dynamodb"),
        aws.client,
        ClientError({"Error": {"Code": "ConditionalCheckFailedException"}}, "PutItem"),
    )

    def twice(**asked):
        real.put_item(**asked)
        raise refused

    lossy = SimpleNamespace(put_item=twice, query=real.query)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(aws, "client", lambda service: lossy if service == "dynamodb" else client(service))
        ledger.append("c1", {"request": "r1"})
    assert [entry["request"] for entry in ledger.entries("c1")] == ["r1"]


def test_what_could_not_be_written_is_an_error_and_not_forgotten(platform, monkeypatch):
    real, client = platform.client("dynamodb"), aws.client

    def broken(**asked):
        raise ClientError({"Error": {"Code": "AccessDeniedException"}}, "PutItem")

    failing = SimpleNamespace(put_item=broken, query=real.query)
    monkeypatch.setattr(aws, "client", lambda service: failing if service == "dynamodb" else client(service))
    with pytest.raises(ClientError, match="AccessDenied"):
        ledger.append("c1", {"request": "r1"})


def test_cases_have_chains_of_their_own(platform):
    for case in ("c1", "c2", "c1"):
        ledger.append(case, {"request": case})
    assert [(entry["number"], entry["request"]) for entry in ledger.entries("c1")] == [(1, "c1"), (2, "c1")]
    assert [entry["previous"] for entry in ledger.entries("c2")] == [""]


def test_uses_made_together_take_one_place_and_are_read_one_by_one(platform):
    ledger.append("c1", {"request": "r1"})
    with ledger.together("c1") as record:
        for request in ("r2", "r3"):
            record({"request": request})
        assert len(platform.items("ledger")) == 1
    found = ledger.entries("c1")
    assert [(entry["number"], entry["request"]) for entry in found] == [(1, "r1"), (2, "r2"), (2, "r3")]
    assert unbroken(found) and all(entry["at"] for entry in found)


def test_what_was_used_before_an_agency_failed_is_written_all_the_same(platform):
    with pytest.raises(ValueError, match="busy"), ledger.together("c1") as record:
        record({"request": "r1"})
        raise ValueError("busy")
    assert [entry["request"] for entry in ledger.entries("c1")] == ["r1"]


def test_where_agencies_are_slow_every_use_is_written_at_once(platform, monkeypatch):
    monkeypatch.setattr(ledger, "HELD", 0.0)
    with ledger.together("c1") as record:
        for number in (1, 2):
            record({"request": "r"})
            assert len(platform.items("ledger")) == number
    assert len(platform.items("ledger")) == 2 and unbroken(ledger.entries("c1"))


def test_where_nothing_was_used_nothing_is_written(platform):
    with ledger.together("c1"):
        pass
    assert platform.items("ledger") == []


def test_an_altered_use_among_those_of_one_place_is_noticed(platform):
    ledger.append("c1", {"request": "r1"}, {"request": "r2"})
    (first, _) = ledger.entries("c1")
    put(1, first["body"].replace("r2", "r3"), first["hash"])
    assert not unbroken(ledger.entries("c1"))


def test_what_an_earlier_release_wrote_of_one_use_is_read_and_goes_on(platform):
    put(1, json.dumps({"request": "r1", "at": "2026-01-02T03:04:05Z", "previous": ""}))
    ledger.append("c1", {"request": "r2"})
    found = ledger.entries("c1")
    assert [entry["request"] for entry in found] == ["r1", "r2"] and unbroken(found)
