"""Rulings (人工核查结论): what staff found about checks no agency could answer, with the facts the rules then rest on."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from chalicelib import clock
from chalicelib.api.desk import looking
from chalicelib.api.http.looks import KIND
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.casework import contests
from chalicelib.domain.checks import payee
from chalicelib.domain.checks.facts import Kinds
from chalicelib.domain.checks.finding import key_of
from chalicelib.domain.checks.papers import CANNOT, PAPER, impossible
from chalicelib.records import ledger
from chalicelib.records.casefile import CaseFile
from chalicelib.records.statements import Ruling

if TYPE_CHECKING:
    from chalicelib.api.desk.deciding_bodies import Look
    from chalicelib.trust.sessions import Session

_AMOUNT = re.compile(r"\d{1,10}(\.\d{1,2})?", re.ASCII)
Place = tuple[str, str]


def rulings_with(
    case: CaseFile, wanted: Sequence[Mapping[str, Any]], items: Sequence["Look"], who: "Session"
) -> dict[str, Ruling]:
    """All rulings of a case with these added, by `check.subject`.

    `of` is the question the ruling answers, so that a corrected form is looked at anew. 422 with every defect unless each look has one ruling, with the facts it asks
    for and no others.
    """
    looks = {(look["check"], look["subject"]): look for look in wanted}
    opened = _opened(case.id, who.person) if any(look.get("files") for look in wanted) else frozenset[str]()
    wrong = [*_unanswered(looks, items), *_misfits(looks, items, opened), *_unexplained(case, looks, items)]
    wrong = wrong or [*_impossible(case, items), *_forgotten(case, looks, items)]
    if wrong:
        raise Problem("INVALID_REQUEST", wrong)
    rulings = dict(case.rulings)
    for item in items:
        key, of = key_of(item.check, item.subject), looks[item.check, item.subject]["of"]
        look = looks[item.check, item.subject]
        before = case.rulings.get(key)
        facts = {**case.facts_of(key), **item.facts} if before and look.get("beside") else item.facts
        ruling = case.ruling(key, item.outcome, of, who.subject, item.comment, facts, who.person)
        first = (before.first or ("" if before.person else before.by)) if before else ""
        rulings[key] = replace(ruling, files=[*look.get("files", ())], on=look.get("on", ""), first=first)
    return rulings


def are_kept(case: CaseFile, items: Sequence["Look"]) -> bool:
    """Whether these very rulings stand in the case already: outcome and facts, beside what they were said of, whatever the comment."""
    keys = [key_of(item.check, item.subject) for item in items]
    return all(
        key in case.rulings
        and case.rulings[key].outcome == item.outcome
        and item.facts.items() <= case.facts_of(key).items()
        for key, item in zip(keys, items, strict=True)
    )


def _unanswered(looks: Mapping[Place, Mapping[str, Any]], items: Sequence["Look"]) -> Iterator[Defect]:
    places = [(item.check, item.subject) for item in items]
    if any(place not in places for place in looks):
        yield Defect("LOOK_MISSING", "/items")
    for number, place in enumerate(places):
        if place not in looks or place in places[:number]:
            yield Defect("LOOK_UNKNOWN", f"/items/{number}")


def _unexplained(case: CaseFile, looks: Mapping[Place, Mapping[str, Any]], items: Sequence["Look"]) -> Iterator[Defect]:
    """Whoever contests a finding, or cannot provide a paper, is told why it stands, or what stands for it; what is said anew once a loan is
    approved comes with what shows it; a finding falls only if each thing it says against them is not so."""
    for number, item in enumerate(items):
        look = looks.get((item.check, item.subject))
        settled = contests.to_settle(case, look) if look and not look.get("beside") else frozenset[str]()
        has_to_tell = settled or (look and (look["code"] == CANNOT or look.get("anew")))
        if has_to_tell and not (item.comment or "").strip():
            yield Defect("MISSING", f"/items/{number}/comment")
        if {*item.unfounded} != (settled if item.outcome == "confirmed" else frozenset()):
            yield Defect("CONTEST_NOT_SETTLED", f"/items/{number}/unfounded")


def _opened(case: str, person: str) -> frozenset[str]:
    """The hashes of the files that this natural person has opened, as the ledger tells: to know a hash is not to have looked."""
    looks = (use for use in ledger.entries(case) if use.get("kind") == KIND and use.get("person") == person)
    return frozenset(use["sha256"] for use in looks if use.get("document"))


def _misfits(
    looks: Mapping[Place, Mapping[str, Any]], items: Sequence["Look"], opened: frozenset[str]
) -> Iterator[Defect]:
    for number, item in enumerate(items):
        place = f"/items/{number}/facts"
        # What an agency has told is nobody's to say otherwise.
        asked = looks.get((item.check, item.subject), {}).get("facts", ())
        for name in asked if item.outcome == "confirmed" else ():
            if name not in item.facts:
                yield Defect("FACT_MISSING", f"{place}/{name}")
        read = looks.get((item.check, item.subject), {}).get("files", ())
        if {*item.files} != {*read} or not opened.issuperset(read):
            yield Defect("PAPER_NOT_LOOKED_AT", f"/items/{number}/files")
        kinds = looking.kinds(item.check)
        for name, value in item.facts.items():
            if code := _misfit(kinds.get(name), value) or (None if name in asked else "FACT_NOT_ASKED"):
                yield Defect(code, f"{place}/{name}")


def _impossible(case: CaseFile, items: Sequence["Look"]) -> Iterator[Defect]:
    """What is said has the right form, and yet it cannot be so, or the money could not go where the form says."""
    for number, item in enumerate(items):
        if item.outcome != "confirmed":
            continue
        place = f"/items/{number}/facts"
        if item.check == PAPER:
            for name, code in impossible(item.subject, item.facts, case.application, clock.today()):
                yield Defect(code, f"{place}/{name}")
        for name in payee.otherwise(item.check, case.application, item.facts):
            yield Defect("PAYEE_NOT_AS_STATED", f"{place}/{name}")
        if item.check == "old_loan" and "on" in item.facts and not _is_day(item.facts["on"]):
            yield Defect("DAY_INVALID", f"{place}/on")
        if item.facts.get("owners_are_parties") is False:
            yield Defect("OWNER_NOT_PARTY", f"{place}/owners_are_parties")
        if item.facts.get("mortgages_of_old_lender") is False:
            yield Defect("LIEN_OF_ANOTHER", f"{place}/mortgages_of_old_lender")
        if "mortgage_numbers" in item.facts and _is_misnamed(item.facts):
            yield Defect("CERTIFICATES_NOT_NAMED", f"{place}/mortgage_numbers")
        near = item.facts.get("homes_in_district")
        if item.check == "property" and isinstance(near, int) and near > int(item.facts.get("homes_owned", near)):
            yield Defect("MORE_NEAR_THAN_OWNED", f"{place}/homes_in_district")


def _forgotten(case: CaseFile, looks: Mapping[Place, Mapping[str, Any]], items: Sequence["Look"]) -> Iterator[Defect]:
    """Nobody says of a person that they have borrowed less often than from us: whether ours is settled is said beside it."""
    for number, item in enumerate(items):
        used = item.facts.get("loans_used")
        ours = looking.lent(case, looks[item.check, item.subject])
        if item.outcome == "confirmed" and isinstance(used, int) and used < ours:
            yield Defect("FEWER_THAN_OURS", f"/items/{number}/facts/loans_used")


def _is_misnamed(facts: Mapping[str, Any]) -> bool:
    from chalicelib.domain.checks import liens  # hardly any home is looked at in the registry's place

    return liens.is_misnamed(facts)


def _is_day(value: Any) -> bool:
    try:
        return bool(date.fromisoformat(value).isoformat() == value)
    except ValueError:
        return False


def _misfit(kinds: Kinds | None, value: Any) -> str | None:
    if kinds is None:
        return "UNKNOWN_FIELD"
    if type(value) not in [str if kind is Decimal else kind for kind in kinds]:
        return "WRONG_TYPE"
    return "WRONG_FORMAT" if Decimal in kinds and not _AMOUNT.fullmatch(value) else None
