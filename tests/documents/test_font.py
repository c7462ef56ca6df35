import pytest
from fontTools.ttLib import TTFont

from chalicelib.documents.printing import FONTS
from chalicelib.domain.form.characters import printable, unprintable

(FONT,) = FONTS.glob("*.ttf")


@pytest.fixture(scope="module")
def drawable():
    with TTFont(FONT, lazy=True) as font:
        return set(font.getBestCmap())


def decodable(codec):
    for high in range(0x81, 0xFF):
        for low in range(0x40, 0xFF):
            try:
                yield ord(bytes([high, low]).decode(codec))
            except (UnicodeDecodeError, TypeError):
                continue


@pytest.mark.parametrize("codec", ["gb2312", "gbk", "big5"])
def test_every_hanzi_of_the_common_character_sets_is_in_the_font(drawable, codec):
    hanzi = {code for code in decodable(codec) if 0x4E00 <= code <= 0x9FA5}
    assert len(hanzi) > 6700
    assert hanzi <= drawable


def test_rare_characters_of_names_are_in_the_font(drawable):
    assert set(map(ord, "䶮𬭎𬱖喆堃翀犇淼燚昇赟龢·々〇")) <= drawable


def test_ascii_money_and_chinese_punctuation_are_in_the_font(drawable):
    assert set(range(0x20, 0x7F)) | set(map(ord, "¥￥（）《》“”‘’、，。；：？！—…〔〕【】①²〓")) <= drawable


def test_whatever_is_said_to_be_printable_is_in_the_font(drawable):
    assert printable() <= drawable
    assert len(printable()) > 21_500


def test_what_no_paper_can_print_is_named(drawable):
    assert unprintable("王\U0002b746梅\u202e\U0002b746\n") == "\U0002b746\u202e"
    assert not {0x2B746, 0x202E} & drawable
    assert unprintable("王\u00ad梅") == "\u00ad", "a hyphen nobody sees"


def test_the_font_ships_with_its_licence_and_stays_small():
    assert "SIL OPEN FONT LICENSE" in (FONT.parent / "OFL.txt").read_text(encoding="utf-8")
    assert FONT.stat().st_size < 10_000_000
