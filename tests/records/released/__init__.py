"""Stores of earlier releases, as they were written: each opens, decides, replays and ends on the code of today.

A store is a gzipped JSON made by `make.py`, see the README beside it. Of the first, what was sealed is kept as its key, nonce and plain text and sealed
again on loading, which gives the very same bytes; of later ones, whose sealed parts are bytes, those.
"""

import gzip
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from moto.kms.models import kms_backends

FOLDER = Path(__file__).parent
_ACCOUNT, _BATCH = "123456789012", 25  # items in one BatchWriteItem at most
_MARK = re.compile("⟦(key|sealed) ([0-9]+)⟧")


@dataclass(frozen=True)
class Case:
    """One case as its release left it.

    `stands` is the state of the road it is in and that state's input, None for a draft and an ended case; `corrections`
    is what its people send when asked to correct; `shown` is what its applicant saw of it, codes and figures only.
    """

    name: str
    id: str
    status: str
    stands: Mapping[str, Any] | None
    corrections: Mapping[str, Any]
    shown: Mapping[str, Any]

    @property
    def was_submitted(self) -> bool:
        """True once it was handed in; a draft may end as one."""
        return "SUBMITTED" in {code for _, code in self.shown["timeline"]}

    @property
    def is_unfinished(self) -> bool:
        """True while somebody can still do something about it."""
        return self.stands is not None or self.status == "DRAFT"

    @property
    def is_decided(self) -> bool:
        """True once rules judged it. What is not accepted has reasons, but nobody judged it."""
        return self.shown["decision"] is not None and self.status != "NOT_ACCEPTED"


@dataclass(frozen=True)
class Store:
    """One release's store. `road` is the state machine that its executions still walk, with today's functions."""

    name: str
    made_at: str
    road: Mapping[str, Any]
    cases: tuple[Case, ...]


def names() -> list[str]:
    """Every store there is, by the commit that wrote it."""
    return sorted(file.name.removesuffix(".json.gz") for file in FOLDER.glob("*.json.gz"))


@cache
def described(name: str) -> Store:
    """What a store holds, without loading it."""
    kept = _kept(name)
    return Store(name, kept["made_at"], kept["road"], tuple(Case(**case) for case in kept["cases"]))


def load(platform: Any, name: str, only: Callable[[Case], object] = lambda case: True) -> Store:
    """Puts a store into an empty platform: its items and objects as they were, its keys in place of the platform's own.

    `only` leaves out what belongs to other cases: moto looks at every item of a table to find one.
    """
    kept = _kept(name)
    others = [case.id for case in described(name).cases if not only(case)]
    _same_references(platform, b64decode(kept["index_key"]))
    wrapped = [_wrapped(platform, key) for key in kept["keys"]]
    sealed = [resealed(kept["keys"], one) for one in kept.get("sealed", ())]
    texts = {"key": wrapped, "sealed": sealed}
    tables = json.loads(
        _MARK.sub(lambda mark: texts[mark[1]][int(mark[2])], json.dumps(kept["tables"], ensure_ascii=False))
    )
    for table, items in tables.items():
        wanted = [_stored(item) for item in items if not any(other in str(item) for other in others)]
        _write(platform, platform.env[f"ANJU_TABLE_{table.upper()}"], wanted)
    for object in kept["objects"]:
        if "content" in object:
            platform.client("s3").put_object(
                Bucket=platform.env[f"ANJU_BUCKET_{object['bucket'].upper()}"],
                Key=object["key"],
                Body=b64decode(object["content"]),
                ContentType=object["type"],
            )
    return described(name)


def resealed(keys: Sequence[Mapping[str, str]], one: Mapping[str, Any]) -> str:
    """The text of something sealed, exactly as it was."""
    nonce = b64decode(one["nonce"])
    cipher = AESGCM(b64decode(keys[one["key"]]["plain"]))
    return b64encode(nonce + cipher.encrypt(nonce, one["plain"].encode(), one["name"].encode())).decode()


@cache
def _kept(name: str) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(gzip.decompress((FOLDER / f"{name}.json.gz").read_bytes()))
    return kept


def _wrapped(platform: Any, key: Mapping[str, str]) -> str:
    made = platform.client("kms").encrypt(
        KeyId=platform.env["ANJU_KEY_CASES"], Plaintext=b64decode(key["plain"]), EncryptionContext={"case": key["case"]}
    )
    return b64encode(made["CiphertextBlob"]).decode()


def _same_references(platform: Any, material: bytes) -> None:
    # References are made with this key: people find their cases, and guards their rivals, only under the same one.
    region = platform.client("kms").meta.region_name
    kms_backends[_ACCOUNT][region].keys[platform.env["ANJU_KEY_INDEX"]].key_material = material


def _stored(value: Any) -> Any:
    """An item as it was: JSON has no bytes."""
    if not isinstance(value, dict):
        return value
    return {kind: b64decode(one) if kind == "B" else _stored(one) for kind, one in value.items()}


def _write(platform: Any, table: str, items: list[dict[str, Any]]) -> None:
    for start in range(0, len(items), _BATCH):
        puts = [{"PutRequest": {"Item": item}} for item in items[start : start + _BATCH]]
        platform.client("dynamodb").batch_write_item(RequestItems={table: puts})
