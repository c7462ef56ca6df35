"""The service guide (办事指南) of one purchase kind at one centre, with the element names of the national list (事项要素).

Whatever the platform enforces is computed from the policy that enforces it: conditions, materials, flow, limits, figures.
What no rule knows (addresses, hotlines, legal basis) is stated in the policy, or to be filled in by the centre. Nothing
here is typed twice, so the guide cannot drift from what is done.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from chalicelib.domain import limits
from chalicelib.domain.guide import figures, two_loans
from chalicelib.domain.guide import materials as guide_materials
from chalicelib.domain.guide import promised as promised_limits
from chalicelib.domain.guide.elements import BASIC, EXTENSION, STANDARDISED
from chalicelib.domain.guide.wording import Say, condition, said
from chalicelib.domain.policy import Kind, Matter, Policy, When

RESULTS = (
    "PAPER_APPROVAL", "PAPER_REFUSED", "PAPER_CONTRACT", "RESULT_MORTGAGE_PROOF", "PAPER_VOUCHER", "PAPER_SCHEDULE",
)  # fmt: skip
# The stages of the road: who holds the case, and which promised limit is theirs.
_ROAD = (
    ("VERIFY", "verification", "verify"), ("REVIEW", "approval", "review"), ("HANDLE", "handling", ""),
    ("SIGN", "", "signing"), ("MORTGAGE", "", "mortgage"), ("DISBURSE", "", "disbursement"), ("DELIVER", "", ""),
)  # fmt: skip


def guide(policy: Policy, kind: str, task_code: str, say: Say, later: promised_limits.Later = ()) -> dict[str, Any]:
    """The whole guide as JSON. `say` gives the text of a code; `later` are the policies of days on which what is handed in now may be accepted, where
    the law leaves it fewer days then. Raises `KeyError` for a kind the policy does not know."""
    made = _Guide(policy, policy.kinds[kind], task_code, say, later)
    return {
        "centre": policy.centre,
        "name": policy.name,
        "kind": kind,
        "kind_name": made.kind.name,
        "policy": policy.version,
        "on": policy.on.isoformat(),
        "note": made.kind.note,
        "standardised": {"count": len(STANDARDISED), "verified": False, "note": say("GUIDE_STANDARDISED")},
        "elements": made.elements(),
        "conditions": made.conditions,
        "materials": made.materials,
        "matters": made.matters,
        "flow": made.flow,
        "limits": made.limits,
        "figures": [*figures.figures(policy, made.kind, say)],
        "caps": [*figures.caps(policy, made.kind, say)],
        "results": made.results,
    }


@dataclass(frozen=True)
class _Guide:
    """One guide in the making. Every list holds entries with `verified` and `source`."""

    policy: Policy
    kind: Kind
    task_code: str
    say: Say
    later: promised_limits.Later

    def elements(self) -> dict[str, Any]:
        """Every element by its name: computed, else stated, else to be filled in."""
        computed = self._computed()
        pending = {"value": self.say("GUIDE_PENDING"), "verified": False, "source": ""}
        return {
            name: {
                "label": self.say(f"ELEMENT_{name}".upper()),
                "group": "basic" if name in BASIC else "extension",
                **(computed.get(name) or self._stated(name) or pending),
                "standardised": name in STANDARDISED,
            }
            for name in (*BASIC, *EXTENSION)
        }

    @cached_property
    def conditions(self) -> list[dict[str, Any]]:
        """What the rules that may apply ask, each with its legal basis."""
        return [
            {
                "code": code,
                "text": rule.text,
                "basis": rule.basis,
                "condition": condition(left, self.say),
                **self._of(f"rules.{code}"),
            }
            for code, rule in self.policy.rules.items()
            if (left := self._left(rule.when)) is not None
        ]

    @cached_property
    def materials(self) -> list[dict[str, Any]]:
        """Every material that can be needed, with the fields of the national list."""
        return guide_materials.listed(self.kind.code, self.policy, self.say)

    @cached_property
    def matters(self) -> list[dict[str, Any]]:
        """The linked matters (联办事项)."""
        return [
            {
                "code": matter.code,
                "name": matter.name,
                "owner": matter.owner,
                "sort": matter.sort,
                "condition": condition(self._left(matter.when) or {}, self.say),
                **self._of(f"matters.{matter.code}"),
            }
            for matter in self._linked
        ]

    @cached_property
    def flow(self) -> list[dict[str, Any]]:
        """The road, stage by stage, with the working days promised for each."""
        stages = [self._stage("APPLY")]
        for stage, sort, limit in _ROAD:
            names = "、".join(matter.name for matter in self._linked if matter.sort == sort)
            if names or not sort:
                stages.append(self._stage(stage, limit, matters=names))
            if stage == "DISBURSE" and two_loans.may_be(self.kind):
                stages.append(self._stage("BANK_PART", **two_loans.stage(self.policy, self.kind, self.say)))
        return [*stages, *([self._stage("NOTE", note=self.kind.note)] if self.kind.note else [])]

    @cached_property
    def limits(self) -> list[dict[str, Any]]:
        """The promised limits, in working days."""
        return promised_limits.listed(self.policy, self.later, self.say)

    @cached_property
    def results(self) -> list[str]:
        """The papers handed back."""
        return [self.say(code) for code in RESULTS]

    def _computed(self) -> dict[str, Any]:
        """The elements that follow from what the platform enforces."""
        code, item = self.task_code, self.policy.guide.get("task_handle_item", {}).get(self.kind.code)
        ours = {"verified": False, "source": self.say("GUIDE_BY_PLATFORM")}
        promised, of_kind = self._of("deadlines"), self._of(f"kinds.{self.kind.code}")
        owners = [*dict.fromkeys(matter.owner for matter in self._linked if matter.sort != "approval")]
        rules = [f"{rule['condition']}{rule['condition'] and '，'}{rule['text']}" for rule in self.conditions]
        papers = [f"{material['code']} {material['name']}" for material in self.materials]
        return {
            "task_name": {"value": self.say("GUIDE_TASK_NAME", kind=self.kind.name), **of_kind},
            "catalog_code": {"value": code[19:], **ours},
            "task_code": {"value": code, **ours},
            "task_handle_item": item and {"value": f"{code}{item}", **self._of("guide.task_handle_item")},
            "task_version": {"value": self.policy.version, **ours, "verified": True},
            "use_level": {"value": said(self.say, f"USE_LEVEL_{code[18]}", code[18]), **ours},
            "dept_name": {"value": self.policy.name, **ours},
            "dept_code": {"value": code[:18], **ours},
            "accept_condition": {"value": rules, **_all(self.conditions)},
            "handle_flow": {"value": [stage["text"] for stage in self.flow], **_all(self.matters)},
            "promise_day": {
                "value": str(limits.promised_to(self.policy, self.later)[limits.WHOLE]),
                **promised_limits.source(self.policy, self.later, limits.WHOLE, self.say),
            },
            "promise_type": {"value": self._working_days, **promised},
            "promise_explain": {
                "value": promised_limits.explained(self.policy, self.later, self.say),
                **promised,
                "verified": self.policy.confirmed >= promised_limits.STATED,
            },
            "materials": {"value": papers, **_all(self.materials)},
            "other_dept": {"value": owners, **_all(self.matters)},
            "result_name": {"value": self.results, **ours},
        }

    def _stage(self, stage: str, limit: str = "", **values: str) -> dict[str, Any]:
        days = limits.promised_to(self.policy, self.later).get(limit)
        return {"stage": stage, "text": self.say(f"FLOW_{stage}", **values), "days": days, **self._of("deadlines")}

    def _stated(self, name: str) -> dict[str, Any] | None:
        value = self.policy.guide.get(name)
        if isinstance(value, Mapping):  # by purchase kind
            value = value.get(self.kind.code)
        if value is None:
            return None
        return {"value": value, **self._of(f"guide.{name}")}

    @cached_property
    def _linked(self) -> tuple[Matter, ...]:
        linked = (matter for matter in self.policy.matters if self._left(matter.when) is not None)
        return tuple(sorted(linked, key=lambda matter: (len(matter.code), matter.code)))  # M9 before M10

    @cached_property
    def _working_days(self) -> str:
        return self.say("GUIDE_WORKING_DAYS")

    def _left(self, when: When) -> When | None:
        return figures.left(when, self.kind)

    def _of(self, name: str) -> dict[str, Any]:
        return figures.mark(self.policy, name)


def _all(entries: list[dict[str, Any]]) -> dict[str, Any]:
    """An element made of several entries is confirmed where every one is; each says its own source."""
    return {"verified": all(entry["verified"] for entry in entries), "source": ""}
