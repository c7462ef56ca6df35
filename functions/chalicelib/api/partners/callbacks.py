"""Banks and the registry: their signed callbacks, and the contract a bank fetches. Callbacks repeat and overtake each other;
what has already been heard, or comes too late, is answered 200 and changes nothing.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from chalicelib.agencies import signers
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.banks import callbacks
from chalicelib.casework import bank_part, disputes, part_plan, registration, settlement, signing, words
from chalicelib.casework.present import present
from chalicelib.casework.rules import policy_of
from chalicelib.casework.waits import BANK, BANK_PART, may_be_declined, may_be_signed
from chalicelib.domain import bank_part as law
from chalicelib.domain.form import circumstances
from chalicelib.errors import CaseNotFound, Contended
from chalicelib.records import casefile, registers, tasks
from chalicelib.records.archive import link
from chalicelib.records.casefile import CaseFile
from chalicelib.trust import secrets
from chalicelib.trust.sessions import Session

_WRONG = {"webhook-id": "MISSING", "webhook-timestamp": "TIMESTAMP_WRONG", "gjgxjhpt_rtime": "TIMESTAMP_WRONG"}


def bank(call: Call) -> Session:
    """The bank that signed a callback: its signature tells which. Earlier releases asked it to name itself too (`anju-bank`); what it
    says there counts for nothing."""
    try:
        code = callbacks.sender(call.headers, call.raw)
    except callbacks.CallbackRejected as rejected:
        raise _unsigned(str(rejected)) from None
    return Session("bank", code, "", "callback")


def registry(call: Call) -> Session:
    """The registry, by the exchange's signature over the body."""
    if not signers.is_timely(call.headers):
        raise _unsigned("gjgxjhpt_rtime")
    if not _from_exchange(call):
        secrets.renew()  # it may have begun to sign with a key newer than our copy
        if not _from_exchange(call):
            raise _unsigned("gjgxjhpt_sign")
    return Session("registry", "registry", "", "callback")


def _from_exchange(call: Call) -> bool:
    secret = secrets.exchange()
    return any(_genuine(secret["profile"], key, call) for key in secrets.both(secret, "callback_key"))


def _unsigned(header: str) -> Problem:
    """Which header is wrong helps whoever writes the other side, and nobody else: a signature is not found by trying."""
    return Problem("BAD_SIGNATURE", [Defect(_WRONG.get(header, "SIGNATURE_WRONG"), header)])


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
        elif _is_taken(case, may_be_signed, BANK in case.signatures):
            _unless_over(case, "sign", 1, lambda: signing.sign(case, BANK, event.data.sha256, who, _how(call)))
    elif event.type == "contract.declined":
        if BANK in case.signatures:
            _dispute(call, disputes.DECLINED_AFTER_SIGNATURE)
        elif _is_taken(case, may_be_declined, signing.declined_by(case.contract) == BANK):
            _unless_over(case, "sign", 1, lambda: signing.decline(case, BANK, who, _how(call)))
    else:
        settlement.hear(case, event.type, event.data.serial, bank, event.data.paid_on or "")
    return Answer({"received": True})


def _of_bank_part(call: Call, bank: str) -> None:
    """The bank's word on its own part of a combination. Its contract is signed, or declined, in the same wait as ours."""
    case, event, contract = call.case, call.body, present(call.case.contract, "contract")
    said = event.data.model_dump(exclude_none=True)
    of_contract = event.type in ("bank_part.signed", "bank_part.declined")
    if not (of_contract and contract.bank_part):
        bank_part.hear(case, event.type, said, bank, _how(call), event.timestamp)
        if event.type in bank_part.ENDS_PAY_OUT:
            settlement.resume(case, f"bank:{bank}")
    elif contract.voided_at or _is_taken(
        case, may_be_declined if event.type == "bank_part.declined" else may_be_signed, _is_known(case, event.type)
    ):
        _unless_over(case, "sign", 1, lambda: bank_part.hear(case, event.type, said, bank, _how(call)))
    elif BANK_PART in case.signatures and event.type == "bank_part.declined":
        _dispute(call, disputes.DECLINED_AFTER_SIGNATURE)


def _standing(case: CaseFile, offer: Any) -> str | None:
    """The statement of an offer, where that is the one that stands."""
    part = casefile.load(case.id).bank_part
    terms = bank_part.terms_of(case, offer.model_dump())
    told = bank_part.statement_of(offer.contract_number, terms)
    return told if part and part.statement == told else None


def _is_known(case: CaseFile, type: str) -> bool:
    if type == "bank_part.signed":
        return BANK_PART in case.signatures
    return BANK_PART in case.signatures or signing.declined_by(present(case.contract, "contract")) == BANK_PART


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


def _is_taken(case: CaseFile, may_be: Callable[[CaseFile], bool], known: bool) -> bool:
    """Whether a word on the contract is taken, as it `may_be`. Where it is neither, nor `known`, nor comes too late for a contract that will not be,
    it is not received: the bank tells us again. So it does while signing is held up, when whoever would not sign may say so all the same."""
    if may_be(case):
        return True
    contract = present(case.contract, "contract")
    if not (known or contract.declined or case.ended or case.is_leaving or case.withdrawal):
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


def _genuine(profile: str, key: str, call: Call) -> bool:
    try:
        return signers.genuine(profile, key, call.headers, call.raw)
    except (ValueError, OverflowError):
        return False
