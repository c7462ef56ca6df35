"""Property check (房屋核验): the filed contract 网签备案, the title, and how many homes the family has."""

from chalicelib.agencies import home
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import checking, frame


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Asks housing and the real-estate registry about the home and the family. Raises `AgencyUnavailable`."""
    return frame.run(event, _property)


def _property(case: CaseFile, event: frame.Event) -> str:
    checking.ask_once(case, "property", "home", lambda purpose: home.check(case.application, purpose))
    return "done"
