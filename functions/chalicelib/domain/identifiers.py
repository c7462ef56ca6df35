"""Identifiers (domain dossier 3). Each function returns None for a good one, or the code of what is wrong with it."""

import re
from datetime import date

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK = "10X98765432"
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_UNIT = re.compile(r"\d{6}\d{3}\d{3}[A-Z]{2}\d{5}[FW]\d{8}", re.ASCII)
_TASK = re.compile(r"[0-9A-Z]{18}[1-5][0-9A-Z]{12}")


def resident_id(value: str, on: date) -> str | None:
    """Resident ID (公民身份号码, GB 11643-1999), 18 characters. The region need not be a current one."""
    if re.fullmatch(r"\d{15}", value, re.ASCII):
        return "ID_EXPIRED_KIND"  # 15 digits have not been valid since 2013
    if not re.fullmatch(r"[1-9]\d{16}[\dX]", value, re.ASCII):
        return "ID_FORMAT"
    try:
        birth = date(int(value[6:10]), int(value[10:12]), int(value[12:14]))
    except ValueError:
        return "ID_BIRTH_DATE"
    if birth > on or birth.year < 1900:
        return "ID_BIRTH_DATE"
    total = sum(int(digit) * weight for digit, weight in zip(value, _ID_WEIGHTS, strict=False))
    return None if value[17] == _ID_CHECK[total % 11] else "ID_CHECK_DIGIT"


def credit_code(value: str) -> str | None:
    """Unified social credit code (统一社会信用代码, GB 32100-2015), 18 characters."""
    if not re.fullmatch(f"[{_USCC}]{{2}}[0-9]{{6}}[{_USCC}]{{10}}", value):
        return "USCC_FORMAT"
    total = sum(_USCC.index(sign) * pow(3, place, 31) for place, sign in enumerate(value[:17]))
    return None if value[17] == _USCC[-total % 31] else "USCC_CHECK_DIGIT"


def bank_card(value: str) -> str | None:
    """Bank card (银行卡号): 16 to 19 digits with a Luhn check digit."""
    if not re.fullmatch(r"\d{16,19}", value, re.ASCII):
        return "CARD_FORMAT"
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(value)))
    return None if sum(n - 9 * (n > 9) for n in doubled) % 10 == 0 else "CARD_CHECK_DIGIT"


def unit_number(value: str) -> str | None:
    """Real-estate unit number (不动产单元号, GB/T 37346-2019), 28 characters: a home's twentieth is F, bare land's W."""
    if not _UNIT.fullmatch(value):
        return "UNIT_NUMBER_FORMAT"
    return None if value[19] == "F" else "UNIT_NUMBER_NOT_A_HOME"


def mobile(value: str) -> str | None:
    """Mainland mobile number (手机号码), 11 digits."""
    return None if re.fullmatch(r"1[3-9]\d{9}", value, re.ASCII) else "PHONE_FORMAT"


def task_code(value: str) -> str | None:
    """Implementation code of a matter (实施编码): credit code, level of office 1 to 5, basic code; 31 characters."""
    if not _TASK.fullmatch(value):
        return "TASK_CODE_FORMAT"
    return "TASK_CODE_FORMAT" if credit_code(value[:18]) else None
