"""What a credit report (征信) says somebody owes besides the commercial loan that is to be replaced (商转公).

That loan is settled with the money lent, so it is neither another mortgage nor a debt that remains. It is taken off only in
the report that shows it (`old_loan_…`, domain/checks/facts.py): a couple's joint loan stands in both reports and is taken off both.

Any other joint debt (共同债务) stands in both reports too, and is owed once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

Report = Mapping[str, Any]


def other_mortgages(report: Report) -> int:
    """Unsettled commercial housing loans that remain."""
    return max(0, int(report["unsettled_housing_loans"]) - bool(report.get("old_loan_unsettled")))


def a_month(report: Report) -> Decimal:
    """Yuan a month for debts that remain."""
    replaced = Decimal(report.get("old_loan_due") or 0) if report.get("old_loan_unsettled") else Decimal(0)
    return max(Decimal(0), Decimal(report["monthly_debt"]) - replaced)


def together(reports: Sequence[Report]) -> Decimal:
    """Yuan a month for the debts that remain of several people together: what stands in several of their reports counts once."""
    again = sum((Decimal(debt["due"]) for debt in _again(reports)), Decimal(0))
    return _once(reports, a_month, again)


def mortgages(reports: Sequence[Report]) -> int:
    """Unsettled commercial housing loans that remain of several people together, a joint one counted once."""
    return int(_once(reports, other_mortgages, sum(bool(debt["housing"]) for debt in _again(reports))))


def _once(reports: Sequence[Report], of: Callable[[Report], Decimal | int], again: Decimal | int) -> Decimal:
    """The sum, less what is there again; never less than one of them owes alone, whatever a person put into its place."""
    each = [Decimal(of(report)) for report in reports]
    return max(sum(each, Decimal(0)) - again, max(each, default=Decimal(0)))


def _again(reports: Sequence[Report]) -> Iterator[Mapping[str, Any]]:
    """The debts of each report that an earlier one has already told of."""
    seen: set[str] = set()
    for report in reports:
        mine = report.get("debts") or ()
        yield from (debt for debt in mine if debt["key"] in seen)
        seen.update(debt["key"] for debt in mine)
