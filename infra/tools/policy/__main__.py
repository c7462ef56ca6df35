"""python -m infra.tools.policy: checks the policy and shows what holds. `make policy` in docs/policy.md says how it is used.

--centre 620100 [--on 2026-03-02]        everything that holds
… --and 2026-01-01 | --and 620200        the difference to another day, or to another centre
--policy folder                          of a proposal; alone: what it would change today, centre by centre
--write                                  registers what is new and writes compiled.json (make render)
--watch                                  what begins or ends soon, what has no successor, what was last looked at when
--learnt "reason" --by who               the same, with law that began before we learnt of it, today
--enact "reason"                         the same, though it corrects what was in force
"""

import argparse
import signal
import sys
from datetime import date
from pathlib import Path

from rich.console import Console

from chalicelib import clock
from chalicelib.casework import horizon
from chalicelib.domain.policy import NoPolicy
from chalicelib.policy import Book, shipped
from infra.simulators import travel
from infra.tools.policy import (
    COMPILED,
    DATA,
    ENACTED,
    Inconsistent,
    book,
    checked,
    compiling,
    enact,
    register,
    showing,
    watching,
)
from infra.tools.policy.reading import Data

_BACKWARDS = (
    'law learnt late says `learnt` and the day: make policy LEARNT="reason" BY=who',
    'to correct what was in force: make policy ENACT="reason" BY=who',
)


def main(arguments: list[str] | None = None) -> None:
    """Does what the command line asks; prints every problem and exits 1 where there are any."""
    asked = _arguments().parse_args(arguments)
    try:
        if asked.write or asked.enact or asked.learnt:
            enact(reason=asked.learnt or asked.enact, by=asked.by, late=bool(asked.learnt))
        _show(asked, Console())
        _warn(asked.on)
    except (Inconsistent, NoPolicy) as problems:
        sys.exit(str(problems))


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.tools.policy")
    parser.add_argument("--centre", default="")
    parser.add_argument("--on", type=travel.day, default=clock.today())
    parser.add_argument("--and", dest="other", default="")
    parser.add_argument("--policy", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--watch", action="store_true")
    parser.add_argument("--learnt", default="", metavar="REASON")
    parser.add_argument("--by", default="", metavar="WHO")
    parser.add_argument("--enact", default="", metavar="REASON")
    return parser


def _show(asked: argparse.Namespace, console: Console) -> None:
    found = book(asked.policy) if asked.policy else _present()
    name = f"{asked.policy.name}: " if asked.policy else ""
    if asked.watch:
        _watch(checked(DATA, *([asked.policy] if asked.policy else [])), found, asked, console)
    elif asked.other:
        one, other = (found, asked.centre, asked.on), _other(found, asked)
        rows = showing.differing(one, other)
        title = f"{name}{asked.centre} {asked.on} → {other[1]} {other[2]}：{len(rows)} 处不同"
        showing.show(console, title, showing.DIFFERING, rows)
    elif asked.centre:
        rows = showing.holding(found, asked.centre, asked.on)
        title = f"{name}{found.serving(asked.centre)} {found.centres()[found.serving(asked.centre)]}（{asked.on}）"
        showing.show(console, title, showing.HOLDING, rows)
    elif asked.policy:
        _proposal(_present(), found, asked, console)
    else:
        print("\n".join((*showing.summary(found, asked.on), *watching.marks(checked(DATA), found, asked.on))))


def _watch(data: Data, found: Book, asked: argparse.Namespace, console: Console) -> None:
    on, of = asked.on, {"全省", found.serving(asked.centre)} if asked.centre else set()
    rows = [row for row in watching.changing(data, on) if not of or row[2] in of]
    showing.show(console, f"{on} 起 {watching.AHEAD.days} 天内", watching.CHANGING, rows)
    print("\n".join((*watching.superseding(data, on), *watching.lacking(data, found, on))))
    showing.show(console, "依据，最久未核对的在前", watching.SEEN, watching.seen(data, on))


def _warn(on: date) -> None:
    known = horizon.days_known(shipped(), on)
    if known < horizon.WARN_BELOW:
        print(
            f"工作日只知道今后 {known} 天：请登记下一年的安排（docs/policy.md）",
            file=sys.stderr,
        )


def _present() -> Book:
    """The shipped policy, checked with the register; what is not compiled yet is said."""
    data, records = checked(DATA), register.read(ENACTED)
    if wrong := list(register.problems(data, records, clock.today())):
        raise Inconsistent("\n".join([*wrong, *_BACKWARDS]))
    if register.missing(data, records) or COMPILED.read_text(encoding="utf-8") != compiling.text(data):
        print("compiled.json is older than the YAML: make render", file=sys.stderr)
    return Book(compiling.compiled(data))


def _other(found: Book, asked: argparse.Namespace) -> tuple[Book, str, date]:
    if not asked.centre:
        sys.exit("AND= compares a centre: name it with CENTRE=")
    if asked.other.isdecimal():
        return found, asked.other, asked.on
    try:
        return found, asked.centre, date.fromisoformat(asked.other)
    except ValueError:
        sys.exit(f"{asked.other}: neither a day such as 2026-01-01 nor a centre such as 620200")


def _proposal(present: Book, proposed: Book, asked: argparse.Namespace, console: Console) -> None:
    told = 0
    for centre in proposed.centres():
        if centre in present.centres():
            rows = showing.differing((present, centre, asked.on), (proposed, centre, asked.on))
        else:
            rows = [
                (name, called, "—", value) for name, called, value, *_ in showing.holding(proposed, centre, asked.on)
            ]
        if rows:
            told += 1
            showing.show(console, f"{centre}（{asked.on}）：{len(rows)} 处不同", showing.DIFFERING, rows)
    if not told:
        print(f"{asked.policy}：{asked.on} 与现行政策没有不同")


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # whoever reads only the head has read enough
    main()
