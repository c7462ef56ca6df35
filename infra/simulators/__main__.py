"""`python -m infra.simulators --port 8001`, with SIM_API_URL and SIM_SECRETS in the environment."""

import argparse
import json
import os
import signal
from pathlib import Path
from threading import Event

from infra import simulators
from infra.simulators import travel


def main() -> None:
    """Runs until SIGINT or SIGTERM."""
    parser = argparse.ArgumentParser(prog="simulators", description="Agencies and banks of a synthetic province.")
    parser.add_argument("--port", type=int, default=8001)
    parser.add_argument("--delay", type=float, default=0.1, help="seconds before a partner calls back")
    parser.add_argument("--at", type=travel.moment, help="the moment it is for them")
    asked = parser.parse_args()
    travel.depart(asked.at)
    done = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: done.set())
    secrets = json.loads(Path(os.environ["SIM_SECRETS"]).read_text("utf-8"))
    with simulators.running(
        port=asked.port, api_url=os.environ["SIM_API_URL"], secrets=secrets, delay=asked.delay
    ) as world:
        print(f"simulators: {world.url}", flush=True)
        done.wait()


if __name__ == "__main__":
    main()
