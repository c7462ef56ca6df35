"""Rules about replacing a commercial housing loan by a fund loan (商转公). Source of all: docs/domain.md 2.5."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from chalicelib.domain.calendar import whole_months
from chalicelib.domain.judging.rule import Said, Situation, Verdict, passes, said


def commercial_only(s: Situation) -> Iterator[Said]:
    """The old loan is purely commercial, and the new one purely a fund loan: combinations (组合贷款) are left as they are. Where the purchase kind
    takes a new combination (`kinds`, `combination`), a person looks how both loans together replace the old one."""
    old, is_combination = s.application.old_loan, s.application.wish.is_combination
    taken = is_combination and True in s.policy.kinds[s.application.kind].combination
    holds = old is not None and not old.combination and (taken or not is_combination)
    yield said(Verdict.LOOK if old is None or (holds and is_combination) else passes(holds), "home")


def borrower(s: Situation) -> Iterator[Said]:
    """Who borrows now also borrowed then, or is that borrower's spouse, or owns the home with them (原借款人、配偶或者产权共有人).

    Whether a co-owner is one, a person reads off the title.
    """
    old = s.application.old_loan
    known = old is not None and old.borrower in {person.key for person in s.evidence.family}
    certain = known and all(s.evidence.certain(person.key) for person in s.evidence.family)
    yield said(Verdict.PASS if certain else Verdict.LOOK, "borrower", borrowed=old.borrower if old else None)


def title(s: Situation) -> Iterator[Said]:
    """An applicant holds the title (已取得不动产权证书), as the registry confirms; without a title a person looks."""
    yield said(Verdict.PASS if s.evidence.holds("property", "home") else Verdict.LOOK, "home")


def months(s: Situation) -> Iterator[Said]:
    """The old loan has been repaid for `transfer.months` at least (正常还款满规定月数), from its pay-out to today."""
    old, needed = s.application.old_loan, int(s.policy.transfer["months"])
    if old is None:
        yield said(Verdict.LOOK, "home", needed=needed)
    else:
        repaid = whole_months(old.paid_out_on, s.on)
        yield said(passes(repaid >= needed), "home", months=repaid, needed=needed)


def capacity(s: Situation) -> Iterator[Said]:
    """The centre takes transfers only while its loan ratio (个贷率) is below `transfer.loan_ratio`, as Guangzhou does at 75 %, and
    none while it has them `suspended`."""
    ratio, limit = s.policy.loan_ratio, str(s.policy.transfer["loan_ratio"])
    suspended = {"suspended": True} if s.policy.transfer.get("suspended") else {}
    taken = not suspended and ratio < Decimal(limit)
    yield said(passes(taken), "home", loan_ratio=f"{ratio}", limit=limit, **suspended)


def mortgage(s: Situation) -> Iterator[Said]:
    """Loan for loan (以贷还贷): the old mortgage still lies on the home, ours comes second (顺位抵押). Without one a person looks, and where one
    is another's than the old lender's, or the registry does not say whose."""
    from chalicelib.domain.checks import liens  # few loans replace another

    facts = s.evidence.facts("property", "home") or {}
    expected = facts.get("mortgaged", False) and liens.are_all_old_lenders(s.application, facts)
    holders = sorted({*facts.get("mortgage_holders", {}).values()})
    more = {} if expected or not holders else {"holders": "、".join(name or "?" for name in holders)}
    yield said(Verdict.PASS if expected else Verdict.LOOK, "home", **more)


def record(s: Situation) -> Iterator[Said]:
    """The old loan is unsettled, and was on time for the last `transfer.months` (按时还款无逾期), as the credit reports show it.

    One report that shows it is enough, since a joint loan stands in each; where none does, a person looks.
    """
    needed = int(s.policy.transfer["months"])
    reports = [(p.key, facts) for p in s.application.people if (facts := s.evidence.facts("credit", p.key))]
    showing = [(key, facts) for key, facts in reports if "old_loan_unsettled" in facts]
    if not showing:
        yield said(Verdict.LOOK, s.application.borrower.key, needed=needed)
    for key, facts in showing:
        yield _judged(key, facts, needed)


def _judged(key: str, facts: Mapping[str, Any], needed: int) -> Said:
    unsettled, on_time = facts["old_loan_unsettled"], facts.get("old_loan_months_on_time")
    untold = unsettled and on_time is None
    outcome = Verdict.LOOK if untold else passes(unsettled and int(on_time or 0) >= needed)
    return said(outcome, key, unsettled=unsettled, months_on_time=on_time, needed=needed)
