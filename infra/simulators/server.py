"""The port: who knocks, with what signature, and how the partner is told to behave."""

import json
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

from standardwebhooks import Webhook, WebhookVerificationError

from chalicelib.agencies import signers
from infra.simulators.agencies import Agencies
from infra.simulators.banks import Banks
from infra.simulators.mischief import RETRY_AFTER, SLOW, Mischief
from infra.simulators.province import Province

_ADDITIONAL = ("caseNo", "matter", "purpose", "materialCode", "consentId", "sponsor", "operator")
_MAY_BE_EMPTY = {"materialCode"}
_OF_NO_CASE = ("identity_platform", "queue_numbers")  # logging in, and being called in a hall, are about none
_PATIENCE = 12.0  # seconds a caller is left without an answer; ours gives up after 8


class Server(ThreadingHTTPServer):
    """All partners on one port."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self,
        port: int,
        secrets: Mapping[str, Any],
        province: Province,
        mischief: Mischief,
        agencies: Agencies,
        banks: Banks,
    ) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.secrets, self.province, self.mischief = secrets, province, mischief
        self.agencies, self.banks = agencies, banks


class HungUp(Exception):
    """The caller gets no answer."""


class Answered(Exception):
    """The caller already has its answer."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60

    def do_GET(self) -> None:
        if self.path == "/control/journal":
            self._reply(200, self.server.province.journal())
        else:
            self._reply(404, {})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", "0")))
        room, _, rest = self.path.strip("/").partition("/")
        try:
            if room == "exchange":
                self._exchange(rest, body)
            elif room == "banks":
                self._bank(*rest.partition("/")[::2], body)
            elif room == "control":
                self._control(rest, body)
            else:
                self._reply(404, {})
        except Answered:
            pass
        except HungUp:
            self.close_connection = True

    def _control(self, what: str, body: bytes) -> None:
        try:
            if what == "reset":
                self.server.province.reset()
                self.server.mischief.reset()
            else:
                self.server.mischief.order(**json.loads(body))
            self._reply(200, {})
        except (TypeError, ValueError) as error:
            self._reply(400, {"error": str(error)})

    def _exchange(self, sid: str, body: bytes) -> None:
        secret = self.server.secrets["exchange"]
        agency = self.server.agencies.agency_of(sid)
        if agency is None or self.headers.get("gjgxjhpt_sid") != sid:
            return self._reply(200, _failed("E-106", "service not in the authorised list"))
        if self.headers.get("gjgxjhpt_rid") != secret["rid"] or not signers.genuine(
            secret["profile"], secret["key"], dict(self.headers)
        ):
            return self._reply(401, _failed("E-101", "signature"))
        mode = self._behave(agency, body)
        if mode in _SAID:
            return self._reply(*_SAID[mode])
        try:
            asked = json.loads(body)
            missing = [name for name in _ADDITIONAL if not asked["additional"].get(name) and name not in _MAY_BE_EMPTY]
            if missing and agency not in _OF_NO_CASE:
                return self._reply(400, _failed("E-103", f"additional: {', '.join(missing)}"))
            data = self.server.agencies.answer(sid, asked["params"], asked["additional"])
        except (KeyError, TypeError, ValueError) as error:
            return self._reply(400, _failed("E-104", f"params: {type(error).__name__}"))
        if mode == "lost":
            raise HungUp
        return self._reply(200, {"code": "0", "msg": "ok", "data": data, "requestId": str(uuid4())})

    def _bank(self, code: str, path: str, body: bytes) -> None:
        bank = self.server.secrets["banks"].get(code)
        if bank is None:
            return self._reply(404, {})
        try:
            message = Webhook(bank["webhook_secret"]).verify(body, dict(self.headers))
        except (WebhookVerificationError, ValueError):
            return self._reply(401, {})
        mode = self._behave(code, body)
        if mode in _STATUS:
            return self._reply(_STATUS[mode], {})
        try:
            status, answer = self.server.banks.answer(code, path, self.headers["webhook-id"], message)
        except KeyError:
            return self._reply(400, {})
        if mode == "lost":
            raise HungUp
        return self._reply(status, answer)

    def _behave(self, partner: str, body: bytes) -> str:
        """Carries out a misbehaviour that needs no answer; returns what is left to do."""
        mode = self.server.mischief.of_answer(partner, body.decode())
        if mode == "slow":
            time.sleep(SLOW)
        elif mode == "timeout":
            time.sleep(_PATIENCE)
        if mode in ("timeout", "down"):
            raise HungUp
        if mode == "fail":
            self._reply(500, {})
        elif mode == "throttled":
            self._send(429, b"{}", {"retry-after": str(RETRY_AFTER)})
        elif mode == "garbage":
            self._send(200, "<html>系统维护中</html>".encode())
        if mode in ("fail", "throttled", "garbage"):
            raise Answered
        return mode

    def _reply(self, status: int, body: Mapping[str, Any]) -> None:
        self._send(status, json.dumps(body, ensure_ascii=False).encode())

    def _send(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("content-type", "application/json; charset=utf-8")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: the journal knows."""


def _failed(code: str, message: str) -> dict[str, Any]:
    return {"code": code, "msg": message, "data": None, "requestId": str(uuid4())}


# How an agency says each of these, and by which HTTP status a bank does.
_SAID = {
    "busy": (200, _failed("-1", "busy")),
    "unauthorised": (401, _failed("E-101", "signature")),
    "refused": (200, _failed("E-106", "service not in the authorised list")),
    "unheard_of": (200, _failed("E-199", "?")),
}
_STATUS = {"unauthorised": 401, "refused": 403, "unheard_of": 418}
