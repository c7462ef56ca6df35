"""What a case claims (占用): its people, once they have authorised it themselves; its home, once the filing or the registry confirms the buyer.

A claim that rests on less gives way to one that does not, and whose case gave way is told. What a case goes on with is in casework/held.py.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Unpack

from chalicelib.records import acceptance, agenda, casefile, guards, lent
from chalicelib.records.casefile import CaseFile, Changes, Told
from chalicelib.records.guards import Guard, Losers
from chalicelib.records.presences import SIGNED_FORM
from chalicelib.trust import consent

PERSON = "PERSON_CLAIMED_ELSEWHERE"  # STOP_…


def claims(case: CaseFile) -> dict[str, bool]:
    """The guards a case claims, and how sure each is; its home only where it is confirmed whose it is."""
    people = {guards.of_person(who): _came(case, key, who) for key, who in sorted(case.owing.items(), key=_by_person)}
    return {**people, **({guards.of_unit(case.unit): True} if _is_confirmed(case) else {})}


def take_in(case: CaseFile, task_code: str, on: date, event: Told, **changes: Unpack[Changes]) -> str | None:
    """Has a case accepted into the register with what it claims (records/acceptance.py). Returns None, or `person`; raises what that raises."""
    claimed = claims(case)
    held, losers = found(case, claimed)
    rival = acceptance.accept(case, task_code, on, event, claimed, held, losers, **changes)
    if rival is None:
        have_told(losers)
    return rival


def found(case: CaseFile, claimed: Mapping[str, bool]) -> tuple[dict[str, Guard], Losers]:
    """Who has what a case claims or has claimed, and the cases that have to give way to it. What an earlier release took without saying how
    surely is as sure as its case's record says, and marked so."""
    held, losers = guards.read({*claimed, *case.guards}), dict[str, CaseFile]()
    for key, one in held.items():
        if one.case == case.id or key not in claimed:
            continue
        if one.sure is None:
            rival = casefile.load(one.case)
            sure = claims(rival).get(key, False) or rival.payment is not None
            guards.mark(key, one, sure=sure)
            one = held[key] = Guard(one.case, sure, one.contested)
        if one.gives_way(sure=claimed[key]):
            losers[one.case] = losers.get(one.case) or casefile.load(one.case)
    return held, losers


def have_told(losers: Losers) -> None:
    """Whoever gave way is told by the sweep, soon: nobody who takes what is theirs waits for that. Should this be lost, within hours."""
    for case in losers.values():
        agenda.enter(case.id, case.status, timedelta())


def remember(case: CaseFile) -> None:
    """What we have lent its people before, once its guards are taken: nobody can be paid in another case from then on."""
    paid = lent.to(case.owing.values(), beside=case.id)
    known = {key: len(paid[who]) for key, who in case.owing.items() if who in paid}
    if known != case.lent:
        casefile.amend(case, lent=known)


def _came(case: CaseFile, key: str, who: str) -> bool:
    """Whether that person has authorised what stands from their own session or at the window, and not by a form they are said to have
    signed, nor through an agent. Earlier releases did not keep it."""
    given = consent.live(case.consents, {key: who}).values()
    return bool(given) and all(
        one.get("session") and one.get("method") != SIGNED_FORM and not one.get("agent") for one in given
    )


def _is_confirmed(case: CaseFile) -> bool:
    """Whether filing and registry, or a person who looked where they could not say, have confirmed that the home is theirs."""
    if not (case.answers or case.rulings):
        return False
    from chalicelib.casework.answers import known  # a case comes in without any
    from chalicelib.domain.checks.evidence import Evidence

    return Evidence(case.application, known(case)).holds("property", "home")


def _by_person(party: tuple[str, str]) -> str:
    return party[1]
