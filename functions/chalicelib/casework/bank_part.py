"""The bank's word on its own part of a combination (组合贷商业部分): its offer, its contract; on its money casework/bank_money.py. Recorded
first, once; then the road is told. What contradicts the plan of the loan moves nothing: it opens a dispute.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, cast

from chalicelib import clock
from chalicelib.casework import bank_money, disputes, signing
from chalicelib.casework.part_plan import unconfirmed
from chalicelib.casework.rules import policy_of
from chalicelib.casework.waits import BANK_PART
from chalicelib.domain import bank_part as law
from chalicelib.errors import AgencyRefused, AgencyUnavailable, Contended
from chalicelib.messages import party_code
from chalicelib.records import casefile
from chalicelib.records.bank_part import BankPart
from chalicelib.records.casefile import CaseFile, Changes, Expect

PREFIX = "bank_part."
OFFERED = f"{PREFIX}offered"
ENDS_PAY_OUT = (bank_money.SETTLED, bank_money.FAILED)
DECLINED = f"{PREFIX}declined"
Said = Mapping[str, str | None]
How = Mapping[str, Any]
_AS_READ = Expect(unchanged=("bank_part",))
_TERMS = ("amount", "months", "rate", "method", "fees", "all_in")


def terms_of(case: CaseFile, said: Said) -> Mapping[str, str]:
    """The terms of an offer; unsaid, the method is the one that was wished."""
    terms = {name: said.get(name) or "" for name in _TERMS}
    return {**terms, "method": terms["method"] or law.method_of(case.application.wish)}


def statement_of(contract: str, terms: Mapping[str, str]) -> str:
    """The SHA-256 of the terms of an offer, which is what whoever confirms its cost confirms."""
    whole = {"contract_number": contract, **{name: terms[name] for name in _TERMS}}
    return hashlib.sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def is_signed(case: CaseFile) -> bool:
    """Whether the bank has signed its own contract: what it declines then is a dispute, wherever the case is."""
    return BANK_PART in case.signatures or bool(case.bank_part and case.bank_part.number)


def hear(case: CaseFile, type: str, said: Said, bank: str, how: How, told_at: str = "") -> None:
    """Takes a word of the contract's own bank, `said` what it says, in the shapes of banks/callbacks.py, at the moment it names. Safe to
    repeat. Raises `Contended` when the record moves at the same moment."""
    if not case.application.wish.is_combination:
        disputes.open_task(case, disputes.NO_BANK_PART, bank, type)
        return
    match type.removeprefix(PREFIX):
        case "offered":
            _offered(case, said, bank, _moment(told_at))
        case "signed":
            _signed(case, said, bank, how)
        case "declined":
            _declined(case, bank, how)
        case "ready":
            bank_money.ready(case, said, bank)
        case "settled":
            bank_money.settled(case, said, bank)
        case "failed":
            bank_money.failed(case, said, bank)


def _offered(case: CaseFile, said: Said, bank: str, told_at: str) -> None:
    contract, part = case.contract, case.bank_part or BankPart()
    assert contract, "a bank speaks of its contract"
    terms = terms_of(case, said)
    statement = statement_of(contract.number, terms)
    if part.statement == statement:
        _tell(case, statement)
        return
    if told_at < part.told_at:  # told late: the later one stands
        return
    if contract.voided_at:
        disputes.open_task(case, disputes.BANK_PART_VOID, bank, OFFERED, statement)
        return
    if part.number or not _is_planned(case, terms):
        disputes.open_task(case, disputes.BANK_PART_OTHER_TERMS, bank, OFFERED, statement)
        return
    if _is_too_heavy(case, terms):
        disputes.open_task(case, disputes.BANK_PART_BURDEN, bank, OFFERED, statement)
        return
    # New terms: what was confirmed before was another statement. What was paid before stays paid.
    kept = replace(part, statement=statement, offered_at=clock.stamp(), told_at=told_at, confirmed={})
    offered = replace(kept, **cast(Mapping[str, Any], terms))
    casefile.amend(case, casefile.event("BANK_PART_OFFERED", statement[:8]), expect=_AS_READ, bank_part=offered)
    _tell(casefile.load(case.id), statement)


def _tell(case: CaseFile, statement: str) -> None:
    """The parties have something to confirm. Where no message goes out the tracking page says so all the same."""
    from chalicelib.casework import notify  # an offer alone needs it

    if unconfirmed(case) and not case.ended:
        with suppress(AgencyUnavailable, AgencyRefused):
            notify.tell(case, "sign", "MESSAGE_COST", statement[:8], to=case.owing)


def _signed(case: CaseFile, said: Said, bank: str, how: How) -> None:
    part, contract, type = case.bank_part, case.contract, "bank_part.signed"
    assert contract, "a bank speaks of its contract"
    number, digest = said.get("bank_contract_number") or "", said.get("sha256") or ""
    if contract.voided_at and BANK_PART not in case.signatures:
        disputes.open_task(case, disputes.SIGNED_VOID_CONTRACT, bank, type)
        return
    if part is None or not part.is_offered or unconfirmed(case):
        disputes.open_task(case, disputes.BANK_PART_UNCONFIRMED, bank, type, number)
        return
    is_other = part.number and (part.number, part.sha256) != (number, digest)
    if said.get("statement") != part.statement or is_other:
        disputes.open_task(case, disputes.BANK_PART_OTHER_TERMS, bank, type, number)
        return
    if not part.number:
        place = (said.get("place") or "")[:60]
        signed = replace(part, number=number, sha256=digest, place=place, signed_at=clock.stamp())
        casefile.amend(case, expect=_AS_READ, bank_part=signed)
        case = casefile.load(case.id)
    if contract.bank_part:
        signing.sign(case, BANK_PART, digest, f"bank:{bank}", how)


def _declined(case: CaseFile, bank: str, how: How) -> None:
    if is_signed(case):
        disputes.open_task(case, disputes.DECLINED_AFTER_SIGNATURE, bank, DECLINED)
    elif case.contract and case.contract.bank_part:
        signing.decline(case, BANK_PART, f"bank:{bank}", how)


def confirm(case: CaseFile, party: str, statement: str, who: str, how: How, hand: Changes) -> None:
    """One party confirms the cost of the bank's part, in that very statement, before the bank's contract is signed. Safe to repeat.

    Raises `Contended` when somebody was faster, when another statement stands meanwhile, or none.
    """
    part = case.bank_part
    if part is None or part.statement != statement or (part.number and party not in part.confirmed):
        raise Contended(case.id)
    if party in part.confirmed:
        return
    at = clock.stamp()
    kept = signing.kept(case, party, who, at, {"statement": statement, **how})
    confirmed = {**part.confirmed, party: {"at": at, "by": who, "evidence": kept}}
    told = casefile.event("COST_CONFIRMED", f"{party}.{statement[:8]}", party=party_code(party))
    changes = hand | Changes(bank_part=replace(part, confirmed=confirmed))
    casefile.amend(case, told, expect=_AS_READ, **changes)


def _is_planned(case: CaseFile, terms: Mapping[str, str]) -> bool:
    """Whether an offer is of the loan that was planned: the amount that was decided on, for as long as was wished or longer, as far as the
    law lets a bank lend; and whether its cost can be one."""
    wish, law_term, decision = case.application.wish, policy_of(case).bank_part.get("term"), case.decision
    most = int(law_term["months"]) if law_term else None
    wished = law.months_of(wish, decision["months"] if decision else wish.months)
    months = int(terms["months"])
    return (
        Decimal(terms["amount"]) == wish.commercial_amount
        and months >= (min(wished, most) if most else wished)
        and (most is None or months <= most)
        and Decimal(terms["all_in"]) >= Decimal(terms["rate"])
    )


def _is_too_heavy(case: CaseFile, terms: Mapping[str, str]) -> bool:
    """Whether their income does not bear an offer that asks for more a month than was decided on."""
    from chalicelib.domain.judging.burden import is_too_heavy  # an offer alone needs it, and the schedules with it
    from chalicelib.domain.loan.schedule import first_payment

    reasons = case.grounds["reasons"] if case.grounds else ()
    counted = next((reason["inputs"] for reason in reasons if reason["code"] == "BANK_BURDEN"), None)
    amount, rate = Decimal(terms["amount"]), Decimal(terms["rate"])
    return counted is not None and is_too_heavy(
        counted, first_payment(amount, rate, int(terms["months"]), terms["method"])
    )


def _moment(told: str) -> str:
    """When by its own word the bank has made an offer, as far as it can be read, and never later than now."""
    try:
        at = datetime.fromisoformat(told)
    except ValueError:
        return clock.stamp()
    at = at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
    return min(clock.stamp(), at.isoformat(timespec="milliseconds").replace("+00:00", "Z"))
