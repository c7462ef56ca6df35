from decimal import Decimal

import pytest

from chalicelib.documents.amount_in_words import chinese_amount


# The first six are the examples printed in annex 1 of 支付结算办法.
@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("0", "零元整"),
        ("1.15", "壹元壹角伍分"),  # which no binary fraction is
        ("4.35", "肆元叁角伍分"),
        ("8.29", "捌元贰角玖分"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("1", "壹元整"),
        ("10", "壹拾元整"),
        ("600000.00", "陆拾万元整"),
        ("1050000", "壹佰零伍万元整"),
        ("10001", "壹万零壹元整"),
        ("10500", "壹万零伍佰元整"),
        ("10010000", "壹仟零壹万元整"),
        ("20000010", "贰仟万零壹拾元整"),
        ("100000000", "壹亿元整"),
        ("100000001", "壹亿零壹元整"),
        ("100010000", "壹亿零壹万元整"),
        ("2402.04", "贰仟肆佰零贰元零肆分"),
        ("999999999999.99", "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_amounts_are_written_as_payment_papers_prescribe(amount, words):
    assert chinese_amount(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["-1", "0.005", "1e12"])
def test_what_is_no_amount_of_yuan_and_cents_is_refused(amount):
    with pytest.raises(ValueError):
        chinese_amount(Decimal(amount))


def test_every_amount_up_to_ten_thousand_yuan_is_written_differently_and_never_doubles_a_zero():
    words = [chinese_amount(Decimal(number)) for number in range(10001)]
    assert len(set(words)) == len(words)
    assert not any("零零" in one or "零元" in one[1:] for one in words)
