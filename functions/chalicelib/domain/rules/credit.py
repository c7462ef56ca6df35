"""Rules about the credit reports (征信) of every party; they are asked for last and only derived figures arrive here."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from chalicelib.domain.rule import Said, Situation, Verdict, passes, said

Report = Mapping[str, Any]


def overdue(s: Situation) -> Iterator[Said]:
    """连三累六: three periods in a row or six in all within 24 months."""

    def judge(report: Report) -> tuple[Verdict, Report]:
        run, total = int(report["max_consecutive_overdue_24m"]), int(report["total_overdue_24m"])
        holds = run < s.policy.credit["consecutive"] and total < s.policy.credit["total"]
        return passes(holds), {"consecutive": run, "total": total}

    yield from _each(s, judge)


def current(s: Situation) -> Iterator[Said]:
    """Nothing is overdue now."""
    yield from _each(
        s, lambda report: (passes(Decimal(report["current_overdue"]) <= 0), _only(report, "current_overdue"))
    )  # fmt: skip


def status(s: Situation) -> Iterator[Said]:
    """Bad debts, paid by a guarantor, written off: a person looks at what it was."""
    yield from _each(s, lambda report: (_look_if(report["bad_status"]), {}))


def mortgages(s: Situation) -> Iterator[Said]:
    """An unsettled commercial housing loan means what the centre says it means."""
    means = {"refuse": Verdict.FAIL, "look": Verdict.LOOK, "allow": Verdict.PASS}[s.policy.commercial_mortgage]

    def judge(report: Report) -> tuple[Verdict, Report]:
        return means if int(report["unsettled_housing_loans"]) else Verdict.PASS, _only(
            report, "unsettled_housing_loans"
        )

    yield from _each(s, judge)


def queries(s: Situation) -> Iterator[Said]:
    """Somebody who asked for credit in many places lately is looked at."""

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
