"""What a reviewer may ask the parties (审核中要求补充说明), what was asked, and what they said to it."""

from typing import Any

from chalicelib.api.http.problem import Defect
from chalicelib.api.http.route import Call
from chalicelib.casework import asking
from chalicelib.domain.work import STAFF
from chalicelib.messages import whom, worded
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task


def shown(case: CaseFile, task: Task) -> dict[str, Any]:
    """Of what something may be asked in this task; and what reviewers have asked so far, with what the parties said to it."""
    may = asking.ASK in STAFF[task.kind].back and task.is_open and case.may_be_undone and not case.open_procedures
    may = may and case.received_on is not None  # of a draft nothing is sure enough to ask about
    places = asking.places(case) if may and asking.is_in_time(case, supervises=True) else {}
    return {
        "places": [
            {
                "where": where,
                "code": one.code,
                "text": f"{whom(where)}：{worded(one.code, {'name': one.name})}"
                if not one.name
                else worded(one.code, {"name": one.name}),
            }
            for where, one in places.items()
        ],
        "asked": [
            {
                "at": notice.issued_at,
                "words": asking.words(case, notice),
                "items": [
                    {
                        "where": item["where"],
                        "code": item["code"],
                        "text": worded(item["code"], item["values"]),
                        "reply": said[item["where"]] or None,
                    }
                    for item in notice.defects
                ],
            }
            for notice, said in asking.answered(case)
        ],
    }


def wrong(call: Call) -> list[Defect]:
    """What is wrong with what a decision asks: nothing, something nobody may be asked, or what could have been told before."""
    asks, case = call.body.asks or [], call.case
    if call.body.decision != asking.ASK:
        return [Defect("CHOICE_NOT_OFFERED", "/asks")]
    if not asks:
        return [Defect("MISSING", "/asks")]
    if not asking.is_in_time(case, supervises=call.who.audience == "supervisor"):
        return [Defect("ASK_NO_TIME", "/decision")]
    known = asking.places(case)
    if found := [Defect("CHOICE_NOT_OFFERED", f"/asks/{n}") for n, where in enumerate(asks) if where not in known]:
        return found
    to = [asking.whose(asks, where) for where in asks]
    if found := [Defect("ASKED_OF_TWO", f"/asks/{n}") for n, one in enumerate(to) if one != to[0]]:
        return found
    late = asking.late(case, asks) if call.who.audience != "supervisor" else ()
    return [Defect("ASKED_LATE", f"/asks/{n}") for n in late]
