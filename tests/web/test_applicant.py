"""The applicant's page in Chromium on the running stack: one stack and one browser for all of it, and few journeys."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.local.stack import Platform
from infra.players import samples
from infra.players.client import Depositor, Desk
from infra.players.samples import Play
from tests.web.conftest import Phone, Seat
from tests.web.looking import faults
from tests.web.walking import BORROWER, SPOUSE, Look, Person, arrive, fill_in, hand_in, join

MOST_TYPED = 8
LOOKED_AT = set[str]()  # each sort of page is looked at once


@pytest.fixture
def look() -> Iterator[Look]:
    """What axe finds, targets and narrow screens, in every mode; told together at the end."""
    found: list[str] = []

    def one(page: Any, at: str) -> None:
        if at not in LOOKED_AT:
            LOOKED_AT.add(at)
            found.extend(f"{at}: {fault}" for fault in faults(page))

    yield one
    assert found == []


def test_a_couple_on_two_phones_is_paid_without_staff_having_typed_little_and_uploaded_nothing(
    platform: Platform, phone: Phone, look: Look
) -> None:
    borrower, spouse = Person(phone(), BORROWER, look), Person(phone(), SPOUSE, look)
    join(spouse, platform.api, fill_in(borrower, platform.api))
    hand_in(borrower)
    borrower.sees("请各方签署借款合同")
    borrower.sign()
    borrower.page.get_by_text("还等签署：配偶").wait_for()
    spouse.page.reload()
    spouse.sign()
    borrower.sees("已办结：贷款已发放")
    assert len(borrower.typed) + len(spouse.typed) <= MOST_TYPED
    borrower.tap("我的文书")
    borrower.sees("我的文书")
    borrower.tap("领取")
    borrower.page.get_by_role("link", name="打开或者保存").first.wait_for()
    chooses_how_papers_come(borrower)
    borrower.tap("谁用过我的数据")
    borrower.sees("谁用过我的数据")
    borrower.page.go_back()
    borrower.tap("准予贷款")
    borrower.sees("为什么是这个结果")
    borrower.page.get_by_text("首付款（元）：您填的是 390,000").wait_for()


def chooses_how_papers_come(person: Person) -> None:
    """Who comes back for papers has shown no face for ten minutes: it is asked for first, and leads back to the very page. A second press takes nothing
    back: the other way is shut until it is asked for."""
    person.page.evaluate(
        "() => { const it = JSON.parse(sessionStorage['anju-session']); sessionStorage['anju-session'] = JSON.stringify({...it, strong_until: ''}) }"
    )
    person.page.reload()
    person.tap_text("我同意电子送达…")
    person.face()
    person.tap_text("我同意电子送达…")
    person.tap("我同意电子送达", exact=True)
    person.page.locator("summary:focus", has_text="我要纸质件…").wait_for()
    assert person.page.get_by_role("button", name="我要纸质件").count() == 0
    person.tap("返回")


@pytest.fixture
def somebody(platform: Platform, phone: Phone, look: Look) -> Person:
    """唐以宁 with a draft that another phone of theirs has begun."""
    begun = Depositor(platform.api, "code-tang-yining")
    begun.apply({"centre": "620100", "kind": "new", "people": [{"key": "borrower"}], "home": {"kind": "new", "city": "620100", "contract_number": "LZ2026XS000109"}})  # fmt: skip
    person = Person(phone(), "唐以宁", look)
    arrive(person, platform.api, "code-tang-yining")
    return person


def test_a_draft_goes_on_on_another_phone_and_nothing_is_lost_or_sent_twice_while_the_network_is_gone(
    somebody: Person,
) -> None:
    page = somebody.page
    assert "code=" not in page.url, "a one-time code stays in no address"
    somebody.tap("草稿，还没有提交")
    somebody.tap("申明")
    somebody.choose("本人承诺申请内容和材料真实", "本人如实申报家庭", "本人及配偶没有未结清")
    saved: list[int] = []
    page.on("response", lambda answer: saved.append(answer.status) if answer.request.method == "PATCH" else None)
    page.context.set_offline(True)
    page.get_by_text("网络断开了").wait_for()
    page.get_by_role("button", name="保存并继续").dblclick()
    page.context.set_offline(False)
    somebody.sees("个人信息处理与数据共享授权书")
    assert saved == [200]
    page.get_by_role("link", name="返回").click()
    assert page.get_by_role("listitem").filter(has_text="申明").get_by_text("已完成").is_visible()


def test_reckoning_needs_no_login_works_below_a_stage_and_says_how_to_put_right_what_is_wrong(
    platform: Platform, phone: Phone, look: Look
) -> None:
    somebody = Person(phone(), "", look)
    page, stage, astray = somebody.page, f"{platform.api}/api/", list[str]()
    # The gateway takes the stage off; whatever is asked for without it would be another's.
    page.route(f"{stage}**", lambda route: route.continue_(url=route.request.url.replace("/api/", "/", 1)))
    page.on("request", lambda asked: None if asked.url.startswith((stage, "blob:")) else astray.append(asked.url))
    page.goto(f"{stage}#/quote")
    somebody.tap("算一算")
    somebody.page.get_by_text("错误：请填写“房屋总价”").wait_for()
    page.get_by_role("link", name="请填写“房屋总价”").click()
    page.keyboard.type("900000")
    assert page.get_by_label("房屋总价").input_value() == "900000"
    for label, value in (
        ("出生日期", "19900101"),
        ("公积金缴存基数", "12000"),
        ("公积金账户余额", "20000"),
        ("连续缴存", "60"),
    ):
        somebody.type(label, value)
    somebody.choose("男")
    somebody.tap("算一算")
    somebody.sees("大约最多可贷 300,000 元")
    assert page.get_by_role("img").is_visible()
    somebody.tap_text("有这些材料的，可以一并算")
    somebody.choose("配售型保障性住房证明")
    with page.expect_request("**/v1/quotes") as asked:
        somebody.tap("按勾选的再算")
    assert asked.value.post_data_json["proofs"] == ["D19"]
    somebody.tap("规则的依据")
    somebody.sees("规则（")
    somebody.tap_text("民法典")
    page.locator("details[open]").get_by_text("阅原文").first.wait_for()
    assert astray == []


def brings_two_at_once(page: Any, case: str, paper: Path) -> None:
    """What is told to be lacking of another party is sent as theirs; nobody leaves for a face while any of two papers is on its way."""
    names = {"A02.spouse": "身份证件", "B03": "首付款凭证"}
    lacking = [
        {"code": "MATERIAL_MISSING", "where": where, "text": f"缺少材料：{name}", "values": {"name": name}}
        for where, name in names.items()
    ]
    track, papers, held = f"**/v1/applications/{case}/track", f"**/{case}/documents", list[Any]()
    page.route(track, lambda route: route.fulfill(json=route.fetch().json() | {"foreseen": lacking}))
    page.route(papers, lambda route: held.append(route))
    page.reload()
    for name in names.values():
        page.get_by_label(name, exact=True).set_input_files(paper)
    patience = time.monotonic() + 60
    while len(held) < len(names):
        assert time.monotonic() < patience
        page.wait_for_timeout(20)
    sent = [route.request.post_data_json for route in held]
    assert [(one["material"], one.get("person")) for one in sent] == [("A02", "spouse"), ("B03", None)]
    for on_its_way in held:
        page.get_by_role("link", name="正在办理").click(force=True)
        assert page.url.endswith("/check"), "a paper on its way would be lost"
        on_its_way.fulfill(status=429, json={"code": "TOO_OFTEN", "title": "请求过于频繁，请稍后再试", "defects": []})
        page.get_by_role("alert").nth(held.index(on_its_way)).wait_for()
    page.get_by_role("link", name="先刷脸确认是您本人").wait_for()
    page.unroute(papers)
    page.unroute(track)
    page.reload()


def is_told_beside_the_field(page: Any, right: str) -> None:
    """A figure typed again as it stands is no change of anybody's; what is refused is told beside its field, and led to on this page."""
    for typed in ("62", right):
        page.get_by_label("不动产单元号").fill(typed)
    with page.expect_response("**/corrections"):
        page.get_by_role("button", name="提交补正").click()
    page.get_by_label("不动产单元号").fill("62")
    page.get_by_role("button", name="提交补正").click()
    page.get_by_text("错误：请输入 28 位不动产单元号").wait_for()
    page.locator("[role=alert]:focus").get_by_role("link", name="不动产单元号：请输入 28 位").click()
    page.keyboard.press("Control+a")
    page.keyboard.type(right)
    assert page.get_by_label("不动产单元号").input_value() == right and page.url.endswith("/correct")


def test_a_notice_is_answered_item_by_item_what_was_typed_outlives_showing_ones_face_and_what_is_put_off_is_brought_later(
    platform: Platform, phone: Phone, seat: Seat, look: Look
) -> None:
    sample = samples.load()[2]  # single, told once: a proof of payment, a commitment, a unit number
    play = Play(sample, platform.api, platform.partners)
    borrower = play.begin()
    person = Person(phone(), sample.form["people"][0]["name"], look)
    page = person.page
    arrive(person, platform.api, sample.logins["borrower"], f"#/case/{play.case}/check")
    person.sees("现在就看得出还缺的")
    brings_two_at_once(page, play.case, sample.folder / "papers" / "down-payment.pdf")
    person.tap("有的材料现在交不了？")
    person.tap_text("现在交不了，以后补交（容缺受理）")
    person.tap_text("用承诺代替证明（告知承诺）")
    person.sees("有的材料现在交不了？")
    borrower.submit(play.case)
    while (
        borrower.track(play.case)["held_by"]["code"] != "HOLDER_APPLICANT"
        or not borrower.track(play.case)["held_by"]["until"]
    ):
        time.sleep(0.1)
    page.goto(f"{platform.api}/#/case/{play.case}")
    page.reload()
    person.tap("看要补什么，一次补齐")
    person.sees("请补正 3 项")
    page.get_by_text("监管账户里查到的首付款是").wait_for()
    stated = sample.form["home"]["down_payment"]
    assert page.locator("[id='/home/down_payment']").input_value() == stated, (
        "a paper is wanted for a figure: it may be that"
    )
    found = borrower.get(f"/v1/applications/{play.case}")["found"]
    (account,) = [one for one in found if one["field"] == "/home/down_payment"]
    (price,) = [one for one in found if one["field"] == "/home/price"]
    assert price["same"] and account["stated"] == stated and not account["same"]
    put_right = {**account, "stated": account["known"], "same": True}
    page.route(
        f"**/v1/applications/{play.case}",
        lambda route: route.fulfill(json=route.fetch().json() | {"found": [put_right]}),
    )
    page.reload()
    page.get_by_text("这一项改好了，不用上传凭证").wait_for()
    page.unroute(f"**/v1/applications/{play.case}")
    page.reload()
    person.sees("请补正 3 项")
    person.tap_text("不能提供")
    person.tap("保存这项说明")
    page.get_by_text("错误：请写明为什么不能提供").wait_for()
    page.get_by_label("为什么不能提供").fill("收据遗失，开发商无法补开")
    person.tap("保存这项说明")
    page.get_by_text("已答复：不能提供").wait_for()
    page.get_by_text("申请人本人填写").wait_for()
    person.tap("撤回这项答复")
    page.get_by_text("已答复：不能提供").wait_for(state="detached")
    at_window = Desk(platform.api, "code-clerk-1")
    revision = at_window.get(f"/v1/applications/{play.case}")["revision"]
    said = {"answer": "cannot", "reason": "本人来电说明收据遗失"}
    at_window._ask("POST", f"/v1/applications/{play.case}/notice/1", said, {"if-match": f'"{revision}"'})
    page.reload()
    person.sees("请补正 3 项")
    page.get_by_text("窗口代您填写的").wait_for()
    assert page.get_by_text("本人来电说明收据遗失").is_visible()
    person.tap("是我的意思，我确认")
    page.get_by_text("申请人本人填写").wait_for()
    person.tap("撤回这项答复")
    person.type("不动产单元号", sample.corrections[0]["form"]["home"]["unit_number"])
    person.tap_text("现在交不了，以后补交（容缺受理）")
    person.face()
    page.get_by_text("本人申请暂缺“首付款凭证”先行受理").wait_for()
    person.tap("我已看清，承诺以后补交")
    page.get_by_text("✓ 已承诺受理后补交").wait_for()
    person.tap_text("不能提供")
    page.get_by_label("为什么不能提供").fill("收据遗失，只写了没有另外保存")
    person.tap("提交补正")  # another item is open yet: refused, and what was typed beside it is kept
    page.get_by_text("已答复：不能提供").wait_for()
    assert page.get_by_text("收据遗失，只写了没有另外保存").is_visible()
    page.get_by_text("告知书第").first.wait_for()
    person.tap("撤回这项答复")
    page.get_by_text("已答复：不能提供").wait_for(state="detached")
    is_told_beside_the_field(page, sample.corrections[0]["form"]["home"]["unit_number"])
    person.tap_text("用承诺代替证明（告知承诺）")
    person.tap("我已看清，作出承诺")
    page.get_by_text("✓ 已承诺", exact=True).wait_for()
    assert page.get_by_label("不动产单元号").input_value() == sample.corrections[0]["form"]["home"]["unit_number"]
    person.tap("提交补正")
    person.sees("待补交材料")
    person.tap("可以补交容缺的材料")
    person.sees("补交材料")
    person.tap("交上补交的材料")
    page.get_by_role("alert").get_by_role("link", name="首付款凭证").click()
    page.get_by_label("首付款凭证", exact=True).set_input_files(sample.folder / "papers" / "down-payment.pdf")
    page.get_by_text("已收好一份").wait_for()
    window = seat("clerk-1", f"desk#/form/{play.case}", "window")
    window.locator("#owed-face-borrower").fill("face-chen-jiashu")
    window.keyboard.press("Enter")
    window.get_by_text("已到场，至").wait_for()
    window.get_by_text("已收好一份").wait_for()
    window.get_by_role("button", name="交上补交的材料").wait_for()  # it could be handed in here too; it is on the phone
    person.tap("交上补交的材料")
    page.get_by_text("已补交，等待审核").first.wait_for()
    assert page.get_by_role("link", name="可以补交容缺的材料").count() == 0


def test_a_newcomer_has_a_form_filled_by_one_press_and_only_submits_it(
    platform: Platform, phone: Phone, look: Look
) -> None:
    somebody = Person(phone(), "方若谷", look)
    somebody.page.goto(f"{platform.api}/start")
    somebody.sees("从这里开始")
    somebody.page.get_by_role("button", name="填好并打开").first.click()
    somebody.page.get_by_role("button", name="是我自己打开的").click()
    somebody.tap("继续办理")
    somebody.face()
    somebody.tap("提交申请")
    somebody.page.get_by_role("heading", name="申请已经提交").wait_for()


def test_a_link_somebody_sent_logs_nobody_in_unasked_and_takes_no_device_away(platform: Platform, phone: Phone) -> None:
    page = phone()
    page.goto(f"{platform.api}/?channel=wechat&code=code-tang-yining&device=theirs#/quote")
    page.get_by_role("button", name="不登录").click()
    page.get_by_role("heading").first.wait_for()
    assert page.evaluate("sessionStorage.getItem('anju-session')") is None and "code=" not in page.url
    page.evaluate("localStorage.setItem('anju-device', 'ours')")
    page.goto(f"{platform.api}/?channel=wechat&code=code-tang-yining&device=theirs#/new")
    page.get_by_role("button", name="是我自己打开的").click()
    page.get_by_role("heading").first.wait_for()
    assert page.evaluate("localStorage.getItem('anju-device')") == "ours"
