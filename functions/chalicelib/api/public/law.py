"""Which text each rule and figure rests on (依据) at a centre on a day: the record, its words where somebody read them, the mark."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from chalicelib import clock, policy
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.api.public.pages import SHORTLY
from chalicelib.domain.policy import Entry, NoPolicy, Policy
from chalicelib.messages import text_or, worded

_SAID = ("bank_part", "caps", "guide", "special", "tolerance")  # families of single figures
_OF_CENTRES = ("recognises", "off_site")


def told(call: Call) -> Answer:
    """Every rule and figure in force at a centre on a day, today if none is named, and the sources they rest on."""
    from chalicelib.policy.reading import OF_THE_HOUSE  # with the policy that is read here

    book, on, centre = policy.shipped(), _day(call), call.query.get("centre", "")
    try:
        book.serving(centre)
    except NoPolicy:
        raise Problem("INVALID_REQUEST", [Defect("CENTRE_UNKNOWN", "centre")]) from None
    try:
        rules, entries = book.in_force(centre, on), book.entries(centre, on)
    except NoPolicy:
        raise Problem("INVALID_REQUEST", [Defect("DAY_WITHOUT_POLICY", "on")]) from None
    shown = {name: entry for name, entry in entries.items() if not name.startswith(OF_THE_HOUSE)}
    resting = {book.source(entry["rests_on"])["name"]: None for entry in shown.values()}
    return Answer(
        {
            "centre": rules.centre,
            "name": rules.name,
            "on": on.isoformat(),
            "policy": rules.version,
            "rules": list(_rules(rules, shown)),
            "figures": [
                {
                    "figure": name,
                    "name": _named(name, entry["value"]),
                    "value": entry["value"],
                    "said": _said(name, entry["value"], rules),
                    **_ground(entry, on),
                }
                for name, entry in shown.items()
                if not name.startswith("rules.")
            ],
            "sources": [_source(book.source(name)) for name in resting],
        },
        headers=SHORTLY,
    )


def _day(call: Call) -> date:
    given = call.query.get("on", clock.today().isoformat())
    try:
        if (day := date.fromisoformat(given)).isoformat() == given:
            return day
    except ValueError:
        pass
    raise Problem("INVALID_REQUEST", [Defect("DAY_INVALID", "on")])


def _rules(rules: Policy, entries: Mapping[str, Entry]) -> Iterator[dict[str, Any]]:
    from chalicelib.domain.judging.grounds import doubted, figures_of  # with the rules, for this route alone

    for code, rule in rules.rules.items():
        yield {
            "code": code,
            "name": worded(code),
            "text": rule.text,
            "basis": rule.basis,
            "reads": [name for name in figures_of(code, rules) if name in entries],
            **_ground(entries[f"rules.{code}"], rules.on),
            "refuses": not (lacking := doubted(code, rules)),
            "lacking": list(lacking),
        }


def _ground(entry: Entry, on: date) -> dict[str, Any]:
    """What an entry rests on; no words of a text that was not in force on that day."""
    found = policy.shipped().source(entry["rests_on"])
    was_in_force = (found.get("in_force") or "") <= on.isoformat()
    return {
        "since": entry["from"],
        "learnt": entry.get("learnt"),
        "verified": entry["verified"],
        "source": entry["source"],
        "rests_on": found["name"],
        "place": found["place"],
        "words": found["words"] if was_in_force else "",
    }


def _source(found: Mapping[str, Any]) -> dict[str, Any]:
    told = {
        name: found.get(name, "") for name in ("name", "authority", "title", "number", "url", "binds", "seen", "mark")
    }
    since, past = found.get("in_force") or None, list(found.get("supersedes", ()))
    return {**told, "in_force": since, "supersedes": past, "mark_text": worded(f"MARK_{found['mark'].upper()}")}


def _said(name: str, value: Any, rules: Policy) -> str:
    """A figure's value in Chinese with its units; of what the guide sets out by itself, as materials, and of a whole calendar nothing."""
    from chalicelib.documents.figure_words import said  # for this route alone

    family, _, member = name.partition(".")
    if name == "arranged" or (member and family not in _SAID):
        return ""
    called = {one.code: one.name for one in rules.materials}
    if name in _OF_CENTRES:  # elsewhere such a number is of yuan
        called |= policy.centres()
    if family == "guide":  # it says of each kind what it is; elsewhere the same words are of homes
        called |= {code: kind.name for code, kind in rules.kinds.items()}
    return said(name, _called(value, called))


def _called(value: Any, names: Mapping[str, str]) -> Any:
    """A value with the names of kinds, materials and centres in the place of their codes."""
    if isinstance(value, Mapping):
        return {names.get(key, key): _called(part, names) for key, part in value.items()}
    if isinstance(value, list):
        return [_called(part, names) for part in value]
    return names.get(value, value) if isinstance(value, str) else value


def _named(name: str, value: Any) -> str:
    """What people call a figure: a text of the catalogue, else the name or the words it has itself; its code where there is neither."""
    family, _, member = name.rpartition(".")
    codes = (f"FIGURE_{name.upper()}", f"GUIDE_FIGURE_{name.upper()}", f"ELEMENT_{member.upper()}", member,
             f"HELD_{member.upper()}", f"FIGURE_{family.upper()}")  # fmt: skip
    itself = (value.get("name") or value.get("text") or name) if isinstance(value, Mapping) else name
    return next((told for code in codes if (told := text_or("", code))), str(itself))
