"""A couple's walk over their own two phones, as they would tap it; every value they type is counted."""

from collections.abc import Callable
from typing import Any

from infra.players.client import Operations

Look = Callable[[Any, str], None]
BORROWER, SPOUSE = "周子安", "林书宁"


class Person:
    """Somebody with a phone of their own. `typed` are the fields they filled in."""

    def __init__(self, page: Any, name: str, look: Look) -> None:
        self.page, self.name, self.typed, self._look = page, name, [], look

    def tap(self, name: str, exact: bool = False) -> None:
        """Presses the link or button of that name."""
        link = self.page.get_by_role("link", name=name, exact=exact)
        link.or_(self.page.get_by_role("button", name=name, exact=exact)).first.click()

    def tap_text(self, text: str) -> None:
        """Presses what opens more."""
        self.page.get_by_text(text, exact=True).first.click()

    def type(self, label: str, value: str) -> None:
        """Fills in a field."""
        self.page.get_by_label(label, exact=True).fill(value)
        self.typed.append(label)

    def choose(self, *labels: str) -> None:
        """Chooses or ticks."""
        for label in labels:
            self.page.get_by_label(label).first.check()

    def sees(self, text: str) -> None:
        """Waits for a heading, and looks at the page."""
        self.page.get_by_role("heading", name=text).first.wait_for()
        self._look(self.page, text)

    def log_in(self, by: str = "用微信登录") -> None:
        """By the simulated provider."""
        self.tap(by)
        self.tap(self.name)

    def face(self) -> None:
        """Shows it is they."""
        self.tap("先刷脸确认是您本人")
        self.tap(self.name)

    def agree(self, to: str) -> None:
        """Reads an authorisation and gives it."""
        self.sees(to)
        self.tap("我已看清，同意授权")

    def sign(self) -> None:
        """Signs what is in view."""
        self.tap("签署合同")
        self.sees("看合同并签署")
        self.page.get_by_role("checkbox").check()
        self.tap("签署合同")


def fill_in(borrower: Person, api: str) -> str:
    """From nothing to all the borrower can do alone. Returns the spouse's code."""
    borrower.page.goto(f"{api}/")
    borrower.sees("住房公积金购房贷款")
    borrower.tap("开始办理")
    borrower.sees("请先登录")
    borrower.log_in()
    borrower.sees("我的申请")
    borrower.tap("新办一件")
    borrower.tap("继续")
    borrower.sees("有内容需要改正")
    borrower.choose("购买新建商品房")
    borrower.tap("继续")
    borrower.type("购房合同编号", "LZ2026XS000101")
    borrower.tap("继续")
    borrower.choose("有")
    borrower.type("配偶的身份证号码", "620102199608200225")
    borrower.sees("家庭情况")
    borrower.tap("继续")
    borrower.sees("您的申请")
    borrower.tap("开始", exact=True)
    borrower.face()
    borrower.agree("个人信息处理与数据共享授权书")
    borrower.sees("请核对这些信息")
    price_is_looked_at(borrower)
    borrower.tap("都对，继续")
    borrower.type("首付款", "390000")  # the account that is watched over has received 400,000
    borrower.tap("保存并继续")
    borrower.type("贷款金额", "500,000")
    borrower.sees("想贷多少钱")
    borrower.tap("保存并继续")
    borrower.page.get_by_text("2,001.70").wait_for()
    borrower.sees("贷多久，怎么还")
    borrower.tap("保存并继续")
    borrower.choose("陇原银行")
    borrower.type("还款账号", "6222022700009000012")
    borrower.sees("从哪张卡还款")
    borrower.tap("保存并继续")
    borrower.tap("生成邀请码")
    code = str(borrower.page.locator("#invitation").inner_text())
    borrower.sees("请配偶（共同借款人）本人确认")
    borrower.tap("继续")
    borrower.choose("本人承诺申请内容和材料真实", "本人如实申报家庭", "本人及配偶没有未结清")
    borrower.sees("申明")
    borrower.tap("保存并继续")
    borrower.agree("征信查询授权书")
    borrower.page.get_by_text("等另一方在自己的手机上确认").wait_for()
    return code


def price_is_looked_at(borrower: Person) -> None:
    """Whether the price is wrong: it stands there with who told it, and nothing else that was told has to be typed for having asked."""
    borrower.page.locator("a[href$='/told/home/price']").click()
    borrower.sees("房屋总价")
    borrower.page.get_by_text("来自住建部门").wait_for()
    assert borrower.page.get_by_label("房屋总价", exact=True).input_value() == "900000.00"
    borrower.tap("保存并继续")
    borrower.sees("请核对这些信息")


def join(spouse: Person, api: str, code: str) -> None:
    """The spouse's own part, by the invitation."""
    spouse.page.goto(f"{api}/#/join/{code}")
    spouse.log_in()
    spouse.face()
    spouse.sees("加入家人的申请")
    spouse.tap("加入", exact=True)
    spouse.tap("开始", exact=True)
    spouse.agree("个人信息处理与数据共享授权书")
    spouse.tap("都对，继续")
    spouse.agree("征信查询授权书")
    spouse.page.get_by_text("您的部分办好了").wait_for()


def hand_in(borrower: Person) -> None:
    """Looks at everything again, and submits."""
    borrower.tap("继续办理")
    borrower.sees("核对并提交")
    borrower.tap("提交申请")
    borrower.sees("申请已经提交")
    borrower.tap("看办到哪一步")


PATIENCE = 120  # seconds by the page's clock
NOT_REFRESHED = "没能刷新，页面上还是之前的内容"


def refresh_in_vain(page: Any, path: str, act: Callable[[], None] = lambda: None) -> None:
    """Does something while what is shown cannot be looked at again: it stays, and the frame says so."""
    page.route(
        path, lambda route: route.fulfill(status=503, json={}) if route.request.method == "GET" else route.continue_()
    )
    page.clock.install()  # the waits between tries pass at once
    act()
    hurry(page, page.get_by_text(NOT_REFRESHED))
    page.unroute(path)


def hurry(page: Any, awaited: Any, state: str = "visible") -> None:
    """Lets the waits of the page itself pass, until something is there, or is not."""
    for _ in range(PATIENCE):
        if awaited.count() == (state == "visible"):
            return
        page.clock.run_for(1000)
        page.wait_for_timeout(20)
    raise AssertionError(f"waited {PATIENCE} seconds of its own for {awaited}")


def arrive(person: Person, api: str, code: str, to: str = "") -> None:
    """Comes to a place with a login from within a channel."""
    person.page.goto(f"{api}/?channel=wechat&code={code}{to}")
    person.page.get_by_role("button", name="是我自己打开的").click()


def listed(api: str, case: str) -> str:
    """How the lists of staff name a case: by the end of its number."""
    number = Operations(api, "code-ops-1").case(case)["number"]
    return f"…{number[-12:-4]} {number[-4:]}"
