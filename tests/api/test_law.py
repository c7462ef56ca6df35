"""GET /v1/law: which text each rule rests on, dated and per centre."""

import re
from datetime import date
from types import SimpleNamespace

import pytest

from chalicelib.api.public import law as told_law


def law(api, query="?centre=620200&on=2026-11-27"):
    return api("GET", f"/v1/law{query}").body


def test_every_rule_says_which_text_it_rests_on_and_that_nothing_unread_refuses(api):
    told = law(api)
    names = {source["name"] for source in told["sources"]}
    for rule in told["rules"]:
        assert rule["rests_on"] in names and rule["text"] and rule["source"]
        assert rule["refuses"] == (not rule["lacking"]) and (
            rule["verified"] or f"rules.{rule['code']}" in rule["lacking"]
        )
    assert told["rules"][0]["code"] == "ALIVE" and told["name"] == "嘉峪关市住房公积金管理中心"


def test_what_was_read_shows_its_words_and_its_record(api):
    told = law(api)
    figures = {figure["figure"]: figure for figure in told["figures"]}
    limit = figures["guide.anticipate_day"]
    assert (limit["verified"], limit["since"], limit["rests_on"]) == (True, "2026-09-20", "REGULATION_2026")
    assert "10日内" in limit["words"]
    (record,) = (source for source in told["sources"] if source["name"] == "REGULATION_2026")
    assert (record["authority"], record["number"], record["mark_text"]) == ("国务院", "国务院令第844号", "已阅原文")
    assert (figures["min_deposit_months"]["verified"], figures["min_deposit_months"]["words"]) == (False, "")
    assert (record["in_force"], record["supersedes"]) == ("2026-09-20", ["REGULATION_2019"])
    assert figures["special.appraisal"]["value"] == {"office_days": 10}, "what the parties wait for, they are told"
    assert not any(figure.startswith(("four_eyes", "contract")) for figure in figures)


def test_another_day_rests_on_what_held_then(api):
    before = {figure["figure"]: figure for figure in law(api, "?centre=620200&on=2026-09-19")["figures"]}
    assert not [figure["figure"] for figure in before.values() if figure["rests_on"] == "REGULATION_2026"]
    earlier = law(api, "?centre=620200&on=2024-10-14")["figures"]
    assert not [figure for figure in earlier if figure["rests_on"] == "PLAN_265" and figure["words"]], (
        "of the day after"
    )
    assert before["guide.anticipate_day"]["rests_on"] == "REGULATION_2019"


def test_a_centre_or_day_that_is_none_is_refused(api):
    assert api("GET", "/v1/law?centre=110000").codes == {("CENTRE_UNKNOWN", "centre")}
    assert {field for _, field in api("GET", "/v1/law?centre=620200&on=soon").codes} == {"on"}
    assert api("GET", "/v1/law?centre=620200&on=1999-01-01").codes == {("DAY_WITHOUT_POLICY", "on")}


def test_where_the_texts_were_read_the_rules_refuse(api, verified):
    assert all(rule["refuses"] and rule["lacking"] == [] for rule in law(api)["rules"])


def test_every_figure_has_its_value_and_a_name_that_is_no_code(api):
    figures = {figure["figure"]: figure for figure in law(api, "?centre=620100&on=2026-11-27")["figures"]}
    assert [
        name for name, figure in figures.items() if not any("\u4e00" <= c <= "\u9fff" for c in figure["name"])
    ] == []
    assert (figures["bank_part.term"]["name"], figures["bank_part.term"]["value"]) == (
        "商业性贷款部分的最长期限",
        {"months": 480},
    )
    assert (figures["guide.anticipate_day"]["name"], figures["guide.anticipate_day"]["value"]) == ("法定办结时限", "10")
    assert figures["materials.D16"]["name"] == "绿色建筑标识（一星级）"
    told = {
        name: figures[name]["said"] for name in ("rates", "deadlines", "bank_part.pay_out", "materials.D16", "arranged")
    }
    assert told["rates"] == "首套（短期 2.10%，长期 2.60%），二套（短期 2.525%，长期 3.075%）" and told[
        "deadlines"
    ].startswith("受理审批 10 个工作日")
    assert told["materials.D16"] == told["arranged"] == "", "the guide sets them out"
    assert [name for name, said in told.items() if "-" in said] == [] and "2026年8月28日" in told["bank_part.pay_out"]


def test_kinds_papers_and_centres_are_called_by_their_names_and_the_ban_by_the_day_it_counts_from(api):
    said = {one["figure"]: one["said"] for one in law(api, "?centre=620100&on=2026-11-28")["figures"]}
    assert (
        "购买新建商品房 0，" in said["guide.limit_scene_num"]
        and "凭 军人或者退役军人证件" in said["caps.CAP_HOUSEHOLD"]
    )
    assert said["recognises"] == "甘肃省住房资金管理中心" and "认定日自 2026年9月20日" in said["fraud_ban"]
    assert [name for name, words in said.items() if re.search(r"[a-z]{3,}|\bD\d\d", words)] == []


def test_every_rule_says_which_figures_it_judges_by(api):
    told = law(api, "?centre=620100&on=2026-11-28")
    reads = {rule["code"]: rule["reads"] for rule in told["rules"]}
    assert reads["DEPOSIT_MONTHS"] == ["min_deposit_months", "transferred_months"] and reads["ALIVE"] == []
    assert {"caps.CAP_HOUSEHOLD", "loan_ratio", "rates"} <= {*reads["AMOUNT"]}
    assert {name for names in reads.values() for name in names} <= {one["figure"] for one in told["figures"]}


@pytest.mark.parametrize("verified", [True, False])
@pytest.mark.parametrize("lacking", [("MIN_DEPOSIT_MONTHS",), ()])
def test_a_rule_refuses_where_nothing_it_rests_on_is_doubted_its_figures_among_that(monkeypatch, verified, lacking):
    monkeypatch.setattr("chalicelib.domain.judging.grounds.doubted", lambda code, rules: lacking)
    monkeypatch.setattr("chalicelib.domain.judging.grounds.figures_of", lambda code, rules: ())
    monkeypatch.setattr(told_law, "worded", lambda code: code)
    monkeypatch.setattr(told_law, "_ground", lambda entry, on: {"verified": entry["verified"]})
    rules = SimpleNamespace(rules={"R": SimpleNamespace(text="t", basis="b")}, on=date(2026, 11, 27))
    (told,) = told_law._rules(rules, {"rules.R": {"verified": verified}})
    assert (told["refuses"], told["lacking"], told["verified"]) == (not lacking, [*lacking], verified)


@pytest.mark.parametrize("verified", [True, False])
@pytest.mark.parametrize(
    ("in_force", "words"),
    [("2026-11-28", ""), ("2026-11-27", "words"), ("2026-09-20", "words"), (None, "words"), ("", "words")],
)
def test_no_words_are_shown_of_a_text_that_was_not_in_force_on_that_day(monkeypatch, in_force, words, verified):
    source = {"name": "S", "place": "1", "words": "words", "in_force": in_force}
    monkeypatch.setattr(told_law.policy, "shipped", lambda: SimpleNamespace(source=lambda name: source))
    entry = {"rests_on": "S", "from": "f", "verified": verified, "source": "s"}
    assert told_law._ground(entry, date(2026, 11, 27))["words"] == words
