import json

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
    body = json.dumps({**json.loads(first["body"]), "request": "other"})
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
    late = ledger._last
    seen = iter([None])
    monkeypatch.setattr(ledger, "_last", lambda case: next(seen, late(case)))
    ledger.append("c1", {"request": "r2"})
    assert [entry["request"] for entry in ledger.entries("c1")] == ["r1", "r2"]
    assert unbroken(ledger.entries("c1"))
