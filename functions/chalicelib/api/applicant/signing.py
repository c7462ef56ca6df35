"""Signing (签署): every party signs the hash of the one contract from where they are; the bank signs by callback."""

from chalicelib.api import access
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import signing
from chalicelib.casework.waits import may_be_signed
from chalicelib.records import casefile


def sign_or_decline(call: Call) -> Answer:
    """One party's word on the contract."""
    case, who = call.case, access.acting(call)
    if case.contract is None or not may_be_signed(case):
        raise Problem("WRONG_STATUS")
    party, hand = access.party(call, call.body.person), access.at_window(call)
    if call.body.decline:
        signing.decline(case, who)
    elif call.body.sha256 != case.contract.sha256:
        raise Problem("INVALID_REQUEST", [Defect("SIGNED_OTHER_CONTRACT", "/sha256")])
    else:
        signing.sign(case, party, call.body.sha256, who, hand)
    return Answer({"id": case.id, "person": party, "waiting_for": casefile.load(case.id).unsigned}, 202)
