"""Whose case it is (谁的件): as which party, if any, whoever asks stands to a case."""

from chalicelib.api.http.route import Call
from chalicelib.casework import parties, presence
from chalicelib.domain.form.people import is_co_owner
from chalicelib.records.casefile import CaseFile


def person(call: Call, case: CaseFile) -> str | None:
    """The key of the party who asks, None for others: who came in as one is it only while the case names them so."""
    who = call.who.subject
    if call.who.audience != "depositor":
        return None
    if who == case.applicant:
        return parties.BORROWER
    if (key := case.people.get(who)) is None:
        return None
    named = parties.named(case)
    if named.get(key) != who:  # they came in as another party since, in a correction that was not sent
        key = _handed_in(case, who)
    return key if key and named.get(key) == who else None


def _handed_in(case: CaseFile, who: str) -> str | None:
    """The party as which that person was handed in."""
    return next((key for key, party in case.parties.items() if party == who), None)


def owes(call: Call, case: CaseFile) -> bool:
    """Whether a party asks who owes the loan, and does not only own the home."""
    key = person(call, case)
    return key is not None and not is_co_owner(key)


def former(call: Call, case: CaseFile) -> str | None:
    """The key of who is a party of what was handed in and not of what is being corrected, if they ask; None for others."""
    who = call.who.subject
    if call.who.audience != "depositor" or who not in case.people:
        return None
    return _handed_in(case, who) if person(call, case) is None else None


def consented(call: Call, case: CaseFile) -> str | None:
    """The key as which who asks has last consented to anything here, or is said to have signed by hand, None for others: of that they
    remain the master."""
    who = call.who.subject if call.who.audience == "depositor" else None
    said = [(one.person, one.party) for one in case.presences if one.method == presence.SIGNED_FORM]
    said += [(one["person"], one["party"]) for one in case.consents]
    return next((key for key, party in reversed(said) if party == who), None)


def is_applicant(call: Call) -> bool:
    """Whether the applicant asks."""
    return call.who.audience == "depositor" and call.case.applicant == call.who.subject


def owns_document(call: Call, case: CaseFile) -> bool:
    """Whether a party asks whose the file of the path is: whoever brought it, or whose paper it is; one of the case itself is the
    applicant's."""
    one, who = case.documents.get(call.path.get("document", "")), call.who.subject
    if one is None or person(call, case) is None:
        return False
    whole = one.person is None and who == case.applicant
    return whole or one.by == f"{call.who.audience}:{who}" or one.party == who


def answerer(case: CaseFile) -> str:
    """The party who answers what is asked now: whom alone a reviewer asks, else the borrower."""
    return (case.notice.to if case.notice else "") or parties.BORROWER


def answers(call: Call) -> bool:
    """Whether that party asks."""
    return person(call, call.case) == answerer(call.case)


def reads_notice(call: Call) -> bool:
    """Whether what the notice says is theirs to read: of one to a single party that party, the window while they are there."""
    to = call.case.notice.to if call.case.notice else ""
    if to in ("", parties.BORROWER) or call.who.audience != "clerk":
        return not to or call.who.audience == "clerk" or person(call, call.case) == to
    return presence.present(call.case, to, call.who.subject, call.act, call.id) is not None
