"""Takes a running store down as data: raw items, objects, and what it takes to open them. Made-up people only."""

import gzip
import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from moto.kms.models import KmsBackend, kms_backends

from chalicelib.trust import vault
from infra.local.actions import ACCOUNT, REGION
from infra.local.stack import Platform
from tests.records.released import resealed

# Sessions and idempotency keys live a day, traces a month: no release ever meets another's.
TABLES = ("cases", "registers", "tasks", "ledger")
_BASE64 = re.compile("[A-Za-z0-9+/=]{40,}")


@dataclass
class Witness:
    """Remembers every data key that was opened and everything that was sealed, so that it can be written down opened."""

    keys: dict[str, dict[str, str]] = field(default_factory=dict)  # wrapped key -> {case, plain}
    sealed: dict[str, dict[str, str]] = field(default_factory=dict)  # sealed text -> {key (plain), nonce, plain, name}


@contextmanager
def witnessing() -> Iterator[Witness]:
    """Watches KMS and the vault while a store is being filled."""
    seen, decrypt = Witness(), KmsBackend.decrypt

    def opened(self: Any, ciphertext_blob: bytes, encryption_context: dict[str, str], **more: Any) -> Any:
        plain, arn = decrypt(self, ciphertext_blob, encryption_context, **more)
        seen.keys[_text(ciphertext_blob)] = {"case": encryption_context["case"], "plain": _text(plain)}
        return plain, arn

    class Watched:
        def __init__(self, key: bytes) -> None:
            self._key, self._cipher = key, AESGCM(key)

        def encrypt(self, nonce: bytes, plain: bytes, name: bytes) -> bytes:
            made = self._cipher.encrypt(nonce, plain, name)
            how = {"key": _text(self._key), "nonce": _text(nonce), "plain": plain.decode(), "name": name.decode()}
            seen.sealed[_text(nonce + made)] = how
            return made

        def decrypt(self, nonce: bytes, sealed: bytes, name: bytes) -> bytes:
            return self._cipher.decrypt(nonce, sealed, name)

    with patch.object(KmsBackend, "decrypt", opened), patch.object(vault, "AESGCM", Watched):
        yield seen


def write(path: Path, platform: Platform, seen: Witness, about: dict[str, Any]) -> None:
    """Writes everything a platform holds to one file. `about` is what the file says of itself and of its cases."""
    tables = {name: _items(platform, name) for name in TABLES}
    raw = json.dumps(tables, ensure_ascii=False)
    texts = dict.fromkeys(_BASE64.findall(raw))
    wrapped = [text for text in texts if text in seen.keys]
    plain = [seen.keys[text]["plain"] for text in wrapped]
    keys = [seen.keys[text] for text in wrapped]
    found = [text for text in texts if text in seen.sealed]
    sealed = [{**seen.sealed[text], "key": plain.index(seen.sealed[text]["key"])} for text in found]
    assert [resealed(keys, one) for one in sealed] == found
    marks = {text: f"⟦key {n}⟧" for n, text in enumerate(wrapped)}
    marks |= {text: f"⟦sealed {n}⟧" for n, text in enumerate(found)}
    marked = json.loads(_BASE64.sub(lambda text: marks.get(text[0], text[0]), raw))
    material = kms_backends[ACCOUNT][REGION].keys[platform.env["ANJU_KEY_INDEX"].rpartition("/")[2]].key_material
    kept = {
        **about,
        "index_key": _text(material),
        "keys": keys,
        "sealed": sealed,
        "tables": marked,
        "objects": [*_objects(platform, "documents", whole=True), *_objects(platform, "archive", whole=False)],
    }
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, indent=1)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _items(platform: Platform, table: str) -> list[dict[str, Any]]:
    name = platform.env[f"ANJU_TABLE_{table.upper()}"]
    pages = platform.client("dynamodb").get_paginator("scan").paginate(TableName=name)
    items = [item for page in pages for item in page["Items"]]
    return sorted(items, key=lambda item: json.dumps(item, sort_keys=True))


def _objects(platform: Platform, bucket: str, *, whole: bool) -> Iterator[dict[str, Any]]:
    """Every object by key, type and hash; `whole` with its bytes. Papers are drawn again from the case, never read."""
    s3, name = platform.client("s3"), platform.env[f"ANJU_BUCKET_{bucket.upper()}"]
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=name):
        for entry in page.get("Contents", ()):
            found = s3.get_object(Bucket=name, Key=entry["Key"])
            content = found["Body"].read()
            yield {
                "bucket": bucket,
                "key": entry["Key"],
                "type": found["ContentType"],
                "size": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
                **({"content": _text(content)} if whole else {}),
            }


def _text(content: bytes) -> str:
    return b64encode(content).decode()
