"""What staff is asked by the road, each part of the asking by itself, on built cases; in time and out of it: tests/steps/test_late.py."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from chalicelib.casework import answers, outages, registration, stops
from chalicelib.casework.clocks import DueTime
from chalicelib.domain.checks.papers import PAPER, subject_of
from chalicelib.errors import PreconditionFailed
from chalicelib.records.contents import Event
from chalicelib.steps import frame, review
from tests.given.case import wait
from tests.steps.conftest import built

VISIT = "20261123010000000"
EVENT = {"ask": "first_review", "visit": "2026-11-23T01:00:00.000Z", "attempt": 2, "token": "t1"}
STUCK = {**EVENT, "ask": "attend", "stuck": "Sign", "error": "BankUnavailable"}
LOOK = {"check": "property", "subject": "home", "code": "X"}


def of(**values):
    decided = {"route": "B", "reasons": [{"code": "R1"}, {"code": "R2"}]}
    return built(**{"decision": decided, "looks": [LOOK], **values})


@pytest.fixture
def acts(monkeypatch):
    """What a step writes, opens and closes of waits."""
    done = []

    def amend(case, *told, expect, status):
        done.append(("amend", [one.key for one in told], {*expect.status}, status))

    monkeypatch.setattr(review.casefile, "amend", amend)
    monkeypatch.setattr(review.tasks, "open_task", lambda *of, **by: done.append(("open", of, by)))
    monkeypatch.setattr(review.levels, "asked", lambda case, kind, visit: "final_review" if case.id == "old" else kind)
    monkeypatch.setattr(review, "due", lambda case, kind: DueTime(f"due of {kind}", True))
    monkeypatch.setattr(review, "urgent_by", lambda case, due_at: f"urgent before {due_at}")
    monkeypatch.setattr(review.tasks, "of_case", lambda case: [])
    return done


@pytest.mark.parametrize(("id", "kind"), [("c1", "first_review"), ("old", "final_review")])
def test_a_review_is_opened_once_a_visit_under_its_token_and_due_by_its_kind(acts, id, kind):
    assert review._review(of(id=id), EVENT) == "waiting"
    began, (_, where, by) = acts
    assert began == ("amend", [f"TASK_{kind.upper()}.{VISIT}"], {"VERIFYING"}, "REVIEWING")
    assert where == (id, kind, VISIT, "t1") and by == {
        "turn": f"{VISIT}#00000002", "centre": "620100", "due_at": f"due of {kind}", "provisional": True,
        "details": {"route": "B", "codes": ["R1", "R2"]}, "urgent_by": f"urgent before due of {kind}",
    }  # fmt: skip


@pytest.mark.parametrize(("ask", "status"), [("verify", "ATTENDING"), ("second_review", "REVIEWING")])
def test_the_case_stands_where_whoever_is_asked_looks_for_it(acts, monkeypatch, ask, status):
    monkeypatch.setattr(review, "_details", lambda case, event: {})
    review._review(of(), {**EVENT, "ask": ask})
    assert acts[0][-1] == status


def test_a_visit_that_has_begun_moves_the_case_no_more(acts):
    begun = {f"TASK_FIRST_REVIEW.{VISIT}": Event("", "TASK_FIRST_REVIEW", {})}
    review._review(of(events=begun), EVENT)
    assert [act[0] for act in acts] == ["open"]


def test_a_visit_that_staff_of_a_later_one_has_followed_opens_nothing(acts):
    later = {"TASK_ATTEND.20261124010000000": Event("", "TASK_ATTEND", {})}
    assert review._review(of(events=later), EVENT) == "waiting" and acts == []


@pytest.mark.parametrize(
    ("event", "is_retired"),
    [(STUCK, True), ({**EVENT, "ask": "verify"}, False), (EVENT, False)],
    ids=["stuck", "verify", "review"],
)
def test_what_the_road_asked_of_staff_before_is_closed_by_who_attends_and_by_nobody_else(
    acts, monkeypatch, event, is_retired
):
    monkeypatch.setattr(review, "_details", lambda case, event: {})
    waits = [
        wait("first_review", 1, turn="20261122#0"),
        wait("first_review", 2, turn="20261122#0", on_the_road=False),
        wait("first_review", 3, "answered", turn="20261122#0"),
        wait("sign", 4, turn="20261122#0"),
        wait("correction", 5, turn="20261122#0"),
        wait("attend", 6, turn=f"{VISIT}#00000002"),
        wait("verify", 7, turn="20261124#0"),
        wait("attend", 8),
    ]
    retired = []
    monkeypatch.setattr(review.tasks, "of_case", lambda case: waits)
    monkeypatch.setattr(review.upkeep, "retire", lambda one: retired.append(one.id))
    review._review(of(), event)
    assert retired == (["c1.first_review.1", "c1.attend.8"] if is_retired else [])


@pytest.mark.parametrize(
    ("event", "waits", "due_at"),
    [
        (STUCK, [], ("due of attend", True)),
        (STUCK, ["first", "second"], ("first", False)),
        ({**STUCK, "error": "MoreMaterial"}, ["first"], ("due of attend", True)),
        (EVENT, ["first"], ("due of first_review", True)),
    ],
)
def test_what_an_outage_keeps_stuck_is_due_as_when_it_began(acts, monkeypatch, event, waits, due_at):
    details = {"step": "Sign", "error": "BankUnavailable", "codes": ["BANK_OUT"]}
    row = [wait("attend", n, answered_by=outages.SYSTEM, details=details, due_at=at) for n, at in enumerate(waits)]  # fmt: skip
    monkeypatch.setattr(review.tasks, "of_case", lambda case: row)
    assert review._due(of(), event) == due_at


def test_of_an_outage_the_tries_before_this_very_task_count(acts, monkeypatch):
    asked = []
    monkeypatch.setattr(outages, "tries", lambda waits, details, id: asked.append(id) or [])
    review._due(of(), STUCK)
    assert asked == [f"c1.attend.{VISIT}"]


MORTGAGE = SimpleNamespace(apply_biz_id="M1")
MORE = registration.MORE_MATERIAL


@pytest.mark.parametrize(
    ("event", "values", "told"),
    [
        (EVENT, {}, {"route": "B", "codes": ["R1", "R2"]}),
        ({**EVENT, "ask": "supplement"}, {}, {"step": "Mortgage", "error": MORE}),
        (
            {**EVENT, "ask": "supplement"},
            {"mortgage": MORTGAGE},
            {"step": "Mortgage", "error": MORE, "apply_biz_id": "M1"},
        ),
        (STUCK, {"mortgage": MORTGAGE}, {"step": "Sign", "error": "BankUnavailable", "codes": ["BANK_OUT"]}),
        (
            {**STUCK, "stuck": "Mortgage", "error": MORE},
            {"mortgage": MORTGAGE},
            {"step": "Mortgage", "error": MORE, "codes": ["MORE_MATERIAL"], "apply_biz_id": "M1"},
        ),
    ],
)
def test_a_task_tells_what_whoever_has_it_decides_on(event, values, told):
    assert review._details(of(**values), event) == told


@pytest.mark.parametrize("ask", ["dispute", "second_look", "complaint", "appeal"])
def test_what_no_road_waits_for_is_asked_by_none(ask):
    with pytest.raises(PreconditionFailed) as stopped:
        review._details(of(), {**EVENT, "ask": ask})
    assert [*stopped.value.codes] == [stops.UNFORESEEN]


@pytest.mark.parametrize(
    ("contest", "look"),
    [
        (None, {}),
        (SimpleNamespace(of="q", files=["f"]), {"files": ["f"]}),
        (SimpleNamespace(of="q", files=[]), {}),
        (SimpleNamespace(of="of another answer", files=["f"]), {}),
    ],
)
@pytest.mark.parametrize("subject", ["home", "case", "borrower"])
def test_a_look_tells_its_question_its_answer_and_the_papers_brought_against_that(monkeypatch, contest, look, subject):
    monkeypatch.setattr(review, "questions", lambda application: lambda check, subject: "q")
    monkeypatch.setattr(answers, "unruled", lambda case, check, subject: (check, subject))
    monkeypatch.setattr(answers, "said", lambda found: f"said of {'.'.join(found)}")
    asked = {**LOOK, "subject": subject}
    case = of(looks=[asked], contests={f"property.{subject}": contest} if contest else {})
    told = review._details(case, {**EVENT, "ask": "verify"})
    assert told == {"looks": [{**asked, "of": "q", "on": f"said of property.{subject}", **look}]}


def test_a_paper_is_looked_at_as_the_very_files_it_was_handed_in_as():
    papers = {"borrower/B01": ["a"], "borrower/B03": ["b", "c"]}
    case = of(application=SimpleNamespace(papers=papers))
    asked = {"check": PAPER, "subject": subject_of("borrower/B03"), "code": "X"}
    assert review._look(case, asked, "q") == {**asked, "of": "q", "files": ["b", "c"]}
    case.application.papers = None
    assert review._look(case, asked, "q")["files"] == []


@pytest.mark.parametrize(
    ("status", "resumed", "swept"),
    [
        (None, [], [("c1", "ATTENDING", timedelta())]),
        ("NEED_MORE_MATERIAL", [], [("c1", "ATTENDING", timedelta())]),
        ("DONE", [("c1", {"supplement"})], []),
        ("REJECTED", [("c1", {"supplement"})], []),
    ],
)
def test_of_the_registrys_wish_the_parties_hear_soon_unless_it_has_said_its_last(
    acts, monkeypatch, status, resumed, swept
):
    said = review._review(of(), {**EVENT, "ask": "supplement"})
    assert isinstance(said, frame.Waiting)
    again, soon = [], []
    monkeypatch.setattr(registration, "resume", lambda case, kinds: again.append((case, kinds)))
    monkeypatch.setattr(review.agenda, "enter", lambda *of: soon.append(of))
    said.then(of(status="ATTENDING", mortgage=status and SimpleNamespace(status=status)))
    assert (again, soon) == (resumed, swept)


@pytest.mark.parametrize("stuck", ["Decline", "Refuse", "Discharge", "Void", "Close", "Sign", "Issue", None])
def test_a_withdrawal_changes_nothing_of_what_is_stuck_on_the_way_back_alone(monkeypatch, stuck):
    ran = []
    monkeypatch.setattr(frame, "run", lambda event, body, *, forward: ran.append(forward))
    review.handle({"stuck": stuck} if stuck else {})
    assert ran == [stuck in ("Sign", "Issue", None)]
