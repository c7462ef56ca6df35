from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.banks import partners
from chalicelib.trust import secrets
from infra.local import simulators

SECRETS: dict[str, Any] = {
    code: {
        "webhook_secret": "whsec_d2ViaG9va3dlYmhvb2t3ZWJob29rd2ViaG9vaw==",
        "callback_secret": "whsec_Y2FsbGJhY2tjYWxsYmFja2NhbGxiYWNrY2FsbGI=",
    }
    for code in ("B01", "B02")
}


@pytest.fixture(scope="session")
def street() -> Iterator[simulators.Simulators]:
    with simulators.running(
        api_url="http://127.0.0.1:9", secrets={"exchange": {}, "banks": SECRETS}, delay=60
    ) as world:
        yield world


@pytest.fixture
def world(street: simulators.Simulators, monkeypatch: pytest.MonkeyPatch) -> simulators.Simulators:
    street.reset()
    known = {code: {**secret, "url": f"{street.url}/banks/{code}"} for code, secret in SECRETS.items()}
    monkeypatch.setattr(secrets, "banks", lambda: known)
    partners._pool.cache_clear()
    return street
