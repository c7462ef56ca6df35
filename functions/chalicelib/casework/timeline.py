"""The timeline (办理时间线): what has happened in a case, each line read from where it is kept.

What only the timeline knows is an event of the case. What a consent says of itself is told from the consent: a second record of
every act in the case's item would be billed again with each later write of it.
"""

from collections.abc import Iterator

from chalicelib.messages import party_code
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Event


def lines(case: CaseFile) -> list[Event]:
    """Every line, in order. Earlier releases wrote those of consents down, under the same keys."""
    return sorted({**dict(_of_consents(case)), **case.events}.values(), key=lambda line: line.at)


def _of_consents(case: CaseFile) -> Iterator[tuple[str, Event]]:
    for one in case.consents:
        person, use, withdrawn = one["person"], one["use"], one.get("withdrawn_at")
        told = {"party": party_code(person), "use": f"CONSENT_TO_{use.upper()}"}
        if "by" in one:  # an act: earlier releases took what was ticked in a form
            yield f"AUTHORISED.{one['id'][-12:]}", Event(one["given_at"], "AUTHORISED", told)
        if withdrawn:
            yield f"CONSENT_WITHDRAWN.{person}.{use}.{withdrawn}", Event(withdrawn, "CONSENT_WITHDRAWN", told)
