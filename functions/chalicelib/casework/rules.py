"""The policy a case is judged by (适用政策), and what follows from it for this case alone."""

from datetime import date, timedelta

from chalicelib import clock, policy
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.policy import Policy
from chalicelib.records.casefile import CaseFile


def policy_of(case: CaseFile) -> Policy:
    """The policy in force in its centre on the day it was accepted; until then, today's."""
    return policy.in_force(case.centre, case.accepted_on or clock.today())


def judged_by(case: CaseFile, version: str, on: date) -> Policy:
    """The policy a decision of that day was made by, if its version still exists: as known now, or as it was known then."""
    accepted = case.accepted_on or on
    known = (None, on, on - timedelta(1))  # what was learnt of on the day may have come after it
    found = [policy.in_force(case.centre, accepted, then) for then in known]
    return next((one for one in found if one.version == version), found[0])


def calendar_of(case: CaseFile) -> Calendar:
    """Working days as they are arranged by now: holidays are no rule that judges a case, and are arranged later than it came."""
    return Calendar(policy.in_force(case.centre, clock.today()).arranged)


def transfer_of(case: CaseFile) -> str:
    """How the case replaces a commercial loan (商转公): none, settle_first or loan_for_loan."""
    return str(policy_of(case).kinds[case.application.kind].traits.get("transfer", "none"))
