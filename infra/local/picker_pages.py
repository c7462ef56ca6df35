"""The picker's pages as HTML: no scripts; they look like ours."""

import html
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from chalicelib import policy
from chalicelib.pages import files

Rows = Mapping[str, Mapping[str, Any]]
# Where a member of staff works: the page, and the channel they log in by.
_DESKS = {
    "clerk": ("desk?at=window", "window"),
    "reviewer": ("desk", "desk"),
    "supervisor": ("supervise", "desk"),
    "ops": ("ops", "desk"),
}
DEVICES = {"desk": "terminal-", "window": "window-"}
_WORK = {
    "clerk": "代填申请、当面签约、出件",
    "reviewer": "核查和审批",
    "supervisor": "督办、分派、请假、答复投诉",
    "ops": "流程、接口、告警、重启",
}
_ROLES = {"clerk": "窗口人员", "reviewer": "审核员", "supervisor": "主管", "ops": "运维", "hotline": "热线"}


def start(people: Rows, staff: Rows, couples: Mapping[str, Mapping[str, Any]]) -> str:
    """Who can log in as whom, and what to try in five minutes; `couples`: the form each would fill in, by the login of who begins."""
    # Who is filled in by hand is offered by no button: of one contract only one application goes on.
    own, *filled = couples.values()
    tries = [_try(code, form) for code, form in couples.items() if form in filled]
    me, spouse = (one["name"] for one in own["people"])
    centres = policy.centres()
    citizens = "".join(
        f'<li><a href="/?channel=wechat&amp;code={html.escape(code)}">{html.escape(one["name"])}</a><small>{html.escape(one.get("story", ""))}</small></li>'
        for code, one in people.items()
    )
    workers = "".join(
        f'<li><a href="{html.escape(_place(code, one))}">{_ROLES[one["audience"]]} {html.escape(one["staff"])}</a><small>{_WORK[one["audience"]]} · {html.escape(centres[one["centre"]])}</small></li>'
        for code, one in staff.items()
        if one["audience"] in _DESKS
    )
    return _whole(
        "从这里开始",
        f"""<h1>从这里开始</h1>
<p>这是本机上的安居：真的程序，模拟的部门、银行和人。每个标签页各登录一个人；两部手机就开两个窗口（其中一个用无痕模式）。</p>
<section class="sheet"><h2>五分钟能试什么</h2><ol class="dots">
<li><a class="links" href="/">看一位缴存人第一眼看到的首页</a></li>
<li><a class="links" href="/#/quote">不登录，先试算</a></li>
<li>自己填一件：在下面点{me}登录；购房合同编号 <b class="num">{own["home"]["contract_number"]}</b>，配偶{spouse}的身份证号码 <b class="num">{own["people"][1]["id_number"]}</b>；首付款 <b class="num">{own["home"]["down_payment"]}</b>，还款账号 <b class="num">{own["wish"]["repayment_account"]}</b>；贷 300000 元、选 20 年当场就批，选 30 年要审核员看一眼</li>
<li>不想填：用下面的按钮一键填好，只差提交</li>
<li>提交之后看进度、签合同（配偶用另一个窗口登录签）、领文书</li>
<li>换到柜台后面：在下面“工作人员”里点窗口、审核员、主管或者运维</li></ol></section>
{"".join(tries)}
<section class="sheet"><h2>工作人员</h2><ul class="picks">{workers}</ul></section>
<section class="sheet"><h2>缴存人</h2><p class="soft">样例里的人在 make run 时已经各办过一件，登录能看到结果；想从头办，用别的人。</p><ul class="picks">{citizens}</ul></section>
<p class="soft">登录码和人都写在 infra/simulators/province/。本页只在本机有，从不部署。</p>""",
    )


def _place(code: str, one: Mapping[str, Any]) -> str:
    page, channel = _DESKS[one["audience"]]
    built = page if files.page(page.partition("?")[0]) else "desk"
    given = {"channel": channel, "code": code, "device": code.replace("code-", DEVICES[channel], 1)}
    return f"/{built}{'&' if '?' in built else '?'}{urlencode(given)}"


def named(staff: Rows) -> dict[str, dict[str, str]]:
    """Staff as the login page names them."""
    centres = policy.centres()
    return {
        code: {"name": f"{_ROLES[one['audience']]} {one['staff']}", "story": centres[one["centre"]]}
        for code, one in staff.items()
    }


def choose(purpose: str, people: Rows, to: Mapping[str, str], known: str) -> str:
    """The page of an identity provider: who logs in, or whose face is seen. Whoever logged in last in this browser stands first."""
    title = "模拟的刷脸核身" if purpose == "face" else "模拟的登录"
    what = "谁在镜头前？" if purpose == "face" else "用谁的账号登录？"
    first = sorted(to, key=lambda code: code != known)
    rows = "".join(
        f'<li><a class="{"button wide" if code == known else ""}" href="{html.escape(to[code])}">{html.escape(people[code]["name"])}</a>'
        f"<small>{'' if code == known else html.escape(people[code].get('story', ''))}</small></li>"
        for code in first
    )
    return _whole(
        title,
        f'<h1>{title}</h1><p>{what} <span class="soft">真实环境里，这是渠道自己的页面。</span></p><ul class="picks">{rows}</ul>',
    )


def _try(code: str, form: Mapping[str, Any]) -> str:
    borrower, spouse = (one["name"] for one in form["people"])
    return (
        f'<form method="post" action="/start/fill" class="sheet"><h2>一键填好：{html.escape(borrower)}和{html.escape(spouse)}</h2>'
        f'<p class="soft">替两人登录、授权、预填，停在提交之前。</p><input type="hidden" name="login" value="{html.escape(code)}">'
        '<button class="wide">填好并打开</button></form>'
    )


def _whole(title: str, body: str) -> str:
    style = f"/web/{files.release()}/shared/anju.css"
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title} · 安居</title><link rel="stylesheet" href="{style}"></head><body><header class="top"><span class="brand">安居</span>'
        f'<span class="soft">本机</span></header><main class="stack">{body}</main></body></html>'
    )
