"""Recusal (回避声明): a member of staff says that they must not handle a case. It takes effect at once, under every login of theirs."""

from contextlib import suppress
from datetime import timedelta

from chalicelib.api import actors
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import claims, hands
from chalicelib.errors import Contended
from chalicelib.records import agenda, casefile, ledger, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.records.changes import RECUSED, Changes, roles_of

AT_ONCE = 8  # writes tried: they may be acting under another login


def recuse(call: Call) -> Answer:
    """Stands beside whatever hand they had in the case, and gives back the tasks they have claimed or that are kept for them. It is not taken back."""
    case, who = call.case, call.who
    if not _is_recused(case, who.person):
        ledger.append(case.id, {"kind": RECUSED, "audience": who.audience, "operator": who.subject, "person": who.person, "tie": call.body.tie})  # fmt: skip
        _written(call)
    given_back = claims.give_back(tasks.of_case(case.id), actors.staff(call))
    # Whether anybody is left for its work shows at once.
    agenda.enter(case.id, casefile.load(case.id).status, timedelta())
    return Answer({"id": case.id, "given_back": given_back}, 201)


def _written(call: Call) -> None:
    """What they did before is kept: who has handled a case is no party of it, recused or not."""
    case, person = call.case, call.who.person
    told = casefile.event("STAFF_RECUSED", person[-8:])
    for _ in range(AT_ONCE):
        with suppress(Contended):
            both = hands.with_role(case, actors.staff(call), RECUSED)
            casefile.amend(case, told, **Changes(hands={person: both}))
            return
        case = casefile.load(case.id)
    raise Contended(case.id)


def _is_recused(case: CaseFile, person: str) -> bool:
    return RECUSED in roles_of(case.hands.get(person, ""))
