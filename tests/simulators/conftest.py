from collections.abc import Iterator

import pytest

from chalicelib import settings
from chalicelib.agencies import exchange
from chalicelib.trust import secrets
from infra import simulators
from tests.given.platform import EXCHANGE


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[simulators.Simulators]:
    monkeypatch.setattr(secrets, "exchange", lambda: EXCHANGE)
    exchange._pool.cache_clear()
    with simulators.running(api_url="http://127.0.0.1:9", secrets={"exchange": EXCHANGE, "banks": {}}) as world:
        monkeypatch.setitem(settings.told, "ANJU_EXCHANGE_URL", f"{world.url}/exchange")
        yield world
