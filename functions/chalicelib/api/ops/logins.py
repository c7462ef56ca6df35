"""Ending somebody else's sessions (强制退出): an administrator's act, with a reason, on the record, and told to a citizen whose they are."""

from collections.abc import Iterator
from typing import Any

from chalicelib import clock
from chalicelib.api import reaches
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import parties, phones
from chalicelib.messages import text
from chalicelib.records import ledger
from chalicelib.records.casefile import CaseFile
from chalicelib.tracing import log
from chalicelib.trust.sessions import ENDED, Session, end_all


def end(call: Call) -> Answer:
    """Ends every session of a login. How many there were (none of an unknown one), and whether the person could be told of it. Of the
    parties of a case, only who has come in: whom a form merely names has nothing to do with it."""
    body = call.body
    if wrong := list(_wrong(body)):
        raise Problem("INVALID_REQUEST", wrong)
    if body.audience != "depositor":
        return Answer({"ended": _ended(call, body.subject), "told": None})
    case = reaches.numbered(call.with_(path={"no": body.case}))
    named, handed_in = parties.named(case).get(body.person), case.parties.get(body.person)
    who = named if named and case.people.get(named) == body.person else handed_in
    if who is None or who not in case.people:
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/person")])
    ended = _ended(call, who)
    ledger.append(case.id, {**_entry(call), "subject": body.person, "party": who})
    return Answer({"ended": ended, "told": ended > 0 and _told(case, body)})


def _wrong(body: Any) -> Iterator[Defect]:
    """A citizen is named by a case and which party of it they are, everybody else by their login."""
    citizen = body.audience == "depositor"
    for name, wanted in (("subject", not citizen), ("case", citizen), ("person", citizen)):
        if (getattr(body, name) is not None) != wanted:
            yield Defect("MISSING" if wanted else "UNEXPECTED", f"/{name}")


def _ended(call: Call, subject: str) -> int:
    ended, whose = end_all(Session(call.body.audience, subject, "", "")), f"{call.body.audience}:{subject}"
    log.line("WARNING", "sessions ended", by=call.who.subject, whose=whose, reason=call.body.reason, ended=ended)
    return ended


def _entry(call: Call) -> dict[str, str]:
    who = call.who
    return {
        "kind": ENDED,
        "audience": who.audience,
        "operator": who.subject,
        "person": who.person,
        "reason": call.body.reason,
    }


def _told(case: CaseFile, body: Any) -> bool:
    from chalicelib.casework import notify  # few lose a phone

    if not (phone := _phone(case, body.person)):
        return False
    words = text("SESSIONS_ENDED", reason=text(f"SESSIONS_{body.reason.upper()}"))
    return notify.tell_one(case, "sessions", body.person, phone, clock.stamp(), words)


def _phone(case: CaseFile, key: str) -> str | None:
    """The phone their login told; else the one the applicant has given of themselves. What others have typed for somebody is no proof
    that it is theirs: then nobody is told, and the administrator calls them."""
    given = phones.typed(case, key)[-1:] if key == parties.BORROWER else []
    return phones.own(case, key) or next(iter(given), None)
