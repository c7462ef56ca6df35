"""What all check steps share: ask what the linked matters need, once for each subject, and remember the answer."""

from collections.abc import Callable, Sequence
from functools import partial

from chalicelib import clock
from chalicelib.agencies.purpose import Purpose
from chalicelib.casework import timeline
from chalicelib.casework.purpose import asking
from chalicelib.casework.questions import questions
from chalicelib.casework.rules import policy_of
from chalicelib.domain import matters
from chalicelib.domain.checks.finding import Finding, key_of
from chalicelib.domain.form.application import Person
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Expect
from chalicelib.records.contents import Answer


def ask_of_each(case: CaseFile, check: str, people: Sequence[Person], ask: Callable[[Person, Purpose], Finding]) -> str:
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
    if case.answered(check, subject, of) or check not in matters.checks(case.application, policy_of(case)):
        return
    with asking(case, check) as purpose:
        finding = ask(purpose)
    key = key_of(check, subject)
    replaced = [timeline.answered(key, case.answers[key])] if key in case.answers else []
    answer = Answer(of, clock.stamp(), finding.outcome, finding.code)
    casefile.amend(case, *replaced, expect=Expect(unchanged=("consents",)), answers={key: (answer, finding)})
