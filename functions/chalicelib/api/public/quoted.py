"""What a quote (试算) says: judgement, caps, payments, what would change it, what to bring."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from chalicelib.api.public.assumed import assumed
from chalicelib.api.public.quotes import Quote as Asking
from chalicelib.domain import limits
from chalicelib.domain.judging import own_share
from chalicelib.domain.judging.amount import explained
from chalicelib.domain.judging.rule import Verdict
from chalicelib.domain.loan.schedule import Schedule
from chalicelib.domain.policy import Policy
from chalicelib.domain.quote import Effect, Quote
from chalicelib.domain.quote.stated import provable
from chalicelib.messages import text, text_or

_SAID = {Verdict.PASS: "yes", Verdict.FAIL: "no", Verdict.LOOK: "look"}
_PROMISED = ("review", "signing", "mortgage", "disbursement")


def shown(quote: Quote, body: Asking) -> dict[str, Any]:
    """A quote as its route gives it, `body` having asked for it; texts in Chinese."""
    rules, judgement = quote.policy, quote.judgement
    return {
        "centre": rules.centre,
        "centre_name": rules.name,
        "kind": quote.application.kind,
        "kind_name": rules.kinds[quote.application.kind].name,
        "policy": rules.version,
        "effective": rules.since.isoformat(),
        "on": quote.on.isoformat(),
        "unverified": [{"figure": name, "source": rules.sources.get(name, "")} for name in quote.unverified],
        "eligible": _SAID[quote.eligible],
        "rules": list(_rules(quote)),
        "homes": judgement.homes,
        "amount": str(judgement.amount),
        "binding": judgement.binding,
        "caps": list(_caps(quote)),
        "months": judgement.months,
        "terms": [{"code": code, "name": text(code), "months": months} for code, months in judgement.terms.items()],
        "rate": str(judgement.rate),
        "rate_since": quote.rate_since.isoformat(),
        "method": judgement.method,
        "methods": [_method(plan) for plan in quote.plans.values()],
        "combination": _combination(quote),
        "down_payment": _down_payment(quote),
        "assumed": list(assumed(body, quote.application.home.kind)),
        "notes": list(_notes(quote, body)),
        "proofs": list(_proofs(quote, body)),
        "changes": [_change(effect) for effect in quote.effects],
        "materials": list(_materials(quote)),
        "matters": list(_matters(quote)),
        **_promised(rules),
    }


def _promised(rules: Policy) -> dict[str, Any]:
    """The promise for an application that is sent and accepted today, and the day by which the law wants its decision."""
    law, promise = limits.law(rules), limits.promised_from(rules)
    return {
        "promised_days": {name: promise.days[name] for name in _PROMISED if name in promise.days},
        "promise_provisional": promise.provisional,
        "legal_by": law.by.isoformat(),
    }


def _rules(quote: Quote) -> Iterator[dict[str, Any]]:
    for result in quote.judgement.reasons:
        yield {
            "code": result.code,
            "name": text(result.code),
            "subject": result.subject,
            "outcome": str(result.outcome),
            "text": result.text,
            "basis": result.basis,
            "inputs": dict(result.inputs),
            "verified": f"rules.{result.code}" in quote.policy.confirmed,
        }


def _caps(quote: Quote) -> Iterator[dict[str, Any]]:
    """Every cap and what it was computed from, the smallest first."""
    for cap in sorted(explained(quote.judgement.basis, quote.policy), key=lambda cap: cap.value):
        yield {
            "code": cap.code,
            "name": cap.name or text(cap.code),
            "value": f"{cap.value:.2f}",
            "binding": cap.code == quote.judgement.binding,
            "formula": cap.formula,
            "inputs": [{"code": code, "name": _named(code), "value": value} for code, value in cap.inputs.items()],
            "verified": cap.verified,
            "source": cap.source,
        }


def _named(code: str) -> str:
    """An input's name. One the catalogue does not know is shown as the formula names it."""
    return text_or(code, f"INPUT_{code.upper()}")


def _method(plan: Schedule) -> dict[str, Any]:
    return {
        "method": plan.method,
        "name": text(f"METHOD_{plan.method}"),
        "first_payment": str(plan.rows[0].payment),
        "last_payment": str(plan.rows[-1].payment),
        "total_interest": str(plan.total_interest),
    }


def _combination(quote: Quote) -> dict[str, Any] | None:
    both = quote.combination
    if both is None:
        return None
    return {
        "commercial_amount": str(both.commercial.principal),
        "commercial_rate": str(both.commercial.rate),
        "commercial_months": both.commercial.months,
        "fund": _method(both.fund),
        "commercial": _method(both.commercial),
        "first_payment": str(both.first_payment),
        "last_payment": str(both.last_payment),
        "total_interest": str(both.total_interest),
        "burden": _burden(quote),
    }


def _burden(quote: Quote) -> dict[str, Any] | None:
    """What both parts ask of the income, and the shares the law leaves the bank."""
    found = quote.burden
    if found is None:
        return None
    shown = {
        name: f"{value:f}" if name.endswith("_share") else f"{value:.2f}" for name, value in found._asdict().items()
    }
    return {**shown, "holds": found.holds, "verified": "bank_part.burden" in quote.policy.confirmed}


def _down_payment(quote: Quote) -> dict[str, Any] | None:
    """The least allowed, what was counted with, and what the family pays itself once the loans are in."""
    home = quote.application.home
    if home.kind == "own":
        return None
    lent = quote.judgement.amount + quote.application.wish.commercial_amount
    return {
        "share": str(quote.least_share),
        "least": str(quote.least_down_payment),
        "counted": f"{home.down_payment:.2f}",
        "own_funds": f"{max(home.price - lent, Decimal(0)):.2f}",
    }


def _less_with(quote: Quote) -> Iterator[str]:
    """What would make a smaller down payment enough, where nobody has said that it will be brought."""
    mark = "" if "down_payment" in quote.policy.confirmed else text("UNVERIFIED_MARK")
    names = {material.code: material.name for material in quote.policy.materials}
    for code, by_homes in own_share.proven(quote.policy).items() if quote.application.home.kind != "own" else ():
        if (
            code not in quote.application.documents
            and by_homes[quote.judgement.homes] < quote.policy.down_payment[quote.judgement.homes]
        ):
            percent = f"{by_homes[quote.judgement.homes] * 100:f}".rstrip("0").rstrip(".")
            yield text("QUOTE_PROVEN", name=names[code], percent=percent, mark=mark)


def _notes(quote: Quote, body: Asking) -> Iterator[str]:
    repayment = quote.policy.repayment
    if quote.eligible is Verdict.LOOK:
        yield text("QUOTE_LOOK")
    yield from _less_with(quote)
    yield text("QUOTE_NOT_BINDING")
    yield text("QUOTE_RATE", rate=quote.judgement.rate, since=quote.rate_since)
    if repayment["due_day"] == "paid_out":
        yield text("QUOTE_DUE_PAID_OUT")
    else:
        yield text("QUOTE_DUE_DAY", day=repayment["due_day"], day_count=repayment["day_count"])
    yield text("QUOTE_RESET", day=quote.reset) if quote.reset else text("QUOTE_NO_RESET")
    if body.home.down_payment is None and quote.application.home.kind != "own":
        yield text("QUOTE_DOWN_PAYMENT_ASSUMED", amount=quote.least_down_payment)
    if any(person.is_depositor and person.monthly_deposit is None for person in body.people):
        yield text("QUOTE_MONTHLY_ASSUMED")


def _proofs(quote: Quote, body: Asking) -> Iterator[dict[str, Any]]:
    names = {material.code: material.name for material in quote.policy.materials}
    for code in provable(quote.policy):
        yield {"code": code, "name": names[code], "counted": code in body.proofs}


def _change(effect: Effect) -> dict[str, Any]:
    return {
        "code": effect.change.code,
        "text": f"{text(effect.change.code, **effect.change.values)}：{'，'.join(_does(effect))}",
        "values": dict(effect.change.values),
        "eligible": _SAID[effect.eligible],
        "amount": str(effect.amount),
        "more": str(effect.more),
        "months": effect.months,
        "first_payment_more": str(effect.first_payment_more),
        "clears": list(effect.clears),
    }


def _does(effect: Effect) -> Iterator[str]:
    if effect.eligible is not effect.before:
        yield text(
            {Verdict.PASS: "EFFECT_ELIGIBLE", Verdict.LOOK: "EFFECT_LOOK"}.get(effect.eligible, "EFFECT_NOT_ELIGIBLE")
        )
    for value, more, less in (
        (effect.more, "EFFECT_MORE", "EFFECT_LESS"),
        (effect.first_payment_more, "EFFECT_PAYMENT_MORE", "EFFECT_PAYMENT_LESS"),
    ):
        if value:
            yield text(more if value > 0 else less, value=abs(value))


def _materials(quote: Quote) -> Iterator[dict[str, Any]]:
    for need in quote.materials:
        yield {
            "code": need.code, "name": need.name, "subject": need.subject, "why": need.why, "source": need.mode,
            "asked": need.asked, "optional": need.optional, "tolerable": need.tolerable,
            "alternatives": list(need.alternatives), "verified": need.verified,
        }  # fmt: skip


def _matters(quote: Quote) -> Iterator[dict[str, Any]]:
    for matter in quote.matters:
        yield {
            "code": matter.code,
            "name": matter.name,
            "owner": matter.owner,
            "verified": f"matters.{matter.code}" in quote.policy.confirmed,
        }
