"""What the centres' seals are signed with (签章算法): the one the stack was told, by the name KMS has for it (`SealProfile` of the template).

SM2 is signed as GM/T 0003 wants it, with the usual identity 1234567812345678, and hashed by SM3 (GB/T 32905): KMS does the first, here only hashing
is done (docs/decisions/0018-sealed-papers.md).
"""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from chalicelib.settings import setting


class Profile(NamedTuple):
    """`name`: of the signing algorithm in KMS. `digest`, `signature`: the algorithms in CMS, as asn1crypto knows them or as OIDs. `hashed`: the digest of some bytes."""

    name: str
    digest: str
    signature: str
    hashed: Callable[[bytes], bytes]


def _sha256(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _sm3(content: bytes) -> bytes:
    # From OpenSSL as it is shipped with us: what Python is linked with need not know it. Who seals with ECDSA does not load it.
    from cryptography.hazmat.primitives.hashes import SM3, Hash

    made = Hash(SM3())
    made.update(content)
    return made.finalize()


ECDSA = Profile("ECDSA_SHA_256", "sha256", "sha256_ecdsa", _sha256)
SM2 = Profile("SM2DSA", "1.2.156.10197.1.401", "1.2.156.10197.1.501", _sm3)
PROFILES = {one.name: one for one in (ECDSA, SM2)}


def asked() -> Profile:
    """The one this stack seals with."""
    return PROFILES[setting("SEAL_PROFILE")]


def ready() -> None:
    """Hashes once, so that whoever cannot does not start, and the first seal does not wait for what it takes."""
    with suppress(KeyError):  # told nothing, it is no function that starts: that one has had its settings checked
        asked().hashed(b"")
