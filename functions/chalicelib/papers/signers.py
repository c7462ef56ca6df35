"""Who signs for a centre (签章人): its key in KMS, which never leaves it, and the certificate it was issued for that key.

Which key and which certificates is configuration (`SealsSecret` of the template), and so is the algorithm, of which there is one: nothing that is well
kept writes and verifies CMS with SM2, so a stack that asks for SM2 seals does not start (docs/decisions/0018-sealed-papers.md).
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from chalicelib import aws, clock
from chalicelib.settings import setting
from chalicelib.trust import secrets
from chalicelib.trust.certificates import der, validity


class Signer(NamedTuple):
    """The signer of one centre: `name` as its certificate has it (the O, whose seal it is), the key's ARN, certificates in DER, its own first."""

    name: str
    key: str
    certificates: tuple[bytes, ...]

    def sign(self, content: bytes) -> bytes:
        """The signature over some bytes, 4096 at most."""
        # `RAW`: what is signed is hashed there; moto signs nothing else.
        answer = aws.client("kms").sign(
            KeyId=self.key, Message=content, MessageType="RAW", SigningAlgorithm=setting("SEAL_PROFILE")
        )
        signature: bytes = answer["Signature"]
        return signature


def of(centre: str) -> Signer:
    """Raises `LookupError` for a centre that has no seal, or whose certificate is not good today."""
    told: Mapping[str, Any] = secrets.seals()[centre]
    signer = _read(told["key"], tuple(told["certificates"]))
    if not is_good(signer.certificates[0]):
        raise LookupError("the certificate of a seal is not good today")
    return signer


def is_good(certificate: bytes) -> bool:
    """Whether a certificate (DER) is good today."""
    begins, ends = validity(certificate)
    return begins <= clock.now() <= ends


@lru_cache(maxsize=64)
def _read(key: str, certificates: tuple[str, ...]) -> Signer:
    chain = tuple(der(one) for one in certificates)
    return Signer(owner(chain[0]), key, chain)


def owner(certificate: bytes) -> str:
    """Whose certificate (DER) it is: its O."""
    from asn1crypto import x509  # in the layer of the function that seals

    return str(x509.Certificate.load(certificate).subject.native["organization_name"])
