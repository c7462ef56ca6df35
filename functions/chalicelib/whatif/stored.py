"""One stored decision with what it was made from, and whether it can be made again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from chalicelib.domain.checks.finding import Finding
from chalicelib.domain.form.application import Application
from chalicelib.domain.judging.grounds import Grounds
from chalicelib.domain.judging.replay import DIFFERENT, VERSION_GONE, Difference, Replay, differing, replayed
from chalicelib.domain.policy import NoPolicy, Policy


class Paid(NamedTuple):
    """What was paid out: the day by which it was priced, and the annual percent."""

    on: date
    rate: Decimal


@dataclass(frozen=True)
class Stored:
    """Everything here but number, centre and replay's outcome is personal data; `number` is the id of an unnumbered case."""

    number: str
    centre: str
    application: Application
    findings: tuple[Finding, ...]
    grounds: Grounds
    replay: Replay
    accepted_on: date | None = None
    case: str = ""  # its id
    paid: Paid | None = None  # once the bank has an order
    counted_from: date | None = (
        None  # the day the law counted from until it was decided, where that is not that of acceptance
    )
    received_on: date | None = None
    is_refused: bool = False  # by a person too, whatever the rules said

    @property
    def kind(self) -> str:
        """The purchase kind."""
        return self.application.kind

    @property
    def version(self) -> str:
        """The policy it was judged by."""
        return self.grounds["policy_version"]

    @property
    def is_approved(self) -> bool:
        """Whether the loan is granted, by the rules and by whoever looked at it."""
        return self.grounds["approved"] and not self.is_refused

    @property
    def is_lowered(self) -> bool:
        """Whether less, or for a shorter term, was granted than was asked for, against which the letter says what may be done."""
        wish, granted = self.application.wish, self.grounds
        return granted["approved"] and (
            Decimal(granted["amount"]) < wish.amount or int(granted["months"]) < wish.months
        )

    @property
    def decided_on(self) -> date:
        """The day it was decided."""
        return date.fromisoformat(self.grounds["decided_on"])


def replay(
    grounds: Grounds,
    decision: Mapping[str, Any],
    application: Application,
    findings: Sequence[Finding],
    policy: Policy | None,
) -> Replay:
    """Makes a decision again from what was sealed (`grounds`), and holds against it what is shown and paid by (`decision`).

    `policy` is the one in force now for that case, None where there is none any more.
    """
    again = _again(grounds, application, findings, policy)
    if clear := tuple(_in_the_clear(grounds, decision)):
        outcome = VERSION_GONE if again.outcome == VERSION_GONE else DIFFERENT
        return Replay(outcome, (*again.differences, *clear))
    return again


def _again(grounds: Grounds, application: Application, findings: Sequence[Finding], policy: Policy | None) -> Replay:
    if policy is None:
        return Replay(VERSION_GONE)
    try:
        return replayed(grounds, application, findings, policy)
    except (NoPolicy, KeyError):  # no such rate, or no such purchase kind, any more
        return Replay(VERSION_GONE)


def _in_the_clear(grounds: Grounds, decision: Mapping[str, Any]) -> Iterator[Difference]:
    shown = {name: value for name, value in decision.items() if name != "reasons"}
    sealed = {name: grounds.get(name) for name in shown}
    for difference in differing(sealed, shown):
        yield Difference(f"decision.{difference.path}", difference.stored, difference.recomputed)
