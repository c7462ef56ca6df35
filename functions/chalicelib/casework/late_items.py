"""What a later round may name (一次告知): only what could not be told before. Anything else a supervisor has to answer for, with a reason.

Could not be told before is what rests on an answer or a person's word that came since the last notice, or on what the parties have
changed or brought since. Then it says so (`NEW_AFTER_CORRECTION`); what a supervisor lets through says that too (`NAMED_LATE`).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.domain.checks.declared import CHECKS
from chalicelib.domain.checks.finding import REVIEWER, key_of
from chalicelib.domain.checks.papers import PAPER, is_paper, subject_of
from chalicelib.domain.form.application import upload_of
from chalicelib.errors import PreconditionFailed
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Notice

LATE = "NOTICE_LATE"  # STOP_…
_NEW, _LET_THROUGH = "NEW_AFTER_CORRECTION", "NAMED_LATE"


def explained(case: CaseFile, earlier: Sequence[Notice], defects: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The defects of a round after those notices, each that was not told before with why it comes late. Raises `PreconditionFailed`, for a
    supervisor to decide, where one could have been told and nobody has answered for it."""
    late = could_be_told(case, earlier, defects)
    if late and not _let_through(case, earlier[-1]):
        raise PreconditionFailed(f"collate: {len(late)} items could have been told before", LATE)
    return marked(case, earlier, defects)


def could_be_told(case: CaseFile, earlier: Sequence[Notice], defects: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of the defects that no notice has named yet and one could have."""
    return [one for one in _new(earlier, defects) if _could_be_told(case, earlier[-1], one)]


def marked(case: CaseFile, earlier: Sequence[Notice], defects: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The defects, each that comes late with why: a supervisor has answered for what could have been told."""
    new, late = _new(earlier, defects), could_be_told(case, earlier, defects)
    why = {id(one): _NEW for one in new} | {id(one): _LET_THROUGH for one in late}
    return [{**one, "why": why[id(one)]} if id(one) in why else one for one in defects]


def _new(earlier: Sequence[Notice], defects: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was not told before; what a reviewer asks is another question each time."""
    told = {(one["code"], one["where"]) for notice in earlier for one in notice.defects}
    return [one for one in defects if earlier and (one["check"] == REVIEWER or (one["code"], one["where"]) not in told)]


def _could_be_told(case: CaseFile, last: Notice, defect: Mapping[str, Any]) -> bool:
    check, where = defect["check"], defect["where"]
    if check == REVIEWER:
        return not _is_new_of(case, last, where)
    if _changed(case, "files"):
        return False
    if check in CHECKS:  # an answer to another form is another answer
        key = key_of(check, where)
        known = [said[key].at for said in (case.answers, case.rulings) if key in said]
        return bool(known) and max(known) <= last.issued_at
    since = [one.at for said in (case.answers, case.rulings) for one in said.values()]
    return not _changed(case, "form") and not any(at > last.issued_at for at in since)


def _is_new_of(case: CaseFile, last: Notice, where: str) -> bool:
    """Whether anything of that very place came since the last notice: what was said to it or changed for it there, a paper, an answer, a ruling; of the
    case at all where an earlier release kept no proof of what was sent."""
    if len(case.sent) < 2:
        return True
    if case.replied(last.round) and where in [one["where"] for one in last.defects]:
        return True
    since = [key for said in (case.answers, case.rulings) for key, one in said.items() if one.at > last.issued_at]
    if is_paper(where):
        material, person = upload_of(where)
        files = [one for one in case.documents.values() if (one.material, one.person or "") == (material, person)]
        return key_of(PAPER, subject_of(where)) in since or any(one.at > last.issued_at for one in files)
    own_form = not last.asked and _changed(case, "form")  # which part of it nobody kept
    return own_form or any(key.partition(".")[2] == where for key in since)


def _changed(case: CaseFile, what: str) -> bool:
    """Whether the parties' form, or files, as last sent are others than before; where an earlier release kept no proof, they may be."""
    sent = [one.get(what) for one in case.sent[-2:]]
    return len(sent) < 2 or sent[0] != sent[1]


def _let_through(case: CaseFile, last: Notice) -> bool:
    """A supervisor has had it tried again since it stopped on that, knowing why, and has said why."""
    stop = case.stopped
    if stop is None or LATE not in stop.codes or stop.at < last.issued_at:
        return False
    return any(one.level == "attend" and one.decision == "retry" and one.at > stop.at for one in case.reviews)
