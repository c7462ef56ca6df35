"""What is known when a form is handed in already (提交前预检): what a notice will name unless an agency tells better.

Before submission nobody has been asked yet, so each answer is taken to be the least that helps: no record of a marriage, and nothing paid into the supervised account. The
home alone is taken for the first, whose share nobody pays less than: what is too little for it is too little whatever is counted.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.form.application import Application
from chalicelib.domain.judging import homes
from chalicelib.domain.judging.collation import CORRECTABLE_RULES, by_rules, collate
from chalicelib.domain.judging.homes import FIRST, Count
from chalicelib.domain.judging.rule import Situation, Verdict, judged
from chalicelib.domain.judging.rules import BEFORE_CREDIT
from chalicelib.domain.lacking import Defect, missing
from chalicelib.domain.policy import Policy


class _Foreseen(Situation):
    """That of a family whose homes and loans nobody has counted yet."""

    @cached_property
    def homes(self) -> Count:
        """None but this one."""
        return Count(FIRST, owned=0, loans_used=0)


class _Corrected(Situation):
    """That of a family as it has been counted so far; what is open still is taken for none."""

    @cached_property
    def homes(self) -> Count:
        counted = homes.of_family(self.evidence, self.policy)
        return counted if counted.kind else Count(FIRST, owned=0, loans_used=0)


def foreseen(application: Application, policy: Policy, on: date) -> tuple[Defect, ...]:
    """The defects of a form and its papers that nobody has checked yet, as the notice will name them."""
    least = (
        Finding("marriage", "borrower", Outcome.NOT_FOUND, "MARRIAGE_NO_RECORD"),
        Finding("property", "home", Outcome.CONFIRMED, "PROPERTY_CONFIRMED"),
    )
    return collate(application, least, policy, on, sort=_Foreseen).defects


def of_correction(
    before: Application, corrected: Application, findings: Sequence[Finding], policy: Policy, on: date
) -> Iterator[Defect]:
    """What a correction brings on: what the form lacks by it and did not lack before, and a sum of the home it has changed to too little. Of the
    agencies' answers those to the form of before tell what else counts."""
    was, now = (_Corrected.of(one, findings, policy, on) for one in (before, corrected))
    lacked = {(one.code, one.where) for one in missing(before, policy, was.evidence)}
    for one in missing(corrected, policy, now.evidence):
        if (one.code, one.where) not in lacked and not corrected.documents.get(
            one.where
        ):  # a paper that was brought is read first
            yield one
    if corrected.home != before.home:
        told = judged({code: BEFORE_CREDIT[code] for code in CORRECTABLE_RULES}, now)
        yield from by_rules([one for one in told if one.outcome is Verdict.FAIL], now)
