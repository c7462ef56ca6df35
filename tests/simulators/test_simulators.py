"""The peers themselves: what they refuse, how they misbehave on order, and that they call back until they are heard."""

import json
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import urllib3
from standardwebhooks import Webhook

from chalicelib.agencies import police, signers
from infra import simulators
from tests.given.form import sample
from tests.given.platform import BANKS, EXCHANGE

HOME = sample(1)["form"]["home"]
PERSON = sample(1)["form"]["people"][0]


class Anju(ThreadingHTTPServer):
    """As much of the API as the partners call; `refusals` callbacks are answered 503 first."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.heard: list[tuple[str, dict[str, str], bytes]] = []
        self.refusals = 0
        self.unit_number = HOME["unit_number"]


class _Handler(BaseHTTPRequestHandler):
    server: Anju

    def do_GET(self) -> None:
        assert self.headers["authorization"] == "Bearer opened"
        number = self.path.rpartition("/")[2]
        contract = {"contract_number": number, "sha256": "ab" * 32, "home": {"unit_number": self.server.unit_number}}
        self._say(200, contract)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.path == "/v1/bank/sessions":
            Webhook(BANKS["B01"]["callback_secret"]).verify(body.decode(), dict(self.headers.items()))
            assert json.loads(body) == {"grant_type": "client_credentials"}
            self._say(201, {"token": "opened"})
            return
        self.server.heard.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        self.server.refusals -= 1
        self._say(503 if self.server.refusals >= 0 else 200, {})

    def _say(self, status: int, body: object) -> None:
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def anju() -> Iterator[Anju]:
    server = Anju()
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def world(anju: Anju) -> Iterator[simulators.Simulators]:
    url = f"http://127.0.0.1:{anju.server_address[1]}"
    with simulators.running(api_url=url, secrets={"exchange": EXCHANGE, "banks": BANKS}, delay=0) as world:
        yield world


def until(holds: Callable[[], object]) -> None:
    for _ in range(500):
        if holds():
            return
        time.sleep(0.01)
    raise AssertionError("it never happened")


def ask(world, sid=police.VERIFY.sid, *, params=None, additional=None, **signing):
    with_all = dict.fromkeys(("caseNo", "matter", "purpose", "materialCode", "consentId", "sponsor", "operator"), "x")
    body = {
        "additional": with_all if additional is None else additional,
        "params": {"xm": PERSON["name"], "sfzh": PERSON["id_number"]} if params is None else params,
    }
    given = {"profile": EXCHANGE["profile"], "key": EXCHANGE["key"], "sid": sid, "rid": EXCHANGE["rid"], **signing}
    answer = urllib3.request(
        "POST", f"{world.url}/exchange/{sid}", body=json.dumps(body), headers=signers.headers(**given), retries=False
    )
    return answer.status, answer.json()


def tell(world, path, body, id="e1", secret=BANKS["B01"]["webhook_secret"]):
    from datetime import UTC, datetime

    now, text = datetime.now(UTC), json.dumps(body)
    headers = {
        "webhook-id": id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign(id, now, text),
    }
    answer = urllib3.request("POST", f"{world.url}/banks/B01/{path}", body=text, headers=headers, retries=False)
    return answer.status, answer.json()


def ready(world, number="JK1"):
    return tell(
        world, "webhooks", {"type": "loan.contract.ready", "data": {"contract_number": number}}, f"{number}.ready"
    )


def test_a_proper_question_gets_an_answer_with_a_request_id(world):
    status, answer = ask(world)
    assert (status, answer["code"], answer["data"]["xm_ppddm"]) == (200, "0", "1")
    assert answer["requestId"]


@pytest.mark.parametrize("signing", [{"key": "wrong"}, {"rid": "somebody"}])
def test_an_exchange_that_does_not_know_the_signature_refuses(world, signing):
    assert ask(world, **signing)[0] == 401


def test_an_unknown_service_is_not_in_the_authorised_list(world):
    assert ask(world, "s_nobody_0001")[1]["code"] == "E-106"


def test_a_question_that_does_not_say_why_is_refused(world):
    complete = dict.fromkeys(("caseNo", "matter", "purpose", "materialCode", "consentId", "sponsor", "operator"), "x")
    for name in complete.keys() - {"materialCode"}:
        status, answer = ask(world, additional={**complete, name: ""})
        assert (status, answer["code"]) == (400, "E-103"), name


@pytest.mark.parametrize("params", [{}, {"xm": "甲"}, [], "x"])
def test_a_question_without_its_fields_is_refused(world, params):
    assert ask(world, params=params)[1]["code"] == "E-104"


def test_an_unsigned_message_to_a_bank_is_refused(world):
    assert tell(world, "payments/query", {"RefSeqNo1": "x"}, secret=BANKS["B01"]["callback_secret"])[0] == 401


def test_a_bank_fetches_the_contract_has_it_signed_and_calls_back(world, anju):
    assert ready(world)[0] == 200
    until(lambda: anju.heard)
    ((path, headers, body),) = anju.heard
    event = Webhook(BANKS["B01"]["callback_secret"]).verify(body, headers)
    assert (path, event["type"]) == ("/v1/bank/callbacks", "contract.signed")
    assert "anju-bank" not in headers
    assert (event["data"]["contract_number"], event["data"]["sha256"]) == ("JK1", "ab" * 32)


def test_a_bank_seals_a_digest_once_and_says_so_when_asked(world):
    asked = {"contract_number": "JK1", "digest": "ab" * 32}
    assert tell(world, "contract-seals/query", asked)[1]["State"] == "unknown"
    first, again = (tell(world, "contract-seals", {**asked, "signed": "cd" * 32})[1] for _ in range(2))
    assert first == again == tell(world, "contract-seals/query", asked)[1] and first["State"] == "sealed"
    (seal,) = world.journal()["bank_seals"]
    assert seal == {"bank": "B01", "contract_number": "JK1", "signed": "cd" * 32, "orders": 2}


def test_a_webhook_that_repeats_is_acted_on_once(world, anju):
    for _ in range(3):
        assert ready(world)[0] == 200
    until(lambda: world.journal()["callbacks"])
    assert len(anju.heard) == 1
    assert world.journal()["webhooks"][0]["times"] == 3


def test_a_contract_voided_before_the_bank_got_to_it_is_not_signed(world, anju):
    tell(world, "webhooks", {"type": "loan.contract.voided", "data": {"contract_number": "JK1"}}, "JK1.voided")
    ready(world)
    ready(world, "JK2")
    until(lambda: anju.heard)
    assert [contract["state"] for contract in world.journal()["contracts"]] == ["voided", "signed"]
    assert all(b"JK1" not in body for _, _, body in anju.heard)


def test_a_partner_calls_back_until_it_is_heard(world, anju):
    anju.refusals = 2
    ready(world)
    until(lambda: world.journal()["callbacks"])
    assert len(anju.heard) == 3
    assert {headers["webhook-id"] for _, headers, _ in anju.heard} == {"contract.signed.JK1"}
    assert world.journal()["callbacks"][0]["status"] == 200


def test_a_partner_told_to_calls_back_twice(world, anju):
    world.control(bank="B01", subject="JK1", mode="twice", times=1)
    ready(world)
    until(lambda: len(anju.heard) == 2)


def test_a_home_may_have_its_contract_declined(world, anju):
    anju.unit_number = next(
        home["unit_number"]
        for home in world.server.province.homes
        if home.get("behaviour", {}).get("contract") == "declined"
    )
    ready(world)
    until(lambda: anju.heard)
    assert json.loads(anju.heard[0][2])["type"] == "contract.declined"


def mortgage(unit, rank="1"):
    keys = ("apply_biz_id", "djlx", "htbh", "dkhtbh", "bdcdyh", "bdbzzqse", "zwlxqssj", "zwlxjssj", "qlr", "ywr")
    return {**dict.fromkeys(keys, "x"), "apply_biz_id": "M1", "bdcdyh": unit, "dysw": rank, "ywr": []}


@pytest.mark.parametrize(("number", "status"), [(1, "DONE"), (5, "REJECTED")])
def test_the_registry_decides_and_calls_back_signed_over_its_words(world, anju, number, status):
    from chalicelib.agencies import registry

    ask(world, registry.APPLY.sid, params=mortgage(sample(number)["form"]["home"]["unit_number"]))
    until(lambda: anju.heard)
    ((path, headers, body),) = anju.heard
    assert path == "/v1/registry/callbacks"
    assert signers.genuine(EXCHANGE["profile"], EXCHANGE["callback_key"], headers, body)
    told = json.loads(body)
    assert (told["apply_biz_id"], told["biz_status"]) == ("M1", status)
    assert ("certificate_number" in told) == (status == "DONE")


def test_a_unit_is_mortgaged_in_the_rank_behind_what_lies_on_it_and_in_no_other(world, anju):
    from chalicelib.agencies import registry

    for id, rank in (("M1", "2"), ("M2", "1"), ("M3", "1"), ("M4", "2")):
        ask(world, registry.APPLY.sid, params={**mortgage(HOME["unit_number"], rank), "apply_biz_id": id})
        until(lambda id=id: any(id.encode() in body for _, _, body in anju.heard))
    ranked = ["REJECTED", "DONE", "REJECTED", "DONE"]
    assert [made["biz_status"] for made in world.journal()["mortgages"]] == ranked


def test_misbehaviour_is_for_its_subject_and_its_number_of_times(world):
    world.control(agency="police", subject="somebody else", mode="fail")
    assert ask(world)[0] == 200
    world.control(agency="police", subject=PERSON["id_number"], mode="fail", times=2)
    assert [ask(world)[0] for _ in range(3)] == [500, 500, 200]


def test_control_works_over_the_wire_and_refuses_what_it_does_not_know(world):
    def control(path, body):
        return urllib3.request("POST", f"{world.url}/control{path}", body=json.dumps(body), retries=False).status

    assert control("", {"agency": "police", "subject": "*", "mode": "fail"}) == 200
    assert control("", {"agency": "police", "mode": "dance"}) == 400
    assert control("", {"mode": "fail"}) == 400
    assert ask(world)[0] == 500
    assert control("/reset", {}) == 200
    assert ask(world)[0] == 200
    journal = urllib3.request("GET", f"{world.url}/control/journal").json()
    assert journal["inquiries"] == {"police": 1}
