"""排队叫号: the hall's own system of tickets, a port as an agency's is. It tells a ticket's number and what somebody came for: nothing of a
ticket says whose it is, and a number called is no act on any case."""

from collections.abc import Mapping
from typing import Any

from chalicelib.agencies import exchange
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.frozen import frozen

_SYSTEM = "12620000MB0000014F"
STANDS = exchange.Service("queue_numbers", f"s_{_SYSTEM}_0001")
CALL = exchange.Service("queue_numbers", f"s_{_SYSTEM}_0002")


@frozen
class Stand:
    """How many wait in that hall, and the number this counter has called last: None before the first, or where nobody waits any more."""

    waiting: int
    number: str | None


def stands(centre: str, counter: str, operator: str) -> Stand:
    """What the hall's system tells of that counter."""
    return exchange.call(STANDS, {"centre": centre, "counter": counter}, _hall(centre, operator), _stand)


def call(centre: str, counter: str, operator: str, request: str, *, again: bool) -> Stand:
    """Has the next number called to that counter, or (`again`) the last one once more. The same `request` calls no second number."""
    asked = {"centre": centre, "counter": counter, "request": request, "again": again}
    return exchange.call(CALL, asked, _hall(centre, operator), _stand)


def _hall(centre: str, operator: str) -> Purpose:
    purpose = Purpose("", "", "window", centre, record=lambda _: None, operator=operator, awaited=True)
    return purpose.about("counter", "M0", basis="窗口叫号")


def _stand(data: Mapping[str, Any]) -> Stand:
    number = data["number"]
    return Stand(int(data["waiting"]), str(number) if number else None)
