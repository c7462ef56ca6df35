"""Which second looks are wanted (仍需复核): anything could rest on the scan once somebody else has accepted it.

Apart from second_looks.py for what it needs to know of the parties: the sweep goes without, and what only this finds is found by who saves
the form or claims a look.
"""

from contextlib import suppress

from chalicelib.casework import parties, presence, second_looks
from chalicelib.errors import Contended
from chalicelib.records import casefile, tasks, upkeep
from chalicelib.records.casefile import CaseFile
from chalicelib.records.presences import Presence
from chalicelib.records.tasks import Task


def is_wanted(case: CaseFile, form: Presence) -> bool:
    """Whether the scan waits, is about what it was, and of who the case names so."""
    if second_looks.is_over(case, form) or parties.named(case).get(form.person) != form.party:
        return False
    return form.about == presence.about(case, form.act or "", form.person)


def in_step(id: str) -> None:
    """Takes out of the queue whatever nobody has to look at any more, or nobody of that centre, and puts into the centre's whatever somebody
    has. Safe to repeat."""
    waits = [wait for wait in tasks.of_case(id) if wait.kind == second_looks.KIND and wait.is_open]
    case = casefile.load(id)  # after its waits: a scan is kept with its wait, so that of each is known
    over = [wait for wait in waits if (form := second_looks.of_task(case, wait)) and not _is_right(case, wait, form)]
    for wait in over:
        upkeep.retire(wait)
    for form in second_looks.unlisted(case, [wait for wait in waits if wait not in over]):
        if is_wanted(case, form):
            with suppress(Contended):  # whoever was faster has put it there, or has ended it
                second_looks.queued(case, form)


def after_edit(case: CaseFile) -> None:
    """What was signed by hand for the revision before is nobody's to look at any more. `case` as it was before; few have anything signed so."""
    if any(one.act and not one.second and not one.void for one in case.presences):
        in_step(case.id)


def _is_right(case: CaseFile, wait: Task, form: Presence) -> bool:
    return wait.centre == case.centre and is_wanted(case, form)
