import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import messages, policy
from chalicelib.domain import guide, limits
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.form import circumstances
from chalicelib.domain.guide.elements import BASIC, COMPUTED, EXTENSION, STANDARDISED
from chalicelib.domain.guide.wording import condition
from chalicelib.domain.policy import Kind, Material, Matter, Rule, Source
from chalicelib.domain.statute import Of

CODE = "12620100000000001H3622100000001"


def of(rules, kind="new"):
    return guide.guide(rules, kind, CODE, messages.text)


def value(rules, name, kind="new"):
    return of(rules, kind)["elements"][name]["value"]


@pytest.mark.parametrize("centre", sorted(policy.centres()))
def test_every_kind_has_its_guide_at_every_centre(centre, make):
    rules = policy.in_force(centre, make.on)
    for kind in rules.kinds:
        made = guide.guide(rules, kind, policy.task_code(centre), messages.text)
        assert [*made["elements"]] == [*BASIC, *EXTENSION]
        assert all(element["label"] and element["value"] for element in made["elements"].values())
        assert made["materials"] and made["conditions"] and made["caps"] and made["figures"] and made["matters"]
        assert made["elements"]["dept_name"]["value"] == rules.name
        assert json.loads(json.dumps(made)) == made


def test_forty_six_elements_are_marked_the_same_everywhere_and_which_is_an_assumption(make):
    made = of(make.policy)
    assert len(BASIC) == 45 and len(STANDARDISED) == 46
    assert sum(element["standardised"] for element in made["elements"].values()) == made["standardised"]["count"] == 46
    assert not made["standardised"]["verified"]


def test_what_nobody_knows_is_left_to_the_centre_and_verified_is_only_what_was_published(make):
    made = of(policy.in_force("620100", make.on))["elements"]
    for name in ("transact_addr", "transact_time", "computer_url", "local_task_code"):
        assert (made[name]["value"], made[name]["verified"]) == ("待中心填写", False)
    assert (made["anticipate_day"]["value"], made["anticipate_day"]["verified"]) == (
        "15",
        False,
    )  # the old text nobody read
    now = of(policy.in_force("620200", date(2026, 11, 27)))["elements"]
    assert (now["anticipate_day"]["value"], now["anticipate_day"]["verified"]) == ("10", True)
    assert made["link_way"]["verified"] and not made["promise_day"]["verified"] and not made["materials"]["verified"]


def test_what_the_data_states_is_an_element_and_is_not_computed(make):
    stated = set(make.policy.guide) - {
        "telling_day",
        "remind_before",
        "appeal_day",
        "appeal_decided_day",
        "review_body",
        "court",
        "review_day",
        "court_months",
        *(f"law_{of}" for of in get_args(Of)),
    }  # what limits and letters read
    assert stated <= {*BASIC, *EXTENSION}
    assert not stated & COMPUTED, "stated twice, it could drift"


@pytest.mark.parametrize(("on", "days"), [(date(2026, 9, 19), 15), (date(2026, 9, 20), 10)])
def test_the_law_s_days_are_those_of_the_day_and_no_centre_promises_more(on, days):
    """条例第二十六条, amended by Order 844 from 2026-09-20 on. Ten days from a case of that day leave six working days, fifteen of the day before seven: holidays follow."""
    for centre in policy.centres():
        rules = policy.in_force(centre, on)
        made = guide.guide(rules, "new", policy.task_code(centre), messages.text)
        elements = made["elements"]
        assert elements["anticipate_day"]["value"] == str(days)
        assert (
            f"{days}日内" in elements["anticipate_explain"]["value"]
            and f"{days} 日" in elements["promise_explain"]["value"]
        )
        most = {15: 7, 10: 6}[days]
        assert int(elements["promise_day"]["value"]) == min(rules.deadlines["review"], most)
        assert any(limit["label"] == f"受理审批（以受理之日起第 {days} 日为最迟）" for limit in made["limits"])
        before_decision = {
            limit["code"]: limit["days"] for limit in made["limits"] if limit["code"] in limits.BEFORE_DECISION
        }
        assert max(before_decision.values()) <= most and {"review", "verify", "first_review", "second_review"} <= set(
            before_decision
        )


def test_the_sentence_of_the_promise_is_verified_with_all_that_it_states_and_the_office_hours_have_a_mark(make):
    stated = {"deadlines", "guide.anticipate_day", "guide.telling_day"}
    for left in (set(), *({one} for one in stated)):
        told = of(replace(make.policy, confirmed=frozenset(stated - left)))["elements"]["promise_explain"]
        assert told["verified"] is (not left) and "17:30（未核实）后" in told["value"]


@given(start=st.dates(date(2025, 1, 1), date(2030, 12, 31)))
def test_what_is_promised_in_working_days_fits_into_the_law_s_days_from_any_day_without_holidays(start):
    rules = policy.in_force("620100", date(2026, 11, 23))
    weekdays = [day for n in range(1, limits.legal_days(rules) + 1) if (day := start + timedelta(n)).weekday() < 5]
    assert limits.promised(rules)["review"] <= len(weekdays)


def test_the_guide_of_any_day_promises_no_later_day_than_the_law_s_whatever_holidays_lie_in_it():
    rules = policy.in_force("623000", date(2026, 11, 23))
    calendar, cut = Calendar(rules.arranged), 0
    for day in (date(2026, 9, 20) + timedelta(n) for n in range(468)):
        days = limits.promised_to(replace(rules, on=day))["review"]
        late = calendar.received_on(datetime.combine(day, time.max))  # handed in after hours
        for accepted, received in ((day, calendar.received_on(datetime.combine(day, time.min))), (late, late)):
            assert calendar.add_working_days(received, days) <= accepted + timedelta(10), (day, accepted)
        cut += days < limits.promised(rules)["review"]
    assert cut, "the holidays of October and of spring leave fewer"


def test_the_codes_follow_the_centre(make):
    made = guide.guide(policy.in_force("620000", make.on), "existing", policy.task_code("620000"), messages.text)
    assert made["elements"]["use_level"]["value"] == "省级"
    code = made["elements"]["task_code"]["value"]
    assert len(code) == 31 and made["elements"]["catalog_code"]["value"] == code[-12:]
    assert made["elements"]["task_handle_item"]["value"] == f"{code}02"


def test_a_centre_states_its_own_address_by_the_elements_name(make):
    here = replace(make.policy, guide={**make.policy.guide, "transact_addr": "示例路1号"})
    assert value(here, "transact_addr") == "示例路1号"


def test_a_promised_limit_changed_in_the_policy_is_the_limit_in_the_guide(make):
    sooner = replace(make.policy, deadlines={**make.policy.deadlines, "review": 4, "signing": 7})
    made = of(sooner)
    assert made["elements"]["promise_day"]["value"] == "4"
    assert "受理审批 4 工作日" in made["elements"]["promise_explain"]["value"]
    assert {stage["stage"]: stage["days"] for stage in made["flow"]}["SIGN"] == 7
    assert {limit["code"]: limit["days"] for limit in made["limits"]}["review"] == 4


def test_a_rule_changed_in_the_policy_is_the_condition_in_the_guide(make):
    rules = {**make.policy.rules, "ADULT": Rule("借款人应当年满二十周岁", "演示办法第一条")}
    rules["LOCAL"] = Rule("房屋在本市", "演示办法第二条", {"home": "existing"})
    changed = replace(make.policy, rules=rules)
    assert "借款人应当年满二十周岁" in value(changed, "accept_condition")
    assert "房屋在本市" in value(changed, "accept_condition", "existing")
    assert "房屋在本市" not in value(changed, "accept_condition", "new")
    assert "购买存量房的，房屋在本市" in value(changed, "accept_condition", "combination")


def test_a_matter_added_to_the_policy_joins_the_flow_and_the_departments(make):
    water = Matter("M12", "供水过户", "水务公司", "handling", when={"home": "existing"})
    changed = replace(make.policy, matters=(*make.policy.matters, water))
    assert any("供水过户" in line for line in value(changed, "handle_flow", "existing"))
    assert "水务公司" in value(changed, "other_dept", "existing")
    assert "水务公司" not in value(changed, "other_dept", "new")


def test_figures_and_caps_are_those_that_judge(make):
    caps = {**make.policy.caps, "CAP_LOCAL": {"formula": "balance_multiple", "multiple": "9", "name": "本地余额上限"}}
    changed = replace(make.policy, caps=caps, min_deposit_months=18)
    made = of(changed)
    assert {cap["label"]: cap["text"] for cap in made["caps"]}["本地余额上限"] == "账户余额的 9 倍"
    assert any("18" in figure["text"] for figure in made["figures"] if figure["code"] == "min_deposit_months")
    rates = next(figure for figure in made["figures"] if figure["code"] == "rates")
    assert "5 年以上 2.60%" in rates["text"] and "3.075%" in rates["text"]


def test_a_kind_hears_of_no_cap_and_no_figure_that_cannot_touch_it(make):
    assert "CAP_OLD_LOAN" in {cap["code"] for cap in of(make.policy, "transfer_settle_first")["caps"]}
    assert "CAP_OLD_LOAN" not in {cap["code"] for cap in of(make.policy)["caps"]}
    assert "CAP_UNPAID" not in {cap["code"] for cap in of(make.policy, "transfer_settle_first")["caps"]}
    codes = {figure["code"] for figure in of(make.policy)["figures"]}
    assert "transfer" not in codes and "house_age_plus_term" not in codes


def test_every_parameter_of_a_shipped_figure_has_its_words(make):
    for centre in policy.centres():
        for kind in make.policy.kinds:
            made = of(policy.in_force(centre, make.on), kind)
            for entry in (*made["figures"], *made["caps"]):
                assert entry["text"] and not any("a" <= c <= "z" or c in "{}_" for c in entry["text"]), entry["text"]
            assert all(limit["label"] != limit["code"] for limit in made["limits"])


def test_every_shipped_condition_has_its_words(make):
    rules = make.policy
    for kind in rules.kinds.values():
        made = of(rules, kind.code)
        told = [e["condition"] for part in ("conditions", "materials", "matters", "caps") for e in made[part]]
        told += [s["condition"] for m in made["materials"] for s in (*m["sources"], *m["alternatives"])]
        assert not any("＝" in words for words in told)


def test_a_condition_reads_as_chinese_and_one_nobody_worded_is_still_shown():
    assert condition({"marital": ["10", "30", "40"]}, messages.text) == "未婚、丧偶或者离异的"
    assert condition({"home": "existing", "married": True}, messages.text) == "购买存量房的，且已婚的"
    assert condition({"sponsor": "army"}, messages.text) == "sponsor＝army"
    assert condition({}, messages.text) == ""


def test_what_is_brought_is_said_of_each_material(make):
    bring = {m["code"]: m["bring"] for m in of(make.policy, "existing")["materials"]}
    assert bring["A01"] == bring["B02"] == bring["C02"] == "NEVER"
    assert bring["B03"] == bring["B06"] == "ALWAYS"
    assert bring["A04"] == "FALLBACK" and bring["C01"] == "OPTIONAL"


def test_a_new_material_and_a_new_kind_are_in_the_guide_as_data_alone(make):
    letter = Material("F01", "单位担保函", "each", "演示", (Source("upload"),), False, {"kind": "sponsored"})
    kind = Kind("sponsored", "单位集资建房", ("new",), (False,), {"off_site": False, "transfer": "none"}, "seller")
    changed = replace(
        make.policy, materials=(*make.policy.materials, letter), kinds={**make.policy.kinds, "sponsored": kind}
    )
    made = of(changed, "sponsored")
    assert made["elements"]["task_name"]["value"].endswith("（单位集资建房）")
    assert made["elements"]["task_handle_item"]["value"] == "待中心填写"
    assert "F01 单位担保函" in made["elements"]["materials"]["value"]
    assert "F01 单位担保函" not in of(changed, "new")["elements"]["materials"]["value"]


def test_an_open_condition_is_narrowed_and_an_impossible_one_is_none(make):
    kind, facts = make.policy.kinds["combination"], circumstances.of_kind(make.policy.kinds["combination"])
    assert circumstances.remaining({"home": ["existing", "own"]}, facts, kind) == {"home": ["existing"]}
    assert circumstances.remaining({"home": "own"}, facts, kind) is None
    assert circumstances.remaining({"home": ["new", "existing"], "combination": True}, facts, kind) == {}
    assert circumstances.remaining({"marital": "40", "transfer": "none"}, facts, kind) == {"marital": "40"}


def test_a_kind_nobody_offers_has_no_guide(make):
    with pytest.raises(KeyError):
        of(make.policy, "self_built")


def test_who_takes_a_part_from_the_bank_comes_to_the_bank_once_and_nobody_else_has_to_come():
    rules = policy.in_force("620100", date(2026, 8, 28))
    assert value(rules, "limit_scene_num", "combination") == "1"
    assert "当面签订" in value(rules, "on_site_reason", "combination")
    assert {value(rules, "limit_scene_num", kind) for kind in ("new", "existing")} == {"0"}
    assert value(policy.in_force("620100", date(2026, 8, 27)), "limit_scene_num", "combination") == "0"


def test_of_uplifts_of_one_group_the_guide_promises_only_the_largest_and_names_every_paper():
    rules = policy.in_force("620100", date(2026, 11, 27))
    (text,) = (cap["text"] for cap in of(rules)["caps"] if "ceiling" in rules.caps[cap["code"]])
    plain, talent, green = text.split("；可以另加：")
    assert "提交原住房出售合同备案的上浮 20%（只取其中最高的一项）" in plain
    assert "未成年子女达到 2 个的上浮 20%、首套住房的上浮 20%、提交军人或者退役军人证件的上浮 20%" in plain
    assert talent.endswith("提交人才认定文件（D类）的上浮 10%（只取其中最高的一项）")
    assert "提交绿色建筑标识（三星级）的上浮 200,000 元（只取其中最高的一项）" in green
    assert "D1" not in text


def test_the_guide_says_by_which_paper_less_of_the_price_is_enough():
    figures = of(policy.in_force("620100", date(2026, 12, 1)))["figures"]
    (text,) = (one["text"] for one in figures if one["code"] == "down_payment")
    assert text == "首套 20%，第二套 20%；提交配售型保障性住房证明的，首套 15%，第二套 20%"


def test_everything_to_correct_is_told_before_acceptance_on_the_whole_page(make):
    for kind in make.policy.kinds:
        told = json.dumps(of(make.policy, kind), ensure_ascii=False)
        assert "受理后一次告知" not in told and "收件后一次告知全部需要补正的内容" in told


def test_the_guide_of_a_combination_tells_of_two_loans_and_no_other_does():
    rules = policy.in_force("620100", date(2026, 11, 27))
    made = of(rules, "combination")
    told = {figure["code"]: figure for figure in made["figures"]}
    assert (
        told["bank_part.term"]["text"] == "不超过 480 个月，由受托银行审定" and not told["bank_part.term"]["verified"]
    )
    assert "50%" in told["bank_part.burden"]["text"] and "60%" in told["bank_part.burden"]["text"]
    (stage,) = (stage["text"] for stage in made["flow"] if stage["stage"] == "BANK_PART")
    for expected in (
        "先确认银行告知的综合融资成本",
        "当面签订合同",
        "预售商品房凭竣工备案，付至监管账户，可能晚于公积金部分",
        "预售商品房（2026年8月28日前取得预售许可的）办妥抵押",
        "现房凭销售备案，付至开发企业开户行账户",
        "不在放款的承诺时限之内",
    ):
        assert expected in stage, expected
    plain = of(rules, "new")
    assert not [figure for figure in plain["figures"] if figure["code"].startswith("bank_part")]
    assert "BANK_PART" not in {stage["stage"] for stage in plain["flow"]}


def test_the_bank_s_part_is_told_by_the_law_of_the_day():
    told = json.dumps(of(policy.in_force("620100", date(2026, 7, 1)), "combination"), ensure_ascii=False)
    assert "不超过 360 个月，由受托银行审定" in told and "55%" in told
    assert "综合融资成本" not in told and "竣工备案" not in told


def test_the_elements_said_to_be_computed_are_those_that_are(make, monkeypatch):
    monkeypatch.setattr(guide._Guide, "_stated", lambda self, name: None)
    elements = of(make.policy)["elements"]
    pending = messages.text("GUIDE_PENDING")
    assert {name for name, one in elements.items() if one["value"] != pending} == {*COMPUTED, "task_handle_item"}
