"""Discharge (注销抵押): undoes the mortgage, or the application for it, of a loan that will not be."""

from chalicelib.agencies import registry
from chalicelib.errors import PreconditionFailed
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import frame
from chalicelib.steps.checking import purpose_of


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Returns `done`; nothing to do where nothing was filed.

    Raises `AgencyUnavailable`, and `PreconditionFailed` while the money may have been paid: then nothing may be undone.
    """
    return frame.run(event, _discharge, forward=False)


def _discharge(case: CaseFile, event: frame.Event) -> str:
    payment, mortgage = case.get("payment"), case.get("mortgage")
    if payment and payment["status"] != "failed":
        raise PreconditionFailed(f"discharge: the pay-out is {payment['status']}")
    if mortgage and mortgage["status"] != "DISCHARGED":
        registry.discharge_mortgage(mortgage["apply_biz_id"], purpose_of(case, "discharge"))
        casefile.amend(
            case.id, {"mortgage": {**mortgage, "status": "DISCHARGED"}, **casefile.event("MORTGAGE_DISCHARGED")}
        )
    return "done"
