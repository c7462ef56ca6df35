"""Closing (终结): the end of every case that does not become a loan, with its decision letter."""

from chalicelib.casework import closing, turns
from chalicelib.domain.status import Status
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import frame, results


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Ends the case with the status `event["ending"]`. Raises `AgencyUnavailable`."""
    return frame.run(event, _close, forward=False)


def _close(case: CaseFile, event: frame.Event) -> str:
    if case.ended:  # no letter of an end it did not have
        return "done"
    ending = Status(event["ending"])
    return closing.end(case, "close", ending, results.of_ending(case, ending, turns.began_on(event)))
