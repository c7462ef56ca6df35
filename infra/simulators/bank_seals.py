"""The banks' seals on signed contracts: each signs a digest once, with a key nobody else has, and says what it did when asked."""

import asyncio
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from infra.simulators.province import Province, Row

SEALED, UNKNOWN = "sealed", "unknown"


class BankSeals:
    """All of them; what a bank has sealed stands in the province by bank, contract and digest. `secrets`: of the banks, by code."""

    def __init__(self, province: Province, secrets: Mapping[str, Any]) -> None:
        self._province, self._secrets = province, secrets

    def order(self, bank: str, contract: str, digest: str, signed: str) -> Row:
        """Seals a file of a contract, once."""
        with self._province.lock:
            made = self._province.bank_seals.setdefault(
                (bank, contract, digest), {"bank": bank, "contract_number": contract, "signed": signed, "orders": 0}
            )
            made["orders"] += 1
            if "cms" not in made:
                made["cms"] = b64encode(_signature(self._secrets[bank], bytes.fromhex(digest))).decode()
            return {"State": SEALED, "digest": digest, "Cms": made["cms"]}

    def query(self, bank: str, contract: str, digest: str) -> Row:
        """What became of an order."""
        with self._province.lock:
            made = self._province.bank_seals.get((bank, contract, digest))
            return (
                {"State": SEALED, "digest": digest, "Cms": made["cms"]}
                if made
                else {"State": UNKNOWN, "digest": digest}
            )


def _signature(secret: Mapping[str, Any], digest: bytes) -> bytes:
    # pyHanko makes it, as a bank might; half a second to load, and only samples that are paid need it.
    from asn1crypto import keys, pem, x509
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    key = keys.PrivateKeyInfo.load(pem.unarmor(secret["seal_key"].encode())[2])
    own, *others = (x509.Certificate.load(pem.unarmor(one.encode())[2]) for one in secret["seal_certificates"])
    known = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    known.register_multiple(others)
    signer = SimpleSigner(own, key, known)
    made: bytes = asyncio.run(signer.async_sign(digest, "sha256", use_pades=True)).dump()
    return made
