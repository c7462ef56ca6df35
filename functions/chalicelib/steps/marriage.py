"""Marriage check (婚姻核验) with civil affairs, whose register lacks what courts decided."""

from chalicelib.agencies import civil_affairs
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import checking, frame


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Asks the marriage register about the borrower and the declared spouse. Raises `AgencyUnavailable`."""
    return frame.run(event, _marriage)


def _marriage(case: CaseFile, event: frame.Event) -> str:
    checking.ask_once(case, "marriage", "borrower", lambda purpose: civil_affairs.marriage(case.application, purpose))
    return "done"
