"""A later round names only what could not be told before, or what a supervisor answers for (一次告知)."""

from dataclasses import replace

import pytest

from chalicelib.casework import late_items
from chalicelib.errors import PreconditionFailed
from chalicelib.records import casefile
from chalicelib.records.contents import Stop
from chalicelib.records.reviews import Review
from tests.given.answers import finding
from tests.given.case import put, submitted
from tests.given.form import form

EARLIER, LAST, LATER = "2026-11-19T01:00:00Z", "2026-11-20T00:00:00.000Z", "2026-11-21T01:00:00Z"
FOUND = {"code": "FILING_PRICE_MISMATCH", "where": "home", "check": "property", "remedy": "", "field": "", "values": {}}
PAPER = {"code": "MATERIAL_MISSING", "where": "B06", "check": "materials", "remedy": "", "field": "", "values": {}}
AS_BEFORE = [{"form": "f1", "files": "d1"}, {"form": "f1", "files": "d1"}]
OTHER_FORM = [{"form": "f1", "files": "d1"}, {"form": "f2", "files": "d1"}]
OTHER_FILES = [{"form": "f1", "files": "d1"}, {"form": "f1", "files": "d2"}]


@pytest.fixture
def named(platform):
    """What the second round names of that, once the filing has answered at that moment and that was sent."""

    def name(*defects, answered=EARLIER, sent=AS_BEFORE, **more):
        submitted(form(), notice={"round": 1, "issued_at": LAST})
        put("c1", application={**casefile.load("c1")._sealed("application"), "sent": sent}, **more)
        put("c1", findings=[finding("property", "home", "contradicted", "FILING_PRICE_MISMATCH")])
        case = casefile.load("c1")
        case = replace(case, answers={key: replace(one, at=answered) for key, one in case.answers.items()})
        return [one.get("why") for one in late_items.explained(case, case.notices, [*defects])]

    return name


def test_what_an_agency_had_answered_before_the_last_notice_is_not_told_after_it(named):
    with pytest.raises(PreconditionFailed) as stopped:
        named(FOUND)
    assert stopped.value.codes == ("NOTICE_LATE",)


@pytest.mark.parametrize("sent", [OTHER_FORM, AS_BEFORE])
def test_what_was_answered_since_is_new_whatever_was_sent(named, sent):
    assert named(FOUND, answered=LATER, sent=sent) == ["NEW_AFTER_CORRECTION"]


def test_another_form_does_not_make_an_answer_new_that_is_still_to_the_same_question(named):
    with pytest.raises(PreconditionFailed):
        named(FOUND, sent=OTHER_FORM)


@pytest.mark.parametrize("changed", [{"sent": OTHER_FORM}, {"sent": OTHER_FILES}, {"answered": LATER}])
def test_a_paper_that_what_came_since_makes_necessary_is_new(named, changed):
    assert named(PAPER, **changed) == ["NEW_AFTER_CORRECTION"]


def test_a_paper_that_nothing_since_makes_necessary_should_have_been_told(named):
    with pytest.raises(PreconditionFailed):
        named(PAPER)


def test_what_was_told_before_is_told_again_without_a_word(named):
    told = {"round": 1, "issued_at": LAST, "defects": [FOUND]}
    assert named(FOUND, notice=told) == [None]


def test_what_a_supervisor_answers_for_is_told_and_marked_and_their_word_serves_that_stop_alone(named):
    stop = Stop("Collate", "2026-11-22T00:00:00.000Z", ("NOTICE_LATE",))
    word = Review("c1.attend.1", "attend", "s1", "retry", "2026-11-22T01:00:00.000Z", "")
    assert named(FOUND, stopped=stop, reviews=[word]) == ["NAMED_LATE"]
    for other in (
        {"reviews": [replace(word, at="2026-11-21T00:00:00.000Z")]},
        {"reviews": [replace(word, level="first_review")]},
        {"stopped": replace(stop, codes=("UNFORESEEN",))},
        {"stopped": replace(stop, at="2026-11-19T00:00:00.000Z")},
    ):
        put("c1", **{"stopped": stop, "reviews": [word], **other})
        case = casefile.load("c1")
        with pytest.raises(PreconditionFailed):
            late_items.explained(case, case.notices, [FOUND])
