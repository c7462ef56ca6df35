"""Rules about the home (住房): which one it is to the family, what lies on it, what was paid for it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from chalicelib.domain.checks.uses import Use
from chalicelib.domain.form.codes import ALONE, JOINTLY
from chalicelib.domain.judging import counted as counted_sums
from chalicelib.domain.judging import homes, own_share
from chalicelib.domain.judging.rule import UNVERIFIED, Said, Situation, Verdict, passes, said
from chalicelib.domain.loan.money import yuan


def counted(s: Situation) -> Iterator[Said]:
    """No third home, no fund loan beyond `max_fund_loans`, none unsettled (套数认定), see domain/judging/homes.py. Source: 建金〔2010〕179号.

    Where a centre is said to count those of the district alone, and nobody has confirmed that, a family with two elsewhere is looked at:
    what was only heard loosens the ministry's text for nobody without a person. Nor do homes of who buys it with them count as the family's.
    """
    count = s.homes
    heard = count.kind != homes.REJECT and (count.in_all or 0) >= homes.MOST and "counting" not in s.policy.confirmed
    beside = int((s.evidence.facts("property", "home") or {}).get("homes_of_co_buyers", 0))
    looked_at = count.kind is None or count.look or heard or (beside > 0 and count.kind != homes.REJECT)
    more: dict[str, Any] = {"in_all": count.in_all, UNVERIFIED: ["counting"]} if heard else {}
    if beside:
        more["of_co_buyers"] = beside
    more |= dict.fromkeys(count.children, True)
    outcome = Verdict.LOOK if looked_at else passes(count.kind != homes.REJECT)
    if count.which and outcome is not Verdict.PASS:
        more["homes_counted"] = list(count.which)
    yield said(outcome, "borrower", kind=count.kind, owned=count.owned, loans_used=count.loans_used, **more)


def used_as_home(s: Situation) -> Iterator[Said]:
    """What is bought is a home (购买自住住房) and no parking space or shop; what nobody can tell, a person looks at. Source: 条例 26."""
    use = (s.evidence.facts("property", "home") or {}).get("use")
    if use is not None:
        yield said(Verdict.LOOK if use == Use.UNCLEAR else passes(use == Use.HOME), "home", use=str(use))


def shared(s: Situation) -> Iterator[Said]:
    """A home held in shares (按份共有) or in some other way, by the filing or the form: whose share is lent on and who else has to mortgage
    theirs, a person looks at. So it is where jointly (共同共有), or alone, does not fit how many own it. Source: 民法典 301, 395."""
    title = s.evidence.facts("property", "home") or {}
    ways = {way for way in (title.get("ownership"), s.application.home.ownership) if way is not None}
    several = len(title.get("owners") or s.application.people) > 1
    if ways:
        yield said(Verdict.PASS if ways == {JOINTLY if several else ALONE} else Verdict.LOOK, "home")


def not_seized(s: Situation) -> Iterator[Said]:
    """The home is not seized (未被查封): what is seized cannot be mortgaged. Source: 民法典 399."""
    seized = (s.evidence.facts("property", "home") or {}).get("seized")
    yield said(Verdict.LOOK if seized is None else passes(not seized), "home")


def not_mortgaged(s: Situation) -> Iterator[Said]:
    """No earlier mortgage lies on the home (无在先抵押); a person looks at what becomes of one. Source: 民法典 406, 414.

    Where a loan repays a loan the old mortgage is expected: see transfer.py.
    """
    title = s.evidence.facts("property", "home") or {}
    free = not title.get("mortgaged", True)
    yield said(Verdict.PASS if free else Verdict.LOOK, "home")


def down_payment(s: Situation) -> Iterator[Said]:
    """The down payment (首付款) reaches its share `down_payment` of the price, to the cent: as stated, or more where that is proven. Source: 历史通知,
    unverified.

    A combination loan is checked as one: the cap CAP_PRICE holds both its parts against the price. While a material that would make less
    enough waits to be read, a person looks; also where it is enough only because of one, and the home is sold on: a home of that kind goes back to
    who built it and is not sold on the market (封闭管理, general knowledge, unverified).
    """
    kind, paid = s.homes.kind, counted_sums.paid(s.application, s.evidence)
    if kind is None or kind == homes.REJECT:
        yield said(Verdict.LOOK, "home", paid=f"{paid:.2f}")
        return
    needed = yuan(s.application.home.price * own_share.share(s, kind))
    is_open = own_share.may_be_less(s, kind) if paid < needed else _is_sold_on_as_such(s, kind, paid)
    yield said(
        Verdict.LOOK if is_open else passes(paid >= needed),
        "home",
        homes=kind,
        paid=f"{paid:.2f}",
        needed=f"{needed:.2f}",
    )


def _is_sold_on_as_such(s: Situation, kind: str, paid: Decimal) -> bool:
    return s.application.home.kind == "existing" and paid < yuan(s.application.home.price * own_share.whole(s, kind))
