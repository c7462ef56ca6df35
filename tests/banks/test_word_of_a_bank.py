"""What goes to a bank, how often, and what counts of what it says: each part by itself, without any wire."""

import json
import re
from base64 import b64decode, b64encode
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from chalicelib.banks import bank_parts, callbacks, old_loans, partners, payments, seals, webhooks
from chalicelib.banks.payments import Answer, Order, Result
from chalicelib.errors import BankUnavailable, PreconditionFailed

ORDER = Order("B01", "JKP1", Decimal("1234.5"), "payer", "payee", "收款人", "B01", "JK")


@pytest.fixture
def line(monkeypatch):
    """What is sent to the bank, under which id; and what it answers, one after the other."""
    world = SimpleNamespace(sent=[], answers=[], forgotten=0, kept=[], early=set(), waits=True, waited=0)

    def send(to, path, id, text):
        world.sent.append((to, path, id, text))
        status, body = world.answers.pop(0)
        return SimpleNamespace(status=status, data=body, headers={"retry-after": "1"})

    def forget():
        world.forgotten += 1

    def waited(headers):
        world.waited += 1
        return world.waits

    monkeypatch.setattr(partners, "partner", lambda code: code)
    monkeypatch.setattr(partners, "_send", send)
    monkeypatch.setattr(partners.secrets, "forget", forget)
    monkeypatch.setattr(partners.patience, "is_early", lambda whom: whom in world.early)
    monkeypatch.setattr(partners.patience, "keep", lambda whom, headers: world.kept.append(whom))
    monkeypatch.setattr(partners.patience, "waited", waited)
    return world


@pytest.mark.parametrize(
    ("answers", "waits", "said", "times", "forgotten", "kept"),
    [
        ([200], True, None, 1, 0, 0),
        ([204], True, None, 1, 0, 0),
        ([299], True, None, 1, 0, 0),
        ([300], True, BankUnavailable, 1, 0, 0),  # redirects are not followed
        ([199], True, BankUnavailable, 1, 0, 0),
        ([500], True, BankUnavailable, 1, 0, 0),
        ([503], True, BankUnavailable, 1, 0, 1),
        ([429, 200], True, None, 2, 0, 0),
        ([429], False, BankUnavailable, 1, 0, 1),
        ([429, 429], True, BankUnavailable, 2, 0, 1),  # once, and no third time
        ([401, 200], True, None, 2, 1, 0),
        ([401, 401], True, partners.Refused, 2, 1, 0),
        ([401, 429, 200], True, None, 3, 1, 0),
        *(([status], True, partners.Refused, 1, 0, 0) for status in (400, 403, 404, 405, 409, 410, 413, 415, 422)),
        ([408], True, BankUnavailable, 1, 0, 0),
        ([402], True, BankUnavailable, 1, 0, 0),  # nobody told us of it: what became of it is unknown
    ],
)
def test_a_message_is_sent_once_more_only_where_the_bank_has_not_taken_it_and_under_the_same_id(
    line, answers, waits, said, times, forgotten, kept
):
    line.answers, line.waits = [(status, b"body") for status in answers], waits
    if said is None:
        assert partners.offer("B01", "/path", "id", {"a": "合"}) == b"body"
    else:
        with pytest.raises(said) as raised:
            partners.offer("B01", "/path", "id", {"a": "合"})
        if said is partners.Refused:
            assert (raised.value.status, raised.value.body) == (answers[-1], b"body")
            assert [*raised.value.codes] == ["BANK_REFUSED"]
    assert line.sent == [("B01", "/path", "id", '{"a":"合"}')] * times
    assert (line.forgotten, line.kept) == (forgotten, ["B01/path"] * kept)


def test_what_the_bank_has_asked_us_not_to_send_yet_is_not_sent_and_anything_else_is(line):
    line.early, line.answers = {"B01/path"}, [(200, b"")]
    with pytest.raises(BankUnavailable):
        partners.offer("B01", "/path", "id", {})
    assert line.sent == [] and partners.offer("B01", "/other", "id", {}) == b""


def test_the_road_hears_of_a_refusal_as_a_precondition_alone(line):
    line.answers = [(422, b"why")]
    with pytest.raises(PreconditionFailed) as raised:
        partners.post("B01", "/path", "id", {})
    assert type(raised.value) is PreconditionFailed and [*raised.value.codes] == ["BANK_REFUSED"]


@pytest.mark.parametrize(("at", "sort"), [("B01", "1"), ("B02", "2"), ("", "2")])
def test_an_order_says_from_where_to_whom_and_how_much_to_the_fen(line, at, sort):
    line.answers = [(200, b'{"Result": "0", "PaidOn": "2026-11-23"}')]
    assert payments.pay(Order(**{**vars(ORDER), "payee_bank": at})) == Answer(Result.DONE, "2026-11-23")
    ((_, path, id, text),) = line.sent
    assert (path, id) == ("/payments", "pay.JKP1") and json.loads(text) == {
        "SettleType": sort, "BusType": "04", "PayerAcctNo": "payer", "PayeeAcctNo": "payee", "PayeeName": "收款人", "PayeeBankCode": at,
        "Amt": "1234.50", "RefSeqNo1": "JKP1", "Summary": "JK",
    }  # fmt: skip


DAY = {"PaidOn": "2026-11-23", "CapHostSeqNo": "H-1"}


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ({"Result": "0", **DAY}, Answer(Result.DONE, "2026-11-23", "H-1")),
        ({"Result": "0"}, Answer(Result.DONE)),
        ({"Result": "0", "PaidOn": ""}, Answer(Result.DONE)),
        ({"Result": "0", "PaidOn": None}, Answer(Result.DONE)),
        ({"Result": "0", "PaidOn": "20261123"}, Answer(Result.DONE, "2026-11-23")),
        ({"Result": "1", **DAY}, Answer(Result.FAILED)),  # a day of what was not paid is none
        ({"Result": "2", **DAY}, Answer(Result.PROCESSING)),
        ({"Result": "9", **DAY}, Answer(Result.UNKNOWN)),
        ({"Result": "0", "CapHostSeqNo": "a b"}, Answer(Result.DONE)),
        ({"Result": "0", "CapHostSeqNo": "1" * 41}, Answer(Result.DONE)),
        ({"Result": "0", "CapHostSeqNo": 17}, Answer(Result.DONE)),
        ({"Result": "3"}, None),
        ({"Result": 0}, None),
        ({}, None),
        ([], None),
        (None, None),
        ({"Result": "0", "PaidOn": "2026-13-01"}, None),
        ({"Result": "0", "PaidOn": 20261123}, None),
    ],
)
def test_of_an_order_the_bank_says_what_became_of_it_or_it_has_said_nothing(line, body, answer):
    line.answers = [(200, json.dumps(body).encode())]
    if answer:
        assert payments.query("B01", "JKP1") == answer
    else:
        with pytest.raises(BankUnavailable):
            payments.query("B01", "JKP1")
    ((_, path, id, text),) = line.sent
    assert path == "/payments/query" and re.fullmatch(r"query\.JKP1\.[0-9a-f]{32}", id)
    assert json.loads(text) == {"RefSeqNo1": "JKP1"}


def test_an_event_is_of_a_known_kind_of_the_moment_it_happened_and_under_its_own_id(line):
    line.answers = [(200, b"")] * 3
    for type in ("loan.contract.ready", "loan.contract.voided", "loan.settled"):
        webhooks.send("B01", type, {"contract_number": "JK"}, "JK.x", "then")
    assert [(path, id, json.loads(text)) for _, path, id, text in line.sent] == [
        ("/webhooks", "JK.x", {"type": type, "timestamp": "then", "data": {"contract_number": "JK"}})
        for type in ("loan.contract.ready", "loan.contract.voided", "loan.settled")
    ]
    with pytest.raises(ValueError, match=r"loan\.other"):
        webhooks.send("B01", "loan.other", {}, "id", "then")


SEAL = seals.Order("B01", "JK", "digest", "signed")


def said(state, cms=b"cms", digest="digest"):
    return (200, json.dumps({"State": state, "digest": digest, "Cms": b64encode(cms).decode()}).encode())


@pytest.mark.parametrize(
    ("answers", "made", "paths"),
    [
        ([said("sealed")], b"cms", ["query"]),
        ([said("unknown"), said("sealed")], b"cms", ["query", "order"]),
        ([said("unknown"), said("processing")], None, ["query", "order"]),
        ([said("processing")], None, ["query"]),
        ([said("sealed", b"")], None, ["query"]),
        ([said("sealed", digest="another")], None, ["query"]),
        ([said("unknown"), said("unknown")], None, ["query", "order"]),
        ([said("otherwise")], None, ["query"]),
    ],
)
def test_a_seal_is_ordered_once_of_what_the_bank_knows_nothing_of_and_is_of_that_very_file(line, answers, made, paths):
    line.answers = [*answers]
    if made:
        assert seals.signature(SEAL) == made
    else:
        with pytest.raises(BankUnavailable):
            seals.signature(SEAL)
    assert ["query" if path.endswith("query") else "order" for _, path, _, _ in line.sent] == paths
    for _, path, id, text in line.sent:
        asked = {"contract_number": "JK", "digest": "digest"}
        is_order = path == "/contract-seals"
        assert json.loads(text) == {**asked, **({"signed": "signed"} if is_order else {})}
        assert (id == "seal.JK.digest") is is_order, "one id however often it is ordered, and each question its own"


# What calls us back

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
STAMP = str(int(NOW.timestamp()))
WIDE = {ord(one): ord(one) + 0xFEE0 for one in "0123456789"}  # digits that are none of ASCII's


def signature(secret, id="id", stamp=STAMP, body=b"body"):
    import hmac

    return "v1," + b64encode(hmac.digest(b64decode(secret), f"{id}.{stamp}.".encode() + body, "sha256")).decode()


KEYS = {"B01": ("MDEwMQ==",), "B02": ("MDIwMg==", "MDIwMw==")}


@pytest.mark.parametrize(
    ("headers", "bank"),
    [
        ({}, "B01"),
        ({"webhook-signature": signature("MDIwMw==")}, "B02"),  # while a secret is rotated
        ({"webhook-signature": f"v1,xx {signature('MDEwMQ==')}"}, "B01"),
        ({"webhook-signature": signature("MDQwNA==")}, "webhook-signature"),
        ({"webhook-signature": signature("MDEwMQ==")[3:]}, "webhook-signature"),  # of no version
        ({"webhook-signature": "v2," + signature("MDEwMQ==")[3:]}, "webhook-signature"),
        ({"webhook-signature": signature("MDEwMQ==", body=b"other")}, "webhook-signature"),
        ({"webhook-signature": signature("MDEwMQ==", id="other")}, "webhook-signature"),
        ({"webhook-signature": ""}, "webhook-signature"),
        ({"webhook-id": ""}, "webhook-id"),
        ({"webhook-timestamp": ""}, "webhook-timestamp"),
        ({"webhook-timestamp": "-1"}, "webhook-timestamp"),
        ({"webhook-timestamp": STAMP.translate(WIDE)}, "webhook-timestamp"),
        ({"webhook-timestamp": str(int(STAMP) + 301)}, "webhook-timestamp"),
        ({"webhook-timestamp": str(int(STAMP) - 301)}, "webhook-timestamp"),
        ({"webhook-timestamp": str(int(STAMP) - 300)}, "webhook-signature"),  # in time, and signed for another moment
    ],
)
def test_a_message_is_the_banks_whose_signature_it_bears_now_or_nobodys(monkeypatch, headers, bank):
    renewed = []
    monkeypatch.setattr(callbacks.clock, "now", lambda: NOW)
    monkeypatch.setattr(callbacks.secrets, "banks", lambda: KEYS)
    monkeypatch.setattr(callbacks.secrets, "renew", lambda: renewed.append(1))
    monkeypatch.setattr(callbacks.partners, "partner", lambda code: SimpleNamespace(callback_secrets=KEYS[code]))
    usual = {"webhook-id": "id", "webhook-timestamp": STAMP, "webhook-signature": signature("MDEwMQ==")}
    given = {name.title(): value for name, value in {**usual, **headers}.items()}
    if bank in KEYS:
        assert callbacks.sender(given, b"body") == bank and renewed == []
    else:
        with pytest.raises(callbacks.CallbackRejected, match=bank):
            callbacks.sender(given, b"body")
        assert bool(renewed) is (bank == "webhook-signature"), "only where the key may be newer than our copy"


GOOD = {
    "contract_number": "JK620100202611230001", "serial": "JK1P1", "bank_contract_number": "B-1", "reference": "H1", "sha256": "a" * 64,
    "statement": "b" * 64, "amount": "300000.00", "fees": "0.00", "rate": "3.45", "all_in": "3.5", "months": "240", "method": "01",
    "condition": "mortgage", "filing_number": "甘（2026）第0000001号", "account": "6222022700000002017", "place": "示例支行",
}  # fmt: skip
BAD = {
    "contract_number": "JK 1", "serial": "", "bank_contract_number": "a" * 61, "reference": "H/1", "sha256": "A" * 64, "statement": "b" * 63,
    "amount": "300000", "fees": "-1.00", "rate": "345.0", "all_in": "3.12345", "months": "0", "method": "03", "condition": "whenever",
    "filing_number": "12", "account": "1234567", "place": "",
}  # fmt: skip


@pytest.mark.parametrize("name", callbacks.SHAPES)
def test_each_thing_a_bank_says_has_a_shape_of_its_own(name):
    shape = callbacks.SHAPES[name]
    good = callbacks.CONDITIONS if name == "condition" else [GOOD[name]]
    assert all(re.fullmatch(shape, one) for one in good) and not re.fullmatch(shape, BAD[name])


def test_what_each_event_has_to_say():
    assert {type: {*names} for type, names in callbacks.NEEDS.items()} == {
        "contract.signed": {"contract_number", "sha256"}, "contract.declined": {"contract_number"},
        "payment.settled": {"serial"}, "payment.failed": {"serial"},
        "bank_part.offered": {"contract_number", "amount", "months", "rate", "fees", "all_in"},
        "bank_part.signed": {"contract_number", "bank_contract_number", "sha256", "place", "statement"},
        "bank_part.declined": {"contract_number"},
        "bank_part.ready": {"contract_number", "condition", "filing_number"},
        "bank_part.settled": {"contract_number", "reference", "amount", "account"},
        "bank_part.failed": {"contract_number", "reference"},
    }  # fmt: skip


QUESTIONS = {
    "of the pay-out": (
        lambda: payments.query("B02", "JKP1"), '{"Result": "2"}', "/payments/query", "query.JKP1.", {"RefSeqNo1": "JKP1"}
    ),
    "of its part": (
        lambda: bank_parts.told("B02", "JK1"), '{"Told": []}', "/bank-part/query", "bank_part.JK1.", {"contract_number": "JK1"}
    ),
    "of its old loan": (
        lambda: old_loans.confirmed("B02", "SD1", date(2026, 11, 23)), '{"Loan": null}', "/old-loans/query", "old_loan.",
        {"contract_number": "SD1", "on": "2026-11-23"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("ask", "answer", "path", "id", "body"), QUESTIONS.values(), ids=QUESTIONS)
def test_a_bank_is_asked_of_one_thing_alone_in_a_message_of_its_own_each_time(line, ask, answer, path, id, body):
    line.answers += [(200, answer.encode())] * 2
    for _ in range(2):
        ask()
    assert [(to, where, json.loads(text)) for to, where, _, text in line.sent] == [("B02", path, body)] * 2
    ids = [one[2] for one in line.sent]
    assert all(one.startswith(id) for one in ids) and len({*ids}) == 2


def test_a_bank_that_will_not_take_a_question_is_told_from_one_we_have_no_line_to():
    refused, unknown = (PreconditionFailed("why", code) for code in ("BANK_REFUSED", "BANK_UNKNOWN"))
    assert [old_loans.is_refusal(one) for one in (refused, unknown)] == [True, False]
    assert [old_loans.is_unknown_bank(one) for one in (refused, unknown)] == [False, True]
