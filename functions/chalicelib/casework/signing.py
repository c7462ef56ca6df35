"""A word on the contract (签署): each party's and the bank's, whoever brings it. The last signature lets the road go on.

The case's own item decides between words that come at once: each is written only while the contract, its signatures and whoever
declined are what its writer has read. The last signature and a refusal are one write with the wait they end.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalicelib import clock
from chalicelib.casework.present import present
from chalicelib.casework.waits import BANK_PART, is_held_up
from chalicelib.domain.status import Status
from chalicelib.errors import Contended
from chalicelib.messages import party_code
from chalicelib.records import casefile, decisions, parts, tasks
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.loan import Contract, Declined, Signature

NOBODY = Changes()
SIGNED, DECLINED = {"next": "signed"}, {"next": "declined"}
# Somebody may be attending to what failed beside the wait.
AS_READ = Expect(
    status={Status.SIGNING, Status.ATTENDING},
    absent=("withdrawal", "leaving"),
    unchanged=("commitments", "contract", "procedures", "signatures"),
)
How = Mapping[str, Any]


def sign(case: CaseFile, party: str, sha256: str, who: str, how: How, hand: Changes = NOBODY) -> None:
    """Writes one signature, once, and lets the road go on when it was the last one. Safe to repeat.

    `how` is what proves it: how whoever signs was known, what they agreed to. Of the bank's part `sha256` is its own contract's. Raises `Contended` when somebody was faster or there is nothing to sign any more.
    """
    if not case.has_signed(party):
        _write(case, party, sha256, who, how, hand)
        case = casefile.load(case.id)
    if not case.unsigned:
        _tell(case, SIGNED, who)


def declined_by(contract: Contract) -> str:
    """Which party would not sign it; nobody, empty."""
    return contract.declined["party"] if contract.declined else ""


def decline(case: CaseFile, party: str, who: str, how: How, hand: Changes = NOBODY) -> None:
    """One party will not sign: there is no contract. Safe to repeat. Raises `Contended` when somebody
    was faster, for who has signed, and after the last one."""
    contract = present(case.contract, "contract")
    if declined_by(contract) == party:
        _tell(case, DECLINED, who)
        return
    if case.has_signed(party):
        raise Contended(case.id)
    at = clock.stamp()
    declined = Declined(party=party, at=at, by=who, evidence=_kept(case, contract, party, who, at, how))
    told = casefile.event("SIGN_DECLINED", party, party=party_code(party))
    changes = Changes(contract=replace(contract, declined=declined)) | hand
    if wait := tasks.find(case.id, "sign"):
        decisions.decide(case, wait.id, DECLINED, who, told, expect=AS_READ, **changes)
    else:
        casefile.amend(case, told, expect=AS_READ, **changes)
        _tell(case, DECLINED, who)


def _tell(case: CaseFile, word: Mapping[str, str], who: str) -> None:
    try:
        tasks.answer(tasks.task_id(case.id, "sign"), word, who)
    except Contended:
        if tasks.find(case.id, "sign"):  # who opens the wait finds the word in the record
            raise


def _write(case: CaseFile, party: str, sha256: str, who: str, how: How, hand: Changes) -> None:
    at, contract = clock.stamp(), present(case.contract, "contract")
    if (sha256 != contract.sha256 and party != BANK_PART) or contract.declined or is_held_up(case):
        raise Contended(case.id)
    signature = Signature(sha256, at, who, _kept(case, contract, party, who, at, how))
    told = casefile.event("SIGNED", party, party=party_code(party))
    changes = Changes(signatures={party: signature}) | hand
    wait = tasks.find(case.id, "sign") if case.unsigned == [party] else None
    if wait:
        decisions.decide(case, wait.id, SIGNED, who, told, expect=AS_READ, **changes)
    else:
        casefile.amend(case, told, expect=AS_READ, **changes)


def _kept(case: CaseFile, contract: Contract, party: str, who: str, at: str, how: How) -> str:
    """The evidence of one word on the contract, as a part of its own: who, when, over which bytes, and how they were known."""
    return kept(case, party, who, at, {"shown": contract.sha256, **how})


def kept(case: CaseFile, party: str, who: str, at: str, how: How) -> str:
    """The evidence of one word on this contract, or on what belongs to it. Gives the name of its part."""
    of = {
        "case": case.id,
        "contract": present(case.contract, "contract").number,
        "party": party,
        "person": case.parties.get(party, who),
    }
    return parts.put(case.id, parts.packed({**of, "at": at, "by": who, **how}))
