"""A word on the contract (签署): each party's and the bank's, whoever brings it. The last signature lets the road go on."""

from chalicelib import clock
from chalicelib.domain.status import Status
from chalicelib.errors import Contended
from chalicelib.messages import party_code
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.contents import Signature

NOBODY = Changes()
SIGNABLE = Expect(status={Status.SIGNING, Status.ATTENDING})  # somebody may be attending to what failed beside the wait


def sign(case: CaseFile, party: str, sha256: str, who: str, hand: Changes = NOBODY) -> None:
    """Writes one signature, once, and lets the road go on when it was the last one. Safe to repeat."""
    if party not in case.signatures:
        signed = casefile.event("SIGNED", party, party=party_code(party))
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
