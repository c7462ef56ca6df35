"""Receipt and acceptance as the parties are told of them (收件、受理): since when a case is here, and whether limits run."""

from typing import Any

from chalicelib import clock
from chalicelib.casework.rules import accepted_at_latest, accepted_on, is_asked, is_declined, reopened_at
from chalicelib.messages import text
from chalicelib.records.casefile import CaseFile


def receipt(case: CaseFile) -> dict[str, Any] | None:
    """What is shown of it; None before submission, and for a case of an earlier release, which knew no receipt.

    `accepted_at_latest` is the day on which it is accepted though nobody says so; None while corrections are waited for, and for one that is declined.
    """
    received = case.received_on
    if received is None:
        return None
    accepted = accepted_on(case)
    over = case.ended or is_declined(case)
    waits = accepted is None and not over and not is_asked(case)
    latest = accepted_at_latest(case, received) if waits else None
    waiting = "CHECKED" if received <= clock.today() else "REOPENED" if reopened_at(case) else "SENT"
    code = "ACCEPTED" if accepted else waiting if latest else "CORRECTED" if not over else "ENDED"
    return {
        "code": f"RECEIPT_{code}",
        "text": text(f"RECEIPT_{code}", received=received, accepted=accepted, latest=latest),
        "received_on": received.isoformat(),
        "accepted_on": accepted.isoformat() if accepted else None,
        "accepted_at_latest": latest.isoformat() if latest else None,
    }
