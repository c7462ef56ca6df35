"""With whom a case lies, how a bank's part is paid out, what may come later, and which state leads where: each by itself."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from chalicelib.domain import bank_part, owed, status
from chalicelib.domain.materials import UPLOAD
from chalicelib.domain.shares import AFTER, shares
from chalicelib.domain.status import STATES, Status

START = datetime(2026, 11, 23, tzinfo=UTC)


def at(hours):
    return START + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("told", "stopped", "used"),
    [
        ([], [], {"ours": 10}),
        ([(2, "RECEIVED")], [], {"ours": 2, "agencies": 8}),
        ([(2, "CORRECTION_ASKED"), (5, "CORRECTED")], [], {"ours": 2, "applicant": 3, "agencies": 5}),
        ([(5, "CORRECTED"), (2, "CORRECTION_ASKED")], [], {"ours": 2, "applicant": 3, "agencies": 5}),
        ([(2, "RECEIVED"), (4, "NO_SUCH_LINE")], [], {"ours": 2, "agencies": 8}),
        ([(-3, "RECEIVED")], [], {"agencies": 10}),
        ([(12, "RECEIVED")], [], {"ours": 10}),
        ([(2, "PAYMENT_ORDERED"), (6, "PAYMENT_PAID")], [], {"ours": 6, "bank": 4}),
        ([], [(2, 5)], {"ours": 7, "procedure": 3}),
        ([], [(2, 5), (4, 6)], {"ours": 6, "procedure": 4}),  # of two at once every hour counts once
        ([], [(-1, 1), (9, 12)], {"ours": 8, "procedure": 2}),
        ([(2, "RECEIVED")], [(1, 5)], {"ours": 1, "procedure": 1, "agencies": 8}),  # what is not ours it does not stop
    ],
)
def test_every_hour_lies_with_somebody_and_a_procedure_has_those_of_ours_it_stops(told, stopped, used):
    lines = [(at(hour), code) for hour, code in told]
    pauses = [(at(began), at(ended)) for began, ended in stopped]
    found = shares(lines, START, at(10), pauses)
    assert {who: spent / 3600 for who, spent in found.items() if spent} == used
    assert sum(found.values()) == 36000


@pytest.mark.parametrize(
    ("codes", "who"),
    [
        (("SUBMITTED", "ASSESSED", "MORTGAGE_REGISTERED", "MORTGAGE_REJECTED", "PAYMENT_PAID", "PAYMENT_FAILED", "WITHDRAWAL_ASKED", "TASK_VERIFY", "TASK_FINAL_REVIEW", "TASK_ATTEND"), "ours"),
        (("RECEIVED", "CORRECTED", "MORTGAGE_FILED"), "agencies"),
        (("CORRECTION_ASKED", "CONTRACT_READY"), "applicant"),
        (("ALL_SIGNED", "PAYMENT_ORDERED", "PAYMENT_PROCESSING", "BANK_PART_AWAITED"), "bank"),
        (("TASK_DISPUTE", "TASK_COMPLAINT", "TASK_APPEAL", "TASK_OWED", "TASK_SECOND_LOOK"), None),
    ],
)  # fmt: skip
def test_with_whom_a_case_lies_from_a_line_of_its_timeline_on(codes, who):
    assert {AFTER.get(code) for code in codes} == {who}


WAYS = [
    {"home": "new", "built": False, "permits_before": "2026-01-01", "condition": "sale_filed", "account": "supervised", "awaited": False},
    {"home": "new", "built": False, "condition": "completion_filed", "account": "developer", "awaited": True},
    {"home": "existing", "condition": "mortgage_registered", "account": "filed", "awaited": False},
]  # fmt: skip


@pytest.mark.parametrize(
    ("home", "title", "condition"),
    [
        ("new", {}, "completion_filed"),
        ("new", {"presale_permit_on": "2025-12-31"}, "sale_filed"),
        ("new", {"presale_permit_on": "2026-01-01"}, "completion_filed"),
        ("new", {"presale_permit_on": ""}, "completion_filed"),
        ("new", {"completed_year": 2024, "presale_permit_on": "2025-12-31"}, None),
        ("existing", {}, "mortgage_registered"),
        ("own", {}, None),
    ],
)
def test_the_banks_part_is_paid_out_by_what_was_found_of_building_and_permit(home, title, condition):
    policy = SimpleNamespace(bank_part={"pay_out": {"ways": WAYS}})
    of = SimpleNamespace(home=SimpleNamespace(kind=home, completed_year=2020, presale_permit_on="2020-01-01"))
    way = bank_part.pay_out(of, title, policy)
    assert (way and way.condition) == condition
    if way:
        wanted = next(one for one in WAYS if one["condition"] == condition)
        assert (way.account, way.awaited, way.is_known) == (
            wanted["account"],
            wanted["awaited"],
            condition != "completion_filed",
        )
    assert bank_part.pay_out(of, title, SimpleNamespace(bank_part={})) is None


@pytest.mark.parametrize(
    ("months", "method", "told"), [(None, None, (240, "01")), (360, None, (360, "01")), (None, "02", (240, "02"))]
)
def test_the_banks_part_runs_and_is_repaid_as_wished_or_as_the_funds(months, method, told):
    wish = SimpleNamespace(commercial_months=months, commercial_method=method, method="01")
    assert (bank_part.months_of(wish, 240), bank_part.method_of(wish)) == told


def need(**values):
    usual = {"code": "B03", "subject": "home", "tolerable": True, "held": False, "optional": False, "mode": UPLOAD}
    return SimpleNamespace(**{**usual, "check": "", **values})


@pytest.mark.parametrize(
    ("of", "documents", "tolerated", "offered", "owes"),
    [
        ({}, (), (), True, False),
        ({}, (), ("B03",), True, True),
        ({}, ("B03",), ("B03",), False, True),  # brought, and nobody has looked at it yet
        ({"held": True}, ("B03",), ("B03",), False, False),
        ({"optional": True}, (), ("B03",), False, False),
        ({"tolerable": False}, (), ("B03",), False, True),
        ({"mode": "shared"}, (), ("B03",), True, False),  # an agency may tell
        ({}, (), ("B06",), True, False),
    ],
)
def test_what_may_come_later_is_offered_while_nobody_has_brought_it_and_owed_until_it_is_enough(
    monkeypatch, of, documents, tolerated, offered, owes
):
    one = need(**of)
    monkeypatch.setattr(owed, "needed", lambda *asked: (one,))
    case = SimpleNamespace(documents=dict.fromkeys(documents, ("d",)), tolerated=tolerated)
    assert owed.offered(case, None) == ((one,) if offered else ())
    assert owed.owed(case, None, None) == ((one,) if owes else ())


ENDS = {"DISBURSED", "REFUSED", "NOT_ACCEPTED", "WITHDRAWN", "CANCELLED", "EXPIRED"}


def test_what_ends_a_case_what_may_go_on_and_what_may_be_objected_to():
    assert {str(one) for one in status.ENDED} == ENDS
    assert {str(one) for one in status.REOPENABLE} == ENDS - {"DISBURSED"}, "a loan that was paid does not go on"
    assert {str(one) for one, state in STATES.items() if state.may_object} == ENDS - {"DISBURSED", "WITHDRAWN"}
    assert not status.WITHDRAWABLE & status.ENDED
    assert {str(one) for one in status.OPEN_FORM} == {"DRAFT", "CORRECTION"}


@pytest.mark.parametrize("one", Status)
def test_a_state_is_entered_from_where_it_says_and_by_a_step_that_runs_again(one):
    found, named = status.before(one), {*STATES[one].after.split()}
    still_open = {*Status} - status.ENDED - {Status.DRAFT}
    wanted = {Status(name) for name in named - {"OPEN"}} | (still_open if "OPEN" in named else set()) | {one}
    assert found == wanted and not (found & status.ENDED) - {one}, "nothing that has ended is entered again"


def test_a_case_is_collated_and_decided_before_its_review_and_never_from_there_on():
    assert Status.REVIEWING not in status.BEFORE_REVIEW and Status.VERIFYING in status.BEFORE_REVIEW
    beyond = {Status.SIGNING, Status.REGISTERING, Status.DISBURSING, Status.CORRECTION}
    assert not status.BEFORE_REVIEW & (beyond | status.ENDED)
