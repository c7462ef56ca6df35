"""Where papers break: never before the seal alone, and nothing that somebody wrote runs off the sheet."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from chalicelib import messages
from chalicelib.documents import acceptance, appeal, contract, notice, refusal, voucher
from chalicelib.documents import schedule as plan
from chalicelib.domain import limits
from chalicelib.domain.loan.schedule import schedule
from chalicelib.domain.loan.servicing import on_terms
from tests.documents.conftest import COUPLE, LONG, PAYMENT, RULES, crowd, drawn

SEAL = messages.text("HELP_LINES")[:8]


def pages(value):
    texts = (page.extract_text() for page in PdfReader(BytesIO(drawn(value))).pages)
    return [text.replace("\n", "").replace(" ", "") for text in texts]


@pytest.mark.parametrize("lines", range(8, 17))
def test_the_seal_never_stands_on_a_page_without_the_words_before_it(letter, lines):
    cause = "本次办理终止的原因如下。" * 2 * lines
    *_, last = pages(refusal.ended(letter, RULES, "CANCELLED", [], causes=[cause]))
    assert SEAL in last and "2026年11月23日" in last
    assert not last.startswith(SEAL), "the last words stand with it"


@pytest.mark.parametrize("signs", [482, 600, 900])
def test_last_words_longer_than_a_page_holds_beside_the_seal_end_with_it(letter, signs):
    for said in ("本次办理终止的原因如下。", "一"):
        cause = said * (signs // len(said)) + "末尾。"
        *before, last = pages(refusal.ended(letter, RULES, "WITHDRAWN", [], causes=[cause]))
        assert last.index("末尾。") > 20 and SEAL in last, "some of the words stand with it"
        assert sum(page.count(said) for page in (*before, last)) >= signs // len(said) - 2, "none is lost"


@pytest.mark.parametrize("lines", range(1, 24, 2))
def test_the_last_words_of_a_letter_stand_with_its_seal(letter, rules, lines):
    reason = {"code": "REVIEW_REFUSED", "outcome": "fail", "text": "不符合贷款条件。" * 3 * lines, "basis": "依据"}
    for value in (
        refusal.ended(letter, rules, "WITHDRAWN", [], causes=["本次办理终止。" * 3 * lines]),
        refusal.ended(letter, rules, "REFUSED", [reason], "620100@2026-11-23"),
        notice.notice(letter, [{"code": "MARRIAGE_NO_RECORD", "where": "borrower", "remedy": "REMEDY_MARITAL_PROOF"}] * (lines // 2 + 1),
                      datetime(2026, 12, 14, 18), rules, limits.law(rules)),
    ):  # fmt: skip
        assert not pages(value)[-1].startswith(SEAL)


def test_a_letter_goes_on_to_no_second_page_for_a_few_lines_and_is_set_smaller_only_for_that(letter, rules):
    promise = limits.Promise(dict.fromkeys(rules.deadlines, 5) | {limits.WHOLE: 6}, False)
    assert len(pages(acceptance.acceptance(letter, rules, promise))) == 1
    for causes in (["终止的原因。"], ["终止的原因。" * 300]):
        assert 16 in _sizes(refusal.ended(letter, rules, "CANCELLED", [], causes=causes)), (
            "not where it takes two all the same"
        )


def _sizes(value):
    """How large what a paper says is set, in points."""
    found = set()
    PdfReader(BytesIO(drawn(value))).pages[0].extract_text(
        visitor_text=lambda text, _cm, tm, _font, size: found.add(round(size * tm[0])) if "终止" in text else None
    )
    return found


def test_what_somebody_wrote_keeps_its_paragraphs(letter, rules):
    words = "购房合同与备案不一致。\n\n无法确认还款能力。"
    reasons = [{"code": "REVIEW_REFUSED", "outcome": "fail", "text": words, "basis": "依据"}]
    assert refusal.ended(letter, rules, "REFUSED", reasons).grounds[0].found == (
        "购房合同与备案不一致。",
        "无法确认还款能力。",
    )
    due = datetime(2026, 12, 14, 18)
    for value in (refusal.ended(letter, rules, "REFUSED", reasons), refusal.ended(letter, rules, "CANCELLED", [], causes=[words]),
                  appeal.decided(letter, rules, "upheld", "决定书", date(2026, 11, 26), words), notice.notice(letter, [], due, rules, limits.law(rules), words=words)):  # fmt: skip
        lines = PdfReader(BytesIO(drawn(value))).pages[0].extract_text().splitlines()
        assert any(line.strip().endswith("不一致。") for line in lines), "and the next begins on a line of its own"


def test_what_has_no_document_number_names_its_case_on_a_line_of_its_own(letter, rules):
    loan = on_terms(schedule(Decimal(600000), Decimal("2.6"), 12, "01"), date(2026, 11, 30), rules.repayment)
    first = PdfReader(BytesIO(drawn(plan.plan(letter, loan, rules.repayment, "")))).pages[0].extract_text()
    assert "还款计划表" in first.splitlines()


def test_what_a_reviewer_wrote_at_length_begins_under_its_head_and_is_printed_to_its_end(letter):
    words = "经核查，购房合同与备案信息不一致，无法确认还款能力。" * 70 + "末尾字"
    reasons = [{"code": "REVIEW_REFUSED", "outcome": "fail", "text": words, "basis": "依据"}]
    first, *more = pages(refusal.ended(letter, RULES, "REFUSED", reasons))
    assert "经核查" in first and any("末尾字" in page for page in more)
    assert sum(page.count("无法确认还款能力") for page in (first, *more)) > 65


def test_a_long_row_of_a_notice_is_printed_to_its_end(letter, rules):
    long = "材料所载与登记不符。" * 120 + "末尾字"
    defects = [{"code": "MATERIAL_MISSING", "where": "B03", "remedy": "REMEDY_UPLOAD", "values": {"name": long}}]
    shown = pages(notice.notice(letter, defects, datetime(2026, 12, 14, 18), rules, limits.law(rules)))
    assert "末尾字" in "".join(shown) and sum(page.count("材料所载与登记不符") for page in shown) > 115


def test_the_table_of_a_voucher_to_many_begins_under_its_head(letter):
    people = tuple(replace(one, name=LONG) for one in crowd().people)
    many = replace(letter, application=replace(crowd(), people=people), issuer=LONG)
    first, *_ = pages(voucher.voucher(many, "JK1", 360, PAYMENT, COUPLE.home.seller))
    assert "借款合同编号" in first and "放款金额" in first


def test_whoever_signs_signs_a_page_that_says_what_is_signed(rules):
    decision = {"amount": "600000.00", "months": 360, "rate": "2.6"}
    for lines in range(0, 12, 2):
        reached = {"borrower": "兰州市城关区示例" * lines}
        drawn_up = pages(contract.contract("JK1", COUPLE, decision, rules, "2026-11-23", reached))
        (place,) = [page for page in drawn_up if "丙方：河西银行" in page]
        assert "适用政策版本" in place and "借款人：" in place
