"""Where papers break: never before the seal alone, and nothing that somebody wrote runs off the sheet."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from chalicelib import messages
from chalicelib.documents import notice, refusal
from chalicelib.documents import schedule as plan
from chalicelib.domain.loan.schedule import schedule
from chalicelib.domain.loan.servicing import on_terms
from tests.documents.conftest import RULES, drawn

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


@pytest.mark.parametrize("lines", range(1, 24, 2))
def test_the_last_words_of_a_letter_stand_with_its_seal(letter, rules, lines):
    reason = {"code": "REVIEW_REFUSED", "outcome": "fail", "text": "不符合贷款条件。" * 3 * lines, "basis": "依据"}
    for value in (
        refusal.ended(letter, rules, "WITHDRAWN", [], causes=["本次办理终止。" * 3 * lines]),
        refusal.ended(letter, rules, "REFUSED", [reason], "620100@2026-11-23"),
        notice.notice(letter, [{"code": "MARRIAGE_NO_RECORD", "where": "borrower", "remedy": "REMEDY_MARITAL_PROOF"}] * (lines // 2 + 1),
                      datetime(2026, 12, 14, 18), rules, None),
    ):  # fmt: skip
        assert not pages(value)[-1].startswith(SEAL)


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
    shown = pages(notice.notice(letter, defects, datetime(2026, 12, 14, 18), rules, None))
    assert "末尾字" in "".join(shown) and sum(page.count("材料所载与登记不符") for page in shown) > 115
