"""Takes a running store down as data: raw items, objects, and what it takes to open them. Made-up people only."""

import gzip
import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from moto.kms.models import KmsBackend, kms_backends

from infra.local.actions import ACCOUNT, REGION
from infra.local.stack import Platform

# Sessions and idempotency keys live a day, traces a month: no release ever meets another's.
TABLES = ("cases", "parts", "registers", "tasks", "ledger")
_BASE64 = re.compile("[A-Za-z0-9+/=]{40,}")


Keys = dict[str, dict[str, str]]  # wrapped key -> {case, plain}


@contextmanager
def witnessing() -> Iterator[Keys]:
    """Watches KMS while a store is being filled, and remembers every data key that was opened."""
    seen, decrypt = Keys(), KmsBackend.decrypt

    def opened(self: Any, ciphertext_blob: bytes, encryption_context: dict[str, str], **more: Any) -> Any:
        plain, arn = decrypt(self, ciphertext_blob, encryption_context, **more)
        if "case" in encryption_context:
            seen[_text(ciphertext_blob)] = {"case": encryption_context["case"], "plain": _text(plain)}
        return plain, arn

    with patch.object(KmsBackend, "decrypt", opened):
        yield seen


def write(path: Path, platform: Platform, seen: Keys, about: dict[str, Any]) -> None:
    """Writes everything a platform holds to one file. `about` is what the file says of itself and of its cases."""
    tables = {name: _items(platform, name) for name in TABLES}
    raw = json.dumps(tables, ensure_ascii=False, default=_text)
    wrapped = [text for text in dict.fromkeys(_BASE64.findall(raw)) if text in seen]
    marks = {text: f"⟦key {n}⟧" for n, text in enumerate(wrapped)}
    marked = json.loads(_BASE64.sub(lambda text: marks.get(text[0], text[0]), raw))
    material = kms_backends[ACCOUNT][REGION].keys[platform.env["ANJU_KEY_INDEX"].rpartition("/")[2]].key_material
    kept = {
        **about,
        "index_key": _text(material),
        "keys": [seen[text] for text in wrapped],
        "tables": marked,
        "objects": [*_objects(platform, "documents", whole=True), *_objects(platform, "archive", whole=False)],
    }
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, indent=1)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _items(platform: Platform, table: str) -> list[dict[str, Any]]:
    name = platform.env[f"ANJU_TABLE_{table.upper()}"]
    pages = platform.client("dynamodb").get_paginator("scan").paginate(TableName=name)
    items = [item for page in pages for item in page["Items"]]
    return sorted(items, key=lambda item: json.dumps(item, sort_keys=True, default=_text))


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
