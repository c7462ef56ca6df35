"""Collecting results (领取结果): at the window they are handed over to a party who is there, or to an agent whose authorisation says so."""

from chalicelib.api import access
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.messages import party_code, whom
from chalicelib.records import casefile, ledger
from chalicelib.records.archive import link

KIND = "results"  # of the entry in the ledger


def hand_over(call: Call) -> Answer:
    """The papers with links, once it stands in the ledger who has got them before whom. An agent collects once for having come."""
    case = call.case
    if not case.results:
        raise Problem("WRONG_STATUS")
    key = access.party(call, call.body.person)
    proof, hand = access.present(call, key), access.once(call, key)
    entry = {
        "kind": KIND, "subject": key, "party": proof.party, "agent": proof.agent, "mandate": proof.mandate, "presence": proof.id,
        "method": proof.method, "terminal": proof.terminal, "proof": proof.evidence, "operator": call.who.subject, "person": call.who.person,
    }  # fmt: skip
    told = [] if proof.agent else [casefile.event("RESULTS_COLLECTED", proof.id, party=party_code(key))]
    casefile.amend(case, *told, **hand)  # taken back meanwhile, nothing is handed over, and the ledger says nothing
    ledger.append(case.id, entry)
    papers = [
        {"name": paper.name, "sha256": paper.sha256, "link": link(paper.key)}
        for paper in case.results
        if paper.is_for(key)
    ]
    return Answer(
        {"id": case.id, "person": key, "text": whom(key), "is_agent": bool(proof.agent), "items": papers}, 201
    )
