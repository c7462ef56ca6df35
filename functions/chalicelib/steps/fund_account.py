"""Fund account check (缴存核验): deposits, balance and loans of every depositor; off-site, also what the deposit centre certifies."""

from chalicelib.agencies import fund_core
from chalicelib.casework.rules import policy_of
from chalicelib.domain import matters
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import checking, frame


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Asks the provident-fund core about each depositor. Raises `AgencyUnavailable`."""
    return frame.run(event, _fund_account)


def _fund_account(case: CaseFile, event: frame.Event) -> str:
    depositors = [person for person in case.application.people if person.is_depositor]
    checking.ask_of_each(case, "fund_account", depositors, fund_core.account)
    elsewhere = matters.off_site_depositors(case.application, policy_of(case))
    return checking.ask_of_each(case, "off_site", elsewhere, fund_core.certificate)
