"""What is known at submission already (提交前预检): what a notice will name unless an agency tells better.

Nobody has been asked yet, so each answer is taken to be the least that helps: no record of a marriage, and nothing paid into the supervised account. The
home alone is taken for the first, whose share nobody pays less than: what is too little for it is too little whatever is counted.
"""

from datetime import date
from functools import cached_property

from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.form.application import Application
from chalicelib.domain.judging.collation import collate
from chalicelib.domain.judging.homes import FIRST, Count
from chalicelib.domain.judging.rule import Situation
from chalicelib.domain.lacking import Defect
from chalicelib.domain.policy import Policy


class _Foreseen(Situation):
    """That of a family whose homes and loans nobody has counted yet."""

    @cached_property
    def homes(self) -> Count:
        """None but this one."""
        return Count(FIRST, owned=0, loans_used=0)


def foreseen(application: Application, policy: Policy, on: date) -> tuple[Defect, ...]:
    """The defects of a form and its papers that nobody has checked yet, as the notice will name them."""
    least = (
        Finding("marriage", "borrower", Outcome.NOT_FOUND, "MARRIAGE_NO_RECORD"),
        Finding("property", "home", Outcome.CONFIRMED, "PROPERTY_CONFIRMED"),
    )
    return collate(application, least, policy, on, sort=_Foreseen).defects
