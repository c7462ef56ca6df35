"""What-if needs no store, no folder and no AWS: a case, two compiled policies and a day are enough."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from chalicelib import policy
from chalicelib.domain.judging.decision import decide
from chalicelib.domain.judging.replay import DIFFERENT, SAME, VERSION_GONE
from chalicelib.domain.policy import NoPolicy
from chalicelib.policy import Book
from chalicelib.whatif import report
from chalicelib.whatif.comparing import compared
from chalicelib.whatif.proposal import Proposal
from chalicelib.whatif.stored import Stored, replay
from tests.given.answers import finding, findings
from tests.given.application import application, person
from tests.given.marks import all_confirmed, confirmed

CENTRE, DECIDED, BEGINS = "623000", date(2026, 11, 23), date(2027, 1, 1)
COMPILED = json.loads((Path(policy.__file__).parent / "compiled.json").read_text(encoding="utf-8"))
ASKED = replace(application(), centre=CENTRE)
KNOWN = findings(ASKED, *(finding("fund_account", p.key, centre=CENTRE) for p in ASKED.people), credit=True)
RULES = confirmed(policy.in_force(CENTRE, DECIDED))
DECISION = decide(ASKED, KNOWN, RULES, DECIDED)


def again(application=ASKED, rules=RULES, **told):
    return replay(DECISION.to_json(), {**DECISION.told(), **told}, application, KNOWN, rules)


def stored():
    return Stored("1", CENTRE, ASKED, tuple(KNOWN), DECISION.to_json(), again())


def proposal(name, value):
    """The present policy with one figure of the centre changed from 2027 on."""
    changed = all_confirmed(COMPILED)
    overlay = changed["overlays"].setdefault(CENTRE, {})
    before = overlay.get(name, changed["base"][name])
    overlay[name] = [*before, {**before[-1], "from": BEGINS.isoformat(), "value": value, "verified": True}]
    return Proposal("made up", BEGINS, (), policy.shipped(), Book(changed))


def test_a_compiled_proposal_is_weighed_on_a_case_that_was_handed_in():
    proposed = proposal("min_deposit_months", 61)  # the case has 60
    row = compared(stored(), *proposed.sides(CENTRE), proposed.on)
    assert (row.change, row.effect) == ("refused", -DECISION.amount)
    assert ("rule", "DEPOSIT_MONTHS") in {(why.what, why.code) for why in row.why}
    assert "class" not in {why.what for why in row.why}, "who is refused has none"
    totals = report.whole([stored()], proposed, [row])["totals"]
    assert (totals["refused"], Decimal(totals["effect"])) == (1, -DECISION.amount)
    assert totals["classes"]["A"] == {"now": 1, "proposed": 0}


def test_a_proposal_has_no_side_for_a_centre_that_is_none():
    assert proposal("min_deposit_months", 61).sides("999999") == (None, None)


def test_a_decision_is_made_again_as_it_was():
    assert again().outcome == SAME


def test_what_is_shown_and_paid_by_but_was_not_sealed_is_named():
    found = again(amount="1.00")
    assert (found.outcome, [difference.path for difference in found.differences]) == (DIFFERENT, ["decision.amount"])
    told = report.replays([stored(), replace(stored(), number="2", replay=found)])
    assert (told["cases"], told["same"], [one["number"] for one in told["mismatches"]]) == (2, 1, ["2"])


@pytest.mark.parametrize("gone", [{"rules": None}, {"application": replace(ASKED, kind="no_such_kind")}])
def test_where_centre_or_kind_are_gone_nothing_is_proven_but_what_was_changed_is_still_named(gone):
    found = again(**gone, amount="1.00")
    assert (found.outcome, [difference.path for difference in found.differences]) == (VERSION_GONE, ["decision.amount"])


def test_a_case_of_a_kind_no_policy_knows_any_more_is_open_by_both_and_so_the_same():
    gone = replace(stored(), application=replace(ASKED, kind="no_such_kind"))
    proposed = proposal("min_deposit_months", 61)
    row = compared(gone, *proposed.sides(CENTRE), proposed.on)
    assert (row.now.open, row.proposed.open, row.change) == (True, True, "same")


def test_the_same_sum_for_a_shorter_term_is_other_terms_and_says_which_limit_and_what_it_is_told_with():
    proposed = proposal("max_months", 239)
    row = compared(stored(), *proposed.sides(CENTRE), proposed.on)
    assert (row.change, row.effect, row.proposed.months) == ("terms", 0, 239)
    assert [(why.what, why.code, why.now, why.proposed) for why in row.why] == [
        ("term", "TERM_POLICY", "", ""), ("class", "TERM_SHORTENED", "no", "yes"),
    ]  # fmt: skip


def test_what_its_release_did_not_ask_leaves_no_case_open():
    asked = replace(application(*ASKED.people, person("co_borrower_1", is_depositor=False)), centre=CENTRE)
    known = findings(asked, *(finding("fund_account", p.key, centre=CENTRE) for p in asked.people), credit=True)
    kept = tuple(one for one in known if (one.check, one.subject) != ("fund_account", "co_borrower_1"))
    proposed = proposal("min_deposit_months", 61)
    row = compared(replace(stored(), application=asked, findings=kept), *proposed.sides(CENTRE), proposed.on)
    assert not row.now.open and not row.proposed.open


def test_a_limit_that_binds_is_named_on_whichever_side_it_does():
    cap = {
        "formula": "household",
        "single": "400000",
        "dual": "400000",
        "children": 2,
        "uplift": "0.20",
        "liquidity": True,
    }
    proposed = proposal("caps.CAP_HOUSEHOLD", cap)
    sides = proposed.sides(CENTRE)
    rows = [compared(stored(), *pair, proposed.on) for pair in (sides, sides[::-1])]
    assert [(row.change, row.now.binding, row.proposed.binding) for row in rows] == [
        ("lowered", "WISH", "CAP_HOUSEHOLD"), ("raised", "CAP_HOUSEHOLD", "WISH"),
    ]  # fmt: skip
    assert all(("cap", "CAP_HOUSEHOLD") in [(why.what, why.code) for why in row.why] for row in rows)


def test_a_rule_that_a_proposal_drops_is_among_what_it_changes():
    proposed = proposal("rules.DEPOSIT_MONTHS", None)
    row = compared(stored(), *proposed.sides(CENTRE), proposed.on)
    assert ("rule", "DEPOSIT_MONTHS", "pass", "") in [(why.what, why.code, why.now, why.proposed) for why in row.why]


def test_what_is_open_under_a_proposal_counts_with_what_it_has_and_no_rule_is_said_to_have_spoken():
    row = compared(stored(), RULES, None, BEGINS)
    assert row.change == "open" and {why.proposed for why in row.why} == {""}
    sums = report.totals([row])
    assert (sums.now, sums.proposed, sums.classes["A"]) == (DECISION.amount, DECISION.amount, (1, 1))


def test_a_day_before_every_rate_has_no_policy_to_compare_by():
    with pytest.raises(NoPolicy, match="rates"):
        compared(stored(), RULES, RULES, date(1990, 1, 1))
