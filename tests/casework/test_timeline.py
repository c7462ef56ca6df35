"""The timeline tells each act once, from where it is kept."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from chalicelib.casework import timeline
from chalicelib.domain.checks.declared import CHECKS
from chalicelib.records import casefile
from chalicelib.records.contents import Event
from chalicelib.records.handouts import HandOut
from chalicelib.records.presences import Presence
from tests.casework.conftest import moved
from tests.given.answers import finding
from tests.given.case import answered, draft, held, put

GIVEN = "2026-11-23T01:00:00.000Z"
CONSENT = {
    "id": "consent_0123456789abcdef",
    "person": "co_borrower_2",
    "party": "person_3",
    "use": "credit",
    "given_at": GIVEN,
}
ACT = {**CONSENT, "by": "depositor:person_3"}
TOLD = {"party": "PARTY_CO_BORROWER", "use": "CONSENT_TO_CREDIT"}
BEGUN = Event("2026-11-22T01:00:00.000Z", "JOINED", {"party": "PARTY_CO_BORROWER"})
AUTHORISED = Event(GIVEN, "AUTHORISED", TOLD)


@pytest.fixture
def lines(platform):
    def of(consents, **events):
        draft("c1")
        put("c1", consents=consents, **{f"events.{key}": event for key, event in {"JOINED": BEGUN, **events}.items()})
        return timeline.lines(casefile.load("c1"))

    return of


def test_what_an_agent_collected_is_not_told_as_collected_by_the_party_themselves():
    def handed(**how):
        return SimpleNamespace(**{"person": "spouse", "how": "window", "agent": "", "proof": "p1", "at": GIVEN, **how})

    case = SimpleNamespace(handed=[handed(), handed(agent="person_9", proof="p2"), handed(how="own", proof="p3")])
    assert [key for key, _ in timeline._of_papers(case)] == ["RESULTS_COLLECTED.p1"]


PAPER = Presence("m", "spouse", "p2", "signed_form", "T1", GIVEN, "clerk-1", "e", act="agent", acts=("submit",))
SECOND, REVOKED = {"at": "2026-11-23T02:00:00.000Z"}, {"at": "2026-11-23T03:00:00.000Z"}


@pytest.mark.parametrize(
    ("otherwise", "told"),
    [
        ({}, []),  # nobody else has accepted it yet
        ({"second": SECOND}, ["AGENT_AUTHORISED"]),
        ({"second": SECOND, "void": REVOKED}, ["AGENT_AUTHORISED", "AGENT_REVOKED"]),  # they could act until then
        ({"void": REVOKED}, ["AGENT_REVOKED"]),
        ({"acts": (), "second": SECOND}, []),
    ],
)
def test_who_was_to_act_for_a_party_is_told_and_stays_so_once_that_is_revoked(otherwise, told):
    case = SimpleNamespace(spent={}, documents={}, presences=[replace(PAPER, **otherwise)])
    assert [event.code for _, event in timeline._of_agents(case)] == told


def test_that_papers_were_handed_over_or_posted_is_a_line_of_the_case():
    paper = HandOut("h1", "spouse", "p2", "window", "2026-11-23T02:00:00.000Z", ["f" * 64], proof="p1")
    case = held(handed=[paper, replace(paper, id="h2", how="post", at="2026-11-24T02:00:00.000Z", tracking="1")])
    assert [line.code for line in timeline.lines(case)] == ["RESULTS_COLLECTED", "RESULTS_SENT"]


def test_an_act_of_consent_is_a_line_among_the_events_of_the_case(lines):
    later = Event("2026-11-24T01:00:00.000Z", "SUBMITTED")
    assert lines([ACT], SUBMITTED=later) == [BEGUN, AUTHORISED, later]


def test_taking_it_back_is_a_line_of_its_own(lines):
    taken_back = "2026-11-23T02:00:00.000Z"
    told = lines([{**ACT, "withdrawn_at": taken_back}])
    assert told == [BEGUN, AUTHORISED, Event(taken_back, "CONSENT_WITHDRAWN", TOLD)]


def test_what_was_ticked_in_a_form_of_an_earlier_release_is_no_act(lines):
    assert lines([CONSENT]) == [BEGUN]


def test_a_line_that_an_earlier_release_wrote_down_is_told_once(lines):
    taken_back = "2026-11-23T02:00:00.000Z"
    written = {
        "AUTHORISED.456789abcdef": AUTHORISED,
        f"CONSENT_WITHDRAWN.co_borrower_2.credit.{taken_back}": Event(taken_back, "CONSENT_WITHDRAWN", TOLD),
    }
    assert len(lines([{**ACT, "withdrawn_at": taken_back}], **written)) == 3


def test_of_whom_a_check_was_staff_read_and_a_party_only_whether_of_themselves(submitted):
    submitted()
    for key in ("borrower", "spouse"):
        answered("c1", finding("identity", key))
    told = [line for line in timeline.lines(casefile.load("c1")) if line.code == "CHECK_ANSWERED"]

    def read(*reader: str | None) -> list[str]:
        return [line["text"].removeprefix("公安身份核验") for line in timeline.in_words(told, *reader)]

    assert read() == ["（主借款人）：已核实", "（配偶）：已核实"]
    assert read("spouse") == ["（另一方）：已核实", "（本人）：已核实"]
    assert read("") == ["（一方甲）：已核实", "（一方乙）：已核实"], "told apart, and not named"
    third = [Event(told[-1].at, "CHECK_ANSWERED", {**told[0].values, "of": "co_owner_1"}), told[-1]]
    told += third
    assert read("borrower") == [
        "（本人）：已核实", "（另一方甲）：已核实", "（另一方乙）：已核实", "（另一方甲）：已核实（第 2 次）"
    ]  # fmt: skip


def test_an_answer_is_a_line_and_stays_one_when_another_takes_its_place(submitted):
    submitted()

    def told() -> list[str]:
        lines = [line for line in timeline.lines(casefile.load("c1")) if line.code == "CHECK_ANSWERED"]
        assert {line.values["check"] for line in lines} == {CHECKS["property"].name}
        return [line.values["outcome"] for line in lines]

    answered("c1", finding("property", "home", "unavailable"))
    assert told() == ["OUTCOME_UNAVAILABLE"]
    moved(price="900001.00")
    answered("c1", finding("property", "home"))
    assert told() == ["OUTCOME_UNAVAILABLE", "OUTCOME_CONFIRMED"]
