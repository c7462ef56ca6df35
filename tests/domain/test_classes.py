"""Class A is an allow-list of the policy's: whatever it does not list, excludes, or cannot know needs a person."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib import policy
from chalicelib.domain.judging.classes import BEFORE
from chalicelib.domain.judging.decision import decide


def route(make, case, listed):
    rules = replace(make.policy, classes={"automatic": listed} if listed else {})
    decided = decide(case, make.findings(case, credit=True), rules, make.on)
    return decided.route, decided.why


def test_every_centre_has_its_list_and_it_is_what_cases_were_classed_by_before():
    for centre in policy.centres():
        assert policy.in_force(centre, date(2026, 11, 27)).classes["automatic"] == BEFORE
    assert policy.in_force("620100", date(2026, 11, 20), date(2026, 11, 20)).classes == {}, "nobody knew of it then"


def test_a_decision_of_before_is_made_again_as_it_was(make):
    assert route(make, make.application(), None) == ("A", ("ROUTE_ALL_CONFIRMED",))


@pytest.mark.parametrize(
    ("listed", "why"),
    [
        ({"when": {"home": "existing"}}, "ROUTE_EXISTING_HOME"),
        ({"when": {"guarantee": "99"}}, "ROUTE_NOT_LISTED"),
        ({"when": {"a fact nobody knows": True}}, "ROUTE_NOT_LISTED"),
        ({"when": {"home": "new"}, "unless": [{"when": {"marital": "20"}}]}, "ROUTE_EXCLUDED"),
        ({"when": {"home": "new"}, "unless": [{"when": {"a fact nobody knows": True}}]}, "ROUTE_EXCLUDED"),
    ],
)
def test_what_is_not_listed_is_excluded_or_is_not_known_needs_a_person_who_reads_why(make, listed, why):
    assert route(make, make.application(), listed) == ("B", (why,))


def test_no_list_waives_that_a_person_looks_at_what_is_not_an_agencys(make):
    case = make.application()
    rules = replace(make.policy, classes={"automatic": {"when": {"home": "new"}}})
    committed = make.findings(case, make.finding("marriage", "borrower", basis="commitment"), credit=True)
    assert decide(case, committed, rules, make.on).route != "A"


def test_another_list_is_another_policy():
    whole = policy.in_force("620100", date(2026, 11, 27))
    assert "classes.automatic" in whole.unverified, "and says that nobody has confirmed it"


FINAL = {"amount": "800000", "word": "550000", "risk": [{"when": {"off_site": True}}]}
LARGE = {"amount": Decimal(560000), "price": Decimal(1000000)}


@pytest.mark.parametrize(
    ("final", "by_word", "why"),
    [
        (FINAL, None, ()),
        (FINAL, "theirs", ("ROUTE_FINAL_WORD",)),
        (FINAL, "ours", ("ROUTE_FINAL_WORD",)),
        ({**FINAL, "amount": "559999"}, None, ("ROUTE_FINAL_AMOUNT",)),
        ({**FINAL, "amount": "560000"}, None, ()),
        ({**FINAL, "word": "560000"}, "theirs", ()),
        ({**FINAL, "risk": [{"when": {"home": "new"}}]}, None, ("ROUTE_FINAL_RISK",)),
        ({**FINAL, "risk": [{"when": {"a fact nobody knows": True}}]}, None, ("ROUTE_FINAL_RISK",)),
        (None, "ours", ()),
    ],
)
def test_what_is_large_rests_on_a_word_or_is_a_risk_takes_a_final_review(make, final, by_word, why):
    case = make.application(**LARGE)
    rules = replace(make.policy, classes={"final": final} if final else {})
    said = {
        "ours": [make.finding("property", "home", by="staff:r1", owners_are_parties=True)],
        "theirs": [make.finding("marriage", "borrower", basis="commitment")],
        None: [],
    }
    decided = decide(case, make.findings(case, *said[by_word], credit=True), rules, make.on)
    assert (decided.route, decided.why) == ("C", ("ROUTE_AMOUNT_HIGH", *why))


def test_from_the_day_on_every_centre_has_a_final_review_and_none_had_before():
    for centre in policy.centres():
        assert "final" in policy.in_force(centre, date(2026, 11, 28)).classes
        assert "final" not in policy.in_force(centre, date(2026, 11, 27)).classes
