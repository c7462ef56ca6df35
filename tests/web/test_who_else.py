"""Who else is in an application: added on the applicant's page, confirmed on their own phones; and children, told or said by hand."""

from typing import Any

import pytest

from infra.local.stack import Platform
from infra.players.client import Depositor
from tests.web.conftest import Phone
from tests.web.test_applicant import look  # noqa: F401  (a fixture)
from tests.web.test_told_at_once import DRAFT
from tests.web.walking import NOT_REFRESHED, Look, Person, arrive, hurry, refresh_in_vain

BORROWER, THEIRS = "方若谷", "code-fang-ruogu"
OWNER, OWNERS_CODE, OWNERS_ID = "唐以宁", "code-tang-yining", "620102199101201210"


@pytest.fixture
def draft(platform: Platform) -> tuple[Depositor, str]:
    begun = Depositor(platform.api, THEIRS)
    return begun, begun.apply({part: DRAFT[part] for part in ("centre", "kind", "people", "home")})


def test_a_co_owner_is_added_on_the_page_and_does_their_own_part_on_their_own_phone(
    platform: Platform,
    phone: Phone,
    look: Look,  # noqa: F811
    draft: tuple[Depositor, str],
) -> None:
    begun, case = draft
    borrower = Person(phone(), BORROWER, look)
    page = borrower.page
    arrive(borrower, platform.api, THEIRS, f"#/case/{case}")
    borrower.tap("还有人一起借款")
    borrower.sees("其他申请人")
    borrower.tap("加上这个人")
    page.get_by_role("link", name="请选择是共同借款人").wait_for()
    borrower.choose("产权共有人，不借款")
    borrower.type("姓名", OWNER)
    borrower.type("身份证号码", OWNERS_ID)
    borrower.sees("其他申请人")
    borrower.tap("加上这个人")
    borrower.tap("生成邀请码")
    code = page.locator("#invitation").inner_text()
    assert [one["key"] for one in begun.get(f"/v1/applications/{case}")["form"]["people"]] == ["borrower", "co_owner_1"]
    owner = Person(phone(), OWNER, look)
    owner.page.goto(f"{platform.api}/#/join/{code}")
    owner.log_in()
    owner.face()
    owner.tap("加入", exact=True)
    owner.sees("您要办的部分")
    owner.tap("开始", exact=True)
    owner.type("手机号码", "13909310112")
    owner.tap("保存并继续")
    owner.page.get_by_text("不查您的征信").wait_for()
    owner.tap("我已看清，同意授权")
    owner.page.get_by_text("您的部分办好了").wait_for()
    sign_and_object(owner, platform.api, case)
    parties = {one["person"]: one["state"] for one in begun.get(f"/v1/applications/{case}")["parties"]}
    assert parties["co_owner_1"] == "CONFIRMED"
    page.evaluate(f"location.hash = '#/case/{case}/people'")
    borrower.tap("去掉")
    page.get_by_role("heading", name="产权共有人").wait_for(state="detached")
    assert [one["key"] for one in begun.get(f"/v1/applications/{case}")["form"]["people"]] == ["borrower"]
    borrower.choose("共同借款人")
    borrower.type("姓名", OWNER)
    borrower.type("身份证号码", OWNERS_ID)
    borrower.tap("加上这个人")
    page.get_by_role("link", name="请选择").first.wait_for()
    page.locator("#relation").select_option(index=1)
    borrower.tap("加上这个人")
    page.get_by_role("heading", name="本人确认").wait_for()
    assert [one["key"] for one in begun.get(f"/v1/applications/{case}")["form"]["people"]] == [
        "borrower",
        "co_borrower_1",
    ]


def test_who_was_named_on_another_device_meanwhile_is_not_written_over_by_what_an_older_page_says(
    platform: Platform,
    phone: Phone,
    look: Look,  # noqa: F811
    draft: tuple[Depositor, str],
) -> None:
    begun, case = draft
    borrower = Person(phone(), BORROWER, look)
    arrive(borrower, platform.api, THEIRS, f"#/case/{case}/people")
    borrower.choose("产权共有人，不借款")
    borrower.type("姓名", OWNER)
    borrower.type("身份证号码", OWNERS_ID)
    people = begun.get(f"/v1/applications/{case}")["form"]["people"]
    another = {"key": "co_borrower_1", "name": "沈星河", "id_number": "620102199505050017", "relation": "2"}
    begun.save(case, {"people": [*people, another]})
    borrower.tap("加上这个人")
    borrower.page.get_by_text("表单已有更新的版本").first.wait_for()
    assert begun.get(f"/v1/applications/{case}")["form"]["people"][1:] == [another]


def sign_and_object(owner: Person, api: str, case: str) -> None:
    """Were the contract to be signed: the owner reads that they mortgage and owe nothing, and signs. And had it ended: they object to that, with
    their reasons, which outlive showing their face."""
    page, sent, at = owner.page, list[Any](), {"status": "SIGNING"}
    contract = {
        "number": "LZ-1", "sha256": "a" * 64, "bank": "B01", "link": None, "signed": [], "waiting_for": ["co_owner_1"], "voided_at": None,
        "signatures": [], "electronic": {"version": "1", "text": "我同意用电子签名签署"},
    }  # fmt: skip

    def told(route: Any) -> None:
        if route.request.method == "POST":
            sent.append(route.request.post_data_json)
            return route.fulfill(json={})
        answer = route.fetch()
        more = {"contract": contract, "decision": None} if route.request.url.endswith("/track") else {}
        return route.fulfill(response=answer, json={**answer.json(), **more, **at})

    for path in ("", "/track", "/signatures", "/appeals"):
        page.route(f"**/v1/applications/{case}{path}", told)
    page.goto(f"{api}/#/case/{case}/sign")
    page.reload()
    owner.sees("看合同并签署")
    page.get_by_text("您不借款，也不还款").wait_for()
    owner.tap("签署合同")
    page.get_by_role("link", name="请看清后打勾").wait_for()
    page.get_by_role("checkbox").check()
    owner.tap("签署合同")
    page.get_by_role("heading", name="看合同并签署").wait_for(state="detached")
    page.get_by_role("heading", name="办到哪一步").wait_for()
    refresh_in_vain(page, f"**/v1/applications/{case}/track")
    assert page.get_by_role("heading", name="办到哪一步").is_visible()
    hurry(page, page.get_by_text(NOT_REFRESHED), "gone")  # it is looked at again by itself, also after a look in vain
    at["status"] = "REFUSED"
    page.goto(f"{api}/#/case/{case}/appeal")
    page.reload()
    owner.sees("对结果提出异议")
    owner.tap("提交异议")
    page.locator("a[href='#grounds']").click()
    page.keyboard.type("房屋已经卖掉一套")
    page.reload()
    assert page.locator("#grounds").input_value() == "房屋已经卖掉一套", "what was typed outlives loading the page anew"
    owner.tap("提交异议")
    page.get_by_role("heading", name="对结果提出异议").wait_for(state="detached")
    assert sent == [{"sha256": "a" * 64, "agreed": "1"}, {"grounds": "房屋已经卖掉一套", "documents": []}]
    page.unroute_all(behavior="ignoreErrors")


def test_children_are_put_right_by_hand_with_their_numbers_looked_at(
    platform: Platform,
    phone: Phone,
    look: Look,  # noqa: F811
    draft: tuple[Depositor, str],
) -> None:
    begun, case = draft
    parent = Person(phone(), BORROWER, look)
    arrive(parent, platform.api, THEIRS, f"#/case/{case}/field/people/0/children")
    parent.tap("加一个子女")
    parent.sees("未成年子女")
    parent.type("子女姓名", "方小满")
    parent.type("子女身份证号码", "620102201806150119")
    parent.tap("保存并继续")
    parent.page.get_by_text("第 1 个子女：号码对不上").first.wait_for()
    parent.type("子女身份证号码", "620102201806150118")
    parent.tap("保存并继续")
    parent.page.get_by_role("heading", name="未成年子女").wait_for(state="detached")
    (person,) = begun.get(f"/v1/applications/{case}")["form"]["people"]
    assert (person["minor_children"], person["children"]) == (
        1,
        [{"name": "方小满", "id_number": "620102201806150118"}],
    )


def test_whom_the_case_names_no_more_follows_the_uses_of_their_data_and_takes_back_what_they_authorised(
    platform: Platform,
    phone: Phone,
    look: Look,  # noqa: F811
    draft: tuple[Depositor, str],
) -> None:
    begun, case = draft
    own = begun.get(f"/v1/applications/{case}")["form"]["people"]
    begun.save(case, {"people": [*own, {"key": "spouse", "name": OWNER, "id_number": OWNERS_ID}]})
    joined = Depositor(platform.api, OWNERS_CODE)
    joined.join(begun.invite(case, "spouse"))
    joined.authorise(case, "data")
    begun.save(case, {"people": own})
    owner = Person(phone(), OWNER, look)
    page = owner.page

    def stands(route: Any) -> None:  # as that of whom a correction names no more does until it is sent
        told = route.fetch().json()
        given = {"state": "GIVEN", "given_at": "2026-11-28T01:00:00.000Z"}
        route.fulfill(json={**told, "items": [{**told["items"][0], **given}, *told["items"][1:]]})

    page.route(f"**/v1/applications/{case}/authorisations", stands)
    arrive(owner, platform.api, OWNERS_CODE, f"#/case/{case}")
    owner.sees("谁用过我的数据")
    owner.tap("征信查询授权书")
    owner.sees("谁用过我的数据")  # which they have not given, and are not asked for
    owner.tap("个人信息处理与数据共享授权书")
    owner.sees("个人信息处理与数据共享授权书")
    page.get_by_text("撤回这项授权").click()
    owner.face()
    page.get_by_text("撤回这项授权").click()
    owner.tap("确定撤回授权")
    owner.sees("谁用过我的数据")
    page.unroute_all(behavior="ignoreErrors")
    assert {one["state"] for one in joined.get(f"/v1/applications/{case}/authorisations")["items"]} >= {"WITHDRAWN"}
