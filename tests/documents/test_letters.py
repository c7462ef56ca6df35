import csv
import io
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from chalicelib import messages, policy
from chalicelib.casework import rules as rules_of
from chalicelib.documents import (
    acceptance,
    appeal,
    approval,
    authorisation,
    notice,
    procedure,
    receipt,
    refusal,
    signatures,
    voucher,
)
from chalicelib.documents import schedule as paper
from chalicelib.documents.letter import chinese_date, remedies
from chalicelib.domain import limits
from chalicelib.domain.loan.schedule import schedule
from chalicelib.domain.loan.servicing import Loan, on_terms
from tests.documents.conftest import DAY, RULES, drawn, text_of

PAID_ON = date(2026, 11, 30)


def test_a_refusal_gives_codes_rule_text_basis_remedy_and_how_to_object(letter, rules):
    homes = rules.rules["HOMES"]
    reasons = [
        {"code": "HOMES", "outcome": "fail", "subject": "borrower", "text": homes.text, "basis": homes.basis},
        {"code": "ADULT", "outcome": "pass", "subject": "spouse", "text": rules.rules["ADULT"].text, "basis": "x"},
        {"code": "RETIREMENT", "outcome": "look", "subject": "borrower", "text": "y", "basis": "x"},
    ]
    inputs = {("HOMES", "borrower"): {"owned": 2, "loans_used": 1, "kind": "reject"}}
    own = replace(letter, to="borrower")
    text = text_of(refusal.ended(own, rules, "REFUSED", reasons, rules.version, inputs=inputs))
    assert "已有住房套数2；已使用公积金贷款次数1" in text and "reject" not in text
    for expected in ("不予贷款决定书", "HOMES", homes.text, homes.basis, "借款人李晓示", rules.version):
        assert expected in text
    for remedy in (
        "可以重新申请", "人工复核", "申请复核", "自收到之日起60日内", "人民政府（未核实）申请行政复议", "6个月内", "人民法院", "尚未经", "12329", "12345",
    ):  # fmt: skip
        assert remedy in text
    assert "ADULT" not in text and "RETIREMENT" not in text


def test_a_refusal_marks_a_rule_whose_ground_nobody_confirmed_and_gives_a_reviewers_words(letter):
    reasons = [
        {"code": "HOMES", "outcome": "fail", "text": "t", "basis": "b", "unverified": True},
        {"code": "REVIEW_REFUSED", "outcome": "fail", "text": "家庭已有两套住房", "basis": "条例"},
    ]
    text = text_of(refusal.ended(letter, RULES, "REFUSED", reasons))
    assert "b（未核实）" in text and "家庭已有两套住房" in text and "条例（未核实）" not in text


@pytest.mark.parametrize("reasons", [[], [{"code": "HOMES", "outcome": "look", "text": "t", "basis": "b"}]])
def test_nobody_is_refused_without_being_told_why(letter, reasons):
    with pytest.raises(ValueError, match="gives its reasons"):
        refusal.ended(letter, RULES, "REFUSED", reasons)


def test_a_case_not_accepted_is_told_why_in_the_catalogues_words(letter):
    text = text_of(refusal.ended(letter, RULES, "NOT_ACCEPTED", [{"code": "LIVE_CASE_UNIT"}]))
    assert "不予受理通知书" in text and "不动产单元已有一笔正在办理" in text and "行政复议" in text


def test_who_may_not_apply_for_a_home_reads_which_it_is(letter):
    (ground,) = refusal.ended(letter, RULES, "NOT_ACCEPTED", [{"code": "LIVE_CASE_UNIT"}]).grounds
    assert letter.application.home.unit_number in ground.found[0]


@pytest.mark.parametrize("code", refusal.NOT_TAKEN_IN)
def test_a_case_not_accepted_is_told_what_was_found_the_rule_its_basis_and_what_would_change_it(letter, code):
    (ground,) = refusal.ended(letter, RULES, "NOT_ACCEPTED", [{"code": code}]).grounds
    assert ground.found and ground.rule and ground.remedy and ground.basis.endswith("（未核实）")
    assert not any(person.name in ground.found[0] for person in letter.application.people), (
        "whose it is, is theirs to know"
    )


def test_an_ending_names_the_bodies_one_may_turn_to_and_the_window_as_its_centre_has_stated_and_marks_them(
    letter, rules
):
    text = text_of(refusal.ended(letter, rules, "NOT_ACCEPTED", [{"code": "LIVE_CASE_UNIT"}]))
    for said in (
        "市（州）人民政府（未核实）申请行政复议",
        "有管辖权的人民法院（未核实）",
        "业务互斥）（未核实）",
        "尚未由该中心填报",
    ):
        assert said in text, said
    own = {**rules.guide, "review_body": "示例市人民政府", "court": "示例铁路运输法院", "law_not_accepted": "示例规程第三条",
           "transact_addr": "示例路1号", "transact_time": "工作日9时至17时"}  # fmt: skip
    text = text_of(
        refusal.ended(letter, replace(rules, guide=own, unverified=()), "NOT_ACCEPTED", [{"code": "LIVE_CASE_UNIT"}])
    )
    for said in (
        "向示例市人民政府申请行政复议",
        "向示例铁路运输法院提起",
        "示例规程第三条",
        "示例路1号；办公时间：工作日9时至17时",
    ):
        assert said in text, said
    assert "示例规程第三条（未核实）" not in text


@pytest.mark.parametrize(("on", "article", "review"), [
    (date(2023, 12, 31), "《住房公积金管理条例》第二十六条（未核实）", "《行政复议法》第九条、第十二条（未核实）"),
    (date(2026, 9, 19), "《住房公积金管理条例》第二十六条（未核实）", "《行政复议法》（2023年修订）第二十条、第二十四条（未核实）"),
    (date(2026, 9, 20), "《住房公积金管理条例》（2026年修订）第二十六条", "《行政复议法》（2023年修订）第二十条、第二十四条（未核实）"),
])  # fmt: skip
def test_whatever_paper_quotes_the_law_quotes_that_of_the_day_with_its_mark(letter, on, article, review):
    then = policy.in_force(letter.application.centre, on)
    law, received = limits.law(then), receipt.Received(on, on, limits.law(then))
    promise = limits.Promise(then.deadlines | {"appeal": 15}, provisional=False)
    decision = {"amount": "600000.00", "months": 360, "rate": "2.60", "binding": "WISH", "policy_version": ""}
    for one in (
        acceptance.acceptance(letter, then, promise), receipt.receipt(letter, then, received), approval.approval(letter, decision, then),
        notice.notice(letter, [], datetime(2026, 12, 14, 18), then, law), notice.notice(letter, [], datetime(2026, 12, 14, 18), then, law, is_accepted=True),
        refusal.ended(letter, then, "REFUSED", [{"code": "ALIVE", "outcome": "fail", "subject": "nobody"}]),
    ):  # fmt: skip
        text = text_of(one)
        assert "第二十六条" not in text or (article in text and f"{article}（未核实）" not in text), one.KIND
    assert review in text
    unsaid = text_of(acceptance.acceptance(letter, then, promise, in_silence=True))
    assert "视为受理（未核实）" in unsaid


def test_a_third_home_is_refused_with_the_homes_that_were_counted_by_what_their_owners_know_them_by(letter):
    reason = {"code": "HOMES", "outcome": "fail", "subject": "borrower", "text": "规则", "basis": "依据"}
    used = {"kind": "reject", "owned": 2, "homes_counted": ["620102…00010001", "620102…00020002"], "loans_used": 1}
    own = refusal.ended(
        replace(letter, to="borrower"), RULES, "REFUSED", [reason], inputs={("HOMES", "borrower"): used}
    )
    (ground,) = own.grounds
    assert "已有住房套数 2" in ground.found[0] and "620102…00010001、620102…00020002" in ground.found[0]
    assert "已使用公积金贷款次数 1" in ground.found[0]


def test_a_basis_that_is_a_number_alone_bears_its_title(letter):
    number, title = "建金〔2010〕179号", "关于规范住房公积金个人住房贷款政策有关问题的通知"
    for basis, told in (
        (number, f"《{title}》（{number}）"),
        ("建金〔1999〕1号", "建金〔1999〕1号"),
        (f"《某》（{number}）", f"《某》（{number}）"),
    ):
        (ground,) = refusal.ended(
            letter, RULES, "REFUSED", [{"code": "HOMES", "outcome": "fail", "text": "规则", "basis": basis}]
        ).grounds
        assert ground.basis == told


def test_every_reason_for_not_accepting_a_case_is_told_with_its_facts():
    assert {rules_of.declined(guard) for guard in ("person", "unit")} == set(refusal.NOT_TAKEN_IN)


def test_who_is_told_of_a_cancelled_case_reads_that_disputes_over_the_contract_are_civil(letter):
    assert "民事诉讼" in text_of(refusal.ended(letter, RULES, "CANCELLED", []))
    assert "民事诉讼" not in text_of(refusal.ended(letter, RULES, "EXPIRED", []))


def test_what_can_be_done_is_told_by_what_holds_on_the_day_of_the_letter_whatever_judged_the_case(letter, rules):
    then = replace(rules, guide={**rules.guide, "review_day": "45"})
    less = {"amount": "1.00", "months": 360, "rate": "2.60"}
    for made in (
        refusal.ended(letter, rules, "EXPIRED", [], then=then),
        approval.approval(letter, less, rules, then=then),
    ):
        assert "自收到之日起 45 日内" in "".join(made.ways), made.KIND


def test_time_that_has_run_out_is_no_reason_that_could_go_away(letter, rules):
    ways = "".join(refusal.ended(letter, rules, "EXPIRED", [], causes=["没有在期限内补正。"]).ways)
    assert "可以随时重新申请" in ways and "上列原因消除后" not in ways


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (datetime(2026, 12, 14, 18), "2026年12月14日18时"),
        (datetime(2026, 12, 14, 17, 30), "2026年12月14日17时30分"),
        (datetime(2026, 12, 14, 23, 30), "2026年12月14日23时30分"),
        (datetime(2026, 12, 14, 23, 59, 59), "2026年12月14日24时"),
        (datetime(2026, 12, 14), "2026年12月14日"),
    ],
)
def test_a_notice_says_to_the_hour_until_when(letter, rules, moment, told):
    assert f"至迟于{told}一次补正" in text_of(notice.notice(letter, [], moment, rules, limits.law(rules)))


def test_a_notice_says_which_window_and_never_makes_up_an_address(letter, rules):
    assert "尚未由该中心填报" in text_of(
        notice.notice(letter, [], datetime(2026, 12, 14, 18), rules, limits.law(rules))
    )
    stated = {**rules.guide, "transact_addr": "示例路1号", "transact_time": "工作日9时至17时"}
    known = replace(rules, guide=stated, unverified=("guide.transact_addr",))
    text = text_of(notice.notice(letter, [], datetime(2026, 12, 14, 18), known, limits.law(known)))
    assert "示例路1号（未核实）" in text and "工作日9时至17时。" in text


def test_nobody_is_told_that_they_took_back_what_another_has_ended(letter):
    text = text_of(refusal.ended(letter, RULES, "WITHDRAWN", [], causes=["一方当事人撤回了授权。"], may_object=True))
    assert (
        "终止办理通知书" in text
        and "已被撤回或者否认，本次办理终止" in text
        and "撤件" not in text
        and "日撤回，本次" not in text
        and "民事争议" in text
        and "行政复议" in text
        and "上列原因消除后，可以重新申请" in text
    )


def test_who_took_it_back_reads_on_which_day_and_of_which_home(letter):
    text = text_of(refusal.ended(letter, RULES, "WITHDRAWN", [], taken_back_on=date(2026, 11, 20)))
    assert "示例路188号3幢2单元1502室）已于2026年11月20日撤回" in text


@pytest.mark.parametrize(
    ("ending", "words"),
    [("WITHDRAWN", "已于2026年11月23日撤回"), ("CANCELLED", "贷款未发放"), ("EXPIRED", "可重新申请")],
)
def test_every_other_ending_has_its_letter(letter, ending, words):
    text = text_of(refusal.ended(letter, RULES, ending, []))
    assert "示例路188号3幢2单元1502室" in text, "of which home"
    assert words in text and ("救济途径" in text) == (ending != "WITHDRAWN")
    assert "上列原因消除后" not in text, "it lists none"
    last = chinese_date(limits.appeal_until(RULES, letter.on))
    assert "重新申请" in text and (f"在{last}（未核实）前" in text) == (ending != "WITHDRAWN")


def test_the_correction_notice_holds_every_defect_with_whom_it_concerns_and_how_to_mend_it(letter, rules):
    defects = [
        {"code": "MARRIAGE_NO_RECORD", "where": "borrower", "remedy": "REMEDY_MARITAL_PROOF", "check": "marriage"},
        {"code": "MATERIAL_MISSING", "where": "B03", "remedy": "REMEDY_UPLOAD", "values": {"name": "首付款凭证"}},
        {
            "code": "FILING_UNIT_MISMATCH",
            "where": "home",
            "remedy": "REMEDY_PROPERTY",
            "why": "NEW_AFTER_CORRECTION",
            "field": "home.unit_number",
        },
    ]
    told = notice.notice(letter, defects, datetime(2026, 12, 14, 18), rules, limits.law(rules))
    text, ways = text_of(told), "".join(told.ways)
    assert "尚未受理" in text and "办理期限自受理之日起算" in ways and "提出异议" in ways
    assert "到窗口办理" in ways and "逾期未补正的，本次办理终止" in ways
    assert "下表所列3项需要补正" in text and "2026年12月14日" in text
    for expected in ("借款人李晓示", "不等于未婚", "首付款凭证（B03）", "缺少材料：首付款凭证", "签署单身承诺", "住房"):
        assert expected in text
    assert "根据您补正后的内容核验才能发现" in text
    assert f"申请表所填：{letter.application.home.unit_number}" in text and text.count("申请表所填") == 1
    price = notice.notice(
        letter,
        [{"code": "FILING_PRICE_MISMATCH", "where": "home", "field": "home.price"}],
        datetime(2026, 12, 14, 18),
        rules,
        limits.law(rules),
    )
    assert "申请表所填：¥1,180,000.00" in price.rows[0][2] and "网签备案所载" not in price.rows[0][2]
    of_person = {"code": "MARRIAGE_NO_RECORD", "where": "spouse", "field": "people.1.marital"}
    alone = notice.notice(letter, [of_person], datetime(2026, 12, 14, 18), rules, limits.law(rules))
    assert "申请表所填" not in text_of(alone)


def test_what_is_asked_after_acceptance_corrects_nothing_and_stops_no_limit_of_the_law(letter, rules):
    text = text_of(notice.notice(letter, [], datetime(2026, 12, 3, 18), rules, limits.law(rules), is_accepted=True))
    assert "到窗口办理" in text and "逾期未答复的，由工作人员决定" in text and "终止" not in text
    assert "核实事项告知书" in text and "补正" not in text and "法定期限不停止" in text and "至2026年12月3日" in text


@pytest.mark.parametrize(
    ("check", "contested"), [("marriage", True), ("review", False), ("materials", False), ("rules", False)]
)
def test_a_notice_offers_to_contest_only_what_an_agency_has_found(letter, rules, check, contested):
    asked = [{"code": "MARRIAGE_NO_RECORD", "where": "borrower", "remedy": "REMEDY_ASKED", "check": check}]
    told = notice.notice(letter, asked, datetime(2026, 12, 14, 18), rules, limits.law(rules), is_accepted=True)
    assert any("提出异议" in way for way in told.ways) == contested
    beside = [*asked, {"code": "MATERIAL_MISSING", "where": "B03", "values": {"name": "凭证"}, "check": "materials"}]
    told = notice.notice(letter, beside, datetime(2026, 12, 14, 18), rules, limits.law(rules), is_accepted=True)
    assert any("提出异议" in way for way in told.ways) == contested, "whatever is asked beside it"


def test_the_notice_of_a_case_accepted_by_silence_does_not_say_that_nothing_is_lacking(letter, rules):
    text = text_of(acceptance.acceptance(letter, rules, promised(rules), in_silence=True))
    assert "5个工作日内未告知" in text and "视为受理" in text and "材料齐全" not in text


def test_the_notice_of_a_case_accepted_on_a_promise_says_what_is_to_be_brought_and_by_when(letter, rules):
    made = acceptance.acceptance(letter, rules, promised(rules), owed=[("首付款凭证", date(2026, 12, 10))])
    told = dict(made.facts)
    assert told["待补交材料"] == "首付款凭证，至迟 2026年12月10日 补交" and "容缺" in made.opening
    assert (told["申请贷款"], told["网签合同编号"]) == ("¥600,000.00，360 个月（30 年）", "LZ2026112300187")
    assert "容缺" not in acceptance.acceptance(letter, rules, promised(rules)).opening


def test_a_paper_of_another_party_is_asked_for_in_their_name(letter, rules):
    lacking = [
        {"code": "MATERIAL_MISSING", "where": "D01.spouse", "remedy": "REMEDY_UPLOAD", "values": {"name": "证明"}}
    ]
    text = text_of(
        notice.notice(letter, lacking, datetime(2026, 12, 14, 18), rules, limits.law(rules), is_accepted=True)
    )
    assert "异地贷款职工住房公积金缴存使用证明（D01）" in text and "王示梅" in text


def promised(rules, provisional=False, **days):
    return limits.Promise({**rules.deadlines, **days}, provisional)


def test_the_notice_of_acceptance_says_which_limits_run_and_which_are_unverified(letter, rules):
    text = text_of(acceptance.acceptance(letter, rules, promised(rules, review=6, first_review=2)))
    assert letter.number in text and "自受理之日起10日内，即至迟于2026年12月3日" in text
    assert "初审2个" in text and "6个" in text, "what was promised this case, not what the centre published"
    assert ("（未核实）" in text) == ("deadlines" in rules.unverified)


def test_what_counts_from_a_later_day_is_told_today_and_says_so(letter, rules):
    later = date(2026, 11, 26)
    then = policy.in_force("620100", later)
    text = text_of(acceptance.acceptance(letter, then, promised(then)))
    assert "受理日期2026年11月26日" in text and "至迟于2026年12月6日" in text
    assert acceptance.acceptance(letter, then, promised(then)).head.on == "2026-11-23"
    goes_on = receipt.Received(later, date(2026, 12, 3), limits.law(rules), is_reopened=True)
    assert "办公时间" not in text_of(receipt.receipt(letter, rules, goes_on)), "it was handed in long before"
    for received, said in ((later, True), (DAY, False)):
        handed_in = receipt.receipt(letter, rules, receipt.Received(received, date(2026, 12, 3), limits.law(rules)))
        assert ("在办公时间以外提交" in text_of(handed_in)) == said


def test_the_receipt_lists_each_material_under_whose_it_is(letter, rules):
    brought = replace(letter.application, documents={"C01": ("1",), "C01.spouse": ("2", "3")})
    received = receipt.Received(DAY, date(2026, 12, 3), limits.law(rules))
    _, *rows = receipt.receipt(replace(letter, application=brought), rules, received).rows
    assert [row[2:] for row in rows] == [(letter.whom("borrower"), "1"), (letter.whom("spouse"), "2")]


def test_a_way_to_object_bears_the_mark_of_its_law_and_of_its_time(letter, rules):
    marked_by = {
        "guide.law_review": {"law_review"},
        "guide.review_day": {"law_review"},
        "guide.court_months": {"law_court"},
    }
    mark = messages.text("UNVERIFIED_MARK")
    for figure, marked in marked_by.items():
        told = remedies(replace(rules, unverified=(figure,)))
        assert {name for name, said in told.items() if name.startswith("law_") and said.endswith(mark)} == marked


def test_a_case_accepted_before_the_law_was_amended_is_told_the_law_of_that_day(letter):
    accepted = replace(letter, on=date(2026, 9, 19))
    rules = policy.in_force("620100", accepted.on)
    text = text_of(acceptance.acceptance(accepted, rules, promised(rules)))
    assert "自受理之日起15日内，即至迟于2026年10月4日" in text


def test_days_that_may_still_change_are_said_to_be_provisional_when_they_are_promised(letter, rules):
    assert "暂定" in text_of(acceptance.acceptance(letter, rules, promised(rules, provisional=True)))
    assert "暂定" not in text_of(acceptance.acceptance(letter, rules, promised(rules)))


def test_where_only_days_off_are_left_the_law_s_day_is_promised_and_no_number_of_days(letter, rules):
    text = text_of(acceptance.acceptance(letter, rules, promised(rules, review=0)))
    assert "法定期限届满前均为休息日" in text and "0个工作日" not in text


def test_a_due_day_that_may_still_move_is_said_to_be_provisional(letter, rules):
    due = datetime(2027, 1, 15, 18)
    assert "至2026年12月3日" in text_of(notice.notice(letter, [], due, rules, limits.law(rules), is_accepted=True))
    assert "2027年1月15日18时（暂定" in text_of(
        notice.notice(letter, [], due, rules, limits.law(rules), is_accepted=True, provisional=True)
    )
    assert "暂定" not in text_of(notice.notice(letter, [], due, rules, limits.law(rules), is_accepted=True))


def test_the_approval_says_what_was_granted(letter, rules):
    decision = {"amount": "598000.00", "months": 300, "rate": "2.60", "policy_version": "620100-x"}
    text = text_of(approval.approval(letter, decision, rules))
    for expected in (
        "人民币伍拾玖万捌仟元整（¥598,000.00）",
        "300个月（25年）",
        "2.60%（未核实）",
        "620100-x",
        "李晓示、王示梅",
    ):
        assert expected in text
    assert "2.60%（未核实）" not in text_of(approval.approval(letter, decision, replace(rules, unverified=())))


def test_the_approval_names_the_cap_that_lowered_the_wish_and_marks_it(letter, rules):
    decision = {"amount": "60000.00", "months": 300, "rate": "2.60", "binding": "CAP_BALANCE"}
    assert "账户余额倍数（未核实）" in text_of(approval.approval(letter, decision, rules))
    read = replace(rules, confirmed=frozenset(rules.sources))
    text = text_of(approval.approval(letter, decision, read))
    assert "账户余额倍数" in text and "账户余额倍数（未核实）" not in text
    assert "决定额度" not in text_of(approval.approval(letter, {**decision, "binding": "WISH"}, rules))


def test_the_approval_of_less_than_was_asked_for_says_so_and_what_can_be_done(letter, rules):
    decision, wish = {"amount": "460000.00", "months": 300, "rate": "2.60"}, letter.application.wish
    paid = replace(letter.application, home=replace(letter.application.home, down_payment=Decimal(540000)))
    text = text_of(approval.approval(letter, decision, rules, paid))
    for expected in (
        "¥600,000.00；核定",
        "少¥140,000.00",
        "360个月（30年）；核定",
        "按¥540,000.00核定（申请表所填¥480,000.00",
        "救济途径",
        "行政复议",
    ):
        assert expected in text, expected
    assert "短于申请的期限（未核实）" in text
    others = replace(rules, unverified=("rates", "deadlines"))
    assert "短于申请的期限（未核实）" not in text_of(approval.approval(letter, decision, others, paid))
    whole = {"amount": f"{wish.amount}", "months": wish.months, "rate": "2.60"}
    text = text_of(approval.approval(letter, whole, rules))
    assert not [one for one in ("申请金额", "申请期限", "首付款", "救济途径") if one in text]
    for one in ({"amount": "460000.00"}, {"months": 300}):
        assert approval.approval(letter, {**whole, **one}, rules).ways, "either is less than was asked for"


def test_the_approval_of_a_combination_tells_of_the_other_loan_and_what_comes_first(letter, rules):
    decision = {"amount": "600000.00", "months": 300, "rate": "2.60"}
    wish = replace(letter.application.wish, commercial_amount=Decimal(300000), commercial_months=480)
    both = replace(letter, application=replace(letter.application, wish=wish))
    text = text_of(approval.approval(both, decision, replace(rules, bank_part={"cost": {}})))
    for expected in ("¥300,000.00、480个月（40年）", "不在本决定之内", "综合融资成本", "当面签订合同"):
        assert expected in text, expected
    assert "综合融资成本" not in text_of(approval.approval(both, decision, replace(rules, bank_part={})))
    assert "商业性贷款" not in text_of(approval.approval(letter, decision, rules))


def test_the_voucher_bears_the_banks_number_or_says_that_it_told_none_and_what_the_bank_lends_beside(letter):
    paid = {"serial": "JK1P1", "amount": "600000.00", "rate": "2.6", "mark": "", "on": "2026-11-30"}
    seller, wish = letter.application.home.seller, letter.application.wish
    assert "H2026113000001" in text_of(
        voucher.voucher(letter, "JK1", 360, {**paid, "receipt": "H2026113000001"}, seller)
    )
    plain = text_of(voucher.voucher(letter, "JK1", 360, paid, seller))
    assert "受托银行未回传" in plain and "商业性贷款" not in plain
    both = replace(
        letter, application=replace(letter.application, wish=replace(wish, commercial_amount=Decimal(300000)))
    )
    told = {**paid, "other": "300000.00", "other_contract": "GD1"}
    text = text_of(voucher.voucher(both, "JK1", 360, told, seller))
    assert "人民币叁拾万元整" in text and "编号GD1" in text and "不在本凭证之内" in text
    assert "金额以银行告知为准" in text_of(voucher.voucher(both, "JK1", 360, paid, seller))
    nothing = text_of(
        voucher.voucher(both, "JK1", 360, {**paid, "other_contract": "GD1", "other_failed": "yes"}, seller)
    )
    assert "没有按其借款合同（编号GD1）发放" in nothing and "另行发放" not in nothing


@pytest.mark.parametrize(
    ("due_day", "told"), [("paid_out", "2046年11月23日"), (31, "2046年11月23日（末期还款日为2046年11月30日）")]
)
def test_a_paid_loan_says_when_its_term_ends_and_its_last_instalment_is_due(due_day, told):
    loan = on_terms(schedule(Decimal(600000), Decimal("2.6"), 240, "01"), DAY, {**RULES.repayment, "due_day": due_day})
    assert paper.ends(loan) == told


def test_the_voucher_says_to_whom_the_loan_was_paid(letter):
    payment = {
        "serial": "JK1P1",
        "amount": "600000.00",
        "rate": "2.6",
        "mark": "（未核实）",
        "on": "2026-11-30",
        "certificate": "甘(2026)证",
        "ends": "2056年11月30日",
    }
    made = voucher.voucher(letter, "JK1", 360, payment, letter.application.home.seller)
    told = dict(made.facts)
    assert (told["借款合同编号"], told["贷款期限"], told["到期日"]) == ("JK1", "360 个月（30 年）", "2056年11月30日")
    assert (told["受托银行"], told["收款银行"]) == ("河西银行", "陇原银行"), (
        "who pays, and where the payee's account is"
    )
    text = text_of(made)
    for expected in (
        "JK1P1",
        "2.60%（未核实）",
        "人民币陆拾万元整",
        "2026年11月30日",
        "示例房地产开发有限公司",
        "6222022700000000011",
        "甘(2026)证",
        "本中心委托",
    ):
        assert expected in text
    assert "受兰州住房公积金管理中心委托" not in text


def test_an_authorisation_says_who_what_for_how_long_and_when_on_the_clocks_of_gansu():
    asked = {"to": "示例中心", "purpose": "审核贷款", "scope": "信用报告", "validity": "至办结之日", "version": "2"}
    signer = authorisation.Signer("spouse", "王示梅", "620102199001010028")
    made = authorisation.authorisation(
        "示例中心", signer, {"id": "c1", "given_at": "2026-11-23T16:30:05.000Z", **asked}
    )
    assert [said for _, said in made.facts] == [
        "配偶（共同借款人） 王示梅", "620102199001010028", *asked.values(),
    ]  # fmt: skip
    assert (made.head.on, dict(made.signed)["签署时间"]) == ("2026-11-24", "2026年11月24日 00:30:05")


def test_an_authorisation_says_by_which_act_it_was_given_and_on_which_proof():
    signer = authorisation.Signer("spouse", "王示梅", "620102199001010028")
    given = {"id": "c1", "given_at": "2026-11-23T02:00:00.000Z", "channel": "wechat", "session": "s1"}
    at_window = {"presence": "p1", "method": "id_card_and_face"}
    by_hand = {"presence": "f1", "method": authorisation.BY_HAND, "proof": "ab" * 32}
    own, seen, written = (
        dict(authorisation.authorisation("示例中心", signer, {**given, **how}).signed)
        for how in ({}, at_window, by_hand)
    )
    assert (own["签署方式"], own["会话编号"], own["到场核验编号"]) == ("本人登录后以电子方式签署", "s1", "—")
    assert (seen["签署方式"], seen["到场核验编号"]) == ("本人到窗口，经核验后签署", "p1")
    assert written["签署方式"].startswith("本人未到窗口") and "签字表单编号" not in seen
    assert (written["签字表单编号"], written["签字表单扫描件 SHA-256"]) == ("f1", "ab" * 32)


def test_the_page_of_signatures_bears_the_day_of_the_last(letter):
    late, early = (
        signatures.Signed("李晓示", "借款人", "CONTRACT_SIGNED_BY_THEMSELVES", f"2026-11-{day}T02:00:00.000Z")
        for day in (25, 23)
    )
    made = signatures.page("示例中心", "河西银行", "JK1", "ab" * 32, [late, early])
    assert made.rows[0][:3] == ("借款人", "李晓示", "本人登录后以电子方式签署")
    assert made.head.on == "2026-11-25" and [row[3][:11] for row in made.rows] == ["2026年11月23日", "2026年11月25日"]


def test_letters_are_the_same_bytes_each_time(letter):
    assert drawn(refusal.ended(letter, RULES, "EXPIRED", [])) == drawn(refusal.ended(letter, RULES, "EXPIRED", []))


def test_the_schedule_lists_every_period_to_the_last_cent(letter, rules):
    plan = schedule(Decimal(600000), Decimal("2.6"), 360, "01")
    drawn_up = paper.plan(letter, Loan(plan, PAID_ON), rules.repayment, "（未核实）")
    assert len(drawn_up.rows) == 360 and dict(drawn_up.facts)["还款日"].startswith("放款日的对应日")
    told = dict(drawn_up.facts)
    assert (told["年利率"], told["放款日期"], told["到期日"]) == ("2.60%（未核实）", "2026年11月30日", "2056年11月30日")
    pages = [page.extract_text() for page in PdfReader(BytesIO(drawn(drawn_up))).pages]
    assert len(pages) == 9, "a page of terms, then 45 rows a page"
    assert all("还款计划表" in page and "剩余本金" in page and "李晓示" in page for page in pages[1:])
    text = text_of(drawn_up)
    for expected in ("¥264,733.47", "¥864,733.47", "2026-12-30", "2027-02-28", "2056-11-30", "2,401.11"):
        assert expected in text


def test_the_schedule_file_adds_up_and_opens_in_a_spreadsheet():
    plan = schedule(Decimal(500000), Decimal("2.1"), 60, "02")
    content = paper.schedule_csv(Loan(plan, PAID_ON))
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert head[0] == "期次" and len(rows) == 60
    assert sum(Decimal(row[3]) for row in rows) == 500000
    assert sum(Decimal(row[4]) for row in rows) == Decimal("26687.50")
    assert rows[0][1:3] == ["2026-12-30", "9208.33"] and rows[-1][5] == "0.00"


def test_the_schedule_falls_due_on_the_centres_day_and_counts_a_broken_first_period_by_days():
    terms = {"due_day": "20", "day_count": "actual/360", "penalty": "1.5"}
    loan = on_terms(schedule(Decimal(500000), Decimal("2.1"), 60, "02"), PAID_ON, terms)
    _, first, second, *_ = csv.reader(io.StringIO(paper.schedule_csv(loan).decode("utf-8-sig")))
    assert (first[1], second[1]) == ("2026-12-20", "2027-01-20")
    assert first[4] == "583.33", "500,000 at 2.1 % for 20 of 360 days"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1"])
def test_no_cell_can_become_a_formula(cell):
    assert paper.guarded(cell) == f"'{cell}"
    assert paper.guarded("2402.04") == "2402.04"


def test_the_room_costs_nothing_until_a_paper_is_made():
    script = "import sys; from chalicelib.documents import contract, notice, refusal, schedule, voucher, approval, acceptance, printing\n"
    script += "assert 'typst' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True, env={"PYTHONPATH": "functions"})


def test_the_day_of_a_letter_is_in_its_closing(letter):
    assert f"{DAY.year}年{DAY.month}月{DAY.day}日" in text_of(refusal.ended(letter, RULES, "EXPIRED", []))


@pytest.mark.parametrize(
    ("accepted", "decision", "balances"),
    [
        (date(2026, 9, 19), "《住房公积金管理条例》第二十六条", "《住房公积金管理条例》第三十六条"),
        (
            date(2026, 9, 20),
            "《住房公积金管理条例》（2026年修订）第二十六条",
            "《住房公积金管理条例》（2026年修订）第三十七条",
        ),
    ],
)
def test_every_letter_quotes_the_law_as_amended_on_the_day_the_case_was_accepted(letter, accepted, decision, balances):
    rules = policy.in_force("620100", accepted)
    granted = {"amount": "598000.00", "months": 300, "rate": "2.60"}
    for written in (
        acceptance.acceptance(letter, rules, promised(rules)),
        approval.approval(letter, granted, rules),
    ):
        assert decision in text_of(written)
    refused = [{"code": "DEPOSIT_MONTHS", "text": "t", "basis": rules.rules["DEPOSITOR"].basis, "outcome": "fail"}]
    text = text_of(refusal.ended(letter, rules, "REFUSED", refused))
    assert balances in text and ("2026年修订" in rules.rules["DEPOSITOR"].basis) == ("2026年修订" in decision)


@pytest.mark.parametrize(("is_accepted", "law"), [(True, "至迟于2026年12月3日作出准予"), (False, "自受理之日起10日")])
def test_who_waits_is_told_for_what_until_when_and_that_the_laws_limit_is_no_later_for_it(letter, is_accepted, law):
    until, binds = date(2026, 12, 7), limits.law(RULES)
    text = text_of(
        procedure.procedure(letter, RULES, "appraisal", "HELD_APPRAISAL", until, binds, is_accepted=is_accepted)
    )
    for said in (
        "特别程序告知书",
        "等待评估报告",
        "2026年12月7日（未核实）",
        "承诺的办理时限停止计算",
        law,
        "无须补交材料",
    ):
        assert said in text, said


@pytest.mark.parametrize(
    ("how", "law"),
    [({"is_decided": True}, "贷款审批决定已经作出"), ({"is_past_law": True}, "已于2026年12月3日届满")],
)
def test_no_decision_is_promised_that_was_taken_or_by_a_day_that_has_gone(letter, how, law):
    said = (letter, RULES, "appraisal", "HELD_APPRAISAL", date(2026, 12, 7), limits.law(RULES))
    text = text_of(procedure.procedure(*said, **how))
    assert law in text and "至迟于" not in text


@pytest.mark.parametrize(
    ("outcome", "title", "court"),
    [("upheld", "（维持）", True), ("reopened", "（恢复办理）", False), ("conceded", "（异议成立）", True)],
)
def test_how_an_appeal_was_decided_says_why_and_what_is_left(letter, outcome, title, court):
    text = text_of(appeal.decided(letter, RULES, outcome, "不予贷款决定书", DAY, "补缴已经入账", date(2026, 12, 3)))
    assert ("至迟于2026年12月3日作出" in text) == (outcome == "reopened")
    assert f"异议复核决定书{title}" in text and "补缴已经入账" in text and "《不予贷款决定书》" in text
    assert ("行政诉讼" in text) == court


def test_the_remedies_an_answer_to_an_objection_names_are_those_of_the_day_of_the_end(letter, rules):
    then = replace(rules, guide={**rules.guide, "review_day": "45"})
    said = (letter, rules, "upheld", "不予贷款决定书", DAY, "核对无误")
    ways = ["".join(appeal.decided(*said, then=day).ways) for day in (None, then)]
    assert ["45 日内" in one for one in ways] == [False, True]


def test_an_answer_to_who_was_never_accepted_names_no_policy_of_that_day(letter):
    texts = [
        text_of(appeal.decided(letter, RULES, "upheld", "不予受理通知书", DAY, "核对无误", is_accepted=it))
        for it in (True, False)
    ]
    assert ["以受理日施行的政策为准" in text for text in texts] == [True, False]


@pytest.mark.parametrize("outcome", ["upheld", "conceded"])
def test_what_answers_an_objection_begins_no_limit_offers_no_second_look_and_names_the_civil_court_of_a_contract(
    letter, outcome
):
    said = (letter, RULES, outcome, "终止贷款通知书", DAY, "没有查到")
    of_loan, of_contract = (text_of(appeal.decided(*said, of_contract=had)) for had in (False, True))
    for text in (of_loan, of_contract):
        assert "不重新起算期限" in text and "自收到该文书之日起60日内" in text and "不再重复复核" in text
        assert "自收到之日起" not in text and "可以先向" not in text
    assert "民事诉讼" in of_contract and "民事诉讼" not in of_loan
