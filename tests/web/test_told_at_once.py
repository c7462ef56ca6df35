"""What the applicant's page says while somebody types, before anything is sent; and what it asks a face for."""

import time
from typing import Any

import pytest

from infra.local.stack import Platform
from infra.players.client import Depositor
from tests.web.conftest import Phone
from tests.web.test_nothing_lost import SOMEBODY, THEIR_CODE, _look
from tests.web.walking import Person, arrive

OLD, NEW = "6222022700009000012", "6222022700009000038"
DRAFT = {
    "centre": "620100", "kind": "new", "people": [{"key": "borrower"}],
    "home": {"kind": "new", "city": "620100", "contract_number": "LZ2026XS000109", "price": "900000", "down_payment": "400000"},
    "wish": {"amount": "300000", "months": 240, "method": "01", "bank": "longyuan", "repayment_account": OLD},
}  # fmt: skip


@pytest.fixture
def at_draft(platform: Platform, phone: Phone):
    """Somebody at a place of a draft that says all that a loan needs."""
    begun = Depositor(platform.api, THEIR_CODE)
    bank = begun.get("/v1/forms/new?centre=620100")["properties"]["wish"]["properties"]["bank"]["x-codes"]["codes"]
    case = begun.apply({**DRAFT, "wish": {**DRAFT["wish"], "bank": next(iter(bank))}})

    def one(place: str) -> tuple[Person, Depositor, str]:
        person = Person(phone(), SOMEBODY, _look)
        arrive(person, platform.api, THEIR_CODE, f"#/case/{case}/{place}")
        return person, begun, case

    return one


def test_another_account_to_pay_back_from_is_saved_after_a_face_and_what_was_typed_outlives_showing_it(
    at_draft,
) -> None:
    person, begun, case = at_draft("field/wish/repayment_account")
    account = person.page.get_by_label("还款账号")
    assert account.input_value() == OLD and person.page.get_by_role("button", name="保存并继续").is_visible()
    account.fill(NEW)
    person.face()
    account.wait_for()
    assert account.input_value() == NEW
    account.fill("")
    person.tap("保存并继续")
    person.page.get_by_role("link", name="请填写“还款账号”").click()
    person.page.keyboard.type(NEW)
    assert account.input_value() == NEW, "the error takes the focus once, and not while it is put right"
    asked = list[str]()
    person.page.on("request", lambda one: asked.append(one.method) if "/v1/" in one.url else None)
    person.tap("保存并继续")
    person.page.get_by_label("还款账号").wait_for(state="detached")
    assert asked[:2] == ["PATCH", "GET"] and "PATCH" not in asked[2:], (
        "saved, and read once; then the next page asks its own"
    )
    assert begun.get(f"/v1/applications/{case}")["form"]["wish"]["repayment_account"] == NEW


def test_a_loan_that_the_price_leaves_no_room_for_is_told_before_it_is_sent(at_draft) -> None:
    person, *_ = at_draft("loan/amount")
    person.page.get_by_label("贷款金额").fill("600000")
    person.tap("保存并继续")
    person.page.get_by_text("加上首付款 400,000 元，超过了房屋总价 900,000 元").first.wait_for()


def test_an_id_number_with_one_wrong_figure_is_told_while_it_is_typed(platform: Platform, phone: Phone) -> None:
    person = Person(phone(), SOMEBODY, _look)
    page = person.page
    arrive(person, platform.api, THEIR_CODE, "#/new")
    person.choose("购买新建商品房")
    person.tap("继续")
    person.type("购房合同编号", "LZ2026XS000109")
    person.tap("继续")
    person.choose("有")
    for typed, said in (
        ("620102", "已填 6 位，共 18 位"),
        ("620102199613200225", "不是一个日期"),
        ("620102199608200226", "号码对不上"),
        ("620102199608200225", "号码对得上"),
    ):
        page.get_by_label("配偶的身份证号码").fill(typed)
        page.get_by_text(said).first.wait_for()
    page.get_by_label("配偶的身份证号码").fill("620102199608200226")
    person.tap("继续")
    page.get_by_text("错误：号码对不上").wait_for()


QUOTED = ("/home/price", "/people/0/born", "/people/0/sex", "/people/0/base", "/people/0/balance", "/people/0/consecutive_months")  # fmt: skip
WRONG = [{"code": "WRONG_FORMAT", "field": field, "text": "此项格式不正确"} for field in QUOTED]


def moved_by_a_late_refusal(person: Person) -> float:
    """How much of what is in view moves when the API refuses every field after the half second that browsers forgive."""
    page = person.page

    def late(route: Any) -> None:
        time.sleep(0.6)
        route.fulfill(
            status=422, json={"code": "INVALID_REQUEST", "title": "填写的内容有误，请逐项更正", "defects": WRONG}
        )

    page.route("**/v1/quotes", late)
    page.evaluate(
        "() => { window.moved = []; new PerformanceObserver((all) => all.getEntries().forEach((one) => one.hadRecentInput || moved.push(one.value))).observe({type: 'layout-shift'}) }"
    )
    person.tap("算一算")
    page.get_by_role("alert").wait_for()
    page.wait_for_function("document.activeElement.matches('[role=alert]')")
    page.evaluate(
        "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn))))"
    )
    page.unroute("**/v1/quotes")
    page.get_by_role("link", name="房屋总价：此项格式不正确").wait_for()
    assert page.locator("form .field.wrong").count() == len(QUOTED), "each beside its own field"
    return float(page.evaluate("moved.reduce((sum, one) => sum + one, 0)"))


def test_a_quote_and_the_law_page_are_the_chosen_centres_and_say_why_nothing_can_be_lent(
    platform: Platform, phone: Phone
) -> None:
    person = Person(phone(viewport={"width": 375, "height": 1400}), SOMEBODY, _look)  # the whole form is in view
    page = person.page
    page.goto(f"{platform.api}/#/quote")
    page.get_by_label("办理中心").select_option("620200")
    for label, value in (
        ("房屋总价", "900000"),
        ("出生日期", "19550101"),
        ("公积金缴存基数", "12000"),
        ("公积金账户余额", "20000"),
        ("连续缴存", "60"),
    ):
        person.type(label, value)
    person.choose("男")
    assert moved_by_a_late_refusal(person) < 0.01
    person.tap("算一算")
    page.get_by_role("heading", name="现在还不能贷").wait_for()
    page.get_by_text("按嘉峪关").first.wait_for()
    page.get_by_text("能贷的期限是 0 个月").wait_for()
    page.get_by_text("这一条要由工作人员核对").first.wait_for()
    assert page.get_by_text("大约最多可贷").count() == 0
    assert "centre=620200" in str(page.get_by_role("link", name="办事指南").get_attribute("href"))
    page.goto(f"{platform.api}/#/law/999999")  # mistyped: the chosen centre's
    page.get_by_text("嘉峪关市住房公积金管理中心，").wait_for()
    page.get_by_text("最短缴存月数：6 个月").first.wait_for()
    assert page.get_by_role("alert").count() == 0
