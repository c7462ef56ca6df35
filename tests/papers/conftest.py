from unittest.mock import patch

import pytest

from chalicelib import settings
from chalicelib.trust import secrets
from infra.local import certificates, sm2
from tests.steps.conftest import submitted

__all__ = ["submitted"]


@pytest.fixture
def by_sm2(platform, monkeypatch):
    """A stack that seals with SM2: what it is told of the seal of 620100."""
    kms = platform.client("kms")
    with patch("moto.kms.models.generate_private_key", sm2.private_key):
        key = kms.create_key(KeySpec="SM2", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["Arn"]
    told = certificates.of_seals(kms, {"620100": key})
    monkeypatch.setattr(secrets, "seals", lambda: told)
    monkeypatch.setitem(settings.told, "ANJU_SEAL_PROFILE", "SM2DSA")
    return told["620100"]
