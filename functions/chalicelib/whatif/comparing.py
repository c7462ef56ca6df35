"""One stored case decided by the present policy and by the proposed one, both as of one day, and what differs and why."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.domain.judging import refusal
from chalicelib.domain.judging.collation import collate
from chalicelib.domain.judging.decision import Decision, Unsettled, decide
from chalicelib.domain.judging.grounds import Grounds
from chalicelib.domain.policy import NoPolicy, Policy
from chalicelib.whatif.stored import Stored

SAME, GRANTED, REFUSED, RAISED, LOWERED, TERMS, CLASS, OPEN = (
    "same", "granted", "refused", "raised", "lowered", "terms", "class", "open",
)  # fmt: skip
_ZERO = Decimal(0)


@dataclass(frozen=True)
class Side:
    """What one policy gives. Yuan; nothing is lent where it is refused; `open` needs answers nobody has asked for."""

    approved: bool
    amount: Decimal = _ZERO
    months: int = 0
    rate: str = ""
    route: str = ""
    binding: str = ""
    open: bool = False

    def to_json(self) -> dict[str, Any]:
        """The side as the report writes it."""
        outcome = "open" if self.open else "approved" if self.approved else "refused"
        return {
            "outcome": outcome, "amount": f"{self.amount:.2f}", "months": self.months, "rate": self.rate,
            "class": self.route, "binding": self.binding,
        }  # fmt: skip


@dataclass(frozen=True)
class Why:
    """What changed the outcome: a `rule` about somebody, a `cap`, a `term` limit, the `rate`, the `class`; before and after.

    It names what is different without the figures people brought: those are nobody's business here.
    """

    what: str
    code: str
    subject: str = ""
    now: str = ""
    proposed: str = ""


@dataclass(frozen=True)
class Row:
    """One case under both policies. `why` may be of one that comes out the same: a rule that says another thing. `drifted`: the present policy on that
    day already differs from what was decided."""

    number: str
    centre: str
    kind: str
    now: Side
    proposed: Side
    change: str
    why: tuple[Why, ...]
    drifted: bool

    @property
    def effect(self) -> Decimal:
        """How much more would be lent, in yuan."""
        return self.proposed.amount - self.now.amount

    def to_json(self) -> dict[str, Any]:
        """The row as the report writes it. It names nobody."""
        return {
            "number": self.number, "centre": self.centre, "kind": self.kind, "change": self.change,
            "now": self.now.to_json(), "proposed": self.proposed.to_json(), "effect": f"{self.effect:.2f}",
            "why": [asdict(why) for why in self.why], "drifted": self.drifted,
        }  # fmt: skip


def compared(stored: Stored, present: Policy | None, proposed: Policy | None, on: date) -> Row:
    """Decides a case by both policies as in force on `on`; people, homes and answers stay as on the day it was decided."""
    before, after = _judged(stored, present, on), _judged(stored, proposed, on)
    now, then = _side(before), _side(after)
    return Row(
        number=stored.number,
        centre=stored.centre,
        kind=stored.kind,
        now=now,
        proposed=then,
        change=_change(now, then),
        why=tuple(_why(before, after)),
        drifted=_as_stored(stored) != replace(now, binding=""),
    )


def _judged(stored: Stored, policy: Policy | None, on: date) -> Decision | Grounds | None:
    """A decision, the grounds of an early refusal, or None where nobody can say without asking further."""
    if policy is None or stored.application.kind not in policy.kinds:
        return None
    priced, day = _priced_on(policy, on), stored.decided_on
    if stored.grounds.get("stage") == refusal.EARLY:
        if collate(stored.application, stored.findings, priced, day).next != "refuse":
            return None  # it would go on to the credit bureau, whose answer nobody has
        return refusal.grounds(stored.application, stored.findings, priced, day)
    try:
        return decide(stored.application, stored.findings, priced, day, again=True)
    except Unsettled:
        return None


def _priced_on(policy: Policy, on: date) -> Policy:
    """The policy with the one row of its rate table that holds on that day, whenever a case was decided."""
    begun = [row for row in policy.rates if row.since <= on]
    if not begun:
        raise NoPolicy(f"{policy.centre}: rates on {on}")
    return replace(policy, rates=(begun[-1]._replace(since=date.min),))


def _side(judged: Decision | Grounds | None) -> Side:
    if judged is None:
        return Side(approved=False, open=True)
    if not isinstance(judged, Decision) or not judged.approved:
        return Side(approved=False)
    return Side(True, judged.amount, judged.months, str(judged.rate), judged.route, judged.binding)


def _as_stored(stored: Stored) -> Side:
    kept = stored.grounds
    if not kept["approved"]:
        return Side(approved=False)
    return Side(True, Decimal(kept["amount"]), kept["months"], kept["rate"], kept["route"])


def _change(now: Side, then: Side) -> str:
    if now.open or then.open:
        return SAME if now == then else OPEN
    if now.approved != then.approved:
        return GRANTED if then.approved else REFUSED
    if now.amount != then.amount:
        return RAISED if then.amount > now.amount else LOWERED
    if (now.months, now.rate) != (then.months, then.rate):
        return TERMS
    return CLASS if now.route != then.route else SAME


def _why(before: Decision | Grounds | None, after: Decision | Grounds | None) -> Iterator[Why]:
    then, later = _outcomes(before), _outcomes(after)
    for code, subject in dict.fromkeys((*then, *later)):
        pair = then.get((code, subject), ""), later.get((code, subject), "")
        if pair[0] != pair[1]:
            yield Why("rule", code, subject, *pair)
    if not (isinstance(before, Decision) and isinstance(after, Decision)):
        return
    for code in sorted({before.binding, after.binding}):
        if before.caps.get(code) != after.caps.get(code):
            yield Why("cap", code)
    for code in sorted(before.terms.keys() | after.terms.keys()):
        if before.terms.get(code) != after.terms.get(code):
            yield Why("term", code)
    if before.rate != after.rate:
        yield Why("rate", "RATE", "", str(before.rate), str(after.rate))
    if before.approved and after.approved:
        for code in sorted(set(before.why) ^ set(after.why)):
            yield Why("class", code, "", *(("yes", "no") if code in before.why else ("no", "yes")))


def _outcomes(judged: Decision | Grounds | None) -> dict[tuple[str, str], str]:
    """What every rule said, by code and subject; AMOUNT only repeats what the caps say."""
    if judged is None:
        return {}
    if isinstance(judged, Decision):
        return {(result.code, result.subject): str(result.outcome) for result in judged.reasons}
    return {(reason["code"], reason["subject"]): reason["outcome"] for reason in judged["reasons"]}
