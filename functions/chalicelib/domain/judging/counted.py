"""What is counted in the place of what the form states: how much of the price is paid, how much of the old loan is left. The decision takes it, and so
does every paper that is drawn up after it."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from chalicelib.domain.checks.evidence import Evidence
from chalicelib.domain.checks.finding import Finding
from chalicelib.domain.form.application import Application
from chalicelib.domain.form.codes import OLD_LOAN_PAPERS

_DOWN_PAYMENT_PROOF = "B03"  # 首付款凭证, where the filing does not tell what the supervised account has received
_ZERO = Decimal(0)


def as_counted(application: Application, findings: Iterable[Finding]) -> Application:
    """The application with the down payment and the rest of the old loan that the decision on these findings has counted with."""
    evidence, old = Evidence(application, findings), application.old_loan
    return replace(
        application,
        home=replace(application.home, down_payment=paid(application, evidence)),
        old_loan=old and replace(old, principal_left=old_loan(application, evidence)),
    )


def paid(application: Application, evidence: Evidence) -> Decimal:
    """What has been paid of the price: as stated, or more by the supervised account or by a receipt somebody has read."""
    filed, read = evidence.facts("property", "home") or {}, evidence.shown(_DOWN_PAYMENT_PROOF) or {}
    told = (filed.get("down_payment_received"), read.get("amount"))
    return max(application.home.down_payment, *(Decimal(amount) for amount in told if amount), _ZERO)


def old_loan(application: Application, evidence: Evidence) -> Decimal:
    """What is left of the loan to be replaced: what its bank says settles it; where it is not asked, as little as its statement that somebody
    has read or a credit report says. What the form states can only lower that."""
    old, told = application.old_loan, evidence.facts("old_loan", "home")
    if old is None:
        return _ZERO
    if told:
        return min(old.principal_left, Decimal(told["payoff"]))
    read = (evidence.shown(OLD_LOAN_PAPERS) or {}).get("amount")
    reports = (evidence.facts("credit", person.key) or {} for person in application.people)
    left = (read, *(report.get("old_loan_balance") for report in reports))
    return min(old.principal_left, *(Decimal(amount) for amount in left if amount is not None), old.principal_left)
