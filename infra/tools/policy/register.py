"""The register of what is enacted (已生效登记): nobody changes afterwards what has been in force.

enacted.json records of every entry the digest of its value, its end, and the day it was recorded. What has not begun may
still be changed or dropped; what has begun stays as it is. Its source and its verified flag are no part of that: to confirm
a figure does not change it. Law that had begun before we learnt of it is a new entry that says so (`learnt`, the day it is registered)
and is recorded with the reason, who entered it and its source. A correction of what was in force needs a reason and who it is by, recorded with it.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from infra.tools.policy.compiling import plain
from infra.tools.policy.reading import Data, Entry

Key = tuple[str, str, str]  # scope, name, from
Record = dict[
    str, str
]  # scope, name, from, until, digest (empty: taken back), recorded, reason, by; of law learnt late also learnt, source
Records = Mapping[Key, Record]


def read(file: Path) -> Records:
    """What is registered; nothing where there is no register yet."""
    found: list[Record] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    return {(record["scope"], record["name"], record["from"]): record for record in found}


def text(records: Records) -> str:
    """The register as it is stored: one record a line, so that a change of it shows as such."""
    lines = ",\n".join(json.dumps(records[key], ensure_ascii=False) for key in sorted(records))
    return f"[\n{lines}\n]\n"


def problems(data: Data, records: Records, today: date, *, late: bool = False) -> Iterator[str]:
    """Everything in which a policy is not what has been in force up to today; `late`: but for what was learnt today."""
    entries = _by_key(data)
    for key in sorted(entries.keys() | records.keys()):
        entry, record = entries.get(key), records.get(key)
        if late and _is_late(entry, record, today):
            continue
        if key[2] <= today.isoformat() and (what := _wrong(entry, record, today)):
            yield f"{': '.join(key)}: {what}"


def moved(data: Data, records: Records) -> Iterator[str]:
    """Entries that say they were learnt of on another day than the register does: no correction may say so either."""
    for key, entry in _by_key(data).items() if records else ():  # the first registration takes what is said
        if what := _moved(entry, records.get(key)):
            yield f"{': '.join(key)}: {what}"


def missing(data: Data, records: Records) -> list[str]:
    """What is in the policy or in the register only, or not the same in both: to be registered when compiled."""
    current = {key: (_digest(entry), _end(entry)) for key, entry in _by_key(data).items()}
    known = {key: (record["digest"], record["until"]) for key, record in records.items() if record["digest"]}
    return [": ".join(key) for key in sorted(current.keys() | known.keys()) if current.get(key) != known.get(key)]


def renewed(data: Data, records: Records, today: date, reason: str = "", by: str = "") -> Records:
    """The register with everything that is new; `reason` and who it is `by` stand with what begins or is corrected backwards, and only there;
    with law learnt late so does its source."""
    entries, found = _by_key(data), {}
    for key in entries.keys() | records.keys():
        entry, record = entries.get(key), records.get(key)
        begun = key[2] <= today.isoformat()
        if entry and record and (record["digest"], record["until"]) == (_digest(entry), _end(entry)):
            found[key] = record
        elif entry or begun:
            backdated = begun and _wrong(entry, record, today)
            found[key] = _record(key, entry, today, reason if backdated else (record or {}).get("reason", ""))
            if by and backdated:
                late = entry is not None and _is_late(entry, record, today)
                found[key] |= {"by": by, **({"source": entry.source} if late and entry else {})}
        if not entry and record and not record["digest"]:
            found[key] = record  # taken back before, and recorded as such then
    return found


def _by_key(data: Data) -> dict[Key, Entry]:
    return {(entry.scope, entry.name, entry.begins.isoformat()): entry for entry in data.entries()}


def _is_late(entry: Entry | None, record: Record | None, today: date) -> bool:
    """New in the register, and learnt of today: what is in it already stays as it was."""
    return entry is not None and record is None and entry.learnt == today


def _wrong(entry: Entry | None, record: Record | None, today: date) -> str:
    recorded = record if record and record["digest"] else None
    if entry is None:
        return "was in force and is gone" if recorded else ""
    if recorded is None:
        return "begins no later than today and was not registered before: backdated"
    if moved := _moved(entry, recorded):
        return moved
    if recorded["digest"] != _digest(entry):
        return "was in force and says something else now"
    if recorded["until"] != _end(entry) and min(filter(None, (recorded["until"], _end(entry)))) < today.isoformat():
        return (
            f"its end was {recorded['until'] or 'open'} and is {_end(entry) or 'open'} now: changes days that are over"
        )
    return ""


def _moved(entry: Entry, recorded: Record | None) -> str:
    """When it was learnt of is when it was registered as such, and nothing was learnt late that nobody has answered for."""
    learnt = (recorded or {}).get("learnt", "")
    if _learnt(entry) == learnt:
        return ""
    return f"was learnt of on {learnt}, says the register" if learnt else "was not entered as law learnt late (LEARNT=)"


def _learnt(entry: Entry) -> str:
    return entry.learnt.isoformat() if entry.learnt else ""


def _record(key: Key, entry: Entry | None, today: date, reason: str) -> Record:
    names = dict(zip(("scope", "name", "from"), key, strict=True))
    said = {"until": _end(entry) if entry else "", "digest": _digest(entry) if entry else ""}
    more = {"learnt": _learnt(entry) if entry else "", "reason": reason}
    return {**names, **said, "recorded": today.isoformat(), **{name: value for name, value in more.items() if value}}


def _digest(entry: Entry) -> str:
    whole = json.dumps(plain(entry.value), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _end(entry: Entry) -> str:
    return entry.until.isoformat() if entry.until else ""
