"""Blind indexes (盲索引): a person or a real-estate unit as a reference that can be looked up but not read back."""

from base64 import b32encode

from chalicelib import aws
from chalicelib.domain.form import normal
from chalicelib.settings import setting


def reference(kind: str, value: str) -> str:
    """`person_…` or `unit_…`: HMAC-SHA256 in KMS over kind and normalised value; the same value gives the same one."""
    alike = normal.identity(value) if kind == "person" else normal.number(value)
    mac = aws.client("kms").generate_mac(
        KeyId=setting("KEY_INDEX"), MacAlgorithm="HMAC_SHA_256", Message=f"{kind}:{alike}".encode()
    )["Mac"]
    return f"{kind}_{b32encode(mac[:20]).decode().lower()}"
