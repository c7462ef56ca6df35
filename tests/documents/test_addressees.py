"""A refusal tells all parties what concerns all of them, and each party alone what is said of that party."""

from dataclasses import replace
from datetime import datetime

import pytest

from chalicelib.documents import facts_found, notice, refusal
from chalicelib.domain import limits
from tests.documents.conftest import COUPLE, LATE, MONTHS, PAID, RULES, refused, text_of
from tests.given.application import co_owner

MET = {"code": "ADULT", "outcome": "pass", "subject": "spouse", "text": "met", "basis": "依据"}
WORDS = {"code": "REVIEW_REFUSED", "outcome": "fail", "text": "家庭已有两套住房", "basis": "依据"}


def test_the_letter_to_all_says_of_whom_there_is_more_and_nothing_of_what_it_is(letter):
    common = refused(letter, LATE, MONTHS, PAID, WORDS, MET)
    assert [(one.code, one.found) for one in common.grounds] == [
        ("DOWN_PAYMENT", ("已付首付款 66.00 元",)),
        ("REVIEW_REFUSED", (WORDS["text"],)),
    ]
    text = text_of(common)
    assert text.count("写在只交给其本人的决定书中") == 2 and "王示梅的审核结论" in text and "李晓示的审核结论" in text
    assert not any(said in text for said in ("CREDIT", "逾期", "55", "77", "DEPOSIT", "spouse's", "borrower's"))


@pytest.mark.parametrize(
    ("party", "code", "figure"), [("spouse", "CREDIT_OVERDUE", "55"), ("borrower", "DEPOSIT_MONTHS", "77")]
)
def test_a_partys_own_letter_is_to_nobody_else_and_tells_what_was_found_of_them_alone(letter, party, code, figure):
    own = refused(replace(letter, to=party), LATE, MONTHS, PAID, WORDS)
    (ground,) = own.grounds
    assert (ground.code, own.others) == (code, ()) and figure in ground.found[0]
    assert own.head.to == tuple(one.name for one in COUPLE.people if one.key == party)


def test_of_two_who_fail_the_same_rule_each_is_told_their_own_figures(letter):
    both = [LATE, {**LATE, "subject": "borrower"}]
    figures = {"borrower": 33, "spouse": 55}
    inputs = {("CREDIT_OVERDUE", key): {"consecutive": run} for key, run in figures.items()}
    for party, run in figures.items():
        (ground,) = refusal.ended(replace(letter, to=party), RULES, "REFUSED", both, inputs=inputs).grounds
        assert [one for one in ("33", "55") if one in ground.found[0]] == [str(run)]


def test_a_refusal_for_another_partys_reason_alone_announces_none_and_says_where_it_stands_and_that_one_may_apply_again(
    letter,
):
    text = text_of(refused(letter, LATE))
    assert "理由和依据如下" not in text and "本人领取的决定书载明" in text and "第二十六条" in text
    assert "可以重新申请" in text and "逾期" not in text
    assert "缴存、余额" not in text_of(refused(letter, MONTHS)), "nor does what may be done tell what was found"
    assert "理由和依据如下" in text_of(refused(letter, LATE, PAID))
    assert "理由和依据如下" in text_of(refused(replace(letter, to="spouse"), LATE))


def test_the_refusals_of_two_do_not_send_them_round_in_a_circle(letter):
    """The letter to all gives no reason and names whose there are; each one's own says that the other letter gives none."""
    common = refused(letter, LATE, MONTHS)
    assert "由下列当事人本人领取的决定书载明" in common.opening and not common.grounds
    assert ["李晓示" in one for one in common.others] == [False, True]
    for party in ("spouse", "borrower"):
        own = text_of(refused(replace(letter, to=party), LATE, MONTHS))
        assert "不载明任何一方的理由" in own and "其他理由见发给全体" not in own
        assert "其他理由见发给全体" in text_of(refused(replace(letter, to=party), LATE, MONTHS, PAID))


def test_only_those_get_a_letter_of_their_own_of_whom_something_is_not_told_to_all(letter):
    assert refusal.addressees(letter, [LATE, PAID, MET]) == ["spouse"]
    assert refusal.addressees(letter, [PAID, WORDS, {**MONTHS, "outcome": "look"}]) == []


def test_what_is_said_of_a_co_owner_is_told_to_them_alone_and_a_letter_to_all_is_not_theirs(letter):
    owner = co_owner()
    with_them = replace(letter, application=replace(COUPLE, co_owners=(owner,)))
    dead = {"code": "ALIVE", "outcome": "fail", "subject": owner.key, "text": "owner's rule", "basis": "依据"}
    assert refusal.addressees(with_them, [dead, PAID]) == [owner.key]
    common, own = refused(with_them, dead, PAID), refused(replace(with_them, to=owner.key), dead, PAID)
    assert owner.name not in common.head.to and own.head.to == (owner.name,)
    assert [one.code for one in common.grounds] == ["DOWN_PAYMENT"] and [one.code for one in own.grounds] == ["ALIVE"]


def test_a_notice_tells_who_borrows_what_is_stated_and_filed_of_the_home_and_a_co_owner_neither(letter):
    owner = co_owner()
    with_them = replace(letter, application=replace(COUPLE, co_owners=(owner,)))
    differing = [{"code": "FILING_PRICE_MISMATCH", "where": "home", "field": "home.price"}]
    for to, told in (("", True), ("spouse", True), (owner.key, False)):
        asked = notice.notice(
            replace(with_them, to=to), differing, datetime(2026, 12, 14, 18), RULES, limits.law(RULES),
            on_file={"FILING_PRICE_MISMATCH": "¥7,654,321.00"},
        )  # fmt: skip
        assert [said in asked.rows[0][2] for said in ("¥1,180,000.00", "¥7,654,321.00")] == [told, told]


@pytest.mark.parametrize(
    ("field", "stated"),
    [
        ("home.unit_number", COUPLE.home.unit_number), ("home.contract_number", "LZ2026112300187"), ("home.area", "118.52"), ("home.title_number", "甘证7"),
        ("home.price", "¥1,180,000.00"), ("home.down_payment", "¥480,000.00"), ("home.location", None), ("home", None), ("price", None), ("people.0.name", None),
        ("old_loan.contract_number", None), ("other.home.price", None),
    ],
)  # fmt: skip
def test_a_notice_says_what_the_form_states_of_the_home_to_the_letter_and_nothing_of_anybody(letter, field, stated):
    titled = replace(letter, application=replace(COUPLE, home=replace(COUPLE.home, title_number="甘证7")))
    differing = [{"code": "FILING_PRICE_MISMATCH", "where": "home", "field": field}]
    asked = notice.notice(titled, differing, datetime(2026, 12, 14, 18), RULES, limits.law(RULES)).rows[0][2]
    assert asked.endswith(f"（申请表所填：{stated}）") if stated else "申请表所填" not in asked


def test_who_is_alone_in_a_case_is_told_all_in_one_letter(letter):
    alone = replace(letter, application=replace(COUPLE, people=COUPLE.people[:1]))
    assert refusal.addressees(alone, [MONTHS]) == [] and "77" in refused(alone, MONTHS).grounds[0].found[0]
    assert refusal.addressees(alone, [LATE]) == [] and refused(alone, LATE).grounds == (), "of nobody in the case"
    beside_an_owner = replace(alone, application=replace(alone.application, co_owners=(co_owner(),)))
    assert refusal.addressees(beside_an_owner, [MONTHS]) == ["borrower"]


@pytest.mark.parametrize("code", ["REVIEW_REFUSED", "CONTEST_UPHELD", "NOTHING_SHOWS_IT"])
def test_what_a_person_found_is_told_in_their_words_and_is_no_rule(letter, code):
    (ground,) = refused(letter, {**WORDS, "code": code}).grounds
    assert (ground.found, ground.rule) == ((WORDS["text"],), "")


@pytest.mark.parametrize(
    ("code", "offered"), [("ACCOUNT_NORMAL", True), ("DEPOSIT_MONTHS", True), ("AMOUNT", True), ("HOMES", False)]
)
def test_who_is_refused_for_what_is_credited_to_an_account_reads_how_to_have_that_looked_into(letter, code, offered):
    own = refused(replace(letter, to="borrower"), {**MONTHS, "code": code})
    assert any("缴存、余额" in way for way in own.ways) == offered


def test_figures_are_told_with_their_units_and_what_is_required_behind_them(letter):
    inputs = {
        ("DEPOSIT_MONTHS", "borrower"): {"months": 3, "needed": 6},
        ("DOWN_PAYMENT", "home"): {"needed": "236000.00", "paid": "200000.00"},
    }
    own = refusal.ended(replace(letter, to="borrower"), RULES, "REFUSED", [MONTHS], inputs=inputs)
    common = refusal.ended(letter, RULES, "REFUSED", [PAID], inputs=inputs)
    assert own.grounds[0].found[0] == "月数 3 个月，规定不低于 6 个月"
    assert common.grounds[0].found[0] == "已付首付款 200,000.00 元，规定不低于 236,000.00 元"


def test_a_limit_is_told_by_the_side_on_which_one_fails_and_a_share_at_it_is_over_it_already():
    assert facts_found.told("LOAN_RATIO", {"loan_ratio": "0.86", "limit": "0.85"}).endswith("，规定低于 0.85")
    assert "规定不超过 60" in facts_found.told("RETIREMENT", {"age": 61, "limit": 60})
    assert facts_found.told("HOMES", {"limit": 2, "needed": 1}) == "", "what is required alone was not found of anybody"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("earliest", "2026-12-01", "最早法定退休日 2026年12月1日"), ("latest", "2026-12-01", "最晚法定退休日 2026年12月1日"),
        ("until", "2026-12-01", "不得申请的最后一日 2026年12月1日"), ("owned", 2, "已有住房套数 2"), ("loans_used", 2, "已使用公积金贷款次数 2"),
        ("homes_counted", ["甲", "乙"], "计入的住房（不动产单元号） 甲、乙"), ("wished", "90000.00", "申请金额 90,000.00 元"),
        ("granted", "9000.00", "可贷金额 9,000.00 元"), ("consecutive", 3, "24 个月内最长连续逾期期数 3"), ("total", 6, "24 个月内累计逾期期数 6"),
        ("current_overdue", "1200.00", "当前逾期金额 1,200.00 元"), ("unsettled_housing_loans", 1, "未结清商业住房贷款笔数 1"),
        ("queries", 7, "近 3 个月贷款审批查询次数 7"), ("age", 17, "年龄（周岁） 17"), ("months_on_time", 3, "已正常还款月数 3 个月"),
        ("suspended", True, "中心目前暂停受理商转公"), ("unsettled", False, "信用报告显示原商业贷款已经结清"),
        ("suspended", False, ""), ("unsettled", True, ""), ("kind", "reject", ""), ("owned", None, ""),
    ],
)  # fmt: skip
def test_who_is_refused_reads_whatever_figure_it_rests_on_in_words_and_nothing_that_is_none(name, value, told):
    assert facts_found.told("ALIVE", {name: value}) == told


@pytest.mark.parametrize(
    ("inputs", "is_told"),
    [
        ({"outcome": "fail"}, True),
        ({"outcome": "look", "unverified": True}, True),
        ({"outcome": "look"}, False),
        ({}, False),
    ],
)
def test_a_reviewer_who_rests_on_what_a_rule_only_looked_at_does_not_make_it_so(inputs, is_told):
    assert bool(facts_found.told("ALIVE", inputs)) == is_told
