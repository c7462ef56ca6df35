"""Cases in the store, put there with the product's own functions. Only tests of the case file itself write one otherwise."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, is_dataclass, replace
from datetime import date
from typing import Any
from unittest.mock import patch

from chalicelib import aws, clock, policy
from chalicelib.casework import naming, parties
from chalicelib.casework.questions import questions
from chalicelib.casework.rules import policy_of
from chalicelib.domain import electronic
from chalicelib.domain.checks.finding import Finding, key_of
from chalicelib.domain.form.application import Application, application_from
from chalicelib.domain.status import Status
from chalicelib.records import casefile, contents, item, loan, parts, reviews, statements, tasks
from chalicelib.records.bank_part import BankPart
from chalicelib.records.casefile import CaseFile
from chalicelib.records.presences import Presence
from chalicelib.settings import setting
from chalicelib.steps import checking
from chalicelib.trust import consent
from tests.given.application import accepted, consents, signed, uses
from tests.given.form import Form

TRACE = "1-65f00000-000000000000000000000001"
CONTRACT = {
    "number": "JK620100202611230001",
    "bank": "B01",
    "sha256": hashlib.sha256(b"contract").hexdigest(),
    "name": "contract.pdf",
    "key": "cases/x/contract.pdf",
}
SIGNED = {"sha256": CONTRACT["sha256"], "agreed": electronic.VERSION}
# What a test need not say of each part.
_USUAL: Mapping[str, tuple[Any, Mapping[str, Any]]] = {
    "contract": (loan.Contract, CONTRACT),
    "mortgage": (loan.Mortgage, {"apply_biz_id": f"{CONTRACT['number']}M1", "status": "PENDING"}),
    "payment": (loan.Payment, {"serial": f"{CONTRACT['number']}P1", "status": "ordered"}),
    "payment_notice": (
        loan.PaymentNotice,
        {"type": "payment.settled", "serial": f"{CONTRACT['number']}P1", "at": ""},
    ),
    "bank_part": (
        BankPart,
        {
            "amount": "300000.00",
            "months": "480",
            "rate": "3.50",
            "fees": "600.00",
            "all_in": "3.52",
            "method": "01",
            "statement": "c" * 64,
            "offered_at": "2026-11-23T00:00:00.000Z",
        },
    ),
    "withdrawal": (contents.Withdrawal, {"at": "", "by": ""}),
    "signatures": (loan.Signature, {"sha256": CONTRACT["sha256"], "at": "", "by": ""}),
    "documents": (
        contents.Document,
        {"material": "B03", "content_type": "application/pdf", "size": 1, "sha256": "", "at": ""},
    ),
    "events": (contents.Event, {}),
    "rulings": (statements.Ruling, {"outcome": "confirmed", "of": "", "by": "", "at": ""}),
    "reviews": (reviews.Review, {"task": "", "level": "", "by": "", "decision": "", "at": "", "reason": ""}),
    "results": (contents.Paper, {"name": "", "key": "", "sha256": ""}),
    "notices": (contents.Notice, {"round": 1, "issued_at": "2026-11-23T00:00:00.000Z", "due_at": "", "defects": []}),
}


def draft(id: str = "c1", form: Form | None = None, applicant: str = "person_1", centre: str = "620100") -> CaseFile:
    """A draft somebody began online."""
    return casefile.create(id, centre, applicant, form or {}, "online")


def submitted(form: Form, id: str = "c1", **values: Any) -> CaseFile:
    """A case as the API leaves it after submission and acceptance, with its down payment proven, and these values."""
    draft(id, form, centre=form["centre"])
    usual = {
        "application": accepted(form, documents={"B03": ["d1"]}),
        "unit": "unit_1",
        "status": _where(values),
        "parties": {person["key"]: f"person_{n}" for n, person in enumerate(form["people"], start=1)},
        "consents": consents(form),
        "accepted_on": "2026-11-23",
        "trace": TRACE,
    }
    return put(id, **{**usual, **values})


def held(application: Application | None = None, **values: Any) -> CaseFile:
    """A case that is stored nowhere, as a rule that only reads one is given it; parts may be dicts, as in `put`. Costs no platform."""
    usual = {"centre": "620100", "applicant": "person_1", "status": "REVIEWING", "channel": "online", "opened_at": ""}
    whole = {name: _whole(name, value) for name, value in {**usual, "form": {}, **values}.items()}
    opened = {name: whole.pop(name) for name in ("form", "decision", "notices", "consents") if name in whole}
    if application:
        opened |= {"application": application, "as_sealed": {**opened["form"], "whole": True}}
    case = CaseFile(id="c1", key="", large=dict.fromkeys(opened.keys() - {"form", "as_sealed"}, {}), **whole)
    vars(case).update(opened)
    return case


def wait(
    kind: str, number: int | str = 1, state: str = "open", *, opened_at: str = "2026-11-23T00:00:00.000Z",
    due_at: str = "2026-12-01T18:00:00+08:00", details: Mapping[str, Any] | None = None, **values: Any,
) -> tasks.Task:  # fmt: skip
    """A wait of the case c1 that is stored nowhere, by the step it is of. Costs no platform."""
    id = tasks.task_id("c1", kind, number)
    return tasks.Task(id, "c1", kind, "620100", state, opened_at, due_at, details or {}, **values)


def authorised(id: str, *keys: str) -> None:
    """Everybody the form of a draft names, or those of them, has authorised every use, each by their own act."""
    case = casefile.load(id)
    words, asked = policy_of(case).authorisations, parties.asked_of(case.form, policy_of(case))
    acts = [
        consent.given(
            id,
            key,
            who,
            use,
            words[use],
            asked if use == "data" else (),
            clock.stamp(),
            channel="test",
            by=f"depositor:{who}",
        )
        | signed(use)
        | ({"named": naming.of_party(case, case.form, key)} if use == "credit" else {})
        for key, who in parties.named(case).items()
        for use in uses(key)
        if key in (keys or [key])
    ]
    put(id, consents=[*case.consents, *acts])


SECOND = {"by": "clerk-9", "person": "person_clerk-9"}


def words(use: str) -> str:
    """The version of the words in which everybody authorises that use today."""
    return policy.in_force("620100", clock.today()).authorisations[use].version


def accepted_by_another(id: str) -> None:
    """A second person has accepted every scan of a form that waits for it."""
    case = casefile.load(id)
    said = {**SECOND, "at": clock.stamp()}
    put(id, presences=[replace(one, second=said) if one.act and not one.second else one for one in case.presences])


def present(id: str, key: str, clerk: str = "clerk-1", proof: str = "p1", **otherwise: Any) -> None:
    """A party is at the window before that clerk, or has signed a form that a second person has accepted."""
    case = casefile.load(id)
    if otherwise.get("method") == "signed_form":
        otherwise = {"second": {**SECOND, "at": otherwise.get("at", clock.stamp())}, **otherwise}
    seen = {"party": parties.named(case)[key], "at": clock.stamp(), **otherwise}
    usual = {"id": proof, "person": key, "method": "id_card_and_face", "terminal": "T1", "by": clerk, "evidence": "e"}
    put(id, presences=[*case.presences, Presence(**{**usual, **seen})])


def evidence_of(id: str, party: str) -> dict[str, Any]:
    """What proves a party's word on the contract."""
    case = casefile.load(id)
    declined = case.contract.declined if case.contract else None
    name = declined["evidence"] if declined and declined["party"] == party else case.signatures[party].evidence
    kept: dict[str, Any] = parts.unpacked(parts.get(id, [str(name)])[str(name)])
    return kept


def put(id: str, findings: Iterable[Finding] = (), **values: Any) -> CaseFile:
    """Writes values into a case, personal ones sealed, and the answers of agencies.

    Parts may be dicts that say only what matters. `signatures.bank` names an entry of a map; None takes one away.
    """
    case, changes = casefile.load(id), dict[str, Any]()
    for path, value in values.items():
        name, _, key = path.partition(".")
        if value is None:
            _take_away(id, name, key)
        elif key:
            changes.setdefault(name, {})[key] = _typed(name, value)
        elif name == "notice":
            changes["notices"] = [_typed("notices", value)]
        else:
            changes[name] = _whole(name, value)
    if findings:
        asked = changes.get("application")
        changes["answers"] = _answers(questions(application_from(asked) if asked else case.application), findings)
    told = [casefile.Told(key, event) for key, event in changes.pop("events", {}).items()]
    with patch.object(item, "_only_forward", lambda *_: ()):  # a test may begin in the middle of the road
        casefile.amend(case, *told, **changes)
    return casefile.load(id)


def _where(values: Mapping[str, Any]) -> str:
    """The state of a case that has come as far as these values."""
    reached = {"payment": "DISBURSING", "mortgage": "REGISTERING", "contract": "SIGNING", "notice": "VERIFYING"}
    return next((status for name, status in reached.items() if name in values), "SUBMITTED")


def _whole(name: str, value: Any) -> Any:
    if name in ("reviews", "results", "notices"):
        return [_typed(name, one) for one in value]
    if name in ("rulings", "signatures", "documents", "events"):
        return {key: _typed(name, one) for key, one in value.items()}
    if name in ("application", "grounds", "form"):
        return stored(value)
    if name in ("accepted_on", "received_on") and isinstance(value, str):
        return date.fromisoformat(value)
    return Status(value) if name == "status" else _typed(name, value)


def _typed(name: str, value: Any) -> Any:
    if name not in _USUAL or not isinstance(value, Mapping):
        return value
    kind, usual = _USUAL[name]
    return contents.read(kind, {**usual, **value})


def _take_away(id: str, name: str, key: str) -> None:
    aws.client("dynamodb").update_item(
        TableName=setting("TABLE_CASES"),
        Key={"id": {"S": id}},
        UpdateExpression="REMOVE #name.#key" if key else "REMOVE #name",
        ExpressionAttributeNames={"#name": name, **({"#key": key} if key else {})},
    )


def happened(id: str, code: str, key: str = "", **values: str) -> None:
    """Writes a line into the timeline of a case."""
    casefile.amend(casefile.load(id), casefile.event(code, key, **values))


def wrote(case: casefile.CaseFile, *events: casefile.Told, **changes: Any) -> None:
    """Writes what some step would have written, lines of the timeline and all."""
    casefile.amend(case, *events, **changes)


def answered(id: str, found: Finding) -> None:
    """Lets a check step ask, which gets this answer; before the case is decided, where it is."""
    case = casefile.load(id)
    undecided = replace(case, large={name: part for name, part in case.large.items() if name != "decision"})
    checking.ask_once(undecided, found.check, found.subject, lambda purpose: found)


def waiting(id: str, kind: str, status: str, number: int = 1, details: Any = None, **values: Any) -> str:
    """Puts a case where a step that waits for people would, with an open task. Gives the task's id."""
    put(id, status=status, **values)
    return tasks.open_task(
        id,
        kind,
        number,
        f"token-{kind}-{number}",
        centre="620100",
        due_at="2026-12-01T18:00:00+08:00",
        details=details or {},
    ).id


def stored(value: Any) -> Any:
    """A value as it comes back out of the store."""
    return json.loads(json.dumps(asdict(value) if is_dataclass(value) else value, default=str))


def _answers(question: Callable[[str, str], str], findings: Iterable[Finding]) -> dict[str, Any]:
    return {
        key_of(found.check, found.subject): (
            contents.Answer(question(found.check, found.subject), "", found.outcome, found.code),
            found,
        )
        for found in findings
    }
