"""How a sample ended, and where that differs from what it expects."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


class Planned(Protocol):
    """What an ending is held against: a sample, by its key and name, and how it should end."""

    @property
    def key(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def expect(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class Ending:
    """The outcome of one sample. Amounts and rate as strings, `seconds` per step of the road, `wrong` empty if as expected."""

    sample: str
    name: str
    case: str
    number: str
    status: str
    route: str
    approved: bool
    reasons: list[str]
    amount: str
    months: int
    rate: str
    notices: list[list[str]]
    documents: list[dict[str, Any]]
    papers: Mapping[str, bytes]
    seconds: dict[str, float]
    total: float
    transitions: int
    wrong: list[str]

    def to_json(self) -> dict[str, Any]:
        """The outcome as `--json` writes it. Holds no personal data."""
        return {
            "sample": self.sample, "name": self.name, "case": self.case, "number": self.number, "status": self.status,
            "class": self.route, "decision": "approved" if self.approved else "refused", "reasons": self.reasons,
            "amount": self.amount, "term": self.months, "rate": self.rate, "notices": self.notices,
            "documents": self.documents, "seconds": self.seconds, "total_seconds": self.total,
            "transitions": self.transitions, "wrong": self.wrong,
        }  # fmt: skip


def ending_of(
    sample: Planned,
    track: Mapping[str, Any],
    papers: Mapping[str, bytes],
    case: Mapping[str, Any],
    execution: Mapping[str, Any],
    journal: Mapping[str, Any],
    notices: list[list[str]],
) -> Ending:
    """Puts together what the borrower, operations and the outside world know of a case."""
    decision = track["decision"] or {}
    actual = {
        "status": track["status"],
        "class": decision.get("route", ""),
        "reasons": [
            reason["code"] for reason in decision.get("reasons", ()) if reason.get("outcome", "fail") == "fail"
        ],
        "amount": decision.get("amount", ""),
        "months": decision.get("months", 0),
        "rate": decision.get("rate", ""),
        "notices": notices,
        "tasks": sum(event["code"].startswith("TASK_") for event in case["timeline"]),
        **_outside(sample, track, journal),
    }
    return Ending(
        sample=sample.key, name=sample.name, case=track["id"], number=track["number"] or "", status=track["status"],
        route=actual["class"], approved=bool(decision.get("approved")), reasons=actual["reasons"],
        amount=actual["amount"], months=actual["months"], rate=actual["rate"], notices=notices,
        documents=[_described(name, content) for name, content in papers.items()], papers=papers,
        seconds=seconds(execution["history"]), total=_between(execution["started_at"], execution["stopped_at"]),
        transitions=execution["transitions"], wrong=list(_differences(sample.expect, actual)),
    )  # fmt: skip


def seconds(history: list[Mapping[str, Any]]) -> dict[str, float]:
    """How long the road was in each state, all visits together, in order of the first."""
    entered: dict[str, str] = {}
    spent: dict[str, float] = {}
    for step in history:
        name = step["state"]
        if name and step["type"].endswith("StateEntered"):
            entered[name] = step["at"]
            spent.setdefault(name, 0.0)
        elif name in entered and step["type"].endswith("StateExited"):
            spent[name] = round(spent[name] + _between(entered.pop(name), step["at"]), 3)
    return spent


def _outside(sample: Planned, track: Mapping[str, Any], journal: Mapping[str, Any]) -> dict[str, Any]:
    """What the bureau, the bank, the registry and the deposit centres did in this case."""
    contract = (track["contract"] or {}).get("number")
    known = {made["contract_number"]: made["state"] for made in journal["contracts"]}
    return {
        "credit_queries": sum(query["case"] in (track["number"], track["id"]) for query in journal["credit_queries"]),
        "payments": sum(payment["order"]["Summary"] == contract for payment in journal["payments"]),
        "mortgages": sum(
            made["contract_number"] == contract and made["biz_status"] in ("DONE", "PENDING", "NEED_MORE_MATERIAL")
            for made in journal["mortgages"]
        ),
        "contract": known.get(contract, ""),
        "bank_part": (track["bank_part"] or {}).get("state", ""),
        "loans_back": sum(told["contract_number"] == contract for told in journal["loans_back"]),
    }


def _differences(expected: Mapping[str, Any], actual: Mapping[str, Any]) -> Iterator[str]:
    for name, value in expected.items():
        found = actual[name]
        alike = sorted(map(sorted, found)) == sorted(map(sorted, value)) if name == "notices" else found == value
        if name == "reasons":
            alike = set(found) == set(value)
        if not alike:
            yield f"{name}: {found!r}, expected {value!r}"


def _described(name: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _between(start: str, end: str | None) -> float:
    stop = datetime.fromisoformat(end) if end else datetime.now(datetime.fromisoformat(start).tzinfo)
    return round((stop - datetime.fromisoformat(start)).total_seconds(), 3)
