"""A registry that wanted more material, and the case sent to it once more: whatever dies in between, one application stands."""

from typing import Any

import pytest

from chalicelib.agencies import registry
from chalicelib.agencies.registry import Mortgage as AtRegistry
from chalicelib.casework import registration
from chalicelib.errors import AgencyUnavailable, Contended
from chalicelib.records import casefile, registers, tasks
from chalicelib.steps import mortgage
from tests.given.case import put, waiting
from tests.steps.conftest import event

WANTING = {
    "apply_biz_id": "JKM1",
    "status": "NEED_MORE_MATERIAL",
    "attempt": 1,
    "visit": "first",
    "from": "2026-11-20",
    "until": "2046-11-20",
}
PASSED_ON = {"task": "t", "level": "supplement", "decision": "supplied", "at": "2026-11-24T01:00:00.000Z"}
DECISION = {"approved": True, "amount": "400000.00", "months": 240}


class Registry:
    def __init__(self) -> None:
        self.standing, self.taken_back, self.down = {"JKM1"}, [], False
        self.says: dict[str, Any] | None = {"status": "NEED_MORE_MATERIAL"}
        self.still: str | None = None  # how an application stands that was asked to be taken back

    def query(self, id: str, purpose: Any) -> AtRegistry | None:
        return AtRegistry(id, **self.says) if self.says else None

    def discharge(self, id: str, purpose: Any) -> AtRegistry | None:
        self.standing.discard(id)
        self.taken_back.append(id)
        if self.down:
            raise AgencyUnavailable("the answer was lost")
        return AtRegistry(id, self.still) if self.still else None

    def apply(self, id: str, *_: Any, **__: Any) -> None:
        self.standing.add(id)


@pytest.fixture
def world(submitted, monkeypatch):
    made = Registry()
    for name in ("query", "discharge", "apply"):
        monkeypatch.setattr(registry, f"{name}_mortgage", getattr(made, name))
    monkeypatch.setattr(tasks.road, "tell", lambda item: None)
    submitted(
        number="N" * 39 + "0001",
        decision=DECISION,
        contract={"number": "JK1", "bank": "B01"},
        mortgage=WANTING,
        reviews=[PASSED_ON],
    )
    return made


def again(visit: str = "second") -> Any:
    mortgage.handle(event("Mortgage", token="t2", visit=visit))
    return casefile.load("c1").mortgage


@pytest.mark.parametrize("dies", [False, True])
def test_a_registration_that_comes_while_the_application_is_given_up_is_kept(world, monkeypatch, dies):
    amend = casefile.amend

    def registered_then(case, *told, **changes):
        amend(case, *told, **changes)
        if "mortgage" in changes and changes["mortgage"].status == "LEFT":
            world.says = {"status": "DONE", "certificate": "甘证1"}
            registration.hear(casefile.load("c1"), "DONE", "甘证1", None)
            if dies:
                raise AgencyUnavailable("killed")

    monkeypatch.setattr(casefile, "amend", registered_then)
    if dies:
        with pytest.raises(AgencyUnavailable):
            again()
    filed = again()
    assert (filed.apply_biz_id, filed.status, filed.certificate_number) == ("JKM1", "DONE", "甘证1")
    assert world.standing == {"JKM1"} and world.taken_back == []
    (wait,) = [task for task in tasks.of_case("c1") if task.kind == "mortgage"]
    assert wait.outcome == {"next": "registered"}


def test_another_application_is_made_once_the_first_is_taken_back(world):
    filed = again()
    assert (filed.apply_biz_id, filed.attempt, filed.status) == ("JK1M2", 2, "PENDING")
    assert world.standing == {"JK1M2"} and world.taken_back == ["JKM1"]


@pytest.mark.parametrize("still", ["PENDING", "NEED_MORE_MATERIAL", "DONE"])
def test_no_other_application_is_made_while_the_first_still_stands(world, still):
    world.still = still
    with pytest.raises(AgencyUnavailable):
        again()
    assert (casefile.load("c1").mortgage.apply_biz_id, world.standing) == ("JKM1", set())
    world.still = "CANCELLED"
    assert again().apply_biz_id == "JK1M2"


def test_an_open_dispute_holds_the_money_up_over_another_application_too(world):
    registration.hear_of_earlier(casefile.load("c1"), "DONE", "甘证0")
    (dispute,) = tasks.of_case("c1")
    filed = again()
    assert (filed.apply_biz_id, filed.doubts) == ("JK1M2", [dispute.id])
    heard("DONE", certificate="甘证2")
    assert not casefile.load("c1").mortgage.is_proven


def test_a_registration_told_while_the_application_is_taken_back_holds_the_money_up(world, monkeypatch):
    discharge = registry.discharge_mortgage

    def told(*asked: Any) -> Any:
        heard("DONE", certificate="甘证1")
        return discharge(*asked)

    monkeypatch.setattr(registry, "discharge_mortgage", told)
    filed = again()
    (dispute,) = (task for task in tasks.of_case("c1") if task.kind == "dispute")
    assert (filed.apply_biz_id, filed.doubts) == ("JK1M2", [dispute.id])


def test_a_dispute_that_is_told_again_holds_the_money_up_while_it_is_open(world):
    registration.hear_of_earlier(casefile.load("c1"), "DONE", "甘证0")
    (dispute,) = tasks.of_case("c1")
    put("c1", mortgage=WANTING)  # as an earlier release filed another
    registration.hear_of_earlier(casefile.load("c1"), "DONE", "甘证0")
    assert casefile.load("c1").mortgage.doubts == [dispute.id]
    tasks.answer(dispute.id, {"next": "resolved"}, "supervisor-1")
    put("c1", mortgage=WANTING)
    registration.hear_of_earlier(casefile.load("c1"), "DONE", "甘证0")
    assert casefile.load("c1").mortgage.doubts == (), "whoever cleared it up has let it go"


def test_a_word_told_again_at_the_moment_it_is_cleared_up_holds_nothing_up(world, monkeypatch):
    registration.hear_of_earlier(casefile.load("c1"), "DONE", "甘证0")
    (dispute,), update = tasks.of_case("c1"), casefile.update
    put("c1", mortgage=WANTING)  # as an earlier release filed another

    def cleared_up_then(case, *told, **changes):
        tasks.answer(dispute.id, {"next": "resolved"}, "supervisor-1")
        return update(case, *told, **changes)

    monkeypatch.setattr(casefile, "update", cleared_up_then)
    registration.hear_of_earlier(casefile.load("c1"), "DONE", "甘证0")
    assert casefile.load("c1").mortgage.doubts == (), "nobody could let it go"


def test_a_doubt_and_its_task_are_one_write(world, monkeypatch):
    monkeypatch.setattr(casefile, "amend", lambda *_, **__: pytest.fail("died"))
    registration.hear_of_earlier(casefile.load("c1"), "DONE", "甘证0")
    assert casefile.load("c1").mortgage.doubts == [task.id for task in tasks.of_case("c1")] != []


@pytest.mark.parametrize(
    "said", [[], [PASSED_ON | {"decision": "compensate"}], [PASSED_ON | {"at": "2026-11-20T01:00:00.000Z"}]],
    ids=["nobody", "otherwise", "of what was wanted before"],
)  # fmt: skip
def test_an_application_stands_while_nobody_has_passed_on_what_the_registry_wants(world, said):
    put("c1", reviews=said, mortgage={**WANTING, "wanted_at": "2026-11-21T01:00:00.000Z"})
    filed = again()
    assert (filed.apply_biz_id, filed.status, world.standing) == ("JKM1", "NEED_MORE_MATERIAL", {"JKM1"})
    assert tasks.get(tasks.task_id("c1", "mortgage", 2)).outcome == {"error": "MoreMaterial"}, "staff are asked for it"


def test_what_was_passed_on_for_an_earlier_application_is_nothing_to_one_of_which_nobody_wrote_down_since_when(world):
    put("c1", mortgage={**WANTING, "visit": "2026-11-25T01:00:00.000Z"})
    assert again("2026-11-26T01:00:00.000Z").apply_biz_id == "JKM1" and world.taken_back == []


@pytest.mark.parametrize(("error", "filed"), [("MoreMaterial", "JK1M2"), ("AgencyUnavailable", "JKM1")])
def test_on_a_road_of_an_earlier_release_whoever_attends_to_the_wish_passes_it_on(world, error, filed):
    task = waiting("c1", "attend", "ATTENDING", details={"step": "Mortgage", "error": error})
    put("c1", reviews=[PASSED_ON | {"task": task, "level": "attend", "decision": "retry"}])
    assert again().apply_biz_id == filed


def test_dying_after_taking_the_first_back_still_ends_in_one_other_application(world):
    world.down = True
    with pytest.raises(AgencyUnavailable):
        again()
    assert casefile.load("c1").mortgage.status == "LEFT", "what the registry says of our own taking back is no news"
    world.down = False
    assert again().apply_biz_id == "JK1M2"
    assert world.standing == {"JK1M2"}


def test_what_the_registry_has_done_meanwhile_is_taken_and_the_road_goes_on(world):
    done = {"certificate": "甘(2026)兰州市不动产证明第0000001号", "registered_at": "2026-11-20T02:00:00Z"}
    world.says = {"status": "DONE", **done}
    filed = again()
    assert filed.is_proven and filed.apply_biz_id == "JKM1" and world.taken_back == []
    assert (filed.certificate_number, filed.registered_at) == (done["certificate"], done["registered_at"])
    assert tasks.get(tasks.task_id("c1", "mortgage", 2)).outcome == {"next": "registered"}


def test_an_application_the_registry_works_on_again_is_waited_for_and_none_is_made_beside_it(world):
    world.says = {"status": "PENDING"}
    filed = again()
    assert (filed.apply_biz_id, filed.attempt, filed.status) == ("JKM1", 2, "PENDING")
    assert world.standing == {"JKM1"} and world.taken_back == []
    assert tasks.get(tasks.task_id("c1", "mortgage", 2)).is_open


@pytest.mark.parametrize("word", ["REJECTED", "CANCELLED"])
def test_a_last_word_the_registry_has_said_meanwhile_is_recorded_and_is_the_road_s(world, word):
    world.says = {"status": word}
    filed = again()
    assert (filed.apply_biz_id, filed.status) == ("JKM1", word)
    assert world.taken_back == [] and tasks.get(tasks.task_id("c1", "mortgage", 2)).outcome == {"next": "rejected"}


@pytest.mark.parametrize(
    ("says", "status", "by", "lodged"),
    [
        (None, "PENDING", "JKM1", ["JKM1"]),  # it may never have come there
        ({"status": "PENDING"}, "NEED_MORE_MATERIAL", "JKM1", ["JKM1"]),
        ({"status": "DONE"}, "PENDING", "JKM1", []),
        ({"status": "REJECTED"}, "PENDING", "JKM1", []),
        (None, "NEED_MORE_MATERIAL", "JK1M2", ["JK1M2"]),
    ],
)
def test_only_an_application_that_is_pending_is_lodged_and_the_registry_finds_its_case_and_wait_by_its_number(
    world, monkeypatch, says, status, by, lodged
):
    sent = list[str]()
    monkeypatch.setattr(registry, "apply_mortgage", lambda id, *of, **more: sent.append(id))
    put("c1", mortgage={**WANTING, "status": status})
    world.says = says
    attempt = again().attempt
    assert sent == lodged
    assert registers.case_of_mortgage(by) == "c1" and tasks.get(tasks.task_id("c1", "mortgage", attempt))


def test_an_application_the_registry_knows_nothing_of_is_made_anew(world):
    world.says = None
    assert again().apply_biz_id == "JK1M2"
    assert world.standing == {"JK1M2"}


def test_an_application_that_never_reached_the_registry_is_handed_in_under_its_own_number(world):
    put("c1", mortgage={**WANTING, "status": "PENDING"})
    world.says = None
    before = casefile.load("c1").mortgage
    assert (again().apply_biz_id, casefile.load("c1").mortgage.attempt) == (before.apply_biz_id, before.attempt)


def test_a_last_word_that_comes_after_a_wish_for_more_in_the_same_wait_keeps_until_the_case_is_sent_again(world):
    world.says = {"status": "PENDING"}
    again()
    tasks.answer(tasks.task_id("c1", "mortgage", 2), {"error": "MoreMaterial"}, "registry")
    put("c1", mortgage={**WANTING, "attempt": 2, "visit": "second", "status": "REJECTED"})
    assert again().attempt == 2, "the wait was over: it is told again and nothing fails"
    mortgage.handle(event("Mortgage", token="t3", visit="third"))
    assert tasks.get(tasks.task_id("c1", "mortgage", 3)).outcome == {"next": "rejected"}


def test_a_last_word_heard_before_the_case_was_sent_again_is_the_road_s(world):
    put("c1", mortgage={**WANTING, "status": "REJECTED"})
    assert again().attempt == 2
    assert tasks.get(tasks.task_id("c1", "mortgage", 2)).outcome == {"next": "rejected"}


def heard(word: str, **more: Any) -> None:
    """The registry's callback."""
    registration.hear(casefile.load("c1"), word, more.get("certificate"), None)


def test_a_word_that_comes_while_the_registry_is_being_asked_is_not_written_over(world, monkeypatch):
    world.says = {"status": "PENDING"}
    query = registry.query_mortgage

    def overtaken(*asked: Any) -> Any:
        answer = query(*asked)
        heard("DONE", certificate="甘证1")
        return answer

    monkeypatch.setattr(registry, "query_mortgage", overtaken)
    with pytest.raises(Contended):
        again()
    assert casefile.load("c1").mortgage.is_proven
    monkeypatch.setattr(registry, "query_mortgage", query)
    assert again().is_proven
    assert tasks.get(tasks.task_id("c1", "mortgage", 2)).outcome == {"next": "registered"}


def test_a_word_that_comes_before_there_is_a_wait_is_found_by_who_opens_it(world, monkeypatch):
    world.says = {"status": "PENDING"}
    open_task = tasks.open_task

    def overtaken(*what: Any, **more: Any) -> Any:
        heard("DONE", certificate="甘证1")
        return open_task(*what, **more)

    monkeypatch.setattr(tasks, "open_task", overtaken)
    assert again().is_proven
    assert tasks.get(tasks.task_id("c1", "mortgage", 2)).outcome == {"next": "registered"}


@pytest.mark.parametrize(("word", "outcome"), [("DONE", "registered"), ("REJECTED", "rejected")])
def test_an_application_whose_callback_was_lost_is_asked_about_when_the_case_is_sent_again(world, word, outcome):
    world.says = {"status": "PENDING"}
    again()
    world.says = {"status": word, "certificate": "甘证1" if word == "DONE" else None}
    mortgage.handle(event("Mortgage", token="t3", visit="third"))
    assert tasks.get(tasks.task_id("c1", "mortgage", 2)).outcome == {"next": outcome}
    told = {line.code for line in casefile.load("c1").events.values()}
    assert f"MORTGAGE_{outcome.upper()}" in told, "the timeline tells it however it was heard"


def test_an_application_nobody_has_answered_keeps_its_one_wait(world):
    world.says = {"status": "PENDING"}
    again()
    mortgage.handle(event("Mortgage", token="t3", visit="third"))
    assert casefile.load("c1").mortgage.attempt == 2 and tasks.get(tasks.task_id("c1", "mortgage", 2)).is_open


def test_what_the_registry_wants_is_kept_sealed_for_whoever_can_supply_it(world):
    put("c1", mortgage={**WANTING, "status": "PENDING"})
    registration.hear(casefile.load("c1"), "NEED_MORE_MATERIAL", None, None, "缺少配偶同意书")
    case = casefile.load("c1")
    assert case.wish == "缺少配偶同意书" and "同意书" not in case.mortgage.wanted


def test_another_wish_than_the_last_is_news_and_takes_the_place_of_what_was_wanted(world):
    for wish in ("缺少配偶同意书", "缺少抵押物清单"):
        registration.hear(casefile.load("c1"), "NEED_MORE_MATERIAL", None, None, wish)
        assert casefile.load("c1").wish == wish


def test_another_wish_the_registry_tells_when_asked_is_kept_for_staff_and_the_application_stands(world):
    registration.hear(casefile.load("c1"), "NEED_MORE_MATERIAL", None, None, "缺少配偶同意书")
    world.says = {"status": "NEED_MORE_MATERIAL", "reason": "缺少抵押物清单"}
    filed = again()
    case = casefile.load("c1")
    assert case.wish == "缺少抵押物清单" and case.mortgage.status == "NEED_MORE_MATERIAL"
    assert filed.apply_biz_id == "JKM1" and world.taken_back == []
    (wait,) = [task for task in tasks.of_case("c1") if task.kind == "mortgage" and task.outcome]
    assert wait.outcome == {"error": "MoreMaterial"}, "whoever can supply it is asked for it"
