"""The bank's seal on the signed contract (银行签章): it is told what has to be signed, and gives the signature. It keeps its key, we keep the file.

One file is sealed once. What became of an order is asked before one is sent: of an unknown outcome a second order never tells.
"""

import json
from base64 import b64decode
from binascii import Error
from uuid import uuid4

from chalicelib.banks import partners
from chalicelib.domain.frozen import frozen
from chalicelib.errors import BankUnavailable, PreconditionFailed

ORDER, QUERY = "/contract-seals", "/contract-seals/query"  # below the bank's address
SEALED, PROCESSING, UNKNOWN = "sealed", "processing", "unknown"
"""What the bank says of an order; the last only ever to a query: it has none."""

Answer = tuple[str, bytes]
"""What it says, and the signature where it has sealed; empty where not."""


@frozen
class Order:
    """Seal the file of a contract. `digest`: the SHA-256 (hex) that has to be signed, of the file less the signature's own place; `signed`: that of
    the contract as everybody has signed it, which the file begins with."""

    bank: str
    contract: str
    digest: str
    signed: str


def certificates(bank: str) -> tuple[str, ...]:
    """The certificates (PEM) the bank's seals may bear, as agreed with it. Raises `PreconditionFailed` where none is."""
    known = partners.partner(bank).seal_certificates
    if not known:
        raise PreconditionFailed("no certificate of the bank's seal", "BANK_SEAL_UNKNOWN")
    return known


def signature(order: Order) -> bytes:
    """The bank's signature: CMS, in DER, not looked into yet. Safe to repeat.

    Raises `BankUnavailable` while it has not sealed or its answer is unknown, `PreconditionFailed` where it will not.
    """
    state, made = query(order)
    if state == UNKNOWN:
        _, made = send(order)
    if not made:
        raise BankUnavailable(f"{order.bank}: not sealed yet")
    return made


def send(order: Order) -> Answer:
    """Orders the seal, under one id however often. Raises as `signature` does."""
    body = {**_asked(order), "signed": order.signed}
    return _read(order, partners.post(order.bank, ORDER, f"seal.{order.contract}.{order.digest}", body))


def query(order: Order) -> Answer:
    """What became of an order, now. Raises as `signature` does."""
    id = f"seal.query.{order.contract}.{uuid4().hex}"
    return _read(order, partners.post(order.bank, QUERY, id, _asked(order)))


def _asked(order: Order) -> dict[str, str]:
    return {"contract_number": order.contract, "digest": order.digest}


def _read(order: Order, answer: bytes) -> Answer:
    """What the bank says of that very file; of another, or in no shape we know, it has not said."""
    try:
        said = json.loads(answer)
        state, digest = said["State"], said["digest"]
        if state not in (SEALED, PROCESSING, UNKNOWN) or digest != order.digest:
            raise ValueError("of another file")
        return state, b64decode(said["Cms"], validate=True) if state == SEALED else b""
    except (LookupError, TypeError, ValueError, Error):
        raise BankUnavailable(f"{order.bank}: not an answer") from None
