"""The people: depositors, staff and operations as HTTP clients, with a session of their own and the patience of a good client."""

import hashlib
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import urllib3

ATTEMPTS = 8
LONGEST_WAIT = 2.0  # seconds between two attempts at most; Retry-After is honoured up to this
_TYPES = {".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg"}
_AGAIN = {429, 500, 502, 503, 504}


class Refused(Exception):
    """The API said no: `status` and the problem's `code`. Says nothing of what was sent."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        defects = ", ".join(f"{defect['code']} {defect['field']}" for defect in problem.get("defects", ()))
        super().__init__(f"{status} {problem.get('code')} {defects}".strip())
        self.status, self.code = status, problem.get("code")


class Client:
    """One session. `code` is the one-time code the channel's identity provider gave this person, `device` the secret of their device."""

    def __init__(self, api: str, code: str, channel: str = "wechat", device: str = "") -> None:
        self._api, self._code, self._device = api, code, device
        self._http = urllib3.PoolManager(timeout=urllib3.Timeout(connect=2, read=35), retries=False)
        self._token = ""
        self._token = self.post("/v1/sessions", {"channel": channel, "code": code})["token"]

    def get(self, path: str) -> dict[str, Any]:
        """One resource."""
        return self._ask("GET", path)

    def post(self, path: str, body: Mapping[str, Any] | None = None, revision: int | None = None) -> dict[str, Any]:
        """Creates or does something, once, however often it has to be sent; if need be, about what was shown at that revision."""
        read = {} if revision is None else {"if-match": f'"{revision}"'}
        return self._ask("POST", path, body or {}, {"idempotency-key": uuid4().hex, **read})

    def hand_in(self, case: str, how: str, said: Mapping[str, Any]) -> None:
        """Reads the form and hands it in as it was read: `submit`, or `corrections` as the answer to a notice."""
        where = f"/v1/applications/{case}"
        self.post(f"{where}/{how}", said, revision=self.get(where)["revision"])

    def patch(self, path: str, body: Mapping[str, Any], revision: int) -> dict[str, Any]:
        """Changes what is still at that revision."""
        return self._ask("PATCH", path, body, {"if-match": f'"{revision}"'})

    def send_file(self, slot: Mapping[str, Any], file: Path) -> None:
        """Uploads to storage with a presigned POST, as a mini-program does."""
        fields = {**slot["fields"], "file": (file.name, file.read_bytes(), _TYPES[file.suffix])}
        self._until_answered("POST", slot["url"], fields=fields)

    def download(self, link: str) -> bytes:
        """A document behind a presigned link."""
        return self._until_answered("GET", link).data

    def _ask(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, headers: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        sent = {**(headers or {}), **({"authorization": f"Bearer {self._token}"} if self._token else {})}
        if self._device:
            sent["anju-device"] = self._device
        content = None
        if body is not None:
            content = json.dumps(body, ensure_ascii=False).encode()
            sent["content-type"] = "application/json"
        answer = self._until_answered(method, self._api + path, body=content, headers=sent)
        return json.loads(answer.data) if answer.data else {}

    def _until_answered(self, method: str, url: str, **how: Any) -> urllib3.BaseHTTPResponse:
        for attempt in range(ATTEMPTS):
            last = attempt == ATTEMPTS - 1
            try:
                answer = self._http.request(method, url, **how)
            except urllib3.exceptions.HTTPError:
                if last:
                    raise
                time.sleep(min(0.1 * 2**attempt, LONGEST_WAIT))
                continue
            if answer.status < 400:
                return answer
            problem = _problem(answer.data)
            if last or not (answer.status in _AGAIN or problem.get("code") == "REQUEST_RUNNING"):
                raise Refused(answer.status, problem)
            time.sleep(min(float(answer.headers.get("retry-after", 0.1 * 2**attempt)), 0.1 * 2**attempt, LONGEST_WAIT))
        raise AssertionError("unreachable")


class Depositor(Client):
    """One person of an application, at home. What needs more than their login they do once they have shown their face."""

    def _ask(self, method: str, path: str, *sent: Mapping[str, Any] | None) -> dict[str, Any]:
        try:
            return super()._ask(method, path, *sent)
        except Refused as refused:
            if refused.code != "STEP_UP":
                raise
        self.show_face()
        return super()._ask(method, path, *sent)

    def show_face(self) -> None:
        """Lifts the session by a live face check of the channel."""
        super()._ask("POST", "/v1/sessions/current/level", {"code": f"live-{self._code.partition('-')[2]}"})

    def apply(self, form: Mapping[str, Any]) -> str:
        """Begins a draft and fills it in. Returns the case's id."""
        draft = self.post("/v1/applications", {"centre": form["centre"]})
        self.fill_in(draft["id"], form, draft["revision"])
        return str(draft["id"])

    def fill_in(self, case: str, form: Mapping[str, Any], revision: int, part: str = "") -> None:
        """Saves into a draft; when it has moved on (perhaps by the same save, whose answer got lost), saves again."""
        try:
            self.patch(f"/v1/applications/{case}{part}", form, revision)
        except Refused as refused:
            if refused.status != 412:
                raise
            self.save(case, form, part)

    def save(self, case: str, form: Mapping[str, Any], part: str = "") -> None:
        """Saves into a draft as it is now: into the form, or into one's own entry (`part`)."""
        self.patch(f"/v1/applications/{case}{part}", form, self.get(f"/v1/applications/{case}")["revision"])

    def known(self, case: str) -> dict[str, Any]:
        """What agencies know of oneself and of the home, by JSON pointer into the form."""
        told = self.get(f"/v1/applications/{case}/prefill")["fields"]
        return {one["field"]: one["value"] for one in told if one["state"] == "KNOWN"}

    def add(self, case: str, material: str, file: Path) -> None:
        """Sends one document and has it verified."""
        content = file.read_bytes()
        announced = {
            "material": material, "content_type": _TYPES[file.suffix], "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }  # fmt: skip
        slot = self.post(f"/v1/applications/{case}/documents", announced)
        self.send_file(slot, file)
        self.post(f"/v1/applications/{case}/documents/{slot['id']}/verify")

    def invite(self, case: str, person: str) -> str:
        """Asks another party to confirm for themselves. Returns the code to pass on."""
        return str(self.post(f"/v1/applications/{case}/invitations", {"person": person})["code"])

    def join(self, code: str) -> str:
        """Comes in as the party the code was made for. Returns the case's id, which is in one's own list from now on."""
        return str(self.post("/v1/joins", {"code": code})["id"])

    def authorise(self, case: str, use: str = "") -> None:
        """Reads what one is asked, and agrees to each use, or to one of them, in the words that were read."""
        for asked in self.get(f"/v1/applications/{case}/authorisations")["items"]:
            if asked["state"] != "GIVEN" and use in ("", asked["use"]):
                self.post(f"/v1/applications/{case}/consents", {"use": asked["use"], "version": asked["version"]})

    def submit(self, case: str) -> None:
        """Hands the application in, whatever is known to be lacking."""
        self.hand_in(case, "submit", {"incomplete": True})

    def track(self, case: str) -> dict[str, Any]:
        """Where the case stands."""
        return self.get(f"/v1/applications/{case}/track")

    def correct(self, case: str, changes: Mapping[str, Any]) -> None:
        """Answers the notice with what has changed in the form."""
        self.hand_in(case, "corrections", changes)

    def sign(self, case: str, contract: Mapping[str, Any]) -> None:
        """Signs the contract as it was shown, having agreed to sign it electronically."""
        said = {"sha256": contract["sha256"], "agreed": contract["electronic"]["version"]}
        self.post(f"/v1/applications/{case}/signatures", said)

    def withdraw(self, case: str) -> None:
        """Takes the application back."""
        self.post(f"/v1/applications/{case}/withdraw")


class Desk(Client):
    """Whoever works for the fund, at their desk."""

    def __init__(self, api: str, code: str) -> None:
        super().__init__(api, code, channel="desk", device=code.replace("code-", "terminal-", 1))


class Staff(Desk):
    """A reviewer or supervisor."""

    def task_of(self, case: str, kind: str) -> dict[str, Any] | None:
        """The open task of one kind in one case, if it is in the queue."""
        cursor = ""
        while True:
            page = self.get(f"/v1/tasks?kind={kind}{cursor}")
            for task in page["items"]:
                if task["case"] == case:
                    return dict(task)
            if not page["cursor"]:
                return None
            cursor = f"&cursor={page['cursor']}"

    def decide(self, task: str, decision: Mapping[str, Any]) -> None:
        """Takes a task and decides it, having looked at each line of its checklist before an approval."""
        self.post(f"/v1/tasks/{task}/claim")
        asked = self.get(f"/v1/tasks/{task}")["checklist"]
        checked = [line["code"] for line in asked["lines"]] if decision.get("decision") in asked["before"] else []
        self.post(f"/v1/tasks/{task}/decision", {**decision, **({"checked": checked} if checked else {})})


class Operations(Desk):
    """Who looks after the platform: sees codes, steps and times only."""

    def case(self, number: str) -> dict[str, Any]:
        """One case as codes."""
        return self.get(f"/v1/ops/cases/{number}")

    def execution(self, number: str) -> dict[str, Any]:
        """Its run on the state machine."""
        return self.get(f"/v1/ops/cases/{number}/execution")

    def restart(self, number: str, reason: str) -> dict[str, Any]:
        """Asks for a restart, or confirms one that another has asked for."""
        return self.post(f"/v1/ops/cases/{number}/restart", {"reason": reason})

    def trace(self, number: str) -> dict[str, Any]:
        """Its trace."""
        return self.get(f"/v1/ops/cases/{number}/trace")


def _problem(body: bytes) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(body)
        return found
    except ValueError:
        return {}
