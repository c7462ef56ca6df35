"""The application of the one form, as the rules and agencies read it, bent by each test."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from chalicelib.domain.form.application import Application, Consent, application_from
from chalicelib.domain.form.people import IDENTITY, CoOwner, Person, is_co_owner
from tests.given.form import CO_OWNER, OTHER, Form, changed, form, sample

USES = ("data", "credit")
HOMES = ("new", "existing", "own")


def accepted(form: Form, **more: Any) -> Form:
    """A form as a submitted case keeps it: with everybody's consents, and there may be `documents`."""
    return {**form, "consents": consents(form), **more}


def consents(form: Form) -> list[dict[str, Any]]:
    """Everybody's consent to every use, of whom nobody yet says which natural person they are."""
    asked = ((person["key"], use) for person in form["people"] for use in uses(person["key"]))
    return [
        {"id": f"consent-{number}", "person": person, "use": use, "given_at": "2026-11-23T00:00:00.000Z", **signed(use)}
        for number, (person, use) in enumerate(asked)
    ]


def uses(key: str) -> tuple[str, ...]:
    """What is asked of that party."""
    return (IDENTITY,) if is_co_owner(key) else USES


def signed(use: str) -> dict[str, Any]:
    """The document of its own that a consent to `credit` is given on."""
    paper = {"name": "authorisation.pdf", "key": "cases/x/authorisation.pdf", "sha256": "e" * 64}
    return {"paper": paper, "seal": {"signature": "s"}, "signed": paper["sha256"]} if use == "credit" else {}


def of_sample(number: int, **changes: Any) -> Application:
    """The application of a sample, changed at `home__price` or `people__0__name`; `documents` are those verified."""
    return application_from(changed(accepted(sample(number)["form"]), **changes))


@cache
def _whole(kind: str = "new") -> Application:
    return application_from(accepted(form(kind)))


def person(key: str, **changes: object) -> Person:
    """A party of the one form; any other than the couple is like the borrower under another ID number."""
    couple = {known.key: known for known in _whole().people}
    return replace(couple.get(key) or replace(couple["borrower"], key=key, id_number=OTHER), **changes)


def co_owner(**changes: object) -> CoOwner:
    """One who owns the home with the couple and does not borrow."""
    return replace(CoOwner(**CO_OWNER), **changes)


def with_co_owner(whole: Application, owner: CoOwner | None = None) -> Application:
    """The same application with one who owns the home with them and does not borrow, who has authorised what is asked of them."""
    owner = owner or co_owner()
    given = Consent(f"{owner.key}-{IDENTITY}", owner.key, IDENTITY, "")
    return replace(whole, co_owners=(owner,), consents=(*whole.consents, given))


def application(*people: Person, documents: tuple[str, ...] = ("B03",), **changes: object) -> Application:
    """The couple's application, or that of other people. Changes are of it, of its home or of its wish, by name."""
    whole = _whole()
    people = people or whole.people
    given = tuple(Consent(f"{p.key}-{use}", p.key, use, "", "e" * 64) for p in people for use in USES)
    whole = replace(whole, people=people, consents=given, documents=dict.fromkeys(documents, ("d1",)))
    for name, value in changes.items():
        of_case = name == "kind" and value not in HOMES
        part = None if of_case else next((p for p in ("home", "wish") if hasattr(getattr(whole, p), name)), None)
        whole = (
            replace(whole, **{part: replace(getattr(whole, part), **{name: value})})
            if part
            else replace(whole, **{name: value})
        )
    return whole if "kind" in changes and changes["kind"] not in HOMES else replace(whole, kind=kind_of(whole))


def kind_of(whole: Application) -> str:
    """The purchase kind that fits the home and the wish."""
    if whole.home.kind == "own":
        return "transfer_loan_for_loan"
    return "combination" if whole.wish.commercial_amount else whole.home.kind


def own_home(
    *people: Person, kind: str = "transfer_loan_for_loan", old: dict[str, object] | None = None, **changes: object
) -> Application:
    """An application to replace the commercial loan on a home that the borrower owns."""
    loan = _whole(kind).old_loan
    assert loan
    whole = application(
        *people, documents=("D02",), kind="own", completed_year=2019, **{"amount": Decimal(400000), **changes}
    )
    home = replace(whole.home, contract_number="", down_payment=Decimal(0), seller=None, seller_id="")
    return replace(whole, kind=kind, home=home, old_loan=replace(loan, **(old or {})))


def off_site(*people: Person, **changes: object) -> Application:
    """An application of a borrower who deposits in Jiayuguan."""
    people = people or (person("borrower", marital="10", deposit_centre="620200"),)
    return replace(application(*people, **changes), kind="off_site")
