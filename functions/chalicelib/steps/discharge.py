"""Discharge (注销抵押): undoes the mortgage, or the application for it, of a loan that will not be."""

from chalicelib.agencies import registry
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import frame
from chalicelib.steps.checking import purpose_of


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Returns `done`; nothing to do where nothing was filed. Raises `AgencyUnavailable`."""
    return frame.run(event, _discharge, forward=False)


def _discharge(case: CaseFile, event: frame.Event) -> str:
    mortgage = case.get("mortgage")
    if mortgage and mortgage["status"] != "DISCHARGED":
        registry.discharge_mortgage(mortgage["apply_biz_id"], purpose_of(case, "discharge"))
        casefile.amend(
            case.id, {"mortgage": {**mortgage, "status": "DISCHARGED"}, **casefile.event("MORTGAGE_DISCHARGED")}
        )
    return "done"
