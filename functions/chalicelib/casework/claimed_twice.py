"""One home, two sure claims (一房两件): filing or registry confirm it for two live cases. Whoever has it is not paid before a person has found out."""

from chalicelib.casework import disputes
from chalicelib.records import casefile, guards
from chalicelib.records.casefile import CaseFile
from chalicelib.records.guards import Guard

_SAYS, _SAID = "platform", "home.claimed"


def say(case: CaseFile, key: str, held: Guard) -> None:
    """Writes this case down as claiming what another has, and has that one's supervisor find out. Safe to repeat."""
    guards.contest(key, held, case.id)
    disputes.open_task(casefile.load(held.case), disputes.HOME_CLAIMED, _SAYS, _SAID, case.id)


def is_open(case: CaseFile, held: Guard) -> bool:
    """Whether a live case claims what this one has, and nobody has found out that it is this one's."""
    settled = {one.task for one in case.reviews if one.decision == "resolved"}
    return any(
        disputes.task_of(case, disputes.HOME_CLAIMED, _SAYS, _SAID, rival) not in settled
        and not casefile.load(rival).ended
        for rival in held.contested
    )
