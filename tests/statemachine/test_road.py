import copy
import json
from datetime import date
from pathlib import Path

import pytest

from chalicelib import policy
from chalicelib.domain.work import LONGEST_HOLD
from statemachine import policies
from statemachine.check import problems, tasks
from statemachine.policies import STAFF_WAIT
from statemachine.render import ASL, READMES, asl, mermaid, with_diagram
from statemachine.road import RETRIABLE, definition


def test_the_road_is_sound():
    assert problems(definition()) == []


def test_the_committed_definition_is_the_one_written_in_python():
    assert ASL.read_text(encoding="utf-8") == asl()


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_diagram_in_the_readme_is_drawn_from_the_definition(readme: Path):
    text = readme.read_text(encoding="utf-8")
    assert "<!-- road -->" in text
    assert with_diagram(text, chinese=readme == READMES[0]) == text


def test_the_diagram_draws_every_state_of_the_road_people_talk_about():
    drawn = mermaid(chinese=True)
    for name in ("Intake", "Checks", "Correction", "Refuse", "Withdraw", "Compensate", "Issue"):
        assert f"  {name}[" in drawn


def test_a_state_that_leads_nowhere_known_is_found():
    broken = definition()
    broken["States"]["Collate"]["Next"] = "Colated"
    assert any("does not exist" in problem for problem in problems(broken))


def test_a_state_nobody_reaches_is_found():
    broken = definition()
    broken["States"]["Island"] = {"Type": "Succeed"}
    assert "Island in the road cannot be reached" in problems(broken)


@pytest.mark.parametrize("guard", ["TimeoutSeconds", "Retry", "Catch", "ResultPath"])
def test_a_task_without_its_guards_is_found(guard: str):
    broken = definition()
    del broken["States"]["Sign"][guard]
    assert any(problem.startswith(f"Sign has no {guard}") for problem in problems(broken))


def test_an_error_no_policy_knows_is_found():
    broken = copy.deepcopy(definition())
    for _, state in tasks(broken):
        state["Retry"] = [r for r in state["Retry"] if "PaymentProcessing" not in r["ErrorEquals"]]
    assert "PaymentProcessing is neither retried nor declared final" in problems(broken)


def test_every_wait_for_somebody_has_a_deadline_shorter_than_a_quarter():
    waits = [state for _, state in tasks(definition()) if state["Resource"].endswith(".waitForTaskToken")]
    assert len(waits) >= 8
    assert all(60 <= state["TimeoutSeconds"] <= 90 * 86400 for state in waits)


def test_the_road_waits_longer_for_staff_than_the_record_may_have_a_task_lie_aside():
    in_force = [policy.in_force(centre, date(2026, 11, 27)) for centre in policy.centres()]
    days = [limit["office_days"] for one in in_force for limit in one.special.values()]
    assert days and LONGEST_HOLD.total_seconds() < STAFF_WAIT and 2 * max(days) * 86400 < STAFF_WAIT, (
        "weekends, holidays"
    )
    for name, state in tasks(definition()):
        if "ask" in state["Parameters"]["Payload"]:
            assert state["TimeoutSeconds"] == STAFF_WAIT, name


def test_a_person_can_send_a_stuck_case_back_to_the_step_it_stopped_in():
    states = definition()["States"]
    resumed = {choice["StringEquals"]: choice["Next"] for choice in states["Resume"]["Choices"]}
    stuck = {name.removesuffix("Stuck") for name in states if name.endswith("Stuck")}
    assert stuck == set(RETRIABLE) == set(resumed)
    assert all(step == state for step, state in resumed.items())


def test_the_execution_carries_ids_and_routing_words_only():
    allowed = {
        "case",
        "trace",
        "last",
        "step",
        "attempt",
        "token",
        "visit",
        "execution",
        "ask",
        "ending",
        "stuck",
        "error",
    }
    for name, state in tasks(definition()):
        assert {key.removesuffix(".$") for key in state["Parameters"]["Payload"]} <= allowed, name
        assert json.dumps(state["Parameters"]).count("$.") <= 9


def test_a_path_that_is_not_there_on_every_way_is_found():
    """The registry wanted more material and nothing had failed: AWS ended such an execution, uncaught."""
    broken = definition()
    broken["States"]["Registered"]["Choices"][0]["Next"] = "MortgageWanting"
    broken["States"]["MortgageWanting"] = {
        "Type": "Pass",
        "Parameters": {"step": "Mortgage", "error.$": "$.failure.Error"},
        "ResultPath": "$.stuck",
        "Next": "Attend",
    }
    assert problems(broken) == ["MortgageWanting reads $.failure.Error, which is not there on every way to it"]


def test_a_choice_about_a_word_nobody_has_said_is_found():
    broken = definition()
    broken["States"]["Resume"]["Choices"][0]["Variable"] = "$.stuck.state"
    assert problems(broken) == ["Resume reads $.stuck.state, which is not there on every way to it"]


def test_every_state_in_which_a_case_is_stuck_tells_whoever_attends_the_step_and_why():
    states = definition()["States"]
    led = [name for name, state in states.items() if state.get("Next") == "Attend"]
    assert len(led) == len(RETRIABLE)
    for name in led:
        told = states[name].get("Result") or states[name]["Parameters"]
        assert {key.removesuffix(".$") for key in told} == {"step", "error"}, name
        assert told["step"] in RETRIABLE


@pytest.mark.parametrize(
    ("state", "change"),
    [
        ("Collate", {"ResultPath": "$"}),
        ("Collate", {"ResultSelector": {"next.$": "$.Payload.nxt"}}),
        ("Collate", {"InputPath": "$.last"}),
        ("Sign", {"ResultSelector": {"next.$": "$.Payload.next"}}),
        ("Sign", {"Catch": [{"ErrorEquals": ["States.ALL"], "Next": "SignStuck"}]}),
        ("Checks", {"ResultPath": "$.last"}),
        ("Resume", {"Choices": [{"Variable": "$.stuck.step", "IsPresent": True, "Next": "Sign"}]}),
        ("SignStuck", {"Parameters": {"step": "Sign", "error.$": "States.Format('{}', $.failure.Error)"}}),
        ("SignStuck", {"Parameters": {"step": "Sign", "error.$": "$$.Execution.Nmae"}}),
        ("SignStuck", {"Parameters": {"step": "Sign", "all": [{"error.$": "$.nothing"}]}}),
    ],
)
def test_what_the_check_of_paths_does_not_understand_is_a_problem(state, change):
    broken = definition()
    broken["States"][state] |= change
    assert any(problem.startswith(f"{state} ") for problem in problems(broken))


def test_another_language_of_paths_is_a_problem():
    assert problems(definition() | {"QueryLanguage": "JSONata"}) == [
        "the machine has QueryLanguage, which is not looked into"
    ]


def test_a_function_the_platform_could_not_reach_in_time_is_called_again_as_long_as_our_own_ground_gives_way():
    assert "Lambda.ClientExecutionTimeoutException" in policies.PLATFORM["ErrorEquals"]
