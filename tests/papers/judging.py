"""Seals as others judge them: pyHanko, which had no part in making them, and poppler where it is installed; of SM2, which neither knows, openssl."""

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from infra.local import certificates
from infra.local.sm2 import AS_KMS, openssl

POPPLER = shutil.which("pdfsig")


def judged(pdf: bytes, after: int = 0) -> list[PdfSignatureStatus]:
    """What pyHanko finds of every signature after so many, the first first, trusting the simulated root alone."""
    _, _, root = pem.unarmor(certificates.root().encode())
    trusted = ValidationContext(trust_roots=[x509.Certificate.load(root)], allow_fetching=False)
    return [
        validate_pdf_signature(one, signer_validation_context=trusted)
        for one in PdfFileReader(BytesIO(pdf)).embedded_signatures[after:]
    ]


def is_good(status: PdfSignatureStatus) -> bool:
    """Intact, valid, by somebody trusted, and nothing was done to the file since but what a further signature does."""
    allowed = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
    return (
        status.bottom_line
        and status.intact
        and status.valid
        and status.trusted
        and status.modification_level in allowed
    )


def by_poppler(pdf: bytes, folder: Path) -> list[str]:
    """What pdfsig says of every signature."""
    file = folder / "sealed.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True).stdout
    return re.findall(r"Signature Validation: (.*)", said)


def is_good_sm2(pdf: bytes, folder: Path) -> bool:
    """Whether the first signature holds as openssl has it: over these bytes, by the key of its certificate, which the simulated root of SM2 issued.

    In parts, for `openssl cms` cannot be told whose identity is hashed.
    """
    first, *_ = PdfFileReader(BytesIO(pdf)).embedded_signatures
    begin, length, rest, until = first.byte_range
    said = {one["type"].native: one["values"][0] for one in first.signer_info["signed_attrs"]}
    own, root = folder / "own.der", folder / "root.pem"
    serial = first.signer_info["sid"].chosen["serial_number"].native
    (by,) = (one for one in first.signed_data["certificates"] if one.chosen.serial_number == serial)
    own.write_bytes(by.chosen.dump())
    root.write_text(certificates.root_of_sm2())
    return (
        said["message_digest"].native == sm3(pdf[begin : begin + length] + pdf[rest : rest + until])
        and said["signing_certificate_v2"]["certs"][0]["cert_hash"].native == sm3(own.read_bytes())
        and verifies(
            openssl("x509", "-in", str(own), "-noout", "-pubkey"),
            first.signer_info["signed_attrs"].untag().dump(),
            first.signer_info["signature"].native,
            folder,
        )
        and _agrees("verify", "-vfyopt", AS_KMS[-1], "-CAfile", str(root), str(own))
    )


def sm3(content: bytes) -> bytes:
    return openssl("dgst", "-sm3", "-binary", given=content)


def verifies(public: bytes, content: bytes, signature: bytes, folder: Path) -> bool:
    """Whether openssl finds a signature of SM2 (DER) over some bytes by a public key (PEM) good."""
    key, signed = folder / "key.pem", folder / "signature"
    key.write_bytes(public)
    signed.write_bytes(signature)
    return _agrees("pkeyutl", "-verify", *AS_KMS, "-pubin", "-inkey", str(key), "-sigfile", str(signed), given=content)


def _agrees(*how: str, given: bytes = b"") -> bool:
    try:
        return bool(openssl(*how, given=given))
    except subprocess.CalledProcessError:
        return False
