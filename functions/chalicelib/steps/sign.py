"""Signing (面签): one contract, its hash sealed for the centre by the province's platform, signed by every party and the bank over the same hash."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from chalicelib import clock, policy
from chalicelib.agencies import seal
from chalicelib.banks import webhooks
from chalicelib.casework import accepting, approving, papers, turns
from chalicelib.casework.clocks import due
from chalicelib.casework.notify import tell
from chalicelib.casework.present import present
from chalicelib.casework.purpose import purpose_of
from chalicelib.casework.rules import policy_of
from chalicelib.domain.status import Status
from chalicelib.records import acceptance, casefile, tasks
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.changes import OF_ANSWERS, Name
from chalicelib.records.contents import CONTRACT_PAPER
from chalicelib.records.loan import Contract
from chalicelib.steps import frame

# What a contract is drawn up on: it is written down only while all of it is as it was read.
_RESTS_ON: tuple[Name, ...] = (
    *OF_ANSWERS, "commitments", "contract", "decision", "form", "procedures", "results", "reviews", "tolerances",
)  # fmt: skip


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Waits for `signed` or `declined`. Raises `AgencyUnavailable`, `BankUnavailable`, and `PreconditionFailed` where
    another case has taken its people or its home, and `DecideAnew` where what was owed makes another decision of it."""
    return frame.run(event, _sign)


def _sign(case: CaseFile, event: frame.Event) -> frame.Said:
    wait = tasks.find(case.id, "sign") if case.contract else None
    if case.ended or turns.is_over(case, event) or turns.overtaken(event, wait):
        return "waiting"
    _holds(case)
    contract = case.contract or _draw_up(case, event)
    # Else they have been told, and may have signed, and the case have gone on; or somebody has declined already.
    if not turns.opened(event, wait) and not contract.declined:
        _to_sign(case, contract)
    opened = tasks.open_task(
        case.id, "sign", 1, event["token"], turn=turns.turn(event),
        centre=case.centre, due_at=contract.due_at, provisional=contract.provisional, details={"contract": contract.number},
    )  # fmt: skip
    return frame.Waiting(partial(_heard, opened)) if opened.is_open else "waiting"


def _heard(wait: tasks.Task, now: CaseFile) -> None:
    """The last word may have come while there was no wait yet that it could have ended; so may what holds it up."""
    if word := _word(now):
        tasks.answer(wait.id, {"next": word}, "signers")
    else:
        _holds(now)


def _holds(case: CaseFile) -> None:
    """Raises `PreconditionFailed` while a special procedure is open, or where a commitment was found untrue: nobody signs before a person has decided,
    whoever declines has."""
    if case.contract and case.contract.declined:
        return
    frame.not_in_procedure(case)
    if case.commitments:
        from chalicelib.casework import commitments  # few cases rest on one

        commitments.holds(case)


def _word(case: CaseFile) -> str:
    """What the record says of the signing already; empty while it says neither."""
    if case.contract and case.contract.declined:
        return "declined"
    return "" if case.unsigned else "signed"


def _to_sign(case: CaseFile, contract: Contract) -> None:
    """Everybody is told before there is a wait that one of them could end while others know of nothing."""
    number = contract.number
    if case.contract:  # of earlier releases some died before the bank could name it
        acceptance.register(_known_by(number), case=case.id)
        if case.status is not Status.SIGNING:  # sent here once more by whoever attended to it
            casefile.amend(case, expect=Expect(status={case.status}), status=Status.SIGNING)
    webhooks.send(
        contract.bank, "loan.contract.ready", {"contract_number": number}, f"{number}.ready", contract.drawn_up_at
    )
    tell(case, "sign", "MESSAGE_SIGN", to=case.owing)
    if owners := case.parties.keys() - case.owing.keys():
        tell(case, "sign", "MESSAGE_SIGN_CO_OWNER", to=owners)


def _draw_up(case: CaseFile, event: frame.Event) -> Contract:
    frame.not_in_procedure(case)
    if case.tolerances:
        from chalicelib.casework import anew  # few cases owe anything

        anew.stands(case, turns.visit(event))
    if case.overtaken:
        from chalicelib.casework import held  # hardly any case is

        held.hold(case)  # whom we have lent to meanwhile it writes down: then all of this is looked at anew
    # The same inputs on one day give the same paper; until it is written down here nobody has seen one of another day.
    from chalicelib.banks.registered import registered
    from chalicelib.casework import delivering
    from chalicelib.casework.answers import as_counted, mortgagors_of
    from chalicelib.documents import contract as drawing
    from chalicelib.domain.form import delivery

    number, decision = f"JK{case.centre}{case.number[-12:]}", present(case.decision, "decision")
    day, reached = approving.day(case).isoformat(), delivery.addresses(case.form_handed_in)
    drawn = drawing.contract(
        number,
        as_counted(case),
        decision,
        policy_of(case),
        day,
        reached,
        mortgagors_of(case),
        policy.credit_code(case.centre),
        registered(case.application.wish.bank),
        agreed=delivering.agreed(case),
    )
    together = {CONTRACT_PAPER: drawn, approving.LETTER: approving.drawn(case)}
    (kept, approval), due_time = papers.made_together(case, together), due(case, "sign")
    sealed = seal.apply(kept.sha256, "CONTRACT", purpose_of(case, "sign"))
    is_combination = case.application.wish.is_combination
    contract = Contract(
        number,
        case.application.wish.bank,
        kept.name,
        kept.key,
        kept.sha256,
        due_time.due_at,
        due_time.provisional,
        seal={"signature": sealed.signature, "certificate": sealed.certificate, "at": sealed.sealed_at},
        drawn_up_at=clock.stamp(),
        takes_seals=True,
        bank_part=is_combination or None,
        part_plan=_part_plan(case) if is_combination else None,
    )
    results = accepting.papers(case.results, approval)
    once = Expect(absent=("withdrawal", "leaving"), unchanged=_RESTS_ON)
    changes = Changes(status=Status.SIGNING, contract=contract, results=results)
    by_number = acceptance.entry(_known_by(number), case=case.id)
    casefile.amend(case, casefile.event("CONTRACT_READY"), expect=once, beside=by_number, **changes)
    return contract


def _known_by(number: str) -> str:
    """Under what the bank's words find the case."""
    return f"contract#{number}"


def _part_plan(case: CaseFile) -> Mapping[str, Any]:
    from chalicelib.casework import part_plan  # few loans are two

    return part_plan.drawn_up(case)
