"""Keys of SM2 as KMS has them in China (模拟), and certificates signed with one: moto makes none, so Debian's openssl does, a process for every call.

For the local stack and tests alone: what ships asks KMS.
"""

import subprocess
from tempfile import NamedTemporaryFile

from asn1crypto import algos, keys, pem, x509
from moto.kms.utils import AbstractPrivateKey, KeySpec
from moto.kms.utils import generate_private_key as by_moto

CURVE = bytes.fromhex("06082a811ccf5501822d")  # 1.2.156.10197.1.301, in DER
WITH_SM3 = "1.2.156.10197.1.501"
# As KMS signs what it is given `RAW`: SM3 over the usual identity, the public key and the message.
AS_KMS = ("-rawin", "-digest", "sm3", "-pkeyopt", "distid:1234567812345678")


class Key(AbstractPrivateKey):  # type: ignore[misc]
    """One that moto can hold."""

    def __init__(self) -> None:
        self._pem = openssl("genpkey", "-algorithm", "SM2")

    def sign(self, message: bytes, signing_algorithm: str = "SM2DSA") -> bytes:
        with NamedTemporaryFile() as key:
            key.write(self._pem)
            key.flush()
            return openssl("pkeyutl", "-sign", *AS_KMS, "-inkey", key.name, given=message)

    def verify(self, message: bytes, signature: bytes, signing_algorithm: str) -> bool:
        raise NotImplementedError("nothing of ours asks KMS to verify")

    def public_key(self) -> bytes:
        return openssl("pkey", "-pubout", "-outform", "DER", given=self._pem)


def private_key(key_spec: str) -> AbstractPrivateKey:
    """What moto is to make its keys with."""
    made: AbstractPrivateKey = Key() if key_spec == KeySpec.SM2 else by_moto(key_spec)
    return made


def certified(certificate: bytes, public_key: bytes, by: Key) -> str:
    """A certificate (DER) of somebody else's as one for a public key (DER), signed by a key of SM2; PEM."""
    made = x509.Certificate.load(certificate)
    told = made["tbs_certificate"]
    how = algos.SignedDigestAlgorithm({"algorithm": WITH_SM3})
    told["subject_public_key_info"] = keys.PublicKeyInfo.load(public_key)
    told["signature"] = made["signature_algorithm"] = how
    made["signature_value"] = by.sign(told.dump(force=True))
    return str(pem.armor("CERTIFICATE", made.dump(force=True)).decode())


def openssl(*how: str, given: bytes = b"") -> bytes:
    """What openssl says. Raises `subprocess.CalledProcessError` where it will not."""
    return subprocess.run(["openssl", *how], input=given, capture_output=True, check=True).stdout
