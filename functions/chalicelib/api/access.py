"""Which case a request is about, and whether who asks may know of it. A case one may not see is not found: 404, never 403."""

from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Call
from chalicelib.casework import hands, parties, presence
from chalicelib.domain.work import STAFF
from chalicelib.records import casefile, registers, tasks
from chalicelib.records.casefile import CaseFile, Changes
from chalicelib.records.contents import Presence

CASE_ID = 32
PARTY = ("depositor", "clerk")  # the parties themselves, and the window on their behalf


def own(call: Call) -> CaseFile:
    """The case `{id}`: for its parties, and for the window of its centre."""
    case = casefile.load(call.path["id"])
    if person(call, case) is None and not _at_window(call, case):
        raise Problem("NOT_FOUND")
    return case


def followed(call: Call) -> CaseFile:
    """The case `{id}` for those who may follow it: its parties, its window, and the hotline."""
    return casefile.load(call.path["id"]) if call.who.audience == "hotline" else own(call)


def numbered(call: Call) -> CaseFile:
    """The case `{no}`, an id or a case number 办件流水号."""
    no = call.path["no"]
    return casefile.load(no if len(no) == CASE_ID else registers.case_of_number(no))


def of_task(call: Call) -> CaseFile:
    """The case of task `{task}`, for staff of the centre that has it who decide that kind."""
    task = tasks.get(call.path["task"])
    if task.centre != call.who.centre or not is_work_of(call.who.audience, task.kind):
        raise Problem("NOT_FOUND")
    return casefile.load(task.case)


def is_work_of(audience: str, kind: str) -> bool:
    """Whether staff like these see and decide tasks of that kind. Nobody does one that is not declared."""
    return kind in STAFF and audience in STAFF[kind].by


def of_contract(call: Call) -> CaseFile:
    """The case of contract `{number}`, for the bank that signs it."""
    case = casefile.load(registers.case_of_contract(call.path["number"]))
    if case.contract is None or case.contract.bank != call.who.subject:
        raise Problem("NOT_FOUND")
    return case


def person(call: Call, case: CaseFile) -> str | None:
    """The key of the party who asks, None for others."""
    if call.who.audience != "depositor":
        return None
    return case.people.get(call.who.subject)


def is_applicant(call: Call) -> bool:
    """Whether the applicant asks."""
    return call.who.audience == "depositor" and call.case.applicant == call.who.subject


def applicant_or_window(call: Call) -> None:
    """Some work is the applicant's alone, or the window's that types for them: it binds nobody."""
    if call.who.audience != "clerk" and not is_applicant(call):
        raise Problem("NOT_YOUR_ROUTE")


def only_applicant(call: Call) -> None:
    """Some acts are the applicant's alone; at the window, while the applicant is there."""
    applicant_or_window(call)
    if call.who.audience == "clerk":
        present(call, parties.BORROWER)


def party(call: Call, given: str | None) -> str:
    """The key of the party whose act this is: one's own, or at the window that of who is named and is there."""
    own = person(call, call.case)
    if own is not None and given in (None, own):
        return own
    if call.who.audience == "clerk" and given in parties.named(call.case):
        present(call, given)
        return given
    raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/person")])


def present(call: Call, key: str) -> Presence:
    """The proof that this party is at the window before this clerk; 403 without."""
    found = presence.present(call.case, key, call.who.subject)
    if found is None:
        raise Problem("PRESENCE_REQUIRED")
    return found


def hand(call: Call, role: str) -> Changes:
    """What to write of a member of staff who acts on the case in that role; 403 for who may not. Nothing of others."""
    if code := hands.barred(call.case, actor(call), role):
        raise Problem(code)
    return Changes(hands={call.who.person: role})


def at_window(call: Call) -> Changes:
    """The hand of a clerk who acts for people; people acting for themselves leave none."""
    return hand(call, hands.WINDOW) if call.who.audience == "clerk" else Changes()


def actor(call: Call) -> hands.Actor:
    """Which member of staff acts."""
    return hands.Actor(call.who.subject, call.who.person)


def acting(call: Call) -> str:
    """Who acts, as records say it: audience and opaque subject."""
    return f"{call.who.audience}:{call.who.subject}"


def _at_window(call: Call, case: CaseFile) -> bool:
    return call.who.audience == "clerk" and case.centre == call.who.centre
