"""What the credit reports (征信) must say of every party; they are asked for last and only derived figures arrive here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from chalicelib.domain.rule import Rule, RuleResult, Situation, Verdict, passes

Report = Mapping[str, Any]


def overdue(s: Situation) -> Iterator[RuleResult]:
    """连三累六: three periods in a row or six in all within 24 months."""

    def judge(report: Report) -> tuple[Verdict, Report]:
        run, total = int(report["max_consecutive_overdue_24m"]), int(report["total_overdue_24m"])
        holds = run < s.policy.credit["consecutive"] and total < s.policy.credit["total"]
        return passes(holds), {"consecutive": run, "total": total}

    yield from _each(s, "CREDIT_OVERDUE", judge)


def current(s: Situation) -> Iterator[RuleResult]:
    """Nothing is overdue now."""
    yield from _each(
        s, "CREDIT_CURRENT", lambda report: (passes(Decimal(report["current_overdue"]) <= 0), _only(report, "current_overdue"))
    )  # fmt: skip


def status(s: Situation) -> Iterator[RuleResult]:
    """Bad debts, paid by a guarantor, written off: a person looks at what it was."""
    yield from _each(s, "CREDIT_STATUS", lambda report: (_look_if(report["bad_status"]), {}))


def mortgages(s: Situation) -> Iterator[RuleResult]:
    """An unsettled commercial housing loan means what the centre says it means."""
    means = {"refuse": Verdict.FAIL, "look": Verdict.LOOK, "allow": Verdict.PASS}[s.policy.commercial_mortgage]

    def judge(report: Report) -> tuple[Verdict, Report]:
        return means if int(report["unsettled_housing_loans"]) else Verdict.PASS, _only(
            report, "unsettled_housing_loans"
        )

    yield from _each(s, "CREDIT_MORTGAGES", judge)


def queries(s: Situation) -> Iterator[RuleResult]:
    """Somebody who asked for credit in many places lately is looked at."""

    def judge(report: Report) -> tuple[Verdict, Report]:
        count = int(report.get("loan_queries_3m", 0))
        return _look_if(count >= s.policy.credit["queries"]), {"queries": count}

    yield from _each(s, "CREDIT_QUERIES", judge)


def _each(s: Situation, code: str, judge: Callable[[Report], tuple[Verdict, Report]]) -> Iterator[RuleResult]:
    for person in s.application.people:
        report = s.evidence.facts("credit", person.key)
        verdict, inputs = (Verdict.LOOK, {}) if report is None else judge(report)
        yield s.result(code, verdict, person.key, **inputs)


def _look_if(doubtful: bool) -> Verdict:
    return Verdict.LOOK if doubtful else Verdict.PASS


def _only(report: Report, name: str) -> Report:
    return {name: report[name]}


RULES: Sequence[Rule] = (overdue, current, status, mortgages, queries)
