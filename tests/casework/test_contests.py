"""Who may still contest what, and who decides it no more."""

import pytest

from chalicelib.casework import contests
from chalicelib.casework.actor import Actor
from chalicelib.casework.questions import questions
from chalicelib.records import casefile
from chalicelib.records.statements import Contest
from tests.given.answers import finding
from tests.given.case import answered, put

BUYER, PRICE, PLACE = "FILING_BUYER_MISMATCH", "FILING_PRICE_MISMATCH", "property.home"


@pytest.fixture
def contested(submitted):
    """A case in which the buyers of the filing are contested, of so many differences; the question that was about."""

    def make(*codes: str) -> str:
        submitted()
        answered("c1", finding("property", "home", "contradicted", BUYER, defects=[*codes]))
        of = questions(casefile.load("c1").application)("property", "home")
        contest = Contest(of, "2026-01-05T01:00:00.000Z", "u", "p", BUYER, "", "", "", codes=[BUYER])
        put("c1", contests={PLACE: contest})
        return of

    return make


def ruled(of: str) -> None:
    put("c1", rulings={PLACE: casefile.load("c1").ruling(PLACE, "contradicted", of, "r1", "", {}, "person_r1")})


@pytest.mark.parametrize(("codes", "decided", "may"), [([BUYER, PRICE], False, ["property"]), ([BUYER], True, [])])
def test_what_is_left_of_a_finding_contested_in_part_may_be_contested_and_what_a_person_has_decided_may_not(
    contested, codes, decided, may
):
    of = contested(*codes)
    if decided:
        ruled(of)
    assert [one.check for one in contests.contestable(casefile.load("c1"))] == may


@pytest.mark.parametrize(("of", "barred"), [("", True), ("an earlier form's", False)])
def test_a_ruling_that_counts_no_more_bars_whoever_made_it_and_one_on_another_form_does_not(contested, of, barred):
    look = {"looks": [{"check": "property", "subject": "home", "of": contested(BUYER)}]}
    ruled(of)
    assert contests.is_barred(casefile.load("c1"), "verify", look, Actor("r1", "person_r1")) is barred
