"""Errors a step can raise. Their class names are what the state machine retries and catches, so they are interface.

No message may carry personal data: execution history, logs and traces show them as they are.
"""


class StepError(Exception):
    """Base of every error a step, or what it asks, raises on purpose."""


class PlatformUnavailable(StepError):
    """An AWS call failed, its answer was lost, or a release is only half deployed; every step may simply be run again."""


class Unexpected(StepError):
    """Something nobody foresaw. Only the kind of error is told: its message might hold what was being worked on."""


class AgencyUnavailable(StepError):
    """An agency did not answer, answered garbage or asked us to come back: worth a retry, then a person."""


class AgencyRefused(StepError):
    """An agency refused the call itself (signature, authorisation, unknown service): a retry will not help."""


class AnswerPending(StepError):
    """The agency is not done yet (tax answers N before Y): ask again later."""


class BankUnavailable(StepError):
    """A bank did not answer or answered garbage; the outcome may be unknown."""


class PaymentProcessing(StepError):
    """The bank holds the pay-out as 处理中 (2): query again, never send again."""


class Contended(StepError):
    """Another writer won a conditional write; reading again and retrying is safe."""


class Withdrawn(StepError):
    """The applicant has withdrawn (撤件): the road leaves for Withdrawal wherever it is."""


class DecideAnew(StepError):
    """What was brought after the decision makes another of it, or is not enough: the case is collated, decided and reviewed anew."""


class CaseNotFound(StepError):
    """There is no such case."""


class PreconditionFailed(StepError):
    """A step was reached without what must be true before it; a person has to look. `codes` say what (STOP_… of the catalogue)."""

    def __init__(self, message: str, *codes: str) -> None:
        super().__init__(message)
        self.codes = codes
