"""The timeline (办理时间线): what has happened in a case, each line read from where it is kept.

What only the timeline knows is an event of the case. What a consent or an answer says of itself is told from there: a second record
in the case's item would be billed again with each later write of it.
"""

from collections.abc import Iterator

from chalicelib.domain.checks.finding import place_of
from chalicelib.messages import party_code
from chalicelib.records.casefile import CaseFile, Told
from chalicelib.records.contents import Answer, Event


def lines(case: CaseFile) -> list[Event]:
    """Every line, in order. Earlier releases wrote those of consents and answers down, under the same keys."""
    answers = dict(answered(key, answer) for key, answer in case.answers.items())
    return sorted({**dict(_of_consents(case)), **answers, **case.events}.values(), key=lambda line: line.at)


def answered(key: str, answer: Answer) -> Told:
    """The line of an answer about `check.subject`; an event of the case once another takes its place."""
    check, _ = place_of(key)  # maybe one that is declared no more
    told = {"check": f"CHECK_{check.upper()}", "outcome": f"OUTCOME_{answer.outcome.upper()}"}
    return Told(f"CHECK_ANSWERED.{key}.{answer.of[:8]}", Event(answer.at, "CHECK_ANSWERED", told))


def _of_consents(case: CaseFile) -> Iterator[tuple[str, Event]]:
    for one in case.consents:
        person, use, withdrawn = one["person"], one["use"], one.get("withdrawn_at")
        told = {"party": party_code(person), "use": f"CONSENT_TO_{use.upper()}"}
        if "by" in one:  # an act: earlier releases took what was ticked in a form
            yield f"AUTHORISED.{one['id'][-12:]}", Event(one["given_at"], "AUTHORISED", told)
        if withdrawn:
            yield f"CONSENT_WITHDRAWN.{person}.{use}.{withdrawn}", Event(withdrawn, "CONSENT_WITHDRAWN", told)
