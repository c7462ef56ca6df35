"""What belongs to a decision at the desk, each by itself: whose task it is to give away, and what an objection rests on."""

from datetime import date
from types import SimpleNamespace

import pytest

from chalicelib.api.desk import deciding_appeals, handling, restating
from chalicelib.api.http.route import Call
from chalicelib.trust.sessions import Session


@pytest.mark.parametrize(
    ("audience", "centre", "may"),
    [("supervisor", "620200", True), ("supervisor", "620100", False), ("reviewer", "620200", False)],
)
def test_a_task_of_somebody_else_is_moved_by_a_supervisor_of_the_centre_that_does_it_and_not_of_whose_case_it_is(
    audience, centre, may
):
    who = Call(Session(audience, "s1", centre, "desk"), {}, {}, {}, b"", "id")
    assert handling._supervises(who, SimpleNamespace(centre="620200", lent_by="620100")) is may


def test_who_decides_an_objection_reads_of_what_came_after_it_all_that_was_looked_at_and_nothing_twice():
    def came(at, state="verified"):
        return SimpleNamespace(at=f"2026-11-{at}T00:00:00.000Z", state=state)

    files = {"early": came(20), "with it": came(23), "later": came(24), "bad": came(24, "rejected"), "filed": came(25)}
    appeal = SimpleNamespace(at="2026-11-23T00:00:00.000Z", files=("filed",))
    assert deciding_appeals._brought_since(SimpleNamespace(documents=files), appeal) == ["later"]


TODAY = "2026-11-23"


@pytest.mark.parametrize(
    ("decision", "outcome", "on", "offered"),
    [
        ("retry", "confirmed", TODAY, True),
        ("retry", "confirmed", None, True),
        ("retry", "confirmed", "2026-11-22", False),
        ("retry", "contradicted", TODAY, False),
        ("refuse", "confirmed", TODAY, False),
    ],
)
def test_said_anew_is_what_is_so_today_and_only_to_try_again(monkeypatch, decision, outcome, on, offered):
    monkeypatch.setattr(restating.clock, "today", lambda: date.fromisoformat(TODAY))
    monkeypatch.setattr(restating, "looks", lambda case, task: [{"check": "old_loan"}])
    item = SimpleNamespace(outcome=outcome, facts={"on": on} if on else {})
    assert restating.is_offered(SimpleNamespace(), SimpleNamespace(outcome=None), decision, [item]) is offered
