"""The command: replay what is stored, then compare it with a proposal. Exits 0, 1 where a stored decision does not match or a task was
not opened, 2 where it cannot begin."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from chalicelib import policy
from chalicelib.whatif import report
from chalicelib.whatif.comparing import compared
from chalicelib.whatif.late import affected
from chalicelib.whatif.late_letters import misled, told_wrong
from chalicelib.whatif.proposal import Proposal
from infra.local import display
from infra.local.reach import Unreachable, reached
from infra.simulators import travel
from infra.tools.whatif import cases, looking, proposing, showing


def main(arguments: Sequence[str] | None = None, console: Console | None = None) -> int:
    """Returns the exit code."""
    asked = _arguments(arguments)
    travel.depart(asked.at)
    shown = console or display.console()
    try:
        proposed = proposing.read(asked.policy, asked.on) if asked.policy else None
    except proposing.Unusable as unusable:
        shown.print(f"[red]方案不能采用：[/red]\n{escape(str(unusable))}", soft_wrap=True, highlight=False)
        return 2
    try:
        return _told(asked, proposed, shown)
    except Unreachable as unreachable:
        shown.print(f"{unreachable} 没有正在运行的本地环境：先在另一个终端 make run", soft_wrap=True, highlight=False)
        return 2


def _told(asked: argparse.Namespace, proposed: Proposal | None, shown: Console) -> int:
    with _case_store(asked, shown):
        decisions = list(cases.every())
        late = list(affected(decisions, policy.shipped(), asked.learnt)) if asked.learnt else []
        told = list(told_wrong(cases.undecided(), policy.shipped(), asked.learnt)) if asked.learnt else []
        ends = list(misled(cases.ended(), policy.shipped(), asked.learnt)) if asked.learnt else []
        found = looking.again(late, told, ends) if asked.tasks else {}
        opened, missed = looking.opened(found, asked.learnt)
    rows = [compared(one, *proposed.sides(one.centre), proposed.on) for one in decisions] if proposed else []
    showing.replayed(shown, decisions)
    if proposed:
        showing.compared(shown, proposed, rows)
    if asked.learnt:
        showing.late(shown, asked.learnt, late, told, ends, opened)
    for case in missed:
        shown.print(
            f"[red]{case} 的待办没有开出来（写入时被打断），请再运行一次[/red]", soft_wrap=True, highlight=False
        )
    if asked.json:
        whole = report.whole(decisions, proposed, rows)
        asked.json.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return 0 if all(one.replay.outcome == "same" for one in decisions) and not missed else 1


@contextmanager
def _case_store(asked: argparse.Namespace, console: Console) -> Iterator[None]:
    if asked.running:
        with reached(asked.running):
            yield
    elif asked.local:
        from infra.tools.whatif.province import filled  # the local stack takes two seconds to import

        with filled(console, travelling=bool(asked.at)):
            yield
    else:
        yield


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.tools.whatif", description=__doc__)
    parser.add_argument(
        "--policy", type=Path, help="folder of the proposal; without it stored decisions are only replayed"
    )
    parser.add_argument("--on", type=travel.day, help="compare as of this day; else the day its newest figure begins")
    parser.add_argument("--learnt", type=travel.day, help="list what was decided before law learnt of that day")
    parser.add_argument("--tasks", action="store_true", help="with --learnt: open a person's task for each of them")
    parser.add_argument("--json", type=Path, help="write the report to this file")
    parser.add_argument("--at", type=travel.moment, help="as if it were then, such as 2027-03-15T09:30")
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--local", action="store_true", help="stand the local stack up and fill it first")
    whose.add_argument("--running", metavar="URL", help="the cases of the local stack that runs there (make run)")
    asked = parser.parse_args(given)
    if asked.running and not asked.running.startswith(("http://", "https://")):
        parser.error(f"--running {asked.running}：请写 make run 显示的地址，如 http://127.0.0.1:8000")
    return asked


if __name__ == "__main__":
    sys.exit(main())
