"""Partner secrets (密钥) from Secrets Manager: the exchange's, each bank's and what seals are made with, remembered for five minutes at most.

A key is rotated with an overlap: `…_previous` beside a key is the one before it, good for as long as it stands there.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from chalicelib import aws, clock
from chalicelib.settings import setting

LIFE = 300  # seconds
PAUSE = 10
_PREVIOUS = "_previous"


def exchange() -> Mapping[str, str]:
    """The exchange's secret: `rid` (requester id), `key`, `profile` (signer), `callback_key` (what it signs callbacks with)."""
    return _read("SECRET_EXCHANGE", _period())


def banks() -> Mapping[str, Mapping[str, Any]]:
    """Bank code to `url`, `webhook_secret` (what we sign with), `callback_secret` (what they sign with), `payer_accounts`: centre
    to its account there that loans are paid from, and `seal_certificates` (PEM) its seals on contracts may bear."""
    return _read("SECRET_BANKS", _period())


def seals() -> Mapping[str, Mapping[str, Any]]:
    """Centre to the `key` of its seal (an ARN of KMS) and its `certificates` (PEM, its own first); the same may stand beside them once more, under the
    name of a profile (`papers/profiles.py`), for a stack that has that one. Nothing of it is secret; it is told as what partners agree with us is."""
    return _read("SECRET_SEALS", _period())


def both(secret: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The keys of that name that are good now: the present one, and the one before it while both are."""
    return tuple(secret[one] for one in (name, name + _PREVIOUS) if secret.get(one))


def forget() -> None:
    """The next who asks reads them anew: a partner says that a key does not hold any more."""
    _read.cache_clear()


def renew() -> None:
    """Has them read anew, though only once in `PAUSE` seconds: what nobody has signed, anybody can send."""
    _renewed(int(clock.now().timestamp()) // PAUSE)


@lru_cache(maxsize=1)
def _renewed(pause: int) -> None:
    forget()


def _period() -> int:
    return int(clock.now().timestamp()) // LIFE


@lru_cache(maxsize=3)
def _read(name: str, period: int) -> Mapping[str, Any]:
    value: dict[str, Any] = json.loads(
        aws.client("secretsmanager").get_secret_value(SecretId=setting(name))["SecretString"]
    )
    return value
