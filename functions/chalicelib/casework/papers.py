"""Papers (文书) of a case, made by a function of their own: only that one carries what prints and seals."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from chalicelib import aws, policy
from chalicelib.errors import PlatformUnavailable, PreconditionFailed, Unexpected
from chalicelib.records.case import CaseFile
from chalicelib.records.contents import Paper
from chalicelib.settings import setting
from chalicelib.tracing import log

if TYPE_CHECKING:  # the documents room is imported where papers are made: nobody else should pay for it
    from chalicelib.documents.values import Value


def made(case: CaseFile, name: str, value: "Value", party: str | None = None) -> Paper:
    """The paper of that name, printed, sealed by the centre and kept; asked for again with the same value it is the same file. `party`: whose
    alone it is.

    Raises `PlatformUnavailable` where asking again may help, `Unexpected` where the value cannot be printed.
    """
    told = _asked(case, name, value.KIND, values=_plain(value), **_short(case))
    return Paper(name, told["key"], told["sha256"], party)


def made_together(case: CaseFile, values: Mapping[str, "Value"]) -> list[Paper]:
    """Several papers in one question, by their names, each as `made` makes it. Raises as `made` does, and then may have kept some."""
    together = [{"name": name, "kind": value.KIND, "values": _plain(value)} for name, value in values.items()]
    name, value = next(iter(values.items()))
    told = _asked(case, name, value.KIND, papers=together, **_short(case))
    return [Paper(name, kept["key"], kept["sha256"]) for name, kept in zip(values, told["papers"], strict=True)]


def with_signatures(case: CaseFile, over: Paper, value: "Value", certificate: str) -> tuple[str, str]:
    """A kept paper with a page of signatures behind it, sealed by the centre, and a place for the seal of whoever has that certificate (PEM): its
    key, and the SHA-256 that has to be signed for that. Raises as `made` does."""
    signed = {"key": over.key, "sha256": over.sha256, "certificate": certificate}
    told = _asked(case, over.name, value.KIND, values=_plain(value), over=signed)
    return told["key"], told["digest"]


def countersigned(case: CaseFile, name: str, key: str, signature: bytes, certificates: Sequence[str]) -> Paper:
    """What `with_signatures` gave the key of, with that signature (CMS) in its place. Raises as `made` does, and `PreconditionFailed` where it
    is no signature over that file by one of these certificates (PEM)."""
    filled = {"key": key, "signature": b64encode(signature).decode(), "certificates": [*certificates]}
    told = _asked(case, name, "countersigned", fill=filled)
    return Paper(name, told["key"], told["sha256"])


def _plain(value: "Value") -> dict[str, Any]:
    from chalicelib.documents.values import plain

    return plain(value)


def _short(case: CaseFile) -> dict[str, str]:
    return {"short": policy.shipped().short(case.centre)}


def _asked(case: CaseFile, name: str, kind: str, **what: Any) -> dict[str, Any]:
    asked = {"case": case.id, "centre": case.centre, "trace": case.trace, "name": name, "kind": kind, **what}
    try:
        told: dict[str, Any] = aws.asked(setting("FUNCTION_PAPERS"), asked)
    except aws.Failed as failed:
        raise _as_ours(name, kind, failed.kind) from None
    return told


def _as_ours(name: str, kind: str, error: str) -> Exception:
    if error == Unexpected.__name__:
        return Unexpected("papers: Unexpected")
    if error == PreconditionFailed.__name__:  # there is one
        return PreconditionFailed("papers: the bank's seal does not hold", "BANK_SEAL_INVALID")
    if error != PlatformUnavailable.__name__:
        # Whatever else it ends of (time, memory, the runtime) is the platform's; it can no longer say so itself.
        log.line("WARNING", "platform unavailable", code=error, paper=name, kind=kind)
    return PlatformUnavailable("papers")
