"""Results (办理结果) of a case without a loan, and what it is asked: drawn from the case. The same case gives the same papers.

The documents room is imported where papers are made: no other step should pay for it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from chalicelib import clock, messages, policy
from chalicelib.casework import accepting, papers, receipt_letter
from chalicelib.casework.present import present
from chalicelib.casework.rules import accepted_on, law_ahead, law_of, policy_of
from chalicelib.domain.form.people import is_co_owner
from chalicelib.domain.status import Status
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Notice, Paper


def of_ending(case: CaseFile, ending: Status, on: date) -> list[Paper]:
    """Keeps the letter of a case that did not become a loan, with its coded reasons and how to object. `on` dates it: whoever draws it
    again, on another day too, names the same."""
    accepted = accepted_on(case) if ending is not Status.NOT_ACCEPTED else None
    letters = [accepting.letter(case, accepted)] if accepted else []
    return [*receipt_letter.at_last(case), *letters, *_ended(case, ending, on)]


def of_notice(case: CaseFile, notice: Notice) -> Paper:
    """Keeps a correction notice."""
    from chalicelib.documents import notice as drawing
    from chalicelib.documents.letter import Letter

    letter = Letter(_issuer(case), case.known_as, case.application, clock.day(notice.issued_at), notice.to)
    due, law = clock.here(notice.due_at), law_of(case)
    drawn = drawing.notice(
        letter,
        notice.defects,
        due,
        policy_of(case),
        law or law_ahead(case, letter.on, due.date()),
        is_accepted=law is not None,
        provisional=notice.provisional,
        words=_asked(case, notice),
        on_file=_on_file(case),
    )
    name = "hold" if law else "correction"  # as its title calls it
    return papers.made(case, f"{name}-{notice.round}.pdf", drawn, notice.to or None)


def _on_file(case: CaseFile) -> dict[str, str]:
    """What the filing has of a contract that a party is a buyer of, by the code that says that the form differs; nothing of anybody else's contract."""
    from chalicelib.documents.letter import figures

    says = next((one.facts for one in case.findings if one.check == "property"), {})
    price, account = says.get("filed_price"), str(says.get("regulated_account") or "")
    if not says.get("owners"):
        return {}
    filed = {
        "FILING_PRICE_MISMATCH": figures(Decimal(price)) if price else "",
        "FILING_ACCOUNT_MISMATCH": messages.text("NOTICE_ACCOUNT", last=account[-4:]) if account else "",
    }
    return {code: value for code, value in filed.items() if value}


def _asked(case: CaseFile, notice: Notice) -> str:
    if not notice.asked:
        return ""
    from chalicelib.casework import asking  # of the few whom a reviewer asks something

    return asking.words(case, notice)


def _ended(case: CaseFile, ending: Status, on: date) -> Iterator[Paper]:
    """The letter to all who borrow, to each of whom it may not tell all a letter of their own, and to who mortgages alone that their contract is over."""
    from chalicelib.casework import endings, refusing
    from chalicelib.documents.facts_found import OUTCOME
    from chalicelib.documents.letter import Letter
    from chalicelib.documents.refusal import addressees, ended, released

    version = case.decision["policy_version"] if case.decision else ""
    letter = Letter(_issuer(case), case.known_as, case.application, on)
    reasons = refusing.reasons_in_words(case) if ending is Status.REFUSED else case.reasons
    rules, then = policy_of(case), policy.in_force(case.centre, on)
    judged = (case.grounds or {"reasons": ()})["reasons"]
    inputs = {(one["code"], one["subject"]): {**one["inputs"], OUTCOME: one["outcome"]} for one in judged}
    causes, objects = endings.causes(case, ending), endings.may_object(case, ending)
    taken_back = clock.day(case.withdrawal.at) if case.withdrawal else None
    made = partial(ended, inputs=inputs, may_object=objects, then=then, taken_back_on=taken_back)
    common = made(letter, rules, ending, reasons, version, causes=causes)
    name = case.called(ending).lower()
    yield papers.made(case, f"{name}.pdf", common)
    for party in addressees(letter, reasons):
        own = made(replace(letter, to=party), rules, ending, reasons, version)
        yield papers.made(case, f"{name}-{party}.pdf", own, party)
    for party in filter(is_co_owner, case.parties if case.contract else ()):
        said = released(replace(letter, to=party), then, present(case.contract, "contract").number)
        yield papers.made(case, f"released-{party}.pdf", said, party)


def _issuer(case: CaseFile) -> str:
    return policy.centres()[case.centre]
