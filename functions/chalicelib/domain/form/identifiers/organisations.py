"""Codes of organisations: unified social credit code and, inside it, the organisation code."""

import re

from chalicelib.domain.signs import SIGNS, check_sign

_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def credit_code(value: str) -> str | None:
    """Unified social credit code (统一社会信用代码, GB 32100-2015), 18 characters.

    The organisation code inside it (characters 9 to 17) is not looked at on its own: see `organisation_code`.
    """
    if not re.fullmatch(f"[{SIGNS}]{{2}}[0-9]{{6}}[{SIGNS}]{{10}}", value):
        return "USCC_FORMAT"
    return None if value[17] == check_sign(value[:17]) else "USCC_CHECK_DIGIT"


def organisation_code(value: str) -> str | None:
    """Organisation code (组织机构代码, GB 11714), 9 characters, with or without a dash before the last."""
    bare = value.replace("-", "", 1) if value[-2:-1] == "-" else value
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", bare):
        return "ORGANISATION_CODE_FORMAT"
    total = sum(int(sign, 36) * weight for sign, weight in zip(bare, _ORGANISATION_WEIGHTS, strict=False))
    return None if bare[8] == "0123456789X"[-total % 11] else "ORGANISATION_CODE_CHECK_DIGIT"
