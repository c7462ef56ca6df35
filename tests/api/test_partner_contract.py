"""The other side, written from the OpenAPI document alone: what it says partners send is heard, and what it says we send is what comes."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from types import SimpleNamespace

import pytest
import urllib3
from jsonschema import Draft202012Validator

from chalicelib import clock
from chalicelib.agencies import exchange, registry
from chalicelib.api import openapi
from chalicelib.api.routes import ROUTES
from chalicelib.banks import bank_parts, callbacks, old_loans, partners, payments, seals, webhooks
from chalicelib.errors import AgencyRefused, AgencyUnavailable, BankUnavailable, PreconditionFailed
from chalicelib.records import acceptance, casefile
from chalicelib.sweep import words
from chalicelib.trust import secrets
from infra.simulators import banks, land
from statemachine import policies
from tests.given.answers import purpose
from tests.given.application import of_sample
from tests.given.case import CONTRACT, put
from tests.given.form import BORROWER
from tests.given.platform import BANKS, EXCHANGE

DOCUMENT = json.loads(json.dumps(openapi.document(ROUTES)))
FROM_BANK = DOCUMENT["paths"]["/v1/bank/callbacks"]["post"]
FROM_REGISTRY = DOCUMENT["paths"]["/v1/registry/callbacks"]["post"]
SENT = {name: item["post"] for name, item in DOCUMENT["webhooks"].items()}


def valid(schema, value):
    return Draft202012Validator({**schema, "components": DOCUMENT["components"]}).is_valid(value)


def body_of(operation):
    return operation["requestBody"]["content"]["application/json"]["schema"]


def needed(operation):
    """The headers a message has to have."""
    return {one["name"]: one["schema"] for one in operation["parameters"] if one["in"] == "header" and one["required"]}


def standard(secret, id, body):
    """The headers of Standard Webhooks, made by hand as the document says."""
    sent_at, key = str(int(clock.now().timestamp())), base64.b64decode(secret.removeprefix("whsec_"))
    mac = hmac.digest(key, f"{id}.{sent_at}.".encode() + body, "sha256")
    signature = "v1," + base64.b64encode(mac).decode()
    return {"webhook-id": id, "webhook-timestamp": sent_at, "webhook-signature": signature}


EXAMPLES = {example["type"]: example for example in DOCUMENT["components"]["schemas"]["BankEvent"]["examples"]}


@pytest.fixture
def ours(submitted, waiting):
    """A case whose contract and order are those of the examples."""
    data = EXAMPLES["contract.signed"]["data"]
    contract = {**CONTRACT, "number": data["contract_number"], "sha256": data["sha256"]}
    acceptance.register(f"contract#{contract['number']}", case=submitted)
    waiting("sign", "SIGNING", contract=contract, accepted_on="2026-11-23")
    return submitted


def as_event(api, event, id="e1"):
    raw = json.dumps(event).encode()
    signed = standard(BANKS["B01"]["callback_secret"], id, raw)
    assert signed.keys() == needed(FROM_BANK).keys()
    assert all(valid(schema, signed[name]) for name, schema in needed(FROM_BANK).items())
    return api("POST", "/v1/bank/callbacks", raw=raw, **{name.replace("-", "_"): v for name, v in signed.items()})


@pytest.mark.parametrize("type", callbacks.NEEDS)
def test_every_event_of_a_bank_is_heard_when_sent_as_the_document_says(api, ours, type):
    put(ours, payment={"serial": EXAMPLES["payment.settled"]["data"]["serial"]})
    assert valid(body_of(FROM_BANK), EXAMPLES[type])
    assert as_event(api, EXAMPLES[type]).body["received"] is True


@pytest.mark.parametrize("type", callbacks.NEEDS)
def test_an_event_that_lacks_what_it_needs_is_neither_valid_nor_heard(api, ours, type):
    for name in callbacks.NEEDS[type]:
        data = {key: value for key, value in EXAMPLES[type]["data"].items() if key != name}
        event = {**EXAMPLES[type], "data": data}
        assert not valid(body_of(FROM_BANK), event)
        assert as_event(api, event).status == 422


def test_the_same_event_under_the_same_id_changes_nothing_a_second_time(api, ours):
    as_event(api, EXAMPLES["contract.signed"])
    first = casefile.load(ours)
    again = as_event(api, EXAMPLES["contract.signed"])
    assert (again.status, again.headers["Idempotency-Replayed"]) == (200, "true")
    assert casefile.load(ours) == first


def test_the_document_has_an_example_of_every_event_and_asks_for_no_header_but_the_standards():
    types = DOCUMENT["components"]["schemas"]["BankEvent"]["properties"]["type"]["enum"]
    assert set(EXAMPLES) == set(callbacks.NEEDS) == set(types)
    assert set(needed(FROM_BANK)) == {"webhook-id", "webhook-timestamp", "webhook-signature"}


def test_a_word_of_the_registry_is_heard_when_signed_as_the_document_says(api, submitted, waiting):
    acceptance.register("mortgage#JKM1", case=submitted)
    waiting("mortgage", "REGISTERING", mortgage={"apply_biz_id": "JKM1", "status": "PENDING"})
    told = {"apply_biz_id": "JKM1", "biz_status": "DONE", "certificate_number": "甘(2026)0000001号"}
    raw, rtime = json.dumps(told).encode(), str(int(clock.now().timestamp() * 1000))
    content = f"service-1registry{rtime}{hashlib.sha256(raw).hexdigest()}"
    mac = hmac.digest(EXCHANGE["callback_key"].encode(), content.encode(), "sha256")
    signed = {
        "gjgxjhpt_rid": "registry", "gjgxjhpt_sid": "service-1", "gjgxjhpt_rtime": rtime,
        "gjgxjhpt_sign": base64.b64encode(mac).decode(),
    }  # fmt: skip
    assert signed.keys() == needed(FROM_REGISTRY).keys() and valid(body_of(FROM_REGISTRY), told)
    assert api("POST", "/v1/registry/callbacks", raw=raw, **signed).status == 200
    assert casefile.load(submitted).mortgage.is_proven


class Endpoint(HTTPServer):
    """A bank that keeps what it is sent, and answers with `status` and `answer`."""

    status, answer = 200, {"Result": "0", "Told": [], "Loan": None, "State": "processing", "digest": "ab" * 32}

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.heard: list[tuple[str, dict[str, str], bytes]] = []


class Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.heard.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        text = json.dumps(self.server.answer).encode()
        self.send_response(self.server.status)
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def bank(monkeypatch) -> Iterator[Endpoint]:
    endpoint = Endpoint()
    Thread(target=endpoint.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    known = {"B01": {**BANKS["B01"], "url": f"http://127.0.0.1:{endpoint.server_address[1]}/of/theirs"}}
    monkeypatch.setattr(secrets, "banks", lambda: known)
    partners._pool.cache_clear()
    yield endpoint
    endpoint.shutdown()
    endpoint.server_close()
    partners._pool.cache_clear()


ORDER = payments.Order(
    "B01", "JK1P1", Decimal("500000"), "90162010000001", "6222022700000001019", "示例开发商", "B02", "JK1"
)
SEAL = seals.Order("B01", "JK1", "ab" * 32, "cd" * 32)
ACTS = {
    **{
        type: lambda type=type: webhooks.send("B01", type, {"contract_number": "JK1"}, "e1", "2026-11-23T02:00:00.000Z")
        for type in sorted(webhooks.TYPES)
    },
    "payment.order": lambda: payments.pay(ORDER),
    "payment.query": lambda: payments.query("B01", "JK1P1"),
    "old_loan.query": lambda: old_loans.confirmed("B01", "SD1", date(2026, 11, 23)),
    "seal.order": lambda: seals.send(SEAL),
    "seal.query": lambda: seals.query(SEAL),
    "bank_part.query": lambda: bank_parts.told("B01", "JK1"),
}


HOME = of_sample(1).home
STANDS = {"apply_biz_id": "JK1M1", "biz_status": "PENDING"}
TITLE = {
    "title_number": "甘(2020)兰州市不动产权第0000001号", "unit_number": HOME.unit_number, "status": "现势",
    "owners": [{"id_number": BORROWER}], "use": "住宅",
}  # fmt: skip
UNIT = {"houses": [TITLE], "seizures": [], "mortgages": [{"certificate": "甘(2020)不动产证明第1号", "status": "现势"}]}
TERM = (date(2026, 11, 23), date(2056, 11, 23))
# Each service of the registry: how it is asked, and the answers it may give.
ASKED = {
    "registry.titles": (lambda use: registry.titles_of(of_sample(1), "borrower", use), [{"houses": [TITLE]}]),
    "registry.unit": (lambda use: registry.unit(HOME, HOME.unit_number, use), [UNIT]),
    "mortgage.apply": (
        lambda use: registry.apply_mortgage(
            "JK1M1", of_sample(1), "JK1", Decimal("500000"), TERM, use, mortgagors=of_sample(1).people
        ),
        [STANDS],
    ),
    "mortgage.query": (lambda use: registry.query_mortgage("JK1M1", use), [STANDS, {}]),
    "mortgage.discharge": (lambda use: registry.discharge_mortgage("JK1M1", use), [STANDS, {}]),
}


@pytest.fixture
def registry_hears(monkeypatch):
    """The registry behind the exchange, which keeps what it is asked and answers as told."""
    heard, says = [], SimpleNamespace(answer=None, status=200)

    def request(pool, method, url, body, headers, redirect):
        heard.append((url, headers, body))
        return SimpleNamespace(status=says.status, headers={}, data=json.dumps(says.answer).encode())

    monkeypatch.setattr(urllib3.PoolManager, "request", request)
    monkeypatch.setattr(secrets, "exchange", lambda: EXCHANGE)
    return says, heard


@pytest.mark.parametrize("name", ASKED)
def test_what_the_registry_is_asked_and_may_answer_is_what_the_document_says(registry_hears, name):
    pool, heard = registry_hears
    ask, answers = ASKED[name]
    said = SENT[name]["responses"]["200"]["content"]["application/json"]["schema"]
    for data in answers:
        pool.answer = {"code": "00", "data": data, "requestId": "r1"}
        assert valid(said, pool.answer)
        ask(purpose(of_sample(1)))
        url, headers, body = heard.pop()
        assert SENT[name]["description"].split("\n")[0] == f"POST {{url}}/{url.rpartition('/')[2]}"
        assert valid(body_of(SENT[name]), json.loads(body))
        assert all(valid(schema, headers[header]) for header, schema in needed(SENT[name]).items())
        rid, sid, rtime = (headers[f"gjgxjhpt_{one}"] for one in ("rid", "sid", "rtime"))
        mac = hmac.digest(EXCHANGE["key"].encode(), f"{sid}{rid}{rtime}".encode(), "sha256")
        assert headers["gjgxjhpt_sign"] == base64.b64encode(mac).decode()


@pytest.mark.parametrize(
    "data",
    [
        {**STANDS, "biz_status": "LOST"},
        {"biz_status": "DONE"},
        {**STANDS, "biz_status": "DONE", "certificate_number": None},
    ],
)
def test_an_answer_of_the_registry_that_the_document_does_not_allow_is_none(registry_hears, data):
    pool, _ = registry_hears
    pool.answer = {"code": "00", "data": data, "requestId": "r1"}
    with pytest.raises(AgencyUnavailable):
        ASKED["mortgage.apply"][0](purpose(of_sample(1)))


def test_the_simulated_registry_reads_the_very_fields_of_an_application():
    schema = DOCUMENT["components"]["schemas"]["MortgageApplied"]
    assert set(land._APPLICATION) == set(schema["required"]) == set(schema["properties"])


def test_a_status_of_the_exchange_means_to_us_what_the_document_says(registry_hears):
    pool, _ = registry_hears
    named = SENT["mortgage.query"]["responses"].keys() - {"200", "default"}
    for pool.status in range(300, 600):
        with pytest.raises(AgencyRefused if str(pool.status) in named else AgencyUnavailable):
            ASKED["mortgage.query"][0](purpose(of_sample(1)))


def test_how_often_and_how_long_apart_a_partner_hears_from_us_is_what_the_process_does():
    """The texts are for people, so they say it in words; here is what the words have to be."""
    assert (partners._TIMEOUT.connect_timeout, partners._TIMEOUT.read_timeout) == (2, 8)
    assert (exchange._TIMEOUT.connect_timeout, exchange._TIMEOUT.read_timeout) == (2, 8)
    for policy, night_or_day in ((policies.AGENCY, 12), (policies.PARTNER, 24)):
        assert policy["MaxDelaySeconds"] == 30 * policies.MINUTE
        # Jitter halves it.
        assert 1 <= policy["MaxAttempts"] * policy["MaxDelaySeconds"] / (2 * night_or_day * policies.HOUR) < 1.1
    assert words.LATE.days == 1


def test_everything_we_send_is_in_the_document_and_nothing_else():
    assert set(SENT) == {*ACTS, *ASKED}


@pytest.mark.parametrize("name", ACTS)
def test_what_we_send_is_what_the_document_says(bank, name):
    ACTS[name]()
    ((path, headers, body),) = bank.heard
    assert SENT[name]["description"].split("\n")[0] == f"POST {{url}}{path.removeprefix('/of/theirs')}"
    assert valid(body_of(SENT[name]), json.loads(body))
    assert all(valid(schema, headers[header]) for header, schema in needed(SENT[name]).items())
    again = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(BANKS["B01"]["webhook_secret"].removeprefix("whsec_"))
    assert headers["webhook-signature"] == "v1," + base64.b64encode(hmac.digest(key, again, "sha256")).decode()


def test_the_simulated_bank_reads_the_very_fields_of_an_order(bank):
    schema = DOCUMENT["components"]["schemas"]["PaymentOrder"]
    assert set(banks._ORDER) == set(schema["required"]) == set(schema["properties"])


@pytest.mark.parametrize("name", ["payment.order", "payment.query"])
@pytest.mark.parametrize("result", ["0", "1", "2", "9", "7", ""])
def test_an_answer_is_taken_exactly_when_the_document_allows_it(bank, name, result):
    bank.answer = {"Result": result, "CapHostSeqNo": "H1"}
    if valid(SENT[name]["responses"]["200"]["content"]["application/json"]["schema"], bank.answer):
        assert ACTS[name]().result == result
    else:
        with pytest.raises(BankUnavailable):
            ACTS[name]()


def test_a_status_means_to_us_what_the_document_says(monkeypatch):
    named = SENT["payment.order"]["responses"].keys() - {"200", "429", "default"}
    for status in range(300, 600):
        answer = type("Answer", (), {"status": status, "headers": {}, "data": b""})
        monkeypatch.setattr(partners, "_send", lambda *message, answer=answer: answer)
        monkeypatch.setattr(secrets, "banks", lambda: BANKS)
        with pytest.raises(PreconditionFailed if str(status) in named else BankUnavailable):
            ACTS["payment.order"]()
