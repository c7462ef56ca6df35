"""Signing (签署): every party signs the hash of the one contract from where they are; the bank signs by callback."""

from chalicelib import clock
from chalicelib.api import access
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework.parties import kind
from chalicelib.casework.waits import may_be_signed
from chalicelib.domain.status import Status
from chalicelib.errors import Contended
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.contents import Signature

NOBODY = Changes()
SIGNABLE = Expect(status={Status.SIGNING, Status.ATTENDING})  # somebody may be attending to what failed beside the wait


def sign_or_decline(call: Call) -> Answer:
    """One party's word on the contract."""
    case, who = call.case, access.acting(call)
    if case.contract is None or not may_be_signed(case):
        raise Problem("WRONG_STATUS")
    party, hand = access.party(call, call.body.person), access.at_window(call)
    if call.body.decline:
        decline(case, who)
    elif call.body.sha256 != case.contract.sha256:
        raise Problem("INVALID_REQUEST", [Defect("SIGNED_OTHER_CONTRACT", "/sha256")])
    else:
        sign(case, party, call.body.sha256, who, hand)
    return Answer({"id": case.id, "person": party, "waiting_for": casefile.load(case.id).unsigned}, 202)


def sign(case: CaseFile, party: str, sha256: str, who: str, hand: Changes = NOBODY) -> None:
    """Writes one signature, once, and lets the road go on when it was the last one. Safe to repeat."""
    if party not in case.signatures:
        signed = casefile.event("SIGNED", party, party=f"PARTY_{kind(party)}")
        signature = {party: Signature(sha256, clock.stamp(), who)}
        casefile.amend(case, signed, expect=SIGNABLE, **Changes(signatures=signature) | hand)
    if not casefile.load(case.id).unsigned:
        try:
            tasks.answer(tasks.task_id(case.id, "sign"), {"next": "signed"}, who)
        except Contended:
            if tasks.find(case.id, "sign"):  # who opens the wait finds the signatures
                raise


def decline(case: CaseFile, who: str) -> None:
    """One party will not sign: there is no contract."""
    tasks.answer(tasks.task_id(case.id, "sign"), {"next": "declined"}, who)
