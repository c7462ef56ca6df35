"""The report for people, as rows in Chinese with units, what holds and what is proposed in columns of their own: `make policy` prints the same way.
Amounts in yuan; nobody is named."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from rich.console import Console
from rich.markup import escape

from chalicelib import clock, policy
from chalicelib.documents.figure_words import called
from chalicelib.messages import text_or, whom
from chalicelib.policy import Book
from chalicelib.whatif.comparing import OPEN, SAME, Row, Side, Why
from chalicelib.whatif.late import Affected
from chalicelib.whatif.late_letters import Misled, Told
from chalicelib.whatif.proposal import Proposal
from chalicelib.whatif.report import CHANGES, Totals, by_centre, totals
from chalicelib.whatif.stored import Stored
from infra.tools.policy import showing
from infra.tools.whatif import paths

CHANGED = {
    "same": "不变",
    "granted": "由拒转准",
    "refused": "由准转拒",
    "raised": "额度提高",
    "lowered": "额度降低",
    "terms": "期限或利率",
    "class": "审批类别",
    "open": "须继续核验",
}
_OUTCOMES = {"pass": "通过", "fail": "不通过", "look": "需人看", "": "—", "yes": "有", "no": "无"}
_NOTHING = "—"
_CASES = ("办件流水号", "购房类型", "变化", "项目", "现行", "方案", "增减", "原因")
_SUMS = ("中心", "项目", "现行", "方案", "增减")
_PROPOSED = ("中心", *showing.DIFFERING)


def replayed(console: Console, stored: Sequence[Stored]) -> None:
    """Whether every stored decision can be made again, and where not, what was stored beside what comes out now."""
    wrong = [one for one in stored if one.replay.outcome != "same"]
    _say(console, f"\n复算已存决定：共 {len(stored)} 件，{len(stored) - len(wrong)} 件与所存完全一致")
    if wrong:
        rows = [(one.number, _centre(one.centre), *row) for one in wrong for row in paths.rows(one.replay)]
        showing.show(console, f"不一致 {len(wrong)} 件", ("办件流水号", "中心", *paths.HEADS), rows)


def late(
    console: Console, learnt: date, found: Sequence[Affected], told: Sequence[Told], ends: Sequence[Misled], opened: int
) -> None:
    """Decisions made before law learnt of that day, and what differs by it; open cases that were told another last day, and ends, other remedies."""
    may = sum(one.may_differ for one in found)
    title = (
        f"{learnt} 补录的规定：涉及此前已作决定的 {len(found)} 件，其中须人工复核的 {may} 件，新开复核待办 {opened} 件"
    )
    heads = ("办件流水号", "决定日期", "须复核", "涉及的规定", "放款日期", "放款利率", "应为利率")
    showing.show(console, title, heads, [_affected(one) for one in found])
    _cases(console, [one.row for one in found])
    title = f"收件或者受理时告知的法定期限有误、尚未作出决定：{len(told)} 件"
    rows = [(one.open.number, one.told.isoformat(), one.law.isoformat()) for one in told]
    showing.show(console, title, ("办件流水号", "告知的最后一日", "应为"), rows)
    title = f"办结时告知的救济途径或者期限有误：{len(ends)} 件"
    ended = [
        (one.ended.number, one.ended.ended_on.isoformat(), "、".join(called(of.name) for of in one.changes))
        for one in ends
    ]
    showing.show(console, title, ("办件流水号", "办结日期", "涉及的规定"), ended)


def compared(console: Console, proposal: Proposal, rows: Sequence[Row]) -> None:
    """What the proposal would change."""
    _say(console, f"\n方案 {proposal.name}：按 {proposal.on} 施行的数值比较")
    showing.show(console, "方案改动的政策数值", _PROPOSED, list(_figures(proposal)))
    for line in _assumed(proposal, rows):
        _say(console, f"· {line}")
    _cases(console, rows)
    whole = totals(rows)
    sums = {**{_centre(code, proposal.proposed): one for code, one in by_centre(rows).items()}, "全部": whole}
    showing.show(console, "合计", _SUMS, [row for centre, one in sums.items() for row in _summed(centre, one)])
    counted = "，".join(f"{CHANGED[change]} {whole.changes.get(change, 0)} 件" for change in CHANGES)
    _say(console, f"预算影响 {whole.proposed - whole.now:+,.2f} 元；{counted}")


def _say(console: Console, line: str) -> None:
    console.print(escape(line), highlight=False, soft_wrap=True)


def _centre(code: str, book: Book | None = None) -> str:
    return (book or policy.shipped()).centres().get(code, code)


def _figures(proposal: Proposal) -> Iterator[showing.Row]:
    """Every figure of the policy that the proposal changes on its day, once for all centres for which it changes alike."""
    centres = proposal.proposed.centres()
    alike: dict[showing.Row, list[str]] = {}
    for code in centres:
        if code in proposal.present.centres():
            sides = (proposal.present, code, proposal.on), (proposal.proposed, code, proposal.on)
            for row in showing.differing(*sides):
                alike.setdefault(row, []).append(centres[code])
    for row, where in alike.items():
        yield ("全省" if len(where) == len(centres) else "、".join(where), *row)


def _assumed(proposal: Proposal, rows: Sequence[Row]) -> Iterator[str]:
    yield f"两边都用 {proposal.on} 的政策与利率；人、房、收入和各部门答复按各件原决定之日"
    yield "只重算审核定额（规则、额度、期限、利率、审批类别）；不推演人工意见、补正和撤件，申请人也不因此改变申请金额"
    if opened := sum(row.change == OPEN for row in rows):
        yield f"{opened} 件按方案须继续核验（如征信尚未查询），结果未知，未计入金额"
    if drifted := sum(row.drifted for row in rows):
        yield f"{drifted} 件即使不采用本方案，按现行政策到该日也已与原决定不同；“现行”一栏为到该日的结果"


def _affected(one: Affected) -> showing.Row:
    figures = "、".join(called(figure) for figure in one.figures) or _NOTHING
    price = (one.price.on.isoformat(), f"{one.price.paid}%", f"{one.price.due}%") if one.price else (_NOTHING,) * 3
    return one.stored.number, one.stored.decided_on.isoformat(), "是" if one.may_differ else "否", figures, *price


def _cases(console: Console, rows: Sequence[Row]) -> None:
    changed = sorted((row for row in rows if row.change != SAME), key=lambda row: -abs(row.effect))
    title = f"受影响的办件：{len(changed)} 件"
    showing.show(console, title, _CASES, [line for row in changed for line in _case(row)])


def _kind(code: str) -> str:
    """What a purchase kind is called, or its code where there is none like it today."""
    kinds = policy.in_force(next(iter(policy.centres())), clock.today()).kinds
    return kinds[code].name if code in kinds else code


def _case(row: Row) -> Iterator[showing.Row]:
    """A line for everything that is not the same under both; why stands beside each."""
    what = (row.number, _kind(row.kind), CHANGED[row.change])
    why = "；".join(map(_why, row.why)) or _NOTHING
    before, after = dict(_side(row.now)), dict(_side(row.proposed))
    for name in dict.fromkeys((*before, *after)):
        now, proposed = before.get(name, _NOTHING), after.get(name, _NOTHING)
        if now != proposed:
            yield *what, name, now, proposed, _more(row.effect) if name == "贷款额度" else "", why


def _side(side: Side) -> Iterator[tuple[str, str]]:
    yield "结果", "待核验" if side.open else "准予贷款" if side.approved else "不予贷款"
    if side.approved and not side.open:
        yield "贷款额度", f"{side.amount:,.0f} 元"
        yield "期限", f"{side.months} 个月"
        yield "年利率", f"{side.rate}%"
        yield "审批类别", text_or(side.route, f"ROUTE_{side.route}")
        yield "决定额度的上限", text_or(side.binding, side.binding)


def _summed(centre: str, sums: Totals) -> Iterator[showing.Row]:
    changed = sums.cases - sums.changes.get(SAME, 0)
    yield centre, "办件", f"{sums.cases} 件", f"其中 {changed} 件变化", ""
    yield centre, "贷款金额", f"{sums.now:,.2f} 元", f"{sums.proposed:,.2f} 元", _more(sums.proposed - sums.now)
    for route, (now, proposed) in sums.classes.items():
        yield centre, text_or(route, f"ROUTE_{route}"), f"{now} 件", f"{proposed} 件", f"{proposed - now:+d} 件"


def _more(yuan: Decimal) -> str:
    return f"{yuan:+,.0f} 元"


def _why(why: Why) -> str:
    change = (
        f" {_OUTCOMES.get(why.now, why.now)}→{_OUTCOMES.get(why.proposed, why.proposed)}"
        if why.now or why.proposed
        else ""
    )
    return f"{text_or(why.code, why.code)}{f'（{whom(why.subject)}）' if why.subject else ''}{change}"
