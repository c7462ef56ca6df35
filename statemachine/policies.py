"""Named retry and catch policies, and how long each kind of wait may last. One place; states only name them.

Errors are the class names of chalicelib/errors.py, which is what Lambda reports and the state machine matches.
"""

from typing import Any

from chalicelib.domain import work

Retrier = dict[str, Any]

MINUTE, HOUR, DAY = 60, 3600, 86400


def _retry(errors: list[str], first: int, rate: float, attempts: int, longest: int) -> Retrier:
    return {
        "ErrorEquals": errors,
        "IntervalSeconds": first,
        "BackoffRate": rate,
        "MaxAttempts": attempts,
        "MaxDelaySeconds": longest,
        "JitterStrategy": "FULL",
    }


# Our own ground gave way (throttling, DynamoDB, KMS, S3, Lambda itself): waited out for some sixteen hours. It is nobody's work.
PLATFORM = _retry(
    [
        "PlatformUnavailable", "Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException",
        "Lambda.TooManyRequestsException", "Lambda.ClientExecutionTimeoutException", "Sandbox.Timedout",
    ],
    first=1, rate=2, attempts=99, longest=10 * MINUTE,
)  # fmt: skip
# Another was faster, or something nobody foresaw: a few more tries, then a person has to look.
OURS = _retry(["Contended", "Unexpected", "Lambda.Unknown"], first=1, rate=2, attempts=5, longest=30)
# A function did not come back in its time: once more is harmless. Never for a wait, whose deadline is a decision.
TIMEOUT = _retry(["States.Timeout"], first=2, rate=2, attempts=12, longest=10 * MINUTE)
# An agency is slow or down where a person could find out instead: waited out for a night, some ten hours (jitter halves the twenty-one
# that it is at most), then a person is asked.
AGENCY = _retry(["AgencyUnavailable"], first=2, rate=3, attempts=48, longest=30 * MINUTE)
# A partner is down without whom nobody can go on: waited out for about a day, two at most. A bank's step asks what became of it
# before it does anything again.
PARTNER = _retry(["AgencyUnavailable", "BankUnavailable"], first=2, rate=3, attempts=99, longest=30 * MINUTE)
# An agency has not finished (tax says N before Y): hours of patience, a day at most between questions.
PENDING = _retry(["AnswerPending"], first=30, rate=2, attempts=14, longest=DAY)
# The bank says processing (处理中): the step queries, and never sends again.
PAYMENT = _retry(["PaymentProcessing"], first=15, rate=2, attempts=16, longest=4 * HOUR)

# Whoever catches what failed must not fail of it: asked again and again, whatever it is, until a person has the case.
NEVER_GIVEN_UP = [
    {"ErrorEquals": ["Withdrawn"], "MaxAttempts": 0},
    _retry(["States.ALL"], first=1, rate=2, attempts=99_999_999, longest=HOUR),
]

# Longest life of one run of a function, and of each wait. The due date people see comes from policy and is earlier.
RUN = 60
CORRECTION_WAIT = int(work.CORRECTION_WAIT.total_seconds())
# Longer than the record may have a task of staff lie aside (挂起、特别程序); that it is overdue the sweep says long before.
STAFF_WAIT = ATTEND_WAIT = int(work.LONGEST_HOLD.total_seconds()) + 30 * DAY
SIGN_WAIT = int(work.SIGN_WAIT.total_seconds())
REGISTRY_WAIT = 30 * DAY

# Raised on purpose and never worth a retry: the same input gives the same answer.
NOT_RETRIED = {"AgencyRefused", "PreconditionFailed", "CaseNotFound", "Withdrawn", "DecideAnew"}


def withdrawn_or(stuck: str) -> list[dict[str, Any]]:
    """The catch of every task of the main road: a withdrawal leaves for Withdraw, anything else goes to a person."""
    return [
        {"ErrorEquals": ["Withdrawn"], "ResultPath": "$.failure", "Next": "Withdraw"},
        {"ErrorEquals": ["States.ALL"], "ResultPath": "$.failure", "Next": stuck},
    ]


def overdue(leads_to: str) -> list[dict[str, Any]]:
    """The catch of a wait whose deadline has passed."""
    return [{"ErrorEquals": ["States.Timeout"], "ResultPath": "$.failure", "Next": leads_to}]
