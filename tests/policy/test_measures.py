"""Measures that end (until), overlays that give way, and what compiling makes of them."""

from datetime import date

from chalicelib.policy import Book
from infra.tools.policy import DATA, checked, compiling
from infra.tools.policy.reading import read

from .conftest import entry, figure

SUBSIDY = figure("caps.CAP_SUBSIDY", entry("{name: 虚构额度, formula: price_share}", "2027-01-01", "2027-06-30"))


def test_a_temporary_cap_holds_through_its_last_day_and_is_then_absent(proposed):
    book = proposed(base__measures=SUBSIDY)
    held = [day for day in DAYS if "CAP_SUBSIDY" in book.in_force("620100", day).caps]
    assert held == [date(2027, 1, 1), date(2027, 6, 30)]
    after = book.in_force("620100", date(2027, 7, 1))
    assert "caps.CAP_SUBSIDY" not in (*after.unverified, *after.sources)


def test_an_overlay_that_ends_gives_way_to_the_base_as_it_is_by_then(proposed):
    own = figure("max_months", entry("240", "2027-01-01", "2027-06-30"))
    book = proposed(overlays__620200=own)
    assert [book.in_force("620200", day).max_months for day in DAYS] == [360, 240, 240, 360]
    marks = [book.entries("620200", day)["max_months"].get("own") for day in DAYS]
    assert marks == [None, True, True, None]


def test_what_the_base_changes_meanwhile_holds_once_the_overlay_has_ended(propose):
    data = read(DATA, propose(overlays__620200=figure("min_age", entry("20", "2027-01-01", "2027-06-30"))))
    data.base["min_age"] += read(propose(base__x=figure("min_age", entry("19", "2027-03-01")))).base["min_age"]
    book = Book(compiling.compiled(data))
    assert [book.in_force("620200", day).min_age for day in DAYS] == [18, 20, 20, 19]
    assert book.in_force("620300", date(2027, 3, 1)).min_age == 19


def test_one_measure_may_follow_another_on_the_next_day(proposed):
    cap = "{{name: 虚构额度, formula: balance_multiple, multiple: '{}'}}"
    book = proposed(
        base__m=figure(
            "caps.CAP_M",
            entry(cap.format(2), "2027-01-01", "2027-06-30"),
            entry(cap.format(3), "2027-07-01", "2027-12-31"),
        )
    )
    held = [book.in_force("620100", day).caps.get("CAP_M", {}).get("multiple") for day in (*DAYS, date(2028, 1, 1))]
    assert held == [None, "2", "2", "3", None]


def test_two_ends_in_a_row_compile_to_begins_alone(propose):
    found = compiling.compiled(checked(DATA, propose(base__m=SUBSIDY)))["base"]["caps.CAP_SUBSIDY"]
    assert [(said["from"], said["value"] is None) for said in found] == [("2027-01-01", False), ("2027-07-01", True)]
    assert not any("until" in said for said in found)


def test_to_confirm_a_figure_or_name_another_source_is_no_other_version(proposed):
    plain = figure("caps.CAP_M", entry("{name: 虚构额度, formula: price_share}"))
    confirmed = plain.replace("verified: false", "verified: true").replace("ASSUMED", "PLAN_265 一")
    on = date(2027, 1, 1)
    one, other = (proposed(base__m=text).in_force("620100", on) for text in (plain, confirmed))
    assert one.version == other.version
    assert "caps.CAP_M" in one.unverified and "caps.CAP_M" not in other.unverified


DAYS = (date(2026, 12, 31), date(2027, 1, 1), date(2027, 6, 30), date(2027, 7, 1))
