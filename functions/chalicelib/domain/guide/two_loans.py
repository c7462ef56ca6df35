"""The bank's part of a combination (组合贷中的商业性贷款) in a guide: what the law asks of it, in words, from the policy that asks it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from chalicelib.domain import bank_part
from chalicelib.domain.form import circumstances
from chalicelib.domain.guide.wording import Say, percent
from chalicelib.domain.policy import Kind, Policy


def may_be(kind: Kind) -> bool:
    """Whether a loan of this kind may have a part of the bank's."""
    return circumstances.remaining({"combination": True}, circumstances.of_kind(kind), kind) is not None


def figures(policy: Policy, kind: Kind, say: Say) -> Iterator[tuple[str, str]]:
    """Each figure of the bank's part by its name in the policy, and its words."""
    part = policy.bank_part
    if "term" in part:
        yield "bank_part.term", say("BANK_PART_TERM", months=part["term"]["months"])
    if "burden" in part:
        yield (
            "bank_part.burden",
            say("BANK_PART_BURDEN", **{name: percent(most) for name, most in part["burden"].items()}),
        )
    if bank_part.needs_confirmed_cost(policy):
        yield "bank_part.cost", say("BANK_PART_COST")
    if told := ways(policy, kind, say):
        yield "bank_part.pay_out", told


def stage(policy: Policy, kind: Kind, say: Say) -> Mapping[str, str]:
    """What the stage of the road says: what comes before the bank's contract, and what its pay-out waits for."""
    return {
        "cost": say("COST_FIRST") if bank_part.needs_confirmed_cost(policy) else "",
        "ways": ways(policy, kind, say),
    }


def ways(policy: Policy, kind: Kind, say: Say) -> str:
    """How it is paid out, home by home."""
    told = policy.bank_part.get("pay_out", {}).get("ways", ())
    return "；".join(_way(way, say) for way in told if way["home"] in kind.homes)


def _way(way: Mapping[str, Any], say: Say) -> str:
    built = {None: "", True: "_BUILT", False: "_UNBUILT"}[way.get("built")]
    home = say(f"WAY_{way['home'].upper()}{built}")
    if before := way.get("permits_before"):
        day = date.fromisoformat(str(before))
        home = say("WAY_PERMITTED", home=home, day=f"{day.year}年{day.month}月{day.day}日")
    return say(
        "WAY",
        home=home,
        condition=say(f"WAITS_FOR_{way['condition'].upper()}"),
        account=say(f"ACCOUNT_{way['account'].upper()}"),
        later="" if way["awaited"] else say("WAY_LATER"),
    )
