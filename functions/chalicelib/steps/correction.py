"""Correction (补正): one notice with every defect of every person and document from every agency; the clock pauses."""

from chalicelib.casework.notify import tell
from chalicelib.casework.present import present
from chalicelib.domain.status import Status
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import frame, results


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Tells the parties and waits for the corrected form. Raises `AgencyUnavailable` when no message goes out."""
    return frame.run(event, _correction)


def _correction(case: CaseFile, event: frame.Event) -> str:
    notice = present(case.notice, "notice")
    round, codes = str(notice.round), [defect["code"] for defect in notice.defects]
    asked = casefile.event("CORRECTION_ASKED", round, count=str(len(codes)))
    casefile.amend(case, asked, status=Status.CORRECTION, results=[results.of_notice(case, notice)])
    tasks.open_task(
        case.id, "correction", round, event["token"],
        centre=case.centre, due_at=notice.due_at, provisional=notice.provisional, details={"defects": codes},
    )  # fmt: skip
    tell(case, "correction", "MESSAGE_CORRECTION", round)
    return "waiting"
