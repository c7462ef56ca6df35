"""What the parties hear of an appeal (异议告知): that it is there, and how it was decided, with the letter. The sweep does it, which can wait for whoever
delivers and prints."""

from collections.abc import Iterator

from chalicelib import clock, messages, policy
from chalicelib.casework import accepting, appeals, endings, notify
from chalicelib.casework.found import Found
from chalicelib.casework.rules import accepted_on, legal_by, policy_of
from chalicelib.domain.status import Status
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.contents import Paper
from chalicelib.records.statements import Appeal


def is_owed(case: CaseFile) -> bool:
    """Whether the parties have not heard yet of what became of an appeal, or its letter was not made."""
    return any(_untold(case, one) or _unwritten(case, one) for one in case.appeals)


def make_known(case: CaseFile) -> Iterator[Found]:
    """Makes the letter first: who is told that there is one can have it. Safe to repeat, and to stop anywhere."""
    for one in case.appeals:
        if _unwritten(case, one):
            listed = Changes(results=accepting.papers(case.results, _letter(case, one)))
            if case.ended:
                listed |= Changes(package=None)  # one made meanwhile lacks it
            casefile.amend(case, expect=Expect(unchanged=("results", "appeals")), **listed)
            case = casefile.load(case.id)
            yield Found.APPEAL_LETTER
        if _untold(case, one):
            notify.tell(case, "sweep", f"MESSAGE_APPEAL_{_stands(one)}", str(appeals.number(case, one)), to=case.owing)
            case = casefile.load(case.id)
            yield Found.APPEAL_TOLD


def _stands(appeal: Appeal) -> str:
    return appeal.outcome.upper() or "FILED"


def _untold(case: CaseFile, appeal: Appeal) -> bool:
    return bool(case.untold(f"MESSAGE_APPEAL_{_stands(appeal)}", str(appeals.number(case, appeal)), case.owing))


def _name(case: CaseFile, appeal: Appeal) -> str:
    return f"appeal-{appeals.number(case, appeal)}.pdf"


def _unwritten(case: CaseFile, appeal: Appeal) -> bool:
    return bool(appeal.outcome) and all(one.name != _name(case, appeal) for one in case.results)


def _letter(case: CaseFile, appeal: Appeal) -> Paper:
    from chalicelib.casework.papers import made
    from chalicelib.documents.appeal import decided
    from chalicelib.documents.letter import Letter

    rules, on = policy_of(case), clock.day(appeal.decided_at)
    head = Letter(policy.centres()[case.centre], case.known_as, case.application, on)
    ended, filed_on = messages.text(f"PAPER_{appeal.called}"), clock.day(appeal.at)
    of_contract = endings.of_contract(case, Status(appeal.ending))
    then = policy.in_force(case.centre, clock.day(appeal.of))
    said = decided(
        head, rules, appeal.outcome, ended, filed_on, case.reason_on(appeal), legal_by(case),
        of_contract=of_contract, is_accepted=accepted_on(case) is not None, then=then,
    )  # fmt: skip
    return made(case, _name(case, appeal), said)
