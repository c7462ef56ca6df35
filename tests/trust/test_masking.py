from collections.abc import Iterator
from typing import Any

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


def test_the_old_loan_and_every_other_part_is_masked_too():
    masked = masking.form(
        {
            "people": [
                {"key": "borrower", "born": "1990-01-01", "health": "良好", "address": "兰州市城关区某路1号", "fund_account": "99900101001",
                 "employer": {"name": "某单位", "phone": "09312345678"}},
            ],
            "home": {"seller_name": "王卖方"},
            "old_loan": {
                "bank": "某银行", "contract_number": "DK2020001",
                "account": {"holder": "周测试", "number": "6222022700000000011", "bank": "B01"},
            },
            "guarantee": {"surety": {"name": "李保证", "id_number": "620502198503150038"}},
            "agent": {"name": "代办人", "phone": "13900000009"},
            "delivery": {"address": "兰州市城关区某路1号"},
        },
        own="spouse",
    )  # fmt: skip
    assert masked["people"] == [
        {"key": "borrower", "address": "兰州市城关区***", "fund_account": "*******1001",
         "employer": {"name": "某单位", "phone": "093****5678"}},
    ]  # fmt: skip
    assert masked["home"] == {"seller_name": "王**"}
    assert masked["old_loan"] == {
        "bank": "某银行", "contract_number": "*****0001",
        "account": {"holder": "周**", "number": "***************0011", "bank": "B01"},
    }  # fmt: skip
    assert masked["guarantee"]["surety"] == {"name": "李**", "id_number": "620502********0038"}
    assert masked["agent"] == {"name": "代**", "phone": "139****0009"}
    assert masked["delivery"] == {"address": "兰州市城关区***"}


SECRETS: dict[str, Any] = {
    "people": {
        "name": "周甲乙丙", "id_number": "620102199001010011", "phone": "13900000001", "landline": "09318887766",
        "household": "兰州市城关区户籍路11号", "address": "兰州市城关区居住路12号", "fund_account": "99900101001",
        "born": "1990-01-01", "health": "慢性病某种",
        "employer": {"account": "88800202002", "address": "兰州市城关区单位路13号", "phone": "09317776655"},
    },
    "home": {
        "location": "兰州市城关区房屋路14号", "seller_id": "620102197001010017", "seller_name": "王丁戊己",
        "seller": {"holder": "王庚辛壬", "number": "6222022700000001019"},
    },
    "wish": {"repayment_account": "6222022700009000012"},
    "guarantee": {
        "mortgage": {"owner": "李甲子丑", "co_owner": "李寅卯辰", "title_number": "甘2018不动产权0000201"},
        "pledge": {"owner": "李巳午未", "number": "770077007700"},
        "surety": {"name": "李申酉戌", "id_number": "620502198503150038", "phone": "13900000005"},
    },
    "old_loan": {"contract_number": "DK2020000001", "account": {"holder": "周子丑寅", "number": "6222022700000002017"}},
    "delivery": {"address": "兰州市城关区送达路15号", "recipient": "周卯辰巳", "phone": "13900000006"},
    "agent": {"name": "代午未申", "id_number": "620502198503150046", "phone": "13900000007"},
}  # fmt: skip


def texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    for inner in part.values() if isinstance(part, dict) else ():
        yield from texts(inner)


@pytest.mark.parametrize("own", [None, "borrower"])
def test_nothing_personal_of_a_whole_form_is_shown_to_somebody_else(own):
    others = SECRETS | {"people": [{**SECRETS["people"], "key": "spouse"}, SECRETS["people"]]}  # the last hardly begun
    shown = str(masking.form(others, own))
    assert [secret for secret in texts(SECRETS) if secret in shown] == []


def test_ones_own_part_is_shown_whole_and_nobody_elses_with_it():
    people = [{**SECRETS["people"], "key": "borrower"}, {**SECRETS["people"], "key": "spouse"}]
    mine, other = masking.form({"people": people}, own="borrower")["people"]
    assert mine == people[0] and [secret for secret in texts(SECRETS["people"]) if secret in str(other)] == []
