"""What one is told one can do, whose turn it is and what happens, condition by condition, on built cases. Over HTTP: tests/api/test_tracking.py."""

from types import SimpleNamespace

import pytest

from chalicelib.api.applicant import possible, tracking
from chalicelib.casework import appeals
from chalicelib.domain.status import Status
from chalicelib.records import tasks

ALL_IN = (("borrower", "CONFIRMED"), ("spouse", "CONFIRMED"))
INVITED_OUT = (("borrower", "CONFIRMED"), ("spouse", "NOT_CONFIRMED"))
# Nothing is possible in this world but to call.
NOTHING = {
    "open": False, "asked": False, "corrects": False, "answers": False, "reads": False, "found": False, "another": False,
    "owed": False, "signs": False, "unconfirmed": [], "scan": "USED", "scans": [], "mandates": [], "objects": False,
}  # fmt: skip
NO_CASE = {"status": Status.REVIEWING, "ended": False, "unsigned": [], "may_be_withdrawn": False, "withdrawal": None}


@pytest.fixture
def can(monkeypatch):
    """What one of them can do in such a world."""

    def can(who="p1", audience="depositor", people=ALL_IN, wish=None, **values):
        world = SimpleNamespace(**NOTHING | {key: value for key, value in values.items() if key in NOTHING})
        notice = SimpleNamespace(defects=[{"check": "tax" if world.found else "rules"}], asked=())
        more = {key: value for key, value in values.items() if key in NO_CASE}
        acts = [SimpleNamespace(act=act) for act in world.scans]
        case = SimpleNamespace(**NO_CASE | {"applicant": "p1", "notice": notice, "presences": acts} | more)
        for module, name, found in (
            (possible, "form_is_open", world.open),
            (possible.authorising, "is_asked", world.asked),
            (possible, "may_be_corrected", world.corrects),
            (possible.inspecting, "is_owed", world.owed),
            (possible, "may_be_signed", world.signs),
            (possible.part_plan, "unconfirmed", world.unconfirmed),
            (possible.whose, "answers", world.answers),
            (possible.whose, "reads_notice", world.reads),
            (appeals, "may_be_filed", world.objects),
        ):
            monkeypatch.setattr(module, name, lambda _, found=found: found)
        monkeypatch.setattr(possible.stops, "waits_for_another_case", lambda waits: world.another)
        monkeypatch.setattr(possible.by_hand, "state", lambda case, one: world.scan)
        monkeypatch.setattr(possible.agents, "state", lambda case, one: one)
        monkeypatch.setattr(possible, "mandates", lambda call, case: world.mandates)
        call = SimpleNamespace(who=SimpleNamespace(subject=who, audience=audience))
        party = {"p1": "borrower", "p2": "spouse"}.get(who) if audience == "depositor" else None
        confirmed = [SimpleNamespace(key=key, state=state) for key, state in people]
        *codes, last = possible.codes(call, case, party, confirmed, wish, [])
        assert last == "CAN_CALL"
        return {code.removeprefix("CAN_") for code in codes}

    return can


DRAFT, CLERK = {"status": Status.DRAFT}, {"who": "c1", "audience": "clerk"}
NOTICED, SIGNING = {"corrects": True}, {"signs": True, "unsigned": ["spouse"]}


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({}, set()),
        (DRAFT, {"EDIT", "SUBMIT", "WITHDRAW"}),
        (DRAFT | {"people": INVITED_OUT}, {"EDIT", "WITHDRAW"}),
        ({"open": True, "people": INVITED_OUT}, {"INVITE"}),
        ({"open": True, "people": (("borrower", "NOT_CONFIRMED"),)}, set()),
        ({"open": True, "people": (("spouse", "NOT_AUTHORISED"),)}, set()),
        ({"people": INVITED_OUT}, set()),
        ({"asked": True, "people": (("borrower", "NOT_AUTHORISED"),)}, {"AUTHORISE"}),
        ({"asked": True}, set()),
        ({"people": (("borrower", "NOT_AUTHORISED"),)}, set()),
        ({"asked": True, "people": INVITED_OUT}, set()),
        ({"asked": True, "people": INVITED_OUT, "who": "p2"}, {"AUTHORISE"}),
        ({"asked": True, "people": INVITED_OUT, **CLERK}, {"AUTHORISE"}),
        (NOTICED | {"answers": True}, {"CORRECT"}),
        (NOTICED | {"answers": True, "who": "p2"}, {"CORRECT"}),
        (NOTICED | {"reads": True}, set()),
        (NOTICED | {"reads": True, **CLERK}, {"CORRECT"}),
        (NOTICED | CLERK, set()),
        ({"answers": True}, set()),
        (NOTICED | {"found": True, "who": "p2"}, {"CONTEST"}),
        ({"found": True}, set()),
        ({"wish": object(), "who": "p2"}, {"SUPPLY"}),
        ({"another": True, "who": "p2"}, {"CHOOSE_CASE"}),
        ({"owed": True}, {"BRING_OWED"}),
        ({"owed": True, "who": "p2"}, set()),
        ({"owed": True, "open": True}, set()),
        (SIGNING | {"who": "p2"}, {"SIGN"}),
        (SIGNING, set()),
        (SIGNING | CLERK, {"SIGN"}),
        ({"unsigned": ["borrower"]}, set()),
        ({"signs": True, "unconfirmed": ["spouse"], "who": "p2"}, {"CONFIRM_COST"}),
        ({"signs": True, "unconfirmed": ["spouse"]}, set()),
        ({"signs": True, "unconfirmed": ["spouse"], **CLERK}, {"CONFIRM_COST", "SIGN"}),
        ({"signs": True, **CLERK}, {"SIGN"}),
        ({"unconfirmed": ["borrower"]}, set()),
        ({"may_be_withdrawn": True}, {"WITHDRAW"}),
        ({"may_be_withdrawn": True, "withdrawal": object()}, set()),
        ({"may_be_withdrawn": True, "who": "p2"}, set()),
        ({"scans": ["sign"], "scan": "WAITING", **CLERK}, {"LOOK_AT_SCAN"}),
        ({"scans": ["sign"], "scan": "WAITING"}, set()),
        ({"scans": [None], "scan": "WAITING", **CLERK}, set()),
        ({"scans": ["sign"], "scan": "KEPT", **CLERK}, set()),
        ({"scans": ["sign"], "scan": "WAITING", "ended": True, **CLERK}, {"APPLY_AGAIN"}),
        ({"mandates": ["VOID", "WAITING"], "who": "p2"}, {"REVOKE_AGENT"}),
        ({"mandates": ["VALID"]}, {"REVOKE_AGENT"}),
        ({"mandates": ["VOID", "EXPIRED"]}, set()),
        ({"ended": True, "objects": True}, {"APPEAL", "APPLY_AGAIN"}),
        ({"ended": True, "objects": True, "who": "p2"}, {"APPEAL"}),
        ({"ended": True, "status": Status.DISBURSED}, set()),
        ({"objects": True}, set()),
        # A stranger, as the hotline, is told what any caller is.
        ({"wish": object(), "another": True, "ended": True, "who": "h1", "audience": "hotline"}, set()),
    ],
)  # fmt: skip
def test_one_can_do_what_the_case_and_ones_place_in_it_allow(can, values, codes):
    assert can(**values) == codes


def wait(state="open", is_open=True, **details):
    return SimpleNamespace(state=state, is_open=is_open, details=details)


@pytest.mark.parametrize(
    ("values", "waits", "wish", "mine", "elsewhere", "told"),
    [
        ({"status": Status.CORRECTION, "accepted_on": None}, [], True, True, True, "SUPPLEMENT"),
        ({"status": Status.CORRECTION, "accepted_on": None}, [], False, True, True, "CORRECTION"),
        ({"status": Status.CORRECTION, "accepted_on": "d"}, [], False, True, False, "HOLD"),
        ({"status": Status.CORRECTION, "accepted_on": None}, [], False, False, False, "OF_ANOTHER_STATUS_CORRECTION"),
        ({"status": Status.CORRECTION, "accepted_on": "d"}, [], False, False, False, "OF_ANOTHER_STATUS_HOLD"),
        ({"status": Status.ATTENDING}, [wait(tasks.RETRYING)], False, True, True, "CLAIMED_ELSEWHERE"),
        ({"status": Status.ATTENDING}, [wait(), wait(tasks.RETRYING, step="Mortgage")], False, True, False, "RETRYING"),
        ({"status": Status.ATTENDING}, [wait(), wait(step="Mortgage")], False, True, False, "ATTENDING_MORTGAGE"),
        ({"status": Status.ATTENDING}, [wait(is_open=False, step="Mortgage")], False, True, False, "called ATTENDING"),
        ({"status": Status.ATTENDING}, [wait(step="PayOut")], False, True, False, "called ATTENDING"),
        ({"status": Status.REVIEWING}, [wait(tasks.RETRYING)], False, True, False, "called REVIEWING"),
    ],
)
def test_what_happens_is_told_in_the_word_that_says_most(monkeypatch, values, waits, wish, mine, elsewhere, told):
    monkeypatch.setattr(tracking.whose, "answers", lambda call: mine)
    monkeypatch.setattr(tracking.stops, "waits_for_another_case", lambda waits: elsewhere)
    case = SimpleNamespace(**values, called=lambda status: f"called {status.value}")
    status = tracking._status(None, case, wish or None, waits)
    assert status.removeprefix("STATUS_") == told


@pytest.mark.parametrize(
    ("wish", "come", "waits", "holder"),
    [
        (True, False, [], "APPLICANT"),
        (True, True, [], "CENTRE"),
        (False, False, [wait(parties=True)], "APPLICANT"),
        (False, False, [wait(parties=True, is_open=False)], "CENTRE"),
        (False, False, [wait(parties=False), wait(parties=True)], "APPLICANT"),
        (False, False, [wait(parties=False)], "CENTRE"),
    ],
)
def test_it_is_the_parties_turn_while_something_is_theirs_to_bring(monkeypatch, wish, come, waits, holder):
    monkeypatch.setattr(tracking.supplement, "has_come", lambda case, wish: come)
    monkeypatch.setattr(tracking.stops, "waits_for_the_parties", lambda wait: wait.details["parties"])
    held = tracking._holder(SimpleNamespace(status=Status.REVIEWING), wish or None, waits)
    assert held == f"HOLDER_{holder}"
