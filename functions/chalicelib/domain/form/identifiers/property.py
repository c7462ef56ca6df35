"""Numbers about real estate: units, certificates, contracts, presale permits."""

import re

# Compiled when first asked for: together a twentieth of a cold start.
# County, cadastral area and sub-area (地籍区、地籍子区), kind of parcel, parcel; then F a house or W bare land, building, unit.
_UNIT = r"\d{6}\d{3}\d{3}[A-Z]{2}\d{5}(?P<fixture>[A-Z])\d{4}\d{4}"
_BRACKETS = str.maketrans("（）〔〕", "()()")
_TITLE = r"[一-鿿]\(\d{4}\)[一-鿿]{2,20}不动产权第\d{7}号"
_OLD_TITLE = r"[一-鿿()\d]{0,20}房(?:地)?权证[一-鿿()\d]{0,20}字第[\dA-Z-]{1,20}号"
_PROOF = r"[一-鿿]\(\d{4}\)[一-鿿]{2,20}不动产证明第\d{7}号"
_OLD_PROOF = r"[一-鿿()\d]{0,20}他项?权?证[一-鿿()\d]{0,20}字第[\dA-Z-]{1,20}号"


def _fits(pattern: str, number: str) -> bool:
    return re.fullmatch(pattern, number, re.ASCII) is not None


def unit_number(value: str) -> str | None:
    """Real-estate unit number (不动产单元号, GB/T 37346-2019) of a home, 28 characters; it has no check digit."""
    parts = re.fullmatch(_UNIT, value, re.ASCII)
    if parts is None:
        return "UNIT_NUMBER_FORMAT"
    return None if parts["fixture"] == "F" else "UNIT_NUMBER_NOT_A_HOME"


def normal_certificate(value: str) -> str:
    """A certificate's number as it is compared: half-width brackets, no spaces."""
    return re.sub(r"\s", "", value).translate(_BRACKETS)


def title_number(value: str) -> str | None:
    """Title certificate (不动产权证书), such as 甘(2025)兰州市不动产权第0001234号, or an older 房权证…字第…号."""
    number = normal_certificate(value)
    return None if _fits(_TITLE, number) or _fits(_OLD_TITLE, number) else "TITLE_NUMBER_FORMAT"


def registration_proof(value: str) -> str | None:
    """Proof of a mortgage or pre-registration (不动产登记证明), or an older 他项权证…字第…号."""
    number = normal_certificate(value)
    return None if _fits(_PROOF, number) or _fits(_OLD_PROOF, number) else "PROOF_NUMBER_FORMAT"


def contract_number(value: str) -> str | None:
    """A contract's number (购房、借款、担保合同编号): up to 30 characters without spaces, no format common to all."""
    return None if re.fullmatch(r"\S{1,30}", value) else "CONTRACT_NUMBER_FORMAT"


def presale_permit(value: str) -> str | None:
    """Presale permit (商品房预售许可证号): local forms, up to 30 characters without spaces, with a number in it."""
    return None if re.fullmatch(r"(?=.*\d)\S{4,30}", value) else "PRESALE_PERMIT_FORMAT"
