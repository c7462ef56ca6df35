"""统一身份认证: who is behind a one-time login code, and as what they come in; and who a window's terminal has before it (人证核验)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.agencies import exchange
from chalicelib.agencies.purpose import Purpose
from chalicelib.trust.sessions import AUDIENCES

WHO = exchange.Service("identity_platform", "s_11620000MB0000009D_0001")

TERMINAL = exchange.Service("identity_platform", "s_11620000MB0000009D_0002")


@dataclass(frozen=True)
class Subject:
    """Who logged in. Depositors have name, ID number and phone; staff an id, a centre and their own ID number; banks their code."""

    audience: str
    name: str = ""
    id_number: str = ""
    phone: str = ""
    staff: str = ""
    centre: str = ""
    bank: str = ""


def identify(channel: str, code: str) -> Subject | None:
    """The person behind a login code given to this channel, None when the code is not theirs to use.

    No ledger entry: there is no case yet, and people hand over their own data by logging in.
    """
    purpose = Purpose("", "", "session", "620000", record=lambda _: None)
    use = purpose.about("self", "M2", basis="统一身份认证授权码")
    return exchange.call(WHO, {"channel": channel, "code": code}, use, _subject)


@dataclass(frozen=True)
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


def _subject(data: Mapping[str, Any]) -> Subject | None:
    if not data:
        return None
    subject = Subject(**data)
    if subject.audience not in AUDIENCES:
        raise ValueError("unknown audience")
    return subject
