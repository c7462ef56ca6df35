"""What a credit report (征信) says somebody owes besides the commercial loan that is to be replaced (商转公).

That loan is settled with the money lent, so it is neither another mortgage nor a debt that remains. It is taken off only in
the report that shows it (`old_loan_…`, domain/checks/facts.py): a couple's joint loan stands in both reports and is taken off both.
"""

from collections.abc import Mapping
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
