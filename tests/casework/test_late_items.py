"""A later round names only what could not be told before, or what a supervisor answers for (一次告知)."""

from contextlib import nullcontext
from dataclasses import replace
from types import SimpleNamespace

import pytest

from chalicelib.casework import late_items
from chalicelib.domain.checks.finding import REVIEWER
from chalicelib.errors import PreconditionFailed
from chalicelib.records import casefile
from chalicelib.records.contents import Notice, Stop
from chalicelib.records.reviews import Review
from tests.given.answers import finding
from tests.given.case import put, submitted
from tests.given.form import form

FIRST, EARLIER, LAST, LATER = (
    "2026-11-18T01:00:00Z",
    "2026-11-19T01:00:00Z",
    "2026-11-20T00:00:00.000Z",
    "2026-11-21T01:00:00Z",
)
FOUND = {"code": "FILING_PRICE_MISMATCH", "where": "home", "check": "property", "remedy": "", "field": "", "values": {}}
PAPER = {"code": "MATERIAL_MISSING", "where": "B06", "check": "materials", "remedy": "", "field": "", "values": {}}
ASKED = {**FOUND, "code": "REVIEWER_ASKS", "check": REVIEWER}
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
        {"reviews": [replace(word, decision="compensate")]},
        {"stopped": replace(stop, codes=("UNFORESEEN",))},
        {"stopped": replace(stop, at="2026-11-19T00:00:00.000Z")},
    ):
        put("c1", **{"stopped": stop, "reviews": [word], **other})
        case = casefile.load("c1")
        with pytest.raises(PreconditionFailed):
            late_items.explained(case, case.notices, [FOUND])


def at(moment: str) -> SimpleNamespace:
    return SimpleNamespace(at=moment)


def file(moment: str, material: str = "B03", person: str | None = None) -> SimpleNamespace:
    return SimpleNamespace(at=moment, material=material, person=person)


def could_be_told(check: str, where: str, *, said=False, sent=AS_BEFORE, answers=(), rulings=(), files=(), **of):
    """Whether an item of a third round could have been told by the notice before. Who answered it has sent something then."""
    first, last = Notice(1, FIRST, "", []), Notice(2, LAST, "", **{"defects": [], **of})
    at_first = [{"form": "f0", "files": "d0"}] if len(sent) > 1 else []
    case = SimpleNamespace(
        sent=[*at_first, *sent], answers=dict(answers), rulings=dict(rulings), documents=dict(enumerate(files)),
        replied=lambda round: said and round == 2,
    )  # fmt: skip
    return bool(
        late_items.could_be_told(case, [first, last], [{"code": "REVIEWER_ASKS", "check": check, "where": where}])
    )


@pytest.mark.parametrize(
    ("where", "came", "late"),
    [
        ("home", {}, True),
        ("home", {"said": True, "defects": [FOUND]}, False),
        ("home", {"said": True, "defects": [PAPER]}, True),  # they have answered something else
        ("home", {"defects": [FOUND]}, True),  # it was asked, and nobody has answered
        ("home", {"defects": [ASKED]}, True),  # the very same question once more
        ("home", {"defects": [ASKED], "said": True}, False),
        ("home", {"answers": {"property.home": at(LATER)}}, False),
        ("home", {"answers": {"property.home": at(EARLIER)}}, True),
        ("home", {"answers": {"tax.borrower": at(LATER)}}, True),
        ("home", {"rulings": {"property.home": at(LATER)}}, False),
        ("home", {"sent": OTHER_FORM}, False),
        ("home", {"sent": OTHER_FORM, "asked": "c1.first_review.1"}, True),  # only what was asked may be other then
        ("home", {"sent": OTHER_FILES}, True),
        ("home", {"sent": AS_BEFORE[:1], "asked": "c1.first_review.1"}, False),  # an earlier release kept no proof
        ("B03", {"files": [file(LATER)]}, False),
        ("B03", {"files": [file(EARLIER)]}, True),
        ("B03", {"files": [file(LATER, "B06")]}, True),
        ("B03", {"files": [file(LATER, person="spouse")]}, True),
        ("D01.spouse", {"files": [file(LATER, "D01", "spouse")]}, False),
        ("B03", {"rulings": {"paper.b03": at(LATER)}}, False),
        ("B03", {"rulings": {"paper.b06": at(LATER)}}, True),
        ("B03", {"sent": OTHER_FORM}, True),
    ],
)
def test_a_reviewer_asks_of_a_place_again_what_something_that_came_of_that_very_place_has_brought_up(where, came, late):
    assert could_be_told(REVIEWER, where, **came) is late


@pytest.mark.parametrize(
    ("check", "where", "came", "late"),
    [
        ("property", "home", {}, False),  # nobody had answered yet
        ("property", "home", {"answers": {"property.home": at(EARLIER)}}, True),
        ("property", "home", {"answers": {"property.home": at(EARLIER)}, "rulings": {"property.home": at(LATER)}}, False),
        ("property", "home", {"answers": {"property.home": at(EARLIER), "tax.borrower": at(LATER)}}, True),
        ("property", "home", {"answers": {"property.home": at(EARLIER)}, "sent": OTHER_FILES}, False),
        ("materials", "B03", {"rulings": {"paper.b03": at(EARLIER)}}, True),
        ("materials", "B03", {"rulings": {"paper.b06": at(LATER)}}, False),
    ],
)  # fmt: skip
def test_an_answer_that_was_not_there_by_the_last_notice_and_a_ruling_since_could_not_be_told(check, where, came, late):
    assert could_be_told(check, where, **came) is late


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ([[FOUND], []], None),  # whichever notice named it
        ([[], [FOUND]], None),
        ([[], []], "NEW_AFTER_CORRECTION"),
        ([[{**FOUND, "where": "spouse"}], []], "NEW_AFTER_CORRECTION"),  # of somebody else
        ([[PAPER], [{**FOUND, "code": "FILING_BUYER_MISMATCH"}]], "NEW_AFTER_CORRECTION"),
    ],
)
def test_what_any_notice_before_has_told_of_that_place_is_not_new(monkeypatch, told, why):
    monkeypatch.setattr(late_items, "_could_be_told", lambda *_: False)
    earlier = [Notice(round, LAST, "", defects) for round, defects in enumerate(told, 1)]
    assert [one.get("why") for one in late_items.marked(SimpleNamespace(), earlier, [FOUND])] == [why]


@pytest.mark.parametrize("answered_for", [1, 2])
def test_a_supervisor_answers_for_what_comes_after_the_last_notice_by_a_word_since_that_one(monkeypatch, answered_for):
    monkeypatch.setattr(late_items, "could_be_told", lambda *_: [FOUND])
    monkeypatch.setattr(late_items, "_let_through", lambda case, last: last.round == answered_for)
    earlier = [Notice(round, at, "", []) for round, at in ((1, FIRST), (2, LAST))]
    with nullcontext() if answered_for == 2 else pytest.raises(PreconditionFailed):
        assert [one["why"] for one in late_items.explained(SimpleNamespace(), earlier, [FOUND])] == ["NAMED_LATE"]
