"""The outside world, simulated (模拟的外部世界): agencies and banks of a small synthetic province, over real HTTP.

They are honest peers: they check signatures and required fields, remember what they did, and call back until heard.
What special people and homes do is in province/*.yaml; what goes wrong on purpose is told to `/control`.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Any

from infra.simulators.agencies import Agencies
from infra.simulators.banks import Banks
from infra.simulators.courier import Courier
from infra.simulators.mischief import Mischief
from infra.simulators.province import Province
from infra.simulators.server import Server


@dataclass(frozen=True)
class Simulators:
    """Running simulators: `url` is their base, `/exchange` and `/banks/{code}` hang below it."""

    url: str
    server: Server
    courier: Courier

    def journal(self) -> dict[str, Any]:
        """Everything the outside world did since it was started or reset."""
        return self.server.province.journal()

    def control(self, **order: Any) -> None:
        """Tells one partner to misbehave, see mischief.py."""
        self.server.mischief.order(**order)

    def reset(self) -> None:
        """Back to the province's data, as after a start."""
        self.server.province.reset()
        self.server.mischief.reset()

    def stop(self) -> None:
        """Stops answering and calling back."""
        self.courier.stop()
        self.server.shutdown()
        self.server.server_close()


def start(port: int = 0, *, api_url: str, secrets: Mapping[str, Any], delay: float = 0.1) -> Simulators:
    """Starts all partners on one port (0: any free one). They call back to `api_url`, `delay` seconds after they act.

    `secrets` is `{"exchange": …, "banks": {code: …}}` as in Secrets Manager; a bank's `url` there is not used.
    """
    province, mischief, courier = Province(), Mischief(), Courier(api_url, secrets, delay)
    server = Server(
        port,
        secrets,
        province,
        mischief,
        Agencies(province, mischief, courier),
        Banks(province, mischief, courier, secrets["banks"]),
    )
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="simulators", daemon=True).start()
    return Simulators(f"http://127.0.0.1:{server.server_address[1]}", server, courier)


@contextmanager
def running(**how: Any) -> Iterator[Simulators]:
    """`start`, and stopped at the end of the block."""
    simulators = start(**how)
    try:
        yield simulators
    finally:
        simulators.stop()
