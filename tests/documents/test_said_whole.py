"""What a paper may not leave out, mix up or make of another's, on its values and not its print. Facts under their names: tests/documents/test_stated.py."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib import messages, policy
from chalicelib.documents import acceptance, appeal, approval, contract, contract_text, guide_citizen, receipt, refusal
from chalicelib.documents import guide_page as full_guide
from chalicelib.documents.figure_words import said
from chalicelib.documents.guide_cells import named
from chalicelib.documents.text import paragraphs
from chalicelib.documents.verify_page import page as verify_page
from chalicelib.domain import limits
from chalicelib.domain.guide import guide
from chalicelib.domain.status import STATES, Status
from chalicelib.messages import text
from tests.documents.conftest import COUPLE, DAY, DECISION, LATE, MONTHS, PAID, RULES, drawn_up, refused
from tests.given.application import co_owner

MARK = "（未核实）"
PROMISE = limits.Promise(dict.fromkeys(RULES.deadlines, 5) | {limits.WHOLE: 6}, provisional=False)
OWED = [("收入证明", date(2026, 12, 1)), ("婚姻证明", date(2026, 12, 2)), ("征信授权", date(2026, 12, 3))]


@pytest.mark.parametrize("in_silence", [True, False])
@pytest.mark.parametrize("owed", [[], OWED])
def test_who_is_accepted_reads_by_which_rule_and_everything_that_is_owed_with_its_day(letter, in_silence, owed):
    made = acceptance.acceptance(letter, RULES, PROMISE, in_silence=in_silence, owed=owed)
    code = "OPEN_ACCEPTED_IN_SILENCE" if in_silence else "OPEN_ACCEPTED_OWING" if owed else "OPEN_ACCEPTANCE"
    assert made.opening == text(code, days=limits.telling_days(RULES), mark=MARK)
    listed = [value for name, value in made.facts if name == text("OWED_BY")]
    assert listed == [f"{name}，{text('OWED_UNTIL', day=f'2026年12月{day.day}日')}" for name, day in owed]


def test_the_answer_to_an_objection_names_the_policy_that_judged_the_case_and_not_that_of_the_day_it_ended(letter):
    ended = policy.in_force("620100", date(2026, 12, 15))
    assert ended.version != RULES.version
    for then in (None, ended):
        made = appeal.decided(letter, RULES, "upheld", "不予贷款决定书", DAY, "理由", then=then)
        assert made.policy == RULES.version


@pytest.mark.parametrize("figure", ["age_limit", "house_age_plus_term", "max_months", "retirement", "rates"])
def test_a_shorter_term_is_marked_whichever_figure_that_may_shorten_one_nobody_has_confirmed(letter, figure):
    made = approval.approval(letter, {**DECISION, "months": 300}, replace(RULES, unverified=(figure,)))
    assert dict(made.facts)["申请期限"].endswith(MARK) is (figure != "rates")


@pytest.mark.parametrize(("wished", "as_long"), [(120, "120 个月（10 年）"), (None, "300 个月（25 年）")])
def test_the_banks_part_runs_as_long_as_was_wished_of_it(letter, wished, as_long):
    wish = replace(COUPLE.wish, commercial_amount=Decimal(300000), commercial_months=wished)
    both = replace(letter, application=replace(COUPLE, wish=wish))
    granted = {**DECISION, "months": 300}
    said = dict(approval.approval(both, granted, RULES).facts)["商业性贷款部分"]
    assert as_long in said and "¥300,000.00" in said
    stated = dict(contract.contract("JK1", both.application, granted, RULES, "2026-11-23").parts[0].facts)["组合贷款"]
    assert as_long in stated


@pytest.mark.parametrize(("confirmed", "is_marked"), [({"caps.CAP_BALANCE"}, True), (None, False), (set(), True)])
def test_a_cap_is_marked_where_anything_it_rests_on_is_nobodys(letter, confirmed, is_marked):
    every = {"caps.CAP_BALANCE", *approval.doubted_of_cap("CAP_BALANCE", replace(RULES, confirmed=frozenset()))}
    rules = replace(RULES, unverified=(), confirmed=frozenset(every if confirmed is None else confirmed))
    made = approval.approval(letter, {**DECISION, "binding": "CAP_BALANCE"}, rules)
    assert dict(made.facts)["决定额度的上限"].endswith(MARK) is is_marked


def test_who_has_given_no_address_is_reached_at_no_other_partys():
    rows = drawn_up(COUPLE, addresses={"borrower": "某地"}, agreed=[]).parties
    assert [row[4] for row in rows[:2]] == ["某地", text("ADDRESS_OF_ID")]


@pytest.mark.parametrize("title", ["", "甘证7"])
@pytest.mark.parametrize("filed", ["", "LZ1"])
def test_a_contract_names_the_title_and_the_filed_contract_of_the_home_each_where_there_is_one(title, filed):
    home = replace(COUPLE.home, title_number=title or None, contract_number=filed or None)
    facts = dict(drawn_up(replace(COUPLE, home=home)).parts[3].facts)
    assert (facts.get("不动产权证号", ""), facts.get("网签合同编号", "")) == (title, filed)


@pytest.mark.parametrize("strong", [True, False])
@pytest.mark.parametrize(
    ("name", "instead", "kind"),
    [("service", "service_by_choice", "new"), ("void", "void_existing", "existing"), ("law", "law", "new")],
)
def test_an_article_stands_out_as_its_own_words_say_also_in_the_place_of_another(name, instead, kind, strong):
    own = {name: {"text": "甲", "strong": not strong}} | {instead: {"text": "乙", "strong": strong}}
    rules = replace(RULES, contract={**RULES.contract, **own})
    of = replace(COUPLE, kind=kind, home=replace(COUPLE.home, kind=kind))
    served = {"served": instead} if name == "service" else {}
    assert [*contract_text.articles((name,), of, rules, {}, **served)] == [contract_text.Article("乙", strong)]


@pytest.mark.parametrize(("share", "told"), [("0.125", "12.5%"), ("0.2", "20%"), ("0.3333", "33.33%"), ("1", "100%")])
def test_a_share_is_published_to_its_last_digit(share, told):
    assert said("down_payment.first", share) == told


@pytest.mark.parametrize(("days", "told"), [(0, "0 个工作日内"), (3, "3 个工作日内"), (None, "")])
def test_a_stage_is_published_with_its_limit_though_it_is_done_the_same_day(days, told):
    told_of = guide_citizen._days({"days": days, "verified": True})
    assert told in told_of and bool(told_of) is bool(told)


@pytest.fixture
def materials():
    return guide(RULES, "existing", policy.task_code(RULES.centre), messages.text)["materials"]


@pytest.mark.parametrize("condition", ["已婚的", ""])
@pytest.mark.parametrize("bring", [bring for bring, _ in guide_citizen._BRING])
def test_whatever_has_to_be_brought_is_told_though_only_in_some_cases(materials, bring, condition):
    one = {**materials[0], "bring": bring, "condition": condition}
    assert named(one) in guide_citizen._to_bring([one])


@pytest.mark.parametrize("tolerable", [True, False])
@pytest.mark.parametrize("bring", ["ALWAYS", "OPTIONAL", "NEVER"])
def test_only_what_may_be_owed_is_published_so(materials, bring, tolerable):
    told = full_guide._materials([{**materials[0], "bring": bring, "tolerable": tolerable}])
    assert ("不可容缺" in told) is not tolerable and "可容缺" in told


def test_a_letter_is_addressed_to_those_who_borrow_or_to_the_one_it_is_for(letter):
    theirs = replace(letter, application=replace(COUPLE, co_owners=(co_owner(),)))
    assert theirs.head("PAPER_RECEIPT").to == ("李晓示", "王示梅")
    for one in theirs.application.parties:
        assert replace(theirs, to=one.key).head("PAPER_RECEIPT").to == (one.name,)


@pytest.mark.parametrize("day", [22, 23, 26])
@pytest.mark.parametrize("is_reopened", [True, False])
def test_a_receipt_says_why_it_counts_from_that_day_where_it_is_a_later_one_or_goes_on(letter, day, is_reopened):
    received = receipt.Received(date(2026, 11, day), date(2026, 12, 3), limits.law(RULES), is_reopened=is_reopened)
    why = text("RECEIPT_GOES_ON") if is_reopened else text("RECEIPT_AFTER_HOURS") if day > DAY.day else ""
    assert receipt.receipt(letter, RULES, received).facts[0] == ("收件日期", f"2026年11月{day}日{why}")


@pytest.mark.parametrize("may_object", [None, True, False])
@pytest.mark.parametrize("ending", [Status.REFUSED, Status.WITHDRAWN, Status.NOT_ACCEPTED, Status.EXPIRED])
def test_how_to_object_is_told_to_whom_the_end_itself_leaves_it_or_it_is_said_of(letter, ending, may_object):
    reason = {"code": "LIVE_CASE_PERSON"} if ending is Status.NOT_ACCEPTED else PAID
    made = refusal.ended(letter, RULES, ending, [reason], may_object=may_object)
    assert bool(made.ways) is (STATES[ending].may_object if may_object is None else may_object)


def test_the_letter_to_all_says_how_to_put_right_what_is_told_to_one_alone_and_not_what_kind_of_thing_it_is(letter):
    fix = refused(letter, PAID).ways[0]
    assert fix != refusal.ended(letter, RULES, Status.CANCELLED, []).ways[0]
    for reasons in ([LATE], [MONTHS], [LATE, MONTHS], [LATE, PAID]):
        ways = refused(letter, *reasons).ways
        assert ways[0] == fix and not any("缴存、余额" in way for way in ways)
    assert any("缴存、余额" in way for way in refused(replace(letter, to="borrower"), MONTHS).ways)


def test_whatever_somebody_wrote_is_told_to_its_last_paragraph():
    assert paragraphs("一\n二\n\n 三 \n四\n五") == ("一", "二", "三", "四", "五")


WHOLE = {"title": "t", "issuer": "i", "number": "n", "issued_on": "2026-11-23", "code": "c", "sha256": "s", "state": "valid", "state_text": "v"}  # fmt: skip


@pytest.mark.parametrize("place", ["title", "issuer", "number", "code", "sha256", "state", "state_text", None])
def test_nothing_of_a_paper_or_its_code_becomes_markup_of_the_page_on_which_it_is_verified(place):
    told = {**WHOLE, **({place: '"><b x="'} if place else {})}
    html = verify_page("" if place else '"><b x="', told, is_code=True)
    assert "<b x" not in html and '"&gt;' not in html and "&quot;&gt;&lt;b x=&quot;" in html


@pytest.mark.parametrize("typed", ["AMOUNT", "WHERE_HOME", "HOME", "2026-11-30"])
def test_what_somebody_typed_is_printed_as_it_is_though_it_reads_like_a_code_or_a_day(typed):
    assert typed in text("MATERIAL_MISSING", name=typed)
