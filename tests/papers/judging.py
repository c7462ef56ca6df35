"""Seals as others judge them: pyHanko, which had no part in making them, and poppler where it is installed."""

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

POPPLER = shutil.which("pdfsig")


def judged(pdf: bytes) -> list[PdfSignatureStatus]:
    """What pyHanko finds of every signature, the first first, trusting the simulated root alone."""
    _, _, root = pem.unarmor(certificates.root().encode())
    trusted = ValidationContext(trust_roots=[x509.Certificate.load(root)], allow_fetching=False)
    return [
        validate_pdf_signature(one, signer_validation_context=trusted)
        for one in PdfFileReader(BytesIO(pdf)).embedded_signatures
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
