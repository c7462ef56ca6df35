"""Identity check (身份核验) of every party with public security."""

from chalicelib.agencies import police
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import checking, frame


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Asks the population register about each person. Raises `AgencyUnavailable`."""
    return frame.run(event, _identity)


def _identity(case: CaseFile, event: frame.Event) -> str:
    return checking.ask_of_each(case, "identity", case.application.people, police.verify)
