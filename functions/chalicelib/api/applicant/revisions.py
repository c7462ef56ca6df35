"""Revisions of the form (表单版本) and its files: what is saved or handed in is what its sender has read, and nothing that came in
between."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any

from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Call
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Document

_TAG = re.compile(r'(W/)?"[!#-~]*"')  # RFC 9110: one entity tag, in quotes


def etag(revision: int) -> str:
    """A revision as an entity tag."""
    return f'"{revision}"'


def of_words(words: str) -> str:
    """The very words of a commitment that were shown, as a digest: others are another commitment."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def expected(call: Call) -> None:
    """428 without If-Match, 400 for one that is no entity tag, 412 when the case has moved on since."""
    if _given(call) != etag(call.case.revision):
        raise _mismatch("REVISION_MISMATCH", call)


def as_shown(call: Call) -> None:
    """For an act that binds: 428 and 400 as above; 409 when the form is not the one that was shown, with every place changed since."""
    given = _given(call)
    if given != etag(call.case.revision):
        places = [Defect("CHANGED_SINCE_SHOWN", place) for place in _changed_since(call.case, given)]
        raise _mismatch("CHANGED_MEANWHILE", call, places)


def corrected_otherwise(call: Call) -> Problem:
    """The refusal of what differs from what was handed in a moment ago."""
    return _mismatch("CHANGED_MEANWHILE", call)


def edited(case: CaseFile, form: Mapping[str, Any]) -> dict[str, int]:
    """Where the form has been changed since it was last handed in, and at which revision, once this form is saved."""
    return {**case.edited, **dict.fromkeys(_differences(case.form, form), case.revision + 1)}


def digest_of_files(files: Mapping[str, Document]) -> str:
    """SHA-256 over what the verified ones of these files are: each with its material, its party and its own SHA-256."""
    return digest({id: [one.material, one.person, one.sha256] for id, one in files.items() if one.state == "verified"})


def digest_of_replies(case: CaseFile) -> str:
    """SHA-256 over what was replied to the items of notices: each with its answer, its reason, and who wrote it."""
    said = case.replies.items()
    return digest({key: [one.answer, one.code, one.where, one.by, case.reason_for(key, one)] for key, one in said})


def digest(form: Mapping[str, Any]) -> str:
    """SHA-256 of a form, the same however it was put together."""
    return hashlib.sha256(json.dumps(form, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _given(call: Call) -> str:
    given = call.headers.get("if-match")
    if not given:
        raise Problem("REVISION_REQUIRED")
    if not _TAG.fullmatch(given):
        raise Problem("BAD_HEADER", [Defect("WRONG_FORMAT", "if-match")])
    return given.removeprefix("W/")


def _mismatch(code: str, call: Call, places: Iterable[Defect] = ()) -> Problem:
    """A refusal that says which revision there is now."""
    return Problem(code, places, headers={"ETag": etag(call.case.revision)})


def _changed_since(case: CaseFile, given: str) -> list[str]:
    revision = int(given.strip('"')) if given.strip('"').isdecimal() else 0
    return sorted(place for place, at in case.edited.items() if at > revision)


def _differences(before: Any, after: Any, place: str = "") -> Iterator[str]:
    """JSON pointers to what is not the same, down to the fields where both have them."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in {**before, **after}:
            yield from _differences(before.get(name), after.get(name), f"{place}/{name}")
    elif isinstance(before, list) and isinstance(after, list):
        for n, (one, other) in enumerate(zip_longest(before, after)):
            yield from _differences(one, other, f"{place}/{n}")
    elif before != after:
        yield place
