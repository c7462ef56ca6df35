"""Rules about the provident-fund accounts (缴存情况) of the parties."""

from collections.abc import Iterator
from datetime import date

from chalicelib.domain.calendar import add_months
from chalicelib.domain.checks.facts import FROZEN, NORMAL
from chalicelib.domain.judging.rule import Said, Situation, Verdict, passes, said

_MEANS = {"refuse": Verdict.FAIL, "look": Verdict.LOOK}


def depositor(s: Situation) -> Iterator[Said]:
    """The borrower deposits (缴存职工); who says to deposit nothing, and does by the fund's own word, is looked at. Source: 住房公积金管理条例 26."""
    yield said(passes(s.application.borrower.is_depositor), "borrower")
    yield from (said(Verdict.LOOK, person) for person in s.undeclared if person != "borrower")


def flexible(s: Situation) -> Iterator[Said]:
    """Who deposits as a flexible worker (灵活就业缴存人) is taken where the centre's own rules, verified for it, say so (figure
    `flexible_depositors`), and looked at elsewhere; so is who the core does not tell of, where the rule says so (`untold`).
    Source: 住房公积金管理条例（2026年修订）49, by local rules.
    """
    unless_told = _looks_untold(s, "FLEXIBLE_DEPOSITOR")
    taken = s.policy.flexible_depositors == "take" and "flexible_depositors" in s.policy.confirmed
    for person, account in s.accounts:
        if account and account.get("flexible", unless_told):
            yield said(Verdict.PASS if taken else Verdict.LOOK, person)


def normal(s: Situation) -> Iterator[Said]:
    """The borrower's account is normal (账户状态正常); nobody's is frozen. Source: Lanzhou's guide; JGJ/T 320 A.6.

    Another party's account that is sealed does not count for the amount, but stops nothing.
    """
    for person, account in s.histories:
        if account is None:
            yield said(Verdict.LOOK, person)
        elif status := account.get("status"):  # who has no account has none that is not normal
            holds = (status == NORMAL or (person != "borrower" and status != FROZEN)) and not account.get("frozen")
            yield said(passes(holds), person, status=status)


def months(s: Situation) -> Iterator[Said]:
    """The borrower deposited in full, without a gap, `min_deposit_months` at least (连续足额缴存). Source: Lanzhou's guide.

    Months at a place the deposits were moved from (转移接续) are what `transferred_months` says: whether there was a gap a person sees.
    """
    account, needed = s.evidence.facts("fund_account", "borrower"), s.policy.min_deposit_months
    if account is None:
        yield said(Verdict.LOOK, "borrower", needed=needed)
    else:
        deposited, moved = int(account["consecutive_months"]), int(account.get("months_moved", 0))
        means = s.policy.transferred_months if deposited < needed <= deposited + moved else "ignore"
        outcome = {"count": Verdict.PASS, "look": Verdict.LOOK}.get(means, passes(deposited >= needed))
        yield said(
            outcome, "borrower", months=deposited, needed=needed, **({"moved": moved} if means != "ignore" else {})
        )


def place(s: Situation) -> Iterator[Said]:
    """Every party deposits at a centre this one serves (缴存地); deposits elsewhere are looked at. Source: 建金〔2014〕148号.

    Off-site loans have rules of their own: see off_site.py.
    """
    for person, account in s.accounts:
        here = account is not None and account["centre"] in s.policy.own
        centre = account["centre"] if account else None
        yield said(Verdict.PASS if here else Verdict.LOOK, person, centre=centre)


def loan_settled(s: Situation) -> Iterator[Said]:
    """No party has an unsettled fund loan (无未结清公积金贷款). Source: Lanzhou's guide; a production centre's check at submission."""
    for person, account in s.histories:
        yield said(Verdict.LOOK if account is None else passes(not account["unsettled_loan"]), person)


def withdrawal_done(s: Situation) -> Iterator[Said]:
    """What a withdrawal under way (提取业务在途) means is the figure `withdrawal_in_flight`: where the down payment of the very home may come
    out of the fund (可提可贷) one is by design, and a person looks which it is. Source: a production centre's check at submission refuses.
    """
    under_way = _MEANS[s.policy.withdrawal_in_flight]
    for person, account in s.histories:
        if account is None:
            yield said(Verdict.LOOK, person)
        else:
            yield said(under_way if account.get("withdrawal_in_flight") else Verdict.PASS, person)


def fraud_ban(s: Situation) -> Iterator[Said]:
    """Nobody is barred for fraud (骗提骗贷): three years after a withdrawal, five after a loan; a core that does not tell is looked at.

    What being barred means is the figure `fraud_ban`; of what was found before the day it says `since` a person decides, as no law reaches back
    (立法法 104). An answer of before the law knows nothing of it, and what that means is the rule's `untold`; nor does a person's own
    finding, which leaves it to whoever decides. Since when the years run is not published: from the day it was found [assumption].
    Source: 住房公积金管理条例（2026年修订）41.
    """
    ban, unless_told = s.policy.fraud_ban, _looks_untold(s, "FRAUD_BAN")
    for person, account in s.histories:
        finding = s.evidence.finding("fund_account", person)
        by_hand = finding is not None and finding.is_ruled
        if account is None or ("fraud_told" not in account and not by_hand and not unless_told):
            continue  # an account nobody can rely on is looked at already
        found = [(account.get(f"{of}_fraud_on"), ban[of]) for of in ("withdrawal", "loan")]
        bars = [(day, add_months(date.fromisoformat(day), months)) for day, months in found if day]
        barring, until = [day for day, last in bars if s.on < last], max((last for _, last in bars), default=None)
        binds = any("since" in ban and day >= ban["since"] for day in barring)
        free = Verdict.PASS if account.get("fraud_told") and not barring else Verdict.LOOK
        outcome = _MEANS[ban["means"]] if binds else free
        reaching_back = {"before_law": ban["since"]} if barring and not binds and "since" in ban else {}
        yield said(outcome, person, until=until.isoformat() if until else None, **reaching_back)


def _looks_untold(s: Situation, code: str) -> bool:
    rule = s.policy.rules.get(code)
    return rule is not None and rule.untold == "look"
