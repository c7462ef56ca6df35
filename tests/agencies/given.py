"""Applications of the samples, changed as a test needs them, and a purpose to ask with."""

import json
from pathlib import Path
from typing import Any

import yaml

from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.application import Application, application_from

EXCHANGE = {"rid": "anju", "key": "exchange-key", "profile": "hmac-sha256", "callback_key": "callback-key"}


def sample(number: int) -> dict[str, Any]:
    found = next(Path("samples").glob(f"{number}-*.yaml"))
    loaded: dict[str, Any] = yaml.safe_load(found.read_text("utf-8"))
    return loaded


def application(number: int = 1, **changes: Any) -> Application:
    form = json.loads(json.dumps(sample(number)["form"]))
    form.pop("declarations")
    for place, consent in enumerate(form["consents"]):
        consent |= {"id": f"consent-{place}", "given_at": "2026-11-23T10:00:00.000Z"}
    for path, value in changes.items():
        *parents, last = path.split("__")
        target = form
        for parent in parents:
            target = target[int(parent)] if parent.isdigit() else target[parent]
        target[last] = value
    return application_from(form)


def purpose(application: Application, entries: list[Any] | None = None) -> Purpose:
    return Purpose(
        case="case-1", number="1" * 43, asked_by="identity", centre=application.centre,
        record=(entries if entries is not None else []).append, consents=application.consents,
    )  # fmt: skip
