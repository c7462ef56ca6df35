"""make policy: what holds, what differs, and an exit code that says whether the set is sound."""

import re
from datetime import date

import pytest

from chalicelib.documents.figure_words import named, said
from chalicelib.policy import shipped
from infra.tools.policy.__main__ import main

from .conftest import entry, figure


@pytest.fixture
def shown(capsys):
    """What the command prints, as rows of tab-separated cells."""

    def run(*arguments: str) -> list[list[str]]:
        main(list(arguments))
        return [line.split("\t") for line in capsys.readouterr().out.splitlines()]

    return run


def test_alone_it_sums_up_every_centre_on_one_screen(shown):
    rows = shown()
    assert len(rows) <= 24
    (own,) = (row[0] for row in rows if "620100" in row[0])
    assert "自定" in own and "商业住房贷款的处理" in own and "在途提取的处理" in own


def test_everything_that_holds_is_shown_with_its_date_scope_mark_and_source(shown):
    rows = {row[0]: row[1:] for row in shown("--centre", "620171", "--on", "2026-03-02")}
    assert rows["commercial_mortgage"][:5] == ["商业住房贷款的处理", "人工核对", "2026-02-06", "620100", "未核实"]
    assert rows["rates"][1:5] == [
        "首套（短期 2.10%，长期 2.60%），二套（短期 2.525%，长期 3.075%）", "2025-05-08", "全省", "未核实",
    ]  # fmt: skip
    assert rows["tiers"][1] == "自动审批至 500,000 元，一级审批至 550,000 元"
    assert rows["tiers"][4:] == ["未核实", "演示值；分级授权额度"]
    assert rows["four_eyes.one_review"][1] == "可由一人 （窗口；面签）"
    assert rows["four_eyes.one_review"][4] == "未核实" and "推定，待中心核定" in rows["four_eyes.one_review"][5]
    assert rows["guide.link_way"][4] == "已核实" and "甘建金〔2024〕265号" in rows["guide.link_way"][5]
    assert "caps.CAP_PRICE" in rows and "rules.CREDIT_OVERDUE" in rows


def test_two_dates_differ_in_the_rates_and_the_rule_begun_between(shown):
    rows = shown("--centre", "620200", "--on", "2024-01-01", "--and", "2026-01-01")
    assert ["rates.first.long", "贷款利率 · 首套 · 长期", "3.10%", "2.60%"] in rows
    assert all(row[0].startswith("rates.") for row in rows[2:])
    begun = shown("--centre", "620200", "--on", "2016-08-09", "--and", "2016-08-10")
    assert {row[0] for row in begun[2:]} == {"rules.CREDIT_OVERDUE.text", "rules.CREDIT_OVERDUE.basis"}
    assert begun[2][2] == "—"


def test_two_centres_differ_in_what_one_of_them_says_itself(shown):
    rows = shown("--centre", "620100", "--and", "620200", "--on", "2026-03-02")
    assert ["counting.within", "住房套数认定口径 · 范围", "所购房屋的县区", "—"] in rows
    assert ["deadlines.review", "承诺时限 · 受理审批", "10 个工作日", "5 个工作日"] in rows
    assert shown("--centre", "620200", "--and", "620300")[2:] == []


def test_a_proposal_shows_what_it_would_change_and_where(shown, propose):
    folder = propose(overlays__620200=figure("max_months", entry("240", "2027-01-01")))
    rows = shown("--policy", str(folder), "--on", "2027-01-01")
    assert ["max_months", "最长期限", "360 个月", "240 个月"] in rows and len(rows) == 3
    assert shown("--policy", str(folder), "--on", "2026-12-31")[0][0].endswith("2026-12-31 与现行政策没有不同")


def test_on_a_terminal_it_is_a_table_that_marks_what_is_unverified():
    from io import StringIO

    from rich.console import Console

    from infra.tools.policy import showing

    screen = StringIO()
    row = ("tiers", "分级审批金额", "1", "2015-10-24", "base", "未核实", "演示值")
    showing.show(Console(file=screen, force_terminal=True, width=100), "title", showing.HOLDING, [row])
    assert "\x1b[33m未核实" in screen.getvalue() and "演示值" in screen.getvalue()


def test_every_figure_that_judges_is_named_and_said_in_chinese():
    found, on = shipped(), date(2026, 12, 1)
    judging = {
        name: said(name, one["value"])
        for centre in found.centres()
        for name, one in found.entries(centre, on).items()
        if "." not in name or name.startswith(("caps.", "bank_part."))
    }
    codes = r"(?<![A-Z])[a-z_]{3,}"  # D11 and its like are how materials are called
    assert {name for name in judging if not named(name)} == set()
    assert {name: shown for name, shown in judging.items() if re.search(codes, shown)} == {}


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (["--centre", "110000"], "110000"),
        (["--and", "620100"], "CENTRE="),
        (["--centre", "620100", "--and", "tomorrow"], "tomorrow"),
    ],
)
def test_what_cannot_be_shown_ends_with_an_error(arguments, wrong):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert wrong in str(ended.value.code)


@pytest.mark.parametrize("on", ["2015-01-01", "9999-12-01", "soon"])
def test_a_day_no_policy_is_of_is_refused_in_chinese(on, capsys):
    with pytest.raises(SystemExit):
        main(["--watch", "--on", on])
    assert f"{on}：请写 2016 至 2099 年的日期" in capsys.readouterr().err


def test_an_inconsistent_proposal_ends_with_every_problem(propose):
    folder = propose(overlays__620200=figure("max_months", entry("0")) + figure("made_up", entry("1")))
    with pytest.raises(SystemExit) as ended:
        main(["--policy", str(folder)])
    assert len(str(ended.value.code).splitlines()) == 2
