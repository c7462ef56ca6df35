"""What a quote takes for granted (假定): everything a visitor did not say and the answer rests on, by its place in the question."""

from collections.abc import Iterator

from chalicelib.api.public.quotes import Quote
from chalicelib.messages import text

_OF_ANYBODY = (
    "loans_used", "unsettled_loan", "monthly_debt", "max_consecutive_overdue_24m", "total_overdue_24m", "current_overdue",
    "unsettled_housing_loans",
)  # fmt: skip
_OF_DEPOSITORS = ("account_status", "deposit_centre", "monthly_deposit")
_NOT_ASKED = ("identity", "withdrawal_in_flight", "fraud", "queries", "use", "seized")  # a quote has no words for them


def assumed(body: Quote) -> Iterator[dict[str, str]]:
    """Each unsaid fact: a JSON pointer (empty for what a quote does not ask), and what was taken for it, in Chinese."""
    for place, person in enumerate(body.people):
        for name in (*_OF_ANYBODY, *(_OF_DEPOSITORS if person.is_depositor else ())):
            if name not in person.model_fields_set:
                yield _line(f"/people/{place}/{name}", name)
    for name in ("homes_owned", *(("down_payment",) if body.home.kind != "own" else ())):
        if name not in body.home.model_fields_set:
            yield _line(f"/home/{name}", name)
    yield from (_line("", name) for name in _NOT_ASKED)


def _line(field: str, name: str) -> dict[str, str]:
    return {"field": field, "text": text(f"ASSUMED_{name.upper()}")}
