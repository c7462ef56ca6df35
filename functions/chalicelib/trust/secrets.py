"""Partner secrets (密钥) from Secrets Manager, read once per process: the exchange's and each bank's."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from chalicelib import aws
from chalicelib.settings import setting


@cache
def exchange() -> Mapping[str, str]:
    """The exchange's secret: `rid` (requester id), `key`, `profile` (signer), `callback_key`."""
    return _read("SECRET_EXCHANGE")


@cache
def banks() -> Mapping[str, Mapping[str, str]]:
    """Bank code to `url`, `webhook_secret` (what we sign with), `callback_secret` (what they sign with)."""
    return _read("SECRET_BANKS")


def _read(name: str) -> Mapping[str, Any]:
    value: dict[str, Any] = json.loads(
        aws.client("secretsmanager").get_secret_value(SecretId=setting(name))["SecretString"]
    )
    return value
