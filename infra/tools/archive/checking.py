"""One package held against its manifest, and the manifest against the hash the ledger of its case has. Pure: files come from whoever asks."""

import hashlib
import json
from base64 import b64decode
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, NamedTuple

from chalicelib.casework.packaging import FORMAT, MANIFEST, RECORD, canonical

SAME, MISSING, EXTRA, CHANGED = "same", "missing", "extra", "changed"
UNBOUND = "unbound"  # nobody said which hash the manifest has to have
CHAIN, PARTS = "（留痕链）", "（案卷部件）"


class Row(NamedTuple):
    """One file, or one thing that holds of several, and what was found."""

    path: str
    state: str
    what: str = ""
    bytes: int = 0

    @property
    def is_wrong(self) -> bool:
        """Whether the package is not, or is not known to be, what was archived."""
        return self.state != SAME


def checked(paths: Collection[str], read: Callable[[str], bytes], bound: str | None) -> list[Row]:
    """Everything in a package. `paths` below its folder; `bound` is the SHA-256 its manifest has by the ledger, None where nobody knows it."""
    if MANIFEST not in paths:
        return [Row(MANIFEST, MISSING, "manifest")]
    written = read(MANIFEST)
    rows = [Row(MANIFEST, _bound(written, bound), "manifest", len(written))]
    manifest = _manifest(written)
    if manifest is None:
        return [rows[0]._replace(state=CHANGED)]
    named: dict[str, Mapping[str, Any]] = {one["path"]: one for one in manifest["files"]}
    for path, one in named.items():
        content = read(path) if path in paths else None
        rows.append(Row(path, _state(content, one), one["what"], one["bytes"]))
        if path == RECORD and content is not None and not rows[-1].is_wrong:
            rows += _record(json.loads(content), manifest["ledger"])
    rows += [Row(path, EXTRA) for path in sorted({*paths} - {MANIFEST, *named})]
    return rows


def _bound(written: bytes, bound: str | None) -> str:
    if bound is None:
        return UNBOUND
    return SAME if hashlib.sha256(written).hexdigest() == bound else CHANGED


def _manifest(written: bytes) -> dict[str, Any] | None:
    """What the manifest says; None where it is none."""
    try:
        said = json.loads(written)
    except ValueError:
        return None
    is_one = isinstance(said, dict) and said.get("format") == FORMAT and canonical(said) == written
    return said if is_one else None


def _state(content: bytes | None, one: Mapping[str, Any]) -> str:
    if content is None:
        return MISSING
    is_same = (hashlib.sha256(content).hexdigest(), len(content)) == (one["sha256"], one["bytes"])
    return SAME if is_same else CHANGED


def _record(record: Mapping[str, Any], ledger: Mapping[str, Any]) -> Iterator[Row]:
    """The ledger in it is one chain, as long as the manifest says; the parts are those their names say."""
    before, holds = "", True
    for place in record["ledger"]:
        body: str = place["body"]
        holds &= hashlib.sha256(body.encode()).hexdigest() == place["hash"] and json.loads(body)["previous"] == before
        before = place["hash"]
    holds &= (len(record["ledger"]), before) == (ledger["places"], ledger["hash"])
    yield Row(CHAIN, SAME if holds else CHANGED, "ledger")
    named = all(hashlib.sha256(b64decode(body)).hexdigest().startswith(name) for name, body in record["parts"].items())
    yield Row(PARTS, SAME if named else CHANGED, "parts")
