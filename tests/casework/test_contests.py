"""Who may still contest what, and who decides it no more."""

import pytest

from chalicelib.casework import contests
from chalicelib.casework.actor import Actor
from chalicelib.casework.questions import questions
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.records.statements import Contest, Ruling
from tests.given.answers import finding
from tests.given.application import of_sample
from tests.given.case import answered, held, put

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


def told(outcome, by="agency", subject="spouse"):
    return Finding("credit", subject, Outcome(outcome), "CREDIT_RECORD", {}, by)


@pytest.mark.parametrize(
    ("found", "named", "contest", "may"),
    [
        (told("contradicted"), False, None, True),
        (told("contradicted", "staff:r1"), False, None, True),  # a paper that a person says proves nothing
        (told("ambiguous"), False, None, False),
        (told("ambiguous"), True, None, True),  # the notice asks the parties about it
        (told("not_found"), True, None, True),
        (told("confirmed"), False, None, False),
        (told("ambiguous", subject="borrower"), True, None, False),  # of another person it does not
        (told("contradicted"), True, "q", True),  # what is left of it
        (told("ambiguous"), True, "q", False),
        (told("contradicted", "staff:r1"), True, "q", False),  # that was decided by a person
        (told("ambiguous"), True, "an earlier form's", True),
    ],
)
def test_what_is_found_against_the_parties_may_be_contested_once_and_what_the_notice_names(
    monkeypatch, found, named, contest, may
):
    monkeypatch.setattr(contests, "questions", lambda application: lambda check, subject: "q")
    monkeypatch.setattr(contests, "known", lambda case: [found])
    notices = [{"defects": [{"check": "credit", "where": "spouse"}]}] if named else []
    kept = {"credit.spouse": Contest(contest, AT, "u", "p", "X", "", "", "")} if contest else {}
    case = held(of_sample(1), contests=kept, **({"notices": notices} if named else {}))
    assert ([*contests.contestable(case)] == [found]) is may


AT = "2026-11-23T02:00:00.000Z"


@pytest.mark.parametrize(
    ("by", "ruled_on", "finder"),
    [("staff:r1", True, ("r1", "person_r1")), ("agency", True, ("", "")), ("agency", False, ("", ""))],
)
def test_a_contest_keeps_who_has_found_it_where_a_person_did(monkeypatch, by, ruled_on, finder):
    monkeypatch.setattr(CaseFile, "seal_contest", lambda case, key, reason: f"{key} {reason}")
    ruling = Ruling("contradicted", "q", "r1", AT, person="person_r1")
    case = held(of_sample(1), rulings={"credit.spouse": ruling} if ruled_on else {})
    one = contests.made(
        case, told("contradicted", by), "q", AT, "depositor:p2", "p2", "不是我", ["f"], ["CREDIT_RECORD"]
    )
    assert (one.finder, one.person) == finder
    assert (one.of, one.by, one.party, one.code) == ("q", "depositor:p2", "p2", "CREDIT_RECORD")
    assert (one.reason, [*one.files], [*one.codes]) == ("credit.spouse 不是我", ["f"], ["CREDIT_RECORD"])


@pytest.mark.parametrize(
    ("of", "facts", "codes"),
    [
        ("q", {"doubts": [PRICE]}, {BUYER, PRICE}),  # and what would have had to be looked at besides
        ("q", None, {BUYER}),
        ("another", {"doubts": [PRICE]}, set()),
    ],
)
def test_whoever_sets_a_contested_finding_aside_says_that_all_of_it_is_not_so(of, facts, codes):
    case = held(contests={PLACE: Contest("q", AT, "u", "p", BUYER, "", "", "", codes=[BUYER])})
    found = Finding("property", "home", Outcome.CONTRADICTED, BUYER, facts or {})
    other = Finding("property", "elsewhere", Outcome.CONTRADICTED, BUYER, {"doubts": ["X"]})
    vars(case).update(findings=[other, *([found] if facts else [])])
    assert contests.to_settle(case, {"check": "property", "subject": "home", "of": of}) == codes
