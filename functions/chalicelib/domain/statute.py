"""What the law says in a paper (法律依据): articles and figures change with an amendment, so a paper tells those of a day, each with its mark."""

import re
from typing import Literal, NamedTuple

from chalicelib.domain.policy import Policy

# Decided in time; lent, secured and reported; what is credited to an account; not taken in beside another case; the ways against.
Of = Literal["decision", "loan", "balances", "not_accepted", "review", "court", "person", "contract"]
# a decision: review, court, a person who looks again; disputes over a contract


_NUMBER = re.compile(r"(?<!（)[\u4e00-\u9fff]{2,8}〔\d{4}〕\d+号")
_NAMED = re.compile(r"([^（）]+)（([^（）]+〔\d{4}〕\d+号)）")  # how a source is told that has a number


class Stated(NamedTuple):
    """What a policy states, for people: its words, and whether somebody has confirmed them; printed by `documents.letter.marked` alone."""

    words: str
    is_confirmed: bool


def titled(policy: Policy, basis: str) -> str:
    """A legal basis in which a document that is named by its number alone (文号) bears its title too, where a source of the policy tells it."""
    titles = {found[2]: found[1] for told in policy.sources.values() if (found := _NAMED.match(told))}
    return _NUMBER.sub(lambda one: f"《{titles[one[0]]}》（{one[0]}）" if one[0] in titles else one[0], basis)


def stated(policy: Policy, element: str) -> Stated:
    """An element of the guide as the policy states it, with its mark."""
    return Stated(str(policy.guide[element]), f"guide.{element}" not in policy.unverified)


def quoted(policy: Policy, of: Of) -> Stated:
    """The law, as amended by then, and the articles."""
    return stated(policy, f"law_{of}")
