"""What the registry wants more is told to everybody whose case it is, as soon as the messages go out."""

import pytest

from chalicelib.agencies import province, registry
from chalicelib.casework import registration
from chalicelib.errors import AgencyUnavailable
from chalicelib.messages import text
from chalicelib.records import casefile, tasks
from chalicelib.steps import review
from chalicelib.sweep import run
from tests.given import case as given
from tests.steps.conftest import event

VISIT, LATER = "2026-11-24T01:00:00.000Z", "2026-11-25T01:00:00.000Z"
MORTGAGE = {"apply_biz_id": "JK1M1", "status": "NEED_MORE_MATERIAL", "attempt": 1, "visit": "2026-11-23T01:00:00.000Z"}


@pytest.fixture
def wanting(submitted, road):
    submitted(status="REGISTERING", mortgage=MORTGAGE, contract={"number": "JK1"}, number="620100")
    road.runs("c1")
    review.handle(event("Supplement", ask="supplement", visit=VISIT, token="t2"))


@pytest.fixture
def follows(monkeypatch):
    """Gives the task of who follows the registration up; nobody is to be told of anything."""
    monkeypatch.setattr(tasks.road, "tell", lambda item: None)
    monkeypatch.setattr(province, "notify", lambda *_: None)

    def task(kind: str) -> str:
        if kind == "attend":
            review.handle(
                event("Attend", ask="attend", stuck="Mortgage", error="MoreMaterial", visit=LATER, token="t3")
            )
        return next(wait.id for wait in tasks.of_case("c1") if wait.kind == kind and wait.is_open)

    return task


def test_everybody_is_told_once_of_what_the_registry_wants_within_a_run(wanting, monkeypatch):
    sent = []
    monkeypatch.setattr(province, "notify", lambda key, phone, id, said, purpose: sent.append((key, said)))
    assert run.handle({})["wish_told"] == 1
    assert sent == [(key, text("MESSAGE_SUPPLEMENT", number="620100")) for key in casefile.load("c1").parties]
    assert "wish_told" not in run.handle({"execution": "c1"}) and len(sent) == 2


def test_each_wish_of_one_application_is_told_and_a_restart_tells_it_no_more(wanting, follows, monkeypatch):
    sent = []
    monkeypatch.setattr(province, "notify", lambda key, phone, id, said, purpose: sent.append((key, id)))
    parties = len(casefile.load("c1").parties)
    for times, wish in enumerate(("缺少配偶同意书", "缺少抵押物清单"), start=1):
        registration.hear(casefile.load("c1"), "NEED_MORE_MATERIAL", None, None, wish)
        run.handle({"execution": "c1"})
        assert len(set(sent)) == len(sent) == times * parties
    review.handle(event("Supplement", ask="supplement", visit=LATER, token="t3"))
    registration.hear(casefile.load("c1"), "NEED_MORE_MATERIAL", None, None, "缺少抵押物清单")
    assert "wish_told" not in run.handle({"execution": "c1"}) and len(sent) == 2 * parties


def test_a_message_that_did_not_go_out_is_sent_by_a_later_run(wanting, monkeypatch):
    def out_of_order(*_):
        raise AgencyUnavailable("province")

    monkeypatch.setattr(province, "notify", out_of_order)
    assert run.handle({}) == {"failed.AgencyUnavailable": 1}
    monkeypatch.setattr(province, "notify", lambda *_: None)
    assert run.handle({"execution": "c1"})["wish_told"] == 1


def asked_about(monkeypatch, word: str) -> list[str]:
    """Which applications the registry is asked about, of which it says that word."""
    asked: list[str] = []
    known = registry.Mortgage("JK1M1", word, "甘证1" if word == "DONE" else None)
    monkeypatch.setattr(registry, "query_mortgage", lambda id, purpose: asked.append(id) or known)
    return asked


@pytest.mark.parametrize("kind", ["supplement", "attend"])
@pytest.mark.parametrize("word", ["DONE", "REJECTED"])
def test_a_last_word_that_was_lost_while_staff_follow_up_is_asked_for_after_a_day(
    wanting, follows, later, monkeypatch, kind, word
):
    task, asked = follows(kind), asked_about(monkeypatch, word)
    assert "registry_asked" not in run.handle({"execution": "c1"}) and asked == []
    later(hours=25)
    assert run.handle({"execution": "c1"})["registry_asked"] == 1 and asked == ["JK1M1"]
    assert casefile.load("c1").mortgage.status == word and not tasks.get(task).is_open


def test_nothing_is_applied_for_beside_whoever_follows_up(wanting, follows, later, monkeypatch):
    follows("attend")
    given.put("c1", mortgage={**MORTGAGE, "status": "PENDING"})
    monkeypatch.setattr(registry, "query_mortgage", lambda id, purpose: None)
    monkeypatch.setattr(registry, "apply_mortgage", lambda *_, **__: pytest.fail("applied"))
    later(hours=25)
    assert "registry_applied_to_again" not in run.handle({"execution": "c1"})


@pytest.mark.parametrize("kind", ["supplement", "attend"])
def test_whoever_follows_up_is_relieved_where_the_last_word_was_recorded_and_its_telling_lost(wanting, follows, kind):
    task = follows(kind)
    given.put("c1", mortgage={**MORTGAGE, "status": "DONE", "certificate_number": "甘证1"})
    assert run.handle({"execution": "c1"})["relieved"] == 1
    assert tasks.get(task).answered_by == registration.REGISTRY
    again = given.waiting("c1", "attend", "ATTENDING", number=9, details={"step": "Mortgage"})
    assert "relieved" not in run.handle({"execution": "c1"}) and tasks.get(again).is_open, (
        "else it goes round and round"
    )


REGISTERED = {**MORTGAGE, "status": "DONE", "certificate_number": "甘证1"}


def test_what_a_look_has_ended_is_overdue_no_more(wanting, follows, later):
    follows("attend")
    given.put("c1", mortgage=REGISTERED)
    later(days=30)
    found = run.handle({"execution": "c1"})
    assert found["relieved"] == 1 and not {*found} & {"failed.Contended", "overdue"}


def test_nobody_is_said_to_be_relieved_who_was_faster(wanting, follows, monkeypatch):
    task, of_case = follows("supplement"), tasks.of_case
    given.put("c1", mortgage=REGISTERED)
    as_they_were = of_case("c1")
    monkeypatch.setattr(tasks, "of_case", lambda case: as_they_were)  # an index may lag
    tasks.answer(task, {"next": "compensate"}, "supervisor-1")
    found = run.handle({"execution": "c1"})
    assert not {*found} & {"failed.Contended", "relieved"} and tasks.get(task).outcome == {"next": "compensate"}
