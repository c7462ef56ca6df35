"""What banks and the registry say, in signed callbacks. They repeat and overtake each other; what has already been heard, or comes too late, is
answered 200 and changes nothing.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.banks import callbacks
from chalicelib.casework import bank_part, disputes, registration, settlement, signing, words
from chalicelib.casework.present import present
from chalicelib.casework.waits import BANK, BANK_PART, may_be_declined, may_be_signed
from chalicelib.errors import CaseNotFound, Contended
from chalicelib.records import casefile, registers, tasks
from chalicelib.records.casefile import CaseFile


def case_of_event(call: Call) -> CaseFile:
    """The case a bank's event is about; whether it is that bank's to speak of, `from_bank` sees."""
    data = call.body.data
    if missing := [name for name in callbacks.NEEDS[call.body.type] if getattr(data, name) is None]:
        raise Problem("INVALID_REQUEST", [Defect("MISSING", f"/data/{name}") for name in missing])
    # A payment is known by our serial alone: the bank may give it a contract number of its own.
    about_payment = "serial" in callbacks.NEEDS[call.body.type]
    number = data.serial.rpartition("P")[0] if about_payment else data.contract_number
    return casefile.load(registers.case_of_contract(number))


def case_of_registration(call: Call) -> CaseFile:
    """The case of an application at the registry."""
    return casefile.load(registers.case_of_mortgage(call.body.apply_biz_id))


def from_bank(call: Call) -> Answer:
    """A bank's event. One that contradicts our record opens a dispute for a person, and is heard."""
    case, event, bank = call.case, call.body, call.who.subject
    who = f"bank:{bank}"
    words.keep(case, bank, event.type, event.data.reason)
    if case.contract is None or case.contract.bank != bank:
        _dispute(call, disputes.FOREIGN_CONTRACT)
        raise CaseNotFound(case.id)  # that there is such a contract is none of their business
    if event.type.startswith(bank_part.PREFIX):
        _of_bank_part(call, bank)
        if event.type == bank_part.OFFERED:
            return Answer({"received": True, "statement": _standing(case, event.data)})
    elif event.type == "contract.signed":
        if event.data.sha256 != case.contract.sha256:
            _dispute(call, disputes.SIGNED_OTHER_CONTRACT, event.data.sha256)
        elif case.contract.voided_at and BANK not in case.signatures:
            _dispute(call, disputes.SIGNED_VOID_CONTRACT)
        elif _is_taken(case, may_be_signed, BANK):
            _unless_over(case, "sign", 1, lambda: signing.sign(case, BANK, event.data.sha256, who, _how(call)))
    elif event.type == "contract.declined":
        if BANK in case.signatures:
            _dispute(call, disputes.DECLINED_AFTER_SIGNATURE)
        elif _is_taken(case, may_be_declined, BANK):
            _unless_over(case, "sign", 1, lambda: signing.decline(case, BANK, who, _how(call)))
    else:
        settlement.hear(case, event.type, event.data.serial, bank, event.data.paid_on or "")
    return Answer({"received": True})


def _of_bank_part(call: Call, bank: str) -> None:
    """The bank's word on its own part of a combination. Its contract is signed, or declined, in the same wait as ours."""
    case, event, contract = call.case, call.body, present(call.case.contract, "contract")
    said = event.data.model_dump(exclude_none=True)
    declines = event.type == bank_part.DECLINED
    of_contract = declines or event.type == "bank_part.signed"
    if not (of_contract and contract.bank_part) or (declines and bank_part.is_signed(case)):
        bank_part.hear(case, event.type, said, bank, _how(call), event.timestamp)
        if event.type in bank_part.ENDS_PAY_OUT:
            settlement.resume(case, f"bank:{bank}")
    elif contract.voided_at or _is_taken(case, may_be_declined if declines else may_be_signed, BANK_PART):
        _unless_over(case, "sign", 1, lambda: bank_part.hear(case, event.type, said, bank, _how(call)))


def _standing(case: CaseFile, offer: Any) -> str | None:
    """The statement of an offer, where that is the one that stands."""
    part = casefile.load(case.id).bank_part
    terms = bank_part.terms_of(case, offer.model_dump())
    told = bank_part.statement_of(offer.contract_number, terms)
    return told if part and part.statement == told else None


def _dispute(call: Call, code: str, about: str = "") -> None:
    """What a bank says against the record: with when it says that it signed, of which nothing else will tell."""
    bank, event = call.who.subject, call.body
    words.keep(call.case, bank, event.type, event.data.reason, event.data.signed_at)
    disputes.open_task(call.case, code, bank, event.type, about)


def from_registry(call: Call) -> Answer:
    """The registry's word on a mortgage. One that has ended is not spoken of again."""
    case, word = call.case, call.body
    if case.mortgage and case.mortgage.apply_biz_id == word.apply_biz_id:
        if word.biz_status == "DONE" and not word.certificate_number and case.mortgage.may_change:
            raise Problem("INVALID_REQUEST", [Defect("MISSING", "/certificate_number")])
        registration.hear(case, word.biz_status, word.certificate_number, word.registered_at, word.reason)
    else:
        registration.hear_of_earlier(case, word.biz_status, word.certificate_number, word.reason)
    return Answer({"received": True})


def _is_taken(case: CaseFile, may_be: Callable[[CaseFile], bool], party: str) -> bool:
    """Whether a word of that `party` on the contract is taken, as it `may_be`. Where it is neither, nor has it signed, nor does it come too late for a
    contract that will not be, it is not received: the bank tells us again. So it does while signing is held up, when whoever would not sign may
    say so all the same."""
    if may_be(case):
        return True
    contract = present(case.contract, "contract")
    if not (party in case.signatures or contract.declined or case.ended or case.is_leaving or case.withdrawal):
        raise Contended(case.id)
    return False


def _unless_over(case: CaseFile, kind: str, number: int, act: Callable[[], object]) -> None:
    """Does what resumes a wait, unless that wait is over: then the partner need not tell us again. One that is about to be opened
    is not: the partner is asked to come back."""
    try:
        act()
    except Contended:
        wait = tasks.find(case.id, kind, number)
        if wait is None or wait.is_open:
            raise


def _how(call: Call) -> dict[str, Any]:
    """How a bank was known: by its signature over these bytes."""
    told = {"at": call.body.data.signed_at} if call.body.data.signed_at else {}
    signed = {"channel": call.who.channel, "method": "webhook-signature", "message": call.headers.get("webhook-id", "")}
    return {"how": {**signed, "body": hashlib.sha256(call.raw).hexdigest()}, "told": told}
