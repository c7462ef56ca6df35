"""Which article a paper quotes (条文引用): numbers change with an amendment, so a case quotes the law of the day it was accepted."""

import re
from typing import Literal

from chalicelib.domain.policy import Policy

Of = Literal[
    "decision", "loan", "balances", "not_accepted"
]  # decided in time; lent, secured and reported; what is credited to an account; not taken in beside another case


_NUMBER = re.compile(r"(?<!（)[\u4e00-\u9fff]{2,8}〔\d{4}〕\d+号")
_NAMED = re.compile(r"([^（）]+)（([^（）]+〔\d{4}〕\d+号)）")  # how a source is told that has a number


def titled(policy: Policy, basis: str) -> str:
    """A legal basis in which a document that is named by its number alone (文号) bears its title too, where a source of the policy tells it."""
    if not _NUMBER.search(basis):
        return basis
    titles = {found[2]: found[1] for told in policy.sources.values() if (found := _NAMED.match(told))}
    return _NUMBER.sub(lambda one: f"《{titles[one[0]]}》（{one[0]}）" if one[0] in titles else one[0], basis)


def quoted(policy: Policy, of: Of) -> str:
    """The regulation, as amended by then, and the articles."""
    return str(policy.guide[f"law_{of}"])
