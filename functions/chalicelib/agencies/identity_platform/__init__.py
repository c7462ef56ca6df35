"""统一身份认证: who is behind a one-time login code, and as what they come in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.agencies import exchange
from chalicelib.agencies.purpose import Purpose
from chalicelib.trust.sessions import AUDIENCES

WHO = exchange.Service("identity_platform", "s_11620000MB0000009D_0001")


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
    asked = purpose.about("self", "M2", basis="统一身份认证授权码")
    return exchange.call(WHO, {"channel": channel, "code": code}, asked, _subject)


def _subject(data: Mapping[str, Any]) -> Subject | None:
    if not data:
        return None
    subject = Subject(**data)
    if subject.audience not in AUDIENCES:
        raise ValueError("unknown audience")
    return subject
