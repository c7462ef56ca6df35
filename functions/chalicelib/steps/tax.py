"""Tax check (完税核验), which for an existing home may take its time: N first, Y later."""

from chalicelib.agencies import tax
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import checking, frame


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Asks the tax service about the contract. Raises `AnswerPending` while it says N, `AgencyUnavailable`."""
    return frame.run(event, _tax)


def _tax(case: CaseFile, event: frame.Event) -> str:
    checking.ask_once(case, "tax", "home", lambda purpose: tax.receipt(case.application, purpose))
    return "done"
