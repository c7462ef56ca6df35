"""By hand (非本人在场办理): the forms parties signed by hand, and what agents came for, shown to whoever has to look at them."""

from collections.abc import Iterable
from typing import Any

from chalicelib.casework import agents, parties, phones, presence, second_looks
from chalicelib.casework.denied import found_out, is_denied, is_used
from chalicelib.messages import act_code, text, whom, worded
from chalicelib.records import documents
from chalicelib.records.casefile import CaseFile
from chalicelib.records.presences import DENIED, Presence
from chalicelib.records.tasks import Task


def shown(case: CaseFile) -> list[dict[str, Any]]:
    """Every act that rests, or was to rest, on somebody's hand or agent and not on the person: whose, when, by whom, with a link."""
    return [form(case, one) for one in case.presences if one.act]


def form(case: CaseFile, one: Presence) -> dict[str, Any]:
    """One of them; of an agent the link is to their authorisation."""
    how_far = state(case, one)
    return {
        "id": one.id, "person": one.person, "text": whom(one.person), "act": act(one.act or ""), "is_agent": one.mandate is not None,
        "place": one.terminal, "at": one.at, "by": one.by, "second": one.second.get("by"), "second_at": one.second.get("at"),
        "state": how_far, "state_text": text(f"BY_HAND_{how_far}{_found_out(one)}"), "sha256": one.evidence, "warning": _warning(case, one),
        "link": documents.link(case.id, one.mandate or one.id),
    }  # fmt: skip


def authorised(case: CaseFile, found: Iterable[Presence]) -> list[dict[str, Any]]:
    """Authorisations of agents, in words, with a link to the scan of each."""
    return [
        {
            "id": one.id,
            "person": one.person,
            "text": whom(one.person),
            "acts": [act(each) for each in one.acts],
            "until": one.until,
            "state": (state := agents.state(case, one)),
            "state_text": text(f"AGENT_{state}"),
            "void_at": one.void.get("at"),
            "link": documents.link(case.id, one.id),
        }
        for one in found
    ]


def is_signed(case: CaseFile, key: str, contract: str) -> bool:
    """Whether that party has signed that contract, by its SHA-256, on paper."""
    return any(
        (one.person, one.act, one.about, one.method) == (key, presence.SIGN, contract, presence.SIGNED_FORM)
        and one.id in case.spent
        for one in case.presences
    )


def _warning(case: CaseFile, one: Presence) -> str | None:
    """Of who is not of age their representative signs. Word of a form goes to the phone of who is said to have signed it, unless whoever types
    for them has typed that too."""
    if parties.is_minor(case, one.person):
        return text("BY_HAND_REPRESENTED")
    return None if phones.own(case, one.person) else text("BY_HAND_PHONE_TYPED")


def _found_out(one: Presence) -> str:
    return f"_{found}" if is_denied(one) and (found := found_out(one)) else ""


def act(name: str) -> dict[str, str]:
    """An act, as a code and in words."""
    code = act_code(name)
    return {"code": code, "text": worded(code)}


def state(case: CaseFile, one: Presence) -> str:
    """How far it is: WAITING for another look, KEPT, EXPIRED, USED, VOID, or DENIED by who is said to have signed it."""
    if is_denied(one):
        return DENIED
    if is_used(case, one):
        return "USED"
    if one.method == presence.SIGNED_FORM and not presence.is_vouched(one):
        return "VOID" if one.void else "WAITING"
    return "EXPIRED" if presence.has_run_out(one) else "KEPT"


def of_task(case: CaseFile, task: Task) -> list[dict[str, Any]]:
    """The scan to look at, after those for the same act that its signer has denied."""
    scan = second_looks.of_task(case, task)
    if scan is None:
        return []
    denied = [one for one in second_looks.denied_before(case, scan) if one.id != scan.id]
    return [form(case, one) for one in (*denied, scan)]
