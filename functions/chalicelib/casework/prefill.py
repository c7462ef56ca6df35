"""Prefill (预填): what agencies know of the one who asks, and of the contract they name, on that very person's consent.

A proposal: nothing enters the form but by the hand of whose it is. What was told is kept, sealed, with source and time, so that
a reviewer sees what was stated against it. The road asks its own questions all the same: no rule lets a draft's answers count.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from time import monotonic
from typing import Any, NamedTuple

from chalicelib import clock
from chalicelib.agencies.purpose import Purpose
from chalicelib.casework.prefilled import USE, Answered, departments, known, live
from chalicelib.casework.purpose import purpose_of
from chalicelib.casework.rules import policy_of
from chalicelib.domain.form import prefill
from chalicelib.domain.form.application import Consent
from chalicelib.domain.form.circumstances import of_form
from chalicelib.domain.form.parties import is_named_under_age
from chalicelib.domain.form.people import RESIDENT_ID
from chalicelib.errors import AgencyRefused, AgencyUnavailable, Contended, PreconditionFailed, Withdrawn
from chalicelib.records import casefile, ledger
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.contents import Prefilled
from chalicelib.records.presences import SIGNED_FORM
from chalicelib.trust import consent
from chalicelib.trust.index import reference

FRESH = timedelta(days=1)  # an answer as old is asked for anew
ENOUGH = 6.0  # seconds: past them no more agency is asked in one request; the next one goes on
_ANSWERS = ("", "PREFILL_NOT_FOUND", "PREFILL_SEVERAL")
_TRIES = 5


class Asker(NamedTuple):
    """Who asks about themselves: as which party, as which natural person, behind which login; at the window, before which clerk."""

    key: str
    party: str
    ticket: str = ""
    operator: str = "system"


def asked(case: CaseFile, who: Asker) -> CaseFile:
    """Asks every source that has not told yet, on the asker's own consent; the case as it is then, with their uses in its ledger.

    An agency that gives no answer spoils nobody else's. Raises `Contended` where others write without end.
    """
    answers = _told(case, who)
    for _ in range(_TRIES):
        standing = live(case, who.party)
        told = {name: one for name, one in answers.items() if one.consent in standing}
        if not told:
            return case
        kept = {**case.prefilled, **{f"{who.key}.{name}": one for name, one in told.items()}}
        try:
            casefile.amend(case, expect=Expect(unchanged=("prefilled", "consents")), **Changes(prefilled=kept))
            return casefile.load(case.id)
        except Contended:
            case = casefile.load(case.id)
    raise Contended(case.id)


def _told(case: CaseFile, who: Asker) -> Answered:
    """What sources tell now that is not known yet."""
    given = consent.live(case.consents, {who.key: who.party}).get((who.key, USE))
    if given is None:
        return {}
    policy, answers, may = (
        policy_of(case),
        dict(known(case, who.key, who.party)),
        departments(case, who.key, who.party),
    )
    new, began = dict[str, Prefilled](), monotonic()
    with ledger.together(case.id) as record:
        own = (  # nobody else can be asked about by it, but the minor children whose guardian gave it
            Consent(given["id"], who.key, USE, given["given_at"], children=given.get("children")),
        )
        purpose = replace(
            purpose_of(case, "prefill", who.operator),
            consents=own,
            parties={who.key: who.party},
            record=record,
            awaited=True,
        )
        for name, department in prefill.sources(policy, of_form(case.form, policy), who.key).items():
            question = _question(name, case, who, answers)
            if (department and department not in may) or _is_known(answers.get(name), question):
                continue
            if question.get("id_number") and _is_unaccompanied(case, who, given, question["id_number"]):
                break  # who they are only their login has told
            late = monotonic() - began > ENOUGH
            try:
                code, values = ("PREFILL_NOT_ASKED", {}) if late else _answer(name, question, who, purpose)
            except (PreconditionFailed, Withdrawn):
                break  # taken back while others were being asked
            answers[name] = new[name] = Prefilled(
                who.party, given["id"], _digest(question), clock.stamp(), code, values
            )
    return new


def _question(name: str, case: CaseFile, who: Asker, answers: Answered) -> dict[str, str]:
    """What a source is asked with: the login, or the person it names; the window's clerk has read name and number off the card."""
    if name == "login":
        return {"source": name}
    login = answers["login"].values if "login" in answers else {}
    typed, home = prefill.person_of(case.form, who.key) or {}, case.form.get("home") or {}
    if typed.get("id_number") and reference("person", typed["id_number"]) != who.party:
        typed = {}
    said = {part: login.get(f"person.{part}") or typed.get(part) or "" for part in ("name", "id_number")}
    if name == "account" and typed.get("id_type") not in (None, RESIDENT_ID):
        said |= {"id_type": typed["id_type"]}
    if name == "filing":
        said |= {"contract": home.get("contract_number") or "", "city": home.get("city") or case.centre}
    if name == "title":
        said |= {"unit": home.get("unit_number") or ""}
    return {"source": name, **said}


def _is_unaccompanied(case: CaseFile, who: Asker, given: consent.Consent, number: str) -> bool:
    """Whether that number is of somebody not of age who has authorised alone: no agency is asked about them (个人信息保护法 31, 民法典 19)."""
    typed = prefill.person_of(case.form, who.key) or {}
    return given.get("method") != SIGNED_FORM and is_named_under_age({**typed, "id_number": number}, clock.today())


def _answer(name: str, question: Mapping[str, str], who: Asker, purpose: Purpose) -> tuple[str, Mapping[str, Any]]:
    from chalicelib.casework import prefill_sources  # agencies, which few requests need

    try:
        return prefill_sources.answer(name, question, who.key, who.party, who.ticket, purpose)
    except AgencyUnavailable:
        return "PREFILL_UNAVAILABLE", {}
    except AgencyRefused:
        return "PREFILL_REFUSED", {}


def _is_known(one: Prefilled | None, question: Mapping[str, str]) -> bool:
    if one is None or one.code not in _ANSWERS or one.of != _digest(question):
        return False
    return clock.now() - clock.parsed(one.at) < FRESH


def _digest(question: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(question, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
