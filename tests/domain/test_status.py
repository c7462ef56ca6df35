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
    assert all(messages.known(f"MESSAGE_{status}") and messages.known(f"ENDED_{status}") for status in ENDED)


def test_the_states_in_the_docs_are_those_of_the_code():
    assert states.FILE.read_text(encoding="utf-8") == states.text()
