"""A registry that wants more material, on a road of an earlier release, which knows no work of staff over that: whoever attends has it."""

import hashlib
import json
from typing import Any

from chalicelib.agencies import signers
from chalicelib.messages import text
from chalicelib.records import casefile
from chalicelib.records.inspections import incoming_key_of
from tests.given.papers import PDF
from tests.given.platform import EXCHANGE
from tests.records.released import Case
from tests.records.released.acts import answered, resume, waits
from tests.records.released.conftest import World, every
from tests.records.released.road import Failed

WISH = "请补户口簿原件扫描件"


def LOADED(case: Case) -> bool:
    return case.name == "registering"


@every(LOADED)
def test_what_the_registry_wants_is_brought_passed_on_and_ends_in_a_paid_loan(world: World, case):
    seen: list[str] = []

    def answer() -> dict[str, Any]:
        task = waits(case)
        assert task
        seen.append(task.kind)
        if seen == ["mortgage"]:
            _wants_more(world, task.details["apply_biz_id"])
            raise Failed("MoreMaterial")
        if task.kind == "attend":
            _is_brought(world, case, task.id)
        return answered(world, case)

    assert resume(world, case, answer) == "Done"
    assert seen == ["mortgage", "attend", "mortgage"]
    assert casefile.load(case.id).mortgage.attempt == 2


def _is_brought(world: World, case: Case, task: str) -> None:
    who, of = world.party(case), f"/v1/applications/{case.id}"
    shown = world.api("GET", f"{of}/track", who=who).body
    assert (shown["status_text"], shown["supplement"]["wanted"]) == (text("STATUS_SUPPLEMENT"), WISH)
    about = {"content_type": "application/pdf", "size": len(PDF), "sha256": hashlib.sha256(PDF).hexdigest()}
    slot = world.api("POST", f"{of}/documents", {"material": "Z01", **about}, who).body
    key = incoming_key_of(case.id, slot["id"])
    world.platform.client("s3").put_object(Bucket=world.platform.env["ANJU_BUCKET_DOCUMENTS"], Key=key, Body=PDF)
    assert world.api("POST", f"{of}/documents/{slot['id']}/verify", {}, who).body["state"] == "verified"
    shown = world.api("GET", f"/v1/tasks/{task}", who=world.staff("supervisor", case)).body
    assert (shown["wanted"], [one["id"] for one in shown["brought"]]) == (WISH, [slot["id"]])
    assert shown["details"]["texts"] == [text("STOP_MORE_MATERIAL")]


def _wants_more(world: World, application: str) -> None:
    body = json.dumps({"apply_biz_id": application, "biz_status": "NEED_MORE_MATERIAL", "reason": WISH}).encode()
    headers = signers.headers(EXCHANGE["profile"], EXCHANGE["callback_key"], "s", "registry", body)
    assert world.api("POST", "/v1/registry/callbacks", raw=body, **headers).status == 200
