"""Asking the parties for corrections: each part by itself, on built cases. Late and twice: tests/steps/test_late.py."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from chalicelib.casework import holds
from chalicelib.casework.accepting import Acceptance
from chalicelib.casework.clocks import DueTime
from chalicelib.errors import Contended
from chalicelib.records.changes import Changes
from chalicelib.records.contents import Event, Notice
from chalicelib.steps import correction
from tests.given.case import wait
from tests.steps.conftest import BEFORE, EVENT, FOLLOWED, LATER, NOW, TODAY, built, told_line

DEFECTS = [{"code": "A"}, {"code": "B"}]
NOTICE = Notice(2, "2026-11-23T00:00:00.000Z", "due of notice", DEFECTS, True)
ACCEPTED = Acceptance([told_line("ACCEPTED")], Changes(accepted_on=TODAY, results=["letter"]))
BORROWERS = [SimpleNamespace(key=key) for key in ("borrower", "spouse")]
PEOPLE = SimpleNamespace(people=BORROWERS, parties=[*BORROWERS, SimpleNamespace(key="co_owner_1")])


def of(**values):
    return built(**{"application": PEOPLE, "notice": NOTICE, "notices": ["first", NOTICE], **values})


def asked(turn, state="open", **values):
    return wait("correction", 2, state, turn=turn, **values)


@pytest.fixture
def acts(monkeypatch):
    """What the step writes, says, and opens of waits; by number, the waits there are; and whether it is accepted by silence."""
    done = SimpleNamespace(list=[], waits={}, late=Acceptance(), opened=asked(NOW))

    def amend(case, *told, expect, **changes):
        done.list.append(("amend", [one.key for one in told], expect, changes))

    def opened(*of, **by):
        done.list.append(("open", of, by))
        return done.opened

    monkeypatch.setattr(correction.casefile, "amend", amend)
    monkeypatch.setattr(correction, "due", lambda case, kind: DueTime(f"due of {kind}", False))
    monkeypatch.setattr(correction.tasks, "find", lambda case, kind, number: done.waits.get(number))
    monkeypatch.setattr(correction.tasks, "open_task", opened)
    monkeypatch.setattr(correction.accepting, "due", lambda case: done.late)
    monkeypatch.setattr(correction, "begun", lambda case: Changes(form="as it holds"))
    monkeypatch.setattr(correction.accepting, "papers", lambda kept, *new: [*kept, *new])
    monkeypatch.setattr(correction.results, "of_notice", lambda case, notice: f"notice due {notice.due_at}")
    monkeypatch.setattr(
        correction, "tell", lambda case, step, code, round, *told, to: done.list.append(("tell", step, code, round, [(one.key, one.event.values) for one in told], {*to}))
    )  # fmt: skip
    monkeypatch.setattr(holds, "waited_on", lambda case, wait: done.list.append(("waited on", wait)))
    return done


ALL = {"borrower", "spouse", "co_owner_1"}


@pytest.mark.parametrize(
    ("accepted", "late", "due", "code", "events", "held"),
    [
        (None, Acceptance(), ("due of notice", True), "MESSAGE_CORRECTION", [], {}),
        (date(2026, 11, 20), Acceptance(), ("due of correction", False), "MESSAGE_HOLD", [], {"held": "1"}),
        (None, ACCEPTED, ("due of correction", False), "MESSAGE_HOLD", ["ACCEPTED"], {"held": "1"}),
    ],
    ids=["before acceptance", "after it", "accepted by silence since"],
)
def test_what_is_lacking_is_written_told_all_and_waited_for_and_after_acceptance_within_the_laws_limit(
    acts, accepted, late, due, code, events, held
):
    acts.late = late
    assert correction._correction(of(accepted_on=accepted), EVENT) == "waiting"
    (_, told, expect, written), tell, opened = acts.list
    kept = "letter" if late.changes else "kept"
    assert told == events and (expect.status, expect.revision) == ({"VERIFYING"}, 7)
    assert (written["form"], written["status"]) == ("as it holds", "CORRECTION")
    assert written["results"] == [kept, f"notice due {due[0]}"]
    if held:
        first, notice = written["notices"]
        assert first == "first" and (notice.due_at, notice.provisional, notice.defects) == (*due, DEFECTS)
    assert ("notices" in written, "accepted_on" in written) == (bool(held), bool(events))
    assert tell == ("tell", "correction", code, "2", [("CORRECTION_ASKED.2", {"count": "2", **held})], ALL)
    assert opened == ("open", ("c1", "correction", 2, "t1"), {
        "turn": NOW, "centre": "620100", "due_at": due[0], "provisional": due[1], "details": {"defects": ["A", "B"]},
    })  # fmt: skip


@pytest.mark.parametrize(
    ("waits", "case", "does"),
    [
        ({1: asked(BEFORE)}, {}, ["amend", "tell", "open"]),
        ({2: asked(BEFORE)}, {}, ["amend", "tell", "open"]),
        ({2: asked(NOW)}, {}, ["tell", "open"]),  # its own, from before it died: nothing is written twice
        ({2: asked(LATER)}, {}, []),
        ({1: asked(NOW)}, {}, []),  # of the round before, and this round not begun
        ({1: asked(NOW), 2: asked(BEFORE)}, {}, ["amend", "tell", "open"]),
        ({}, {"ended": True}, []),
        ({}, {"events": FOLLOWED}, []),
        ({2: asked(BEFORE, outcome={"error": "X"})}, {}, ["amend", "tell", "waited on", "open"]),
    ],
)
def test_a_notice_is_told_by_its_own_visit_and_by_none_that_another_has_followed(acts, waits, case, does):
    acts.waits = waits
    assert correction._correction(of(**case), EVENT) == "waiting"
    assert [act[0] for act in acts.list] == does


@pytest.mark.parametrize(("turn", "moves"), [(None, True), (BEFORE, True), (NOW, False)])
@pytest.mark.parametrize("is_open", [True, False])
@pytest.mark.parametrize("contended", [True, False])
def test_what_is_not_waited_for_any_more_goes_on_at_once_and_nobody_is_asked(
    acts, monkeypatch, turn, moves, is_open, contended
):
    def answer(*of):
        acts.list.append(("answer", *of))
        if contended:
            raise Contended("answered meanwhile")

    monkeypatch.setattr(correction.tasks, "answer", answer)
    acts.waits, acts.opened = {2: asked(turn)} if turn else {}, asked(NOW, "open" if is_open else "answered")
    assert correction._correction(of(corrected={2: Event("", "CORRECTED", {"waived": "1"})}), EVENT) == "waiting"
    if moves:
        _, told, expect, written = acts.list.pop(0)
        assert (told, expect.status, expect.revision) == ([], {"VERIFYING"}, 7)
        assert written == {"form": "as it holds", "status": "CORRECTION"}
    waited, opened, *answered = acts.list
    assert waited == ("waited on", acts.waits.get(2))
    assert opened == ("open", ("c1", "correction", 2, "t1"), {
        "turn": NOW, "centre": "620100", "due_at": "due of notice", "provisional": True, "details": {"defects": []},
    })  # fmt: skip
    assert answered == ([("answer", "c1.correction.2", {"next": "corrected"}, "desk")] if is_open else [])


def test_what_the_parties_have_corrected_themselves_is_asked_as_ever(acts):
    correction._correction(of(corrected={2: Event("", "CORRECTED", {})}), EVENT)
    assert [act[0] for act in acts.list] == ["amend", "tell", "open"]


@pytest.mark.parametrize(
    ("by", "to", "told"),
    [
        ("", "", ALL),
        ("", "spouse", ALL),
        ("task", "", ALL - {"co_owner_1"}),
        ("task", "spouse", {"spouse"}),
        ("task", "co_owner_1", {"co_owner_1"}),
    ],
)
def test_a_reviewers_question_is_told_whom_it_is_put_to_or_those_who_borrow(acts, by, to, told):
    correction._correction(of(notice=replace(NOTICE, asked=by, to=to)), EVENT)
    assert acts.list[1][-1] == told
