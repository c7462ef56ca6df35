"""Who may do what (谁能办什么): who of those to whom a case is there (`reaches`) may act on it.

The reaches and `ACTS` are the one table: routes name a line of each, requests are checked by it, docs/access.md is rendered from the routes.
What is not listed is refused.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.api.actors import hand, party, present, refuse, staff
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Call
from chalicelib.api.reaches import has_taken
from chalicelib.api.whose import answerer, answers, is_applicant, reads_notice
from chalicelib.casework import claims, hands, parties, restarting
from chalicelib.domain.status import Status
from chalicelib.records import tasks

PARTY = ("depositor", "clerk")  # the parties themselves, and the window on their behalf


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


def _window_with_applicant(call: Call) -> None:
    hand(call, hands.at_window(call.case))
    present(call, parties.BORROWER)


def _answerer(call: Call) -> None:
    if not answers(call):
        _applicant(call)
        raise Problem("NOT_YOUR_ROUTE")


def _window_with_answerer(call: Call) -> None:
    hand(call, hands.at_window(call.case))
    present(call, answerer(call.case))


def _window_for_answerer(call: Call) -> None:
    hand(call, hands.at_window(call.case))
    if not reads_notice(call):
        raise Problem("PRESENCE_REQUIRED")


def _window_with(call: Call, whom: str | None) -> None:
    hand(call, hands.at_window(call.case))
    party(call, whom)


def _taker(call: Call) -> None:
    hand(call, hands.role_in(call.case, tasks.get(call.path["task"]).kind))


def _desk(call: Call) -> None:
    """Who stands in acts by the task alone that they have in hand."""
    _taker(call)
    if call.who.centre != call.case.centre:
        _has_it(call)


def _holder(call: Call) -> None:
    """Who has the task in hand; to who stands apart from its case that is not there."""
    if hands.apart(call.case, call.who.person):
        raise Problem("NOT_FOUND", about=call.case.id)
    _has_it(call)


def _has_it(call: Call) -> None:
    task = tasks.get(call.path["task"])
    if not has_taken(call, task):
        raise Problem("TASK_TAKEN" if task.claimed_by not in (None, call.who.subject) else "CLAIM_FIRST")


def _doubter(call: Call) -> None:
    """Who has in hand an open task that bears on the word. While there is none, whoever works at its centre says that one is untrue, and once the
    loan was paid a supervisor of it that it is true after all: the dispute about it may have been cleared up before that was known. Whoever found it
    says the same again: of that they get no task."""
    from chalicelib.casework import commitments  # few cases rest on one

    refuse(call, hands.apart(call.case, call.who.person))
    if commitments.has_found(call.case, staff(call)):
        return
    bearing = [task for task in tasks.of_case(call.case.id) if commitments.bears(task)]
    if any(has_taken(call, task) for task in bearing):
        return
    may_find = call.body.untrue or (call.who.audience == "supervisor" and call.case.status is Status.DISBURSED)
    if bearing or not may_find or call.who.centre != call.case.centre:
        raise Problem("CLAIM_FIRST", about=call.case.id)


def _giver(call: Call) -> None:
    """Nobody chooses who decides their own case or on what they have found, or takes it from who does; giving up what one has oneself is right."""
    task = tasks.get(call.path["task"])
    if call.body.to or task.claimed_by != call.who.subject:
        refuse(call, claims.may_not_place(call.case, task, staff(call)))


def _operations(call: Call) -> None:
    hand(call, hands.role_of(restarting.KIND))


# What an audience has to fulfil besides, by what docs/access.md calls it.
CONDITIONS: Mapping[str, Callable[[Call], None]] = {
    "applicant": _applicant, "party": _found, "signer": _signer, "themselves": _themselves, "window": _window,
    "window with applicant": _window_with_applicant, "answerer": _answerer, "window with answerer": _window_with_answerer, "window for answerer": _window_for_answerer, "window with them": lambda call: _window_with(call, call.body.person),
    "window with asked": lambda call: _window_with(call, call.query.get("person")), "taker": _taker, "desk": _desk, "holder": _holder, "operations": _operations,
    "staff": _found, "doubter": _doubter, "giver": _giver,
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

    def again(self, call: Call, told: Any) -> None:
        """Refuses staff who have nothing to do with the case any more; that they have said so themselves (`staff`) they are told again, and that alone."""
        is_staff = call.who.person and call.who.audience != "depositor"
        if is_staff and self.by.get(call.who.audience) != "staff":
            refuse(call, hands.apart(call.case, call.who.person))


fill_in = Act({"depositor": "applicant", "clerk": "window"})  # it binds nobody
bring = Act({"depositor": "party", "clerk": "window"})
own_entry = Act({"depositor": "party"})
deny = Act({"depositor": "signer"})
bind = Act({"depositor": "applicant", "clerk": "window with applicant"})
reply = Act({"depositor": "answerer", "clerk": "window for answerer"})  # a draft
answer = Act({"depositor": "answerer", "clerk": "window with answerer"})  # to what is asked of them
speak = Act({"depositor": "themselves", "clerk": "window with them"})
ask_about = Act({"depositor": "party", "clerk": "window with asked"})  # of agencies
hand_over = Act({"clerk": "window with them"})
attest = Act({"clerk": "window"})
handle = Act({"reviewer": "desk", "supervisor": "desk"})
take_on = Act(dict.fromkeys(("clerk", "reviewer", "supervisor"), "taker"))
phone = Act(dict.fromkeys(("clerk", "reviewer", "supervisor"), "holder"))
give = Act({"reviewer": "giver", "supervisor": "giver"})
recuse = Act({"clerk": "staff", "reviewer": "staff", "supervisor": "staff"})
doubt = Act({"reviewer": "doubter", "supervisor": "doubter"})
restart = Act({"ops": "operations"})
ACTS: Mapping[str, Act] = {
    "fill_in": fill_in, "bring": bring, "own_entry": own_entry, "deny": deny, "bind": bind, "reply": reply, "answer": answer, "speak": speak, "ask_about": ask_about, "hand_over": hand_over, "attest": attest, "handle": handle, "take_on": take_on, "phone": phone, "give": give, "recuse": recuse, "doubt": doubt, "restart": restart,
}  # fmt: skip
