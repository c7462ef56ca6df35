"""Who may do what (谁能办什么): which case a request is about, to whom it is there, and who of those may act on it.

The reaches and `ACTS` are the one table: routes name a line of each, requests are checked by it, docs/access.md is rendered from the routes.
A case one may not see is not found: 404, never 403. What is not listed is refused.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chalicelib.api import numbers
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Call
from chalicelib.api.whose import consented, former, is_applicant, owes, owns_document, person
from chalicelib.casework import hands, parties, presence, restarting
from chalicelib.casework.actor import Actor
from chalicelib.domain.work import DESK, STAFF
from chalicelib.records import casefile, registers, tasks
from chalicelib.records.casefile import CaseFile, Changes
from chalicelib.records.presences import Presence

__all__ = ["consented", "former", "is_applicant", "person"]  # besides what follows
PARTY = ("depositor", "clerk")  # the parties themselves, and the window on their behalf


def is_work_of(audience: str, kind: str) -> bool:
    """Whether staff like these see and decide tasks of that kind. Nobody does one that is not declared."""
    return kind in STAFF and audience in STAFF[kind].by


# How whoever asks has to be tied to a case so that it is there for them.
TIES: Mapping[str, Callable[[Call, CaseFile], bool]] = {
    "party": owes,
    "every party": lambda call, case: person(call, case) is not None,
    "party as handed in": lambda call, case: person(call, case) is not None or former(call, case) is not None,
    "party, now or once": lambda call, case: any(found(call, case) for found in (person, former, consented)),
    "owner of the paper": owns_document,
    "centre": lambda call, case: case.centre == call.who.centre,
    "bank": lambda call, case: case.contract is not None and case.contract.bank == call.who.subject,
    "any": lambda call, case: True,
}


@dataclass(frozen=True, eq=False)
class Reach:
    """How a route finds its case, and by audience the tie that makes it be there for them. As `finds` of a route: gives the case."""

    find: Callable[[Call], CaseFile]
    ties: Mapping[str, str]

    def __call__(self, call: Call) -> CaseFile:
        case, tie = self.find(call), self.ties.get(call.who.audience)
        if tie is None or not TIES[tie](call, case):
            raise Problem("NOT_FOUND", about=case.id)
        return case


def _by_id(call: Call) -> CaseFile:
    return casefile.load(call.path["id"])


def _by_number(call: Call) -> CaseFile:
    """An id, or a case number 办件流水号."""
    no = call.path["no"]
    return casefile.load(no if len(no) == numbers.CASE_ID else registers.case_of_number(no))


def _by_any(call: Call) -> CaseFile:
    """By whatever number is at hand (api/numbers.py); one that must not stand in an address is in the body."""
    return numbers.case_of(call.path["number"] if "number" in call.path else call.body.number.strip())


def _by_task(call: Call) -> CaseFile:
    """Of a kind that staff like these decide."""
    task = tasks.get(call.path["task"])
    if not is_work_of(call.who.audience, task.kind):
        raise Problem("NOT_FOUND", about=task.case)
    return casefile.load(task.case)


def _by_contract(call: Call) -> CaseFile:
    return casefile.load(registers.case_of_contract(call.path["number"]))


own = Reach(_by_id, {"depositor": "party", "clerk": "centre"})
joint = Reach(_by_id, {**own.ties, "depositor": "every party"})  # what a co-owner does and sees, too
seen = Reach(_by_id, {**own.ties, "depositor": "party as handed in"})
consents = Reach(_by_id, {**own.ties, "depositor": "party, now or once"})
followed = Reach(_by_id, {**joint.ties, "hotline": "any"})
judged = Reach(_by_id, {**own.ties, "reviewer": "centre", "supervisor": "centre"})
papers = Reach(_by_id, {**judged.ties, "depositor": "owner of the paper"})
of_task = Reach(_by_task, dict.fromkeys(("clerk", *DESK), "centre"))
of_contract = Reach(_by_contract, {"bank": "bank"})
found_by = Reach(_by_any, dict.fromkeys(("clerk", *DESK), "centre"))
numbered = Reach(_by_number, {"ops": "any"})
REACHES: Mapping[str, Reach] = {
    "own": own, "joint": joint, "seen": seen, "consents": consents, "followed": followed, "judged": judged, "papers": papers, "of_task": of_task, "of_contract": of_contract, "found_by": found_by, "numbered": numbered,
}  # fmt: skip


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
        raise Problem("LEGAL_REPRESENTATIVE" if presence.binds_a_minor(call.case, key, act) else "PRESENCE_REQUIRED")
    return found


def no_agent_of_it(call: Call, form: Presence) -> None:
    """403 for a look at an authorisation by the agent it names, or whoever belongs together with them."""
    if form.agent and (code := hands.tied(call.who.person, {form.agent})):
        raise Problem(code)


def hand(call: Call, role: str) -> Changes:
    """What to write of a member of staff who acts on the case in that role; 403 for who may not. Nothing of others."""
    if code := hands.barred(call.case, actor(call), role):
        raise Problem(code)
    return Changes(hands={call.who.person: hands.with_role(call.case, actor(call), role)})


def at_window(call: Call) -> Changes:
    """The hand of a clerk who acts for people; people acting for themselves leave none."""
    return hand(call, hands.at_window(call.case)) if call.who.audience == "clerk" else Changes()


def once(call: Call, key: str) -> Changes:
    """As `at_window`, for an act of that party: a form signed by hand is spent by it."""
    changes = at_window(call)
    if call.who.audience == "clerk" and (proof := present(call, key)).act:
        changes |= Changes(spent={proof.id: call.id})
    return changes


def actor(call: Call) -> Actor:
    """Which member of staff acts."""
    return Actor(call.who.subject, call.who.person)


def acting(call: Call) -> str:
    """Who acts, as records say it: audience and opaque subject."""
    return f"{call.who.audience}:{call.who.subject}"


def _applicant(call: Call) -> None:
    if not is_applicant(call):
        raise Problem("NOT_YOUR_ROUTE", [Defect("FOR_THE_APPLICANT", "")])


def _themselves(call: Call) -> None:
    party(call, call.body.person)


def _found(call: Call) -> None:
    pass  # who is no party, or of another centre, does not find the case


def _signer(call: Call) -> None:
    signed = [(one.id, one.party) for one in call.case.presences if one.act]  # who came themselves has signed nothing
    if (call.path["document"], call.who.subject) not in signed:
        raise Problem("NOT_FOUND", about=call.case.id)


def _window(call: Call) -> None:
    hand(call, hands.at_window(call.case))


def _window_with(whom: Callable[[Call], object]) -> Callable[[Call], None]:
    def holds(call: Call) -> None:
        _window(call)
        whom(call)

    return holds


def _desk(call: Call) -> None:
    hand(call, hands.role_in(call.case, tasks.get(call.path["task"]).kind))


def _giver(call: Call) -> None:
    """Nobody chooses who decides their own case, or takes it from who does; giving up what one has oneself is right."""
    chooses = call.body.to or tasks.get(call.path["task"]).claimed_by != call.who.subject
    if chooses and (code := hands.apart(call.case, call.who.person)):
        raise Problem(code)


def _operations(call: Call) -> None:
    hand(call, hands.role_of(restarting.KIND))


# What an audience has to fulfil besides, by what docs/access.md calls it.
CONDITIONS: Mapping[str, Callable[[Call], None]] = {
    "applicant": _applicant, "party": _found, "signer": _signer, "themselves": _themselves, "window": _window,
    "window with applicant": _window_with(lambda call: present(call, parties.BORROWER)), "window with them": _window_with(_themselves),
    "window with asked": _window_with(lambda call: party(call, call.query.get("person"))), "desk": _desk, "operations": _operations,
    "staff": _found, "giver": _giver,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Act:
    """Who of those for whom a case is there may act on it, by audience and condition. As `may` of a route: refuses anybody else."""

    by: Mapping[str, str]

    def __call__(self, call: Call) -> None:
        condition = self.by.get(call.who.audience)
        if condition is None:
            raise Problem("NOT_YOUR_ROUTE")
        CONDITIONS[condition](call)

    def again(self, call: Call) -> None:
        """Refuses staff who have nothing to do with the case any more; that they have said so themselves they are told again."""
        is_staff = call.who.person and call.who.audience != "depositor"
        if is_staff and self.by.get(call.who.audience) != "staff" and (code := hands.apart(call.case, call.who.person)):
            raise Problem(code)


fill_in = Act({"depositor": "applicant", "clerk": "window"})  # it binds nobody
bring = Act({"depositor": "party", "clerk": "window"})
own_entry = Act({"depositor": "party"})
deny = Act({"depositor": "signer"})
bind = Act({"depositor": "applicant", "clerk": "window with applicant"})
speak = Act({"depositor": "themselves", "clerk": "window with them"})
ask_about = Act({"depositor": "party", "clerk": "window with asked"})  # of agencies
hand_over = Act({"clerk": "window with them"})
attest = Act({"clerk": "window"})
handle = Act({"reviewer": "desk", "supervisor": "desk"})
take_on = Act({**handle.by, "clerk": "desk"})
give = Act({"reviewer": "giver", "supervisor": "giver"})
recuse = Act({"clerk": "staff", "reviewer": "staff", "supervisor": "staff"})
doubt = Act({"reviewer": "staff", "supervisor": "staff"})
restart = Act({"ops": "operations"})
ACTS: Mapping[str, Act] = {
    "fill_in": fill_in, "bring": bring, "own_entry": own_entry, "deny": deny, "bind": bind, "speak": speak, "ask_about": ask_about, "hand_over": hand_over, "attest": attest, "handle": handle, "take_on": take_on, "give": give, "recuse": recuse, "doubt": doubt, "restart": restart,
}  # fmt: skip
