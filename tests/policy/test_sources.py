"""Where figures come from (依据): whoever says verified names an authority's own words, for that centre."""

from datetime import date

import pytest

from chalicelib import policy
from chalicelib.domain.judging.grounds import doubted_of_term
from infra.tools.policy import DATA, checked
from infra.tools.policy.stated import unsaid

from .conftest import figure

ON = date(2026, 11, 27)
READ = "{{authority: 嘉峪关市住房公积金管理中心, title: 贷款办法, url: https://example.invalid/1, seen: 2026-11-20, in_force: 2026-11-20, mark: T, quotes: {{第三条: 最长20年}}{}}}"
BASE, OTHER, OWN = "base", "overlays__620300", "overlays__620200"


def claim(source: str, verified: str = "true") -> str:
    return figure("max_months", f"{{from: 2027-01-01, value: 240, source: {source}, verified: {verified}}}")


def sources(*more: str) -> str:
    return "".join(("sources:\n", *(f"  {one}\n" for one in more)))


OF_620200 = sources(f"OWN: {READ.format('')}")


def test_a_centres_own_words_verify_its_own_figure(proposed):
    book = proposed(**{OWN: OF_620200 + claim("OWN 第三条")})
    on = date(2027, 1, 1)
    assert "max_months" in book.in_force("620200", on).confirmed
    assert book.in_force("620200", on).sources["max_months"] == "贷款办法第三条"
    assert all("max_months" in book.in_force(centre, on).unverified for centre in book.centres() if centre != "620200")


@pytest.mark.parametrize(
    ("files", "wrong"),
    [
        ({OWN: claim("NOWHERE", "false")}, "620200: max_months: 2027-01-01: source: no such source: NOWHERE"),
        ({OWN: claim("PLAN_265 九", "false")}, "620200: max_months: 2027-01-01: source: PLAN_265 quotes nothing at 九"),
        (
            {OWN: OF_620200, OTHER: claim("OWN 第三条")},
            "620300: max_months: 2027-01-01: verified, but OWN binds 620200 alone, not 620300",
        ),
        (
            {OWN: OF_620200, "base__more": figure("caps.CAP_X", "{from: 2027-01-01, value: {name: 额度, formula: price_share}, source: OWN 第三条, verified: true}")},
            "base: caps.CAP_X: 2027-01-01: verified, but OWN binds 620200 alone, not every centre",
        ),
        ({OWN: OF_620200 + claim("OWN")}, "620200: max_months: 2027-01-01: verified, but points to no quoted words of OWN"),
        (
            {OWN: claim("LANZHOU_DIGEST")},
            "620200: max_months: 2027-01-01: verified, but LANZHOU_DIGEST was not read: its mark is 1S",
        ),
        ({OWN: sources("OWN: {authority: 一, title: 二, seen: 2026-11-20, mark: T}")}, "sources: OWN: was read, and quotes no words"),
        ({OWN: sources("OWN: {authority: 一, title: 二, mark: G}")}, "sources: OWN: seen: Field required"),
        ({OWN: sources("OWN: {authority: 一, title: 二, seen: 2026-11-20, mark: sure}")}, "sources: OWN: mark: Input should be"),
        ({OWN: sources(f"OWN: {READ.format(', binds: 620999')}".replace("620999", '"620999"'))}, "sources: OWN: binds 620999, which is no centre"),
        ({OWN: sources(f"PLAN_265: {READ.format('')}")}, "620200: sources: PLAN_265: in overlays/620200.yaml and in another file"),
        (
            {OWN: OF_620200.replace("in_force: 2026-11-20, ", "") + claim("OWN 第三条")},
            "620200: max_months: 2027-01-01: verified, but OWN does not say since when it is in force",
        ),
        ({OWN: sources(f"OWN: {READ.format(', supersedes: [NOWHERE]')}")}, "sources: OWN: supersedes NOWHERE, which is no source"),
        ({OWN: sources("OWN: {authority: 一, title: 二, seen: 2026-11-20, mark: G, supersedes: [DEMO]}")}, "sources: OWN: supersedes DEMO, and does not say since when"),
        ({OWN: OF_620200.replace("最长20年", "……") + claim("OWN 第三条")}, "sources: OWN: was read, and quotes no words at 第三条"),
        ({OWN: OF_620200.replace("最长20年", "最高70万元") + claim("OWN 第三条")}, "verified, but OWN does not say at 第三条: 240"),
        ({OWN: OF_620200.replace("url: https://example.invalid/1, ", "") + claim("OWN 第三条")}, "verified, but nobody can find OWN"),
        ({OWN: OF_620200.replace("https://example.invalid/1", "gov.cn 1")}, "sources: OWN: url: String should match pattern"),
        ({OWN: OF_620200.replace("嘉峪关市住房公积金管理中心", "第三方网站")}, "sources: OWN: was read, and 第三方网站 is no authority"),
        ({OWN: OF_620200.replace("嘉峪关市", "酒泉市")}, "sources: OWN: was read, and 酒泉市住房公积金管理中心 is neither of the place of 620200 nor above it"),
        ({"base__more": sources(f"OWN: {READ.format(', binds: all')}")}, "sources: OWN: binds every centre, and 嘉峪关市住房公积金管理中心 is not among those"),
        ({"base__more": sources(f"OWN: {READ.format(', binds: all')}").replace("嘉峪关市", "北京")}, "sources: OWN: binds every centre, and 北京住房公积金管理中心 is not"),
        ({OWN: sources(f"OWN: {READ.format(', binds: all')}")}, "620200: sources: OWN: binds others than 620200, which only the base can say"),
        ({OWN: "sources: [1]\n"}, "overlays/620200.yaml: sources: needs sources by their names"),
    ],
)  # fmt: skip
def test_what_points_nowhere_or_claims_more_than_its_source_says_is_refused(refused, files, wrong):
    assert any(wrong in line for line in refused(**files))


def test_every_verified_figure_shipped_was_read_in_the_words_of_an_authority_that_binds_its_centre():
    data = checked(DATA)
    for entry in data.entries():
        if entry.verified:
            name, place = entry.source.split(" ")
            source = data.sources[name]
            assert (source["mark"], bool(source["quotes"][place])) == ("T", True), entry
            assert source["binds"] in ("all", entry.scope), entry


def test_a_text_verifies_a_figure_from_the_day_it_is_in_force_and_not_before(proposed):
    later = OF_620200.replace("in_force: 2026-11-20", "in_force: 2027-03-01")
    book = proposed(**{OWN: later + claim("OWN 第三条")})
    marked = {on: "max_months" in book.in_force("620200", on).confirmed for on in (date(2027, 2, 28), date(2027, 3, 1))}
    assert marked == {date(2027, 2, 28): False, date(2027, 3, 1): True}


@pytest.mark.parametrize(("on", "marked"), [(date(2026, 9, 19), False), (date(2026, 9, 20), True)])
def test_nothing_shipped_was_verified_by_the_amendment_before_it_was_in_force(on, marked):
    for name, entry in policy.shipped().entries("620100", on).items():
        if entry["rests_on"].startswith("REGULATION_2026") and entry["verified"]:
            assert marked, name
    assert ("guide.anticipate_type" in policy.in_force("620100", on).confirmed) is marked


@pytest.mark.parametrize("name", ["guide.is_entry_center", "guide.is_single_login", "guide.is_online"])
def test_a_task_set_to_centres_is_no_fact_of_any(name):
    assert all(name in policy.in_force(centre, ON).unverified for centre in policy.centres())


@pytest.mark.parametrize(
    "figure", ["min_deposit_months", "max_months", "caps.CAP_PRICE", "caps.CAP_UNPAID", "rates", "commercial_mortgage"]
)
def test_no_citys_page_and_no_hearsay_marks_any_centre(figure):
    assert all(figure in policy.in_force(centre, ON).unverified for centre in policy.centres())


AFTER = READ.replace("2026-11-20, in_force: 2026-11-20", "2027-01-20, in_force: 2027-03-01").format(
    ", supersedes: [OWN]"
)


def test_what_rests_on_a_text_is_verified_until_another_has_taken_its_place(proposed):
    files = {OWN: sources(f"OWN: {READ.format('')}", f"NEW: {AFTER}") + claim("OWN 第三条")}
    book = proposed(**files)
    marks = [book.in_force("620200", date(2027, *day)) for day in ((2, 28), (3, 1))]
    assert ["max_months" in one.confirmed for one in marks] == [True, False]
    assert [one.max_months for one in marks] == [240, 240] and marks[0].version == marks[1].version
    assert [doubted_of_term("TERM_POLICY", one) for one in marks] == [(), ("max_months",)]


@pytest.mark.parametrize(
    ("value", "words", "missing"),
    [
        ({"single": "700000", "children": 2, "uplift": "0.20"}, "最高70万元，两个子女的上浮百分之二十", []),
        (360, "最长三十年", []), (240, "最长20年", []), ("0.15", "不低于15%", []), ("0.20", "首付两成", []), ("0.30", "首付三成", []),
        (36, "三年内", []),
        ({"first": "0.20", "second": "0.20"}, "首套20%、二套30%", ["0.20"]), ({"first": "0.20", "second": "0.20"}, "首套20%，第二套20%", []),
        ({"first": "0.20", "second": "0.20"}, "首套、二套均为两成", []), ({"first": "0.20", "second": "0.20"}, "首套、二套均不低于购房总价的20%", []),
        ({"first": "0.20", "second": "0.20"}, "各县区均执行首套20%、二套30%", ["0.20"]), ({"first": "0.20", "second": "0.20"}, "武都区首套20%、二套30%", ["0.20"]), ({"first": "0.20", "second": "0.20"}, "按月均缴存额，首套20%，二套30%", ["0.20"]),
        ({"first": "0.20", "second": "0.20"}, "首套20%、二套均30%", ["0.20"]), ({"first": "0.20", "second": "0.20"}, "双方均须面签，首套20%、二套30%", ["0.20"]),
        ({"withdrawal": 36, "loan": 36}, "骗提3年（36个月）、骗贷5年", ["36"]), ({"first": "0.20", "second": "0.20"}, "首套（20%）、二套（20%）", []),
        (6, "连续足额缴存12个月以上，自2026年起", ["6"]), (10, "15日内（国务院令第710号）", ["10"]), ("0.20", "最高120%", ["0.20"]),
        ({"withdrawal": 36, "loan": 60}, "骗提13年、骗贷15年", ["36", "60"]), (600000, "最高160万元", ["600000"]), (10, "二十日内", ["10"]),
        (20, "最高20万元", ["20"]), ("6.5", "利率为6.5%", ["6.5"]), (12, "须满12个月。", []), (12, "连续缴存十二个月", []), ("105000", "一十万五千", ["105000"]), ({"means": "look", "of": True}, "", []),
    ],
)  # fmt: skip
def test_the_words_quoted_say_the_numbers_of_a_figure_in_one_of_the_usual_ways(value, words, missing):
    assert unsaid(value, words) == missing
