"""Findings that are contested (核验结果的异议): whoever says "this is not so" has it decided by a person, another than who found it.

What is contested is open again, without what it says against the form; what nobody contests of it stands. What is decided then is a
ruling of its own kind.
"""

from collections.abc import Collection
from dataclasses import replace
from itertools import chain

from chalicelib.domain.checks.declared import declared
from chalicelib.domain.checks.finding import CONTESTED, Finding, Outcome


def against(finding: Finding) -> tuple[str, ...]:
    """The codes of everything an answer says against the form; each is contested by itself."""
    return tuple(finding.facts.get("defects") or (finding.code,))


def opened(finding: Finding, codes: Collection[str]) -> Finding:
    """An answer as it stands while those of its codes are contested; a confirmed one as it is."""
    if finding.outcome is Outcome.CONFIRMED:
        return finding
    if standing := [code for code in against(finding) if code not in codes]:
        doubts = [*finding.facts.get("doubts", ()), *(code for code in against(finding) if code in codes)]
        return replace(finding, code=standing[0], facts={**finding.facts, "defects": standing, "doubts": doubts})
    check = declared(finding.check)
    doubted = {*check.contested, *chain.from_iterable(check.contested_by.get(code, ()) for code in codes)}
    facts = {name: value for name, value in finding.facts.items() if name not in doubted}
    facts |= {fact: None for code, fact in check.contest_asks.items() if code in codes}
    return replace(finding, outcome=Outcome.AMBIGUOUS, code=CONTESTED, facts=facts)


def to_settle(finding: Finding, codes: Collection[str]) -> frozenset[str]:
    """What is not so if a contested answer is set aside: whatever is contested, and what would have had to be looked at besides."""
    return frozenset(codes) | frozenset(finding.facts.get("doubts", ()))
