"""Numbers about real estate: units, certificates, contracts, presale permits."""

import re
from typing import NamedTuple

_UNIT = re.compile(r"(\d{6})(\d{3})(\d{3})([A-Z]{2})(\d{5})([A-Z])(\d{4})(\d{4})", re.ASCII)
_BRACKETS = str.maketrans("（）〔〕", "()()")
_TITLE = re.compile(r"[一-鿿]\(\d{4}\)[一-鿿]{2,20}不动产权第\d{7}号", re.ASCII)
_OLD_TITLE = re.compile(r"[一-鿿()\d]{0,20}房(?:地)?权证[一-鿿()\d]{0,20}字第[\dA-Z-]{1,20}号", re.ASCII)
_PROOF = re.compile(r"[一-鿿]\(\d{4}\)[一-鿿]{2,20}不动产证明第\d{7}号", re.ASCII)
_OLD_PROOF = re.compile(r"[一-鿿()\d]{0,20}他项?权?证[一-鿿()\d]{0,20}字第[\dA-Z-]{1,20}号", re.ASCII)


class UnitNumber(NamedTuple):
    """The parts of a real-estate unit number. `area` and `sub_area` are the cadastral ones (地籍区、地籍子区)."""

    county: str
    area: str
    sub_area: str
    parcel_kind: str  # 宗地特征码, GB for state land for building
    parcel: str
    fixture: str  # F a house, W bare land
    building: str
    unit: str


def unit_parts(value: str) -> UnitNumber | None:
    """The parts of a unit number, None for what is none."""
    match = _UNIT.fullmatch(value)
    return UnitNumber(*match.groups()) if match else None


def unit_number(value: str) -> str | None:
    """Real-estate unit number (不动产单元号, GB/T 37346-2019) of a home, 28 characters; it has no check digit."""
    parts = unit_parts(value)
    if parts is None:
        return "UNIT_NUMBER_FORMAT"
    return None if parts.fixture == "F" else "UNIT_NUMBER_NOT_A_HOME"


def normal_certificate(value: str) -> str:
    """A certificate's number as it is compared: half-width brackets, no spaces."""
    return re.sub(r"\s", "", value).translate(_BRACKETS)


def title_number(value: str) -> str | None:
    """Title certificate (不动产权证书), such as 甘(2025)兰州市不动产权第0001234号, or an older 房权证…字第…号."""
    number = normal_certificate(value)
    return None if _TITLE.fullmatch(number) or _OLD_TITLE.fullmatch(number) else "TITLE_NUMBER_FORMAT"


def registration_proof(value: str) -> str | None:
    """Proof of a mortgage or pre-registration (不动产登记证明), or an older 他项权证…字第…号."""
    number = normal_certificate(value)
    return None if _PROOF.fullmatch(number) or _OLD_PROOF.fullmatch(number) else "PROOF_NUMBER_FORMAT"


def contract_number(value: str) -> str | None:
    """A contract's number (购房、借款、担保合同编号): up to 30 characters without spaces, no format common to all."""
    return None if re.fullmatch(r"\S{1,30}", value) else "CONTRACT_NUMBER_FORMAT"


def presale_permit(value: str) -> str | None:
    """Presale permit (商品房预售许可证号): local forms, up to 30 characters without spaces, with a number in it."""
    return None if re.fullmatch(r"(?=.*\d)\S{4,30}", value) else "PRESALE_PERMIT_FORMAT"
