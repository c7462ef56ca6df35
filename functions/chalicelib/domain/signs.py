"""The signs of GB 32100-2015 (统一社会信用代码的字符集) and the check sign over them."""

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # of GB 32100-2015: none that is taken for another


def check_sign(signs: str) -> str:
    """The check sign of GB 32100-2015 for up to thirty signs: one that is wrong, or two that are exchanged, ask for another."""
    total = sum(SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(signs))
    return SIGNS[-total % 31]  # -0 is 0, where 31 - 0 would be none
