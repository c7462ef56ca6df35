"""One person in several writings is one person; a sign nobody sees is nobody's."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from chalicelib.api.forms.fields import ContractNumber, TitleNumber
from chalicelib.domain.form import identifiers, normal
from chalicelib.domain.form.values import _name

TODAY = date(2026, 11, 26)
DOT = "阿依努尔·买买提"


@pytest.mark.parametrize(
    "written",
    [
        "阿依努尔•买买提",
        "阿依努尔・买买提",
        "阿依努尔‧买买提",
        "阿依努尔 · 买买提",
        " 阿依努尔·买买提\u200b",
        "阿依努尔·买买 提",
    ],
)
def test_a_name_with_another_middle_dot_or_a_space_is_the_same_name(written):
    assert normal.name(written) == DOT


def test_a_circle_typed_for_the_zero_of_names_is_that_zero_and_no_letter_is():
    assert normal.name("李○一") == normal.name("李〇一") == "李〇一"
    assert normal.name("李零一") != "李〇一"


@pytest.mark.parametrize(
    ("written", "meant"), [("Jose\u0301", "José"), ("张\uf9dc", "张隆"), ("⼀二", "一二"), ("ｅ\u0301", "é")]
)
def test_a_letter_in_two_signs_and_a_character_by_another_code_are_what_they_look_like(written, meant):
    assert normal.name(written) == meant and normal.called(written) == normal.called(meant)


def test_latin_names_keep_their_spaces_and_are_compared_without_regard_to_capitals():
    assert normal.name("Ｊohn   Smith ") == "John Smith"
    assert normal.same_person(("JOHN SMITH", "E12345678"), ("John Smith", "ｅ12345678"))


@pytest.mark.parametrize(
    "written",
    ["62010219900307002x", "６２０１０２１９９００３０７００２Ｘ", " 620102 19900307 002X", "62010219900307002ｘ"],
)
def test_a_number_in_full_width_or_small_letters_is_the_same_number(written):
    assert normal.identity(written) == "62010219900307002X"


def test_a_number_of_fifteen_digits_is_the_eighteen_it_became():
    # GB 11643-1999's own example is 11010519491231002X; its number of 1989 has no century and no check digit.
    assert normal.identity("110105491231002") == "11010519491231002X"
    assert normal.same_person(("王一", "110105491231002"), ("王一", "11010519491231002X"))
    assert not normal.same_person(("王二", "110105491231002"), ("王一", "11010519491231002X"))


@pytest.mark.parametrize("number", ["110105491331002", "910105491231002", "123456789012345"])
def test_fifteen_digits_without_a_region_and_a_day_of_birth_are_another_documents_and_stay(number):
    assert normal.identity(number) == number


@pytest.mark.parametrize("sign", "\u200b\u200e\u202e\ufeff\u00ad\u2060\u200d\x7f")
def test_a_sign_nobody_sees_is_not_kept(sign):
    assert normal.plain(f"甘{sign}肃") == "甘肃"


def test_digits_of_other_scripts_are_digits_and_a_line_break_ends_no_line_of_the_form():
    assert normal.plain("٤５६") == "456"
    assert normal.line(" 城关区\n张掖路\t１号 ") == "城关区 张掖路 1号"
    assert normal.plain("第一行\n第二行") == "第一行\n第二行"


@given(st.text(max_size=30))
def test_what_is_normal_stays_as_it_is(text):
    for alike in (normal.plain, normal.line, normal.name, normal.number, normal.document, normal.identity):
        assert alike(alike(text)) == alike(text)


def test_the_standards_own_example_of_1880_and_the_newest_characters_are_good():
    assert identifiers.resident_id("440524188001010014", TODAY) is None
    assert _name("王\U00031350\U0002ebf0", TODAY) is None  # extensions H and I
    assert _name("王①", TODAY) == "NAME_INVALID"


@pytest.mark.parametrize("written", ["兰（２０２６）第００１号", " 兰〔2026〕 第001号", "兰(2026)第001号"])
def test_the_number_of_a_contract_or_certificate_is_one_however_its_signs_are_written(written):
    assert normal.document(written) == "兰(2026)第001号"


@pytest.mark.parametrize("field", [ContractNumber, TitleNumber])
def test_the_form_keeps_such_a_number_as_it_is_compared_and_its_small_letters(field):
    assert TypeAdapter(field).validate_python("ＬＺｘ２０２６ （1）") == "LZx2026(1)"


@pytest.mark.parametrize(
    ("number", "before"),
    [
        ("620102199203150119", "620102920315011"),
        (" 62010219881102041x", "620102881102041"),
        ("620102200801010138", None),  # born in a year that fifteen digits tell of nobody who had one
        ("620102199203150118", None),  # no number of anybody
        ("83000019920315011X", None),
        ("E12345678", None),
        ("", None),
    ],
)
def test_the_number_somebody_had_before_is_told_of_those_who_can_have_had_one(number, before):
    assert normal.former(number) == before
    assert before is None or normal.identity(before) == normal.number(number)
