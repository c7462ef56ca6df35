import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.documents.text import visible, wrap


def width(text):
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def test_closing_marks_never_begin_a_line_and_opening_marks_never_end_one():
    lines = wrap("贷款用于购房，不得挪用。依据《条例》第二十六条（现行有效）。" * 6, 22, width)
    assert len(lines) > 6
    assert not any(line[0] in "，。》）" for line in lines)
    assert not any(line[-1] in "《（" for line in lines)


def test_numbers_and_codes_stay_whole():
    lines = wrap("合同编号 JK620100202611230001 生效", 24, width)
    assert any("JK620100202611230001" in line for line in lines)


def test_the_first_line_leaves_room_for_its_indent():
    assert width(wrap("字" * 40, 20, width, indent=4)[0]) == 16


def test_a_run_wider_than_the_line_is_cut_not_lost():
    assert wrap("A" * 25, 10, width) == ["A" * 10, "A" * 10, "A" * 5]


@given(st.text(alphabet="贷款甲，。（）《》AB1 ", max_size=120), st.integers(6, 30))
def test_nothing_but_spaces_at_a_break_is_lost_and_no_line_is_too_wide(text, room):
    lines = wrap(text, room, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= room for line in lines)


def test_a_character_the_font_lacks_is_shown_with_its_code_point():
    assert visible("王\U0002b746梅\n", {ord("王"), ord("梅")}) == "王〓(U+2B746)梅 "
