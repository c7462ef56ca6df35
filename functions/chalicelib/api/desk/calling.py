"""Calling a queue number (叫号) at the window: the hall's system says whose turn it is, this passes on what a counter asks of it."""

from typing import Any

from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call


def shown(call: Call) -> Answer:
    """How many wait, and which number this counter serves."""
    from chalicelib.agencies import queue_numbers  # only a window asks it

    counter = call.query.get("counter", "")
    if not (0 < len(counter) <= 20 and counter.isprintable()):
        raise Problem("INVALID_REQUEST", [Defect("WRONG_FORMAT" if counter else "MISSING", "counter")])
    return _told(counter, queue_numbers.stands(call.who.centre, counter, call.who.subject))


def next_number(call: Call) -> Answer:
    """Has the next number called to this counter, or the last one once more. The same request again calls no second one."""
    from chalicelib.agencies import queue_numbers

    body, who = call.body, call.who
    return _told(body.counter, queue_numbers.call(who.centre, body.counter, who.subject, call.id, again=body.again))


def _told(counter: str, stand: Any) -> Answer:
    return Answer(
        {"counter": counter, "waiting": stand.waiting, "number": stand.number}, is_final=stand.number is not None
    )
