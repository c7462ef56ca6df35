import pytest

from chalicelib.trust import masking


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
        (masking.address, "示例小区1号", "***"),
    ],
)
def test_only_the_agreed_part_is_shown(mask, value, shown):
    assert mask(value) == shown


def test_a_party_sees_their_own_data_whole_and_the_others_masked():
    form = {
        "people": [{"key": "borrower", "name": "周测试"}, {"key": "spouse", "name": "林测试"}],
        "home": {"location": "甘肃省兰州市城关区示例路1号", "seller": {"holder": "某公司", "number": "12345678"}},
        "wish": {"amount": "1.00", "repayment_account": "6222022700000000011"},
    }
    masked = masking.form(form, own="spouse")
    assert [person["name"] for person in masked["people"]] == ["周**", "林测试"]
    assert masked["home"]["seller"] == {"holder": "某**", "number": "****5678"}
    assert masked["wish"] == {"amount": "1.00", "repayment_account": "***************0011"}
    assert form["people"][0]["name"] == "周测试"


def test_a_form_hardly_begun_can_be_masked_too():
    assert masking.form({"centre": "620100", "people": [{"key": "borrower"}]})["people"] == [{"key": "borrower"}]
