from collections.abc import Iterator

import pytest

from chalicelib import settings
from chalicelib.agencies import exchange
from chalicelib.trust import secrets
from infra import simulators
from tests.given.platform import EXCHANGE


@pytest.fixture(scope="session")
def province() -> Iterator[simulators.Simulators]:
    with simulators.running(
        api_url="http://127.0.0.1:9", secrets={"exchange": EXCHANGE, "banks": {}}, delay=0
    ) as world:
        yield world


@pytest.fixture
def world(province: simulators.Simulators, monkeypatch: pytest.MonkeyPatch) -> simulators.Simulators:
    province.reset()
    monkeypatch.setattr(secrets, "exchange", lambda: EXCHANGE)
    monkeypatch.setitem(settings.told, "ANJU_EXCHANGE_URL", f"{province.url}/exchange")
    exchange._pool.cache_clear()
    return province
