"""`make archive-verify`: looks at archive packages again. Exits 0, 1 where one is not what was archived, 2 where there is none to look at."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from chalicelib import settings
from chalicelib.records import archive, ledger
from infra.local import display
from infra.tools.archive.checking import CHANGED, EXTRA, MISSING, SAME, UNBOUND, Row, checked

_STATES = {
    SAME: "[green]一致[/green]",
    MISSING: "[red]缺失[/red]",
    EXTRA: "[red]清单外[/red]",
    CHANGED: "[red]已改动[/red]",
    UNBOUND: "[yellow]未与留痕核对[/yellow]",
}
_SORTS = {
    "manifest": "归档清单", "record": "案卷", "timeline": "办理过程", "paper": "文书", "upload": "申请材料", "scan": "签字表单",
    "other": "过程文件", "ledger": "数据使用留痕", "parts": "案卷", "": "—",
}  # fmt: skip


def main(arguments: Sequence[str] | None = None, console: Console | None = None) -> int:
    """Returns the exit code."""
    asked, shown = _arguments(arguments), console or display.console()
    if asked.folder:
        found = {asked.folder.name: of_folder(asked.folder, asked.sha256)}
    elif asked.local:
        from infra.tools.archive.local import archived  # the local stack takes two seconds to import

        with archived(shown) as cases:
            found = {case: of_case(case) for case in cases if asked.case in (None, case)}
    else:
        settings.told |= {"ANJU_BUCKET_ARCHIVE": asked.bucket, "ANJU_TABLE_LEDGER": asked.ledger}
        found = {asked.case: of_case(asked.case)}
    for name, rows in found.items():
        _show(shown, name, rows)
    wrong = [name for name, rows in found.items() if any(row.is_wrong for row in rows)]
    shown.print(f"\n共核对档案包 {len(found)} 个，{len(found) - len(wrong)} 个与归档时一致", highlight=False)
    return 1 if wrong else 0 if found else 2


def of_case(case: str) -> list[Row]:
    """The packages of a case where they lie, by the hashes that stand in the ledger."""
    folder = archive.folder(case)
    entries = {one["sha256"] for one in ledger.entries(case) if one.get("kind") == archive.KIND}
    paths = [key.removeprefix(folder) for key in archive.listed(case)]
    return checked(paths, lambda path: archive.read(f"{folder}{path}"), entries or None)


def of_folder(folder: Path, bound: Sequence[str] | None) -> list[Row]:
    """A folder somebody has downloaded; the hashes of its manifests have to come from elsewhere."""
    paths = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    return checked(paths, lambda path: (folder / path).read_bytes(), bound)


def _show(console: Console, name: str, rows: Sequence[Row]) -> None:
    table = Table("文件", "类别", "字节", "核对结果", title=f"档案包 {escape(name)}", title_justify="left")
    for row in rows:
        size = f"{row.bytes:,}" if row.bytes else ""
        table.add_row(escape(row.path), _SORTS.get(row.what, row.what), size, _STATES[row.state])
    console.print(table)


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.tools.archive", description=__doc__)
    parser.add_argument("--case", help="the id of one case")
    parser.add_argument("--folder", type=Path, help="the downloaded folder of one case")
    parser.add_argument(
        "--sha256", action="append", help="with --folder: what the ledger says its manifest is; once for each it names"
    )
    parser.add_argument("--bucket", help="the archive bucket of a deployed stack; with --case and --ledger")
    parser.add_argument("--ledger", help="its table of the ledger")
    parser.add_argument(
        "--local", action="store_true", help="stand the local stack up, play the samples and archive them first"
    )
    asked = parser.parse_args(given)
    if not (asked.folder or asked.local or (asked.bucket and asked.ledger and asked.case)):
        parser.error("say --folder, or --local, or --bucket with --ledger and --case")
    return asked


if __name__ == "__main__":
    sys.exit(main())
