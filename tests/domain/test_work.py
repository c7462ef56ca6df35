"""The work of staff is declared once: its texts, its limits and the road agree with that, so that a new kind is one entry."""

import json
import typing

import pytest

from chalicelib import messages
from chalicelib.domain.limits import APPEAL, LIMITS
from chalicelib.domain.status import STATES
from chalicelib.domain.work import DESK, FINAL, LEVELS, STAFF, WAITS, Decision, levels
from infra.tools.policy import COMPILED
from statemachine.check import asked
from statemachine.road import definition

ROAD = definition()["States"]
ASKED = asked(definition())


@pytest.mark.parametrize("kind", WAITS)
def test_every_wait_is_told_in_words_and_so_is_what_staff_decides_in_it(kind):
    decided = ["REVIEW"] if kind == "restart" or kind in STAFF and STAFF[kind].words else []
    assert [what for what in ("TASK", *decided) if not messages.known(f"{what}_{kind.upper()}")] == []


def test_the_road_asks_for_every_kind_of_work_and_for_no_other():
    assert set(ASKED.values()) == {kind for kind, work in STAFF.items() if work.on_the_road}


@pytest.mark.parametrize("state", ASKED)
def test_the_road_knows_every_word_staff_may_have_it_told_and_leaves_one_at_most_to_otherwise(state):
    work, after = STAFF[ASKED[state]], ROAD[ROAD[state]["Next"]]
    said = {*work.words.values(), *filter(None, [work.items])}
    known = {choice["StringEquals"] for choice in after.get("Choices", ())}
    assert known <= said and len(said - known) == 1


@pytest.mark.parametrize("state", ASKED)
def test_what_staff_sends_back_goes_a_level_down_or_to_the_parties(state):
    caught = {one["ErrorEquals"][0]: one["Next"] for one in ROAD[state]["Catch"]}
    for decision, error in STAFF[ASKED[state]].back.items():
        if decision == "ask":
            assert caught[error] == "Correction" and ROAD["Correction"]["Next"] == "Intake", "and is looked at anew"
            continue
        assert ASKED[caught[error]] == LEVELS[LEVELS.index(ASKED[state]) - 1]
        assert state in approved(caught[error]), "approved anew, it comes back here"


@pytest.mark.parametrize("kind", STAFF)
def test_work_is_decided_by_a_word_or_by_items_by_somebody_at_the_desk_while_the_centre_holds_the_case(kind):
    work = STAFF[kind]
    assert bool(work.words) + bool(work.items) == (work.about not in ("scan", "voice")), (
        "a look, or an answer, ends those"
    )
    assert bool(work.items) == (work.about == "looks")
    assert set(work.going_on) <= set(work.words) and bool(work.going_on) == bool(work.words)
    assert work.by and set(work.by) <= ({"clerk"} if work.about == "scan" else set(DESK))
    if work.status:
        assert STATES[work.status].holder == "CENTRE" and STATES[work.status].set_by == "review"


@pytest.mark.parametrize(("route", "why"), [("A", ()), ("B", ()), ("C", ()), *(("C", (code,)) for code in FINAL)])
def test_an_approval_comes_to_be_signed_after_the_reviews_its_decision_takes_and_no_other(route, why):
    state, taken = branches("Route")[route], levels(route, why)
    for level in taken:
        assert ASKED[state] == level
        state = approved(state)[-1 if level in taken[:-1] else 0]
    assert state == "Sign"


def test_no_class_but_c_takes_a_final_review_and_no_reason_but_those_the_policy_gives():
    assert levels("B", FINAL) == LEVELS[:1] and levels("C", ["ROUTE_SUPPLIED"]) == LEVELS[:2]
    assert [levels("C", ["ROUTE_SUPPLIED", code]) for code in FINAL] == [LEVELS] * len(FINAL), "any one is enough"
    assert [levels("C", [code, "ROUTE_SUPPLIED"]) for code in FINAL] == [LEVELS] * len(FINAL), "wherever it stands"
    assert [messages.known(code) for code in FINAL] == [True] * len(FINAL)


def approved(state):
    """Where the road goes from a review that was approved: on by its word, and up by its error."""
    caught = {one["ErrorEquals"][0]: one["Next"] for one in ROAD[state]["Catch"]}
    return [branches(ROAD[state]["Next"])["approved"], *(caught[up] for up in STAFF[ASKED[state]].up.values())]


def branches(choice):
    """Where the road goes from a Choice, by word."""
    return {one["StringEquals"]: one["Next"] for one in ROAD[choice]["Choices"]}


def test_staff_can_say_nothing_that_no_work_offers():
    assert set(typing.get_args(Decision)) == {
        decision for work in STAFF.values() for decision in (*work.words, *work.back)
    }


def test_every_wait_runs_under_a_limit_and_every_policy_has_all_of_them():
    whole = json.loads(COMPILED.read_text(encoding="utf-8"))
    promised = [dated for one in (whole["base"], *whole["overlays"].values()) for dated in one.get("deadlines", ())]
    assert set(WAITS.values()) <= {*LIMITS, APPEAL}, "an appeal is dated by the guide"
    assert promised and all(dated["value"].keys() == set(LIMITS) for dated in promised)
