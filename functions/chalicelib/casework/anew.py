"""重新审核: what was owed (容缺) is looked at after the case was decided, so before a contract the decision has to stand with it.

Where it does not, or what was brought is not enough, the case goes back to be collated: what is lacking is on a notice, whose day counts then and
which opens the form, or it is decided and reviewed once more. Reviews of the earlier decision do not count any more. decision 38.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chalicelib.casework import owing
from chalicelib.casework.answers import known
from chalicelib.casework.present import present
from chalicelib.casework.rules import policy_of
from chalicelib.domain.judging.decision import Decided, decide
from chalicelib.domain.status import Status
from chalicelib.domain.work import levels
from chalicelib.errors import DecideAnew
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Expect

_LENT = ("approved", "amount", "months", "rate", "method", "homes", "reasons")  # what a contract rests on


def stands(case: CaseFile, visit: str) -> None:
    """Raises `PreconditionFailed` while anything is owed, and `DecideAnew`, written down for that visit, where the decision does not stand."""
    if owing.not_enough(case) or not (owing.left(case) or _is_the_same(case)):
        as_read = Expect(status={case.status}, unchanged=("rulings", "tolerances", "reviews"))
        casefile.amend(case, casefile.event("OWED_ANEW", visit), expect=as_read, status=Status.ATTENDING)
        raise DecideAnew("what was brought makes another decision of it")
    owing.needs_nothing(case)


def _is_the_same(case: CaseFile) -> bool:
    """Whether with all that is known by now the same would be lent, on the day it was decided, by no higher a review."""
    before = present(case.decision, "decision")
    now = decide(case.application, known(case), policy_of(case), date.fromisoformat(before["decided_on"])).told()
    return _lent(now) == _lent(before) and (not now["approved"] or _reviews(now) <= _reviews(before))


def _lent(decision: Decided) -> list[Any]:
    of: Mapping[str, Any] = decision
    return [of[name] for name in _LENT]


def _reviews(decision: Decided) -> set[str]:
    return {*levels(decision["route"], decision["why"])}
