"""The window's page in Chromium: who has come, who has sent an agent or a paper, signing before a clerk, and papers handed over."""

import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from infra.local.stack import Platform
from infra.players import samples
from infra.players.client import Depositor
from infra.players.samples import Play
from tests.given.papers import picture
from tests.web.conftest import Look, Seat
from tests.web.walking import NOT_REFRESHED, listed, refresh_in_vain

AGENT = "62010219940909161X"


def follow(page: Any, name: str) -> None:
    """Follows the link of what is wrong, once its box has taken the focus."""
    page.locator("[role=alert]:focus").wait_for()
    page.get_by_role("link", name=name).click()


def hand_in(page: Any, play: Play, borrower: Depositor) -> None:
    """Submits at the window what a phone has begun, though something is told to be lacking, of the form as it is then; and waits for the contract
    to be signed."""
    sent = list[Any]()
    lacking = {"code": "MATERIAL_MISSING", "field": "/documents/B03", "text": "缺少材料：首付款凭证"}

    def lacks(route: Any) -> None:
        sent.append(route.request.post_data_json)
        if sent[-1]["incomplete"]:
            route.continue_()
        else:
            route.fulfill(
                status=422, json={"code": "STILL_LACKING", "title": "现在就看得出还缺下列内容", "defects": [lacking]}
            )

    page.route(f"**/{play.case}/submit", lacks)
    page.reload()  # what was done before is in what is shown
    page.get_by_role("button", name="提交申请").click()
    follow(page, "缺少材料：首付款凭证")
    page.locator("[type=file]:focus").wait_for()
    page.get_by_role("button", name="就这样提交").wait_for()
    waits_for_a_paper_on_its_way(page, play.case)
    page.get_by_label("首付款", exact=True).fill("500000")
    keeps_in_vain(page, play.case)
    page.get_by_role("button", name="提交申请").click()  # what lacks now was not told yet
    so = page.get_by_role("button", name="就这样提交")
    so.wait_for()
    refresh_in_vain(page, f"**/v1/applications/{play.case}", so.click)
    page.get_by_text("此件不能再修改").wait_for()  # handed in, though it cannot be looked at again
    page.emulate_media(media="print")
    assert not page.get_by_text(NOT_REFRESHED).is_visible(), "it is on no receipt"
    page.emulate_media(media="screen")
    assert sent == [{"incomplete": False}, {"incomplete": False}, {"incomplete": True}]
    patience = time.monotonic() + 60
    while (track := borrower.track(play.case))["status"] != "SIGNING" or not track["held_by"]["until"]:
        assert time.monotonic() < patience, track["status"]
        time.sleep(0.1)


def waits_for_a_paper_on_its_way(page: Any, case: str) -> None:
    """Nothing is handed in without a paper that is being sent."""
    held = list[Any]()
    page.route(f"**/{case}/documents", lambda route: held.append(route))
    paper = {"name": "paper.png", "mimeType": "image/png", "buffer": picture(size=(400, 200))}
    page.locator("[type=file]:focus").set_input_files(paper)
    page.locator("[aria-disabled=true]", has_text="正在办理").wait_for()
    assert page.get_by_role("button", name="就这样提交").count() == 0
    held[0].fulfill(status=429, json={"code": "TOO_OFTEN", "title": "请求过于频繁，请稍后再试", "defects": []})
    page.get_by_role("button", name="就这样提交").wait_for()
    page.unroute(f"**/{case}/documents")


def keeps_in_vain(page: Any, case: str) -> None:
    """Kept, and not to be read again: what was typed stands there, said to be unsaved, until it can be."""
    where = f"**/v1/applications/{case}"
    busy = {"code": "TOO_OFTEN", "title": "请求过于频繁，请稍后再试", "defects": []}
    page.route(where, lambda r: r.fulfill(status=429, json=busy) if r.request.method == "GET" else r.continue_())
    page.get_by_role("button", name="保存").click()
    page.get_by_role("alert").get_by_text("刚才的操作不会重复办理").wait_for()
    assert page.get_by_text("有未保存的内容").is_visible()
    assert page.get_by_label("首付款", exact=True).input_value() == "500000"
    page.unroute(where)


def changes_how_papers_come(page: Any) -> None:
    """Whoever is there says how papers are to reach them, hears what that means, and may say otherwise again; what is offered then is shut."""
    both = ("本人同意电子送达…", "本人要改为纸质送达…")
    page.get_by_text(both[0]).or_(page.get_by_text(both[1])).first.wait_for()
    turns = both if page.get_by_text(both[0]).count() else both[::-1]
    for offered, then in (turns, turns[::-1]):
        page.get_by_text(offered).first.click()
        page.get_by_role("button", name="已念给本人听，照此登记").first.click()
        page.get_by_text(then).first.wait_for()
        assert (
            page.locator("summary:focus", has_text=then).count()
            and not page.get_by_role("button", name="已念给本人听，照此登记").count()
        )


def posts_without_an_address(page: Any) -> None:
    """What lacks is said, and leads to what puts it right."""
    page.get_by_text("邮寄", exact=True).first.click()
    page.get_by_role("button", name="登记寄出").first.click()
    follow(page, "请填写“邮件号”")
    page.keyboard.type("EMS1234567890")
    page.get_by_role("button", name="登记寄出").first.click()
    follow(page, "申请表没有此人的送达地址")
    page.locator("[type=checkbox]:focus").wait_for()


def scan(folder: Path, wide: int) -> Path:
    """A scan of a signed form; each is of other bytes, for one stands for one act alone."""
    file = folder / f"{wide}.png"
    file.write_bytes(picture(size=(wide, 200)))
    return file


def bring(page: Any, person: str, act: str, paper: Path) -> None:
    page.get_by_text("收一份签字表单或者授权委托书…").click()
    page.get_by_label("签字人").select_option(label=person)
    page.get_by_label("办什么事").select_option(label=act)
    page.get_by_label("收件窗口").fill("W-620100-03")
    page.get_by_label("扫描件", exact=True).set_input_files(paper)


def test_at_the_window_one_puts_a_paper_off_and_signs_in_person_another_on_paper_a_colleague_has_looked_at_and_papers_are_handed_over(
    platform: Platform, seat: Seat, look: Look, tmp_path: Path
) -> None:
    play = Play(samples.load()[4], platform.api, platform.partners)
    borrower = play.begin()
    page = seat("clerk-1", f"desk#/form/{play.case}", "window")
    page.get_by_text("首付款凭证 · 现在交不了").click()
    page.get_by_role("button", name="本人已确认，登记承诺").click()
    page.get_by_role("alert").wait_for()  # nobody is there to confirm it
    look(page, "putting off")
    page.locator("#form-face-borrower").fill("face-sun-mingzhe")
    page.keyboard.press("Enter")
    page.get_by_text("已到场，至").wait_for()
    page.get_by_role("button", name="本人已确认，登记承诺").click()
    page.get_by_text("✓ 首付款凭证 · 已承诺受理后补交").wait_for()
    hand_in(page, play, borrower)
    page.reload()
    page.get_by_role("heading", name="当面签约").wait_for()
    bring(page, "配偶", "签署合同", scan(tmp_path, 300))
    look(page, "signing")
    page.get_by_role("button", name="留存，送复核").click()
    page.get_by_text("已留存。等另一名窗口人员复核后").wait_for()

    other = seat("clerk-4", "desk#/queue", "window")
    other.get_by_role("link", name=listed(platform.api, play.case)).click()
    other.get_by_role("button", name="领取").focus()
    other.keyboard.press("Enter")
    other.get_by_text("与留存的文件一致").wait_for()
    other.get_by_role("button", name="不采信").click()
    other.get_by_text("永远不能再用").wait_for()  # asked twice, and not done
    look(other, "second look")
    other.get_by_role("button", name="属实，采信").focus()
    other.keyboard.press("Enter")
    other.get_by_text("没有待办。").or_(other.get_by_text("这件待办已经办完")).first.wait_for()

    page.reload()
    page.get_by_text("已有本人签字并经复核的合同签署页").wait_for()
    page.get_by_role("button", name="配偶签署").click()
    page.get_by_role("button", name="配偶签署").wait_for(state="detached")
    page.locator("#sign-face-borrower").fill("face-sun-mingzhe")
    page.keyboard.press("Enter")
    page.get_by_text("已到场，至").wait_for()
    page.get_by_role("button", name="借款人签署").click()
    page.get_by_role("link", name="请先念给签署人听").wait_for()
    page.locator("#agreed-borrower").check()
    page.get_by_role("button", name="借款人签署").click()
    page.get_by_role("heading", name="当面签约").wait_for(state="detached")

    page.get_by_text("交给借款人…").click()
    page.locator("#hand-face-borrower").fill("face-sun-mingzhe")
    page.keyboard.press("Enter")
    changes_how_papers_come(page)
    posts_without_an_address(page)
    refresh_in_vain(page, f"**/v1/applications/{play.case}", page.get_by_role("button", name="当面交付").click)
    page.get_by_role(
        "heading", name="签收单"
    ).wait_for()  # though the case cannot be looked at again: it is to be signed
    look(page, "handed over")
    assert "PAPER_" not in page.inner_text("main")

    page.get_by_text("代记投诉、建议…").click()
    page.get_by_label("谁来说").select_option(label="借款人")
    page.locator("#voice-face-borrower").fill("face-sun-mingzhe")
    page.keyboard.press("Enter")
    page.locator("#voice-text").fill("等了一上午才叫到号")
    look(page, "complaint")
    page.get_by_role("button", name="提交", exact=True).click()
    page.get_by_text("已收下，编号 TS620100").wait_for()


def test_a_number_is_called_an_authorised_agent_is_named_with_acts_and_last_day_and_who_is_recused_sees_the_case_no_more(
    platform: Platform, seat: Seat, look: Look, tmp_path: Path
) -> None:
    page = seat("clerk-1", "desk", "window")
    page.get_by_role("button", name="叫下一位").click()
    page.get_by_role("link", name="请填写“本窗口”").click()
    page.keyboard.type("3 号窗口")
    page.get_by_role("button", name="叫下一位").click()
    page.get_by_text("A001 请到 3 号窗口").wait_for()
    look(page, "window")
    page.get_by_label("证件号码").fill("620102199001011014")
    page.get_by_label("购买新建商品房").check()
    page.get_by_role("button", name="开始填写").click()
    page.get_by_label("姓名", exact=True).fill("甘试验")
    page.keyboard.press("Control+s")
    page.get_by_text("已保存").wait_for()
    bring(page, "借款人", "委托代办人", scan(tmp_path, 301))
    page.get_by_role("button", name="留存，送复核").click()
    page.get_by_role("link", name="请填写“委托办哪些事”").click()
    page.get_by_label("递交材料").check()
    page.get_by_label("代办人证件号码").fill(AGENT)
    page.get_by_label("委托到哪天").fill((date.today() + timedelta(days=30)).isoformat())
    look(page, "agent")
    page.get_by_role("button", name="留存，送复核").click()
    page.get_by_text("等另一名工作人员复核").first.wait_for()
    page.get_by_label("谁来了").select_option(label="代办人，来递交材料")
    page.get_by_text("声明回避…").click()
    page.get_by_role("button", name="确认回避").click()
    page.get_by_role("link", name="请选择回避的原因").wait_for()
    page.get_by_label("回避的原因").select_option(label="当事人是本人的亲属")
    here = page.url
    page.get_by_role("button", name="确认回避").click()
    page.get_by_role("heading", name="窗口").first.wait_for()
    page.goto(here)
    page.reload()
    page.get_by_role("alert").wait_for()
