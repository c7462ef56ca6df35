"""The archive package (电子档案包) of a case that has ended: its folder in the archive, with a manifest (归档清单) that names every file by hash.

Its files are what was issued, as it was sealed; what was brought, as it was inspected; and the record, in which all that is personal is
sealed under the key of the case, as it is in the store. The manifest holds codes, days and hashes alone. It is written last and once, and
stands in the ledger of the case with its own hash. Whatever is made again on the way is given what was made first. What is handed out
afterwards has the case archived once more, in a place beside the first: nothing of an earlier package changes.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from chalicelib import clock, policy
from chalicelib.casework import handing, timeline
from chalicelib.domain.status import Status
from chalicelib.records import archive, casefile, filing, ledger
from chalicelib.records.casefile import CaseFile, Expect
from chalicelib.records.changes import Name
from chalicelib.records.contents import Package
from chalicelib.records.presences import SIGNED_FORM

FORMAT = "anju-archive/1"
MANIFEST, RECORD, TIMELINE = "package/manifest.json", "package/record.json", "package/timeline.json"


_HELD: tuple[Name, ...] = (
    "handed",
    "results",
    "appeals",
    "deliveries",
)  # of an item: what a package has to hold as it stands


class Lacking(Exception):
    """Files the record names are not where they should be, or not what it says; tells how many of which sort, never which."""


class Filed(NamedTuple):
    """One file of a package as the record knows it."""

    sha256: str
    what: str  # paper, upload or scan
    named: Mapping[str, str]  # what else the manifest says of it
    document: str = ""  # of what was brought: its id, and which version of it
    version: str | None = None


def is_due(case: CaseFile) -> bool:
    """Whether it has to be archived yet, or once more: what was never handed in is no file of a centre."""
    return case.ended and case.is_submitted and not case.is_archived


def make(case: CaseFile) -> Package:
    """Archives a case that has ended, and writes down that it is. Safe to repeat, and to stop anywhere. Raises `Lacking`, `Contended`."""
    kept, until = _retention(case)
    files, chain = _files(case), ledger.places(case.id)
    number, record = _recorded(case, {**casefile.whole(case.id), "ledger": chain})
    _written(case, placed(TIMELINE, number), timeline.in_words(timeline.lines(case)))
    there = archive.listed(case.id)
    there.pop(archive.folder(case.id) + placed(MANIFEST, number), None)  # of an earlier try
    held = json.loads(record.content)["ledger"]  # which may have known less of it
    manifest = {
        "format": FORMAT,
        **_about(case),
        "key": case.key,
        "retention": kept,
        "ledger": {"places": len(held), "hash": held[-1]["hash"] if held else ""},
        "files": _listed(case, files, there),
    }
    written = _written(case, placed(MANIFEST, number), manifest)
    for key in (*there, written.key):
        archive.retain(key, until)
    if not any(f'"sha256": "{written.sha256}"' in place["body"] for place in chain):
        ledger.append(case.id, {"kind": archive.KIND, "asked_by": "sweep", "sha256": written.sha256})
    until_day = json.loads(written.content)["retention"]["until"]
    package = Package(written.key, written.sha256, clock.stamp(), until_day, len(case.handed))
    told = casefile.event("ARCHIVED", str(number) if number > 1 else "", until=package.until)
    casefile.amend(case, told, expect=Expect(unchanged=("package", *_HELD)), package=package)
    return package


def placed(path: str, number: int) -> str:
    """Where a file lies of a case's first, second or later package."""
    return path if number == 1 else path.replace("/", f"/{number}/", 1)


def _recorded(case: CaseFile, whole: Mapping[str, Any]) -> tuple[int, archive.Kept]:
    """Which package this is, and its record: what an earlier try has put there, unless more was handed out, or was objected to, since, which it lacks."""
    for number in count(1):
        kept = _written(case, placed(RECORD, number), whole)
        item, now = json.loads(kept.content)["item"], whole["item"]
        if all(item.get(name) == now.get(name) for name in _HELD):
            return number, kept
    raise AssertionError


def canonical(value: Any) -> bytes:
    """One text for one JSON value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _written(case: CaseFile, path: str, value: Any) -> archive.Kept:
    return archive.keep_first(case.id, path, canonical(value), archive.JSON)


def named(case: CaseFile) -> dict[str, Filed]:
    """Every file the record names, by its path in the folder of the case."""
    return {**dict(_issued(case)), **dict(_brought(case))}


def _files(case: CaseFile) -> dict[str, Filed]:
    """The same, all of them in the folder: uploads are brought there."""
    there = {key.removeprefix(archive.folder(case.id)) for key in archive.listed(case.id)}
    files = named(case)
    absent = [
        one
        for path, one in files.items()
        if path not in there and not (one.document and filing.take_over(case.id, one.document, path, one.version))
    ]
    if absent:
        issued = sum(not one.document for one in absent)
        raise Lacking(f"{issued} papers and {len(absent) - issued} uploads")
    return files


def _issued(case: CaseFile) -> Iterator[tuple[str, Filed]]:
    """The papers of a case: results and notices, the contract, authorisations."""
    folder, contract = archive.folder(case.id), [case.contract.paper] if case.contract else []
    papers = [(one.key, one.sha256, one.name) for one in (*case.results, *contract)]
    papers += [
        (one["paper"]["key"], one["paper"]["sha256"], one["paper"]["name"]) for one in case.consents if "paper" in one
    ]
    for key, sha256, name in papers:
        yield key.removeprefix(folder), Filed(sha256, "paper", {"name": name})


def _brought(case: CaseFile) -> Iterator[tuple[str, Filed]]:
    """What was uploaded and has passed inspection; the scans of forms signed by hand."""
    for id, one in case.documents.items():
        if one.state == "verified":
            named = {"material": one.material, "type": one.content_type}
            yield f"uploads/{id}", Filed(one.kept or one.sha256, "upload", named, id, one.version)
    for form in case.presences:
        if form.method == SIGNED_FORM:
            yield f"uploads/{form.id}", Filed(form.evidence, "scan", {"act": form.act or ""}, form.id, form.version)
    for given in case.handed:  # what was signed for on paper
        if paper := given.signed.get("document"):
            said = Filed(given.signed["sha256"], "scan", {"act": handing.KIND}, paper, given.signed.get("version"))
            yield f"uploads/{paper}", said


def _listed(case: CaseFile, files: Mapping[str, Filed], there: Mapping[str, int]) -> list[dict[str, Any]]:
    """Every file in the folder, by the hash of what is there. Raises `Lacking` where that is not what the record says."""
    listed, changed = [], 0
    for key, size in sorted(there.items()):
        path, sha256 = key.removeprefix(archive.folder(case.id)), archive.digest(key)
        one = files.get(path) or Filed(sha256, _sort(path), {})
        changed += one.sha256 != sha256
        listed.append({"path": path, "bytes": size, "sha256": sha256, "what": one.what, **one.named})
    if changed:
        raise Lacking(f"{changed} changed")
    return listed


def _sort(path: str) -> str:
    """What a file is that the record does not name: of a package, or printed on the way."""
    return PurePosixPath(path).stem if path.startswith("package/") else "other"


def _about(case: CaseFile) -> dict[str, Any]:
    decided = case.decision or case.grounds
    days = {"received_on": case.received_on, "accepted_on": case.accepted_on}
    return {
        "case": case.id, "number": case.number, "centre": case.centre, "centre_name": policy.centres()[case.centre],
        "kind": case.application.kind, "channel": case.channel, "status": case.status, "opened_at": case.opened_at,
        "submitted_at": case.submitted_at, "ended_at": case.ended_at,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "decision": {name: decided[name] for name in ("decided_on", "policy_version", "inputs_hash")} if decided else None,
    }  # fmt: skip


def _retention(case: CaseFile) -> tuple[dict[str, Any], date]:
    """How long it is kept by the centre's policy of today, with its mark, as the manifest says it; and the last day of that."""
    today, sort = clock.today(), "loan" if case.status is Status.DISBURSED else "other"
    rules, rule = policy.in_force(case.centre, today), f"retention.{sort}"
    said = rules.retention[sort]
    ends = case.mortgage.ends if case.mortgage and said["after"] == "term_end" else ""
    since = max(today, date.fromisoformat(ends)) if ends else today
    until = _years_after(since, said["years"])
    if case.package:  # what is locked is not told to be kept shorter
        until = max(until, date.fromisoformat(case.package.until))
    about = {"rule": rule, **said, "since": since.isoformat(), "until": until.isoformat()}
    return {**about, "verified": rule in rules.confirmed, "source": rules.sources[rule]}, until


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, month=3, day=1)
