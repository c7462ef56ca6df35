"""Agents (代办人): who comes to the window for a party, under an authorisation (授权委托书) that party signed by hand.

Closed by default: an agent hands in, submits, corrects and collects the results (代领), and no authorisation covers anything else. The loan contract is signed face
to face with whoever owes the money (面签); a query of credit rests on the written consent of the very person (征信业管理条例 Art. 18); and
consent to the use of one's data is one's own and informed. We know of no text that lets an agent do any of it. [general knowledge]
An agent has no login to the case, and is shown nothing that agencies know: asking them is none of these acts. What is collected is
handed over at the window, to who was verified there.

That the paper names principal, agent, acts and last day (民法典 Art. 165) is what two members of staff look at; what they saw is kept.
"""

from datetime import timedelta
from typing import Literal

from chalicelib import clock
from chalicelib.casework import parties
from chalicelib.records.casefile import CaseFile
from chalicelib.records.presences import COLLECTING, Presence

AUTHORISING = "agent"  # the act an authorisation is signed for
DOCUMENTS = "documents"
RESULTS = COLLECTING  # also once the case has ended: before it there is nothing to collect
LONGEST = timedelta(days=365)  # [assumption]
State = Literal["WAITING", "VALID", "OVER", "VOID"]


def authorisations(case: CaseFile) -> list[Presence]:
    """Every authorisation that was brought, in that order."""
    return [one for one in case.presences if one.acts]


def named(case: CaseFile) -> set[str]:
    """Every natural person who has come for a party here, or is to: they handle the case for nobody else, the centre least of all.

    An authorisation that nobody else has looked at yet, or that is void, keeps nobody away under whom it brought nobody: who forges one
    could keep any supervisor from finding out.
    """
    return {one.agent for one in case.presences if one.agent and (not one.acts or (one.second and not one.void))}


def state(case: CaseFile, one: Presence) -> State:
    """How far an authorisation is: waiting for the second person's look, valid, over, or void: taken back or not accepted."""
    if one.void:
        return "VOID"
    is_over = case.ended and not (case.results and RESULTS in one.acts)
    gone = is_over or parties.named(case).get(one.person) != one.party
    if gone or clock.today().isoformat() > (one.until or ""):
        return "OVER"
    return "VALID" if one.second else "WAITING"


def covering(case: CaseFile, key: str, agent: str, act: str) -> Presence | None:
    """The authorisation under which this natural person may do that act for that party today; None without."""
    found = [one for one in authorisations(case) if (one.person, one.agent) == (key, agent) and act in one.acts]
    return next((one for one in reversed(found) if state(case, one) == "VALID"), None)
