"""What a letter at the end of a case is called, opens with and sends one to, and what a notice asks; on values, nothing is printed."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from chalicelib.documents import notice, refusal
from chalicelib.documents.letter import marked, window
from chalicelib.domain import limits
from chalicelib.domain.status import Status
from chalicelib.domain.statute import quoted
from chalicelib.messages import text
from tests.documents.conftest import COUPLE, RULES

ASKED, UNASKED = [], ["一方当事人撤回了授权。"]
REASON = {"code": "DOWN_PAYMENT", "outcome": "fail", "subject": "home"}
HOME = COUPLE.home


@pytest.mark.parametrize(
    ("ending", "causes", "called"),
    [
        ("WITHDRAWN", ASKED, "WITHDRAWN"),
        ("WITHDRAWN", UNASKED, "LEFT"),
        ("CANCELLED", UNASKED, "CANCELLED"),
        ("EXPIRED", UNASKED, "EXPIRED"),
        ("NOT_ACCEPTED", ASKED, "NOT_ACCEPTED"),
    ],
)
@pytest.mark.parametrize("back_on", [None, date(2026, 11, 20)])
def test_a_letter_is_called_and_opens_by_how_the_case_ended_and_on_which_day(letter, ending, causes, called, back_on):
    made = refusal.ended(letter, RULES, Status(ending), [], causes=causes, taken_back_on=back_on)
    day = "2026年11月20日" if back_on else "2026年11月23日"
    assert made.head.title == text(f"PAPER_{called}") and made.causes == tuple(causes)
    assert made.opening == text(f"OPEN_{called}", on=day, home=HOME.location)


@pytest.mark.parametrize(
    ("ending", "reasons", "causes", "first", "is_civil"),
    [
        ("REFUSED", [REASON], ASKED, "OBJECTION_FIX", False),
        ("NOT_ACCEPTED", [], ASKED, "APPLY_AGAIN", False),
        ("NOT_ACCEPTED", [], UNASKED, "OBJECTION_FIX", False),
        ("CANCELLED", [], ASKED, "APPLY_AGAIN", True),
        ("CANCELLED", [REASON], ASKED, "OBJECTION_FIX", True),
        ("WITHDRAWN", [], UNASKED, "OBJECTION_FIX", True),
        ("EXPIRED", [], UNASKED, "APPLY_AGAIN", False),  # time that has run out never goes away
        ("EXPIRED", [REASON], ASKED, "APPLY_AGAIN", False),
    ],
)
def test_what_can_be_done_goes_by_whether_there_is_something_to_put_right_and_a_contract_to_dispute(
    letter, ending, reasons, causes, first, is_civil
):
    ways = refusal.ended(letter, RULES, Status(ending), reasons, causes=causes, may_object=True).ways
    assert ways[0] == text(first) and ways[-1] == window(letter.issuer, RULES, "WINDOW_ENDED")
    assert any("民事诉讼" in one for one in ways) is is_civil and len(ways) == 5 + is_civil


@pytest.mark.parametrize(
    ("ending", "said", "may"),
    [
        ("EXPIRED", None, True),
        ("EXPIRED", False, False),
        ("WITHDRAWN", None, False),  # what one took back oneself
        ("WITHDRAWN", True, True),
    ],
)
def test_an_end_is_objected_to_as_its_state_says_unless_the_case_says_otherwise(letter, ending, said, may):
    assert bool(refusal.ended(letter, RULES, Status(ending), [], may_object=said).ways) is may


def test_a_refusal_has_a_reason_that_failed_and_another_end_may_have_none(letter):
    met = {**REASON, "outcome": "pass"}
    for reasons in ([], [met]):
        with pytest.raises(ValueError, match="gives its reasons"):
            refusal.ended(letter, RULES, Status.REFUSED, reasons)
        assert refusal.ended(letter, RULES, Status.EXPIRED, reasons).grounds == ()
    (ground,) = refusal.ended(letter, RULES, Status.REFUSED, [met, {"code": "REVIEW_REFUSED", "text": "甲。"}]).grounds
    assert (ground.number, ground.found, ground.rule) == ("1", ("甲。",), "")


@pytest.mark.parametrize("code", refusal.NOT_TAKEN_IN)
def test_who_is_not_taken_in_reads_the_home_the_rule_and_the_law_with_its_mark(letter, code):
    for rules in (RULES, replace(RULES, unverified=())):
        (ground,) = refusal.ended(letter, rules, Status.NOT_ACCEPTED, [{"code": code}]).grounds
        assert ground.found == (text(f"FOUND_{code}", unit=HOME.unit_number),)
        assert (ground.name, ground.rule) == (text(f"GROUND_{code}"), text("RULE_LIVE_CASE"))
        assert ground.basis == marked(quoted(rules, "not_accepted"))


def test_what_rests_on_nothing_anybody_confirmed_is_marked(letter):
    reasons = [{**REASON, "basis": "依据"}, {**REASON, "basis": "依据", "unverified": True}]
    made = refusal.ended(letter, RULES, Status.REFUSED, reasons)
    assert [one.basis for one in made.grounds] == ["依据", f"依据{text('UNVERIFIED_MARK')}"]


DUE, LAW = datetime(2026, 12, 14, 18), limits.law(RULES)
LATE = {"code": "MARRIAGE_NO_RECORD", "where": "spouse", "check": "marriage"}
OURS = {**LATE, "check": next(iter(notice.OURS))}


@pytest.mark.parametrize(("defects", "is_found"), [([], False), ([LATE], True), ([OURS], False), ([OURS, LATE], True)])
def test_what_an_agency_has_found_may_be_contested_and_what_we_lack_is_answered(letter, defects, is_found):
    made = notice.notice(letter, defects, DUE, RULES, LAW)
    assert (text("NOTICE_CONTEST") in made.ways) is is_found and made.ways[0] == text("NOTICE_HOW")


@pytest.mark.parametrize("is_accepted", [True, False])
@pytest.mark.parametrize("provisional", [True, False])
def test_a_notice_says_how_many_things_until_when_and_whether_that_may_still_move(letter, is_accepted, provisional):
    made = notice.notice(letter, [LATE, OURS], DUE, RULES, LAW, is_accepted=is_accepted, provisional=provisional)
    due = "2026年12月14日18时" + (text("PROVISIONAL_MARK") if provisional else "")
    assert made.opening == text("OPEN_HOLD" if is_accepted else "OPEN_CORRECTION", "zh", count=2, due=due)
    assert made.asks == ("如何办理" if is_accepted else "如何补正")


def test_a_row_of_a_notice_tells_the_problem_with_what_it_is_about_why_it_comes_so_late_and_the_remedy(letter):
    missing = {"code": "MATERIAL_MISSING", "where": "B03", "values": {"name": "凭证"}, "remedy": "REMEDY_UPLOAD"}
    rows = notice.notice(letter, [missing, {**LATE, "why": "NAMED_LATE"}], DUE, RULES, LAW).rows
    assert [one[2:] for one in rows] == [
        (text("MATERIAL_MISSING", name="凭证"), text("REMEDY_UPLOAD")),
        (f"{text('MARRIAGE_NO_RECORD')}（{text('NAMED_LATE')}）", "—"),
    ]
