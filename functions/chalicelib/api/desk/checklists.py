"""The checklist of a task (核对清单): what whoever approves it has to have looked at, line by line, by the policy of the day of acceptance."""

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.api.http.problem import Defect
from chalicelib.api.http.route import Call
from chalicelib.casework.rules import accepted_on, policy_of
from chalicelib.domain.work import APPROVING, STAFF
from chalicelib.messages import text
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task


def lines(case: CaseFile, task: Task) -> Mapping[str, str]:
    """The words of each line, by its code; none where no word approves such a task, or the policy of the case has none. Whatever is approved was
    accepted before (collate), so that a case nobody has accepted is asked for none."""
    if APPROVING.isdisjoint(STAFF[task.kind].words) or accepted_on(case) is None:
        return {}
    found: Mapping[str, str] = policy_of(case).checklist.get(task.kind, {}).get("lines", {})
    return found


def shown(case: CaseFile, task: Task) -> dict[str, Any]:
    """Each line with its words, and the decisions before which it has to be answered."""
    return {
        "before": sorted(APPROVING & STAFF[task.kind].words.keys()),
        "lines": [{"code": code, "text": words} for code, words in lines(case, task).items()],
    }


def wrong(call: Call, task: Task) -> Iterator[Defect]:
    """Every line an approval leaves open or answers with no, and every answer to a line there is not, or that is answered already. What was decided
    before is not asked again."""
    known, checked = lines(call.case, task), call.body.checked or ()
    said = [one.line for one in call.body.unmet or ()]
    yield from (Defect("CHOICE_NOT_OFFERED", f"/checked/{n}") for n, code in enumerate(checked) if code not in known)
    for n, code in enumerate(said):
        if code not in known or code in checked or code in said[:n]:
            yield Defect("CHOICE_NOT_OFFERED", f"/unmet/{n}")
        elif call.body.decision in APPROVING and task.outcome is None:
            yield Defect("LINE_UNMET", f"/unmet/{n}", (("name", known[code]),))
    if call.body.decision in APPROVING and task.outcome is None:
        for code, words in known.items():
            if code not in checked and code not in said:
                yield Defect("LINE_OPEN", f"/checked/{code}", (("name", words),))


def answered(call: Call, task: Task) -> list[str]:
    """The words of the lines that are answered; of those that are not met also why."""
    yes = [words for code, words in lines(call.case, task).items() if code in (call.body.checked or ())]
    return yes + unmet(call, task)


def unmet(call: Call, task: Task) -> list[str]:
    """The words of the lines that are not met, and why, in the order of the checklist; then of those it does not have, by their code."""
    said, known = call.body.unmet or (), lines(call.case, task)
    order = {**known, **{one.line: one.line for one in said if one.line not in known}}
    return [
        text("LINE_NOT_MET", name=words, why=one.reason)
        for code, words in order.items()
        for one in said
        if one.line == code
    ]
