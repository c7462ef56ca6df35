"""Looks are uses (查阅留痕): who opens a case that is not their own is in its ledger before a byte of it leaves.

One entry a request: which login and natural person, as what, through which channel and session, and which parts were shown.
"""

from collections.abc import Callable

from chalicelib.api.http import limits
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import NOBODY, Answer, Call, Route
from chalicelib.casework import hands
from chalicelib.records import ledger
from chalicelib.trust.sessions import STAFF, id_of

KIND = "look"
# What acts are answered with that tells nothing of a case but what was just done; every other answer is a look at it.
TELLS_NOTHING = frozenset({
    "answers.applicants.DraftSaved", "answers.parties.InvitationIssued", "answers.parties.PresenceShown", "answers.applicants.UploadSlot",
    "answers.applicants.DocumentVerified", "answers.applicants.Accepted", "answers.applicants.Signed", "answers.staff.TaskLine",
    "answers.staff.Recused", "answers.partners.Received", "answers.running.Restarted",
})  # fmt: skip
_TO_PHONE = "answers.staff.PhoneShown"  # one party's number, which the line tells whose it is and what for
_LOOKING = frozenset({"answers.staff.CaseFound", _TO_PHONE})  # of requests that only look, whatever their method


def leaves_a_line(route: Route, call: Call) -> bool:
    """Somebody reads a case, or is told of it by what their act is answered with; people who follow their own leave none, nor do those whom no
    route asks who they are."""
    shows = route.method == "GET" or route.answer not in TELLS_NOTHING
    return shows and call.found is not None and call.who.audience not in ("depositor", NOBODY.audience)


def are_counted(route: Route) -> bool:
    """Whether staff may look by it, and so only so often a day; a bank fetches its contract as often as it has to."""
    looks = route.method == "GET" or route.answer in _LOOKING
    return looks and route.finds is not None and bool({*STAFF} & {*route.audience})


def noted(route: Route, call: Call, handle: Callable[[Call], Answer]) -> Answer:
    """The answer, once the look stands in the ledger. For a member of staff 404 where they must not handle the case, as if it were not there,
    and 429, and nobody is asked anything, where they have looked too often today; an act is counted elsewhere."""
    if are_counted(route) and call.who.audience in STAFF:
        limits.look(call)
        if hands.apart(call.case, call.who.person):
            raise Problem("NOT_FOUND", about=call.case.id)
    answer = handle(call)
    who, shown = call.who, answer.body if isinstance(answer.body, dict) else {}
    entry = {
        "kind": KIND,
        "audience": who.audience,
        "operator": who.subject,
        "person": who.person,
        "centre": who.centre,
        "channel": who.channel,
        "session": id_of(call.headers["authorization"].removeprefix("Bearer "))[:16],
        "shown": shown_by(route),
        "fields": sorted(name for name, value in shown.items() if value),
    }
    if "document" in call.path:
        entry |= {"document": call.path["document"], "sha256": shown.get("sha256", "")}
    if route.answer == _TO_PHONE:
        entry |= {"subject": call.body.person, "purpose": "phone"}
    ledger.append(call.case.id, entry)
    return answer


def shown_by(route: Route) -> str:
    """What a route shows of a case, as one word: the last of its path."""
    return next(part for part in reversed(route.path.split("/")) if "{" not in part)
