"""Signing (面签): one contract, sealed by the centre, signed by every party and the bank over the same hash."""

from typing import Any

from chalicelib import clock
from chalicelib.agencies import seal
from chalicelib.banks import webhooks
from chalicelib.records import acceptance, archive, casefile, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import frame
from chalicelib.steps.checking import purpose_of
from chalicelib.steps.deadlines import due
from chalicelib.steps.knowing import policy_of
from chalicelib.steps.telling import tell


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Waits for `signed` or `declined`. Raises `AgencyUnavailable`, `BankUnavailable`."""
    return frame.run(event, _sign)


def _sign(case: CaseFile, event: frame.Event) -> str:
    contract = case.get("contract") or _draw_up(case)
    number = contract["number"]
    acceptance.register(f"contract#{number}", case=case.id)
    tasks.open_task(
        case.id,
        "sign",
        1,
        event["token"],
        centre=case["centre"],
        due_at=contract["due_at"],
        provisional=contract.get("provisional", False),
        details={"contract": number},
    )
    webhooks.send(contract["bank"], "loan.contract.ready", {"contract_number": number}, f"{number}.ready")
    tell(case, "sign", "MESSAGE_SIGN")
    return "waiting"


def _draw_up(case: CaseFile) -> dict[str, Any]:
    # The same inputs and date give the same bytes, so that a step that died half-way draws up the same contract.
    from chalicelib.documents.contract import contract_pdf

    number = f"JK{case['centre']}{case.number[-12:]}"
    accepted = case["accepted_on"]
    content = contract_pdf(number, case.application, case["decision"], policy_of(case), accepted)
    kept = archive.keep(case, "contract.pdf", content)
    sealed = seal.apply(kept["sha256"], "CONTRACT", purpose_of(case, "sign"))
    contract = {
        "number": number, "bank": case.application.wish.bank, **due(case, "signing"), **kept,
        "seal": {"signature": sealed.signature, "certificate": sealed.certificate, "at": sealed.sealed_at},
        "drawn_up_at": clock.stamp(),
    }  # fmt: skip
    casefile.amend(case.id, {"status": "SIGNING", "contract": contract, **casefile.event("CONTRACT_READY")})
    return contract
