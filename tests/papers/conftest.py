import hashlib
from typing import Any
from unittest.mock import patch

import pytest

from chalicelib import settings
from chalicelib.documents import letter
from chalicelib.documents.acceptance import Acceptance
from chalicelib.trust import secrets
from infra.local import certificates, sm2
from tests.documents.conftest import DAY
from tests.steps.conftest import submitted

__all__ = ["submitted"]
DIGEST = hashlib.sha256(b"the file").digest()
NOTICE = Acceptance(
    letter.head("兰州住房公积金管理中心", "PAPER_ACCEPTANCE", "1162", DAY, ("李晓示",)), "现予受理。", (("办件编号", "1162"),), "法", "诺"
)  # fmt: skip


def stored(platform: Any, key: str) -> bytes:
    content: bytes = platform.client("s3").get_object(Bucket="anju-archive", Key=key)["Body"].read()
    return content


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
