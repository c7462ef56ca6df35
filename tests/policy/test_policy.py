from datetime import date
from decimal import Decimal

import pytest

from chalicelib import messages, policy
from chalicelib.domain import identifiers
from infra.compile_policy import COMPILED, POLICY, Inconsistent, compiled

ON = date(2026, 3, 2)


def test_what_functions_read_is_what_the_yaml_says():
    assert COMPILED.read_text(encoding="utf-8") == compiled()


def test_there_are_sixteen_centres_and_lanzhou_serves_the_new_area():
    assert len(policy.centres()) == 16
    assert policy.in_force("620171", ON).centre == "620100"
    assert policy.in_force("620000", ON).name != policy.in_force("620100", ON).name


def test_every_centre_has_a_policy_and_a_genuine_task_code():
    for centre in policy.centres():
        assert policy.in_force(centre, ON).caps
        assert identifiers.task_code(policy.task_code(centre)) is None


def test_an_unknown_centre_or_day_is_an_error_that_names_it():
    with pytest.raises(policy.NoPolicy, match="110000"):
        policy.in_force("110000", ON)
    with pytest.raises(policy.NoPolicy, match="620100"):
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
    assert policy.in_force("620100", ON).commercial_mortgage == "refuse"
    assert policy.in_force("620200", ON).commercial_mortgage == "look"


def test_figures_nobody_confirmed_are_named():
    unverified = policy.in_force("620100", ON).unverified
    assert {"caps.CAP_HOUSEHOLD", "down_payment", "tiers"} <= set(unverified)
    assert not {"rates", "max_months", "commercial_mortgage"} & set(unverified)


def test_the_version_changes_with_the_figures_in_force_and_with_nothing_else():
    version = policy.in_force("620100", ON).version
    assert version == policy.in_force("620100", date(2026, 3, 3)).version
    assert version != policy.in_force("620100", date(2025, 5, 7)).version
    assert version != policy.in_force("620200", ON).version


def test_every_rule_and_cap_has_a_name_in_the_catalogue():
    known = policy.in_force("620100", ON)
    for code in (*known.rules, *known.caps):
        assert messages.text(code) and messages.text(code, "en")


def test_a_made_up_centres_new_cap_is_data_alone(tmp_path, monkeypatch):
    copy(tmp_path)
    (tmp_path / "620200.yaml").write_text(
        "caps:\n  CAP_TALENT:\n"
        '  - {from: 2026-01-01, value: {formula: balance_multiple, multiple: "3"}, source: s, verified: false}\n'
        "down_payment:\n"
        '  - {from: 2026-01-01, value: {first: "0.25", second: "0.30"}, source: s, verified: true}\n'
    )
    with_policy(monkeypatch, compiled(tmp_path))
    later, earlier = policy.in_force("620200", ON), policy.in_force("620200", date(2025, 12, 31))
    assert "CAP_TALENT" in later.caps and "CAP_TALENT" not in earlier.caps
    assert (later.down_payment["first"], earlier.down_payment["first"]) == (Decimal("0.25"), Decimal("0.20"))


def test_an_inconsistent_set_is_refused_naming_every_problem(tmp_path):
    copy(tmp_path)
    (tmp_path / "620200.yaml").write_text(
        "round_to:\n  - {from: 2026-01-01, value: 1000.5, source: s, verified: true}\n"
        "made_up:\n  - {from: 2026-01-01, value: 1, source: s, verified: true}\n"
        "tiers:\n  - {from: 2026-01-01, value: {}, source: s, verified: true}\n"
        '  - {from: 2025-01-01, value: {}, source: "", verified: true}\n'
    )
    (tmp_path / "110000.yaml").write_text("max_months:\n  - {from: 2026-01-01, value: 1}\n")
    with pytest.raises(Inconsistent) as problems:
        compiled(tmp_path)
    lines = str(problems.value).splitlines()
    assert len(lines) == 6
    for wrong in ("round_to", "made_up", "oldest first", "a source", "no such centre", "exactly"):
        assert any(wrong in line for line in lines), wrong


def copy(folder):
    for name in ("base", "centres"):
        (folder / f"{name}.yaml").write_text((POLICY / "data" / f"{name}.yaml").read_text(encoding="utf-8"))


def with_policy(monkeypatch, text):
    import json

    monkeypatch.setattr(policy, "_compiled", lambda: json.loads(text))
    policy.in_force.cache_clear()
    monkeypatch.setattr(policy, "in_force", policy.in_force.__wrapped__)
