"""Correction (补正): one notice with every defect of every person and document from every agency; the clock pauses."""

from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import frame, results
from chalicelib.steps.telling import tell


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Tells the parties and waits for the corrected form. Raises `AgencyUnavailable` when no message goes out."""
    return frame.run(event, _correction)


def _correction(case: CaseFile, event: frame.Event) -> str:
    notice = case["notice"]
    told = casefile.event("CORRECTION_ASKED", str(notice["round"]), count=str(len(notice["defects"])))
    casefile.amend(case.id, {"status": "CORRECTION", "results": [results.of_notice(case)], **told})
    tasks.open_task(
        case.id, "correction", notice["round"], event["token"],
        centre=case["centre"], due_at=notice["due_at"], provisional=notice.get("provisional", False), details={"defects": [d["code"] for d in notice["defects"]]},
    )  # fmt: skip
    tell(case, "correction", "MESSAGE_CORRECTION", str(notice["round"]))
    return "waiting"
