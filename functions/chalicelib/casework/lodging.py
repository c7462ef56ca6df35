"""An application for a mortgage, lodged with the registry (递交抵押登记申请)."""

from datetime import date
from decimal import Decimal

from chalicelib.agencies import registry
from chalicelib.agencies.purpose import Purpose
from chalicelib.casework.answers import mortgages_before_ours, mortgagors_of
from chalicelib.casework.present import present
from chalicelib.records.casefile import CaseFile
from chalicelib.records.loan import Mortgage


def lodge(case: CaseFile, filed: Mortgage, purpose: Purpose) -> None:
    """Under its one number however often: also where the registry has lost it. Raises `AgencyUnavailable`."""
    contract, amount = present(case.contract, "contract").number, Decimal(present(case.decision, "decision")["amount"])
    days = (date.fromisoformat(filed.begins), date.fromisoformat(filed.ends))
    rank = 1 + len(mortgages_before_ours(case))
    registry.apply_mortgage(
        filed.apply_biz_id, case.application, contract, amount, days, purpose, mortgagors=mortgagors_of(case), rank=rank
    )
