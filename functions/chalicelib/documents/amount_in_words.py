"""Amounts in Chinese capitals (大写金额), as 支付结算办法 (银发〔1997〕393号) annex 1 prescribes for payment papers."""

from decimal import Decimal

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")
_LIMIT = Decimal("1e12")


def chinese_amount(amount: Decimal) -> str:
    """An amount in yuan, for example 1409.50 -> 壹仟肆佰零玖元伍角.

    Raises `ValueError` if it is negative, not whole in cents, or 10^12 and more.
    """
    if not 0 <= amount < _LIMIT or amount != amount.quantize(Decimal("0.01")):
        raise ValueError("not an amount of yuan and cents below 10^12")
    yuan, cents = divmod(int(amount * 100), 100)
    tenths, cent = divmod(cents, 10)
    whole = _integer(yuan) + "元" if yuan else ""
    if not cents:
        return (whole or "零元") + "整"
    # A zero between 元 and what follows it keeps a figure from being written in.
    zero = "零" if whole and (not tenths or yuan % 10 == 0) else ""
    return whole + zero + (f"{_DIGITS[tenths]}角" if tenths else "") + (f"{_DIGITS[cent]}分" if cent else "")


def _integer(number: int) -> str:
    words, gap = "", False
    for place in (2, 1, 0):
        group = number // 10000**place % 10000
        if words and group < 1000:
            gap = True
        if group:
            words += ("零" if gap and words else "") + _group(group) + _GROUPS[place]
            gap = False
    return words


def _group(group: int) -> str:
    words, gap = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + _PLACES[place]
        gap = not digit
    return words
