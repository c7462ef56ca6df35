"""征信查询授权书: one person's own authorisation to query their credit, as the paper they gave it on."""

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

from chalicelib import clock, messages
from chalicelib.documents.letter import Fact, Head, chinese_date, head, text_if_any
from chalicelib.domain.channels import CHANNELS
from chalicelib.domain.frozen import frozen

BY_HAND = "signed_form"  # the method of a consent whose giver has not come (casework/presence.py)


class Signer(NamedTuple):
    """Who authorises: the party's key, and name and ID number as the form has them."""

    key: str
    name: str
    id_number: str


@frozen
class Authorisation:
    """What was authorised by whom, and how and when they did so."""

    KIND: ClassVar = "authorisation"
    head: Head
    said: str
    facts: tuple[Fact, ...]
    signed: tuple[Fact, ...]
    remark: str


def authorisation(issuer: str, signer: Signer, consent: Mapping[str, Any]) -> Authorisation:
    """The paper of a consent to the use `credit` as a case keeps it (trust/consent.py). The same consent gives the same paper.

    Of what earlier releases did not keep there is a dash.
    """
    at = clock.in_china(clock.parsed(consent["given_at"]))
    told = {name: consent.get(name) or "—" for name in ("to", "purpose", "scope", "validity", "version")}
    return Authorisation(
        head(issuer, "PAPER_CREDIT_AUTHORISATION", consent["id"], at.date()),
        messages.text("CREDIT_AUTHORISED", "zh", **told),
        (
            ("授权人", f"{messages.role(signer.key)} {signer.name}"),
            ("证件号码", signer.id_number),
            ("被授权人", told["to"]),
            ("查询用途", told["purpose"]),
            ("查询范围", told["scope"]),
            ("有效期", told["validity"]),
            ("文本版本", told["version"]),
        ),
        (
            ("签署时间", f"{chinese_date(at.date())} {at:%H:%M:%S}"),
            ("签署方式", text_if_any(_how(consent))),
            ("办理渠道", _channel(consent.get("channel") or "—")),
            ("会话编号", consent.get("session") or "—"),
            ("签字表单编号" if _is_by_hand(consent) else "到场核验编号", consent.get("presence") or "—"),
            *([("签字表单扫描件 SHA-256", consent["proof"])] if _is_by_hand(consent) else []),
        ),
        messages.text("CREDIT_AUTHORISATION_REMARK"),
    )


def _how(consent: Mapping[str, str]) -> str:
    if not consent.get("presence"):
        return "SIGNED_BY_THEMSELVES"
    return "SIGNED_BY_HAND" if _is_by_hand(consent) else "SIGNED_AT_WINDOW"


def _is_by_hand(consent: Mapping[str, str]) -> bool:
    return consent.get("method") == BY_HAND


def _channel(code: str) -> str:
    return CHANNELS[code].name if code in CHANNELS else code
