"""The contract (合同) as its bank fetches it."""

from typing import Any

from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import part_plan
from chalicelib.casework.present import present
from chalicelib.casework.rules import policy_of
from chalicelib.domain import bank_part as law
from chalicelib.domain.form import circumstances
from chalicelib.records.archive import link
from chalicelib.records.casefile import CaseFile


def contract(call: Call) -> Answer:
    """What a bank needs to have its contract signed and paid: fetched with its own session, never sent in a webhook."""
    case = call.case
    application, drawn_up, decision = case.application, present(case.contract, "contract"), case.decision
    people = [
        {"key": person.key, "name": person.name, "id_number": person.id_number, "phone": person.phone}
        for person in application.people
    ]
    home, wish = application.home, application.wish
    payee = circumstances.payee(application, policy_of(case))
    return Answer(
        {
            "contract_number": drawn_up.number, "sha256": drawn_up.sha256, "number": case.number,
            "status": case.status, "link": link(drawn_up.key), "amount": decision["amount"] if decision else None,
            "months": decision["months"] if decision else None, "rate": decision["rate"] if decision else None, "method": wish.method,
            "repayment_account": wish.repayment_account, "people": people,
            "home": {"unit_number": home.unit_number, "location": home.location, "contract_number": home.contract_number},
            "payee": {"holder": payee.holder, "number": payee.number, "bank": payee.bank},
            "bank_part": _bank_part(case, decision["months"] if decision else wish.months),
        }
    )  # fmt: skip


def _bank_part(case: CaseFile, fund_months: int) -> dict[str, Any] | None:
    """The bank's part as it was planned, and how far the parties are with it; None where the loan is the fund's alone."""
    application, part = case.application, case.bank_part
    wish = application.wish
    if not wish.is_combination:
        return None
    way = part_plan.way_of(case)
    return {
        "amount": str(wish.commercial_amount),
        "months": law.months_of(wish, fund_months),
        "method": law.method_of(wish),
        "condition": way.condition if way else None,
        "account": part_plan.account_of(case),
        "statement": (part.statement or None) if part else None,
        "confirmed": part is not None and part.is_offered and not part_plan.unconfirmed(case),
    }
