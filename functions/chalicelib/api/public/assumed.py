"""What a quote takes for granted (假定): everything a visitor did not say and the answer rests on, by its place in the question.

Every field with a default is either assumed, on a condition, or neutral; a test holds the two lists against the models.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from chalicelib.api.forms import Model
from chalicelib.api.public.quotes import Quote, QuoteHome, QuoteOldLoan, QuotePerson, QuoteWish
from chalicelib.messages import text


def _always(*_: object) -> bool:
    return True


def _borrowers(body: Quote, person: QuotePerson) -> bool:
    return person is body.people[0]


def _depositors(_: Quote, person: QuotePerson) -> bool:
    return person.is_depositor


def _earners(_: Quote, person: QuotePerson) -> bool:
    return not person.is_depositor


def _womens(_: Quote, person: QuotePerson) -> bool:
    return person.sex == "2"


def _bought(body: Quote, _: Model) -> bool:
    return body.home.kind != "own"


def _standing(body: Quote, _: Model) -> bool:
    return body.home.kind != "new"


def _with_homes(body: Quote, _: Model) -> bool:
    return body.home.homes_owned > 0


def _with_two_loans(body: Quote, _: Model) -> bool:
    return Decimal(body.wish.commercial_amount) > 0


def _with_children(body: Quote, _: Model) -> bool:
    return body.people[0].minor_children > 0


def _with_incomes(body: Quote, _: Model) -> bool:
    return any(Decimal(person.monthly_income) > 0 for person in body.people if not person.is_depositor)


# Whether the answer rests on a field nobody has filled, by its model and name.
Rests = Callable[[Quote, QuotePerson], bool] | Callable[[Quote, Model], bool]
ASSUMED: Mapping[type[Model], Mapping[str, Rests]] = {
    Quote: {"kind": _always, "children_proven": _with_children, "income_proven": _with_incomes},
    QuotePerson: {
        **dict.fromkeys(
            (
                "is_depositor", "loans_used", "unsettled_loan", "monthly_debt", "max_consecutive_overdue_24m", "total_overdue_24m",
                "current_overdue", "unsettled_housing_loans",
            ),
            _always,
        ),
        **dict.fromkeys(("account_status", "deposit_centre", "monthly_deposit"), _depositors),
        **dict.fromkeys(("marital", "minor_children"), _borrowers),
        "post": _womens,
        "monthly_income": _earners,
    },
    QuoteHome: {
        "homes_owned": _always,
        "homes_in_district": _with_homes,
        "down_payment": _bought,
        "appraisal": _standing,
        "completed_year": _standing,
        "land_use_ends": _always,
    },
    QuoteOldLoan: {"combination": _always, "months_on_time": _always},
    QuoteWish: {"method": _always, "commercial_months": _with_two_loans, "commercial_method": _with_two_loans},
}  # fmt: skip
# What is no fact: asked for where it is lacking (quote_defects.py), a part whose own fields are named, or a wish that asks for the most.
NEUTRAL: Mapping[type[Model], frozenset[str]] = {
    Quote: frozenset({"old_loan", "wish", "proofs"}),
    QuotePerson: frozenset({"key", "consecutive_months", "base", "balance"}),
    QuoteHome: frozenset({"kind"}),
    QuoteOldLoan: frozenset(),
    QuoteWish: frozenset({"amount", "months", "commercial_amount"}),
}
_NOT_ASKED = (
    "identity",
    "children",
    "withdrawal_in_flight",
    "fraud",
    "flexible",
    "queries",
    "use",
    "seized",
)  # a quote has no words for them


def assumed(body: Quote, home: str) -> Iterator[dict[str, str]]:
    """Each unsaid fact: a JSON pointer (empty for what a quote does not ask), and what was taken for it, in Chinese. `home` is the kind
    of home that was judged, which some purchase kinds leave no choice of."""
    body = body.model_copy(update={"home": body.home.model_copy(update={"kind": home})})
    yield from _unsaid(body, body, "")
    for place, person in enumerate(body.people):
        yield from _unsaid(body, person, f"/people/{place}")
    yield from _unsaid(body, body.home, "/home")
    if body.old_loan:
        yield from _unsaid(body, body.old_loan, "/old_loan")
    yield from _unsaid(body, body.wish, "/wish")
    yield from (_line("", name) for name in _NOT_ASKED)


def _unsaid(body: Quote, part: Model, place: str) -> Iterator[dict[str, str]]:
    for name, rests in ASSUMED[type(part)].items():
        is_said = name in part.model_fields_set and getattr(part, name) is not None
        if not is_said and rests(body, part):  # type: ignore[arg-type]
            yield _line(f"{place}/{name}", name)


def _line(field: str, name: str) -> dict[str, str]:
    return {"field": field, "text": text(f"ASSUMED_{name.upper()}")}
