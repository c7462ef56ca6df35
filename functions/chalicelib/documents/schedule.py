"""还款计划表: every period of the loan, as a paper to read and as a file to compute with."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from chalicelib import messages
from chalicelib.documents.letter import Fact, Head, Letter, chinese_date, due_day, figures, full_amount, percent
from chalicelib.domain.calendar import add_months
from chalicelib.domain.frozen import frozen
from chalicelib.domain.loan.schedule import Schedule
from chalicelib.domain.loan.servicing import Loan, next_reset

_DUE = "还款日"
_HEAD = ("期次", _DUE, "应还金额", "其中：本金", "其中：利息", "剩余本金")


@frozen
class Plan:
    """Every period: number, due day, payment, of it principal and interest, what is left."""

    KIND: ClassVar = "schedule"
    head: Head
    facts: tuple[Fact, ...]
    method: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def plan(letter: Letter, loan: Loan, repayment: Mapping[str, Any], mark: str) -> Plan:
    """The schedule of a loan as paid out, each instalment on the due day of the centre's terms (`repayment`); `mark` is the rate's."""
    schedule = loan.plan
    return Plan(
        letter.head("PAPER_SCHEDULE"),
        (
            ("贷款金额", full_amount(schedule.principal)),
            ("年利率", f"{percent(schedule.rate)}{mark}"),
            ("还款方式", messages.text(f"METHOD_{schedule.method}")),
            ("放款日期", chinese_date(loan.paid_out)),
            ("到期日", ends(loan)),
            (_DUE, due_day(repayment).removeprefix(f"{_DUE}为")),
            ("利息合计", figures(schedule.total_interest)),
            ("本息合计", figures(schedule.total_paid)),
        ),
        how_counted(loan.paid_out, schedule),
        _HEAD,
        tuple(_cells(loan, ",")),
    )


def ends(loan: Loan) -> str:
    """The day the term of a loan ends (到期日), and that of its last instalment where that is another."""
    whole, last = add_months(loan.paid_out, loan.plan.months), loan.due(loan.plan.months)
    return chinese_date(whole) + ("" if whole == last else messages.text("ENDS_LAST_DUE", last=chinese_date(last)))


def how_counted(paid_out: date, plan: Schedule) -> str:
    """How interest is counted (计息口径), and whether a loan of that term follows a changed rate."""
    resets = "SCHEDULE_RESETS" if next_reset(paid_out, plan.months) else "SCHEDULE_FIXED"
    return messages.text("SCHEDULE_METHOD", resets=resets)


def schedule_csv(loan: Loan) -> bytes:
    """The same table as CSV in UTF-8 with a byte-order mark, so that spreadsheet programs read the Chinese head."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in (_HEAD, *_cells(loan, "")):
        writer.writerow(guarded(cell) for cell in row)
    return out.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """The cell with an apostrophe before anything a spreadsheet would take for a formula."""
    return f"'{cell}" if cell[:1] in tuple("=+-@\t\r\n＝＋－＠") else cell


def _cells(loan: Loan, thousands: str) -> list[tuple[str, ...]]:
    return [
        (
            str(row.period),
            loan.due(row.period).isoformat(),
            *(f"{amount:{thousands}.2f}" for amount in (row.payment, row.principal, row.interest, row.balance)),
        )
        for row in loan.plan.rows
    ]
