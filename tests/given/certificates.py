"""Certificates that end on a day of one's choice."""

from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib import clock, policy
from chalicelib.trust import secrets
from infra.local import certificates


def one_ending(monkeypatch: Any, at: datetime) -> str:
    """A certificate (PEM) that is good until then."""
    monkeypatch.setattr(certificates, "_ENDS", at)
    der, info = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    return certificates.issued("中心", ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(der, info))[0]


def seals_ending(monkeypatch: Any, *days: int) -> None:
    """Every centre's seal has a chain of certificates that are good for so many days."""
    chain = [one_ending(monkeypatch, clock.now() + timedelta(days=one, hours=1)) for one in days]
    told = {centre: {"key": "k", "certificates": chain} for centre in policy.centres()}
    monkeypatch.setattr(secrets, "seals", lambda: told)
