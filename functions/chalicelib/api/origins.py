"""Where values come from (数据来源): what sources told before submission, beside what the form states."""

from typing import Any

from chalicelib.api import form_masks
from chalicelib.casework import prefill
from chalicelib.casework.prefill import Compared
from chalicelib.domain.form.prefill import PERSON
from chalicelib.messages import text
from chalicelib.records.casefile import CaseFile
from chalicelib.trust.masking import MARK


def origin(one: Compared) -> dict[str, Any]:
    """One field's source and time, without any value."""
    agency = text(f"AGENCY_{one.source.upper()}")
    return {"field": one.place, "source": one.source, "source_text": agency, "at": one.at, "same": one.same}


def stated_and_known(case: CaseFile) -> list[dict[str, Any]]:
    """Every such field as stated and as the source told it, masked as the form is."""
    return [
        {**origin(one), "stated": _masked(one.path, one.stated), "known": _masked(one.path, one.known)}
        for one in prefill.compared(case)
    ]


def _masked(path: str, value: Any) -> Any:
    first, *way = path.split(".")
    part: Any = value
    for name in reversed(way):
        part = {name: part}
    form = {"people": [part]} if first == PERSON else {first: part}
    seen: Any = form_masks.masked(form)
    seen = seen["people"][0] if first == PERSON else seen[first]
    for name in way:
        seen = seen[name]
    return MARK if isinstance(seen, list) else seen  # of children everything is hidden
