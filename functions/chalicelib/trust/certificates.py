"""Certificates (X.509) as they are handed over, in PEM: what those need to know of one who does not sign with it."""

import re
from base64 import b64decode
from datetime import UTC, datetime

# SEQUENCE of two moments, as RFC 5280 (4.1.2.5) has them written: years to 2049 with two digits, later ones with four.
_MOMENT = rb"(?:\x17\x0d(\d{12})|\x18\x0f(\d{14}))Z"
_VALIDITY = re.compile(rb"\x30[\x1e-\x22]" + _MOMENT + _MOMENT)


def der(pem: str) -> bytes:
    """A certificate as DER has it."""
    return b64decode("".join(line for line in pem.splitlines() if line and not line.startswith("-----")))


def validity(certificate: bytes) -> tuple[datetime, datetime]:
    """From when to when a certificate (DER) is good. Raises `ValueError` where it does not say."""
    found = _VALIDITY.search(certificate)
    if found is None:
        raise ValueError("no validity")
    return _moment(found[1], found[2]), _moment(found[3], found[4])


def _moment(short: bytes | None, long: bytes | None) -> datetime:
    if short:
        long = (b"19" if short[:2] >= b"50" else b"20") + short
    return datetime.strptime((long or b"").decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
