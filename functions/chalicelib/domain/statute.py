"""Which article a paper quotes (条文引用): numbers change with an amendment, so a case quotes the law of the day it was accepted."""

from typing import Literal

from chalicelib.domain.policy import Policy

Of = Literal[
    "decision", "loan", "balances", "not_accepted"
]  # decided in time; lent, secured and reported; what is credited to an account; not taken in beside another case


def quoted(policy: Policy, of: Of) -> str:
    """The regulation, as amended by then, and the articles."""
    return str(policy.guide[f"law_{of}"])
