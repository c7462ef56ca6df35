"""The bank's word on its own part of a combination (组合贷商业部分): its offer, its contract, its pay-out. Recorded first, once; then the road is
told. What contradicts the plan of the loan moves nothing: it opens a dispute.

The bank is the master of its own money: that it has paid, or that nothing was paid after all, is taken as it says. Whether it was
paid as planned is ours to see.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from chalicelib import clock
from chalicelib.casework import disputes, signing
from chalicelib.casework.rules import policy_of
from chalicelib.casework.waits import BANK_PART
from chalicelib.domain import bank_part as law
from chalicelib.errors import AgencyRefused, AgencyUnavailable, Contended
from chalicelib.messages import party_code
from chalicelib.records import casefile, contents
from chalicelib.records.bank_part import BankPart, has_paid
from chalicelib.records.casefile import CaseFile, Changes, Expect, Told
from chalicelib.trust import masking

PREFIX = "bank_part."
ENDS_PAY_OUT = (f"{PREFIX}settled", f"{PREFIX}failed")
OF_PAY_OUT = (f"{PREFIX}ready", *ENDS_PAY_OUT)  # all that is said again of one
Said = Mapping[str, str | None]
How = Mapping[str, Any]
_AS_READ = Expect(unchanged=("bank_part",))
_TERMS = ("amount", "months", "rate", "method", "fees", "all_in")


def statement_of(contract: str, terms: Mapping[str, str]) -> str:
    """The SHA-256 of the terms of an offer, which is what whoever confirms its cost confirms."""
    whole = {"contract_number": contract, **{name: terms[name] for name in _TERMS}}
    return hashlib.sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def unconfirmed(case: CaseFile) -> list[str]:
    """Who has still to confirm the cost of the bank's part (综合融资成本): everybody who is to sign, once there is an offer."""
    part = case.bank_part
    if part is None or not law.needs_confirmed_cost(policy_of(case)):
        return []
    return [party for party in case.parties if party not in part.confirmed]


def hear(case: CaseFile, type: str, said: Said, bank: str, how: How) -> None:
    """Takes a word of the contract's own bank, `said` what it says. Safe to repeat. Raises `Contended` when the record moves at
    the same moment."""
    if not case.application.wish.is_combination:
        disputes.open_task(case, disputes.NO_BANK_PART, bank, type)
        return
    _HEARD[type.removeprefix(PREFIX)](case, said, bank, how)


def _offered(case: CaseFile, said: Said, bank: str, how: How) -> None:
    contract, part = case.contract, case.bank_part
    assert contract, "a bank speaks of its contract"
    terms = {name: said.get(name) or "" for name in _TERMS}
    terms["method"] = terms["method"] or law.method_of(case.application.wish)
    statement = statement_of(contract.number, terms)
    if contract.voided_at:  # it comes too late, and is news to nobody
        return
    if part and part.statement == statement:
        _tell(case, statement)
        return
    if (part and part.number) or not _is_planned(case, terms):
        disputes.open_task(case, disputes.BANK_PART_OTHER_TERMS, bank, "bank_part.offered", statement)
        return
    # New terms: what was confirmed before was another statement.
    offered = contents.read(BankPart, {**terms, "statement": statement, "offered_at": clock.stamp()})
    _write(case, offered, casefile.event("BANK_PART_OFFERED", statement[:8]))
    _tell(casefile.load(case.id), statement)


def _tell(case: CaseFile, statement: str) -> None:
    """The parties have something to confirm. Where no message goes out the tracking page says so all the same."""
    from chalicelib.casework import notify  # an offer alone needs it

    if unconfirmed(case) and not case.ended:
        with suppress(AgencyUnavailable, AgencyRefused):
            notify.tell(case, "sign", "MESSAGE_COST", statement[:8])


def _signed(case: CaseFile, said: Said, bank: str, how: How) -> None:
    part, contract, type = case.bank_part, case.contract, "bank_part.signed"
    assert contract, "a bank speaks of its contract"
    number, digest = said.get("bank_contract_number") or "", said.get("sha256") or ""
    if contract.voided_at and BANK_PART not in case.signatures:
        disputes.open_task(case, disputes.SIGNED_VOID_CONTRACT, bank, type)
        return
    if part is None or unconfirmed(case):
        disputes.open_task(case, disputes.BANK_PART_UNCONFIRMED, bank, type, number)
        return
    if part.number and (part.number, part.sha256) != (number, digest):
        disputes.open_task(case, disputes.BANK_PART_OTHER_TERMS, bank, type, number)
        return
    if not part.number:
        place = (said.get("place") or "")[:60]
        signed = replace(part, number=number, sha256=digest, place=place, signed_at=clock.stamp())
        casefile.amend(case, expect=_AS_READ, bank_part=signed)
        case = casefile.load(case.id)
    if contract.bank_part:
        signing.sign(case, BANK_PART, digest, f"bank:{bank}", how)


def _declined(case: CaseFile, said: Said, bank: str, how: How) -> None:
    if BANK_PART in case.signatures or (case.bank_part and case.bank_part.number):
        disputes.open_task(case, disputes.DECLINED_AFTER_SIGNATURE, bank, "bank_part.declined")
    elif case.contract and case.contract.bank_part:
        signing.decline(case, BANK_PART, f"bank:{bank}", how)


def _ready(case: CaseFile, said: Said, bank: str, how: How) -> None:
    part = case.bank_part
    condition, filing = said.get("condition") or "", said.get("filing_number") or ""
    if part is None or not part.number or _way(case, condition) is None:
        disputes.open_task(case, disputes.BANK_PART_OTHER_CONDITION, bank, "bank_part.ready", condition)
    elif (part.condition, part.filing) != (condition, filing):
        ready = replace(part, condition=condition, filing=filing, ready_at=clock.stamp())
        _write(case, ready, casefile.event("BANK_PART_READY", _key(filing)))


def _settled(case: CaseFile, said: Said, bank: str, how: How) -> None:
    part, reference = case.bank_part, said.get("reference") or ""
    if part is None:
        disputes.open_task(case, disputes.BANK_PART_ASTRAY, bank, "bank_part.settled", reference)
        return
    if (part.status, part.reference) == ("failed", reference):  # told late: what it said of that pay-out last stands
        disputes.open_task(case, disputes.BANK_PART_FAILED, bank, "bank_part.settled", reference)
        return
    as_planned = _is_as_planned(case, part, said)
    status: Literal["paid", "astray"] = "paid" if as_planned else "astray"
    account = masking.account(said.get("account") or "")
    if (part.status, part.reference, part.account) != (status, reference, account):
        paid = replace(part, status=status, reference=reference, account=account, settled_at=clock.stamp())
        told = casefile.event("BANK_PART_ASTRAY", reference)
        _write(case, paid, casefile.event("BANK_PART_PAID", reference) if as_planned else told)
    if not as_planned:
        disputes.open_task(casefile.load(case.id), disputes.BANK_PART_ASTRAY, bank, "bank_part.settled", reference)


def _failed(case: CaseFile, said: Said, bank: str, how: How) -> None:
    """A person has to know, whatever has become of ours; what was paid before has come back (退汇、冲正), by the bank's word."""
    part, reference = case.bank_part, said.get("reference") or ""
    is_of_another = part is not None and has_paid(part) and part.reference != reference  # told late: that one stands
    if part and not is_of_another and (part.status, part.reference) != ("failed", reference):
        failed = replace(part, status="failed", reference=reference, settled_at=clock.stamp())
        _write(case, failed, casefile.event("BANK_PART_FAILED", reference))
    disputes.open_task(casefile.load(case.id), disputes.BANK_PART_FAILED, bank, "bank_part.failed", reference)


_HEARD: Mapping[str, Callable[[CaseFile, Said, str, How], None]] = {
    "offered": _offered,
    "signed": _signed,
    "declined": _declined,
    "ready": _ready,
    "settled": _settled,
    "failed": _failed,
}


def confirm(case: CaseFile, party: str, statement: str, who: str, how: How, hand: Changes) -> None:
    """One party confirms the cost of the bank's part, in that very statement, before the bank's contract is signed. Safe to repeat.

    Raises `Contended` when another statement stands meanwhile, or none.
    """
    while True:
        part = case.bank_part
        if part is None or part.statement != statement or (part.number and party not in part.confirmed):
            raise Contended(case.id)
        if party in part.confirmed:
            return
        at = clock.stamp()
        kept = signing.kept(case, party, who, at, {"statement": statement, **how})
        confirmed = {**part.confirmed, party: {"at": at, "by": who, "evidence": kept}}
        told = casefile.event("COST_CONFIRMED", f"{party}.{statement[:8]}", party=party_code(party))
        try:
            changes = hand | Changes(bank_part=replace(part, confirmed=confirmed))
            casefile.amend(case, told, expect=_AS_READ, **changes)
        except Contended:
            case = casefile.load(case.id)
            if case.bank_part == part:
                raise


def _write(case: CaseFile, part: BankPart, told: Told) -> None:
    casefile.amend(case, told, expect=_AS_READ, bank_part=part)


def _way(case: CaseFile, condition: str) -> law.PayOut | None:
    """The planned way of paying out that waits for that condition; None where none does."""
    ways = law.possible(case.application, policy_of(case))
    return next((way for way in ways if way.condition == condition), None)


def _key(filing: str) -> str:
    """What tells the lines of two filings apart: the number itself may be anything."""
    return hashlib.sha256(filing.encode()).hexdigest()[:8]


def _is_planned(case: CaseFile, terms: Mapping[str, str]) -> bool:
    """Whether an offer is of the loan that was planned: no more than was decided on, no longer than the law lets a bank lend."""
    term = policy_of(case).bank_part.get("term")
    try:
        amount, months = Decimal(terms["amount"]), int(terms["months"])
    except (InvalidOperation, ValueError):
        return False
    return 0 < amount <= case.application.wish.commercial_amount and (term is None or 0 < months <= int(term["months"]))


def _is_as_planned(case: CaseFile, part: BankPart, said: Said) -> bool:
    """Whether the bank has paid the amount of its contract, its condition met, to the account the plan says."""
    plan = _way(case, part.condition)
    if plan is None or case.contract is None or case.is_leaving or not part.number:
        return False
    seller = case.application.home.seller
    account = seller.number if seller and plan.is_known else said.get("account")
    try:
        amount = Decimal(said.get("amount") or "")
    except InvalidOperation:
        return False
    return amount == Decimal(part.amount) and bool(account) and said.get("account") == account
