"""The local stack (本地环境): the template that deploys, stood up on moto in this process, with its partners beside it.

Everything that happens on AWS happens here by the same names: tables, keys, roles and functions come from the translated
template, the road runs in moto's Step Functions engine, and every call is judged by the role of the function at work.
"""

import importlib
import json
import logging
import os
import secrets as random
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from moto import mock_aws
from moto.server import ThreadedMotoServer

from chalicelib import aws, settings
from chalicelib.trust import secrets, vault
from infra.local import certificates, picker, reach, ringing
from infra.local.actions import REGION
from infra.local.bridge import Bridge, bridged
from infra.local.clients import Clients
from infra.local.engine import fair_engine
from infra.local.logs import grouped
from infra.local.provision import Provisioned, provision
from infra.local.roles import Told, apart
from infra.local.serve import HOST, Door
from infra.simulators import clamd

Secrets = dict[str, Any]
Partners = Callable[[str, Secrets], AbstractContextManager[str]]
"""Starts the agencies and banks, given our API's address and the shared secrets; gives their address."""

BANKS = ("B01", "B02")
CENTRES = tuple(f"62{place:02}00" for place in (*range(13), 29, 30, 70))
_MOTO: Any = {"lambda": {"use_docker": False}, "stepfunctions": {"execute_state_machine": True}}


@dataclass(frozen=True)
class Platform:
    """A running local stack. `env` is what the template tells the functions; `logs` holds a file per function; `functions`
    says what each of ours is called on it."""

    api: str
    partners: str
    env: Mapping[str, str]
    bridge: Bridge
    logs: Path
    functions: Mapping[str, str]

    def client(self, service: str) -> Any:
        """An AWS client; outside any function it is an operator's, who may do everything."""
        return aws.client(service)

    def invoke(self, function: str, event: Mapping[str, Any]) -> Any:
        """Runs a function of ours once, in its own role, as a schedule would."""
        name = self.functions[function]
        answer = self.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event))
        return json.loads(answer["Payload"].read())


@contextmanager
def stack(
    partners: Partners, *, logs: Path, port: int = 0, longest_wait: float = 0.02, seals: str = "ECDSA_SHA_256"
) -> Iterator[Platform]:
    """Stands the platform up. `port` 0 takes any free one; the road pauses `longest_wait` seconds at most between tries; `seals` is what centres
    seal with, as the template has it.

    Raises `PortTaken`. Everything started is stopped at the end of the block, also when standing up fails half-way.
    """
    for chatty in ("moto", "werkzeug"):
        logging.getLogger(chatty).setLevel(logging.CRITICAL)
    with ExitStack() as running:
        door = running.enter_context(Door(port))
        running.enter_context(patch.dict(os.environ, {"AWS_DEFAULT_REGION": REGION}))
        running.enter_context(mock_aws(config=_MOTO))
        clients = Clients(storage=running.enter_context(_storage()))
        shared = new_secrets()
        partners_url = running.enter_context(partners(door.url, shared))
        scanner = running.enter_context(clamd.running())
        parameters = {
            "ExchangeUrl": f"{partners_url}/exchange",
            "WebOrigin": door.url,
            "PublicUrl": door.url,
            "ScannerAddress": scanner,
            "UploadOrigin": clients.url("s3"),
            "LoginPage": f"{door.url}{picker.LOGIN}",
            "SealProfile": seals,
        }
        filled = {"ExchangeSecret": shared["exchange"], "BanksSecret": _banks(shared, partners_url)}
        made = provision(clients, parameters, filled)
        ringing.hang(clients("cloudwatch"), made.env["ANJU_STAGE"])
        running.enter_context(patch.object(settings, "told", Told(made.env, made.told)))
        clients.judged_by(made.roles)
        running.enter_context(patch.object(aws, "client", clients))
        running.enter_context(apart([vault, secrets]))
        running.enter_context(fair_engine(longest_wait))
        running.enter_context(grouped(logs))
        bridge = running.enter_context(bridged(made.names))
        running.callback(_stop_executions, clients("stepfunctions"), made)
        house = importlib.import_module("app")
        ours = {**picker.served(door.url, partners_url), **reach.served(clients.url("s3"), made.env)}
        running.enter_context(door.answering(house.app, house.pages, ours))
        functions = {ours: name for name, ours in made.names.items()}
        yield Platform(door.url, partners_url, made.env, bridge, logs, functions)


def new_secrets() -> Secrets:
    """Keys for one run: what the exchange, each bank and we know of each other."""
    exchange = {
        "rid": "anju",
        "key": random.token_hex(32),
        "profile": "hmac-sha256",
        "callback_key": random.token_hex(32),
    }
    banks = {
        code: {
            "webhook_secret": _webhook_key(),
            "callback_secret": _webhook_key(),
            "payer_accounts": payer_accounts(code),
            **certificates.seal_of(code),
        }
        for code in BANKS
    }
    return {"exchange": exchange, "banks": banks}


def payer_accounts(bank: str) -> dict[str, str]:
    """Made-up accounts of every centre at a made-up bank."""
    return {centre: f"9{bank[1:]}{centre}0000000001" for centre in CENTRES}


def _webhook_key() -> str:
    return "whsec_" + b64encode(random.token_bytes(32)).decode()


def _banks(shared: Secrets, partners_url: str) -> Secrets:
    """What we are told of them: no key of theirs."""
    ours = {
        code: {name: one for name, one in keys.items() if name != "seal_key"} for code, keys in shared["banks"].items()
    }
    return {code: {"url": f"{partners_url}/banks/{code}", **keys} for code, keys in ours.items()}


@contextmanager
def _storage() -> Iterator[str]:
    """S3 over HTTP: browsers and apps upload to it themselves, with what we presigned."""
    server = ThreadedMotoServer(HOST, 0, verbose=False)
    server.start()
    try:
        yield "http://{}:{}".format(*server.get_host_and_port())
    finally:
        server.stop()


def _stop_executions(states: Any, made: Provisioned) -> None:
    machine = made.env["ANJU_STATE_MACHINE"]
    for execution in states.list_executions(stateMachineArn=machine, statusFilter="RUNNING")["executions"]:
        with suppress(AttributeError):  # moto cannot stop what it has only just started
            states.stop_execution(executionArn=execution["executionArn"])
