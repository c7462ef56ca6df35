"""Rules about deposits at another centre (异地贷款). Source of both: 建金〔2014〕148号, 建金〔2015〕135号; general knowledge."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from chalicelib.domain.judging.rule import Said, Situation, Verdict, passes, said
from chalicelib.domain.matters import off_site_depositors

_SAME = ("centre", "status", "loans_used")
_SAME_AMOUNT = ("base", "balance")


def place(s: Situation) -> Iterator[Said]:
    """This centre takes depositors of theirs: `off_site.from` is `any`, or a list of division codes or their beginnings.

    Another party's deposits at a place that is not taken are looked at.
    """
    wanted = s.policy.off_site["from"]
    for person, account in s.accounts:
        if account is None:
            yield said(Verdict.LOOK, person)
            continue
        centre = str(account["centre"])
        taken = wanted == "any" or centre in s.policy.own or any(centre.startswith(str(code)) for code in wanted)
        outcome = Verdict.LOOK if not taken and person != "borrower" else passes(taken)
        yield said(outcome, person, centre=centre)


def certificate(s: Situation) -> Iterator[Said]:
    """The deposit centre certifies the deposits (缴存使用证明), and that agrees with what the fund's own system says of them.

    Every depositor elsewhere needs one, whether the form or only the account says elsewhere. What differs, a person looks at.
    """
    said_so = {person.key for person in off_site_depositors(s.application, s.policy)}
    for person, account in s.accounts:
        if person not in said_so and (account is None or account["centre"] in s.policy.own):
            continue
        told = s.evidence.facts("off_site", person)
        certified = told is not None and s.evidence.holds("off_site", person)
        differing = _differing(told, account, s.policy.min_deposit_months) if told and account else None
        outcome = Verdict.PASS if certified and differing == [] else Verdict.LOOK
        yield said(outcome, person, certified=certified, differing=differing)


def _differing(told: Mapping[str, Any], account: Mapping[str, Any], needed: int) -> list[str]:
    """In which facts certificate and account differ. A month more or less between two answers does not matter by itself."""
    pairs: dict[str, tuple[Any, Any]] = {
        **{name: (told[name], account[name]) for name in _SAME},
        **{name: (Decimal(told[name]), Decimal(account[name])) for name in _SAME_AMOUNT},
        "consecutive_months": (int(told["consecutive_months"]) >= needed, int(account["consecutive_months"]) >= needed),
        "unsettled_loan": (Decimal(told["loan_balance"]) > 0, bool(account["unsettled_loan"])),
    }
    return [name for name, (one, other) in pairs.items() if one != other]
