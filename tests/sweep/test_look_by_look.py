"""What each look finds in a case and its waits, and sees to once, on built objects. In the store: tests/sweep/test_sweep.py, test_restarting.py."""

import pytest

from chalicelib.casework import disputes
from chalicelib.records.presences import DENIED, Presence
from chalicelib.sweep import looks
from tests.given.case import CONTRACT, SIGNED, held
from tests.sweep.conftest import NOW, OUT, wait

pytestmark = pytest.mark.usefixtures("now")
CORRECTED = {"CORRECTED.1": {"at": NOW, "code": "CORRECTED"}}
BOTH = {"notices": [{"round": 1}, {"round": 2}]}
ALL_SIGNED = {"contract": CONTRACT, "parties": {"borrower": "p1"}, "signatures": {"borrower": SIGNED, "bank": SIGNED}}


@pytest.mark.parametrize(
    ("values", "one", "word"),
    [
        ({"events": CORRECTED, **BOTH}, wait("correction", 1), "corrected"),
        ({"events": CORRECTED, **BOTH}, wait("correction", 2), None),
        ({"events": CORRECTED, **BOTH}, wait("correction", 1, "answered"), None),
        ({"events": CORRECTED, **BOTH}, wait("sign"), None),
        (ALL_SIGNED, wait("sign"), "signed"),
        (ALL_SIGNED, wait("sign", state="answered"), None),
        (ALL_SIGNED, wait("correction"), None),
        ({**ALL_SIGNED, "signatures": {"borrower": SIGNED}}, wait("sign"), None),
        ({**ALL_SIGNED, "signatures": {"bank": SIGNED}}, wait("sign"), None),
        ({**ALL_SIGNED, "signatures": {}}, wait("sign"), None),
    ],
)
def test_a_wait_is_ended_by_what_was_done_in_it_and_by_nothing_of_another_round(monkeypatch, values, one, word):
    said = []
    monkeypatch.setattr(looks.tasks, "answer", lambda id, outcome, who: said.append((id, outcome, who)))
    found = [*looks._unanswered(held(**values), [one])]
    assert (found, said) == ((["answered"], [(one.id, {"next": word}, "sweep")]) if word else ([], []))


FOLLOWS = {"details": {"step": "Mortgage"}}


@pytest.mark.parametrize(
    ("status", "waits", "resumed"),
    [
        ("DONE", [wait("supplement", **FOLLOWS)], True),
        ("REJECTED", [wait("attend", **FOLLOWS)], True),
        ("PENDING", [wait("supplement", **FOLLOWS)], False),
        ("DONE", [wait("supplement", state="answered", **FOLLOWS)], False),
        ("DONE", [wait("attend", **OUT)], False),
        ("DONE", [wait("supplement", 1, "answered", answered_by="registry", **FOLLOWS), wait("attend", **FOLLOWS)], False),
        ("DONE", [wait("supplement", 1, "answered", answered_by="r1", **FOLLOWS), wait("attend", **FOLLOWS)], True),
    ],
)  # fmt: skip
def test_who_follows_up_a_registration_is_relieved_of_it_once_by_the_registrys_last_word(
    monkeypatch, status, waits, resumed
):
    acts = []
    monkeypatch.setattr(looks.registration, "resume", lambda case: acts.append(case) or True)
    found = [*looks._registered(held(mortgage={"status": status}), waits)]
    assert (found, acts) == ((["relieved"], ["c1"]) if resumed else ([], []))


def form(**void) -> Presence:
    return Presence("f1", "borrower", "p1", "signed_form", "", NOW, "clerk-1", "e", void=void)


@pytest.mark.parametrize(
    ("forms", "is_taken_up"),
    [
        ([form(at=NOW, why=DENIED)], True),
        ([form(at=NOW, why=DENIED), form()], True),
        ([form(), form(at=NOW, why=DENIED)], True),
        ([form(at=NOW)], False),
        ([form()], False),
        ([], False),
    ],
)
def test_every_denied_form_is_taken_up_wherever_it_stands_among_the_others(monkeypatch, forms, is_taken_up):
    done = []
    monkeypatch.setattr(disputes, "nobodys", lambda case: ["form"])
    monkeypatch.setattr(disputes, "deny", lambda case, one: done.append(one))
    assert [*looks._denied(held(presences=forms))] == ["denial_taken_up"] * is_taken_up
    assert done == ["form"] * is_taken_up


@pytest.mark.parametrize("kind", ["sign", "correction", "mortgage", "first_review", "attend", "verify"])
@pytest.mark.parametrize(
    ("is_to_leave", "values", "acts"),
    [
        (True, {}, True),
        (True, {"state": "claimed"}, True),
        (False, {}, False),
        (True, {"state": "answered"}, False),
        (True, {"on_the_road": False}, False),
    ],
)
def test_what_was_taken_back_leaves_whatever_its_road_waits_for(monkeypatch, kind, is_to_leave, values, acts):
    done = []
    monkeypatch.setattr(looks.taking_back, "is_to_leave", lambda case: is_to_leave)
    monkeypatch.setattr(looks.taking_back, "act_on", lambda case: done.append(case.id))
    assert [*looks._withdrawn(held(), [wait(kind, **values)])] == ["withdrawal"] * acts
    assert done == ["c1"] * acts


@pytest.mark.parametrize(
    ("number", "restarts", "stranded", "values", "found"),
    [
        (1, 1, True, {}, "restart_closed"),
        (1, 2, True, {}, "restart_closed"),
        (1, 0, True, {}, None),  # nobody has restarted it
        (2, 1, True, {}, None),
        (1, 0, False, {}, "healed"),
        (1, 1, True, {"state": "answered"}, None),
    ],
)
def test_a_task_to_restart_is_over_once_that_is_done_or_the_case_goes_on_by_itself(
    monkeypatch, number, restarts, stranded, values, found
):
    done = []
    monkeypatch.setattr(looks.restarting, "is_stranded", lambda case, waits: stranded)
    monkeypatch.setattr(looks.tasks, "answer", lambda id, outcome, who: done.append((id, outcome, who)))
    monkeypatch.setattr(looks.upkeep, "retire", lambda wait: done.append(wait.id))
    one = wait("restart", number, **values)
    assert [*looks._restarted(held(restarts=restarts), [one])] == ([found] if found else [])
    answered = (one.id, {"next": "restart"}, "sweep")
    assert done == {"restart_closed": [answered], "healed": [one.id], None: []}[found]
    other = wait("first_review", number)
    assert [*looks._restarted(held(restarts=9), [other])] == []
