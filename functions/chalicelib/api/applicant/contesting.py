"""Contesting a finding (核验结果异议): a party says that what was found is not so, why, and with which papers, instead of changing the form."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from chalicelib import clock
from chalicelib.api import actors
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import contests, parties, uploads
from chalicelib.casework.answers import undecided
from chalicelib.casework.corrections import takes_corrections
from chalicelib.casework.present import present
from chalicelib.casework.questions import questions
from chalicelib.domain.checks.contested import against
from chalicelib.domain.checks.finding import key_of
from chalicelib.messages import party_code, worded
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.statements import Contest

if TYPE_CHECKING:
    from chalicelib.api.applicant.bodies import Contesting


def contest(call: Call) -> Answer:
    """While corrections are waited for. The case comes to another person than who found it once `corrections` is sent, which may then be empty.
    Contesting the same again, before that, changes nothing."""
    case, body, party = call.case, call.body, actors.party(call, call.body.person)
    if not takes_corrections(case):
        raise Problem("WRONG_STATUS")
    of = questions(case.application)(body.check, body.subject) if _is_named(case, body.check, body.subject) else ""
    standing = contests.of_look(case, {"check": body.check, "subject": body.subject, "of": of})
    if standing is None or _says_more(case, body, standing):
        key, standing = key_of(body.check, body.subject), _made(call, party, of, standing)
        told = casefile.event(
            "CONTESTED", f"{key}.{_digest(of, standing)}", check=f"CHECK_{body.check.upper()}", party=party_code(party)
        )
        as_read = Expect(status={case.status}, unchanged=("contests", "rulings"))
        changes = Changes(contests={**case.contests, key: standing}) | actors.at_window(call)
        casefile.amend(case, told, expect=as_read, **changes)
    return Answer(shown(case, body.check, body.subject, standing), 201)


def shown(case: CaseFile, check: str, subject: str, contest: Contest) -> dict[str, Any]:
    """A contest as the parties see it: what was found, who contests it, when, with how many papers."""
    return {
        "check": check, "subject": subject, "codes": [*contest.named], "texts": [*map(worded, contest.named)], "party": contest.party,
        "at": contest.at, "files": len(contest.files),
    }  # fmt: skip


def _says_more(case: CaseFile, body: "Contesting", standing: Contest) -> bool:
    """Whether it names another code than is contested already, brings another paper, or the rest of what was found."""
    brought = {one.kept or one.sha256 for id in body.documents if (one := case.documents.get(id))}
    rest = [one for one in contests.contestable(case) if (one.check, one.subject) == (body.check, body.subject)]
    return (
        not {*standing.named}.issuperset(body.codes or ())
        or not {*standing.files}.issuperset(brought)
        or (not body.codes and bool(rest))
    )


def _digest(of: str, contest: Contest) -> str:
    """Tells one entry of the timeline from another: each time something more of a finding is contested there is one."""
    return hashlib.sha256("\n".join((of, *contest.named, *contest.files)).encode()).hexdigest()[:8]


def _is_named(case: CaseFile, check: str, subject: str) -> bool:
    return any((one.check, one.subject) == (check, subject) for one in contests.contestable(case)) or (
        key_of(check, subject) in case.contests
    )


def _made(call: Call, party: str, of: str, standing: Contest | None) -> Contest:
    """The contest, with what was contested of the same finding before."""
    case, body, key = call.case, call.body, key_of(call.body.check, call.body.subject)
    found = next(
        (one for one in contests.contestable(case) if (one.check, one.subject) == (body.check, body.subject)), None
    )
    wrong = [] if found or standing else [Defect("NOT_A_CHOICE", "/check")]
    files = list(_files(case, body.documents, wrong))
    codes = list(_codes(against(found) if found else (), body.codes or (), standing, wrong))
    if wrong:
        raise Problem("INVALID_REQUEST", wrong)
    from chalicelib.casework import carried  # few findings are contested

    rests = carried.rests_on(case, body.check, body.subject, codes)
    if standing is None:
        found = present(found, "finding")
        made = contests.made(case, found, of, clock.stamp(), actors.acting(call), party, body.reason, files, codes)
        return replace(made, rests=rests)
    reason = case.seal_contest(key, "\n".join((case.reason_against(key, standing), body.reason)))
    files = [*dict.fromkeys((*standing.files, *files))]
    if (ruling := case.rulings.get(key)) and undecided(case, body.check, body.subject, of) is None:
        standing = replace(standing, finder=ruling.by, person=ruling.person)  # who has decided it does not decide anew
    return replace(
        standing,
        at=clock.stamp(),
        by=actors.acting(call),
        party=party,
        reason=reason,
        files=files,
        codes=codes,
        rests=rests,
    )


def _codes(there: Sequence[str], named: Sequence[str], standing: Contest | None, wrong: list[Defect]) -> Iterator[str]:
    """Which of what was found is not so: of several differences each that is meant is named."""
    before = standing.named if standing else ()
    if not named and len(there) > 1:
        wrong.append(Defect("MISSING", "/codes"))
    for place, code in enumerate(named):
        if code not in (*before, *there):
            wrong.append(Defect("NOT_A_CHOICE", f"/codes/{place}"))
    yield from dict.fromkeys((*before, *(named or there)))


def _files(case: CaseFile, ids: list[str], wrong: list[Defect]) -> Iterator[str]:
    """The hashes of the very bytes that are kept of the papers brought for it; each has to be there, inspected."""
    there = uploads.counting(case, parties.named(case))
    for place, id in enumerate(ids):
        document = there.get(id)
        if document is None or document.state != "verified":
            wrong.append(Defect("NOT_A_CHOICE", f"/documents/{place}"))
        else:
            yield document.kept or document.sha256
