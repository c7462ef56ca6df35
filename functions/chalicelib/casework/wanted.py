"""Which second looks are wanted (仍需复核): anything could rest on the scan once somebody else has accepted it.

Apart from second_looks.py for what it needs to know of the parties: the sweep goes without, and what only this finds is found by who saves
the form or claims the look.
"""

from chalicelib.casework import parties, presence, second_looks
from chalicelib.records import tasks, upkeep
from chalicelib.records.casefile import CaseFile
from chalicelib.records.presences import Presence


def is_wanted(case: CaseFile, form: Presence | None) -> bool:
    """Whether the scan waits, is about what it was, and of who the case names so."""
    if form is None or second_looks.is_over(case, form) or parties.named(case).get(form.person) != form.party:
        return False
    return form.about == presence.about(case, form.act or "", form.person)


def retire(case: CaseFile) -> None:
    """Takes out of the queue whatever nobody has to look at any more. Safe to repeat."""
    if not any(one.act for one in case.presences):
        return
    for wait in tasks.of_case(case.id):
        if wait.kind == second_looks.KIND and wait.is_open and not is_wanted(case, second_looks.of_task(case, wait)):
            upkeep.retire(wait)
