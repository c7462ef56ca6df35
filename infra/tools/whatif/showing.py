"""The report for people: on a terminal, or as plain text. Amounts in yuan; nobody is named."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from chalicelib.messages import text_or, whom
from chalicelib.whatif.comparing import OPEN, SAME, Row, Side, Why
from chalicelib.whatif.late import Affected, Told
from chalicelib.whatif.proposal import Proposal
from chalicelib.whatif.report import CHANGES, Totals, by_centre, replays, totals
from chalicelib.whatif.stored import Stored

_CHANGES = {
    "same": "不变",
    "granted": "[green]由拒转准[/green]",
    "refused": "[red]由准转拒[/red]",
    "raised": "[green]额度提高[/green]",
    "lowered": "[yellow]额度降低[/yellow]",
    "terms": "期限或利率",
    "class": "审批类别",
    "open": "[cyan]须继续核验[/cyan]",
}
_OUTCOMES = {"pass": "通过", "fail": "不通过", "look": "需人看", "": "—", "yes": "有", "no": "无"}
_GONE = "其适用的政策版本已不存在，无法证明"


def replayed(console: Console, stored: Sequence[Stored]) -> None:
    """Whether every stored decision can be made again."""
    found = replays(stored)
    console.print(f"\n[bold]复算已存决定[/bold] 共 {found['cases']} 件，{found['same']} 件与所存完全一致")
    for wrong in found["mismatches"]:
        what = _GONE if wrong["outcome"] == "version_gone" else "不一致"
        console.print(f"  [red]{wrong['number']}[/red] {what}：{escape(', '.join(wrong['paths']))}", soft_wrap=True)


def late(console: Console, learnt: date, found: Sequence[Affected], told: Sequence[Told], opened: int) -> None:
    """Decisions made before law learnt of that day, and what differs by it; open cases that were told another last day."""
    console.print(f"\n[bold]{learnt} 补录的规定[/bold] 涉及此前已作决定的 {len(found)} 件，新开复核待办 {opened} 件")
    for one in found:
        line = f"  {one.stored.number} {one.stored.decided_on} {', '.join(one.figures)}"
        if one.price:
            line += f"；{one.price.on} 按 {one.price.paid}% 放款，应为 {one.price.due}%"
        console.print(line, highlight=False, soft_wrap=True)
    console.print(_cases([one.row for one in found]))
    console.print(f"[bold]受理时告知的法定期限有误、尚未作出决定[/bold] {len(told)} 件")
    for each in told:
        console.print(f"  {each.open.number} 告知 {each.told}，应为 {each.law}", highlight=False, soft_wrap=True)


def compared(console: Console, proposal: Proposal, rows: Sequence[Row]) -> None:
    """What the proposal would change."""
    console.print(f"\n[bold]方案 {escape(proposal.name)}[/bold] 按 {proposal.on} 施行的数值比较")
    for change in proposal.changes:
        console.print(f"  {escape(change)}", highlight=False, soft_wrap=True)
    for line in _assumed(proposal, rows):
        console.print(f"[dim]· {line}[/dim]", soft_wrap=True)
    console.print(_cases(rows))
    console.print(_sums(rows))
    whole = totals(rows)
    console.print(
        f"[bold]预算影响 {_signed(whole)} 元[/bold]（现行 {whole.now:,.2f}，方案 {whole.proposed:,.2f}）；"
        + "，".join(f"{_CHANGES[change]} {whole.changes.get(change, 0)}" for change in CHANGES)
    )


def _assumed(proposal: Proposal, rows: Sequence[Row]) -> Iterator[str]:
    yield f"两边都用 {proposal.on} 的政策与利率；人、房、收入和各部门答复按各件原决定之日"
    yield "只重算审核定额（规则、额度、期限、利率、审批类别）；不推演人工意见、补正和撤件，申请人也不因此改变申请金额"
    if opened := sum(row.change == OPEN for row in rows):
        yield f"{opened} 件按方案须继续核验（如征信尚未查询），结果未知，未计入金额"
    if drifted := sum(row.drifted for row in rows):
        yield f"{drifted} 件即使不采用本方案，按现行政策到该日也已与原决定不同；“现行”一栏为到该日的结果"


def _cases(rows: Sequence[Row]) -> Table:
    table = Table(title="受影响的办件", title_justify="left", header_style="bold")
    for head in ("办件流水号", "类型", "变化", "现行", "方案", "差额", "原因"):
        table.add_column(head, overflow="fold", no_wrap=head in ("办件流水号", "变化", "差额"))
    for row in sorted((row for row in rows if row.change != SAME), key=lambda row: -abs(row.effect)):
        table.add_row(
            row.number,
            row.kind,
            _CHANGES[row.change],
            _side(row.now),
            _side(row.proposed),
            f"{row.effect:+,.0f}",
            "；".join(map(_why, row.why)) or "—",
        )
    return table


def _sums(rows: Sequence[Row]) -> Table:
    table = Table(title="合计", title_justify="left", header_style="bold")
    for head in ("中心", "件数", "变化", "现行金额", "方案金额", "预算影响", "A 类", "B 类", "C 类"):
        table.add_column(head, justify="left" if head == "中心" else "right")
    for centre, sums in {**by_centre(rows), "全部": totals(rows)}.items():
        changed = sums.cases - sums.changes.get(SAME, 0)
        table.add_row(
            centre,
            str(sums.cases),
            str(changed),
            f"{sums.now:,.2f}",
            f"{sums.proposed:,.2f}",
            _signed(sums),
            *(f"{before} → {after}" for before, after in sums.classes.values()),
        )
    return table


def _side(side: Side) -> str:
    if side.open:
        return "待核验"
    if not side.approved:
        return "不予贷款"
    return (
        f"{side.amount:,.0f} 元 {side.months} 月 {side.rate}% {side.route} 类（{text_or(side.binding, side.binding)}）"
    )


def _why(why: Why) -> str:
    change = (
        f" {_OUTCOMES.get(why.now, why.now)}→{_OUTCOMES.get(why.proposed, why.proposed)}"
        if why.now or why.proposed
        else ""
    )
    return f"{text_or(why.code, why.code)}{f'（{whom(why.subject)}）' if why.subject else ''}{change}"


def _signed(sums: Totals) -> str:
    return f"{sums.proposed - sums.now:+,.2f}"
