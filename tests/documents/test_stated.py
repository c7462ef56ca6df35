"""What a paper states, fact by fact and each under its name: who reads it may rest on every one."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from chalicelib.documents import (
    approval,
    authorisation,
    contract,
    notice,
    procedure,
    receipt,
    refusal,
    schedule,
    signatures,
    voucher,
)
from chalicelib.documents.letter import window
from chalicelib.domain import limits
from chalicelib.domain.loan import schedule as plans
from chalicelib.domain.loan.servicing import Loan
from chalicelib.messages import text
from tests.documents.conftest import COUPLE, DECISION, RULES, TRANSFER, drawn_up
from tests.given.application import co_owner

WHERE = "甘肃省兰州市城关区示例路188号3幢2单元1502室"
UNIT = "620102001001GB00001F00010001"


def test_a_contract_names_each_party_in_their_capacity_with_number_phone_and_address():
    owner = co_owner()
    made = drawn_up(replace(COUPLE, co_owners=(owner,)), addresses={"spouse": "某地"}, agreed=["spouse"])
    borrower, spouse = COUPLE.people
    assert made.parties[:3] == (
        ("甲方 借款人", "李晓示", borrower.id_number, borrower.phone, "未填；以身份证件所载住址为准"),
        ("甲方 配偶（共同借款人）", "王示梅", spouse.id_number, spouse.phone, "某地（同意电子送达）"),
        ("抵押人（产权共有人，不借款）", "周共有", owner.id_number, owner.phone, "未填；以身份证件所载住址为准"),
    )
    assert [who for who, _ in made.signers] == [
        "借款人：李晓示", "配偶（共同借款人）：王示梅", "抵押人（产权共有人，不借款）：周共有", f"乙方：{RULES.name}", "丙方：河西银行",
    ]  # fmt: skip
    how = [text("SIGNS_BY_THEMSELVES")] * 3 + [text("SIGNS_BY_SEAL")] * 2
    assert [one for _, one in made.signers] == how and made.head.issuer == RULES.name


def test_a_contract_states_the_loan_the_account_it_goes_to_and_the_home_that_secures_it():
    loan, payee, repaid, home, *none = [part.facts for part in drawn_up(COUPLE).parts]
    assert loan == (
        ("贷款金额", "人民币陆拾万元整（¥600,000.00）"), ("贷款期限", "360 个月（30 年）；按2026年11月23日放款计，至2056年11月23日止"), ("年利率", "2.60%（未核实）"),
        ("还款方式", "等额本息"), ("首期应还", "¥2,402.04"), ("末期应还", "¥2,401.11"), ("利息合计", "¥264,733.47（按上列利率测算）"),
    )  # fmt: skip
    assert payee == (("户名", "示例房地产开发有限公司"), ("账号", "6222022700000000011"), ("开户银行", "陇原银行"))
    assert repaid == (("还款账号", "6228480000000000000"), ("扣款银行", "河西银行"))
    assert home == (
        ("抵押人", "李晓示、王示梅"), ("房屋类别", "新建商品房"), ("坐落", WHERE), ("不动产单元号", UNIT), ("网签合同编号", "LZ2026112300187"),
        ("建筑面积", "118.52 平方米"), ("总价和首付款", "总价 ¥1,180,000.00，首付款 ¥480,000.00"),
    )  # fmt: skip
    assert none == [()] * 4


def test_a_contract_that_repays_a_loan_states_that_loan_and_its_account():
    _, payee, _, home, *_ = [part.facts for part in drawn_up(TRANSFER).parts]
    assert payee == (("户名", "李晓示"), ("账号", "6222022700000007016"), ("开户银行", "陇原银行"))
    assert home[3:] == (
        ("不动产单元号", UNIT), ("不动产权证号", "甘(2020)兰州市不动产权第0000701号"), ("建筑面积", "118.52 平方米"), ("购房总价", "¥1,180,000.00"),
        ("原商业贷款", "陇原银行，合同编号 SD2020000701，经核定尚欠本金 ¥610,000.00"),
    )  # fmt: skip


def test_an_approval_states_what_is_granted_and_on_which_law_and_of_less_than_was_asked_for_by_how_much(letter):
    paid = replace(COUPLE, home=replace(COUPLE.home, down_payment=Decimal(540000)))
    basis = ("法律依据", "《住房公积金管理条例》（2026年修订）第二十六条")
    whole, less = DECISION, {"amount": "460000.00", "months": 300, "rate": "2.6", "policy_version": "v1"}
    made = approval.approval(letter, whole, RULES)
    assert (made.facts, made.policy, made.ways, made.opening) == (
        (("贷款金额", "人民币陆拾万元整（¥600,000.00）"), ("贷款期限", "360 个月（30 年）"), ("年利率", "2.60%（未核实）"), ("还款方式", "等额本息"), ("住房坐落", WHERE), basis),
        "", (), text("OPEN_APPROVAL"),
    )  # fmt: skip
    made = approval.approval(letter, less, RULES, paid)
    assert made.facts == (
        ("贷款金额", "人民币肆拾陆万元整（¥460,000.00）"), ("申请金额", text("APPROVAL_LESS", wished="¥600,000.00", less="¥140,000.00")),
        ("申请期限", text("APPROVAL_SHORTER", wished="360 个月（30 年）") + "（未核实）"), ("首付款", text("APPROVAL_PAID", paid="¥540,000.00", stated="¥480,000.00")),
        ("贷款期限", "300 个月（25 年）"), ("年利率", "2.60%（未核实）"), ("还款方式", "等额本息"), ("住房坐落", WHERE), basis,
    )  # fmt: skip
    balances, person, review, where = made.ways
    assert "缴存、余额" in balances and "人工复核" in person and "行政复议" in review and where.startswith("办理窗口")
    assert made.policy == "v1" and made.head.issuer == RULES.name and made.head.help == text("HELP_LINES")


def test_a_cap_that_a_centre_calls_by_a_name_of_its_own_is_called_so_where_it_has_lowered_the_loan(letter):
    own = replace(RULES, caps={**RULES.caps, "CAP_BALANCE": {**RULES.caps["CAP_BALANCE"], "name": "示例上限"}})
    made = approval.approval(letter, {**DECISION, "binding": "CAP_BALANCE"}, own)
    assert dict(made.facts)["决定额度的上限"].startswith("示例上限")


def test_the_voucher_of_a_combination_says_which_bank_proves_its_own_loan_and_that_it_paid_nothing(letter):
    wish = replace(COUPLE.wish, commercial_amount=Decimal(300000))
    both = replace(letter, application=replace(COUPLE, wish=wish))
    paid = {"serial": "P1", "amount": "600000.00", "rate": "2.6", "mark": "", "on": "2026-11-30"}
    for told, how, amount, number in (
        (
            {"other": "300000.00", "other_contract": "GD1"},
            "OTHER_LOAN_VOUCHER",
            "人民币叁拾万元整（¥300,000.00）",
            "GD1",
        ),
        ({"other_failed": "yes", "other_contract": "GD1"}, "OTHER_LOAN_NOTHING", text("OTHER_LOAN_NOT_TOLD"), "GD1"),
        ({"other": "300000.00", "other_failed": "yes"}, "OTHER_LOAN_NOTHING", "人民币叁拾万元整（¥300,000.00）", "—"),
        ({}, "OTHER_LOAN_VOUCHER", text("OTHER_LOAN_NOT_TOLD"), "—"),
    ):
        made = dict(voucher.voucher(both, "JK1", 360, paid | told, COUPLE.home.seller).facts)
        assert made["商业性贷款部分"] == text(how, amount=amount, number=number, bank="河西银行")


def test_a_notice_tells_the_law_s_limit_that_waits_before_acceptance_and_runs_after_it(letter):
    law = limits.law(RULES)
    for is_accepted, of in ((False, "LIMIT_LAW_WAITS"), (True, "LIMIT_LAW_RUNS")):
        made = notice.notice(letter, [], datetime(2026, 12, 14, 18), RULES, law, is_accepted=is_accepted)
        said = text(of, days=10, by="2026年12月3日", law="《住房公积金管理条例》（2026年修订）第二十六条")
        assert said in made.ways[-1] and made.head.title == text("PAPER_HOLD" if is_accepted else "PAPER_CORRECTION")


def test_the_words_of_a_contract_are_said_to_be_nobodys_until_the_centre_has_confirmed_them():
    unread = text("CONTRACT_TEXT_UNVERIFIED")
    confirmed = replace(RULES, confirmed=frozenset({"contract.version"}))
    made = [contract.contract("JK1", COUPLE, DECISION, one, "2026-11-23").version for one in (RULES, confirmed)]
    assert [unread in one for one in made] == [True, False]


def test_the_page_of_signatures_names_who_signed_in_order_on_the_clocks_of_gansu_and_whose_seals_stand_there():
    spouse = signatures.Signed("王示梅", "配偶", "SIGNS_BY_THEMSELVES", "2026-11-23T16:30:05.000Z")
    borrower = signatures.Signed("李晓示", "借款人", "SIGNS_BY_SEAL", "2026-11-23T02:00:00.000Z")
    made = signatures.page("示例中心", "河西银行", "JK1", "ab" * 32, [spouse, borrower], [borrower])
    first = ("借款人", "李晓示", text("SIGNS_BY_SEAL"), "2026年11月23日 10:00:00")
    assert made.rows == (first, ("配偶", "王示梅", text("SIGNS_BY_THEMSELVES"), "2026年11月24日 00:30:05"))
    assert (made.seals, made.drawn_up, made.sha256) == (("示例中心", "河西银行"), (first,), "ab" * 32)
    assert (made.head.issuer, made.head.number, made.head.on) == ("示例中心", "JK1", "2026-11-24")
    assert made.said == text("SIGNATURES_SAID")


def test_a_plan_of_repayments_states_the_loan_as_it_was_paid_out(letter):
    loan = Loan(plans.schedule(Decimal(600000), Decimal("2.6"), 360, "01"), date(2026, 11, 30))
    assert schedule.plan(letter, loan, RULES.repayment, "（未核实）").facts == (
        ("贷款金额", "人民币陆拾万元整（¥600,000.00）"), ("年利率", "2.60%（未核实）"), ("还款方式", "等额本息"), ("放款日期", "2026年11月30日"),
        ("到期日", "2056年11月30日"), ("还款日", "放款日的对应日，当月没有对应日的为当月最后一日"), ("利息合计", "¥264,733.47"), ("本息合计", "¥864,733.47"),
    )  # fmt: skip


def test_a_receipt_states_the_day_the_last_day_and_the_home_and_that_a_case_goes_on(letter):
    received = receipt.Received(date(2026, 11, 26), date(2026, 12, 3), limits.law(RULES), is_reopened=True)
    made = receipt.receipt(letter, RULES, received)
    assert made.facts == (
        ("收件日期", f"2026年11月26日{text('RECEIPT_GOES_ON')}"),
        ("至迟视为受理", "2026年12月3日"),
        ("住房坐落", WHERE),
    )
    assert made.opening == text("OPEN_RECEIPT") and "5 个工作日内（未核实）" in made.telling


@pytest.mark.parametrize("confirmed", [True, False])
@pytest.mark.parametrize("provisional", [True, False])
def test_what_is_waited_for_and_its_last_day_are_stated_with_their_marks(letter, confirmed, provisional):
    rules = replace(RULES, confirmed=frozenset({"special.appraisal"} if confirmed else ()))
    said = (letter, rules, "appraisal", "HELD_APPRAISAL", date(2026, 12, 7), limits.law(RULES))
    marks = ("" if confirmed else "（未核实）") + (text("PROVISIONAL_MARK") if provisional else "")
    assert procedure.procedure(*said, provisional=provisional).facts == (
        ("等待的事项", "等待评估报告"), ("进入日期", "2026年11月23日"), ("最长等待至", f"2026年12月7日{marks}"), ("住房坐落", WHERE),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("consent", "signed"),
    [
        ({}, {"签署方式": text("SIGNED_BY_THEMSELVES"), "办理渠道": "—", "会话编号": "—", "到场核验编号": "—"}),
        ({"channel": "wechat", "session": "s1"}, {"签署方式": text("SIGNED_BY_THEMSELVES"), "办理渠道": "微信小程序", "会话编号": "s1", "到场核验编号": "—"}),
        ({"channel": "gone", "presence": "p1"}, {"签署方式": text("SIGNED_AT_WINDOW"), "办理渠道": "gone", "会话编号": "—", "到场核验编号": "p1"}),
        (
            {"presence": "f1", "method": "signed_form", "proof": "ab"},
            {"签署方式": text("SIGNED_BY_HAND"), "办理渠道": "—", "会话编号": "—", "签字表单编号": "f1", "签字表单扫描件 SHA-256": "ab"},
        ),
    ],
)  # fmt: skip
def test_an_authorisation_states_by_which_channel_session_and_proof_it_was_given(consent, signed):
    signer = authorisation.Signer("spouse", "王示梅", "620102199702020028")
    made = authorisation.authorisation(
        "示例中心", signer, {"id": "c1", "given_at": "2026-11-23T02:00:00.000Z", **consent}
    )
    assert dict(made.signed) == {"签署时间": "2026年11月23日 10:00:00", **signed} and made.head.number == "c1"


def test_who_mortgages_and_does_not_borrow_reads_that_nothing_is_asked_of_them_of_which_contract_and_where_to_go(
    letter,
):
    theirs = replace(letter, application=replace(COUPLE, co_owners=(co_owner(),)), to="co_owner_1")
    made = refusal.released(theirs, RULES, "JK1")
    assert made.head.title == text("PAPER_RELEASED") and made.head.to == ("周共有",) and "（JK1）" in made.opening
    civil, where = made.ways
    assert "民事诉讼" in civil and RULES.name in civil and where.startswith(f"办理窗口：{RULES.name}")


def test_a_notice_names_whose_each_defect_is_and_what_the_reviewer_wants_explained(letter):
    places = {"D01.spouse": "异地贷款职工住房公积金缴存使用证明（D01） 配偶（共同借款人） 王示梅", "D01": "异地贷款职工住房公积金缴存使用证明（D01）",
              "home": "住房", "spouse": "配偶（共同借款人） 王示梅", "X99": "—"}  # fmt: skip
    defects = [{"code": "MARRIAGE_NO_RECORD", "where": one} for one in places]
    due, law = datetime(2026, 12, 14, 18), limits.law(RULES)
    asked = notice.notice(letter, defects, due, RULES, law, words="甲。\n\n乙。")
    assert [row[1] for row in asked.rows] == [*places.values()] and [row[3] for row in asked.rows] == ["—"] * 5
    assert asked.words == (text("OPEN_ASKED"), "甲。", "乙。")
    assert notice.notice(letter, defects, due, RULES, law).words == ()


@pytest.mark.parametrize("stated", [{"transact_addr": "示例路1号"}, {"transact_time": "9时至17时"}])
def test_of_a_window_of_which_only_half_is_stated_nothing_is_told_but_whom_to_ask(stated):
    rules = replace(RULES, guide={**RULES.guide, "transact_addr": "", "transact_time": "", **stated})
    assert window("示例中心", rules, "WINDOW_ENDED") == text(
        "WINDOW_ENDED_UNSTATED", centre="示例中心", transact_addr="", transact_time=""
    )
