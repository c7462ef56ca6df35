"""Credit check (征信查询): one report a person, on that person's own signed authorisation, after everything else is settled."""

from functools import partial

from chalicelib.agencies import credit_bureau
from chalicelib.casework import authorisation
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import checking, frame


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Asks the credit bureau about each party. Raises `AgencyUnavailable`."""
    return frame.run(event, _credit)


def _credit(case: CaseFile, event: frame.Event) -> str:
    if not (case.ended or "decision" in case.large):
        case = authorisation.complete(case)
    ask = partial(credit_bureau.report, old_loan=case.application.old_loan)
    return checking.ask_of_each(case, "credit", case.application.people, ask)
