from collections.abc import Iterator

import pytest

from chalicelib.banks import partners
from chalicelib.trust import secrets
from infra import simulators
from tests.given.platform import BANKS


@pytest.fixture(scope="session")
def street() -> Iterator[simulators.Simulators]:
    with simulators.running(api_url="http://127.0.0.1:9", secrets={"exchange": {}, "banks": BANKS}, delay=60) as world:
        yield world


@pytest.fixture
def world(street: simulators.Simulators, monkeypatch: pytest.MonkeyPatch) -> simulators.Simulators:
    street.reset()
    known = {code: {**keys, "url": f"{street.url}/banks/{code}"} for code, keys in BANKS.items()}
    monkeypatch.setattr(secrets, "banks", lambda: known)
    partners._pool.cache_clear()
    return street
