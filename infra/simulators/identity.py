"""The identity providers of the synthetic province, one behind every channel. Their one-time codes can be made up by anybody who knows
a login, and used again: `code-…` of WeChat (staff: of their workplace), `alipay-…`, `province-…` (甘快办), `live-…` of a live face check;
`guest-…` has not verified a name, `weak-…` gave no second factor.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from chalicelib.agencies.identity_platform import PORTS
from infra.simulators.province import Province, Row

_PLACES = {"desk": "terminal-", "window": "window-"}  # a member of staff has one registered device in each
CHANNELS = tuple(PORTS)
_OF_PEOPLE = [channel for channel in CHANNELS if channel not in _PLACES]


def who(province: Province, params: Mapping[str, Any]) -> Row:
    """Who comes by a channel's port with that code; nobody is known to the provider of another channel."""
    channel, code = params["channel"], params["code"]
    if channel in _PLACES:
        return _staff(province, code, params["device"])
    if code.startswith("guest-"):
        account = hashlib.sha256(code.encode()).hexdigest()[:28]
        return {
            "audience": "depositor",
            "channel": channel,
            "level": "LOGGED_IN",
            "method": "phone",
            "account": account,
        }
    person = next((one for login, one in province.logins.items() if code_of(login, channel) == code), None)
    if person is None or person["audience"] != "depositor":
        return {}
    return {**person, "channel": channel, "level": "REAL_NAME", "method": "real_name", "ticket": _ticket(code)}


def own(province: Province, params: Mapping[str, Any]) -> Row:
    """Who is behind the login a ticket was given with."""
    told = ("name", "id_number", "phone")
    for login, person in province.logins.items():
        codes = (code_of(login, channel) for channel in _OF_PEOPLE)
        if person["audience"] == "depositor" and params["ticket"] in map(_ticket, codes):
            return {name: person[name] for name in told}
    return {}


def proof(province: Province, params: Mapping[str, Any]) -> Row:
    """Whose living face the channel has just seen."""
    channel, code = params["channel"], params["code"]
    person = province.logins.get(code.replace("live-", "code-", 1), {}) if code.startswith("live-") else {}
    if "id_number" not in person or channel not in _OF_PEOPLE:
        return {}
    return {"channel": channel, "id_number": person["id_number"], "level": "STRONG", "method": "face"}


def code_of(login: str, channel: str) -> str:
    """The one-time code which a channel's provider gives whoever has that login: `code-…` is WeChat's."""
    return login if channel == "wechat" else login.replace("code-", f"{channel}-", 1)


def _ticket(code: str) -> str:
    return hashlib.sha256(f"ticket/{code}".encode()).hexdigest()


def _staff(province: Province, code: str, device: str) -> Row:
    weak = code.startswith("weak-")
    known = code.replace("weak-", "code-", 1)
    place = next((place for place in _PLACES if device == device_of(known, place)), None)
    person = province.logins.get(known)
    if person is None or place is None or "staff" not in person:
        return {}
    level = {"level": "LOGGED_IN", "method": "password"} if weak else {"level": "STRONG", "method": "second_factor"}
    return {**person, "channel": place, "device": device, **level}


def device_of(code: str, place: str) -> str:
    """The digest of the secret of the device that is registered for whose login code it is: `terminal-clerk-1`, `window-clerk-1`."""
    return hashlib.sha256(code.replace("code-", _PLACES[place], 1).encode()).hexdigest()
