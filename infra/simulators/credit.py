"""A second-generation credit report (docs/domain.md 4.3), made of the few lines people.yaml keeps of a person's credit."""

from collections.abc import Mapping
from datetime import date
from typing import Any

_ACCOUNT = {"status": "正常", "five_class": "正常", "balance": "0", "monthly_due": "0", "overdue": "0"}


def report(person: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any] | None:
    """The report made today; None for a person without any credit (白户)."""
    if "credit" not in person:
        return None
    today = date.today()
    return {
        "header": {
            "report_no": f"SIM{person['id_number'][-6:]}",
            "time": f"{today}T00:00:00",
            "name": asked["name"],
            "id_type": "10",
            "id_number": asked["id_number"],
            "reason": asked["reason"],
        },
        "accounts": [_account(line, today) for line in person["credit"]],
        "queries": [
            {"date": f"{_month(today, back)}-01", "reason": "贷款审批"} for back in person.get("credit_queries", ())
        ],
        "disputes": [{"open": True}] if person.get("credit_dispute") else [],
    }


def _account(line: Mapping[str, Any], today: date) -> dict[str, Any]:
    late = line.get("late", {})  # months back -> repayment code of that month
    return {
        **_ACCOUNT,
        **{name: value for name, value in line.items() if name != "late"},
        "repayment": {_month(today, back): str(late.get(back, "N")) for back in range(60)},
    }


def _month(today: date, back: int) -> str:
    month = today.year * 12 + today.month - 1 - back
    return f"{month // 12}-{month % 12 + 1:02}"
