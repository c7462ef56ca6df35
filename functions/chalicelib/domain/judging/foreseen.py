"""What is known at submission already (提交前预检): what a notice will name unless an agency tells better.

Nobody has been asked yet, so each answer is taken to be the least that helps: no record of a marriage, and nothing paid into the supervised account.
"""

from datetime import date

from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.form.application import Application
from chalicelib.domain.judging.collation import collate
from chalicelib.domain.lacking import Defect
from chalicelib.domain.policy import Policy


def foreseen(application: Application, policy: Policy, on: date) -> tuple[Defect, ...]:
    """The defects of a form and its papers that nobody has checked yet, as the notice will name them."""
    least = (
        Finding("marriage", "borrower", Outcome.NOT_FOUND, "MARRIAGE_NO_RECORD"),
        Finding("property", "home", Outcome.CONFIRMED, "PROPERTY_CONFIRMED"),
    )
    return collate(application, least, policy, on).defects
