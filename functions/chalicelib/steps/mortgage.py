"""Mortgage registration (抵押登记): asked of the registry once, answered by its callback."""

from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib import clock
from chalicelib.agencies import registry
from chalicelib.domain import calendar
from chalicelib.errors import PreconditionFailed
from chalicelib.records import acceptance, casefile, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import frame
from chalicelib.steps.checking import purpose_of
from chalicelib.steps.deadlines import due
from chalicelib.steps.knowing import mortgages_before_ours, transfer_of


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Waits for `registered`, `rejected` or `more_material`.

    Raises `AgencyUnavailable`, and `PreconditionFailed` while a loan that had to be settled first still has its mortgage.
    """
    return frame.run(event, _mortgage)


def _mortgage(case: CaseFile, event: frame.Event) -> str:
    filed = case.get("mortgage") or {}
    if _is_new(filed, event):
        _check_settled(case)
        filed = _file(case, event, filed.get("attempt", 0) + 1)
    biz_id = filed["apply_biz_id"]
    task = tasks.task_id(case.id, "mortgage", filed["attempt"])
    acceptance.register(f"mortgage#{biz_id}", case=case.id, task=task)
    tasks.open_task(
        case.id, "mortgage", filed["attempt"], event["token"],
        centre=case["centre"], **due(case, "mortgage"), details={"apply_biz_id": biz_id},
    )  # fmt: skip
    if filed["status"] == "PENDING":
        registry.apply_mortgage(
            biz_id, case.application, case["contract"]["number"], Decimal(case["decision"]["amount"]),
            (date.fromisoformat(filed["from"]), date.fromisoformat(filed["until"])), purpose_of(case, "mortgage"),
            rank=1 + len(mortgages_before_ours(case)),
        )  # fmt: skip
    return "waiting"


def _check_settled(case: CaseFile) -> None:
    """Settled first (先还后贷): our mortgage is asked for once the old one is gone, or the registry would only reject it."""
    if transfer_of(case) == "settle_first":
        home = case.application.home
        if registry.unit(home, home.unit_number, purpose_of(case, "mortgage")).mortgages:
            raise PreconditionFailed("mortgage: the old loan's mortgage is still registered")


def _is_new(filed: dict[str, Any], event: frame.Event) -> bool:
    # The registry wanted more material and a person sent us here again: that is another application.
    return not filed or (filed["status"] == "NEED_MORE_MATERIAL" and filed["visit"] != event["visit"])


def _file(case: CaseFile, event: frame.Event, attempt: int) -> dict[str, Any]:
    today = clock.today()
    filed = {
        "apply_biz_id": f"{case['contract']['number']}M{attempt}", "attempt": attempt, "status": "PENDING",
        "visit": event["visit"], "from": today.isoformat(),
        "until": calendar.add_months(today, int(case["decision"]["months"])).isoformat(),
    }  # fmt: skip
    casefile.amend(
        case.id, {"status": "REGISTERING", "mortgage": filed, **casefile.event("MORTGAGE_FILED", str(attempt))}
    )
    return filed
