"""What a party said of how they were served: an overdue answer is marked for a supervisor and nobody else; whoever said it is told of the answer."""

import pytest

from chalicelib.agencies import province
from chalicelib.casework import voices
from chalicelib.casework.actor import Actor
from chalicelib.casework.timeline import lines
from chalicelib.errors import AgencyUnavailable
from chalicelib.messages import text
from chalicelib.records import agenda, casefile, tasks
from chalicelib.sweep import looks, queues, run, words
from chalicelib.sweep.gauges import Seen
from tests.given import case as given
from tests.given.form import form

NUMBER = "620100"
TOLD = [("borrower", text("MESSAGE_VOICE_ANSWERED", number=NUMBER))]


@pytest.fixture
def sent(monkeypatch):
    told = []
    monkeypatch.setattr(province, "notify", lambda key, phone, id, said, purpose: told.append((key, said)))
    return told


@pytest.fixture(params=["REVIEWING", "DISBURSED"])
def complained(request, submitted, road):
    """A case that waits for a reviewer or has ended, and of which its borrower complains."""
    submitted(number=NUMBER)
    road.runs("c1")
    if request.param == "REVIEWING":
        given.waiting("c1", "first_review", "REVIEWING")
    else:
        given.put("c1", status="DISBURSED", ended_at="2026-11-23T01:00:00.000Z")
        agenda.leave("c1", casefile.load("c1").due_at)
    case = casefile.load("c1")
    voices.say(case, "r1", voices.COMPLAINT, case.parties["borrower"], "borrower", "跑了三趟", 0)
    return next(one for one in tasks.of_case("c1") if one.kind == voices.KIND)


def answered(task):
    case = casefile.load("c1")
    voices.answer(case, tasks.get(task.id), "向您道歉", Actor("s1", "person_s1"), {})


def looked():
    return run.handle({"execution": "c1"})


def test_whoever_said_it_is_told_once_that_it_is_answered_and_nobody_else_is(complained, sent):
    assert "voice_told" not in looked() and sent == []
    answered(complained)
    assert looked()["voice_told"] == 1 and sent == TOLD
    assert "voice_told" not in looked() and sent == TOLD


def test_a_message_that_does_not_go_out_is_sent_with_the_next_look(complained, sent, monkeypatch):
    answered(complained)

    def silent(*_of):
        raise AgencyUnavailable("province")

    with monkeypatch.context() as patch:
        patch.setattr(province, "notify", silent)
        assert "voice_told" not in looked()
    assert looked()["voice_told"] == 1 and sent == TOLD


def test_who_is_that_party_no_more_is_not_told_and_who_took_their_place_is_not_either(complained, sent):
    answered(complained)
    given.put("c1", **{"parties.borrower": "person_other"})
    assert "voice_told" not in looked() and sent == []


def test_an_answer_that_is_overdue_is_marked_once_for_a_supervisor_and_is_in_no_timeline(complained, sent, later):
    later(days=60)
    assert [*queues.at(Seen(), lambda: True)].count("overdue") == 1
    assert tasks.get(complained.id).escalated_at
    assert "overdue" not in [*queues.at(Seen(), lambda: True)]
    looked()
    assert "TASK_COMPLAINT" not in {line.values.get("task") for line in lines(casefile.load("c1"))}


def test_an_answer_to_what_is_said_of_a_draft_is_overdue_like_any_other(platform, later):
    given.draft("d1", form(), applicant="person_b")
    voices.say(casefile.load("d1"), "r1", voices.COMPLAINT, "person_b", "borrower", "等了一上午", 0)
    (task,) = tasks.of_case("d1")
    later(days=60)
    found = [*queues.at(Seen(), lambda: True)]
    assert found == ["overdue"] and tasks.get(task.id).escalated_at


def test_a_case_that_has_ended_is_looked_at_for_what_is_said_of_it_and_put_away_once_its_party_knows(complained, later):
    case = casefile.load("c1")
    assert case.due_at
    if case.ended:
        agenda.leave("c1", case.due_at)
    answered(complained)
    case, seen = casefile.load("c1"), Seen()
    assert case.due_at
    assert "ended" not in [*looks.at(case, seen)]
    assert words.VOICED in {word.kind for word in seen.late} and not seen.to_archive
    later(days=8)
    seen = Seen()
    found = [*looks.at(case, seen)]
    assert words.VOICED not in {word.kind for word in seen.late}, "it is no news any more"
    assert not case.ended or "ended" in found or seen.to_archive
