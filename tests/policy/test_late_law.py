"""Law learnt late (补录): an amendment of 2027-03-01 of which we learn on 2027-04-10, entered as docs/policy.md says."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest
import time_machine

from chalicelib.domain import limits
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.judging.decision import decide
from chalicelib.domain.judging.rule import UNVERIFIED
from chalicelib.policy import Book, shipped
from chalicelib.whatif.late import affected
from chalicelib.whatif.late_letters import Ended, Open, misled, told_wrong
from chalicelib.whatif.stored import Paid, Stored, replay
from infra.tools.policy import Inconsistent, enact
from infra.tools.whatif import looking
from tests.given.answers import finding, findings
from tests.given.application import application

from .conftest import figure

BEGINS, LEARNT = date(2027, 3, 1), date(2027, 4, 10)
CENTRE = "620200"
BEFORE = date(2026, 12, 31)
DOCUMENT = Path(__file__).parents[2] / "docs/policy.md"
WHY, WHO = "国务院修订，2027-03-01起施行，2027-04-10得知", "S001"
AMENDED = """
sources:
  AMENDMENT_2027: {authority: 国务院, title: 住房公积金管理条例（2027年修订）, seen: 2027-04-10, mark: T, quotes: {第二十六条: 连续足额缴存三个月}}
""" + figure(
    "min_deposit_months",
    "{from: 2027-03-01, learnt: 2027-04-10, value: 3, source: AMENDMENT_2027 第二十六条, verified: false}",
)


def learn(house, on="2027-04-10", reason=WHY, by=WHO, late=True):
    with time_machine.travel(f"{on}T04:00:00Z", tick=False):
        enact(house.data, house.enacted, house.compiled, reason, by, late=late)


def books(house):
    return Book(json.loads(house.compiled.read_text(encoding="utf-8")))


def decided(book, accepted, on, number, known_on=None, under_way=False, instead=(), **more):
    """A couple with four months of deposits, decided at the centre on a day by what is known then, or by the release of another day."""
    asked = application()
    few = finding("fund_account", "borrower", centre=CENTRE, consecutive_months=4, withdrawal_in_flight=under_way)
    known = tuple(findings(asked, few, finding("fund_account", "spouse", centre=CENTRE), *instead, credit=True))
    rules = book.in_force(CENTRE, accepted, known_on or on)
    made = decide(asked, known, rules, on)
    again = replay(made.to_json(), made.told(), asked, known, rules)
    return Stored(number, CENTRE, asked, known, made.to_json(), again, accepted, number, **more)


def looked_at(stored):
    return [reason["code"] for reason in stored.grounds["reasons"] if UNVERIFIED in reason["inputs"]]


def test_it_is_entered_as_the_procedure_says_with_why_who_and_source_and_nothing_that_was_is_edited(house):
    before = {json.dumps(record) for record in json.loads(house.enacted.read_text(encoding="utf-8"))}
    house.overlay(AMENDED)
    learn(house)
    record = house.record(CENTRE, "min_deposit_months", "2027-03-01")
    assert (record["recorded"], record["reason"], record["by"], record["source"]) == (
        "2027-04-10",
        WHY,
        WHO,
        "AMENDMENT_2027 第二十六条",
    )
    after = {json.dumps(record) for record in json.loads(house.enacted.read_text(encoding="utf-8"))}
    assert after - before == {json.dumps(record)} and before < after
    house.enact("2027-04-11")  # and it stays as it is


def test_it_binds_from_the_day_it_began_and_was_not_known_before_it_was_learnt(house):
    old = books(house).in_force(CENTRE, BEGINS)
    house.overlay(AMENDED)
    learn(house)
    book = books(house)
    assert book.in_force(CENTRE, BEGINS).min_deposit_months == 3
    assert book.in_force(CENTRE, date(2027, 2, 28)).min_deposit_months == 6
    assert book.in_force(CENTRE, BEGINS, date(2027, 4, 9)) == old
    assert book.in_force("620300", BEGINS, LEARNT).min_deposit_months == 6


def test_a_house_of_a_day_before_is_made_of_the_same_book_and_knows_what_was_known_then(proposed):
    old, book = shipped(), proposed(overlays__620200=AMENDED)
    then, after = book.as_of(date(2027, 4, 9)), book.as_of(LEARNT)
    assert [then.in_force(CENTRE, day) for day in (BEFORE, BEGINS)] == [
        old.in_force(CENTRE, day) for day in (BEFORE, BEGINS)
    ]
    assert after.in_force(CENTRE, BEGINS) == book.in_force(CENTRE, BEGINS) and LEARNT not in then.learnt()
    long_ago = book.as_of(date(2026, 1, 1)).in_force(CENTRE, BEFORE)
    assert long_ago.bank_part == old.in_force(CENTRE, BEFORE).bank_part, "of which nobody knew anything then: as now"


def test_what_was_decided_between_is_found_and_says_what_would_differ_and_is_made_again_as_it_was(house):
    house.overlay(AMENDED)
    learn(house)
    book = books(house)
    rows = {
        "before": decided(book, date(2027, 2, 20), date(2027, 3, 20), "before"),
        "between": decided(book, date(2027, 3, 5), date(2027, 3, 20), "between"),
        "after": decided(book, date(2027, 3, 5), date(2027, 4, 12), "after"),
    }
    assert looked_at(rows["between"]) == ["DEPOSIT_MONTHS"] and looked_at(rows["after"]) == []
    (found,) = affected(rows.values(), book, LEARNT)
    assert (found.stored.number, found.figures) == ("between", ("min_deposit_months",))
    assert ("DEPOSIT_MONTHS", "look", "pass") in [(why.code, why.now, why.proposed) for why in found.row.why]
    of = looking.again([found], [], [])[found.stored.case]
    assert [tuple(one.values()) for one in of.differing] == [
        ("最短缴存月数", "6 个月", "3 个月"),
        ("决定", "所存", "审批类别"),
    ]
    assert all(one.replay.outcome == "same" for one in rows.values())


def test_a_decision_is_told_by_the_version_it_was_made_by_and_not_by_the_day_it_was_made_on(house):
    house.overlay(AMENDED)
    learn(house)
    book, (day, before) = books(house), (date(2027, 3, 5), date(2027, 4, 9))
    rows = (
        decided(book, day, date(2027, 4, 12), "not released yet", before),
        decided(book, day, LEARNT, "released that day"),
        decided(book, day, date(2027, 3, 20), "of another day", LEARNT),  # as by a book asked about a day before
        decided(book, date(2027, 2, 20), date(2027, 3, 20), "accepted before"),
    )
    assert [one.stored.number for one in affected(rows, book, LEARNT)] == ["not released yet"]
    gone = decided(book, day, date(2027, 4, 12), "gone")
    gone.grounds["policy_version"] = "620200-2020-01-01-000000000000"  # type: ignore[typeddict-item]
    assert len(list(affected([gone], book, LEARNT))) == 1, "nobody can say what it knew"


def test_a_person_gets_what_would_come_out_otherwise_or_may_and_what_comes_out_the_same_is_listed_alone(proposed):
    five = "{from: 2027-03-01, learnt: 2027-04-10, value: 5, source: DEMO, verified: false}"
    day, on = date(2027, 3, 5), date(2027, 3, 20)
    book = proposed(overlays__620200=figure("min_deposit_months", five))  # four months are too few by both
    made = decided(book, day, on, "same")
    assert looked_at(made) == ["DEPOSIT_MONTHS"] and made.grounds["approved"]
    gone = replace(made, replay=replace(made.replay, outcome="version_gone"))
    refused = replace(made, grounds={**made.grounds, "approved": False})
    # The rules only had it looked at: none refuses on what nobody verified.
    by_a_person = replace(made, is_refused=True)
    found = list(affected([made, gone, refused, by_a_person], book, LEARNT))
    assert [one.may_differ for one in found] == [False, True, True, True]
    assert looking.again(found[:1], [], []) == {} != looking.again(found[1:], [], [])
    terms = "{from: 2027-03-01, learnt: 2027-04-10, value: {due_day: '20', day_count: actual/360, penalty: '1.4'}, source: DEMO, verified: false}"
    (told,) = affected(
        [decided(book := proposed(overlays__620200=figure("repayment", terms)), day, on, "terms")], book, LEARNT
    )
    assert told.row.change == "same" and told.may_differ, "no rule reads what its contract says"
    overdue = finding("credit", "spouse", total_overdue_24m=7)
    three = figure("min_deposit_months", five.replace("value: 5", "value: 3"))
    book = proposed(overlays__620200=three)
    (told,) = affected([decided(book, day, on, "looked at for more", instead=[overdue])], book, LEARNT)
    assert (told.row.change, told.may_differ) == ("same", True), (
        "one rule of several that had it looked at says another"
    )
    look = "{from: 2027-03-01, learnt: 2027-04-10, value: look, source: DEMO, verified: false}"
    book = proposed(overlays__620200=figure("withdrawal_in_flight", look))
    found = affected([decided(book, day, on, str(one), under_way=one) for one in (False, True)], book, LEARNT)
    assert [(one.row.change, one.may_differ) for one in found] == [("same", False), ("same", True)], (
        "whether a withdrawal under way holds the money up is its pay-out's to say"
    )


SHORTER = "{from: 2027-03-01, learnt: 2027-04-10, value: %s, source: DEMO, verified: false}"
SEVEN_DAYS = "自受理申请之日起7日内作出准予贷款或者不准贷款的决定，并通知申请人"


def limited(house):
    """A shorter limit and longer remedies since the day the law began, learnt late."""
    figures = {"anticipate_day": "'7'", "anticipate_explain": SEVEN_DAYS, "review_day": "'90'", "court_months": "'9'"}
    house.overlay("guide:\n" + "".join(f"  {name}: [{SHORTER % value}]\n" for name, value in figures.items()))
    learn(house)
    return books(house)


def test_a_shorter_limit_finds_what_was_decided_after_it_and_no_other(house):
    book, accepted = limited(house), date(2027, 3, 5)
    rows = [decided(book, accepted, date(2027, 3, day), str(day)) for day in (5, 12, 13)]
    rows.append(decided(book, accepted, date(2027, 3, 24), "goes on", counted_from=date(2027, 3, 20)))
    found = list(affected(rows, book, LEARNT))
    assert [(one.stored.number, one.figures) for one in found] == [("13", ("guide.anticipate_day",))]


def test_a_shorter_time_to_tell_what_is_lacking_finds_what_was_accepted_after_it_and_no_other(house):
    three = SHORTER % "'3'"
    house.overlay(f"guide:\n  telling_day: [{three}]\n")
    learn(house)
    book, received = books(house), date(2027, 3, 8)
    rules = book.in_force(CENTRE, received, LEARNT)
    by = limits.accepted_in_silence(rules, received, Calendar(rules.arranged))
    days = [by, by + timedelta(1)]
    rows = [decided(book, day, day, day.isoformat(), received_on=received) for day in days]
    found = [(one.stored.number, one.figures) for one in affected(rows, book, LEARNT)]
    assert found == [(days[1].isoformat(), ("guide.telling_day",))]


def test_remedies_concern_the_approval_of_less_or_of_a_shorter_term_and_no_other(house):
    book, day, on = limited(house), date(2027, 3, 5), date(2027, 3, 8)
    made = decided(book, day, on, "as wished")
    wish, granted = made.application.wish, made.grounds
    whole = replace(wish, amount=Decimal(granted["amount"]), months=granted["months"])
    rows = {
        name: replace(made, number=name, application=replace(made.application, wish=wanted))
        for name, wanted in {
            "as wished": whole,
            "less": replace(whole, amount=whole.amount + 1000),
            "shorter": replace(whole, months=whole.months + 1),
        }.items()
    }
    found = [(one.stored.number, one.figures) for one in affected(rows.values(), book, LEARNT)]
    assert found == [(name, ("guide.review_day", "guide.court_months")) for name in ("less", "shorter")]


def test_letters_and_ends_are_told_by_their_version_and_remedies_by_the_day_of_the_end(house):
    book = limited(house)

    def version(day, known):
        return book.in_force(CENTRE, day, known).version

    before, day, late = date(2027, 4, 9), date(2027, 3, 20), date(2027, 4, 12)
    letters = (
        Open("old", CENTRE, day, day, "old"), Open("not released", CENTRE, late, late, "", version(late, before)),
        Open("released", CENTRE, late, late, "", version(late, LEARNT)), Open("before", CENTRE, date(2027, 2, 20), day, ""),
    )  # fmt: skip
    assert [one.open.number for one in told_wrong(letters, book, LEARNT)] == ["old", "not released"]
    days = [Open(str(on), CENTRE, day, on, "") for on in (LEARNT, LEARNT + timedelta(1))]
    of_no_version = [one.open.told_on for one in told_wrong(days, book, LEARNT)]
    assert of_no_version == [LEARNT], "whoever told it on that very day may not have known"
    ends = (
        Ended("old", CENTRE, day, "old"), Ended("not released", CENTRE, late, "", version(late, before)),
        Ended("released", CENTRE, late, "", version(late, LEARNT)), Ended("before", CENTRE, date(2027, 2, 28), ""),
    )  # fmt: skip
    found = list(misled(ends, book, LEARNT))
    assert [one.ended.number for one in found] == ["old", "not released"]
    told = list(told_wrong(letters, book, LEARNT))
    what = looking.again([], told, found)["old"]
    assert what.codes == ["DISPUTE_LAW_REMEDIES", "DISPUTE_LAW_LETTER"]
    assert [tuple(one.values())[1:] for one in what.differing] == [
        ("60 日", "90 日"),
        ("6 个月", "9 个月"),
        ("2027-03-30", "2027-03-27"),
    ]


def test_what_only_papers_and_the_guide_say_makes_no_decision_another(house):
    told = "{from: 2027-03-01, learnt: 2027-04-10, value: 另一种说法, source: DEMO, verified: false}"
    house.overlay(
        figure("guide.law_court", told) + figure("special.appraisal", told.replace("另一种说法", "{office_days: 30}"))
    )
    learn(house)
    book = books(house)
    assert book.entries(CENTRE, BEGINS)["guide.law_court"]["value"] == "另一种说法"
    assert list(affected([decided(book, date(2027, 3, 5), date(2027, 3, 20), "between")], book, LEARNT)) == []


def test_a_centre_changes_its_largest_amount_word_for_word_as_the_document_says(house):
    said = DOCUMENT.read_text(encoding="utf-8").partition("       sources:\n         NOTICE_2026:")
    example = dedent("".join(said[1:]).partition("\n\n2. ")[0]).replace(
        'url: "…"', "url: https://example.invalid/notice"
    )
    house.overlay(example)
    house.enact("2026-12-20")
    caps = [books(house).in_force(CENTRE, day).caps["CAP_HOUSEHOLD"]["single"] for day in (BEFORE, date(2027, 1, 1))]
    assert caps == ["600000", "700000"]


def test_a_centre_confirms_what_the_base_says_as_the_document_says(house):
    text = "authority: 嘉峪关市住房公积金管理委员会, number: 嘉公积金〔2026〕1号, url: https://example.invalid/notice, title: 通知, in_force: 2026-12-01"
    confirmed = f"sources: {{OWN: {{{text}, seen: 2026-12-20, mark: T, quotes: {{一: 贷款期限最长360个月}}}}}}\n"
    entry = "{from: 2026-12-01, %s value: 360, verified: true, source: OWN 一}"
    house.overlay(confirmed + figure("max_months", entry % ""))
    assert house.refused("2026-12-20"), "a day that is over is learnt of"
    house.overlay(confirmed + figure("max_months", entry % "learnt: 2026-12-20,"))
    learn(house, "2026-12-20", "confirmed by the centre's own text")
    book = books(house)
    marks = [book.entries(centre, BEFORE)["max_months"]["verified"] for centre in (CENTRE, "620300")]
    assert marks == [True, False]


CUT = """
sources:
  RATES_2027: {authority: 中国人民银行, binds: all, title: 下调公积金贷款利率, seen: 2027-04-10, mark: T, quotes: {一: 五年以上2.35}}
"""
LOWER = (
    "{from: 2027-03-01, learnt: 2027-04-10, source: RATES_2027 一, verified: false, bound: {first: exactly, second: least}, value: "
    '{first: {short: "1.85", long: "2.35"}, second: {short: "2.275", long: "2.825"}}}'
)


def test_a_loan_paid_after_a_rate_fell_of_which_we_learnt_late_is_found_whenever_its_case_was_accepted(house):
    (house.data / "base" / "national.yaml").write_text(CUT, encoding="utf-8")
    add(house.data / "base" / "figures.yaml", LOWER, "rates")
    learn(house)
    book, old = books(house), Decimal("2.60")
    made = decided(book, date(2027, 2, 22), date(2027, 2, 24), "paid")
    paid = {
        "between": Paid(date(2027, 3, 15), old), "before": Paid(date(2027, 2, 26), old),
        "after": Paid(date(2027, 4, 12), Decimal("2.35")), "not at all": None,
        "wrong before": Paid(date(2027, 2, 26), Decimal("2.85")),
        "not released yet": Paid(date(2027, 4, 12), old), "released that day": Paid(LEARNT, Decimal("2.35")),
    }  # fmt: skip
    found, unreleased = affected((replace(made, number=when, paid=one) for when, one in paid.items()), book, LEARNT)
    assert (found.stored.number, found.figures) == ("between", ("rates",))
    assert found.price == (date(2027, 3, 15), old, Decimal("2.35")) and unreleased.stored.number == "not released yet"
    assert found.may_differ and found.row.change == "same", "of its decision nothing differs, but of its price"


NATIONAL = """
sources:
  DOWN_2027: {authority: 国务院, binds: all, title: 首付通知, seen: 2027-04-10, mark: T, quotes: {一: 二套30%}}
"""
THIRTY = '{from: 2027-03-01, learnt: 2027-04-10, source: DOWN_2027 一, verified: false, value: {first: "0.20", second: "0.30"}}'


def add(file, entry, name="down_payment"):
    """Appends an entry to a figure of a file."""
    text = file.read_text(encoding="utf-8")
    more = re.sub(rf"(?ms)^({name}:.*?)(?=^\S|\Z)", lambda found: f"{found[0]}  - {entry}\n", text)
    file.write_text(more, encoding="utf-8")


def test_national_law_is_refused_while_a_centres_own_figure_would_hide_it(house):
    own = '{from: 2027-01-01, value: {first: "0.20", second: "0.20"}, source: DEMO, verified: false}'
    house.overlay(f"down_payment:\n  - {own}\n")
    house.enact("2026-12-01")
    add(house.data / "base" / "figures.yaml", THIRTY)
    (house.data / "base" / "national.yaml").write_text(NATIONAL, encoding="utf-8")
    with pytest.raises(Inconsistent) as refused:
        learn(house)
    hidden = (
        "620200: down_payment: 2027-01-01: outweighs the base's of 2027-03-01, which rests on DOWN_2027 and binds every"
    )
    assert any(line.startswith(hidden) for line in str(refused.value).splitlines())
    for overlay in (house.data / "overlays").glob("*.yaml"):
        add(overlay, THIRTY)
    learn(house)
    seconds = {books(house).in_force(centre, BEGINS).down_payment["second"] for centre in books(house).centres()}
    assert seconds == {Decimal("0.30")}


ROUTINE = {
    CENTRE: '{from: 2027-03-15, value: {first: "0.20", second: "0.25"}, source: DEMO, verified: false}',
    "base": "{from: 2027-03-20, value: 4, source: DEMO, verified: false}",
    "ahead": '{from: 2027-05-01, value: {first: "0.20", second: "0.22"}, source: DEMO, verified: false}',
}
TWELVE = THIRTY.replace('{first: "0.20", second: "0.30"}', "12")


def said_again(entry, on, more="", day="2027-03-01"):
    return entry.replace(f"from: {day}", f"from: {on}").replace("source", f"{more}source")


def test_what_was_entered_before_law_was_known_takes_its_place_on_no_later_day_unless_somebody_says_so(house):
    own, figures = house.data / "overlays" / f"{CENTRE}.yaml", house.data / "base" / "figures.yaml"
    house.overlay(f"down_payment:\n  - {ROUTINE[CENTRE]}\n  - {ROUTINE['ahead']}\n")
    add(figures, ROUTINE["base"], "min_deposit_months")
    (house.data / "overlays" / "620300.yaml").write_text(
        f"down_payment:\n  - {said_again(ROUTINE['ahead'], BEGINS, day='2027-05-01')}\n", encoding="utf-8"
    )
    house.enact("2027-02-20")  # routine, months before anybody knows
    (house.data / "base" / "national.yaml").write_text(NATIONAL, encoding="utf-8")
    add(figures, said_again(THIRTY, BEGINS, "bound: least, "))
    text = figures.read_text(encoding="utf-8").replace(ROUTINE["base"], f"{TWELVE}\n  - {ROUTINE['base']}")
    figures.write_text(text, encoding="utf-8")
    for overlay in (house.data / "overlays").glob("*.yaml"):
        if overlay.stem not in (CENTRE, "620300"):
            add(overlay, THIRTY)
    with pytest.raises(Inconsistent) as refused:
        learn(house)
    told = [line.partition(": was recorded before")[0] for line in str(refused.value).splitlines() if "beside" in line]
    assert sorted(told) == [
        f"{CENTRE}: down_payment: 2027-03-15", f"{CENTRE}: down_payment: 2027-05-01", "620300: down_payment: 2027-03-01", "base: min_deposit_months: 2027-03-20",
    ]  # fmt: skip
    add(house.data / "overlays" / "620300.yaml", THIRTY)
    text = own.read_text(encoding="utf-8")
    for name, day in ((CENTRE, "2027-03-15"), ("ahead", "2027-05-01")):
        text = text.replace(ROUTINE[name], f"{ROUTINE[name]}\n  - {said_again(THIRTY, day)}")
    own.write_text(text, encoding="utf-8")
    add(figures, said_again(TWELVE, "2027-03-20"), "min_deposit_months")
    before = house.enacted.read_text(encoding="utf-8")
    with pytest.raises(Inconsistent, match="2027-05-01: was not entered as law learnt late"):
        house.enact("2027-04-10")
    learn(house)
    assert {*before.splitlines()[1:-2]} <= {
        *house.enacted.read_text(encoding="utf-8").replace("}\n]", "},\n]").splitlines()
    }
    book = books(house)
    for day in (BEGINS, date(2027, 3, 15), date(2027, 3, 20), date(2027, 5, 1)):
        held = book.in_force(CENTRE, day)
        assert (held.down_payment["second"], held.min_deposit_months) == (Decimal("0.30"), 12)
    taken = book.in_force(CENTRE, date(2027, 3, 20), date(2027, 4, 9))  # what it was taken to be stays what it was
    assert (taken.down_payment["second"], taken.min_deposit_months) == (Decimal("0.25"), 4)
    house.enact("2027-05-02")


def test_law_overtakes_a_measure_that_was_to_last_longer(proposed):
    measure = "{from: 2027-01-01, until: 2027-06-30, value: 300, source: ASSUMED, verified: false}"
    law = "{from: 2027-03-01, learnt: 2027-04-10, value: 240, source: ASSUMED, verified: false}"
    book, day = proposed(overlays__620200=figure("max_months", measure, law)), date(2027, 7, 1)
    assert [book.in_force(CENTRE, on).max_months for on in (date(2027, 2, 28), BEGINS, day)] == [300, 240, 240]
    assert [book.in_force(CENTRE, on, date(2027, 4, 9)).max_months for on in (BEGINS, day)] == [300, 360]


WEEK = """
sources:
  WEEK_2027: {authority: 国务院, binds: all, title: 条例（2027年修订）, seen: 2027-04-10, mark: 1S}
"""


def test_what_bounded_the_centres_bounds_them_by_every_later_text_of_everybodys(house):
    guide = house.data / "base" / "guide.yaml"
    text = guide.read_text(encoding="utf-8")
    (house.data / "base" / "national.yaml").write_text(WEEK, encoding="utf-8")
    seven = "{from: 2027-03-01, learnt: 2027-04-10, source: WEEK_2027, verified: false, value: %s}"
    said = "自受理申请之日起7日内作出准予贷款或者不准贷款的决定，并通知申请人"
    for after, value in (("  telling_day:", '"7"'), ("  special_procedure:", said)):
        text = text.replace(after, f"    - {seven % value}\n{after}")
    guide.write_text(text, encoding="utf-8")
    learn(house)
    assert house.record("base", "guide.anticipate_day", "2027-03-01")["bound"] == "most"
    house.overlay(figure("guide.anticipate_day", '{from: 2027-05-01, value: "9", source: DEMO, verified: false}'))
    assert any("beyond what WEEK_2027 leaves" in line for line in house.refused("2027-04-20"))
    guide.write_text(text.replace('value: "7"', 'bound: free, value: "7"'), encoding="utf-8")
    assert any("bounded others most, now free" in line for line in house.refused("2027-04-20"))


def test_nobody_enters_what_is_to_be_learnt_of_on_a_day_that_has_not_come(house):
    house.overlay(AMENDED)
    with pytest.raises(Inconsistent, match=r"min_deposit_months: 2027-03-01: was not entered as law learnt late"):
        house.enact("2026-12-01")


@pytest.mark.parametrize(
    ("text", "on", "reason", "by", "wrong"),
    [
        (AMENDED, "2027-04-10", "", "", "BY="),
        (AMENDED, "2027-04-10", "", WHO, "BY="),
        (AMENDED, "2027-04-11", WHY, WHO, "backdated"),  # it says it was learnt of yesterday
        (AMENDED.replace("learnt: 2027-04-10, ", ""), "2027-04-10", WHY, WHO, "backdated"),
        (AMENDED.replace("from: 2027-03-01", "from: 2027-05-01"), "2027-04-10", WHY, WHO, "was learnt before it began"),
    ],
)
def test_what_does_not_say_when_it_was_learnt_why_and_by_whom_is_refused(house, text, on, reason, by, wrong):
    house.overlay(text)
    with pytest.raises(Inconsistent, match=wrong):
        learn(house, on, reason, by)
    assert house.record(CENTRE, "min_deposit_months", "2027-03-01") is None


@pytest.mark.parametrize("by", ["me", "the desk", "S00l", "Ｓ００１", "S001\n", "620102197405149045"])
def test_nobody_answers_for_late_law_but_a_member_of_staff_by_their_number(house, by):
    house.overlay(AMENDED)
    with pytest.raises(Inconsistent, match="BY="):
        learn(house, by=by)
    assert house.record(CENTRE, "min_deposit_months", "2027-03-01") is None


def test_whoever_enters_late_law_cannot_edit_what_was_in_force(house):
    house.overlay(AMENDED)
    house.edit("figures.yaml", "{from: 2015-10-24, value: 6,", "{from: 2015-10-24, value: 7,")
    with pytest.raises(Inconsistent, match="was in force and says something else now"):
        learn(house)


def test_when_it_was_learnt_of_cannot_be_moved_afterwards(house):
    house.overlay(AMENDED)
    learn(house)
    house.overlay(AMENDED.replace("learnt: 2027-04-10", "learnt: 2027-03-05"))
    assert any("was learnt of on 2027-04-10" in line for line in house.refused("2027-04-20"))


@pytest.mark.parametrize("said", ["", "learnt: 2027-03-05, "])
def test_nor_can_it_be_taken_away_or_moved_by_a_correction(house, said):
    house.overlay(AMENDED)
    learn(house)
    house.overlay(AMENDED.replace("learnt: 2027-04-10, ", said))
    assert any("was learnt of on 2027-04-10" in line for line in house.refused("2027-04-20"))
    with pytest.raises(Inconsistent, match="was learnt of on 2027-04-10"):
        learn(house, "2027-04-20", "a correction", late=False)


def test_what_was_known_when_it_was_registered_cannot_be_said_to_have_been_learnt_late(house):
    house.edit("figures.yaml", "{from: 2015-10-24, value: 6,", "{from: 2015-10-24, learnt: 2026-12-01, value: 6,")
    assert any("was not entered as law learnt late" in line for line in house.refused("2027-04-20"))


def test_a_correction_cannot_bring_law_learnt_late_with_nobody_to_answer_for_it(house):
    house.overlay(AMENDED.replace("learnt: 2027-04-10", "learnt: 2027-03-10"))
    with pytest.raises(Inconsistent, match="was not entered as law learnt late"):
        learn(house, reason="a correction", late=False)
