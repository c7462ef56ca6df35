import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from chalicelib import policy
from chalicelib.banks.registered import registered
from chalicelib.documents import contract
from chalicelib.domain.form.identifiers import credit_code
from tests.documents.conftest import COUPLE, TRANSFER, drawn, renamed, text_of
from tests.given.application import co_owner

DECISION = {"amount": "600000.00", "months": 360, "rate": "2.6"}
NUMBER = "JK620100202611230001"
AGAIN = """
import hashlib
from chalicelib import policy
from chalicelib.documents import contract
from tests.documents.conftest import COUPLE, DAY, drawn
made = drawn(contract.contract("JK620100202611230001", COUPLE, {"amount": "600000.00", "months": 360, "rate": "2.6"},
                             policy.in_force("620100", DAY), "2026-11-23"))
print(hashlib.sha256(made).hexdigest())
"""


@pytest.fixture
def draw(rules):
    return lambda application=COUPLE, decision=DECISION, policy=rules: contract.contract(
        NUMBER, application, decision, policy, "2026-11-23"
    )


def test_it_says_who_borrows_how_much_on_which_home_and_where_the_money_goes(draw):
    text = text_of(draw())
    for expected in (
        NUMBER, "李晓示", "王示梅", "620102199001010011", "兰州住房公积金管理中心", "河西银行",
        "人民币陆拾万元整（¥600,000.00）", "360个月（30年）", "2.60%", "等额本息", "¥2,402.04", "¥2,401.11",
        "¥264,733.47（按上列利率测算）", "总价¥1,180,000.00，首付款¥480,000.00",
        "620102001001GB00001F00010001", "示例路188号", "LZ2026112300187", "示例房地产开发有限公司", "6222022700000000011",
        "6228480000000000000", "抵押权自登记时设立", "第二十六条",
    ):  # fmt: skip
        assert expected in text, expected


def test_every_party_the_centre_and_the_bank_have_a_place_to_sign(draw):
    text = text_of(draw())
    for place in ("借款人：李晓示", "配偶（共同借款人）：王示梅", "乙方：兰州住房公积金管理中心", "丙方：河西银行"):
        assert place in text
    assert text.count("未填；以身份证件所载住址为准") == 2, (
        "who gave no address is reached as the article of service says"
    )


def test_a_co_borrower_signs_too(draw):
    third = replace(COUPLE.people[1], key="co_borrower_1", name="赵示例")
    assert "共同借款人：赵示例" in text_of(draw(replace(COUPLE, people=(*COUPLE.people, third))))


def test_each_figure_it_states_that_nobody_has_confirmed_is_marked_where_it_stands_and_named_without_its_editors_sources(
    draw, rules
):
    text = text_of(draw(policy=replace(rules, unverified=("rates", "repayment", "caps.CAP_HOUSEHOLD", "transfer"))))
    for expected in ("2.60%（未核实）", "当月最后一日（未核实）", "上浮50%计收罚息（未核实）"):
        assert expected in text, expected
    assert "还款日与计息口径" in text
    for name in ("rates", "repayment"):
        assert rules.sources[name].replace(" ", "") not in text
    rates_alone = text_of(draw(policy=replace(rules, unverified=("rates",))))
    assert rates_alone.count("（未核实）") == 1 and "还款日与计息口径" not in rates_alone
    assert "未核实" not in text_of(draw(policy=replace(rules, unverified=())))


def test_it_disowns_nothing_it_states_and_lists_nothing_it_does_not_state(draw):
    text = text_of(draw())
    for foreign in ("不作为实际承诺", "演示用", "商转公条件", "家庭最高额度", "住房套数认定口径"):
        assert foreign not in text, foreign
    assert "各方按本合同所载履行" in text


def test_a_combination_loan_names_the_other_part(draw):
    combination = replace(COUPLE, wish=replace(COUPLE.wish, commercial_amount=Decimal(200000)))
    text = text_of(draw(combination))
    assert "商业性贷款¥200,000.00" in text and "由借款人和抵押人本人到受托银行当面另行签约" in text
    assert "按登记的时间先后受偿（民法典第四百一十四条）" in text and "经受托银行确定不再签约或者不再发放" in text
    assert "债权比例" not in text, "two mortgages that are registered rank by that alone"
    assert "商业性贷款未能签约" not in text_of(draw())


def test_it_states_the_loan_that_was_decided_whatever_was_wished_for(draw):
    less, combination = {"amount": "500000.00", "months": 250, "rate": "2.6"}, {"commercial_amount": Decimal(200000)}
    for months, other in ((None, "250 个月"), (480, "480 个月（40 年）")):
        wish = replace(COUPLE.wish, **combination, commercial_months=months)
        stated = dict(draw(replace(COUPLE, wish=wish), less).parts[0].facts)
        assert stated["贷款金额"].endswith("（¥500,000.00）")
        assert stated["贷款期限"] == "250 个月；按2026年11月23日放款计，至2047年9月23日止"
        assert stated["组合贷款"].startswith(f"另有商业性贷款 ¥200,000.00，申请期限{other}，")


def test_a_loan_that_repays_a_loan_says_so_and_nothing_of_a_purchase(draw, rules):
    text = text_of(draw(TRANSFER, policy=replace(rules, unverified=())))
    for expected in (
        "自有住房",
        "以贷还贷",
        "陇原银行，合同编号SD2020000701，经核定尚欠本金¥610,000.00",
        "6222022700000007016",
        "按登记顺位受偿",
        "购房总价",
        "甘(2020)兰州市不动产权第0000701号",
    ):
        assert expected in text, expected
    for foreign in ("网签", "首付款", "售房人", "预告登记"):
        assert foreign not in text, foreign


def test_a_loan_settled_first_is_paid_to_the_borrower(draw):
    text = text_of(draw(replace(TRANSFER, kind="transfer_settle_first")))
    assert "先还后贷" in text and "以贷还贷" not in text
    paid_to = text[text.index("二、用途和放款") : text.index("三、还款")]
    assert "6228480000000000000" in paid_to and "6222022700000007016" not in paid_to


def test_due_day_early_repayment_and_penalty_are_the_centres(draw, rules):
    plain = text_of(draw())
    for expected in ("放款日的对应日", "甲方可以提前归还", "上浮50%计收罚息"):
        assert expected in plain, expected
    assert "未按约定用途使用贷款的部分" not in plain
    terms = {
        "due_day": "20",
        "day_count": "actual/360",
        "penalty": "1.4",
        "misuse": "2",
        "early": {"after": 12, "least": "10000"},
    }
    text = text_of(draw(policy=replace(rules, repayment=terms)))
    for expected in (
        "每月20日",
        "放款满12个月（未核实）后",
        "每次不少于10,000元（未核实）",
        "上浮40%计收罚息",
        "未按约定用途使用贷款的部分，按本合同利率上浮100%",
    ):
        assert expected in text, expected
    read = replace(rules, repayment=terms, unverified=tuple(name for name in rules.unverified if name != "repayment"))
    assert "放款满12个月后" in (text := text_of(draw(policy=read))) and "每次不少于10,000元。" in text


def test_a_rate_with_three_decimals_keeps_them(draw):
    assert "3.075%" in text_of(draw(decision={**DECISION, "rate": "3.075"}))


def test_the_same_contract_drawn_up_again_in_another_process_has_the_same_hash(draw):
    env = {**os.environ, "PYTHONPATH": "functions:.", "PYTHONHASHSEED": "7", "TZ": "America/Lima"}
    again = subprocess.run([sys.executable, "-c", AGAIN], capture_output=True, text=True, check=True, env=env)
    assert again.stdout.strip() == hashlib.sha256(drawn(draw())).hexdigest()


def test_a_co_owner_signs_as_mortgagor_and_the_contract_says_that_they_owe_nothing(draw):
    drawn_up = draw(replace(COUPLE, co_owners=(co_owner(),)))
    text = text_of(drawn_up)
    assert [said for part in drawn_up.parts for what, said in part.facts if what == "抵押人"] == [
        "李晓示、王示梅、周共有"
    ]
    assert "抵押人（产权共有人，不借款）：周共有" in text and "不承担还款义务" in text
    assert "甲方 抵押人" not in text and "不承担还款义务" not in text_of(draw())


def test_another_amount_day_or_name_is_another_contract(draw, rules):
    other_day = contract.contract(NUMBER, COUPLE, DECISION, rules, "2026-11-24")
    made = [draw(), draw(decision={**DECISION, "amount": "599000.00"}), draw(renamed("李晓试")), other_day]
    assert len({drawn(one) for one in made}) == 4


def test_a_rare_name_is_printed(draw):
    text = text_of(draw(renamed("李䶮𬭎")))
    assert "李䶮𬭎" in text
    assert "〓" not in text


def test_a_name_no_font_has_neither_fails_nor_vanishes(draw):
    text = text_of(draw(renamed("李\U0002b746")))
    assert "李〓(U+2B746)" in text
    assert "以身份证件所载为准" in text


def test_a_very_long_location_and_name_stay_on_the_page(draw):
    long = replace(COUPLE, home=replace(COUPLE.home, location="甘肃省示例市" * 40))
    assert text_of(draw(long)).count("甘肃省示例市") >= 40
    assert "阿不都" * 15 in text_of(draw(renamed("阿不都" * 15)))


def test_pages_are_numbered_and_few_and_say_that_the_page_of_signatures_follows(draw):
    reader = PdfReader(BytesIO(drawn(draw())))
    assert len(reader.pages) == 4
    assert "第 4 页 / 正文共 4 页，签署页另附于后" in reader.pages[3].extract_text()


def test_its_articles_are_the_centres_numbered_through(draw):
    text, parts = text_of(draw()), draw().parts
    assert sum(len(part.articles) for part in parts) == 30 and "第三十条" in text and "第三十一条" not in text
    for said in ("委托扣划", "甲方授权丙方于还款日", "按实际借款的期间计算利息", "全体所有人、共有人均为抵押人", "阶段性担保",
                 "阶段性连带责任保证", "送达地址", "报送不良信息的，应当事先告知本人", "房屋所在地人民法院", "示范文本", "尚未经本中心核定"):  # fmt: skip
        assert said in text, said


def test_each_party_stands_there_with_their_address_and_the_owners_as_mortgagors(rules):
    where = {"borrower": "兰州市虚构街1号", "spouse": "天水市虚构街2号"}
    shared = replace(COUPLE, home=replace(COUPLE.home, ownership="1"))
    text = text_of(contract.contract(NUMBER, shared, DECISION, rules, "2026-11-23", where))
    assert all(address in text for address in where.values()) and "抵押人李晓示、王示梅（共同共有）" in text
    assert "至2056年11月23日止" in text


def test_who_borrows_and_owns_nothing_mortgages_nothing(rules):
    third = replace(COUPLE.people[1], key="co_borrower_1", name="赵示例")
    lent = replace(COUPLE, people=(*COUPLE.people, third))
    text = text_of(contract.contract(NUMBER, lent, DECISION, rules, "2026-11-23", {}, COUPLE.people))
    assert "抵押人李晓示、王示梅房屋类别" in text and "共同借款人：赵示例" in text


def test_no_code_of_ours_stands_for_a_bank_and_a_body_has_an_address(rules):
    drawn_up = contract.contract(NUMBER, COUPLE, DECISION, rules, "2026-11-23")
    centre, bank = drawn_up.parties[-2:]
    assert "B02" not in text_of(drawn_up) and bank[1:] == ("河西银行", "—", "—", "其登记的住所")
    assert centre[-1] == "其登记的住所"
    stated = replace(rules, guide={**rules.guide, "transact_addr": "示例路1号"})
    assert contract.contract(NUMBER, COUPLE, DECISION, stated, "2026-11-23").parties[-2][-1].startswith("示例路1号")


def test_what_binds_who_mortgages_names_them_beside_who_borrows_from_28_november_on(draw, rules):
    owned = replace(COUPLE, co_owners=(co_owner(),))
    before, now = (text_of(draw(owned, policy=policy.in_force("620100", date(2026, 11, day)))) for day in (27, 28))
    for said in (
        "甲方和抵押人有权要求说明",
        "甲方和抵押人保证",
        "甲方和抵押人同意乙方、丙方",
        "甲方和抵押人同意通过本平台",
        "甲方和抵押人各人可以随时",
    ):
        assert said in now and said not in before, said
    assert "单位以其登记的住所为准" in now and "第2版" in now and "第2版" not in before


def test_from_28_november_on_it_binds_those_who_lend_too_and_what_was_accepted_before_keeps_its_articles(draw):
    owned = replace(COUPLE, co_owners=(co_owner(),))
    before, now = (draw(owned, policy=policy.in_force("620100", date(2026, 11, day))) for day in (27, 28))
    assert [sum(len(part.articles) for part in one.parts) for one in (before, now)] == [31, 36]
    text, earlier = text_of(now), text_of(before)
    for said in (
        "不收取违约金和补偿金", "抵押登记费依照国家规定由登记为抵押权人的一方缴纳", "延长期限（民法典第六百七十八条）", "遗产管理人",
        "占用范围内的建设用地使用权", "以登记簿为准", "有权在承担的范围内向甲方追偿（民法典第七百条）", "仍可以居住和使用抵押房屋", "补偿金优先受偿",
        "三十日内仍未改正", "超过债权的部分归抵押人", "没有及时放款，错误扣划", "因一方过错造成的，由其承担责任", "没有未告知的共有人",
    ):  # fmt: skip
        assert said in text and said not in earlier, said


def test_from_28_november_on_it_binds_to_no_more_and_no_less_than_what_is_done(draw):
    owned = replace(COUPLE, co_owners=(co_owner(),))
    drawn_up = draw(owned, policy=policy.in_force("620100", date(2026, 11, 28)))
    said = {
        name: text
        for part in drawn_up.parts
        for text in [one.text for one in part.articles]
        for name in _NAMED
        if _NAMED[name] in text
    }
    for condition in (
        "无人否认其签署", "权属与本合同一致", "没有查封", "仍然备案且内容未变", "经原贷款银行确认", "没有其他尚未结清的住房公积金贷款", "住房公积金提取",
        "应当补交的材料已经补齐，所作承诺属实", "授权没有撤回", "特别程序", "划款争议", "告知甲方缺少的是哪一项", "无须催告",
    ):  # fmt: skip
        assert condition in said["conditions"], condition
    assert "停止放款" not in said["default"] and "本合同约定的放款条件" in said["lender"]
    assert "发生前条情形" not in said["enforcement"] and "依照前条宣布提前到期而未清偿" in said["enforcement"]
    assert "超过一年" in said["rate"] and "一年以上" not in said["rate"]
    assert "售房人的阶段性担保由售房人提供" in said["fees"] and "评估费由委托评估的一方支付" in said["fees"]
    assert "要求改为邮寄" not in said["service"] and "邮寄到首部所列地址" in said["service"]
    assert "擅自" not in said["default"] and "未依照本合同通知乙方而转让、出租抵押房屋或者设立居住权" in said["default"]
    assert "交甲方" in said["copies"] and "不是甲方的抵押人可以要求" in said["copies"]
    assert "各方按本合同所载履行" in said["changes"] and "各方按本合同所载履行" not in drawn_up.unverified


_NAMED = {
    "conditions": "放款须同时", "default": "三十日内仍未改正", "lender": "乙方、丙方的责任", "enforcement": "协议以抵押房屋折价", "rate": "贷款利率按放款日",
    "repayment": "按月归还本息", "fees": "（费用）", "service": "（通知和送达）", "copies": "各方所持本合同内容相同", "changes": "本合同的变更",
}  # fmt: skip


def test_from_28_november_on_a_seller_of_their_own_home_is_bound_to_nothing_by_it_and_nobody_agrees_to_what_they_did_not(
    rules,
):
    now = policy.in_force("620100", date(2026, 11, 28))
    bought = replace(COUPLE, home=replace(COUPLE.home, kind="existing"))
    drawn_up = {
        (kind, agreed, day): str(
            contract.contract(NUMBER, one, DECISION, by, "2026-11-28", agreed=None if agreed else ()).parts
        )
        for kind, one in (("new", COUPLE), ("existing", bought))
        for agreed in (True, False)
        for day, by in ((27, rules), (28, now))
    }
    for (kind, agreed, day), text in drawn_up.items():
        own = (kind, day) == ("existing", 28)
        assert ("售房人不是本合同的当事人" in text, "由售房人将收到的本金和利息返还乙方" in text) == (own, not own)
        assert (
            "没有注明的人没有同意电子送达" in text,
            "甲方同意通过本平台" in text or "甲方和抵押人同意通过" in text,
        ) == (
            not agreed,
            agreed,
        )


@pytest.mark.parametrize("agreed", [[], ["borrower"], ["spouse"]])
def test_where_not_all_agree_to_electronic_delivery_each_is_told_at_their_address_by_the_policy_of_whatever_day(agreed):
    for day in (date(2026, 11, 23), date(2026, 11, 28), date(2026, 11, 29)):
        by = policy.in_force("620100", day)
        one = contract.contract(NUMBER, COUPLE, DECISION, by, "2026-11-29", agreed=agreed)
        said = str(one.parts)
        assert (
            "没有注明的人没有同意电子送达" in said and "甲方同意通过本平台" not in said and "甲方没有同意" not in said
        )
        noted = [
            key for key, row in zip(("borrower", "spouse"), one.parties, strict=False) if "同意电子送达" in row[-1]
        ]
        assert noted == agreed


def test_the_bank_stands_there_with_what_is_known_of_it_which_nobody_has_confirmed(rules):
    known = registered(COUPLE.wish.bank)
    assert known.address and credit_code(known.credit_code) is None and not registered("B99").address
    parties = contract.contract(NUMBER, COUPLE, DECISION, rules, "2026-11-23", bank=known).parties
    assert parties[-1][1:] == ("河西银行", *(f"{one}（未核实）" for one in known))


@pytest.mark.parametrize(("months", "resets"), [(12, False), (13, True)])
def test_of_a_loan_of_a_year_it_says_as_it_is_served_that_it_follows_no_changed_rate(draw, months, resets):
    text = str(draw(decision={**DECISION, "months": months}).parts)
    assert ("日起重新计算。" in text, "不随利率调整" in text) == (resets, not resets)


def test_the_centre_stands_there_with_its_code_which_nobody_has_confirmed(rules):
    drawn_up = contract.contract(NUMBER, COUPLE, DECISION, rules, "2026-11-23", credit_code="12620100000000001H")
    assert drawn_up.parties[-2][1:3] == (rules.name, "12620100000000001H（未核实）")


def test_what_the_seller_guarantees_until_registration_stands_only_where_the_home_is_sold_before_it_is_finished(draw):
    built = replace(COUPLE, home=replace(COUPLE.home, completed_year=2024))
    assert "阶段性" in text_of(draw()) and "阶段性" not in text_of(draw(built)) + text_of(draw(TRANSFER))


def test_the_articles_that_weigh_on_who_borrows_stand_out_and_no_others(draw, rules):
    standing_out = {one.text for part in draw().parts for one in part.articles if one.strong}
    heavy = ("joint", "rate", "deduction", "owners", "overdue", "default", "enforcement", "credit")
    assert all(rules.contract[name]["text"].split("{")[0] in "".join(standing_out) for name in heavy)
    assert rules.contract["lending"]["text"] not in standing_out and len(standing_out) == 10


def test_who_is_alone_is_not_jointly_liable_with_anybody(draw):
    assert "连带清偿责任" not in text_of(draw(replace(COUPLE, people=COUPLE.people[:1])))


def test_a_centre_words_an_article_of_its_own_from_a_day_on_and_what_was_accepted_before_keeps_the_words_it_had(draw):
    entry = {"verified": True, "source": "OWN", "rests_on": "", "value": {"text": "由本中心所在地人民法院管辖。"}}
    compiled = json.loads((Path(policy.__file__).parent / "compiled.json").read_text(encoding="utf-8"))
    own = {"contract.dispute": [*compiled["base"]["contract.dispute"], {**entry, "from": "2027-03-01"}]}
    book = policy.Book({**compiled, "overlays": {**compiled["overlays"], "620200": own}})
    said = [text_of(draw(policy=book.in_force(*of))) for of in (
        ("620200", date(2027, 2, 28)), ("620200", date(2027, 3, 1)), ("620300", date(2027, 3, 1)))]  # fmt: skip
    assert ["由本中心所在地人民法院管辖" in text for text in said] == [False, True, False]
    assert ["房屋所在地人民法院" in text for text in said] == [True, False, True]


def test_a_contract_is_made_by_the_regulation_as_amended():
    now = policy.in_force("620100", date(2026, 11, 28))
    text = text_of(contract.contract(NUMBER, COUPLE, DECISION, now, "2026-11-28"))
    assert "《住房公积金管理条例》自愿订立" not in text and text.count("《住房公积金管理条例》（2026年修订）") >= 2
