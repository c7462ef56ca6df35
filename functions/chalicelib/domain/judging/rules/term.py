"""The rule about the term (贷款期限); its limits are computed in domain/judging/term.py."""

from collections.abc import Iterator

from chalicelib.domain.judging.rule import Said, Situation, Verdict, passes, said
from chalicelib.domain.judging.term import allowed, spouse_allows, year_told


def left(s: Situation) -> Iterator[Said]:
    """Some term is left under every limit: policy, age, age of the home, land use. Source: published guides of several cities.

    The age of a home that is not new must be told by the register: a year that the form states can shorten the term and settles nothing. Where the spouse's age would allow less, `age_limit` says what that means.
    """
    outcome, granted = passes(min(s.terms.values()) >= 1), allowed(s.terms, s.application.wish.months)
    unknown_age = s.application.home.kind != "new" and year_told(s.evidence) is None
    by_spouse = spouse_allows(s.application, s.policy, s.on)
    beyond = by_spouse is not None and granted > by_spouse
    if not s.evidence.certain("borrower") or ((unknown_age or beyond) and outcome is Verdict.PASS):
        outcome = Verdict.LOOK
    yield said(outcome, "home", **s.terms, **({"spouse": by_spouse} if beyond else {}))


def of_bank(s: Situation) -> Iterator[Said]:
    """The bank's part of a combination runs no longer than any bank may lend (商业部分期限). Source: 金规〔2026〕5号, policy `bank_part.term`."""
    wish, most = s.application.wish, int(s.policy.bank_part["term"]["months"])
    months = wish.commercial_months or wish.months
    yield said(passes(months <= most), "home", months=months, limit=most)
