"""A party says how they were served, from the page; and sees and ends where they are logged in."""

from typing import Any

import pytest

from infra.local.stack import Platform
from infra.players.client import Depositor, Staff
from tests.web.conftest import Phone
from tests.web.test_applicant import look  # noqa: F401  (a fixture)
from tests.web.test_nothing_lost import SOMEBODY, THEIR_CODE
from tests.web.test_told_at_once import DRAFT
from tests.web.walking import NOT_REFRESHED, Look, Person, arrive, refresh_in_vain

WORDS, ANSWER = "窗口让我跑了三趟", "已核实，向您道歉，材料不用再交"


@pytest.fixture
def at_draft(platform: Platform, phone: Phone, look: Look) -> tuple[Person, str]:  # noqa: F811
    case = Depositor(platform.api, THEIR_CODE).apply({part: DRAFT[part] for part in ("centre", "kind", "people", "home")})  # fmt: skip
    person = Person(phone(), SOMEBODY, look)
    arrive(person, platform.api, THEIR_CODE, f"#/case/{case}")
    return person, case


def covered_by_what_goes_on(page: Any) -> float:
    """How much of a narrow screen the line below takes, with text at 200 %."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.set_viewport_size({"width": 320, "height": 812})
    share = page.evaluate("document.querySelector('.state').getBoundingClientRect().height / innerHeight")
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": 375, "height": 812})
    return float(share)


def test_a_complaint_gets_a_number_and_a_day_and_the_answer_stands_below_it(
    platform: Platform, phone: Phone, at_draft: tuple[Person, str]
) -> None:
    person, case = at_draft
    page = person.page
    person.tap("投诉、建议和评价")
    person.sees("投诉、建议和评价")
    person.tap("提交", exact=True)
    page.get_by_role("link", name="请选择是投诉、建议还是评价").wait_for()
    page.get_by_label("投诉", exact=True).check()
    page.get_by_label("请写明经过和您的要求").fill(WORDS)
    page.reload()
    assert page.get_by_label("请写明经过和您的要求").input_value() == WORDS
    refresh_in_vain(page, "**/voices", lambda: person.tap("提交", exact=True))
    assert page.get_by_label("投诉", exact=True).is_visible(), "what is open stays where it cannot be refreshed"
    assert covered_by_what_goes_on(page) < 0.25
    person.tap("再试一次")
    page.get_by_text("编号 TS620100").wait_for()
    page.locator("h1:focus").wait_for()  # the button that had the focus is gone
    assert page.get_by_text(NOT_REFRESHED).count() == 0
    supervisor = Staff(platform.api, "code-supervisor-1")
    task = supervisor.task_of(case, "complaint")
    assert task is not None
    desk = phone(viewport={"width": 1280, "height": 900})
    login = "channel=desk&code=code-supervisor-1&device=terminal-supervisor-1"
    desk.goto(f"{platform.api}/desk?{login}#/task/{task['id']}")
    desk.get_by_role("button", name="是我自己打开的").click()
    desk.get_by_text(WORDS).wait_for()
    desk.get_by_role("button", name="领取").click()
    desk.get_by_role("button", name="答复当事人").click()
    desk.get_by_text("错误：请写明答复").wait_for()
    desk.get_by_label("答复", exact=True).fill(ANSWER)
    desk.get_by_role("button", name="答复当事人").click()
    desk.get_by_text("中心的答复").wait_for()
    page.reload()
    page.get_by_text(ANSWER).wait_for()
    page.get_by_label("评价这次服务").check()
    page.get_by_label("非常满意", exact=True).check()
    person.tap("提交", exact=True)
    page.get_by_text("谢谢您的评价").wait_for()
    assert page.get_by_label("评价这次服务").count() == 0


def test_another_login_of_ones_own_is_seen_and_ended(platform: Platform, at_draft: tuple[Person, str]) -> None:
    person, _ = at_draft
    page = person.page
    person.tap("我在哪里登录了")
    person.sees("我在哪里登录了")
    before = page.get_by_role("button", name="退出这个登录").count()
    assert before >= 1
    page.get_by_role("button", name="退出这个登录").first.click()
    page.get_by_role("button", name="退出这个登录").nth(before - 1).wait_for(state="detached")
    person.tap("退出本页")
    page.get_by_role("heading", name="住房公积金购房贷款").wait_for()
    assert page.evaluate("sessionStorage.getItem('anju-session')") is None
