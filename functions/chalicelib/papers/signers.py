"""Who signs for a centre (签章人): its key in KMS, which never leaves it, and the certificate it was issued for that key.

Which key and which certificates is configuration (`SealsSecret` of the template), and so is what all of them sign with (`papers/profiles.py`).
What stands there under a profile's name is used where the stack has that profile: one that changes it is without a seal at no moment.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from chalicelib import aws, clock
from chalicelib.papers import profiles
from chalicelib.papers.profiles import Profile
from chalicelib.trust import secrets
from chalicelib.trust.certificates import der, validity


class Signer(NamedTuple):
    """The signer of one centre: `name` as its certificate has it (the O, whose seal it is), the key's ARN, certificates in DER, its own first, and how it signs."""

    name: str
    key: str
    certificates: tuple[bytes, ...]
    by: Profile

    def sign(self, content: bytes) -> bytes:
        """The signature over some bytes, 4096 at most."""
        # `RAW`: what is signed is hashed there, for SM2 with whose key it is; moto signs nothing else.
        answer = aws.client("kms").sign(
            KeyId=self.key, Message=content, MessageType="RAW", SigningAlgorithm=self.by.name
        )
        signature: bytes = answer["Signature"]
        return signature


def of(centre: str) -> Signer:
    """Raises `LookupError` for a centre that has no seal, whose certificate (or one it rests on) is not good today or is for another key, or whose key does
    not sign as this stack seals."""
    told: Mapping[str, Any] = secrets.seals()[centre]
    by = profiles.asked()
    told = told.get(by.name, told)
    signer = _read(told["key"], tuple(told["certificates"]), by)
    if not all(map(is_good, signer.certificates)):
        raise LookupError("the certificate of a seal is not good today")
    return signer


def is_good(certificate: bytes) -> bool:
    """Whether a certificate (DER) is good today."""
    begins, ends = validity(certificate)
    return begins <= clock.now() <= ends


@lru_cache(maxsize=64)
def _read(key: str, certificates: tuple[str, ...], by: Profile) -> Signer:
    from asn1crypto import keys

    chain = tuple(der(one) for one in certificates)
    own, known = _certificate(chain[0]), aws.client("kms").get_public_key(KeyId=key)
    if by.name not in known["SigningAlgorithms"]:
        raise LookupError("the key of a seal does not sign as this stack seals")
    # What is sealed by another's key nobody can verify, and it stays as it is.
    if own.public_key["public_key"].native != keys.PublicKeyInfo.load(known["PublicKey"])["public_key"].native:
        raise LookupError("the certificate of a seal is for another key")
    return Signer(owner(chain[0]), key, chain, by)


def owner(certificate: bytes) -> str:
    """Whose certificate (DER) it is: its O."""
    return str(_certificate(certificate).subject.native["organization_name"])


def _certificate(certificate: bytes) -> Any:
    from asn1crypto import x509  # in the layer of the function that seals

    return x509.Certificate.load(certificate)
