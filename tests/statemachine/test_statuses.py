"""The road and the states of a case: where the road leads, the case may go, and every end is come to."""

from collections.abc import Iterator
from typing import Any

from chalicelib.domain.status import ENDED, STATES, Status, before
from chalicelib.domain.work import STAFF
from statemachine.check import leads_to, tasks
from statemachine.road import definition
from statemachine.states import name_of

ROAD = definition()["States"]
ENDINGS = {Status(state["Result"]) for state in ROAD.values() if state.get("ResultPath") == "$.ending"}
CLOSED = {
    payload["ending"] for _, state in tasks(definition()) if "ending" in (payload := state["Parameters"]["Payload"])
}


def entered(state: dict[str, Any]) -> set[Status]:
    """The states a case may be in once that state of the road is done; none where it leaves a case as it is."""
    called = state.get("Parameters", {}).get("FunctionName", "")
    payload = state.get("Parameters", {}).get("Payload", {})
    if "ask" in payload:
        return {STAFF[payload["ask"]].status}
    if called == "${CloseArn}":
        return {Status(payload["ending"])} if "ending" in payload else ENDINGS
    return {status for status, of in STATES.items() if called == f"${{{name_of(of.set_by)}Arn}}"}


def moves() -> Iterator[tuple[str, Status, Status]]:
    """Every state of the road that moves a case on, and from where to where."""
    seen: set[tuple[str, Status]] = set()
    ahead = [("Intake", Status.SUBMITTED)]
    while ahead:
        name, status = visit = ahead.pop()
        if visit not in seen:
            seen.add(visit)
            then = entered(ROAD[name])
            yield from ((name, status, moved) for moved in then)
            on = leads_to({**ROAD[name], "Catch": ()})
            ahead += [(target, moved) for target in on for moved in then or {status}]
            caught = {status, *(then - ENDED)}  # it may have died before or after; what has ended stays so
            for catcher in ROAD[name].get("Catch", ()):
                is_anew = catcher["ErrorEquals"] == ["DecideAnew"]  # it says itself where it stands
                ahead += [(catcher["Next"], moved) for moved in ({Status.ATTENDING} if is_anew else caught)]


def test_wherever_the_road_leads_a_case_may_go():
    made = list(moves())
    assert {f"{name}: {old} to {new}" for name, old, new in made if old not in before(new)} == set()
    assert {new for _, _, new in made} == {status for status, of in STATES.items() if of.set_by != "API"}


def test_every_end_with_a_letter_is_come_to_and_no_other():
    assert ENDINGS | {Status(ending) for ending in CLOSED} == {status for status, of in STATES.items() if of.has_letter}
