from hypothesis import given
from hypothesis import strategies as st

from chalicelib.documents.text import visible
from chalicelib.domain.form.characters import printable


def test_a_character_the_font_lacks_is_shown_with_its_code_point_wherever_it_stands():
    told = {"name": "王\U0002b746梅\n", "rows": [("\u202e", "x")], "number": 3}
    assert visible(told) == ({"name": "王〓(U+2B746)梅 ", "rows": [["〓(U+202E)", "x"]], "number": 3}, True)


@given(st.text())
def test_whatever_is_written_can_be_printed(text):
    shown, unknown = visible(text)
    assert printable().issuperset(map(ord, shown)) and unknown == ("〓" in shown and "〓" not in text)
