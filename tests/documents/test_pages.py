"""Where papers break: never before the seal alone, and nothing that somebody wrote runs off the sheet."""

from datetime import datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from chalicelib import messages
from chalicelib.documents import notice, refusal
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
