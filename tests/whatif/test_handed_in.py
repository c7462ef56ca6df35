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
from chalicelib.policy import Book
from chalicelib.whatif import report
from chalicelib.whatif.comparing import compared
from chalicelib.whatif.proposal import Proposal
from chalicelib.whatif.stored import Stored, replay
from tests.given.answers import finding, findings
from tests.given.application import application
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
    totals = report.whole([stored()], proposed, [row])["totals"]
    assert (totals["refused"], Decimal(totals["effect"])) == (1, -DECISION.amount)


def test_a_proposal_has_no_side_for_a_centre_that_is_none():
    assert proposal("min_deposit_months", 61).sides("999999") == (None, None)


def test_a_decision_is_made_again_as_it_was():
    assert again().outcome == SAME


def test_what_is_shown_and_paid_by_but_was_not_sealed_is_named():
    found = again(amount="1.00")
    assert (found.outcome, [difference.path for difference in found.differences]) == (DIFFERENT, ["decision.amount"])


@pytest.mark.parametrize("gone", [{"rules": None}, {"application": replace(ASKED, kind="no_such_kind")}])
def test_where_centre_or_kind_are_gone_nothing_is_proven_but_what_was_changed_is_still_named(gone):
    found = again(**gone, amount="1.00")
    assert (found.outcome, [difference.path for difference in found.differences]) == (VERSION_GONE, ["decision.amount"])
