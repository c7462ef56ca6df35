"""What a person saw of a case on the tracking page, as codes and figures: what no later release may change."""

from collections.abc import Mapping
from typing import Any


def shown(track: Mapping[str, Any]) -> dict[str, Any]:
    """The lasting part of a `GET …/track` answer: no wording, no links, nothing that depends on today."""
    decision, contract, notice = track["decision"], track["contract"], track["notice"]
    return {
        "number": track["number"],
        "status": track["status"],
        "held_by": track["held_by"]["code"],
        "timeline": [[line["at"], line["code"]] for line in track["timeline"]],
        "next": [step["code"] for step in track["next"]],
        "notice": notice and [[defect["code"], defect["where"]] for defect in notice["defects"]],
        "decision": decision
        and {
            **{name: decision.get(name) for name in ("approved", "route", "amount", "months", "rate")},
            "reasons": [reason["code"] for reason in decision["reasons"]],
        },
        "contract": contract
        and {
            **{name: contract[name] for name in ("number", "sha256", "bank", "waiting_for")},
            # Whoever has signed: on a void contract they are no longer among those whose signatures hold.
            "signed": sorted({*contract["signed"], *(one["person"] for one in contract.get("signatures", ()))}),
        },
        "results": [result["name"] for result in track["results"]],
    }
