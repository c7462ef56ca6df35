"""Papers (文书) of a case, made by a function of their own: only that one carries what prints and seals."""

from typing import TYPE_CHECKING

from chalicelib import aws
from chalicelib.errors import PlatformUnavailable, Unexpected
from chalicelib.records.case import CaseFile
from chalicelib.records.contents import Paper
from chalicelib.settings import setting
from chalicelib.tracing import log

if TYPE_CHECKING:  # the documents room is imported where papers are made: nobody else should pay for it
    from chalicelib.documents.values import Value


def made(case: CaseFile, name: str, value: "Value", party: str | None = None) -> Paper:
    """The paper of that name, printed and kept; asked for again with the same value it is the same file. `party`: whose alone it is.

    Raises `PlatformUnavailable` where asking again may help, `Unexpected` where the value cannot be printed.
    """
    from chalicelib.documents.values import plain

    asked = {"case": case.id, "trace": case.trace, "name": name, "kind": value.KIND, "values": plain(value)}
    try:
        told = aws.asked(setting("FUNCTION_PAPERS"), asked)
    except aws.Failed as failed:
        raise _as_ours(name, value.KIND, failed.kind) from None
    return Paper(name, told["key"], told["sha256"], party)


def _as_ours(name: str, kind: str, error: str) -> Exception:
    if error == Unexpected.__name__:
        return Unexpected("papers: Unexpected")
    if error != PlatformUnavailable.__name__:
        # Whatever else it ends of (time, memory, the runtime) is the platform's; it can no longer say so itself.
        log.line("WARNING", "platform unavailable", code=error, paper=name, kind=kind)
    return PlatformUnavailable("papers")
