"""How papers reach a party (送达方式): electronically where that very person has agreed to it, else on paper. Nobody agrees for another."""

from collections.abc import Collection, Mapping
from typing import Any

from chalicelib import clock
from chalicelib.casework import parties
from chalicelib.domain.form import delivery
from chalicelib.messages import text, whom
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.statements import Delivery


def is_electronic(case: CaseFile, key: str) -> bool:
    """Whether who that party is has agreed. What the borrower ticked in a form of an earlier release stands in the form alone."""
    said = case.deliveries.get(key)
    if said is None:
        return key == parties.BORROWER and delivery.is_electronic(case.form)
    return said.is_electronic and said.party == parties.named(case).get(key)


def agreed(case: CaseFile) -> list[str]:
    """The parties who have agreed, as the case names them."""
    return [key for key in parties.named(case) if is_electronic(case, key)]


def on_paper(named: Mapping[str, str], said: Mapping[str, Delivery]) -> list[str]:
    """The parties among these (key to reference) who are given paper, by what is in the clear."""
    return [
        key for key, who in named.items() if not (one := said.get(key)) or not one.is_electronic or one.party != who
    ]


def choose(case: CaseFile, key: str, by: str, how: Mapping[str, str], hand: Changes, *, electronic: bool) -> None:
    """A party's own word, with the `hand` of who took it down; the same again changes nothing. Raises `Contended`."""
    who, said = parties.named(case)[key], case.deliveries.get(key)
    if said and (said.is_electronic, said.party) == (electronic, who):
        return
    chosen = Delivery(electronic, clock.stamp(), who, by, how)
    changes = Changes(deliveries={**case.deliveries, key: chosen}) | hand
    casefile.amend(case, expect=Expect(unchanged=("deliveries", "people")), **changes)


def by_form(case: CaseFile, form: Mapping[str, Any], by: str) -> Changes:
    """What handing in a form changes: the borrower's tick where it is another than before. It takes nothing back that was said otherwise."""
    ticked, before = delivery.is_electronic(form), case.is_submitted and delivery.is_electronic(case.handed_in)
    if ticked == before:
        return Changes()
    said = Delivery(ticked, clock.stamp(), case.applicant, by)
    return Changes(deliveries={**case.deliveries, parties.BORROWER: said})


def shown(case: CaseFile, keys: Collection[str]) -> list[dict[str, Any]]:
    """How papers reach each of these parties, in words."""
    return [
        {
            "person": key,
            "whom": whom(key),
            "electronic": (chosen := is_electronic(case, key)),
            "text": text("DELIVERY_ELECTRONIC" if chosen else "DELIVERY_ON_PAPER"),
        }
        for key in keys
    ]
