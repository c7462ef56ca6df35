"""What may be said of a task as its case stands, each rule by itself, and the word the road gets for it."""

from types import SimpleNamespace

import pytest

from chalicelib.api.desk import offering
from chalicelib.casework import asking, clearing, commitments, disputes, holding, owing, reopening, special
from chalicelib.domain.work import LEVELS

LENT = {"amount": "300000.00", "months": 240}
REVIEW, SECOND = {"approve", "refuse", "ask"}, {"approve", "refuse", "ask", "send_back"}
ATTEND, DISPUTE = {"retry", "go_on", "refuse", "compensate"}, {"resolved", "upheld"}
AWAY, UNTRUE = {"procedures": ["p"]}, {"commitments": {"c": 1}, "untrue": True}
USUAL = {
    "untrue": False, "upheld": True, "may_reopen": True, "unanswered": True, "may_end": True, "rules": ("R",), "accepted": "2026-11-20",
}  # fmt: skip


@pytest.fixture
def task_in(monkeypatch):
    """A task of that kind, stopped for those codes, and its case in such a world."""

    def built(kind, codes=(), step="PayOut", outcome=None, **values):
        world = USUAL | values
        monkeypatch.setattr(commitments, "is_untrue", lambda case: world["untrue"])
        monkeypatch.setattr(clearing, "may_be_upheld", lambda case, task: world["upheld"])
        monkeypatch.setattr(reopening, "may_be", lambda case: world["may_reopen"])
        monkeypatch.setattr(asking, "unanswered", lambda case, codes: world["unanswered"])
        monkeypatch.setattr(owing, "may_end", lambda case: world["may_end"])
        monkeypatch.setattr(offering.refusing, "open_rules", lambda case: world["rules"])
        monkeypatch.setattr(offering, "accepted_on", lambda case: world["accepted"])
        task = SimpleNamespace(kind=kind, details={"codes": [*codes], "step": step}, outcome=outcome)
        return task, SimpleNamespace(
            open_procedures=world.get("procedures", ()), ended=world.get("ended", ""), decision=world.get("decision", LENT),
            may_be_undone=world.get("may_be_undone", True), commitments=world.get("commitments", {}),
        )  # fmt: skip

    return built


@pytest.mark.parametrize(
    ("kind", "codes", "values", "offered"),
    [
        ("verify", (), {}, set()),
        ("first_review", (), {}, REVIEW),
        ("second_review", (), {}, SECOND),
        ("first_review", (), {"may_be_undone": False}, {"approve"}),
        ("attend", (), {"may_be_undone": False}, {"retry"}),
        # Nothing is approved where nothing can be lent.
        ("first_review", (), {"decision": None}, REVIEW),
        ("first_review", (), {"decision": {**LENT, "amount": "0.00"}}, REVIEW - {"approve"}),
        ("first_review", (), {"decision": {**LENT, "months": 0}}, REVIEW - {"approve"}),
        # Nobody decides before what a special procedure has come to.
        ("second_review", (), AWAY, {"send_back"}),
        ("second_review", (), {**AWAY, "ended": "2026-11-23"}, SECOND),
        ("attend", (special.STOP,), {}, ATTEND),
        ("attend", (special.STOP,), AWAY, {"go_on", "compensate"}),
        ("attend", (special.STOP, "LOAN_STANDS"), AWAY, ATTEND - {"refuse"}),
        ("attend", (special.STOP,), {**AWAY, "may_be_undone": False}, {"retry"}),
        ("dispute", (disputes.PROCEDURE_OVER,), {}, DISPUTE),
        ("dispute", (disputes.PROCEDURE_OVER,), AWAY, set()),
        ("dispute", (disputes.PROCEDURE_OVER,), {**AWAY, "ended": "2026-11-23"}, DISPUTE),
        ("dispute", (disputes.PROCEDURE_OVER, "X"), AWAY, DISPUTE),
        ("dispute", ("X",), AWAY, DISPUTE),
        # Nor approves, or tries again, on a word that was found untrue.
        ("first_review", (), UNTRUE, REVIEW - {"approve"}),
        ("first_review", (), {**UNTRUE, "untrue": False}, REVIEW),
        ("first_review", (), {**UNTRUE, "outcome": {"next": "approved"}}, REVIEW),
        ("attend", (commitments.STOP,), UNTRUE, ATTEND - {"retry"}),
        ("attend", (commitments.UNCLEAR, "X"), UNTRUE, ATTEND - {"retry"}),
        ("attend", (commitments.STOP,), {**UNTRUE, "untrue": False}, ATTEND),
        ("attend", ("X",), UNTRUE, ATTEND),
        ("attend", (commitments.STOP,), {**UNTRUE, "may_be_undone": False}, {"retry"}),
        ("supplement", (), UNTRUE, {"supplied", "compensate"}),
        # A partner is upheld where something follows; an appeal against an end always may be found wanting.
        ("dispute", (), {"upheld": False}, {"resolved"}),
        ("dispute", (), {"upheld": False, "outcome": {"next": "upheld"}}, DISPUTE),
        ("appeal", (), {"upheld": False}, {"upheld", "reopened", "conceded"}),
        ("appeal", (), {"may_be_undone": False}, {"upheld", "reopened", "conceded"}),
        ("appeal", (), {"may_reopen": False}, {"upheld", "conceded"}),
        # What the parties were asked and have not answered.
        ("attend", ("X",), {"unanswered": False}, ATTEND - {"go_on"}),
        ("attend", ("PARTIES_ASKED",), {}, ATTEND - {"retry"}),
        ("attend", ("PARTIES_ASKED",), {"unanswered": False}, {"refuse", "compensate"}),
        ("attend", ("PARTIES_ASKED", "X"), {}, ATTEND),
        # For want of what is owed nobody ends a case before its time is over, but by a rule that is not met.
        ("attend", ("OWED",), {}, ATTEND),
        ("attend", ("OWED",), {"may_end": False}, {"retry", "refuse"}),
        ("attend", ("OWED",), {"may_end": False, "rules": ()}, {"retry"}),
        ("attend", ("OWED", "X"), {"may_end": False, "rules": ()}, ATTEND),
        ("dispute", ("OWED",), {"may_end": False}, DISPUTE),
    ],
)  # fmt: skip
def test_offered_is_what_is_possible_as_the_case_stands(task_in, kind, codes, values, offered):
    assert {*offering.words(*task_in(kind, codes, **values))} == offered


@pytest.mark.parametrize(
    ("kind", "codes", "step", "accepted", "word"),
    [
        ("attend", [holding.PERSON], "Intake", None, "retry"),
        ("attend", [holding.PERSON], "Intake", "2026-11-20", "refuse"),
        ("attend", [holding.PERSON], "PayOut", None, "refuse"),
        ("attend", [holding.PERSON, "X"], "Intake", None, "refuse"),
        ("attend", ["X"], "Intake", None, "refuse"),
        ("first_review", [holding.PERSON], "Intake", None, "refused"),
    ],
)
def test_whom_another_live_case_keeps_from_being_taken_in_is_declined_there_and_refused_anywhere_else(
    task_in, kind, codes, step, accepted, word
):
    assert offering.words(*task_in(kind, codes, step, accepted=accepted))["refuse"] == word


@pytest.mark.parametrize(
    ("kind", "codes", "may_end", "has_to"),
    [
        ("attend", ["OWED"], False, True), ("attend", ["OWED"], True, False), ("attend", ["OWED", "X"], False, False),
        ("dispute", ["OWED"], False, False),
    ],
)  # fmt: skip
def test_before_the_day_of_what_is_owed_a_refusal_rests_on_a_rule(task_in, kind, codes, may_end, has_to):
    assert offering.rests_on_a_rule(*task_in(kind, codes, may_end=may_end)) is has_to


@pytest.mark.parametrize(
    ("decision", "values", "code"),
    [
        ("refuse", AWAY, special.STOP),
        ("ask", AWAY, special.STOP),
        ("approve", {**AWAY, **UNTRUE}, special.STOP),
        ("approve", UNTRUE, commitments.STOP),
        (None, {**AWAY, **UNTRUE}, None),
    ],
)
def test_why_something_is_not_said_now_is_told(task_in, decision, values, code):
    assert offering.held_up(*task_in("first_review", **values), decision) == code


@pytest.mark.parametrize(
    ("kind", "decision", "levels", "told"),
    [
        ("first_review", "ask", 3, {"error": "word"}),
        ("second_review", "send_back", 2, {"error": "word"}),
        ("second_review", "approve", 3, {"error": "SentUp"}),
        ("second_review", "approve", 2, {"next": "word"}),
        ("second_review", "approve", 0, {"next": "word"}),
        ("second_review", "refuse", 3, {"next": "word"}),
        ("first_review", "approve", 3, {"next": "word"}),
        ("final_review", "approve", 3, {"next": "word"}),
        ("verify", None, 3, {"next": "word"}),
    ],
)
def test_the_road_is_told_the_word_or_that_the_case_goes_a_level_up_or_back(
    monkeypatch, task_in, kind, decision, levels, told
):
    monkeypatch.setattr(offering.levels, "of", lambda case: LEVELS[:levels])
    assert offering.told(*task_in(kind), decision, "word") == told
