"""What is said of each state of a case: everything that follows from it is read there, so that a new state is one entry."""

from pathlib import Path

import pytest

from chalicelib import messages
from chalicelib.domain.status import ENDED, OPEN_FORM, STATES, WITHDRAWABLE, Status
from infra.tools import states

STEPS = Path(__file__).parents[2] / "functions/chalicelib/steps"


@pytest.mark.parametrize("status", Status)
def test_every_state_says_what_holds_in_it_in_words_people_know(status: Status):
    state = STATES[status]
    assert state.meaning and messages.text(f"STATUS_{status}") and messages.text(f"HOLDER_{state.holder}")
    assert state.set_by == "API" or (STEPS / f"{state.set_by}.py").exists()


def test_what_has_ended_is_held_by_nobody_reported_and_not_withdrawn():
    for status, state in STATES.items():
        assert (state.holder == "NOBODY") == (status in ENDED) == bool(state.reported_as)
    assert not ENDED & (WITHDRAWABLE | OPEN_FORM)


@pytest.mark.parametrize("status", sorted(ENDED))
def test_every_end_has_its_line_its_message_and_the_letter_that_says_it_with_how_to_object(status: Status):
    letter = ("PAPER", "OPEN") if STATES[status].has_letter else ()
    assert [what for what in ("ENDED", "MESSAGE", *letter) if not messages.known(f"{what}_{status}")] == []
    assert STATES[status].has_letter or not STATES[status].may_object


def test_only_what_ends_has_a_letter():
    assert {status for status, state in STATES.items() if state.has_letter or state.may_object} < ENDED


def test_the_states_in_the_docs_are_those_of_the_code():
    assert states.FILE.read_text(encoding="utf-8") == states.text(), "make render"


def test_the_desk_shows_everybody_the_kinds_of_work_that_are_declared_theirs_and_no_other():
    assert states.DESK_WORK.read_text(encoding="utf-8") == states.desk_work(), "make render"
