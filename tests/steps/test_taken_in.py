"""Which cases are taken in, with what, and which come late, on built cases. Late and twice in the store: tests/steps/test_late.py."""

from types import SimpleNamespace

import pytest

from chalicelib.casework import refusing
from chalicelib.domain.status import Status
from chalicelib.errors import PlatformUnavailable, PreconditionFailed
from chalicelib.records.contents import Event
from chalicelib.steps import intake
from tests.steps.conftest import EVENT, FOLLOWED, TODAY, built


@pytest.fixture
def taken(wrote, monkeypatch):
    world = SimpleNamespace(rival=None, list=[], confirmed={"guide.law_not_accepted"}, declined=False)

    def take_in(case, code, day, told, **changes):
        world.list.append(("take in", code, day, told.key, changes))
        return world.rival

    monkeypatch.setattr(intake.policy, "task_code", lambda centre: f"code of {centre}")
    monkeypatch.setattr(intake, "policy_of", lambda case: SimpleNamespace(confirmed=world.confirmed))
    monkeypatch.setattr(intake, "is_declined", lambda case: world.declined)
    monkeypatch.setattr(intake, "declined", lambda rival: f"DECLINED_{rival}")
    monkeypatch.setattr(intake.holding, "take_in", take_in)
    monkeypatch.setattr(intake.holding, "remember", lambda case: world.list.append(("remember", case)))
    monkeypatch.setattr(intake.casefile, "load", lambda id: f"{id} read again")
    monkeypatch.setattr(intake, "_receipt", lambda case: world.list.append(("receipt", case)))
    return world


@pytest.mark.parametrize("was_declined", [False, True])
def test_a_case_is_taken_in_with_its_number_and_remembers_what_was_lent_and_has_its_receipt(taken, was_declined):
    taken.declined = was_declined
    assert intake._intake(built(), EVENT) == "check"
    changes = {"status": Status.VERIFYING, **({"reasons": []} if was_declined else {})}
    taking = ("take in", "code of 620100", TODAY, "RECEIVED", changes)
    assert taken.list == [taking, ("remember", "c1 read again"), ("receipt", "c1 read again")]


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_of_a_person_with_another_case_none_is_taken_in_and_who_declines_it_is_a_text_that_was_read_or_a_person(
    taken, wrote, is_confirmed
):
    taken.rival = "person"
    if is_confirmed:
        assert intake._intake(built(), EVENT) == "declined"
        assert wrote == [([], None, {"reasons": [{"code": "DECLINED_person"}]})]
    else:
        taken.confirmed = {"guide.law_accepted"}
        with pytest.raises(PreconditionFailed) as stopped:
            intake._intake(built(), EVENT)
        assert [*stopped.value.codes] == [intake.holding.PERSON] and wrote == []
    assert [act[0] for act in taken.list] == ["take in"]


@pytest.mark.parametrize("received_on", [None, TODAY])
@pytest.mark.parametrize(("by", "is_refused"), [("person_1", True), ("", True), (None, False)])
def test_what_a_person_has_said_is_not_taken_in_is_declined_and_claims_nothing(
    taken, monkeypatch, by, is_refused, received_on
):
    monkeypatch.setattr(refusing, "refused_by", lambda case: by)
    assert intake._intake(built(reviews=["one"], received_on=received_on), EVENT) == (
        "declined" if is_refused else "check"
    )
    assert bool(taken.list) is not is_refused


SUBMITTED = {"SUBMITTED": Event("2026-11-20T16:30:00.000Z", "SUBMITTED", {})}


@pytest.mark.parametrize(
    ("values", "received"),
    [
        ({"events": SUBMITTED}, "of 2026-11-21"),
        ({}, None),
        ({"events": SUBMITTED, "received_on": TODAY}, None),
        ({"events": SUBMITTED, "accepted_on": TODAY}, None),
    ],
)
def test_a_case_an_earlier_release_has_sent_is_received_when_it_was_handed_in_in_gansu(monkeypatch, values, received):
    calendar = SimpleNamespace(received_on=lambda moment: f"of {moment.date()}")
    monkeypatch.setattr(intake, "calendar_of", lambda case: calendar)
    assert intake._received(built(**values)) == ({"received_on": received} if received else {})


ASKED = {"CORRECTION_ASKED.2": Event("2026-11-24T12:00:00.000Z", "CORRECTION_ASKED", {})}
EARLIER = {"CORRECTION_ASKED.2": Event("2026-11-23T12:00:00.000Z", "CORRECTION_ASKED", {})}


@pytest.mark.parametrize(
    ("values", "corrected", "last", "visit", "is_late"),
    [
        ({}, False, "submitted", True, False),
        ({"ended": True}, False, "submitted", True, True),
        ({"events": FOLLOWED}, False, "retry", True, True),
        ({"status": Status.ATTENDING}, False, "submitted", True, True),
        ({"status": Status.ATTENDING}, False, "corrected", True, True),
        ({"status": Status.ATTENDING}, False, "retry", True, False),
        ({"status": Status.CORRECTION}, False, "corrected", True, True),
        ({"status": Status.CORRECTION}, True, "corrected", True, False),
        ({"status": Status.CORRECTION}, False, "restart", True, False),
        ({"status": Status.CORRECTION, "events": ASKED}, True, "corrected", True, True),
        ({"status": Status.CORRECTION, "events": ASKED}, False, "restart", True, True),
        ({"status": Status.CORRECTION, "events": EARLIER}, True, "corrected", True, False),
        ({"status": Status.CORRECTION, "events": ASKED}, True, "corrected", False, False),
    ],
)
def test_an_intake_is_late_once_others_were_asked_since_its_state_was_entered(values, corrected, last, visit, is_late):
    case = built(**values, notice=SimpleNamespace(round=2), corrected={2: corrected})
    event = {**EVENT, "last": last} if visit else {"last": last}
    assert intake._is_late(case, event) is is_late


def test_a_receipt_that_cannot_be_made_is_owed_and_what_else_goes_wrong_is_not_hidden(wrote, monkeypatch):
    def failing(error):
        def drawn(case):
            raise error

        monkeypatch.setattr(intake.receipt_letter, "drawn", drawn)

    monkeypatch.setattr(intake.log, "failed", lambda *of: None)
    failing(PlatformUnavailable("out"))
    intake._receipt(built())
    failing(PreconditionFailed("x", "X"))
    with pytest.raises(PreconditionFailed):
        intake._receipt(built())
    monkeypatch.setattr(intake.receipt_letter, "drawn", lambda case: None)
    intake._receipt(built())
    assert wrote == []
    monkeypatch.setattr(intake.receipt_letter, "drawn", lambda case: "receipt")
    monkeypatch.setattr(intake.accepting, "papers", lambda kept, *new: [*kept, *new])
    intake._receipt(built())
    ((_, expect, changes),) = wrote
    assert (expect.unchanged, changes) == (("results",), {"results": ["kept", "receipt"]})
