"""How a sample ends, inside and out, to be compared with how it ends when nothing befalls it."""

import re
from typing import Any

from infra.players.endings import Ending


def inside(ending: Ending) -> dict[str, Any]:
    """What the record says at the end, without what differs from case to case."""
    return {
        "status": ending.status,
        "class": ending.route,
        "amount": ending.amount,
        "rate": ending.rate,
        "months": ending.months,
        "wrong": ending.wrong,
        "papers": sorted(ending.papers),
        "reasons": ending.reasons,
    }


def outside(journal: dict[str, Any], case: str) -> dict[str, Any]:
    """What the world has to show for it: how often it was asked does not count, what it did does."""

    def plain(value: Any) -> str:
        text = re.sub(r"\w{18}\d{13}\d{12}|JK\d{18}", "№", str(value))
        # Of what the offer says, the contract's number in it.
        text = re.sub(r"(MESSAGE_COST\.\w+\.)[0-9a-f]{8}", r"\1…", text)
        return re.sub(r"\d{4}-\d\d-\d\d(T[\d:.]+Z)?|[A-Za-z0-9+/]{43}=|[0-9a-f]{64}", "…", text.replace(case, "id"))

    made = ("mortgages", "payments", "contracts", "messages", "reports", "credit_queries")
    found = {name: sorted(map(plain, journal[name])) for name in made}
    return {**found, "webhooks": sorted((hook["type"], hook["id"].rpartition(".")[2]) for hook in journal["webhooks"])}


def ended(world: Any, sample: str) -> dict[str, Any]:
    world.refresh()
    ending = world.play(sample)
    return inside(ending) | outside(world.journal(), ending.case)


def different(found: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    return {name: (found[name], expected[name]) for name in expected if found[name] != expected[name]}
