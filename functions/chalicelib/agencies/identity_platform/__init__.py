"""统一身份认证: who is behind a one-time login code, and as what they come in; and who a window's terminal has before it (人证核验).

Every channel has a port of its own with its identity provider. What a provider says counts, never what a client says of itself:
through which channel somebody came, who they are, how surely, and on which device.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalicelib.agencies import exchange
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.assurance import Level
from chalicelib.domain.channels import CHANNELS
from chalicelib.domain.frozen import frozen
from chalicelib.trust.sessions import AUDIENCES

_PLATFORM = "11620000MB0000009D"
TERMINAL = exchange.Service("identity_platform", f"s_{_PLATFORM}_0002")
OWN = exchange.Service("identity_platform", f"s_{_PLATFORM}_0007")
PROOF = exchange.Service("identity_platform", f"s_{_PLATFORM}_0003")
_STAFF = exchange.Service("identity_platform", f"s_{_PLATFORM}_0006")
PORTS: Mapping[str, exchange.Service] = {
    "province": exchange.Service("identity_platform", f"s_{_PLATFORM}_0005"),
    "wechat": exchange.Service("identity_platform", f"s_{_PLATFORM}_0001"),
    "alipay": exchange.Service("identity_platform", f"s_{_PLATFORM}_0004"),
    "window": _STAFF,
    "desk": _STAFF,
}


@frozen
class Subject:
    """Who logged in through which channel, how surely (`level`), and by what (`method`).

    Depositors have name, ID number and phone, or, below real-name, only the channel's opaque `account`; staff an id, a centre, their
    own ID number, and the digest of the registered device they are at.
    """

    audience: str
    channel: str
    level: Level
    method: str
    name: str = ""
    id_number: str = ""
    phone: str = ""
    account: str = ""
    staff: str = ""
    centre: str = ""
    device: str = ""
    ticket: str = ""  # of a depositor, for `own`


@frozen
class Proof:
    """Whom a channel has just seen, by which `method`, and what level that is."""

    channel: str
    id_number: str
    level: Level
    method: str


def identify(channel: str, code: str, device: str = "") -> Subject | None:
    """The person behind a login code of this channel's provider, None when the code is not theirs to use, there or on this device.

    `device` is the digest of the secret of the device the code came from. No ledger entry: there is no case yet, and people hand over
    their own data by logging in.
    """
    return exchange.call(PORTS[channel], {"channel": channel, "code": code, "device": device}, _own(), _subject)


def prove(channel: str, code: str) -> Proof | None:
    """Who stood the channel's live face check or second factor, by the one-time code of its result; None for a code it never gave."""
    return exchange.call(PROOF, {"channel": channel, "code": code}, _own(), _proof)


def _own() -> Purpose:
    purpose = Purpose("", "", "session", "620000", record=lambda _: None, awaited=True)
    return purpose.about("self", "M2", basis="统一身份认证授权码")


@frozen
class Own:
    """What the platform knows of whoever has logged in."""

    name: str
    id_number: str
    phone: str


def own(ticket: str, key: str, purpose: Purpose) -> Own | None:
    """Who is behind a login (matter M2), on that very person's consent; None for a ticket the platform does not know any more."""
    return exchange.call(OWN, {"ticket": ticket}, purpose.about(key, "M2"), lambda data: Own(**data) if data else None)


@frozen
class Seen:
    """Who a terminal had before it: the number read off their card, how they were compared with it, when, and a digest of what it keeps."""

    id_number: str
    method: str
    terminal: str
    at: str
    evidence: str


def present(code: str, key: str, purpose: Purpose) -> Seen | None:
    """Who the window's terminal saw, by the one-time code of its result, None for a code it never gave to this clerk.

    `key` is the party who is said to be there. They hand over their card themselves, and it is asked before they have
    consented to anything.
    """
    asked = purpose.about(key, "M2", basis="窗口人证核验")
    return exchange.call(TERMINAL, {"code": code, "operator": purpose.operator}, asked, _seen)


def _seen(data: Mapping[str, Any]) -> Seen | None:
    return Seen(**data) if data else None


def _proof(data: Mapping[str, Any]) -> Proof | None:
    return Proof(**{**data, "level": Level[data["level"]]}) if data else None


def _subject(data: Mapping[str, Any]) -> Subject | None:
    if not data:
        return None
    subject = Subject(**{**data, "level": Level[data["level"]]})
    if subject.audience not in AUDIENCES or subject.channel not in CHANNELS:
        raise ValueError("unknown audience or channel")
    return replace(subject, level=min(subject.level, CHANNELS[subject.channel].most))
