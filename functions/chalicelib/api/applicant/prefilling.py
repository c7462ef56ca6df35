"""Prefill (预填): what agencies know of oneself, as a proposal."""

from typing import Any

from chalicelib import clock
from chalicelib.api import actors
from chalicelib.api.applicant.revisions import etag
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import prefill, prefilled
from chalicelib.casework.corrections import form_is_open
from chalicelib.messages import text


def known(call: Call) -> Answer:
    """What is known of oneself and of the home one buys; at the window, of the party who is there. An agency's silence is a reason, no error."""
    key = actors.party(call, call.query.get("person"))
    if not form_is_open(call.case):
        raise Problem("WRONG_STATUS")
    who = _asker(call, key)
    case = prefill.asked(call.case, who)
    fields, records = prefilled.fields(case, who.key, who.party)
    body = {
        "id": case.id,
        "person": key,
        "revision": case.revision,
        "fields": [{"field": one.place, **_shown(one), "same": one.same} for one in fields],
        "records": [
            {"name": one.place, "title": text(f"PREFILL_{one.place.upper()}"), **_shown(one)} for one in records
        ],
    }
    return Answer(body, headers={"ETag": etag(case.revision)})


def _asker(call: Call, key: str) -> prefill.Asker:
    if call.who.audience == "depositor":
        return prefill.Asker(key, call.who.subject, call.who.ticket)
    return prefill.Asker(key, actors.present(call, key).party, operator=call.who.subject)


def _shown(one: prefilled.Field) -> dict[str, Any]:
    agency = text(f"AGENCY_{one.source.upper()}")
    told = {"value": one.value, "source": one.source, "source_text": agency, "at": one.at}
    if one.code:
        return {"state": "NOT_KNOWN", **told, "reason": one.code, "text": text(one.code, agency=agency)}
    at = f"{clock.in_china(clock.parsed(one.at or '')):%Y-%m-%d %H:%M}"
    return {"state": "KNOWN", **told, "reason": None, "text": text("PREFILL_KNOWN", agency=agency, at=at)}
