"""One package held against its manifest, and the manifest against the hash the ledger of its case has. Pure: files come from whoever asks."""

import hashlib
import json
import re
from base64 import b64decode
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, NamedTuple

from chalicelib.casework.packaging import FORMAT, MANIFEST, RECORD, canonical, placed

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


def checked(paths: Collection[str], read: Callable[[str], bytes], bound: Collection[str] | None) -> list[Row]:
    """Everything in the folder of a case. `paths` below it; `bound` are the SHA-256 its manifests have by the ledger, None where nobody knows them.

    What is handed out after archiving makes another package beside the first. The last manifest names all there is, and what an earlier one has
    named is still as it was; one that is not in the ledger came to nothing, and is but a file of the next.
    """
    written = {path: read(path) for path in sorted(filter(_number, paths), key=_number)}
    if not written:
        return [Row(MANIFEST, MISSING, "manifest")]
    states = {path: _bound(content, bound) for path, content in written.items()}
    *_, last = states
    rows = [
        Row(path, states[path], "manifest", len(written[path]))
        for path in states
        if states[path] == SAME or path == last
    ]
    named: dict[str, Mapping[str, Any]] = {}
    ledgers: dict[str, Mapping[str, Any]] = {}
    for path in [row.path for row in rows]:
        manifest = _manifest(written[path])
        if manifest is None:
            return [Row(path, CHANGED, "manifest", len(written[path]))]
        ledgers[placed(RECORD, _number(path))] = manifest["ledger"]
        named = {**{one["path"]: one for one in manifest["files"]}, **named}
    if states[last] == SAME and len(rows) < len({*(bound or ())}):
        rows.append(Row(MANIFEST, MISSING, "manifest"))  # another stands in the ledger
    for path, one in named.items():
        content = read(path) if path in paths else None
        if path in states and _state(content, one) == states[path] == SAME:
            continue  # told already
        rows.append(Row(path, _state(content, one), one["what"], one["bytes"]))
        if path in ledgers and content is not None and not rows[-1].is_wrong:
            rows += _record(json.loads(content), ledgers[path])
    rows += [Row(path, EXTRA) for path in sorted({*paths} - {last, *named})]
    return rows


def _number(path: str) -> int:
    """Of which package of a case this is the manifest, its first or a later; 0 for any other file."""
    if path == MANIFEST:
        return 1
    found = re.fullmatch(r"package/([1-9]\d*)/manifest\.json", path)
    return int(found[1]) if found else 0


def _bound(written: bytes, bound: Collection[str] | None) -> str:
    if bound is None:
        return UNBOUND
    return SAME if hashlib.sha256(written).hexdigest() in bound else CHANGED


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
