"""A stored decision made again: it must match, and whatever does not is named."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from chalicelib.domain.judging import refusal
from chalicelib.domain.judging.decision import Unsettled, decide
from chalicelib.domain.judging.replay import DIFFERENT, SAME, VERSION_GONE, replayed


@pytest.fixture
def case(make):
    return make.application()


@pytest.fixture
def known(make, case):
    return make.findings(case, credit=True)


@pytest.fixture
def stored(make, case, known):
    """As the case keeps it: JSON that was sealed and opened."""
    return json.loads(json.dumps(decide(case, known, make.policy, make.on).to_json()))


def paths(replay):
    return {difference.path for difference in replay.differences}


def bent(stored, path, value):
    """The stored decision with one value changed."""
    whole = json.loads(json.dumps(stored))
    *parents, last = path
    target = whole
    for parent in parents:
        target = target[parent]
    target[last] = value
    return whole


def test_a_decision_replays_identically_from_its_inputs_and_version(make, case, known, stored):
    assert replayed(stored, case, known, make.policy).outcome == SAME


def test_a_decision_of_a_release_that_did_not_ask_the_fund_about_a_co_borrower_is_made_again_as_it_was(make):
    people = [make.person(key) for key in ("borrower", "spouse")]
    case = make.application(*people, make.person("co_borrower_1", is_depositor=False))
    kept = [
        one for one in make.findings(case, credit=True) if (one.check, one.subject) != ("fund_account", "co_borrower_1")
    ]
    with pytest.raises(Unsettled):
        decide(case, kept, make.policy, make.on)
    then = decide(case, kept, make.policy, make.on, again=True).to_json()
    assert not [one for one in then["reasons"] if one["code"] == "FUND_LOAN_SETTLED" and "co" in one["subject"]]
    assert replayed(json.loads(json.dumps(then)), case, kept, make.policy).outcome == SAME


def test_it_is_made_again_on_the_day_it_was_made(make, case, known):
    kept = decide(case, known, make.policy, make.on.replace(year=2055)).to_json()
    assert kept["months"] < decide(case, known, make.policy, make.on).months
    assert replayed(kept, case, known, make.policy).outcome == SAME


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("approved",), False),
        (("amount",), "500000.01"),
        (("months",), 359),
        (("rate",), "2.61"),
        (("caps", "CAP_BALANCE"), "1.00"),
        (("binding",), "CAP_PRICE"),
        (("terms", "TERM_AGE"), 1),
        (("route",), "B"),
        (("why",), ["ROUTE_LOOK"]),
        (("homes",), "second"),
        (("method",), "02"),
        (("explained", 0, "value"), "1.00"),
        (("explained", 0, "formula"), "another"),
        (("inputs_hash",), "0" * 64),
        (("reasons", 0, "outcome"), "fail"),
        (("reasons", 0, "text"), "another text"),
        (("reasons", 0, "basis"), "another law"),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_one_stored_value_that_was_changed_is_noticed_and_named(make, case, known, stored, path, value):
    replay = replayed(bent(stored, path, value), case, known, make.policy)
    assert replay.outcome == DIFFERENT
    (difference,) = replay.differences
    assert difference.path.rsplit(".", 1)[-1] == path[-1]
    assert difference.stored == value != difference.recomputed


def test_a_changed_input_of_a_rule_is_named_by_rule_and_person(make, case, known, stored):
    index = next(n for n, reason in enumerate(stored["reasons"]) if reason["code"] == "DEPOSIT_MONTHS")
    replay = replayed(bent(stored, ("reasons", index, "inputs", "months"), 59), case, known, make.policy)
    assert paths(replay) == {"reasons.DEPOSIT_MONTHS.borrower.inputs.months"}


def test_a_rule_that_is_missing_from_the_record_is_named(make, case, known, stored):
    without = {**stored, "reasons": [reason for reason in stored["reasons"] if reason["code"] != "HOMES"]}
    assert all(path.startswith("reasons.HOMES.borrower") for path in paths(replayed(without, case, known, make.policy)))
    assert replayed(without, case, known, make.policy).outcome == DIFFERENT


def test_the_order_of_rules_and_caps_says_nothing(make, case, known, stored):
    turned = {
        **stored,
        "reasons": stored["reasons"][::-1],
        "caps": dict(reversed(stored["caps"].items())),
        "explained": stored["explained"][::-1],
    }
    assert replayed(turned, case, known, make.policy).outcome == SAME


def test_a_figure_that_somebody_confirmed_since_changes_nothing(make, case, known, stored):
    confirmed = replace(make.policy, unverified=(), sources=dict.fromkeys(make.policy.sources, "another text"))
    assert replayed(stored, case, known, confirmed).outcome == SAME


def test_an_application_that_is_not_the_one_decided_on_is_noticed(make, case, known, stored):
    richer = replace(case, wish=replace(case.wish, amount=Decimal("400000.00")))
    assert {"amount", "inputs_hash"} <= paths(replayed(stored, richer, known, make.policy))


def test_an_input_no_figure_rests_on_still_changes_the_hash(make, case, known, stored):
    renamed = replace(case, people=(replace(case.people[0], phone="13900000009"), *case.people[1:]))
    assert paths(replayed(stored, renamed, known, make.policy)) == {"inputs_hash"}


def test_an_answer_that_is_gone_leaves_the_case_unsettled_and_says_so(make, case, known, stored):
    fewer = [found for found in known if found.check != "property"]
    replay = replayed(stored, case, fewer, make.policy)
    assert (replay.outcome, "next" in paths(replay)) == (DIFFERENT, True)


def test_a_version_that_no_longer_exists_is_its_own_outcome(make, case, known, stored):
    edited = replace(make.policy, version="620100-2015-10-24-000000000000")
    replay = replayed(stored, case, known, edited)
    assert replay.outcome == VERSION_GONE
    assert "policy_version" in paths(replay)


def test_an_early_refusal_replays_from_its_grounds(make, case):
    short = make.finding("fund_account", "borrower", consecutive_months=5)
    known = make.findings(case, short)
    kept = json.loads(json.dumps(refusal.grounds(case, known, make.policy, make.on)))
    assert replayed(kept, case, known, make.policy).outcome == SAME
    (failed,) = [reason for reason in kept["reasons"] if reason["outcome"] == "fail"]
    assert {"ALIVE", "ADULT"} <= {reason["code"] for reason in kept["reasons"] if reason["outcome"] == "pass"}
    assert (failed["code"], failed["inputs"]) == ("DEPOSIT_MONTHS", {"months": 5, "needed": 6})
    later = make.findings(case, make.finding("fund_account", "borrower", consecutive_months=6))
    assert "reasons.DEPOSIT_MONTHS.borrower.outcome" in paths(replayed(kept, case, later, make.policy))
