"""The cost of the bank's part (综合融资成本明示): every party confirms the very statement they were shown, before they sign it at the bank."""

from chalicelib.api import actors, evidence
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import bank_part, part_plan
from chalicelib.casework.waits import may_be_signed
from chalicelib.records import casefile


def confirm(call: Call) -> Answer:
    """One party's own word that they have seen what the bank's part costs in all."""
    case, who = call.case, actors.acting(call)
    if case.bank_part is None or not case.bank_part.is_offered or not may_be_signed(case):
        raise Problem("WRONG_STATUS")
    party = actors.party(call, call.body.person)
    if call.body.sha256 != case.bank_part.statement:
        raise Problem("INVALID_REQUEST", [Defect("CONFIRMED_OTHER_COST", "/sha256")])
    hand = actors.once(call, party)
    bank_part.confirm(case, party, call.body.sha256, who, {"how": evidence.of(call, party)}, hand)
    return Answer({"id": case.id, "person": party, "waiting_for": part_plan.unconfirmed(casefile.load(case.id))}, 202)
