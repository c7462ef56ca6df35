"""Signer profiles (签名): how the exchange is convinced that a call is ours. Pick one by name in the exchange's secret.

Gansu's own profile is not published [assumption: one of these]; all of them sign headers only, so integrity of the body is
the transport's. Callbacks into us also sign a digest of the body.
"""

import hashlib
import hmac
import re
from base64 import b64encode
from collections.abc import Callable, Mapping

from chalicelib import clock

WINDOW = 300  # seconds a signed message stays valid [assumption, docs/domain.md 4.5]
_P = "gjgxjhpt_"


def _hmac_sha256(key: str, sid: str, rid: str, rtime: str) -> str:
    return b64encode(hmac.digest(key.encode(), f"{sid}{rid}{rtime}".encode(), "sha256")).decode()


def _hmac_sm3(key: str, sid: str, rid: str, rtime: str) -> str:
    # hashlib has SM3 only where OpenSSL provides it; cryptography always does.
    from cryptography.hazmat.primitives.hashes import SM3
    from cryptography.hazmat.primitives.hmac import HMAC

    mac = HMAC(key.encode(), SM3())
    mac.update(f"{sid}{rid}{rtime}".encode())
    return b64encode(mac.finalize()).decode()


def _md5_legacy(key: str, sid: str, rid: str, rtime: str) -> str:
    return hashlib.md5(f"{rid.lower()}{key.lower()}{rtime}".encode(), usedforsecurity=False).hexdigest()


PROFILES: Mapping[str, Callable[[str, str, str, str], str]] = {
    "hmac-sha256": _hmac_sha256,  # 国家数据共享交换平台, docs/domain.md 4.1
    "hmac-sm3": _hmac_sm3,
    "md5-legacy": _md5_legacy,  # older provincial platforms; appKey is the requester id
}


def headers(profile: str, key: str, sid: str, rid: str, body: bytes | None = None) -> dict[str, str]:
    """The envelope headers of one message sent now; with a `body`, its digest is signed too."""
    rtime = str(int(clock.now().timestamp() * 1000))
    made = {f"{_P}rid": rid, f"{_P}sid": sid, f"{_P}rtime": rtime}
    digest = ""
    if body is not None:
        digest = made[f"{_P}digest"] = hashlib.sha256(body).hexdigest()
    return {**made, f"{_P}sign": PROFILES[profile](key, sid, rid, rtime + digest)}


def is_timely(received: Mapping[str, str]) -> bool:
    """True when a message says that it was sent less than five minutes ago, or that far ahead."""
    rtime = {name.lower(): value for name, value in received.items()}.get(f"{_P}rtime", "")
    return bool(re.fullmatch(r"[0-9]{1,15}", rtime)) and abs(clock.now().timestamp() - int(rtime) / 1000) <= WINDOW


def genuine(profile: str, key: str, received: Mapping[str, str], body: bytes | None = None) -> bool:
    """True when the headers are signed with `key`, less than five minutes old, and (with a `body`) fit that body."""
    got = {name.lower(): value for name, value in received.items()}
    sid, rid, rtime, sign = (got.get(f"{_P}{name}", "") for name in ("sid", "rid", "rtime", "sign"))
    digest = hashlib.sha256(body).hexdigest() if body is not None else ""
    if not is_timely(received):
        return False
    expected = PROFILES[profile](key, sid, rid, rtime + digest)
    return hmac.compare_digest(expected.encode(), sign.encode())
