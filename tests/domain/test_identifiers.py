import re
from datetime import date
from itertools import product
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

from chalicelib.domain import paper_code, signs
from chalicelib.domain.form import identifiers
from chalicelib.messages import text

ON = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("value", "defect"),
    [
        ("11010519491231002X", None),  # the standard's own
        ("440524188001010014", None),  # the standard's other one, born 1880
        ("440524178001010019", "ID_BIRTH_DATE"),
        ("620102199001010011", None),
        ("620102199001010012", "ID_CHECK_DIGIT"),
        ("62010219900101001x", "ID_FORMAT"),
        ("130503670401001", "ID_EXPIRED_KIND"),
        ("620102202603020019", None),  # born that very day
        ("620102202603030014", "ID_BIRTH_DATE"),
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


@given(st.text("0123456789", min_size=16, max_size=19))
def test_cards_agree_with_the_library(value):
    assert (identifiers.bank_card(value) is None) == luhn.is_valid(value)


def test_cards_have_sixteen_to_nineteen_digits():
    assert identifiers.bank_card("6222022700000000011") is None
    assert identifiers.bank_card("622202270000000") == "CARD_FORMAT"


def test_unit_numbers_are_of_homes():
    assert identifiers.unit_number("620102001001GB00001F00010001") is None
    for other in "WLQ":  # bare land, trees, other fixtures
        assert identifiers.unit_number(f"620102001001GB00001{other}00000000") == "UNIT_NUMBER_NOT_A_HOME"
    assert identifiers.unit_number("620102001001GB00001F0001000") == "UNIT_NUMBER_FORMAT"
    assert identifiers.unit_number("620102001001gb00001F00010001") == "UNIT_NUMBER_FORMAT"


@pytest.mark.parametrize("prefix", ["81", "82", "83"])
def test_residence_permits_of_hong_kong_macao_and_taiwan_people_are_numbered_as_resident_ids_are(prefix):
    number = with_check(f"{prefix}0000199001010011"[:17])
    assert identifiers.residence_permit(number, ON) is None
    assert identifiers.identity("99", number, ON) is identifiers.identity("01", number, ON) is None
    wrong = number[:17] + ("0" if number[17] != "0" else "1")
    assert identifiers.residence_permit(wrong, ON) == identifiers.identity("99", wrong, ON) == "ID_CHECK_DIGIT"
    assert identifiers.residence_permit("620102199001010011", ON) == "ID_FORMAT"


def with_check(seventeen):
    return seventeen + mod_11_2.calc_check_digit(seventeen)


@given(
    st.integers(100000, 899999),
    st.dates(date(1950, 1, 1), date(1999, 12, 31)),
    st.integers(0, 999),
    st.sampled_from("0123456789X"),
)
def test_resident_ids_agree_with_the_librarys_check_digit(area, born, number, last):
    value = f"{area}{born:%Y%m%d}{number:03}{last}"
    assert (identifiers.resident_id(value, ON) is None) == mod_11_2.is_valid(value)


def test_permanent_residence_cards_have_a_check_digit_or_are_of_the_old_kind():
    number = with_check("96284019900101001"[:17])
    assert identifiers.permanent_residence(number, ON) is None
    assert identifiers.permanent_residence(number[:17] + "?", ON) == "ID_FORMAT"
    assert identifiers.permanent_residence("USA620090010101", ON) is None
    assert identifiers.permanent_residence("620102199001010011", ON) == "ID_FORMAT"
    assert identifiers.identity("04", number, ON) is None
    assert identifiers.identity("04", "G12345678", ON) == "ID_FORMAT", "a number of another kind of paper"
    assert identifiers.resident_id(number, ON) == "ID_FORMAT"


def test_passports_and_officers_cards_have_a_format_alone():
    assert identifiers.identity("03", "EA1234567", ON) is None
    assert identifiers.identity("03", "ea12", ON) == "ID_DOCUMENT_FORMAT"
    assert identifiers.identity("02", "军字第2001988号", ON) is None
    assert identifiers.identity("02", "2001988", ON) == "ID_DOCUMENT_FORMAT"
    assert identifiers.identity("99", "H0123456", ON) is None
    assert identifiers.identity("99", "某", ON) == "ID_DOCUMENT_FORMAT"


def test_a_resident_id_tells_birth_and_sex():
    assert identifiers.birth_in("620102199202020021") == date(1992, 2, 2)
    assert (identifiers.sex_in("620102199202020021"), identifiers.sex_in("620102199001010011")) == ("2", "1")


def test_a_credit_code_whose_remainder_is_zero_ends_in_zero():
    zero = next(code for n in range(1000) if (code := f"91620100MA{n:07}")[:17] and uscc.calc_check_digit(code) == "0")
    assert identifiers.credit_code(zero + "0") is None


def test_organisation_codes_have_a_check_digit_of_their_own():
    assert identifiers.organisation_code("M000100Y4") is None  # of 91350100M000100Y43
    assert identifiers.organisation_code("60003734-1") is None  # of 91110000600037341L
    assert identifiers.organisation_code("600037342") == "ORGANISATION_CODE_CHECK_DIGIT"
    assert identifiers.organisation_code("6000") == "ORGANISATION_CODE_FORMAT"


@pytest.mark.parametrize(
    "value",
    [
        "甘(2025)兰州市不动产权第0001234号",
        "甘（2025）兰州市不动产权第0001234号",
        "甘（2025）兰州市 不动产权第0001234号",
        "兰房权证城关区字第123456号",
    ],
)
def test_title_certificates_may_have_either_brackets_or_be_old(value):
    assert identifiers.title_number(value) is None


@pytest.mark.parametrize(
    "value",
    [
        "甘(2025)兰州市不动产权第001234号",
        "甘[2025]兰州市不动产权第0001234号",
        "甘(2025)兰州市不动产证明第0001234号",
        "x",
    ],
)
def test_what_is_no_title_certificate(value):
    assert identifiers.title_number(value) == "TITLE_NUMBER_FORMAT"


def test_proofs_of_registration():
    assert identifiers.registration_proof("甘（2025）兰州市不动产证明第0001234号") is None
    assert identifiers.registration_proof("兰房他项权证城关区字第123456号") is None
    assert identifiers.registration_proof("甘(2025)兰州市不动产权第0001234号") == "PROOF_NUMBER_FORMAT"


def test_certificates_are_compared_with_half_width_brackets_and_without_spaces():
    assert identifiers.normal_certificate("甘（2025）兰州市 不动产权第0001234号") == "甘(2025)兰州市不动产权第0001234号"


def test_contracts_permits_and_accounts_are_of_the_standards_length():
    assert identifiers.contract_number("LZ2026XS000101") is identifiers.contract_number("x" * 30) is None
    assert identifiers.contract_number("x" * 31) == identifiers.contract_number("LZ 2026") == "CONTRACT_NUMBER_FORMAT"
    assert identifiers.presale_permit("(2025)兰房预售字第001号") is None
    assert identifiers.presale_permit("兰房预售") == "PRESALE_PERMIT_FORMAT"
    assert identifiers.fund_account("99260101" + "00001") is None
    assert identifiers.fund_account("9" * 21) == identifiers.fund_account("九") == "FUND_ACCOUNT_FORMAT"
    assert identifiers.account("12345678") is None
    assert identifiers.account("1234567") == "ACCOUNT_INVALID"


def test_divisions_of_gansu_and_the_two_areas_without_a_code_of_their_own():
    for code in ("620100", "620102", "623000", "623021", "620171", "627000", "623100"):
        assert identifiers.division(code) is None
    for code in ("110000", "610100", "6201", "620000"):
        assert identifiers.division(code) == "DIVISION_NOT_IN_GANSU"


TASK = "12441500196720244T" + "3" + "442199806003"  # docs/domain.md 3.7


def test_codes_of_services():
    assert identifiers.task_code(TASK) == identifiers.task_code("12620100000000001H" + "3" + "622100000001")
    assert identifiers.task_code("12620100000000001H" + "3" + "622100000001") is None
    assert identifiers.task_code("12620100000000001J" + "3" + "622100000001") == "TASK_CODE_FORMAT"
    assert identifiers.catalog_code(TASK[19:]) is None
    assert identifiers.catalog_code("1") == "CATALOG_CODE_FORMAT"
    assert identifiers.handle_item_code(TASK + "01") is None
    assert identifiers.handle_item_code(TASK) == "HANDLE_ITEM_CODE_FORMAT"
    assert identifiers.case_number(TASK + "20261123" + "0001") is None
    assert identifiers.case_number(TASK + "20261323" + "0001") == "CASE_NUMBER_FORMAT"
    assert len(TASK + "202611230001") == 43
    assert identifiers.region_code("620100" + "000000") is None
    assert identifiers.region_code("620100") == "REGION_CODE_FORMAT"


def test_mobiles():
    assert identifiers.mobile("13909310101") is None
    assert identifiers.mobile("12909310101") == identifiers.mobile("1390931010") == "PHONE_FORMAT"


def test_every_code_has_its_texts():
    source = Path(identifiers.__file__).parent
    codes = {
        code for file in source.glob("*.py") for code in re.findall(r'"([A-Z]+(?:_[A-Z]+)+)"', file.read_text("utf-8"))
    }
    assert len(codes) > 15
    for code in codes:
        assert text(code) and text(code, "en")


def test_a_code_of_a_paper_is_read_as_it_is_typed_and_a_slip_is_no_code():
    code = paper_code.drawn(Random(7).choice)
    assert paper_code.read(paper_code.written(code)) == paper_code.read(f" {code.lower()} ") == code
    for at, sign in product(range(len(code)), signs.SIGNS):
        changed = code[:at] + sign + code[at + 1 :]
        assert (paper_code.read(changed) == code) == (changed == code)
        if at:
            turned = code[: at - 1] + code[at] + code[at - 1] + code[at + 1 :]
            assert paper_code.read(turned) is None or turned == code


def test_letters_taken_for_numbers_are_read_as_those():
    code = "0123456789ABCDE"
    code += signs.check_sign(code)
    assert [paper_code.read(taken + code[2:]) for taken in ("OI", "oi", "0i", "O1")] == [code] * 4
