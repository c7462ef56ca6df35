"""Findings that are contested (核验结果的异议): whoever says "this is not so" has it decided by a person, another than who found it.

What is contested is open again, without what it says against the form. What is decided then is a ruling of its own kind.
"""

from dataclasses import replace

from chalicelib.domain.checks.declared import declared
from chalicelib.domain.checks.finding import CONTESTED, Finding, Outcome


def opened(finding: Finding) -> Finding:
    """An answer as it stands while it is contested; a confirmed one as it is."""
    if finding.outcome is Outcome.CONFIRMED:
        return finding
    doubted = declared(finding.check).contested
    facts = {name: value for name, value in finding.facts.items() if name not in doubted}
    return replace(finding, outcome=Outcome.AMBIGUOUS, code=CONTESTED, facts=facts)
