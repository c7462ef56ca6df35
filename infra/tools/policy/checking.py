"""Whether a policy is consistent: every problem of it, each a line that says where, which figure, from when, and what."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from chalicelib.domain.form.identifiers import credit_code
from infra.tools.policy import bounding, references, shapes, sources, timeline
from infra.tools.policy.figures import FIGURES
from infra.tools.policy.reading import BASE, Data, Entry


def problems(data: Data) -> list[str]:
    """Every problem, none twice. What has not its shape is left out where it is looked at how things fit together."""
    ill_shaped = {id(entry): list(shapes.wrong(entry.name, entry.value)) for entry in data.entries()}
    found = [
        *data.problems,
        *_centres(data),
        *sources.problems(data),
        *(f"{entry}: {what}" for entry in data.entries() for what in ill_shaped[id(entry)]),
        *(line for figures in data.scopes.values() for dated in figures.values() for line in _overlaps(dated)),
        *_gaps(data),
        *bounding.problems(data),
        *_misfits(data, {key for key, wrong in ill_shaped.items() if wrong}),
    ]
    return list(dict.fromkeys(found))


def _centres(data: Data) -> Iterator[str]:
    served: dict[str, str] = {}
    for code, centre in data.centres.items():
        wrong = list(shapes.wrong_centre(centre))
        yield from (f"centres: {code}: {what}" for what in wrong)
        if not (isinstance(code, str) and len(code) == 6 and code.isdecimal()):
            yield f"centres: {code}: a centre has six digits, quoted"
        if not wrong:
            for division in (code, *centre["serves"]):
                if division in served:
                    yield f"centres: {code}: {division} is served by {served[division]} already"
                served[division] = code
            if problem := credit_code(centre["uscc"]):
                yield f"centres: {code}: uscc: {problem}"
    for scope in data.scopes:
        if scope != BASE and scope not in data.centres:
            yield f"{scope}: no such centre"


def _overlaps(dated: list[Entry]) -> Iterator[str]:
    for entry in dated:
        if entry.until and entry.until < entry.begins:
            yield f"{entry}: until {entry.until} is before it begins"
    again = {id(entry) for before, entry in pairwise(dated) if timeline.is_said_again(before, entry)}
    for entry in dated:
        if entry.learnt and entry.learnt < entry.begins and id(entry) not in again:
            yield f"{entry}: was learnt before it began, so not late: leave learnt out"
    for before, entry in pairwise(dated):
        if id(entry) in again:
            continue
        if entry.begins <= before.begins:
            yield f"{entry}: does not begin after the one before it, {before.begins}"
        elif before.until and entry.begins <= before.until and not entry.learnt:
            yield f"{entry}: begins while the one from {before.begins} holds, until {before.until}"


def _gaps(data: Data) -> Iterator[str]:
    """A single figure holds on every day from the base's first on; what is listed may begin later and end."""
    first = min((entry.begins for dated in data.base.values() for entry in dated), default=None)
    if first is None:
        yield f"{BASE}: holds nothing"
        return
    for name in (*FIGURES, *(name for name in data.base if "." not in name and name not in FIGURES)):
        dated = data.base.get(name, [])
        for day in (first, *(timeline.after(entry) for entry in dated if entry.until)):
            if timeline.holder(dated, day) is None:
                yield f"{BASE}: {name}: nothing holds on {day}"
    for scope, figures in data.scopes.items():
        yield from (
            f"{entry}: begins before the base, {first}"
            for dated in figures.values()
            for entry in dated
            if scope != BASE and entry.begins < first
        )


def _misfits(data: Data, ill_shaped: set[int]) -> Iterator[str]:
    """What does not fit together on some day: named once, with the first such day where it is not the entry's own."""
    seen: dict[tuple[str, str], str] = {}
    for day, view in timeline.views(data):
        sound: Mapping[str, Any] = {name: entry for name, entry in view.items() if id(entry) not in ill_shaped}
        for entry, what in references.problems(sound):
            when = "" if day == entry.begins else f" (on {day})"
            seen.setdefault((str(entry), what), f"{entry}: {what}{when}")
    yield from seen.values()
