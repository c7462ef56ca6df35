"""Who acts (办理人): the party whose act it is, in person or at the window, and the member of staff whose hand is in it."""

from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Call
from chalicelib.api.whose import consented, person
from chalicelib.casework import hands, parties, presence
from chalicelib.casework.actor import Actor
from chalicelib.records.casefile import CaseFile, Changes
from chalicelib.records.presences import Presence


def party(call: Call, given: str | None) -> str:
    """The key of the party whose act this is: one's own, or at the window that of who is named and is there."""
    # Whom the case names no more reaches their consents alone.
    own = person(call, call.case) or consented(call, call.case)
    if own is not None and given in (None, own):
        return own
    if call.who.audience == "clerk" and given in parties.named(call.case):
        present(call, given)
        return given
    raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/person")])


def present(call: Call, key: str) -> Presence:
    """The proof that this party is at the window before this clerk, or has signed a form for this act; 403 without."""
    word = "declined" if getattr(call.body, "decline", False) else getattr(call.body, "use", None)
    act = f"{call.act}.{word}" if word else call.act
    found = presence.present(call.case, key, call.who.subject, act, call.id)
    if found is None:
        raise (
            represented(call.case, key) if presence.binds_a_minor(call.case, key, act) else Problem("PRESENCE_REQUIRED")
        )
    return found


def person_of(call: Call, key: str) -> str:
    """The natural person whose act this is: whoever is logged in, or was proven to be at the window as that party."""
    return call.who.subject if call.who.audience == "depositor" else present(call, key).party


def represented(case: CaseFile, key: str) -> Problem:
    """The refusal of an act by which a minor would bind themselves. Who counts as one only while their day of birth is not typed types it first."""
    if (place := parties.without_birth(case, key)) is None:
        return Problem("LEGAL_REPRESENTATIVE")
    return Problem("INVALID_REQUEST", [Defect("BIRTH_FIRST", f"/people/{place}/born")])


def no_agent_of_it(call: Call, form: Presence) -> None:
    """403 for a look at an authorisation by the agent it names, or whoever belongs together with them."""
    if form.agent and (code := hands.tied(call.who.person, {form.agent})):
        raise Problem(code)


def refuse(call: Call, code: str | None) -> None:
    """Refuses by that code, if there is one. A case of their own or of a relative's is to staff as if it were not there, also by its id."""
    if code in hands.NOT_THERE:
        raise Problem("NOT_FOUND", about=call.case.id)
    if code:
        raise Problem(code)


def hand(call: Call, role: str) -> Changes:
    """What to write of a member of staff who acts on the case in that role; 403 for who may not. Nothing of others."""
    refuse(call, hands.barred(call.case, staff(call), role))
    return Changes(hands={call.who.person: hands.with_role(call.case, staff(call), role)})


def at_window(call: Call) -> Changes:
    """The hand of a clerk who acts for people; people acting for themselves leave none."""
    return hand(call, hands.at_window(call.case)) if call.who.audience == "clerk" else Changes()


def once(call: Call, key: str) -> Changes:
    """As `at_window`, for an act of that party: a form signed by hand is spent by it."""
    changes = at_window(call)
    if call.who.audience == "clerk" and (proof := present(call, key)).act:
        changes |= Changes(spent={proof.id: call.id})
    return changes


def staff(call: Call) -> Actor:
    """Which member of staff acts."""
    return Actor(call.who.subject, call.who.person)


def acting(call: Call) -> str:
    """Who acts, as records say it: audience and opaque subject."""
    return f"{call.who.audience}:{call.who.subject}"
