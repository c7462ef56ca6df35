"""The step that asks agencies (核验): what the linked matters need, once for each subject, and it remembers the answer.

A check that is declared has one by that, made here; steps/credit.py does more than ask and is a module of its own.
"""

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import TypeVar

from chalicelib import clock
from chalicelib.agencies.purpose import Purpose, is_unnamed
from chalicelib.casework import timeline
from chalicelib.casework.purpose import asking
from chalicelib.casework.questions import questions
from chalicelib.casework.rules import policy_of
from chalicelib.domain import matters
from chalicelib.domain.checks.declaration import Check
from chalicelib.domain.checks.declared import asked_by
from chalicelib.domain.checks.expected import subjects
from chalicelib.domain.checks.finding import Finding, Outcome, key_of
from chalicelib.domain.form.people import Party
from chalicelib.errors import PreconditionFailed
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Expect
from chalicelib.records.contents import Answer
from chalicelib.steps import frame
from chalicelib.trust import consent

Handler = Callable[..., dict[str, str]]
_P = TypeVar("_P", bound=Party)
UNNAMED = "RECIPIENT_NOT_AUTHORISED"  # no consent names who would have to be asked


def handler(step: str) -> Handler:
    """The step of that name: it asks every check declared to be asked by it, and imports their agencies now.

    It raises what an agency raises, `AgencyUnavailable` or `AnswerPending`. Raises `UndeclaredCheck` for a step no check names.
    """
    checks = [(check, import_module(f"chalicelib.agencies.{check.agency}")) for check in asked_by(step)]

    def handle(event: frame.Event, context: object = None) -> dict[str, str]:
        return frame.run(event, partial(_ask_all, checks))

    return handle


def _ask_all(checks: Sequence[tuple[Check, ModuleType]], case: CaseFile, event: frame.Event) -> str:
    for check, agency in checks:
        ask = getattr(agency, check.call)
        if check.subject:
            ask_once(case, check.code, check.subject, partial(ask, case.application))
        else:
            people = [case.application.party(key) for key in subjects(check, case.application, policy_of(case))]
            ask_of_each(case, check.code, people, ask)
    return "done"


def ask_of_each(case: CaseFile, check: str, people: Sequence[_P], ask: Callable[[_P, Purpose], Finding]) -> str:
    """Asks an agency about each person who has no answer yet. Returns `done`; raises what the agency raises."""
    for person in people:
        ask_once(case, check, person.key, partial(ask, person))
    return "done"


def ask_once(case: CaseFile, check: str, subject: str, ask: Callable[[Purpose], Finding]) -> None:
    """Asks one question and writes the answer down, unless it has its answer already or
    belongs to no matter the case links: then nobody is asked, and there is nothing to know. Once the case is decided nobody is
    asked any more: what it was decided on stays what it was. Nothing is written that was asked on consents which have changed since.
    """
    if case.ended or "decision" in case.large:
        return
    of = questions(case.application)(check, subject)
    if check not in matters.checks(case.application, policy_of(case)):
        return
    if case.answered(check, subject, of) and not (
        _is_put_right(case, check, subject) or _is_authorised_since(case, check, subject)
    ):
        return
    with asking(case, check) as purpose:
        finding = _answered(check, subject, ask, purpose)
    key = key_of(check, subject)
    replaced = [timeline.answered(key, case.answers[key])] if key in case.answers else []
    answer = Answer(of, clock.stamp(), finding.outcome, finding.code)
    casefile.amend(case, *replaced, expect=Expect(unchanged=("consents",)), answers={key: (answer, finding)})


def _answered(check: str, subject: str, ask: Callable[[Purpose], Finding], purpose: Purpose) -> Finding:
    """What is answered; nobody is asked whom the consent does not name: then a person looks, until somebody has consented to that."""
    try:
        return ask(purpose)
    except PreconditionFailed as refused:
        if not is_unnamed(refused):
            raise
        return Finding(check, subject, Outcome.UNAVAILABLE, UNNAMED)


def _is_put_right(case: CaseFile, check: str, subject: str) -> bool:
    """Whether the parties say that the agency has put right since what it answered: then it is asked again."""
    if not case.replies:
        return False
    from chalicelib.casework import replies  # few cases are corrected

    return replies.is_put_right_since(case, check, subject, case.answers[key_of(check, subject)].at)


def _is_authorised_since(case: CaseFile, check: str, subject: str) -> bool:
    """Whether somebody whose consent did not name who would be asked, or speak of the children, has given one since that may: then it is asked again."""
    key = key_of(check, subject)
    given = [one for one in case.consents if consent.stands(one) and one["given_at"] > case.answers[key].at]
    if case.answers[key].code == UNNAMED:
        return any(one["use"] == "data" for one in given)
    if not any(one.get("children") for one in given):
        return False
    from chalicelib.agencies.minors import Doubt  # few consents are given anew

    answer = next(one for one in case.findings if (one.check, one.subject) == (check, subject))
    return Doubt.UNCOVERED in answer.facts.get("children_doubts", ())
