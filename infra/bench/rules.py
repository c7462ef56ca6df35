"""What the rules cost: a 360-month schedule beside a plain Decimal loop and numpy-financial, and a quote's own time.

Processor time, because neighbours on a shared machine disturb it least. `python -m infra.bench.rules` prints both tables in under a minute; `make bench` puts them into docs/performance.md too.
"""

import gc
import json
import statistics
from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from time import thread_time

import numpy as np
import numpy_financial as npf

from chalicelib.api.http import request
from chalicelib.api.http.route import NOBODY, Call
from chalicelib.api.public import quoting
from chalicelib.api.public.quotes import Quote
from chalicelib.domain.loan.schedule import EQUAL_INSTALMENT, EQUAL_PRINCIPAL, schedule
from infra.bench import tables

PRINCIPAL, RATE, MONTHS = Decimal(1000000), Decimal("2.6"), 360
_CENT = Decimal("0.01")
_ROUNDS = 60  # of every contender in turn, forth and back
_CALLS = 5  # a round
_BLOCKS, _QUOTES = 10, 100
_PERSON = {"born": "1990-01-01", "sex": "1", "base": "12000.00", "balance": "20000.00", "consecutive_months": 60}
_SPOUSE = {
    "key": "spouse",
    "born": "1992-02-02",
    "sex": "2",
    "post": "cadre",
    "is_depositor": False,
    "monthly_income": "9000.00",
}
ASKED = {
    "one person, a new home, nothing wished": {
        "centre": "620100", "people": [_PERSON], "home": {"price": "900000.00"},
    },
    "a couple with children and debts, an existing home, a combination, a wish": {
        "centre": "620100", "kind": "combination",
        "people": [{**_PERSON, "minor_children": 2, "monthly_debt": "2000.00"}, {**_SPOUSE, "monthly_debt": "500.00"}],
        "home": {"kind": "existing", "price": "1500000.00", "down_payment": "400000.00", "completed_year": 2010,
                 "homes_owned": 1, "appraisal": "1450000.00"},
        "wish": {"amount": "600000.00", "months": 240, "commercial_amount": "300000.00"},
    },
}  # fmt: skip


def main() -> None:
    """Prints both tables."""
    print(measured())


def measured() -> str:
    """Both tables, as Markdown."""
    return "\n".join([tables.schedules(schedules()), tables.quotes(quotes())])


def schedules() -> dict[str, tuple[float, float]]:
    """Milliseconds of each way to make the schedule, and as a multiple of the plain loop.

    The contenders take turns forth and back, so that a machine that slows down slows all; the multiple is the median of
    the rounds', the time the median of all calls.
    """
    times: dict[str, list[float]] = {name: [] for name in _CONTENDERS}
    for turn in range(_ROUNDS):
        for name in list(times)[:: 1 if turn % 2 else -1]:
            times[name].append(_time(_CONTENDERS[name]))
    plain = times["plain Decimal loop"]
    return {
        name: (
            statistics.median(taken) * 1000,
            statistics.median(one / other for one, other in zip(taken, plain, strict=True)),
        )
        for name, taken in times.items()
    }


def quotes() -> dict[str, tuple[float, float, int]]:
    """Milliseconds of the whole handler at a warm process, body to answer as bytes: median, 95th percentile; bytes.

    Of the calmest of several blocks, taken in turns: what neighbours on the machine do only ever adds.
    """
    bodies = {name: json.dumps(body).encode() for name, body in ASKED.items()}
    answers = {name: _quote(raw) for name, raw in bodies.items()}
    gc.collect()
    gc.freeze()  # as functions/app.py does once it is ready
    blocks: dict[str, list[list[float]]] = {name: [] for name in bodies}
    for _ in range(_BLOCKS):
        for name, raw in bodies.items():
            blocks[name].append(sorted(_timed(partial(_quote, raw)) * 1000 for _ in range(_QUOTES)))
    calmest = {name: min(taken, key=statistics.median) for name, taken in blocks.items()}
    return {
        name: (statistics.median(taken), taken[_QUOTES * 95 // 100], len(answers[name]))
        for name, taken in calmest.items()
    }


def _quote(raw: bytes) -> bytes:
    call = replace(_CALL, raw=raw, body=request.validated(Quote, request.parsed(raw, {})))
    return json.dumps(quoting.quote(call).body, ensure_ascii=False).encode()


def plain() -> list[tuple[int, Decimal, Decimal, Decimal, Decimal]]:
    """The loop anybody would write for an equal instalment, and nothing else: tuples, the rate cut to 28 digits."""
    monthly = RATE / 1200
    growth = (1 + monthly) ** MONTHS
    payment = (PRINCIPAL * monthly * growth / (growth - 1)).quantize(_CENT, ROUND_HALF_UP)
    balance, rows = PRINCIPAL, []
    for period in range(1, MONTHS):
        interest = (balance * monthly).quantize(_CENT, ROUND_HALF_UP)
        principal = payment - interest
        balance -= principal
        rows.append((period, payment, principal, interest, balance))
    interest = (balance * monthly).quantize(_CENT, ROUND_HALF_UP)
    rows.append((MONTHS, balance + interest, balance, interest, Decimal(0)))
    return rows


def numpy() -> object:
    """The same by numpy-financial: floats, nothing rounded, no last period that takes what rounding left."""
    periods = np.arange(1, MONTHS + 1)
    monthly = float(RATE) / 1200
    interest = npf.ipmt(monthly, periods, MONTHS, float(PRINCIPAL))
    principal = npf.ppmt(monthly, periods, MONTHS, float(PRINCIPAL))
    return interest, principal, float(PRINCIPAL) + np.cumsum(principal)


def _time(work: Callable[[], object]) -> float:
    return _timed(lambda: [work() for _ in range(_CALLS)]) / _CALLS


def _timed(work: Callable[[], object]) -> float:
    start = thread_time()
    work()
    return thread_time() - start


_CONTENDERS: dict[str, Callable[[], object]] = {
    "plain Decimal loop": plain,
    "ours, equal instalment": lambda: schedule(PRINCIPAL, RATE, MONTHS, EQUAL_INSTALMENT),
    "ours, equal principal": lambda: schedule(PRINCIPAL, RATE, MONTHS, EQUAL_PRINCIPAL),
    "numpy-financial, floats": numpy,
}
_CALL = Call(NOBODY, {}, {}, {}, b"", "")

if __name__ == "__main__":
    main()
