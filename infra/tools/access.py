"""Writes docs/access.md from what routes and api/access.py say: who is answered what, about which case. Part of `make render`.

`tests/api/test_who_may.py` asks every line of it of the real routes.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from chalicelib import messages
from chalicelib.api import access, reaches
from chalicelib.api.http import assurance, looks
from chalicelib.api.http.route import Route
from chalicelib.api.routes import ROUTES
from chalicelib.casework import hands
from chalicelib.domain.assurance import Level
from chalicelib.domain.work import STAFF

FILE = Path(__file__).parents[2] / "docs" / "access.md"
YES = ""  # nothing about who asks stands in the way
# In what relation somebody may stand to the case they ask about.
SITUATIONS: Mapping[str, str] = {
    "own": "本人／本中心／本行的件",
    "party": "配偶、共同借款人；工作人员自己是当事人",
    "owner": "不借款的产权共有人",
    "two": "同一自然人以另一登录经手过",
    "recused": "已声明回避",
    "absent": "当事人不在窗口",
    "other": "他人、他行的件",
    "elsewhere": "其他中心的件",
    "ended": "已办结的件",
    "unknown": "没有的编号",
}
_KNOWN = frozenset(SITUATIONS) - {"unknown"}
# In which of them a tie holds.
_HOLDS = {
    "party": frozenset({"own", "party", "ended"}),
    "every party": frozenset({"own", "party", "owner", "ended"}),
    "party as handed in": frozenset({"own", "party", "owner", "ended"}),
    "party, now or once": frozenset({"own", "party", "owner", "ended"}),
    "owner of the paper": frozenset({"own", "ended"}),
    "bank": frozenset({"own", "ended"}),
    "centre": _KNOWN - {"elsewhere", "other"},
    "centre, or stands in": _KNOWN - {"elsewhere", "other"},
    "any": _KNOWN - {"other"},
}
# Which of them exist for whom: a depositor has no centre and no window, a bank has no person.
_OF = {
    "depositor": ("own", "party", "owner", "other", "ended", "unknown"),
    "bank": ("own", "other", "ended", "unknown"),
}
_OF_STAFF = ("own", "party", "two", "recused", "absent", "elsewhere", "ended", "unknown")
_APART = {"party", "recused"}  # staff who must not handle a case read nothing of it either
_HANDS = {"party": "NOT_FOUND", "two": "FOUR_EYES", "recused": "RECUSED"}
# What each condition refuses of those for whom the case is there.
_REFUSES: Mapping[str, Mapping[str, str]] = {
    "applicant": {"party": "NOT_YOUR_ROUTE", "owner": "NOT_YOUR_ROUTE"},
    "answerer": {"party": "NOT_YOUR_ROUTE", "owner": "NOT_YOUR_ROUTE"},
    "party": {},
    "signer": {"party": "NOT_FOUND", "owner": "NOT_FOUND"},
    "themselves": {},
    "window": _HANDS,
    "window with applicant": {**_HANDS, "absent": "PRESENCE_REQUIRED"},
    "window with answerer": {**_HANDS, "absent": "PRESENCE_REQUIRED"},
    "window for answerer": _HANDS,
    "window with them": {**_HANDS, "absent": "PRESENCE_REQUIRED"},
    "window with asked": {**_HANDS, "absent": "PRESENCE_REQUIRED"},
    "taker": _HANDS,
    "desk": _HANDS,
    "holder": {},
    "operations": _HANDS,
    "staff": {},
    "doubter": {"party": "NOT_FOUND", "recused": "RECUSED"},
    "giver": {"party": "NOT_FOUND", "recused": "RECUSED"},
}
_WORDS = {
    YES: "可以",
    "NOT_FOUND": "没有此件",
    "NOT_YOUR_ROUTE": "不可：非申请人",
    "RECUSED": "不可：已回避",
    "FOUR_EYES": "不可：须他人办",
    "PRESENCE_REQUIRED": "不可：须在场",
}
_CALLED = {"depositor": "群众", "bank": "受托银行", "ops": "运维"}
_CONDITIONS = {
    "applicant": "申请人本人", "party": "任一当事人", "signer": "被称签字的本人", "themselves": "各方本人，只为自己", "window": "窗口",
    "window with applicant": "窗口，申请人在场", "answerer": "申请人本人；只问一方的，该方本人", "window with answerer": "窗口，申请人（只问一方的，该方）在场", "window for answerer": "窗口；只问申请人以外一方的，须该方在场", "window with them": "窗口，所代办的一方在场", "window with asked": "窗口，所查询的一方在场", "taker": "办这类待办的人", "desk": "办这类待办的人；代办中心的，须已领取", "holder": "已领取该待办的人", "operations": "运维", "staff": "工作人员本人", "doubter": "已领取与承诺有关的待办的人；没有这类待办的，本中心人员可认定不实，放款后本中心主管还可认定属实；认定不实的人本人", "giver": "转出自己的待办的人，或者主管",
}  # fmt: skip
_LEVELS = {Level.LOGGED_IN: "登录", Level.REAL_NAME: "实名", Level.STRONG: "核身"}
_HEAD = """# 谁能办什么 · Who may do what

Rendered from `api/<audience>/routes.py`, `api/access.py` and `api/http/assurance.py`; change it there, then `make render`. Every cell is asked of the real routes by
`tests/api/test_who_may.py`; a route without its line fails it.

- 没有列出的身份一律拒绝（403 `NOT_YOUR_ROUTE`）；没有登录的，401。
- “没有此件”（404 `NOT_FOUND`）对不存在的和不该知道的是同一个回答：状态、代码、内容一样。
- 403（`STEP_UP` 除外）、404，以及登录、签名、设备不符被拒绝的，都留痕（运维 `GET /v1/ops/refusals`；同一登录每分钟至多十条），不记个人信息。
- 认证强度不够的，403 `STEP_UP`：群众须“核身”的，先完成人脸识别或者第二因素验证，十分钟内有效；更换表中已有的收款账户、原贷款账户、还款账户也须核身，
  在窗口则须申请人在场。工作人员一律以第二因素登录，只能在登记的设备上用；银行以签名登录。

## 不涉及某一件的

| 接口 | 做什么 | 谁能用 | 群众的认证强度 |
|---|---|---|---|
"""
_CASES = """
## 涉及某一件的

| 接口 | 做什么 | 谁 | 认证强度 | 须 | {situations} |
|---|---|---|---|---|{dashes}|
"""
# Roles that are called otherwise than a kind of work.
_NO_KIND = {hands.WINDOW: "受理（录入、提交、补正）", hands.SIGNING: "面签（合同拟定之后的窗口）", hands.FOLLOW: "跟进"}
_FOOT = """
## 四眼：一件之内，哪些环节可以由同一自然人办理

经手身份：{roles}。
同一自然人（不论用哪个登录）在一件之内只有一个经手身份，除非核准金额所在档的政策 `four_eyes` 把几个身份列为可由一人承担。
没有列出的、金额核准之前的，一律须由不同自然人办理。复核签字表单与收件同属窗口（合同拟定之后是 `signing`），但须由收件人以外的自然人办理（`OWN_SCAN`）。初审、复审不与任何身份合并；当事人、其亲属、已声明回避的，什么金额都不经手。
各中心的值、来源和核实标记：`make policy CENTRE=620100`（[policy.md](policy.md)）。

## 人工办理，谁办哪一类

| 待办 | 含义 | 谁能看、能办 | 经手身份 |
|---|---|---|---|
"""


def situations(audience: str) -> tuple[str, ...]:
    """In which relations to a case somebody of that audience may stand."""
    return _OF.get(audience, _OF_STAFF)


def outcome(route: Route, audience: str, situation: str) -> str:
    """The code of why somebody in that relation to the case is refused; `YES` if they are not."""
    if audience not in route.audience:
        return "NOT_YOUR_ROUTE"
    if not isinstance(route.finds, reaches.Reach):
        return YES
    if situation not in _HOLDS[route.finds.ties[audience]]:
        return "NOT_FOUND"
    refused = _REFUSES[route.may.by[audience]].get(situation, YES) if isinstance(route.may, access.Act) else YES
    apart = situation in _APART and audience not in _OF and looks.are_counted(route)
    return "NOT_FOUND" if apart and not refused else refused


def about_a_case() -> Iterator[tuple[Route, str]]:
    """Every route that finds a case for somebody with a session, and whom it is for."""
    return ((route, audience) for route in ROUTES if route.finds and not route.signed for audience in route.audience)


def text() -> str:
    """The whole page."""
    head = _CASES.format(situations=" | ".join(SITUATIONS.values()), dashes="|".join("---" for _ in SITUATIONS))
    others = "".join(
        f"| {_named(route)} | {route.summary} | {_whom(route)} | {_surely(route, 'depositor') if 'depositor' in route.audience else ''} |\n"
        for route in ROUTES
        if not route.finds or route.signed
    )
    cases = "".join(_row(route, audience) for route, audience in about_a_case())
    work = "".join(
        f"| {kind} | {one.meaning} | {'、'.join(map(_called, one.by))} | {hands.role_of(kind)} |\n"
        for kind, one in STAFF.items()
    )
    return _HEAD + others + head + cases + _FOOT.format(roles=_roles()) + work


def _row(route: Route, audience: str) -> str:
    needed = _CONDITIONS[route.may.by[audience]] if isinstance(route.may, access.Act) else "查阅"
    possible = situations(audience)
    cells = [_WORDS[outcome(route, audience, one)] if one in possible else "" for one in SITUATIONS]
    return f"| {_named(route)} | {route.summary} | {_called(audience)} | {_surely(route, audience)} | {needed} | {' | '.join(cells)} |\n"


def _named(route: Route) -> str:
    return f"`{route.method} {route.path.removeprefix('/v1')}`"


def _surely(route: Route, audience: str = "depositor") -> str:
    if audience not in route.audience:
        return ""
    return {"depositor": _LEVELS[assurance.needed(route)], "bank": "签名"}.get(audience, "第二因素")


def _whom(route: Route) -> str:
    if route.signed:
        return "以签名认定的受托银行" if route.signed.__name__ == "bank" else "以签名认定的登记机构"
    return "、".join(map(_called, route.audience)) or "任何人"


def _roles() -> str:
    roles = dict.fromkeys((hands.WINDOW, hands.SIGNING, *map(hands.role_of, STAFF)))
    return "，".join(f"`{one}` {_NO_KIND[one] if one in _NO_KIND else STAFF[one].meaning}" for one in roles)


def _called(audience: str) -> str:
    return _CALLED.get(audience) or messages.text(f"AUDIENCE_{audience.upper()}")


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
