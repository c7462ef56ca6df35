"""Rules about the bank's part of a combination (组合贷). What it asks of income is judged with the amount, in decision.py."""

from collections.abc import Iterator

from chalicelib.domain.bank_part import months_of
from chalicelib.domain.judging.rule import Said, Situation, passes, said


def term(s: Situation) -> Iterator[Said]:
    """No longer than any bank may lend (银行个人住房贷款最长期限). Source: 金规〔2026〕5号, policy `bank_part.term`."""
    wish, most = s.application.wish, int(s.policy.bank_part["term"]["months"])
    months = months_of(wish, wish.months)
    yield said(passes(months <= most), "home", months=months, limit=most)
