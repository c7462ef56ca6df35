"""The agencies of the synthetic province, on the wire."""

from contextlib import AbstractContextManager

import pytest

from chalicelib import settings
from chalicelib.agencies import exchange
from chalicelib.trust import secrets
from infra import simulators
from tests.given.platform import EXCHANGE


def running() -> AbstractContextManager[simulators.Simulators]:
    """All of them, answering at once."""
    return simulators.running(api_url="http://127.0.0.1:9", secrets={"exchange": EXCHANGE, "banks": {}}, delay=0)


def asked(province: simulators.Simulators, monkeypatch: pytest.MonkeyPatch) -> simulators.Simulators:
    """As at their start, and whom our exchange client asks."""
    province.reset()
    monkeypatch.setattr(secrets, "exchange", lambda: EXCHANGE)
    monkeypatch.setitem(settings.told, "ANJU_EXCHANGE_URL", f"{province.url}/exchange")
    exchange._pool.cache_clear()
    return province
