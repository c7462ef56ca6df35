import pytest

from chalicelib.trust import masking
from chalicelib.trust.masking import MARK, masked

RULE = {"name": masking.name, "price": masking.shown, "born": masking.hidden, "people": [{"key": masking.shown}]}


@pytest.mark.parametrize(
    ("mask", "value", "shown"),
    [
        (masking.name, "张三", "张*"),
        (masking.name, "欧阳测试", "欧***"),
        (masking.name, "张", "张*"),
        (masking.id_number, "620102199001010011", "620102********0011"),
        (masking.id_number, "12345", "*****"),
        (masking.phone, "13900000001", "139****0001"),
        (masking.account, "6222022700000000011", "***************0011"),
        (masking.account, "123", "***"),
        (masking.address, "甘肃省兰州市城关区示例路1号", "甘肃省兰州市城关区***"),
        (masking.address, "西宁市城东区示例路1号", "西宁市城东区***"),
        (masking.address, "示例小区1号", "***"),
    ],
)
def test_only_the_agreed_part_is_shown(mask, value, shown):
    assert mask(value) == shown


@pytest.mark.parametrize(
    ("mask", "value"), [(masking.id_number, "H1234567890"), (masking.phone, "8123456"), (masking.account, "1234567")]
)
def test_a_number_too_short_to_show_its_ends_and_hide_enough_is_hidden_whole(mask, value):
    assert mask(value) == "*" * len(value)


@pytest.mark.parametrize(
    "value", ["示例花园东区3栋1单元", "兰州市示例花园西区3栋", "示例县城花园社区9号", "A区2栋302室"]
)
def test_the_part_of_an_estate_is_no_district(value):
    assert masking.address(value) == MARK


def test_what_has_no_rule_is_hidden_and_its_place_kept():
    seen = masked({"name": "周测试", "price": "1.00", "nickname": "小周", "more": {"phone": "13900000001"}}, RULE)
    assert seen == {"name": "周**", "price": "1.00", "nickname": MARK, "more": MARK}


def test_what_is_hidden_leaves_a_mark_and_what_is_not_there_leaves_none():
    assert masked({"born": "1990-01-01", "name": None}, RULE) == {"born": MARK, "name": None}


@pytest.mark.parametrize("value", ["x", 0, False, "", [], {}, ["x"], {"x": "y"}])
def test_no_kind_of_value_gets_past_a_rule_that_is_missing(value):
    assert masked(value, None) == masked(value, masking.hidden) == MARK


@pytest.mark.parametrize("value", [{"name": "周测试"}, ["周测试"], 13900000001])
def test_a_value_of_another_shape_than_its_rule_is_hidden(value):
    assert masked({"name": value}, RULE) == {"name": MARK}
    assert masked({"people": "周测试", "price": ["周测试"]}, RULE) == {"people": MARK, "price": MARK}


def test_every_entry_of_a_list_is_masked_by_the_one_rule_of_the_list():
    seen = masked({"people": [{"key": "borrower", "name": "周测试"}, "周测试"]}, RULE)
    assert seen == {"people": [{"key": "borrower", "name": MARK}, MARK]}


def test_what_is_masked_is_left_as_it_was():
    form = {"name": "周测试", "people": [{"key": "borrower"}]}
    masked(form, RULE)
    assert form == {"name": "周测试", "people": [{"key": "borrower"}]}
