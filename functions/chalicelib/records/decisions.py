"""Decisions (决定): what the case keeps of one and the answer of the wait it ends are one write, so record and road cannot disagree."""

from collections.abc import Mapping
from typing import Any, Unpack

from chalicelib.records import casefile, item, parts, tasks
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.changes import Told


def decide(
    case: CaseFile,
    task: str,
    outcome: Mapping[str, Any],
    who: str,
    *told: Told,
    expect: Expect,
    held: bool = False,
    **changes: Unpack[Changes],
) -> tasks.Task:
    """Writes the changes and answers the open wait, both or neither, then resumes the road.

    Raises `Contended` when the wait is over, where it has to be `held` by `who` is not any more, or an expectation does not hold any more:
    somebody else's decision counts.
    """
    update = casefile.update(case, *told, expect=expect, **changes)
    answered = tasks.answer(task, outcome, who, beside=update, held=held)
    parts.retire(case.id, item.superseded(case, changes))
    return answered
