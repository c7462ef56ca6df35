from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import uscc

from chalicelib.domain import identifiers

ON = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("value", "defect"),
    [
        ("11010519491231002X", None),  # the standard's own
        ("440524188001010014", "ID_BIRTH_DATE"),  # the standard's other one, born 1880
        ("620102199001010011", None),
        ("620102199001010012", "ID_CHECK_DIGIT"),
        ("62010219900101001x", "ID_FORMAT"),
        ("130503670401001", "ID_EXPIRED_KIND"),
        ("620102202902290011", "ID_BIRTH_DATE"),
        ("620102199302290011", "ID_BIRTH_DATE"),
    ],
)
def test_resident_ids(value, defect):
    assert identifiers.resident_id(value, ON) == defect


@pytest.mark.parametrize(
    ("value", "defect"),
    [
        ("91350100M000100Y43", None),
        ("91350100M000100Y4A", "USCC_CHECK_DIGIT"),
        ("12620100000000001H", None),
        ("11620000000000002J", None),
        ("91620100MA0000001F", None),
        ("91620100MI0000001F", "USCC_FORMAT"),
    ],
)
def test_credit_codes(value, defect):
    assert identifiers.credit_code(value) == defect


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=10, max_size=10))
def test_credit_codes_agree_with_the_library(rest):
    value = "91620100" + rest
    assert (identifiers.credit_code(value) is None) == uscc.is_valid(value)


@given(st.from_regex(r"[0-9]{16,19}", fullmatch=True))
def test_cards_agree_with_the_library(value):
    assert (identifiers.bank_card(value) is None) == luhn.is_valid(value)


def test_cards_have_sixteen_to_nineteen_digits():
    assert identifiers.bank_card("6222022700000000011") is None
    assert identifiers.bank_card("622202270000000") == "CARD_FORMAT"


def test_unit_numbers_are_of_homes():
    assert identifiers.unit_number("620102001001GB00001F00010001") is None
    assert identifiers.unit_number("620102001001GB00001W00000000") == "UNIT_NUMBER_NOT_A_HOME"
    assert identifiers.unit_number("620102001001GB00001F0001000") == "UNIT_NUMBER_FORMAT"


def test_mobiles_and_task_codes():
    assert identifiers.mobile("13909310101") is None
    assert identifiers.mobile("12909310101") == identifiers.mobile("1390931010") == "PHONE_FORMAT"
    assert identifiers.task_code("12620100000000001H" + "3" + "622100000001") is None
    assert identifiers.task_code("12620100000000001J" + "3" + "622100000001") == "TASK_CODE_FORMAT"
