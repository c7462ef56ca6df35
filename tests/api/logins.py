"""Whom the identity platform knows, and how they log in."""

from typing import Any

import pytest

from chalicelib.agencies import identity_platform
from chalicelib.agencies.identity_platform import Subject
from chalicelib.domain.assurance import Level
from chalicelib.trust.sessions import device_of
from tests.api.conftest import DEVICE, Api, Reply
from tests.given.form import BORROWER

DEPOSITOR = Subject("depositor", "wechat", Level.REAL_NAME, "real_name", id_number=BORROWER)
STAFF = Subject(
    "clerk", "window", Level.STRONG, "second_factor", id_number=BORROWER, staff="clerk-1", centre="620100", device=device_of(DEVICE),
)  # fmt: skip


def known_as(monkeypatch: pytest.MonkeyPatch, subject: Any) -> None:
    monkeypatch.setattr(identity_platform, "identify", lambda channel, code, device: subject)


def log_in(api: Api, channel: str = "wechat", device: str = DEVICE) -> Reply:
    return api("POST", "/v1/sessions", {"channel": channel, "code": "x"}, anju_device=device)
