"""Rules about the credit reports (征信) of every party; they are asked for last and only derived figures arrive here."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from chalicelib.domain.judging.debts import Report, other_mortgages
from chalicelib.domain.judging.rule import Said, Situation, Verdict, passes, said


def overdue(s: Situation) -> Iterator[Said]:
    """连三累六: fewer than `credit.consecutive` periods in a row and `credit.total` in all within 24 months.

    `credit.total_of`: of all accounts together, of each by itself, or a person looks at what is only late taken together.
    Source: the provincial centre's public list of defaulters since 2016-08-10; docs/domain.md 2.6.
    """

    def judge(report: Report) -> tuple[Verdict, Report]:
        run, total = int(report["max_consecutive_overdue_24m"]), int(report["total_overdue_24m"])
        of_one, counted = int(report.get("total_overdue_of_one_24m", total)), s.policy.credit.get("total_of", "all")
        inputs = {"consecutive": run, "total": total}
        most, inputs = (total, inputs) if counted == "all" else (of_one, {**inputs, "of_one": of_one})
        holds = run < s.policy.credit["consecutive"] and most < s.policy.credit["total"]
        together = counted == "look" and total >= s.policy.credit["total"]
        return Verdict.LOOK if holds and together else passes(holds), inputs

    yield from _each(s, judge)


def current(s: Situation) -> Iterator[Said]:
    """Nothing is overdue now (无当前逾期). Source: docs/domain.md 2.6."""

    def judge(report: Report) -> tuple[Verdict, Report]:
        return passes(Decimal(report["current_overdue"]) <= 0), _only(report, "current_overdue")

    yield from _each(s, judge)


def status(s: Situation) -> Iterator[Said]:
    """Bad debts, paid by a guarantor, written off (呆账、代偿、核销): a person looks at what it was. General knowledge."""
    yield from _each(s, lambda report: (_look_if(report["bad_status"]), {}))


def mortgages(s: Situation) -> Iterator[Said]:
    """What an unsettled commercial housing loan means is the figure `commercial_mortgage`: refuse, look or allow.

    The loan that is to be replaced does not count. Where a report does not tell which one that is, a person looks.
    Source: Lanzhou's guide refuses; others differ.
    """
    means = {"refuse": Verdict.FAIL, "look": Verdict.LOOK, "allow": Verdict.PASS}[s.policy.commercial_mortgage]

    def judge(report: Report) -> tuple[Verdict, Report]:
        remaining = other_mortgages(report)
        untold = s.application.old_loan is not None and "old_loan_unsettled" not in report
        outcome = Verdict.PASS if not remaining else Verdict.LOOK if untold and means is Verdict.FAIL else means
        return outcome, {**_only(report, "unsettled_housing_loans"), "remaining": remaining}

    yield from _each(s, judge)


def queries(s: Situation) -> Iterator[Said]:
    """Somebody who asked for credit in `credit.queries` places or more within 90 days (近三个月贷款审批查询) is looked at. General knowledge."""

    def judge(report: Report) -> tuple[Verdict, Report]:
        count = int(report.get("loan_queries_3m", 0))
        return _look_if(count >= s.policy.credit["queries"]), {"queries": count}

    yield from _each(s, judge)


def _each(s: Situation, judge: Callable[[Report], tuple[Verdict, Report]]) -> Iterator[Said]:
    for person in s.application.people:
        report = s.evidence.facts("credit", person.key)
        verdict, inputs = (Verdict.LOOK, {}) if report is None else judge(report)
        yield said(verdict, person.key, **inputs)


def _look_if(doubtful: bool) -> Verdict:
    return Verdict.LOOK if doubtful else Verdict.PASS


def _only(report: Report, name: str) -> Report:
    return {name: report[name]}
