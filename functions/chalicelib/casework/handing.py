"""Handing out (出件): which papers went to whom, how and when; and what is still to be handed out.

A letter to one party alone is handed to that party, or to who comes for them, and to nobody else. A message says that there is something to collect; it hands nothing out.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from chalicelib import clock, messages
from chalicelib.errors import Contended
from chalicelib.records import casefile, ledger
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.changes import Name
from chalicelib.records.contents import Paper
from chalicelib.records.handouts import PAGE, HandOut, Parties

KIND = "results"  # of the entry in the ledger
WAITED_FOR = timedelta(days=30)  # after the end: then it is archived though something is left to hand out [assumption]
_RESTS_ON: tuple[Name, ...] = ("handed", "results", "deliveries", "people")  # what is left to hand out, and to whom


def of(case: CaseFile, key: str) -> list[Paper]:
    """The papers that party may be handed."""
    return [paper for paper in case.results if paper.is_for(key) and not paper.replaced]


def called(paper: Paper, among: Iterable[Paper]) -> str:
    """What people call it, told apart from the others of its kind `among` those of its case: 不予贷款决定书 · 致配偶, 核实事项告知书 · 第2份, 还款计划表 · 表格."""
    alike = [
        one.sha256 for one in among if (one.kind, one.party, one.is_table) == (paper.kind, paper.party, paper.is_table)
    ]
    number = 1 + alike.index(paper.sha256) if paper.sha256 in alike else 1
    told = [messages.text("PAPER_NUMBERED", number=number)] if number > 1 else []
    told += [messages.text("PAPER_TO", party=messages.whom(paper.party))] if paper.party else []
    told += [messages.text("PAPER_AS_TABLE")] if paper.is_table else []
    title = messages.text_or(messages.text("PAPER_OTHER"), f"PAPER_{paper.kind.upper()}")
    return title + "".join(told)


def new_to(case: CaseFile, key: str) -> list[Paper]:
    """Those of them this very party was not handed yet."""
    has = {sha256 for one in case.handed if one.person == key for sha256 in one.papers}
    return [paper for paper in of(case, key) if paper.sha256 not in has]


def owed(case: CaseFile, key: str) -> list[Paper]:
    """Those that are sent to that party: who asked for paper has not got it by having opened it online."""
    parties = Parties(case.parties, case.deliveries)
    return [paper for paper in of(case, key) if not parties.has_got(key, paper, case.handed)]


def done(case: CaseFile, id: str) -> HandOut | None:
    """The hand-out that a request has made already."""
    return next((one for one in case.handed if one.id == id), None)


def record(case: CaseFile, one: HandOut, changes: Changes | None = None) -> None:
    """Writes down that it was handed out, with what else is to be written; where it was the last, the case leaves the list. A paper that came
    meanwhile, as papers of a running case do, is no reason to hand out nothing: the case stays listed then. Raises `Contended` where something was
    handed out meanwhile."""
    handed = [*case.handed, one]
    written = Changes(handed=handed) | (changes or Changes())
    if case.handing and not replace(case, handed=handed).unhanded:
        with suppress(Contended):
            casefile.amend(case, expect=_as_read(case), **written | Changes(handing=""))
            return
    casefile.amend(case, expect=Expect(unchanged=("handed",)), **written)


def _as_read(case: CaseFile) -> Expect:
    """What the list was left for still holds: an end that comes meanwhile has more handed out."""
    return Expect(status=(case.status,), unchanged=_RESTS_ON)


def note(case: CaseFile, one: HandOut, **more: str | None) -> None:
    """Has it stand in the ledger, once: whoever repeats what died in between looks first."""
    if done(case, one.id) and any(entry.get("handout") == one.id for entry in ledger.entries(case.id)):
        return
    _in_ledger(case, one, **more)


def _in_ledger(case: CaseFile, one: HandOut, **more: str | None) -> None:
    said = {
        "kind": KIND, "handout": one.id, "subject": one.person, "party": one.party, "how": one.how, "papers": list(one.papers),
        "operator": one.by, "agent": one.agent, "tracking": one.tracking,
    }  # fmt: skip
    ledger.append(case.id, {**said, **more})


def by_page(case: CaseFile, key: str, party: str, paper: Paper) -> None:
    """A party opens a paper of theirs, which stands in the ledger each time; the first is when it was handed to them. Of others' papers nothing is
    written. Raises `Contended`."""
    if not paper.is_for(key):
        return
    one = HandOut(f"page.{key}.{paper.sha256[:16]}", key, party, PAGE, clock.stamp(), [paper.sha256])
    _in_ledger(case, one)
    if paper in new_to(case, key):
        record(case, one)


def in_step(case: CaseFile) -> bool:
    """Takes an ended case out of the list that a race has left in it, all being handed out; False where there was nothing to do."""
    over = bool(case.handing) and not case.unhanded
    if over:
        casefile.amend(case, expect=_as_read(case), handing="")
    return over


def waits(case: CaseFile) -> timedelta | None:
    """For how long its archiving is to wait yet for something to be handed out; None where it is not."""
    if not (case.handing and case.ended_at):
        return None
    rest = clock.parsed(case.ended_at) + WAITED_FOR - clock.now()
    return rest if rest > timedelta(0) else None
