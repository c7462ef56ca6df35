"""What is shipped: the sixteen centres, the figures, their marks."""

import itertools
import re
import time
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine

from chalicelib import clock, messages, policy
from chalicelib.domain.form import codes, identifiers
from chalicelib.domain.policy import TIERS
from infra.tools.policy import COMPILED, DATA, ENACTED, checked, compiling, register
from infra.tools.policy.sources import shown

from .conftest import entry as dated
from .conftest import figure

ON = date(2026, 3, 2)
PREFECTURES = {
    "620100", "620200", "620300", "620400", "620500", "620600", "620700", "620800", "620900", "621000", "621100", "621200",
    "622900", "623000",
}  # fmt: skip
PROVINCIAL, MINING = "620000", "627000"


def test_what_functions_read_is_what_the_yaml_says():
    assert COMPILED.read_text(encoding="utf-8") == compiling.text(checked(DATA))


def test_every_entry_is_registered_as_it_stands():
    assert register.missing(checked(DATA), register.read(ENACTED)) == []


def test_there_are_fourteen_prefectures_the_provincial_centre_and_the_mining_district():
    assert set(policy.centres()) == PREFECTURES | {PROVINCIAL, MINING}
    assert len(set(policy.centres().values())) == 16


def test_lanzhou_serves_the_new_area_and_the_provincial_centre_is_another():
    assert policy.in_force("620171", ON).centre == "620100"
    assert policy.in_force("620171", ON) is policy.in_force("620100", ON)
    assert policy.in_force(PROVINCIAL, ON).name != policy.in_force("620100", ON).name


def test_every_centre_has_a_policy_and_a_genuine_task_code():
    codes = {policy.task_code(centre) for centre in policy.centres()}
    assert len(codes) == 16
    for centre in policy.centres():
        assert policy.in_force(centre, ON).caps
        assert identifiers.task_code(policy.task_code(centre)) is None


def test_an_unknown_centre_or_day_is_an_error_that_names_it():
    with pytest.raises(policy.NoPolicy, match="110000"):
        policy.in_force("110000", ON)
    with pytest.raises(policy.NoPolicy, match="620199"):  # which nobody serves is no division of the centre beside it
        policy.in_force("620199", ON)
    with pytest.raises(policy.NoPolicy, match="620100: .*max_months"):
        policy.in_force("620100", date(2015, 1, 1))


@pytest.mark.parametrize(
    ("on", "first_short", "first_long", "second_short", "second_long"),
    [
        (date(2022, 9, 30), "2.75", "3.25", "3.025", "3.575"),
        (date(2022, 10, 1), "2.60", "3.10", "3.025", "3.575"),
        (date(2024, 5, 18), "2.35", "2.85", "2.775", "3.325"),
        (date(2025, 5, 7), "2.35", "2.85", "2.775", "3.325"),
        (date(2025, 5, 8), "2.10", "2.60", "2.525", "3.075"),
    ],
)
def test_rates_follow_the_pay_out_day_and_sixty_months_are_short(
    on, first_short, first_long, second_short, second_long
):
    table = policy.in_force("620100", ON)
    assert table.rate("first", 60, on) == Decimal(first_short)
    assert table.rate("first", 61, on) == Decimal(first_long)
    assert table.rate("second", 60, on) == Decimal(second_short)
    assert table.rate("second", 61, on) == Decimal(second_long)


def test_an_overlay_changes_one_centre_only():
    lanzhou, other = (policy.in_force(centre, ON) for centre in ("620100", "620200"))
    assert (lanzhou.counting.get("within"), other.counting.get("within")) == ("district", None)


def test_what_a_centre_was_taken_to_say_before_its_own_figures_were_learnt_of_stays_known():
    assert policy.in_force("620100", ON).commercial_mortgage == "look"
    assert policy.in_force("620100", ON, date(2026, 11, 25)).commercial_mortgage == "refuse"
    assert policy.in_force("620100", date(2026, 2, 5)).commercial_mortgage == "refuse"


def test_figures_nobody_confirmed_are_named_and_every_figure_says_where_it_is_from():
    known = policy.in_force("620100", ON)
    assert {"caps.CAP_HOUSEHOLD", "down_payment", "tiers"} <= set(known.unverified)
    assert "guide.link_way" in known.confirmed and "guide.handle_type" not in known.confirmed
    figures = {
        name
        for name in known.sources
        if not name.startswith(
            ("rules.", "four_eyes.", "retention.", "contract.", "special.", "checklist.", "stand_in.")
        )
    }
    assert set(known.unverified) == figures - known.confirmed
    assert all(known.sources.values())


def test_nothing_that_says_itself_to_be_a_guess_is_shipped_as_verified():
    guessed, data = ("演示值", "通行做法", "待核定", "待各中心核定", "推定"), checked(DATA)
    for entry in data.entries():
        assert not (entry.verified and any(mark in shown(entry, data) for mark in guessed)), entry


def test_titles_and_notes_of_sources_are_chinese_with_days_as_people_say_them():
    data = checked(DATA)
    told = [*(one["title"] for one in data.sources.values()), *(shown(entry, data) for entry in data.entries())]
    assert [one for one in told if re.search(r"[a-z]{3,}|\d{4}-\d\d-\d\d", one)] == []


def test_matters_and_rules_keep_the_order_in_which_they_are_written():
    known = policy.in_force("620100", ON)
    assert [matter.code for matter in known.matters] == [f"M{number}" for number in range(1, len(known.matters) + 1)]
    assert next(iter(known.rules)) == "ALIVE"


def test_the_version_changes_with_the_values_in_force_and_with_nothing_else():
    version = policy.in_force("620100", ON).version
    assert version == policy.in_force("620100", date(2026, 3, 3)).version
    assert version != policy.in_force("620100", date(2025, 5, 7)).version
    assert version != policy.in_force("620200", ON).version


def test_every_rule_and_cap_has_a_name_in_the_catalogue():
    known = policy.in_force("620100", ON)
    for code in (*known.rules, *known.caps):
        assert messages.text(code) and messages.text(code, "en")


def test_what_rules_and_agencies_ask_for_by_name_is_in_the_form_and_the_policy():
    known = policy.in_force("620100", ON)
    single = known.declarations[codes.SINGLE_STATUS]
    assert single.sort == "commitment" and not {*codes.MARRIED} & {*single.when["marital"]}
    assert {*codes.MARRIED} == {code for code, text in codes.MARITAL.codes.items() if text.endswith("婚")} - {
        "10",
        "40",
    }
    assert codes.COURT_PAPERS in {material.code for material in known.materials}


def test_a_figure_begins_at_midnight_in_gansu(proposed):
    made = proposed(base__later=figure_of_next_year())
    with time_machine.travel(datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC), tick=False):
        assert "CAP_NEXT_YEAR" not in made.in_force("620100", clock.today()).caps
    with time_machine.travel(datetime(2026, 12, 31, 16, 0, 0, tzinfo=UTC), tick=False):
        assert "CAP_NEXT_YEAR" in made.in_force("620100", clock.today()).caps


def test_a_function_reads_the_whole_policy_in_milliseconds():
    began = time.thread_time()
    policy.shipped.__wrapped__().in_force("620100", ON)
    assert time.thread_time() - began < 0.1  # of processor; measured: about 5 ms


def figure_of_next_year() -> str:
    return "caps: {CAP_NEXT_YEAR: [{from: 2027-01-01, value: {name: 虚构额度, formula: price_share}, source: DEMO, note: made up, verified: false}]}\n"


def test_who_of_the_centre_may_be_one_person_is_no_part_of_what_a_case_is_judged_by(proposed):
    stricter = proposed(overlays__620200=figure("four_eyes.automatic", dated("{one_person: []}", "2026-01-01")))
    known = stricter.in_force("620200", ON)
    assert known.one_person(Decimal("1")) == () != policy.in_force("620200", ON).one_person(Decimal("1"))
    assert known.version == policy.in_force("620200", ON).version
    assert not any(name.startswith("four_eyes") for name in known.unverified)


def test_up_to_the_very_amount_of_a_tier_its_four_eyes_hold_and_a_fen_above_those_of_the_next():
    known = policy.in_force("620100", ON)
    for tier, following in itertools.pairwise(TIERS):
        last = known.tiers[tier]
        assert known.one_person(last) == known.four_eyes[tier]
        assert known.one_person(last + Decimal("0.01")) == known.four_eyes[following] != known.four_eyes[tier]


def test_a_tier_of_which_the_policy_says_nothing_lets_nobody_be_two(proposed):
    ended = (
        (DATA / "base" / "four_eyes.yaml")
        .read_text(encoding="utf-8")
        .replace("{from: 2015-10-24,", "{from: 2015-10-24, until: 2026-01-31,")
    )
    known = proposed(base__four_eyes=ended).in_force("620100", ON)
    assert {known.one_person(Decimal(amount)) for amount in ("1", "550000", "900000")} == {()}


def test_what_parties_chose_is_worded_as_on_the_day_and_before_any_words_of_it_by_the_first_there_are(proposed):
    words = dated("{text: 先}", "2026-01-01"), dated("{text: 后}", "2027-01-01")
    made = proposed(overlays__620200=figure("contract.service_by_choice", *words))
    days = date(2025, 12, 31), date(2026, 12, 31), date(2027, 1, 1)
    told = [made.in_force("620200", day).contract["service_by_choice"]["text"] for day in days]
    assert told == ["先", "先", "后"]


@pytest.mark.parametrize(("centre", "told"), [("620100", "连续3期或者累计6期"), ("620500", "连续4期或者累计7期")])
def test_the_text_of_a_rule_says_the_centre_s_own_numbers(centre, told):
    rules = policy.in_force(centre, date(2026, 11, 28))
    assert told in rules.rules["CREDIT_OVERDUE"].text
    assert not any(c in rule.text for rule in rules.rules.values() for c in "{}[]")
