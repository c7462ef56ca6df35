"""Numbers of accounts: bank cards, accounts of any holder, provident-fund accounts."""

import re


def bank_card(value: str) -> str | None:
    """Bank card (银行卡号): 16 to 19 digits with a Luhn check digit."""
    if not re.fullmatch(r"\d{16,19}", value, re.ASCII):
        return "CARD_FORMAT"
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(value)))
    return None if sum(n - 9 * (n > 9) for n in doubled) % 10 == 0 else "CARD_CHECK_DIGIT"


def account(value: str) -> str | None:
    """An account of a company or person: 8 to 32 digits, with no check digit common to all."""
    return None if re.fullmatch(r"\d{8,32}", value, re.ASCII) else "ACCOUNT_INVALID"


def fund_account(value: str) -> str | None:
    """Personal provident-fund account (个人公积金账号 GRZH): up to 20 letters and digits, each centre its own way."""
    return None if re.fullmatch(r"[0-9A-Za-z]{1,20}", value, re.ASCII) else "FUND_ACCOUNT_FORMAT"
