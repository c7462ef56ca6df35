"""The pages behind the counter in Chromium on the running stack: a review with a look at a paper, and a dead road restarted, by keyboard, by two."""

import re
import time
from typing import Any

from chalicelib import clock
from infra.local.stack import Platform
from infra.players import samples
from infra.players.client import Operations, Staff
from infra.players.samples import Play
from tests.web.conftest import Look, Phone, Seat
from tests.web.walking import listed


def waiting(platform: Platform, number: int, status: str) -> Play:
    """A sample that has been handed in and waits in that state for a person."""
    play = Play(samples.load()[number], platform.api, platform.partners)
    borrower = play.begin()
    borrower.submit(play.case)
    patience = time.monotonic() + 60
    while (track := borrower.track(play.case))["status"] != status or not track["held_by"]["until"]:
        assert time.monotonic() < patience, track["status"]
        time.sleep(0.1)
    return play


def heading(page: Any, text: str) -> None:
    page.get_by_role("heading", name=text).first.wait_for()


def test_what_no_agency_answers_is_ruled_on_after_a_look_at_the_paper_and_the_case_is_approved(
    platform: Platform, phone: Phone, seat: Seat, look: Look
) -> None:
    play = waiting(platform, 6, "ATTENDING")
    supervised(platform, seat, look, play)
    page = seat("reviewer-2", "desk")
    heading(page, "我的待办")
    page.get_by_label("只看").select_option(label="搁置的")
    page.get_by_text("没有待办。").wait_for()
    page.reload()  # what is shown is the address
    page.get_by_text("没有待办。").wait_for()
    page.get_by_label("只看").select_option(label="我在办或者留给我的")
    look(page, "queue")
    page.get_by_role("link", name=listed(platform.api, play.case)).click()
    heading(page, "人工核查")
    page.get_by_role("row", name="办理中心").get_by_text("兰州住房公积金管理中心").wait_for()
    page.get_by_role("row", name="原贷款银行").get_by_text(
        "河西银行"
    ).wait_for()  # a code of ours is called by its name
    page.get_by_role("row", name="原贷款发放日期").get_by_text("2020年3月20日").wait_for()
    page.get_by_role("button", name="领取").click()
    assert not page.get_by_role("link", name=play.sample.form["people"][0]["phone"]).count()
    page.get_by_role("button", name="查看借款人的号码").click()
    page.get_by_role("link", name=play.sample.form["people"][0]["phone"]).wait_for()
    page.get_by_role("button", name="提交核查结论").click()
    page.get_by_role("link", name="请对“材料核查”作出结论").wait_for()
    page.get_by_role("radio", name="属实，可以采信").check()
    page.get_by_role("button", name="提交核查结论").click()
    page.get_by_role("link", name="请填写“金额（元）”").wait_for()
    page.get_by_label("金额（元）").fill(play.sample.form["old_loan"]["principal_left"])
    page.get_by_role("button", name="提交核查结论").click()
    page.get_by_text("请先打开本项依据的每一份材料").wait_for()
    page.locator("h1").focus()
    page.keyboard.press("]")  # the first paper
    page.get_by_text("与留存的文件一致").wait_for()
    look(page, "looks")
    page.get_by_role("button", name="提交核查结论").click()
    answered(platform, play, "verify")

    page = seat("reviewer-1", "desk")
    page.get_by_role("link", name=listed(platform.api, play.case)).click()
    heading(page, "初审")
    page.get_by_role("button", name="领取").click()
    special(platform, phone, page, look, play)
    page.get_by_label("常用理由").select_option("额度、期限符合规定，同意。")
    assert page.get_by_label("理由", exact=True).input_value() == "额度、期限符合规定，同意。"
    look(page, "review")
    page.get_by_role("button", name="不予贷款").click()
    page.get_by_text("不予贷款会告知各方").wait_for()  # asked twice, and not done
    page.get_by_label("批注").fill("额度与评估一致")
    page.reload()
    page.get_by_role("button", name="写下批注").click()
    page.get_by_role("listitem").get_by_text("额度与评估一致").wait_for()
    page.get_by_role("button", name="同意", exact=True).click()
    page.get_by_role("link", name="还没有勾选：收款账户与备案一致").wait_for()
    page.evaluate(
        "'12345'.split('').forEach((key) => document.querySelector('[id^=line-]').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })))"
    )  # before one drawing; a tick that has the focus is not typed into
    look(page, "checklist")
    page.get_by_role("button", name="同意", exact=True).click()
    page.locator("h1:focus").wait_for()  # of this case or the next: the button is gone
    assert answered(platform, play, "first_review") == "approved"


def special(platform: Platform, phone: Phone, page: Any, look: Look, play: Play) -> None:
    """The case enters a special procedure from the desk, its borrower reads until when, and it leaves that with a result and the paper that shows it."""
    page.get_by_text("进入特别程序…").click()
    page.get_by_role("button", name="进入特别程序").click()
    page.get_by_role("link", name="请填写“等待的事项”").wait_for()
    page.get_by_label("等待的事项").select_option(label="等待评估报告")
    page.get_by_label("进入的理由").fill("评估报告还没有送到")
    page.get_by_role("button", name="进入特别程序").click()
    page.get_by_text("承诺时限继续计算").first.wait_for()
    theirs = phone()
    theirs.set_default_timeout(15_000)
    theirs.goto(f"{platform.api}/?channel=wechat&code={play.sample.logins['borrower']}#/case/{play.case}")
    theirs.get_by_role("button", name="是我自己打开的").click()
    theirs.get_by_role("heading", name="特别程序").wait_for()
    theirs.get_by_text("我们承诺的办理时间暂停").wait_for()
    look(theirs, "special procedure, as told")
    page.get_by_text("结束特别程序…").click()
    page.get_by_role("button", name="结束特别程序").click()
    page.get_by_role("link", name="请填写“结果说明”").wait_for()
    look(page, "special procedure")
    page.get_by_label("结果", exact=True).select_option(label="已取得结果")
    page.get_by_label("结果说明").fill("评估报告已送达")
    page.get_by_role("group", name="能说明结果的材料").get_by_role("checkbox").first.check()
    page.get_by_role("button", name="结束特别程序").click()
    page.get_by_text("评估报告已送达").wait_for()
    theirs.reload()
    theirs.get_by_text("结束：已取得结果").wait_for()


def supervised(platform: Platform, seat: Seat, look: Look, play: Play) -> None:
    """A supervisor sees everything counted, enters an absence after a preview, and keeps a task for a colleague, with an answer for it."""
    case = listed(platform.api, play.case)
    for known in ("code-reviewer-1", "code-reviewer-2", "code-reviewer-3"):
        Staff(platform.api, known)  # whoever has logged in is on the roster
    page = seat("supervisor-1", "supervise#/every")
    heading(page, "督办")
    look(page, "supervise")
    page.get_by_text("登记请假…").click()
    page.get_by_role("button", name="先看会转走哪些").click()
    page.get_by_role("link", name="请填写“谁请假（工号）”").click()
    page.keyboard.type("R003")
    page.get_by_label("谁代理（工号）").fill("R001")
    for label in ("从哪天", "到哪天（含）"):
        page.get_by_label(label).fill(clock.today().isoformat())
    page.get_by_role("button", name="先看会转走哪些").click()
    page.get_by_text("现在会转给 R001 的有").wait_for()
    look(page, "absence")
    page.get_by_role("button", name="确认登记").click()
    page.get_by_text("由 R001 代理").wait_for()
    page.get_by_role("button", name="R003 销假").click()
    page.get_by_text("没有人请假。").wait_for()
    page.get_by_label(f"选择 {case}").first.check()
    page.get_by_role("button", name="先看哪些能分派").click()
    page.get_by_role("link", name="请填写“分派给（工号）”").click()
    page.keyboard.type("R002")
    page.get_by_label("分派的理由").fill("按专长分派")
    page.get_by_role("button", name="先看哪些能分派").click()
    page.get_by_text("能分派给 R002 的有 1 件。").wait_for()
    look(page, "assign")
    page.get_by_role("button", name="分派这 1 件").click()
    page.get_by_text("已分派 1 件。").wait_for()
    page.get_by_text("留给 R002").first.wait_for()
    said_anew(
        platform, page, look, next(task["id"] for task in _tasks(platform, play.case) if task["kind"] == "verify")
    )


def said_anew(platform: Platform, page: Any, look: Look, task: str) -> None:
    """Were this task a pay-out that has stopped: the supervisor says with the retry what is found out by now, and what shows it; with
    no other word. And were it of a case that rests on a party's word: that is found untrue beside it; what is owed is told."""
    asks = [("owners_are_parties", "全部产权人都是当事人", "yes"), ("payoff", "结清所需金额（元）", "yuan")]
    point = {
        "check": "old_loan",
        "subject": "home",
        "about": "原贷款",
        "text": "没有接入",
        "hint": "",
        "of": "x",
        "on": "",
        "anew": True,
        "code": "",
    }
    point |= {
        "facts": [name for name, _, _ in asks],
        "asks": [{"name": name, "text": text, "sort": sort} for name, text, sort in asks],
    }
    stuck = {
        "kind": "attend",
        "state": "claimed",
        "claimed_by": "S001",
        "looks": [point],
        "offered": ["retry", "compensate"],
    }
    stuck["owed"] = [
        {"upload_as": "purchase_contract", "name": "购房合同", "state_text": "请补交", "due_at": "2026-12-08T15:59:59Z"}
    ]
    word = {
        "code": "SINGLE_STATUS",
        "words": "本人承诺单身。",
        "state": "made",
        "state_text": "已承诺",
        "made_at": "2026-11-27T01:00:00Z",
    }
    stuck["committed"] = [word]
    sent = list[Any]()

    def told(route: Any) -> None:
        if route.request.method == "POST":
            sent.append(route.request.post_data_json)
        elif "case" not in stuck:
            stuck.update(route.fetch().json() | stuck)
        route.fulfill(json=stuck)

    page.route(f"**/v1/tasks/{task}*", told)
    page.route(f"**/v1/tasks/{task}/decision", told)
    page.route("**/v1/tasks?kind=*", lambda route: route.fulfill(json={"items": [], "cursor": None}))
    page.route("**/commitments/SINGLE_STATUS/findings", told)
    page.goto(f"{platform.api}/desk#/task/{task}")
    heading(page, "专人跟进")
    page.get_by_label("理由", exact=True).fill("已取得当日证明")
    page.get_by_label("重试时一并补充核实以下事项").check()
    page.get_by_role("button", name="重试这一步").click()
    page.get_by_role("link", name="请填写“说明”").wait_for()
    page.get_by_role("group", name="全部产权人都是当事人").get_by_label("是", exact=True).check()
    page.get_by_label("结清所需金额（元）").fill("300000")
    page.get_by_label("说明", exact=True).fill("见今日书面证明")
    look(page, "said anew")
    page.get_by_role("button", name="重试这一步").click()
    page.get_by_text("请填写").first.wait_for(state="detached")
    page.get_by_text("认定与实际不符…").click()
    page.get_by_label("认定的依据").fill("民政登记为已婚")
    page.get_by_role("button", name="认定与实际不符").click()
    page.get_by_text("认定与实际不符…").wait_for()
    facts = {"owners_are_parties": True, "payoff": "300000.00"}
    item = {
        "check": "old_loan",
        "subject": "home",
        "outcome": "confirmed",
        "facts": facts,
        "files": [],
        "comment": "见今日书面证明",
    }
    page.get_by_role("button", name="终止并恢复原状").click()
    page.get_by_role("button", name="确定", exact=True).click()
    assert sent == [
        {"decision": "retry", "reason": "已取得当日证明", "items": [item]},
        {"untrue": True, "reason": "民政登记为已婚"},
        {"decision": "compensate", "reason": "已取得当日证明"},
    ]


def answered(platform: Platform, play: Play, kind: str) -> str:
    """The word such a task was answered with; the page has gone on to the next case by then, if there is one."""
    patience = time.monotonic() + 60
    while True:
        (task,) = [task for task in _tasks(platform, play.case) if task["kind"] == kind]
        if task["state"] == "answered":
            return str(task["outcome"]["next"])
        assert time.monotonic() < patience, task
        time.sleep(0.1)


def _tasks(platform: Platform, case: str) -> Any:
    return Operations(platform.api, "code-ops-1").case(case)["tasks"]


def test_a_road_that_has_died_is_restarted_by_two_of_operations_by_keyboard_and_by_link(
    platform: Platform, seat: Seat, look: Look
) -> None:
    play = waiting(platform, 7, "REVIEWING")
    machine = platform.env["ANJU_STATE_MACHINE"]
    platform.client("stepfunctions").stop_execution(
        executionArn=f"{machine.replace(':stateMachine:', ':execution:')}:{play.case}"
    )
    platform.invoke("sweep", {"execution": play.case})
    page = seat("ops-1", "ops#/cases?centre=620100&stopped=true")
    heading(page, "办件")
    look(page, "list")
    page.get_by_text("收藏", exact=True).first.click()
    page.get_by_label("给这组筛选起个名字").fill("兰州停住的")
    page.keyboard.press("Enter")
    page.reload()
    page.locator("h1:focus").wait_for()  # it takes the focus once, however late it is drawn
    page.get_by_role("link", name="兰州停住的").click()
    page.get_by_label("按编号查找").focus()
    page.keyboard.type(play.case)
    assert page.get_by_label("按编号查找").input_value() == play.case
    page.get_by_label("按编号查找").press("Enter")  # a list that is drawn late has taken the focus to its heading
    heading(page, "停在“审批”")
    page.get_by_role("group", name="流程").get_by_role("button", name="审批，停在这里").wait_for()
    look(page, "case")
    restart = page.get_by_role("button", name="从停下的一步重启")
    restart.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="提出重启").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="请选择理由").wait_for()
    page.get_by_label("理由").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="提出重启").focus()
    page.keyboard.press("Enter")
    page.get_by_text("等另一人复核").wait_for()

    other = seat("ops-2", page.url.partition("/ops")[2].replace("#", "ops#", 1) if "#" in page.url else "ops")
    other.get_by_text("O001").first.wait_for()
    other.get_by_text("对方接口已恢复").wait_for()
    other.get_by_role("button", name="复核并重启…").click()
    other.get_by_label("理由").select_option(label="流程丢失，重新开始")
    other.get_by_role("button", name="复核并重启", exact=True).click()
    other.get_by_text("已重新启动").wait_for()
    other.get_by_role("button", name="再看一次").click()
    heading(other, "正在审批")
    assert [task["state"] for task in _tasks(platform, play.case) if task["kind"] == "restart"] == ["answered"]
    for tab in ("事件", "部门与银行调用", "待办", "留痕", "轨迹"):
        other.get_by_role("link", name=tab, exact=True).first.click()
        other.get_by_role("table", name=tab).or_(other.get_by_role("region", name=tab)).first.wait_for()
        codes = re.findall(
            r"\b(?:[a-z]+=\S+|borrower|spouse|approved|civil_affairs|Collate)\b", other.inner_text("main")
        )
        assert codes == [], f"{tab}: what has a name is called by it"
    look(other, "tabs")
    for at, title in (
        ("health", "部门接口与巡检"),
        ("alarms", "告警"),
        ("refusals", "被拒绝的尝试"),
        ("runbook/MortgageStuck", "抵押登记走不下去"),
    ):
        other.goto(f"{platform.api}/ops#/{at}")
        heading(other, title)
        look(other, at)
        if at == "alarms":
            other.get_by_role("cell", name="有一步出了没人预料的错").wait_for()


def test_at_the_window_a_form_is_begun_with_a_card_saved_by_key_and_says_what_is_missing(
    platform: Platform, seat: Seat, look: Look
) -> None:
    page = seat("clerk-1", "desk", "window")
    heading(page, "窗口")
    look(page, "window")
    page.get_by_role("button", name="开始填写").click()
    page.get_by_role("link", name="请读取或输入证件号码").click()
    page.keyboard.type("620102199001011014")
    page.get_by_label("购买存量房").check()
    page.get_by_role("button", name="开始填写").click()
    heading(page, "购买存量房")
    page.get_by_label("姓名", exact=True).fill("甘试验")
    page.keyboard.press("Enter")  # as a scan-gun ends
    held = "const f = fetch; window.fetch = (u, o) => o?.method === 'PATCH' ? new Promise((r) => (window.go = () => r(f(u, o)))) : f(u, o)"
    page.evaluate(f"() => {{ {held} }}")
    page.keyboard.press("Control+s")
    page.get_by_label("手机号码", exact=True).fill("13900000123")  # while the rest is on its way
    page.wait_for_function("() => !!window.go")
    page.evaluate("go()")
    page.wait_for_function("() => !document.querySelector('[aria-disabled=true]')")
    assert page.get_by_label("手机号码", exact=True).input_value() == "13900000123"
    page.get_by_text("有未保存").wait_for()
    page.evaluate("window.go = undefined")
    page.keyboard.press("Control+s")
    page.wait_for_function("() => !!window.go")
    page.evaluate("go()")
    page.get_by_text("已保存").wait_for()
    page.get_by_role("heading", name="还缺").wait_for()
    look(page, "form")
    page.reload()
    heading(page, "购买存量房")
    assert page.get_by_label("姓名", exact=True).input_value() == "甘试验"
    page.get_by_role("link", name="待出件").click()
    heading(page, "待出件")
