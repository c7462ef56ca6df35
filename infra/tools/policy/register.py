"""The register of what is enacted (已生效登记): nobody changes afterwards what has been in force.

enacted.json records of every entry the digest of its value, its end, how it bounds others, and the day it was recorded. What has not begun may
still be changed or dropped; what has begun stays as it is. Its source and its verified flag are no part of that: to confirm
a figure does not change it. Law that had begun before we learnt of it is a new entry that says so (`learnt`, the day it is registered)
and is recorded with the reason, who entered it and its source. A correction of what was in force needs a reason and who it is by, recorded with it.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from infra.tools.policy.compiling import plain
from infra.tools.policy.reading import Data, Entry

Key = tuple[str, str, str, int]  # scope, name, from, which of those that begin then
# scope, name, from, until, digest (empty: taken back), bound, recorded, reason, by; of law learnt late also learnt, source.
Record = dict[str, str]
Records = Mapping[Key, Record]


def read(file: Path) -> Records:
    """What is registered; nothing where there is no register yet."""
    found: list[Record] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    return dict(_keyed((record["scope"], record["name"], record["from"], record) for record in found))


def text(records: Records) -> str:
    """The register as it is stored: one record a line, so that a change of it shows as such."""
    lines = ",\n".join(json.dumps(records[key], ensure_ascii=False) for key in sorted(records))
    return f"[\n{lines}\n]\n"


def problems(data: Data, records: Records, today: date, *, late: bool = False) -> Iterator[str]:
    """Everything in which a policy is not what has been in force up to today; `late`: but for what was learnt today."""
    entries = keyed(data)
    for key in sorted(entries.keys() | records.keys()):
        entry, record = entries.get(key), records.get(key)
        if late and _is_late(entry, record, today):
            continue
        begun = key[2] <= today.isoformat()
        said_learnt = entry is not None and entry.learnt is not None  # by nobody, and before that day, it is not
        if what := _wrong(entry, record, today) if begun else _moved(entry, record) if entry and said_learnt else "":
            yield f"{': '.join(key[:3])}: {what}"


def moved(data: Data, records: Records) -> Iterator[str]:
    """Entries that say they were learnt of on another day than the register does: no correction may say so either."""
    for key, entry in keyed(data).items() if records else ():  # the first registration takes what is said
        if what := _moved(entry, records.get(key)):
            yield f"{': '.join(key[:3])}: {what}"


def missing(data: Data, records: Records) -> list[str]:
    """What is in the policy or in the register only, or not the same in both: to be registered when compiled."""
    current = {key: _said(entry) for key, entry in keyed(data).items()}
    known = {key: _recorded(record) for key, record in records.items() if record["digest"]}
    return [": ".join(key[:3]) for key in sorted(current.keys() | known.keys()) if current.get(key) != known.get(key)]


def renewed(data: Data, records: Records, today: date, reason: str = "", by: str = "") -> Records:
    """The register with everything that is new; `reason` and who it is `by` stand with what begins or is corrected backwards, and only there;
    with law learnt late so does its source."""
    entries, found = keyed(data), {}
    for key in entries.keys() | records.keys():
        entry, record = entries.get(key), records.get(key)
        begun = key[2] <= today.isoformat()
        if entry and record and _recorded(record) == _said(entry):
            found[key] = record
        elif entry or begun:
            late = _is_late(entry, record, today)
            backdated = late or begun and _wrong(entry, record, today)
            found[key] = _record(key, entry, today, reason if backdated else (record or {}).get("reason", ""))
            if by and backdated:
                found[key] |= {"by": by, **({"source": entry.source} if late and entry else {})}
        if not entry and record and not record["digest"]:
            found[key] = record  # taken back before, and recorded as such then
    return found


def keyed(data: Data) -> dict[Key, Entry]:
    """Every entry of every scope by its place in the register."""
    return dict(_keyed((entry.scope, entry.name, entry.begins.isoformat(), entry) for entry in data.entries()))


def _keyed(rows: Iterable[tuple[str, str, str, Any]]) -> Iterator[tuple[Key, Any]]:
    seen: Counter[tuple[str, str, str]] = Counter()
    for scope, name, begins, what in rows:
        yield (scope, name, begins, seen[scope, name, begins]), what
        seen[scope, name, begins] += 1


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
    if _recorded(recorded)[2] != _bound(entry):
        return f"was in force and bounded others {_recorded(recorded)[2] or 'in nothing'}, now {_bound(entry) or 'in nothing'}"
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
    names = dict(zip(("scope", "name", "from"), key[:3], strict=True))
    said = {"until": _end(entry) if entry else "", "digest": _digest(entry) if entry else ""}
    more = {
        "bound": _bound(entry) if entry else "",
        "learnt": _learnt(entry) if entry else "",
        "reason": reason,
    }
    return {**names, **said, "recorded": today.isoformat(), **{name: value for name, value in more.items() if value}}


def _said(entry: Entry) -> tuple[str, str, str]:
    return _digest(entry), _end(entry), _bound(entry)


def _recorded(record: Record) -> tuple[str, str, str]:
    return record["digest"], record["until"], record.get("bound", "")


def _bound(entry: Entry) -> str:
    return json.dumps(entry.bound, sort_keys=True) if isinstance(entry.bound, dict) else entry.bound or ""


def _digest(entry: Entry) -> str:
    whole = json.dumps(plain(entry.value), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _end(entry: Entry) -> str:
    return entry.until.isoformat() if entry.until else ""
