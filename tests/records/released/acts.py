"""What people, banks and the registry do about a case that waits, through the API of today."""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from standardwebhooks import Webhook

from chalicelib import clock
from chalicelib.agencies import signers
from chalicelib.casework import part_plan
from chalicelib.records import casefile, tasks
from chalicelib.records.inspections import incoming_key_of
from infra.players.samples import FOLDER
from tests.given.platform import BANKS, EXCHANGE
from tests.records.released import Case
from tests.records.released.conftest import World
from tests.records.released.road import Failed, walk

REASON = "资料齐全，已核对。"


def go_on(world: World, case: Case) -> str:
    """Takes a case on from where it was left; returns the state its road ends in."""
    if case.stands is None:
        _confirm(world, case)
        assert world.api("POST", f"/v1/applications/{case.id}/submit", {}, world.party(case)).status == 202
        return walk(world.store.road, "Intake", _started(world, case), lambda: answered(world, case), waiting=False)
    return resume(world, case, lambda: answered(world, case))


def _confirm(world: World, case: Case) -> None:
    """What earlier releases had the borrower tick for everybody, each now does for themselves."""
    of = f"/v1/applications/{case.id}"
    for key in world.parties(case):
        if key != "borrower":
            code = world.api("POST", f"{of}/invitations", {"person": key}, world.party(case)).body["code"]
            assert world.api("POST", "/v1/joins", {"code": code}, world.party(case, key)).status == 201
        for asked in world.api("GET", f"{of}/authorisations", who=world.party(case, key)).body["items"]:
            given = {"use": asked["use"], "version": asked["version"]}
            assert world.api("POST", f"{of}/consents", given, world.party(case, key)).status == 201


def resume(world: World, case: Case, answer: Any) -> str:
    """The same for one on the road, where every wait is answered so."""
    assert case.stands
    _runs(world, case)
    if (mortgage := casefile.load(case.id).mortgage) and mortgage.certificate_number:
        world.registers(case, mortgage.certificate_number)
    return walk(world.store.road, case.stands["state"], case.stands["input"], answer, waiting=waits(case) is not None)


def waits(case: Case) -> tasks.Task | None:
    """What a case waits for."""
    return next((task for task in tasks.of_case(case.id) if task.state == "open"), None)


def answered(world: World, case: Case) -> dict[str, Any]:
    """Has done what a case waits for, and gives what the road is told."""
    task = waits(case)
    if task is None:
        raise Failed("Withdrawn")
    {
        "correction": _correct,
        "verify": _rule,
        "first_review": _decide,
        "second_review": _decide,
        "attend": _decide,
        "sign": _sign,
        "mortgage": _register,
    }[task.kind](world, case, task)
    return dict(tasks.get(task.id).outcome or {})


def _correct(world: World, case: Case, task: tasks.Task) -> None:
    who, of = world.party(case), f"/v1/applications/{case.id}"
    for document in case.corrections["documents"]:
        content = (FOLDER / document["file"]).read_bytes()
        about = {"content_type": "application/pdf", "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        slot = world.api("POST", f"{of}/documents", {"material": document["material"], **about}, who).body
        world.platform.client("s3").put_object(
            Bucket=world.platform.env["ANJU_BUCKET_DOCUMENTS"], Key=incoming_key_of(case.id, slot["id"]), Body=content
        )
        assert world.api("POST", f"{of}/documents/{slot['id']}/verify", {}, who).body["state"] == "verified"
    assert world.api("POST", f"{of}/corrections", case.corrections["form"], who).status == 202


SHOWN = {
    "paid_on": "2026-10-15",
    "payer": "borrower",
    "children": 2,
}  # what a paper is said to show, beside the whole price


def _rule(world: World, case: Case, task: tasks.Task) -> None:
    who = world.staff("reviewer", case)
    assert world.api("POST", f"/v1/tasks/{task.id}/claim", {}, who).status == 200
    shown = world.api("GET", f"/v1/tasks/{task.id}", who=who).body
    looks, read = shown["looks"], {file for look in shown["looks"] for file in look.get("files", ())}
    for paper in shown["papers"]:
        if paper["sha256"] in read:
            assert world.api("GET", f"/v1/applications/{task.case}/documents/{paper['id']}", who=who).status == 200
    home = casefile.load(task.case).application.home
    paid, worth = {**SHOWN, "amount": str(home.down_payment)}, {**SHOWN, "amount": str(home.price)}
    items = [
        {
            "check": look["check"],
            "subject": look["subject"],
            "outcome": "confirmed",
            "comment": REASON,
            "files": look.get("files", []),
            "facts": {name: (paid if look["subject"] == "b03" else worth)[name] for name in look["facts"]}
            if look["check"] == "paper"
            else {},
        }
        for look in looks
    ]
    _say(world, task, who, {"items": items})


def _decide(world: World, case: Case, task: tasks.Task) -> None:
    attends = task.kind == "attend"
    who = world.staff("supervisor" if attends else "reviewer", case, f"{task.kind}-1")
    lines = world.api("GET", f"/v1/tasks/{task.id}", who=who).body["checklist"]["lines"]
    checked = {"checked": [line["code"] for line in lines]} if lines else {}
    _say(world, task, who, {"decision": "retry" if attends else "approve", "reason": REASON, **checked})


def _say(world: World, task: tasks.Task, who: str, decision: Mapping[str, Any]) -> None:
    assert world.api("POST", f"/v1/tasks/{task.id}/claim", {}, who).status == 200
    assert world.api("POST", f"/v1/tasks/{task.id}/decision", decision, who).status == 200


def _sign(world: World, case: Case, task: tasks.Task) -> None:
    contract = world.api("GET", f"/v1/applications/{case.id}/track", who=world.party(case)).body["contract"]
    signed = {"sha256": contract["sha256"], "agreed": contract["electronic"]["version"]}
    for key in set(contract["waiting_for"]) - {"bank", "bank_part"}:
        assert world.api("POST", f"/v1/applications/{case.id}/signatures", signed, world.party(case, key)).status == 202
    if "bank_part" in contract["waiting_for"]:
        _bank_lends_too(world, case, contract)
    if "bank" in contract["waiting_for"]:
        _bank_signs(world, contract)


def _bank_signs(world: World, contract: Mapping[str, Any]) -> None:
    said = {"sha256": contract["sha256"], "signed_at": clock.stamp()}
    _bank_says(world, contract, "contract.signed", said)


def _bank_lends_too(world: World, case: Case, contract: Mapping[str, Any]) -> None:
    """The bank's own part of a combination: offered, its cost confirmed by everybody, and signed."""
    wish = casefile.load(case.id).application.wish
    terms = {"months": str(wish.commercial_months or wish.months), "rate": "3.50", "fees": "0.00", "all_in": "3.50"}
    _bank_says(world, contract, "bank_part.offered", {"amount": f"{wish.commercial_amount:.2f}", **terms})
    offered = casefile.load(case.id).bank_part
    assert offered
    for key in part_plan.unconfirmed(casefile.load(case.id)):
        said = {"sha256": offered.statement}
        assert world.api("POST", f"/v1/applications/{case.id}/costs", said, world.party(case, key)).status == 202
    signed = {"bank_contract_number": "GD1", "sha256": "0" * 64, "place": "支行", "statement": offered.statement}
    _bank_says(world, contract, "bank_part.signed", signed)


def _bank_pays(world: World, case: Case, ours: str) -> None:
    """Once ours is registered, the bank's mortgage behind it is too, and its part is paid out."""
    stands = casefile.load(case.id)
    assert stands.contract and stands.bank_part and stands.application.home.seller
    home, contract = stands.application.home, {"number": stands.contract.number, "bank": stands.contract.bank}
    part = {"amount": stands.bank_part.amount, "account": stands.application.home.seller.number}
    filing = f"{ours[:-4]}999号"
    secured = {"unit": home.unit_number, "bank": contract["bank"], "amount": part["amount"], "certificate": filing}
    world.partners.server.province.contracts[contract["number"]] = {**contract, "part": secured}
    _bank_says(world, contract, "bank_part.ready", {"condition": "mortgage_registered", "filing_number": filing})
    _bank_says(world, contract, "bank_part.settled", {"reference": "H1", **part})


def _bank_says(world: World, contract: Mapping[str, Any], type: str, said: Mapping[str, Any]) -> None:
    data = {"contract_number": contract["number"], **said}
    body = json.dumps({"type": type, "timestamp": clock.stamp(), "data": data})
    now, bank, id = clock.now(), contract["bank"], f"{contract['number']}.{type}"
    headers = {
        "anju_bank": bank,
        "webhook_id": id,
        "webhook_timestamp": str(int(now.timestamp())),
        "webhook_signature": Webhook(BANKS[bank]["callback_secret"]).sign(id, now, body),
    }
    assert world.api("POST", "/v1/bank/callbacks", raw=body.encode(), **headers).status == 200, type


def _register(world: World, case: Case, task: tasks.Task) -> None:
    number = f"甘(2026)兰州市不动产证明第{task.details['apply_biz_id'][-8:]}号"
    told = {"apply_biz_id": task.details["apply_biz_id"], "biz_status": "DONE", "certificate_number": number}
    body = json.dumps({**told, "registered_at": clock.stamp()}).encode()
    headers = signers.headers(EXCHANGE["profile"], EXCHANGE["callback_key"], "s", "registry", body)
    world.registers(case, number)
    assert world.api("POST", "/v1/registry/callbacks", raw=body, **headers).status == 200
    if casefile.load(case.id).bank_part:
        _bank_pays(world, case, number)


def _runs(world: World, case: Case) -> None:
    """Its execution is walked by `road`; the platform is told that there is one."""
    states, machine = world.platform.client("stepfunctions"), world.platform.env["ANJU_STATE_MACHINE"]
    with suppress(states.exceptions.ExecutionAlreadyExists):
        states.start_execution(stateMachineArn=machine, name=case.id)


def _started(world: World, case: Case) -> dict[str, Any]:
    """What the API gave the road to start with."""
    states, machine = world.platform.client("stepfunctions"), world.platform.env["ANJU_STATE_MACHINE"]
    execution = f"{machine.replace(':stateMachine:', ':execution:')}:{case.id}"
    started: dict[str, Any] = json.loads(states.describe_execution(executionArn=execution)["input"])
    return started
