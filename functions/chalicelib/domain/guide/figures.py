"""What the guide says in figures (标准): what judges an application of one kind, in words, and the caps of the amount."""

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.domain.form import circumstances
from chalicelib.domain.guide import two_loans
from chalicelib.domain.guide.wording import Say, condition, parameter, parameters, said
from chalicelib.domain.judging import own_share
from chalicelib.domain.judging.homes import FIRST, SECOND
from chalicelib.domain.policy import Kind, Policy, When

_FIGURES = (
    "min_deposit_months", "down_payment", "max_months", "age_limit", "house_age_plus_term", "counting", "max_fund_loans",
    "credit", "transfer", "round_to",
)  # fmt: skip
_ONLY: Mapping[str, When] = {
    "house_age_plus_term": {"home": "existing"},
    "transfer": {"transfer": ["settle_first", "loan_for_loan"]},
}


def figures(policy: Policy, kind: Kind, say: Say) -> Iterator[dict[str, Any]]:
    """The figures that judge an application of this kind, in words."""
    for name in _FIGURES:
        if left(_ONLY.get(name, {}), kind) is not None:
            value = getattr(policy, name)
            text = parameters(value, say) if isinstance(value, Mapping) else parameter(name, value, say)
            less = _proven(policy, say) if name == "down_payment" else ()
            yield _figure(policy, name, "；".join((text, *less)), say)
    yield _figure(policy, "rates", _rates(policy, say), say)
    if two_loans.may_be(kind):
        for name, text in two_loans.figures(policy, kind, say):
            yield _figure(policy, name, text, say)


def caps(policy: Policy, kind: Kind, say: Say) -> Iterator[dict[str, Any]]:
    """The caps of the amount; the smallest holds."""
    papers = _papers(policy)
    for code, cap in policy.caps.items():
        rest = left(cap.get("when", {}), kind)
        if rest is not None:
            yield {
                "code": code,
                "label": said(say, code, str(cap.get("name", code))),
                "text": parameters(cap, say, papers) or said(say, f"FORMULA_{cap['formula']}", ""),
                "condition": condition(rest, say),
                **mark(policy, f"caps.{code}"),
            }


def _proven(policy: Policy, say: Say) -> Iterator[str]:
    """What of the price is enough where a material was brought."""
    papers = _papers(policy)
    for code, share in own_share.proven(policy).items():
        yield said(say, "DOWN_PAYMENT_PROVEN", code, proof=papers.get(code, code), value=parameters(share, say))


def _papers(policy: Policy) -> dict[str, str]:
    return {material.code: material.name for material in policy.materials}


def left(when: When, kind: Kind) -> When | None:
    """What of a condition an application of this kind leaves open; None where it can never hold."""
    return circumstances.remaining(when, circumstances.of_kind(kind), kind)


def mark(policy: Policy, name: str) -> dict[str, Any]:
    """Whether an entry of the policy is confirmed, and where it comes from."""
    return {"verified": name in policy.confirmed, "source": policy.sources.get(name, "")}


def _figure(policy: Policy, name: str, text: str, say: Say) -> dict[str, Any]:
    label = said(say, f"GUIDE_FIGURE_{name}", name)
    return {"code": name, "label": label, "text": text, "condition": "", **mark(policy, name)}


def _rates(policy: Policy, say: Say) -> str:
    """The rates of this day, by home and term."""
    months, homes = policy.short_months, []
    for home in (FIRST, SECOND):
        short, long = (policy.rate(home, term, policy.on) for term in (months, months + 1))
        rows = [say("RATE_SHORT", years=months // 12, value=short), say("RATE_LONG", years=months // 12, value=long)]
        homes.append(said(say, f"PARAM_{home}", home, value="，".join(rows)))
    return "；".join(homes)
