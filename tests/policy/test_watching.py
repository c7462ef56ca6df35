"""What needs somebody's eye (留意): make policy, and make policy WATCH=1."""

import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from chalicelib.documents.figure_words import called
from chalicelib.policy import Book
from infra.tools.policy import DATA, checked, compiling, watching

from .conftest import entry, figure

ON = date(2026, 11, 27)
OLD = "sources: {OLD_NOTICE: {authority: 国务院, binds: all, title: 旧通知, seen: 2025-11-26, mark: 1S}}\n"


@pytest.fixture
def watched(propose):
    def read(**files):
        data = checked(DATA, propose(**files))
        return data, Book(compiling.compiled(data))

    return read


def test_what_is_unverified_is_listed_and_nothing_of_it_refuses(watched):
    first, _, _, refuses, others = watching.marks(*watched(), ON)
    for name in ("min_deposit_months", "caps.CAP_PRICE", "rules.HOMES", "materials "):
        assert name in first
    assert "guide.link_way" not in first
    assert refuses == "依据未核实而不经人拒绝的规则 0 条"
    kinds, longer, by_time = others.removeprefix("依据未核实而不经人作出的其他答复 3 种：").split("、", 2)
    assert "的组合贷款（16 家中心）" in kinds and "长于最长期限的贷款" in longer
    assert by_time == "到期未补正、未签署的按时限办结，所补的材料和补正、签署的期限未核实（16 家中心）"


def test_what_one_kind_alone_takes_is_named_where_that_kind_is_gone(watched):
    rules = watched()[1].in_force("620100", ON)
    left = {code: kind for code, kind in rules.kinds.items() if code not in ("combination", "off_site")}
    book = SimpleNamespace(centres=lambda: ["620100"], in_force=lambda *_: replace(rules, kinds=left))
    *gone, _, by_time = watching.answering(book, ON)
    assert [one.startswith("没有购房类型受理") and one.endswith("的组合贷款（1 家中心）") for one in gone] == [True] * 3
    read = frozenset(["deadlines", "max_months", *(f"kinds.{code}" for code in left)])
    book.in_force = lambda *_: replace(rules, kinds=left, confirmed=read)
    assert [*watching.answering(book, ON)] == [by_time], "papers nobody has read of are asked for"
    read |= {f"materials.{one.code}" for one in rules.materials}
    assert [*watching.answering(book, ON)] == []
    book.in_force = lambda *_: replace(rules, kinds=left, confirmed=read - {"max_months"}, max_months=240)
    assert [*watching.answering(book, ON)] == [], "the form takes more, and a person looks"


def test_a_source_nobody_looked_at_for_a_year_is_named_on_the_day_after(watched):
    data, book = watched(base__old=OLD)
    assert "OLD_NOTICE" not in list(watching.marks(data, book, date(2026, 11, 26)))[1]
    assert "一年以上没有核对的依据 1 个：OLD_NOTICE" in list(watching.marks(data, book, ON))
    assert watching.seen(data, ON)[0] == ("2025-11-26（一年以上）", "1S", "OLD_NOTICE", "旧通知", "0")


def test_a_rule_that_refused_on_anything_unverified_would_be_named(watched, monkeypatch):
    data, book = watched()
    assert list(watching.refusing(data, book, ON)) == []
    marked = book.in_force

    def believing(centre, on, known=None):
        """As if whatever makes a policy took every figure for verified."""
        policy = marked(centre, on, known)
        return replace(policy, confirmed=frozenset(policy.sources))

    monkeypatch.setattr(book, "in_force", believing)
    found = list(watching.refusing(data, book, ON))
    assert {"620200 HOMES", "620200 AMOUNT"} <= {*found}


def test_every_figure_that_is_shipped_has_a_name_in_chinese(watched):
    assert [
        one.name for one in watched()[0].entries() if not re.search("[\u4e00-\u9fff]", called(one.name, one.value))
    ] == []


def test_a_text_that_takes_the_place_of_another_is_announced(watched):
    (told,) = watching.superseding(watched()[0], date(2026, 9, 1))
    assert told.startswith("2026-09-20") and told.endswith("代替 REGULATION_2019")


def test_what_begins_and_ends_within_ninety_days_is_shown_the_soonest_first(watched):
    data, _ = watched(
        overlays__620200=figure(
            "max_months", entry("240", "2026-12-01", "2027-01-31"), entry("300", "2027-02-01", "2027-02-20")
        )
        + figure("min_age", entry("19", "2027-02-26"))
        + figure("house_age_plus_term", entry("40", "2027-02-25"))
    )
    assert [row[:4] for row in watching.changing(data, ON) if row[2] == "620200"] == [
        ("2026-12-01", "施行", "620200", "max_months"),
        ("2027-02-01", "施行", "620200", "max_months"),
        ("2027-02-01", "到期", "620200", "max_months"),
        ("2027-02-21", "到期，没有接续", "620200", "max_months"),
        ("2027-02-25", "施行", "620200", "house_age_plus_term"),
    ]


def test_what_has_no_successor_is_said_and_so_is_next_year_s_calendar(watched):
    calendar, ending = watching.lacking(
        *watched(overlays__620200=figure("max_months", entry("240", "2026-12-01", "2028-01-31"))), ON
    )
    assert calendar == "工作日已知至 2026-12-31：2027 年尚未安排，该年的日期为暂定"
    assert ending == "620200: max_months（最长期限）：2028-01-31 到期，没有接续"


@pytest.mark.parametrize(
    ("on", "year"),
    [(date(2026, 11, 27), 2027), (date(2026, 12, 31), 2027), (date(2027, 4, 10), 2027), (date(2027, 12, 10), 2027)],
)
def test_the_year_that_is_not_arranged_is_the_first_that_is_not(watched, on, year):
    calendar, *_ = watching.lacking(*watched(), on)
    assert calendar.endswith(f"：{year} 年尚未安排，该年的日期为暂定")


def test_a_year_that_is_arranged_is_said_to_be(watched):
    calendar, *_ = watching.lacking(*watched(), date(2025, 12, 1))
    assert calendar == "工作日已知至 2026-12-31：2026 年已安排"


def test_what_still_rests_on_a_text_that_another_took_the_place_of_is_named_from_that_day_on(watched):
    newer = "sources: {NEWER: {authority: 国务院, binds: all, title: 新条例, seen: 2026-11-25, mark: 1S, in_force: 2027-03-01, supersedes: [REGULATION_2026]}}\n"
    data, book = watched(base__newer=newer)
    before, after = (
        list(watching.resting_on_the_past(data, book, day)) for day in (date(2027, 2, 28), date(2027, 3, 1))
    )
    assert before == [], "nothing shipped rests on what was superseded"
    assert {
        "guide.anticipate_explain（REGULATION_2026，现为 NEWER）",
        "guide.law_decision（REGULATION_2026，现为 NEWER）",
    } <= set(after)
