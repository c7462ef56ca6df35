"""Where values come from (数据来源): what the form states beside what sources told, before submission and on the road."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from chalicelib.api import form_masks
from chalicelib.casework import prefilled
from chalicelib.casework.answers import known
from chalicelib.casework.corrections import form_that_holds
from chalicelib.casework.prefilled import Compared
from chalicelib.domain.checks.evidence import Evidence
from chalicelib.domain.checks.finding import key_of
from chalicelib.domain.checks.papers import PAPER, subject_of
from chalicelib.domain.form import prefill as forms
from chalicelib.domain.form.application import upload_key
from chalicelib.domain.form.people import BORROWER
from chalicelib.domain.form.prefill import PERSON
from chalicelib.messages import text
from chalicelib.records.casefile import CaseFile
from chalicelib.trust.masking import MARK


class _Figure(NamedTuple):
    """A figure of the form, and the fact that tells the same: of the home or of a party (`subject` empty), or of the paper of that material. `none`: what an
    answer has in its place where the source has nothing to tell."""

    path: str
    check: str
    fact: str
    subject: str = ""
    material: str = ""
    none: str | None = None


# What rules take in the place of what is stated, or hold against it. In which else the form and an agency differ is told as a defect.
_FIGURES = (
    _Figure("home.price", "property", "filed_price", "home", none="0.00"),  # an own home has no filing
    _Figure("home.down_payment", "property", "down_payment_received", "home"),
    _Figure("home.down_payment", PAPER, "amount", material="B03"),
    _Figure("home.appraisal", PAPER, "amount", material="B06"),
    _Figure("old_loan.principal_left", "old_loan", "payoff", "home"),
    _Figure("old_loan.principal_left", PAPER, "amount", material="D02"),
    _Figure("person.monthly_income", "fund_account", "base"),
    _Figure("person.monthly_income", PAPER, "amount", material="C01"),
)


def origin(one: Compared) -> dict[str, Any]:
    """One field's source and time, without any value."""
    agency = text(f"AGENCY_{one.source.upper()}")
    return {"field": one.place, "source": one.source, "source_text": agency, "at": one.at, "same": one.same}


def stated_and_known(case: CaseFile) -> list[dict[str, Any]]:
    """Every such field as stated and as the source told it, masked as the form is: what was told before submission, then what was found
    on the road, as far as it is settled. One field may have several lines."""
    return [
        *(_beside(origin(one), one.path, one.stated, one.known) for one in prefilled.compared(case)),
        *_found(case),
    ]


def of_home(case: CaseFile) -> list[dict[str, Any]]:
    """What of the home was found on the road, beside what the form states."""
    return [one for one in _found(case) if one["field"].startswith("/home/")]


def _found(case: CaseFile) -> Iterator[dict[str, Any]]:
    if not case.answers:
        return
    evidence, form = Evidence(case.application, known(case)), form_that_holds(case)
    for one in _FIGURES:
        for key in (
            [party.key for party in case.application.people] if one.path.startswith(f"{PERSON}.") else [BORROWER]
        ):
            upload = upload_key(one.material, key)
            subject = subject_of(upload) if one.material else one.subject or key
            facts = evidence.shown(upload) if one.material else evidence.facts(one.check, subject)
            stated, value = forms.stated(form, key, one.path), (facts or {}).get(one.fact)
            found = evidence.finding(one.check, subject)
            if stated is None or value in (None, one.none) or found is None:
                continue
            said = case.rulings if found.is_ruled else case.answers
            told = {
                "field": forms.pointer(tuple(one.path.split(".")), forms.place_of(form, key)),
                "source": one.check,
                "source_text": text(f"FOUND_{one.material or one.fact.upper()}"),
                "at": said[key_of(one.check, subject)].at,
                "same": forms.agrees(one.path, stated, value),
            }
            yield _beside(told, one.path, stated, value)


def _beside(told: dict[str, Any], path: str, stated: Any, known: Any) -> dict[str, Any]:
    return {**told, "stated": _masked(path, stated), "known": _masked(path, known)}


def _masked(path: str, value: Any) -> Any:
    first, *way = path.split(".")
    part: Any = value
    for name in reversed(way):
        part = {name: part}
    form = {"people": [part]} if first == PERSON else {first: part}
    seen: Any = form_masks.masked(form)
    seen = seen["people"][0] if first == PERSON else seen[first]
    for name in way:
        seen = seen[name]
    return MARK if isinstance(seen, list) else seen  # of children everything is hidden
