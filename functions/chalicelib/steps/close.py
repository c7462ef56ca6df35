"""Closing (终结): the end of every case that does not become a loan, with its decision letter."""

from chalicelib.records import archive
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import ending, frame


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Ends the case with the status `event["ending"]`. Raises `AgencyUnavailable`."""
    return frame.run(event, _close, forward=False)


def _close(case: CaseFile, event: frame.Event) -> str:
    from chalicelib.documents import results

    kept = [archive.keep(case, name, content, kind) for name, content, kind in results.of_ended(case, event["ending"])]
    return ending.end(case, event["ending"], kept)
