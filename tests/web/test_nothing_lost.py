"""What the applicant's page keeps for whoever is at it: the act nobody answered, what was typed and not saved; and for nobody else, nothing."""

import json
from typing import Any

from infra.local.stack import Platform
from infra.players.client import Depositor
from tests.web.conftest import Phone, Seat
from tests.web.walking import Person, arrive

SOMEBODY, THEIR_CODE = "唐以宁", "code-tang-yining"
KEPT = "JSON.stringify(Object.entries({...sessionStorage, ...localStorage}).filter(([name]) => name !== 'anju-type'))"


def _look(page: Any, at: str) -> None:
    """Pages are looked at in test_applicant.py."""


def _somebody(platform: Platform, phone: Phone, to: str) -> Person:
    person = Person(phone(), SOMEBODY, _look)
    arrive(person, platform.api, THEIR_CODE, to)
    return person


def _lose_answers(page: Any, done: list[int]) -> None:
    """Every request to begin a draft arrives and is done, and its answer is lost on the way back."""

    def lost(route: Any) -> None:
        if route.request.method == "POST":
            done.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.route("**/v1/applications", lost)


def test_a_draft_whose_answer_was_lost_is_begun_once_though_pressed_again_after_loading_the_page_anew(
    platform: Platform, phone: Phone
) -> None:
    before = len(Depositor(platform.api, THEIR_CODE).get("/v1/applications")["items"])
    person = _somebody(platform, phone, "#/new")
    page, done = person.page, list[int]()
    person.choose("购买新建商品房")
    person.tap("继续")
    person.type("购房合同编号", "LZ2026XS000109")
    person.tap("继续")
    person.choose("没有")
    _lose_answers(page, done)
    person.tap("继续")
    page.get_by_text("连不上服务器").wait_for()
    assert done and set(done) == {201}
    page.unroute("**/v1/applications")
    page.reload()
    page.get_by_role("heading", name="家庭情况").wait_for()
    assert page.get_by_label("没有").first.is_checked(), "what was chosen outlives loading the page anew"
    person.tap("继续")
    page.get_by_role("heading", name="您的申请").wait_for()
    assert len(Depositor(platform.api, THEIR_CODE).get("/v1/applications")["items"]) == before + 1


def test_what_was_typed_outlives_a_session_that_ends_for_its_owner_and_for_nobody_else(
    platform: Platform, phone: Phone
) -> None:
    person = _somebody(platform, phone, "#/new")
    page = person.page
    person.choose("购买新建商品房")
    person.tap("继续")
    person.type("购房合同编号", "LZ2026XS000109")
    page.evaluate("""() => { const it = JSON.parse(sessionStorage['anju-session']); sessionStorage['anju-session'] = JSON.stringify({...it, token: 'over'}) }""")  # fmt: skip
    page.evaluate("location.hash = '#/cases'")
    page.get_by_text("登录时间到了").wait_for()
    person.log_in()
    page.get_by_role("heading", name="我的申请").wait_for()
    page.evaluate("location.hash = '#/new/contract'")
    page.get_by_label("购房合同编号").wait_for()
    assert page.get_by_label("购房合同编号").input_value() == "LZ2026XS000109"
    page.evaluate("""() => sessionStorage.removeItem('anju-session')""")
    page.reload()
    Person(page, "方若谷", _look).log_in()
    page.evaluate("location.hash = '#/new'")
    page.get_by_role("heading", name="您要办哪一种").wait_for()
    assert "LZ2026XS000109" not in page.evaluate(KEPT), "somebody else logs in: nothing is kept for them"


def test_after_logging_out_nothing_of_anybody_is_left_on_the_device(platform: Platform, phone: Phone) -> None:
    person = _somebody(platform, phone, "#/new")
    page = person.page
    person.choose("购买新建商品房")
    person.tap("继续")
    person.type("购房合同编号", "LZ2026XS000109")
    assert "LZ2026XS000109" in page.evaluate(KEPT)
    person.tap("退出")
    page.get_by_role("heading", name="住房公积金购房贷款").wait_for()
    left = json.loads(page.evaluate(KEPT))
    assert left == []


def test_what_was_typed_of_somebody_stays_theirs_wherever_they_stand_by_then(
    platform: Platform, phone: Phone, seat: Seat
) -> None:
    own, hers = {"key": "borrower", "id_number": "620102199101201210"}, {"key": "spouse", "name": "林测试"}
    begun = Depositor(platform.api, THEIR_CODE)
    case = begun.apply({"centre": "620100", "kind": "new", "people": [own, hers]})
    page = _somebody(platform, phone, f"#/case/{case}/field/people/1/address").page
    page.get_by_label("住址").fill("兰州市虚构路1号")
    desk = seat("clerk-1", f"desk#/form/{case}", "window")
    desk.locator("[id='/people/1/phone']").fill("13900002222")
    begun.save(case, {"people": [own, {"key": "co_borrower_1", "name": "沈星河"}, hers]})
    for place, typed in ((1, ""), (2, "兰州市虚构路1号")):
        page.evaluate(f"location.hash = '#/case/{case}/field/people/{place}/address'")
        page.reload()
        page.get_by_role("heading", name="住址").wait_for()
        assert page.get_by_label("住址").input_value() == typed
    desk.reload()
    desk.locator("[id='/people/2/phone']").wait_for()
    phones = [desk.locator(f"[id='/people/{place}/phone']").input_value() for place in (1, 2)]
    assert phones == ["", "13900002222"]
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("已保存", exact=True).wait_for()
    kept = begun.get(f"/v1/applications/{case}")["form"]["people"]
    assert [one.get("phone") for one in kept] == [None, None, "13900002222"]
