"""Data uses (数据使用留痕): what agencies were asked and who has looked, when and what for, in words."""

from collections.abc import Mapping
from typing import Any

from chalicelib.api import whose
from chalicelib.api.applicant import presences
from chalicelib.api.http import looks
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import delivering, handing, taken
from chalicelib.messages import act_code, party_code, text, text_or, whom, worded
from chalicelib.records import archive, ledger
from chalicelib.records.handouts import PAGE, POST
from chalicelib.trust.sessions import ENDED

_NAMES = ("at", "agency", "subject", "matter", "material", "asked_by", "operator", "consent", "outcome")


def listed(call: Call) -> Answer:
    """What was asked about oneself and the home, and every look, to a party; what was asked about themselves, to who was one and has
    consented; all to the window."""
    key = whose.person(call, call.case) or whose.former(call, call.case)
    gone, key = key is None, key or whose.consented(call, call.case)
    given = {one["id"]: one["party"] for one in call.case.consents}

    def is_own(entry: Mapping[str, Any]) -> bool:
        """Another may have been that party before: earlier releases said about whom only by whose consent it was asked on."""
        if entry.get("subject") == "home":
            return not gone
        who = entry.get("party") or given.get(entry.get("consent", ""))
        return key is not None and (who == call.who.subject if who else not gone and entry.get("subject") == key)

    entries = ledger.entries(call.case.id)
    shown = (
        entries
        if call.who.audience == "clerk"
        else [one for one in entries if is_own(one) or (_is_look(one) and not gone)]
    )
    return Answer({"items": [{**{name: one.get(name) for name in _NAMES}, "text": _worded(one)} for one in shown]})


def _is_look(entry: Mapping[str, Any]) -> bool:
    return entry.get("kind") == looks.KIND


def _handed(entry: Mapping[str, Any]) -> str:
    """How papers were handed out; earlier releases did it at the window alone."""
    said = {"who": entry["operator"], "party": party_code(entry["subject"])}
    how = {POST: "USE_SENT", PAGE: "USE_OPENED"}.get(entry.get("how", ""), "USE_HANDED_OVER")
    return text("USE_HANDED_TO_AGENT" if entry["agent"] else how, **said)


def _worded(entry: Mapping[str, Any]) -> str:
    if entry.get("kind") in (presences.AGENT, taken.KIND):
        said = {"who": entry["operator"], "act": act_code(entry["act"]), "party": party_code(entry["subject"])}
        return text("USE_AGENT", **said) if entry["kind"] == presences.AGENT else text("USE_FORM", **said)
    if entry.get("kind") == handing.KIND:
        return _handed(entry)
    if entry.get("kind") == delivering.KIND:
        how = "USE_AGREED" if entry["electronic"] else "USE_WANTS_PAPER"
        return text(how, party=party_code(entry["subject"]))
    if entry.get("kind") == archive.KIND:
        return text("USE_ARCHIVED")
    if entry.get("kind") == ENDED:
        role, reason = f"AUDIENCE_{entry['audience'].upper()}", worded(f"SESSIONS_{entry['reason'].upper()}")
        return text("USE_SESSIONS_ENDED", role=role, who=entry["operator"], reason=reason)
    if not _is_look(entry):
        agency = entry.get("agency", "")
        name = text_or(agency, f"AGENCY_{agency.upper()}")
        use = text_or("", f"USE_{entry.get('outcome', '').upper()}", agency=name)
        return text("USE_OF_CHILD", use=use) if use and entry.get("ward") else use
    who, shown = entry["audience"].upper(), entry["shown"].upper().replace("-", "_")
    said = {"role": f"AUDIENCE_{who}", "who": entry["operator"], "what": f"SHOWN_{shown}"}
    if purpose := entry.get("purpose"):
        return text("USE_LOOK_AT_ONE", **said, purpose=f"PURPOSE_{purpose.upper()}", party=whom(entry["subject"]))
    return text("USE_LOOK", **said, purpose=f"PURPOSE_{who}")
