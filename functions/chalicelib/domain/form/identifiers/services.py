"""Codes of government services as this platform makes them. Partners' may be longer: never refuse theirs by length."""

import re
from datetime import date

from chalicelib.domain.form.identifiers.organisations import credit_code


def catalog_code(value: str) -> str | None:
    """Basic code of a matter in the national catalogue (基本编码), 12 characters."""
    return None if re.fullmatch(r"[0-9A-Z]{12}", value) else "CATALOG_CODE_FORMAT"


def task_code(value: str) -> str | None:
    """Implementation code of a matter (实施编码): credit code, level of office 1 to 5, basic code; 31 characters."""
    is_right = re.fullmatch(r"[0-9A-Z]{18}[1-5][0-9A-Z]{12}", value) and credit_code(value[:18]) is None
    return None if is_right else "TASK_CODE_FORMAT"


def handle_item_code(value: str) -> str | None:
    """Code of one way to handle a matter (业务办理项编码): implementation code and 2 digits; 33 characters."""
    is_right = re.fullmatch(r".{31}\d{2}", value, re.ASCII) and task_code(value[:31]) is None
    return None if is_right else "HANDLE_ITEM_CODE_FORMAT"


def case_number(value: str) -> str | None:
    """Number of a case (办件流水号): implementation code, day of acceptance, 4 digits; 43 characters."""
    if not re.fullmatch(r".{31}\d{12}", value, re.ASCII) or task_code(value[:31]):
        return "CASE_NUMBER_FORMAT"
    try:
        date(int(value[31:35]), int(value[35:37]), int(value[37:39]))
    except ValueError:
        return "CASE_NUMBER_FORMAT"
    return None


def region_code(value: str) -> str | None:
    """Region of an evaluation (好差评 regionCode): a division and six zeros."""
    return None if re.fullmatch(r"\d{6}000000", value, re.ASCII) else "REGION_CODE_FORMAT"
