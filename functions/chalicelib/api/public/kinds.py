"""What can be applied for at a centre: the purchase kinds (购房类型) with their linked matters, and the form of each."""

from typing import Any

from chalicelib import clock, policy
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.domain.form.circumstances import holds, of_kind
from chalicelib.domain.policy import Kind, NoPolicy, Policy


def offered(call: Call) -> Answer:
    """Every purchase kind of a centre, and the matters that start for it (联办事项): `yes`, or `maybe` where it depends."""
    rules = _rules(call)
    return Answer(
        {
            "centre": rules.centre,
            "centres": [{"code": code, "name": name} for code, name in policy.centres().items()],
            "policy": rules.version,
            "items": [_shown(kind, rules) for kind in rules.kinds.values()],
        }
    )


def form(call: Call) -> Answer:
    """The one form of a purchase kind as a JSON Schema (2020-12), with titles, codes, texts and what each case needs."""
    from chalicelib.api.public import form_schema  # with the models it needs, for this route alone

    rules = _rules(call)
    kind = rules.kinds.get(call.path["kind"])
    if kind is None:
        raise Problem("NOT_FOUND")
    return Answer(form_schema.schema(kind, rules))


def _rules(call: Call) -> Policy:
    try:
        return policy.in_force(call.query.get("centre", ""), clock.today())
    except NoPolicy:
        raise Problem("INVALID_REQUEST", [Defect("CENTRE_UNKNOWN", "centre")]) from None


def _shown(kind: Kind, rules: Policy) -> dict[str, Any]:
    known = of_kind(kind)
    starts = {matter.code: holds(matter.when, known) for matter in rules.matters}
    return {
        "code": kind.code, "name": kind.name, "note": kind.note, "homes": list(kind.homes), "verified": f"kinds.{kind.code}" not in rules.unverified,
        "matters": [
            {"code": one.code, "name": one.name, "owner": one.owner, "sort": one.sort, "starts": "yes" if starts[one.code] else "maybe"}
            for one in rules.matters
            if starts[one.code] is not False
        ],
    }  # fmt: skip
