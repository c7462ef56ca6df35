"""How papers reach a party (送达方式): electronically where that very person has agreed to it, else on paper. Nobody agrees for another."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from chalicelib import clock, policy
from chalicelib.casework.corrections import form_that_holds
from chalicelib.domain.form import delivery
from chalicelib.domain.form.people import BORROWER
from chalicelib.messages import text, whom
from chalicelib.records import casefile, ledger
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.statements import Delivery

KIND = "delivery"  # of the entry in the ledger


def is_electronic(case: CaseFile, key: str, who: str) -> bool:
    """Whether the person of that reference, who is that party now, has agreed. What the borrower ticked in a form of an earlier release stands in the form alone."""
    said = case.deliveries.get(key)
    if said is None:
        return key == BORROWER and delivery.is_electronic(case.form_handed_in if case.is_submitted else case.form)
    return said.is_electronic and said.party == who


def agreed(case: CaseFile) -> list[str]:
    """The parties of a case that was handed in who have agreed."""
    return [key for key, who in case.parties.items() if is_electronic(case, key, who)]


def choose(
    case: CaseFile, key: str, who: str, by: str, how: Mapping[str, str], hand: Changes, *, electronic: bool
) -> None:
    """The own word of the person of that reference, with the `hand` of who took it down; the same again changes nothing. It stands in the ledger
    first, with what it takes the place of; a package there is of the case lacks it, and another is made. Raises `Contended`."""
    said = case.deliveries.get(key)
    if said and (said.is_electronic, said.party) == (electronic, who):
        return
    chosen = {key: Delivery(electronic, clock.stamp(), who, by, how)}
    note(case, Changes(deliveries=chosen))
    changes = Changes(deliveries={**case.deliveries, **chosen}) | hand
    if case.ended:
        changes |= Changes(package=None)
    casefile.amend(case, expect=Expect(unchanged=("deliveries", "people")), **changes)


def by_form(
    case: CaseFile, form: Mapping[str, Any], by: str, how: Mapping[str, str], *, is_own: bool = True
) -> Changes:
    """What handing in a form changes: the borrower's tick where it is another than before. It takes nothing back that was said otherwise, in whatever
    order a draft came to its tick. What anybody else hands in, an agent too, agrees to nothing: the tick is written down as paper where the borrower
    has said nothing."""
    ticked, before = delivery.is_electronic(form), case.is_submitted and delivery.is_electronic(case.form_handed_in)
    has_said = BORROWER in case.deliveries
    if ticked == before or (has_said and not (is_own and case.is_submitted)) or not (is_own or ticked):
        return Changes()
    return Changes(
        deliveries={**case.deliveries, BORROWER: Delivery(ticked and is_own, clock.stamp(), case.applicant, by, how)}
    )


def note(case: CaseFile, changes: Changes) -> None:
    """Has what somebody chose themself stand in the ledger as an act, with what it takes the place of, before it is written: safe to repeat, it says so again."""
    for key, chosen in changes.get("deliveries", {}).items():
        before = case.deliveries.get(key)
        if chosen == before or "agent" in chosen.how:
            continue
        entry = {"kind": KIND, "subject": key, "party": chosen.party, "asked_by": chosen.by, "electronic": chosen.is_electronic, "how": {**chosen.how}}  # fmt: skip
        if before:  # of an earlier release it stands nowhere else
            entry["before"] = {**asdict(before), "how": {**before.how}}
        ledger.append(case.id, entry)


def place_in_words(pointer: str) -> str:
    """Which address that is, as a hand-out keeps it (`HandOut.to`), without the address."""
    return text(f"DELIVERY_TO_{pointer.strip('/').split('/')[0].upper()}")


def _on_paper(case: CaseFile, form: Mapping[str, Any], key: str) -> str:
    where = {
        "centre": policy.centres()[case.centre],
        "place": place_in_words(delivery.place(form, key) or "id_card"),
    }
    return text("DELIVERY_ON_PAPER", **where)


def shown(case: CaseFile, named: Mapping[str, str]) -> list[dict[str, Any]]:
    """How papers reach each of these parties (key to reference), in words, and what the other way means, before they choose it."""
    form = form_that_holds(case)
    return [
        {
            "person": key,
            "whom": whom(key),
            "electronic": (chosen := is_electronic(case, key, who)),
            "text": text("DELIVERY_ELECTRONIC") if chosen else _on_paper(case, form, key),
            "other": text("DELIVERY_PAPER_INSTEAD", where=_on_paper(case, form, key))
            if chosen
            else text("DELIVERY_AGREED"),
        }
        for key, who in named.items()
    ]
