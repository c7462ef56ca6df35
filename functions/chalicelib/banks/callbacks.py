"""Callbacks from banks: signed by the bank, of now, of a known kind. They may repeat and come out of order."""

import hmac
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import timedelta

from chalicelib import clock
from chalicelib.banks import partners
from chalicelib.domain.bank_part import CONDITIONS
from chalicelib.trust import secrets

WINDOW = timedelta(minutes=5)
# Every event there is, and what each has to say in its `data`.
NEEDS: Mapping[str, tuple[str, ...]] = {
    "contract.signed": ("contract_number", "sha256"),
    "contract.declined": ("contract_number",),
    "payment.settled": ("serial",),
    "payment.failed": ("serial",),
    "bank_part.offered": ("contract_number", "amount", "months", "rate", "fees", "all_in"),
    "bank_part.signed": ("contract_number", "bank_contract_number", "sha256", "place", "statement"),
    "bank_part.declined": ("contract_number",),
    "bank_part.ready": ("contract_number", "condition", "filing_number"),
    "bank_part.settled": ("contract_number", "reference", "amount", "account"),
    "bank_part.failed": ("contract_number", "reference"),
}
# The shape of what they say, wherever it is said: called back, or answered to a question of ours.
NUMBER, SHA256, YUAN = r"^[0-9A-Za-z-]{1,60}$", r"^[0-9a-f]{64}$", r"^[0-9]{1,10}\.[0-9]{2}$"
PERCENT, MONTHS, METHOD = r"^[0-9]{1,2}(\.[0-9]{1,4})?$", r"^[1-9][0-9]{0,2}$", r"^0[12]$"
CONDITION, ACCOUNT = f"^({'|'.join(CONDITIONS)})$", r"^[0-9]{8,32}$"
FILING = r"^[0-9A-Za-z一-龥()（）〔〕-]{3,40}[0-9][0-9A-Za-z一-龥()（）〔〕-]{2,16}$"  # of a register or a filing
SHAPES: Mapping[str, str] = {
    "contract_number": NUMBER, "serial": NUMBER, "bank_contract_number": NUMBER, "reference": NUMBER, "sha256": SHA256,
    "statement": SHA256, "amount": YUAN, "fees": YUAN, "rate": PERCENT, "all_in": PERCENT, "months": MONTHS, "method": METHOD,
    "condition": CONDITION, "filing_number": FILING, "account": ACCOUNT, "place": r"^.{1,60}$",
}  # fmt: skip


class CallbackRejected(Exception):
    """A message that is no bank's, or is not of now. Says which header is wrong; nothing else."""


def sender(headers: Mapping[str, str], body: bytes) -> str:
    """The code of the bank whose signature a message bears, whatever it says of itself: nothing else has to tell whose it is.

    A bank may have begun to sign with a key newer than our copy, so nobody's signature is looked at once more with secrets read anew.
    Raises `CallbackRejected`: no id, time outside ±5 minutes, nobody's signature.
    """
    content, signatures = _signed_content(headers, body)
    bank = _signer(content, signatures)
    if bank is None:
        secrets.renew()
        bank = _signer(content, signatures)
    if bank is None:
        raise CallbackRejected("webhook-signature")
    return bank


def _signed_content(headers: Mapping[str, str], body: bytes) -> tuple[bytes, str]:
    """Of a message of just now what has to be signed, and its signatures."""
    got = {name.lower(): value for name, value in headers.items()}
    id, timestamp = got.get("webhook-id", ""), got.get("webhook-timestamp", "")
    if not id:
        raise CallbackRejected("webhook-id")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        raise CallbackRejected("webhook-timestamp")
    if abs(clock.now().timestamp() - int(timestamp)) > WINDOW.total_seconds():
        raise CallbackRejected("webhook-timestamp")
    return f"{id}.{timestamp}.".encode() + body, got.get("webhook-signature", "")


def _signer(content: bytes, signatures: str) -> str | None:
    return next((bank for bank in secrets.banks() if _is_of(partners.partner(bank), content, signatures)), None)


def _is_of(bank: partners.Partner, content: bytes, signatures: str) -> bool:
    return any(_signed(key, content, signatures) for key in bank.callback_secrets)


def _signed(secret: str, content: bytes, signatures: str) -> bool:
    # The package's own verify raises foreign errors on malformed headers and takes no clock.
    expected = b64encode(hmac.digest(b64decode(secret.removeprefix("whsec_")), content, "sha256"))
    given = (signature.removeprefix("v1,") for signature in signatures.split(" ") if signature.startswith("v1,"))
    return any(hmac.compare_digest(expected, one.encode()) for one in given)
