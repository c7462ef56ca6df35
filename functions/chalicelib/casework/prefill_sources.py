"""The sources of prefill (预填来源): one question to one agency about the very person who asks, and what it fills in."""

from collections.abc import Callable, Mapping
from typing import Any

from chalicelib import clock
from chalicelib.agencies import civil_affairs, fund_core, housing, identity_platform, police, registry
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.form import identifiers, normal, parties
from chalicelib.trust.index import reference

Question = Mapping[str, str]
Told = tuple[str, Mapping[str, Any]]  # the code of why nothing is told, or values by path
_NOT_FOUND: Told = ("PREFILL_NOT_FOUND", {})
_MARITAL = {"married": "20", "divorced": "40"}  # HYZK


def answer(name: str, question: Question, key: str, party: str, ticket: str, purpose: Purpose) -> Told:
    """What a source tells. Raises what an agency raises."""
    if name == "login":
        return _login(key, party, ticket, purpose)
    if not (question["name"] and question["id_number"]):
        return "PREFILL_NAME_FIRST", {}
    return _SOURCES[name](question, key, purpose)


def _login(key: str, party: str, ticket: str, purpose: Purpose) -> Told:
    if not ticket:
        return "PREFILL_NO_LOGIN", {}
    own = identity_platform.own(ticket, key, purpose)
    if own is None or reference("person", own.id_number) != party:
        return "PREFILL_NO_LOGIN", {}
    return "", {"person.name": own.name, "person.id_number": own.id_number, "person.phone": own.phone}


def _marriage(question: Question, key: str, purpose: Purpose) -> Told:
    status = civil_affairs.status_of(key, question["name"], question["id_number"], purpose)
    return ("", {"person.marital": _MARITAL[status]}) if status else _NOT_FOUND


def _children(question: Question, key: str, purpose: Purpose) -> Told:
    if not purpose.covers_children(key):
        return "PREFILL_NOT_AUTHORISED", {}
    told = police.children_of(key, question["name"], question["id_number"], purpose)
    if told is None:
        return _NOT_FOUND
    minor = [child for child in told if parties.is_minor(child, clock.today())]
    named = [{"name": child.name, "id_number": child.id_number} for child in minor]
    return "", {"person.minor_children": len(named), "person.children": named}


def _account(question: Question, key: str, purpose: Purpose) -> Told:
    id_type = question.get("id_type") or identifiers.type_in(question["id_number"], clock.today())
    if id_type is None:  # nobody has said yet which document that number is of
        return "PREFILL_NAME_FIRST", {}
    told = fund_core.known_of(key, question["name"], id_type, question["id_number"], purpose)
    return ("", told) if told else _NOT_FOUND


def _filing(question: Question, key: str, purpose: Purpose) -> Told:
    if not question["contract"]:
        return "PREFILL_CONTRACT_FIRST", {}
    told = housing.filed(question["contract"], question["city"], key, question["id_number"], purpose)
    return ("", told) if told else _NOT_FOUND


def _title(question: Question, key: str, purpose: Purpose) -> Told:
    owned = registry.homes_of(key, question["name"], question["id_number"], purpose)
    meant = [title for title in owned if normal.number(question["unit"]) in ("", title.unit_number)]
    if len(meant) > 1:
        return "PREFILL_SEVERAL", {}
    if not meant:
        return _NOT_FOUND
    told = {
        "home.title_number": meant[0].number,
        "home.unit_number": meant[0].unit_number,
        "home.location": meant[0].location,
        "home.area": meant[0].area,
    }
    return "", {path: value for path, value in told.items() if value}


_SOURCES: Mapping[str, Callable[[Question, str, Purpose], Told]] = {
    "marriage": _marriage,
    "children": _children,
    "account": _account,
    "filing": _filing,
    "title": _title,
}
