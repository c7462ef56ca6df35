"""What only this machine has: who can log in as whom (/start), the login page of the simulated identity providers, a form filled by one press.

None of it is deployed: real providers stand behind `LoginPage` of the template.
"""

from collections.abc import Callable, Mapping
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit, urlunsplit

from infra.local import picker_pages as pages
from infra.players.people import PEOPLE, application_of
from infra.players.samples import Play
from infra.simulators.identity import CHANNELS, code_of
from infra.simulators.province import Province

START, LOGIN, AS, FILL = "/start", "/start/login", "/start/as", "/start/fill"
_COUPLES = {"code-tang-yining": "code-gu-nanxing", "code-fang-ruogu": "code-ye-qinghuan"}
Answer = dict[str, Any]
Event = Mapping[str, Any]


def served(api: str, partners: str) -> dict[str, Callable[[Event, Any], Answer]]:
    """What answers by path: `api` is where the pages and the API are, `partners` where the simulated agencies and banks are."""
    ours = urlsplit(api).netloc
    staff = {code: one for code, one in Province().logins.items() if "staff" in one}
    workers = pages.named(staff)

    def start(_event: Event, _context: object) -> Answer:
        return _page(pages.start(PEOPLE, staff, _couples()))

    def login(event: Event, _context: object) -> Answer:
        asked = _asked(event)
        jar = SimpleCookie(event["headers"].get("cookie", ""))
        known = jar["simulated"].value if "simulated" in jar else ""
        purpose = "face" if asked.get("purpose") == "face" else "login"
        people = workers if asked.get("channel") in pages.DEVICES else PEOPLE
        to = {code: f"as?{urlencode({**asked, 'login': code})}" for code in people}
        return _page(pages.choose(purpose, people, to, known))

    def come_back(event: Event, _context: object) -> Answer:
        asked = _asked(event)
        code, back = asked.get("login", ""), urlsplit(asked.get("back", "/"))
        if code not in (*PEOPLE, *workers) or asked.get("channel") not in CHANNELS or back.netloc not in ("", ours):
            return _page(pages.choose("login", PEOPLE, {}, ""), 400)
        given = _given(asked["channel"], asked.get("purpose", ""), code)
        there = urlunsplit(back._replace(query="&".join(filter(None, (back.query, urlencode(given))))))
        return {
            "statusCode": 303,
            "headers": {"Location": there, "Set-Cookie": f"simulated={code}; Path={START}; SameSite=Lax"},
            "body": "",
        }

    def fill(event: Event, _context: object) -> Answer:
        code = parse_qs(event.get("body", "")).get("login", [""])[0]
        if code not in PEOPLE:
            return _page(pages.start(PEOPLE, {}, _couples()), 400)
        spouse = _COUPLES.get(code, "")
        play = Play(application_of(code, marital="20" if spouse else "10", spouse=spouse), api, partners)
        play.begin()
        there = f"/?{urlencode({'channel': 'wechat', 'code': code})}#/case/{quote(play.case)}"
        return {
            "statusCode": 303,
            "headers": {"Location": there, "Set-Cookie": f"simulated={code}; Path={START}; SameSite=Lax"},
            "body": "",
        }

    return {START: start, LOGIN: login, AS: come_back, FILL: fill}


def _given(channel: str, purpose: str, code: str) -> dict[str, str]:
    """What a provider puts into the address: of staff the secret of their device too, which a real device keeps for itself."""
    if channel in pages.DEVICES:
        return {"channel": channel, "code": code, "device": code.replace("code-", pages.DEVICES[channel], 1)}
    if purpose == "face":
        return {"proof": code.replace("code-", "live-", 1)}
    return {"channel": channel, "code": code_of(code, channel)}


def _couples() -> dict[str, Mapping[str, Any]]:
    return {code: application_of(code, marital="20", spouse=spouse).form for code, spouse in _COUPLES.items()}


def _asked(event: Event) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(event.get("query", "")).items()}


def _page(body: str, status: int = 200) -> Answer:
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        "Cache-Control": "no-store",
    }
    return {"statusCode": status, "headers": headers, "body": body}
