"""What a proposal would change, added up: people, budget, reviewers' load; whole and centre by centre."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from chalicelib.whatif.comparing import CLASS, GRANTED, LOWERED, OPEN, RAISED, REFUSED, SAME, TERMS, Row
from chalicelib.whatif.proposal import Proposal
from chalicelib.whatif.stored import Stored

CHANGES = (GRANTED, REFUSED, RAISED, LOWERED, TERMS, CLASS, OPEN, SAME)
_ZERO = Decimal(0)


@dataclass(frozen=True)
class Totals:
    """A group of cases. Amounts in yuan; a case that is `open` under the proposal counts with what it has now."""

    cases: int = 0
    changes: Mapping[str, int] = field(default_factory=dict)
    now: Decimal = _ZERO
    proposed: Decimal = _ZERO
    classes: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # A, B, C -> now, proposed

    def to_json(self) -> dict[str, Any]:
        """The sums as the report writes them; `effect` is what more would be lent."""
        return {
            "cases": self.cases,
            **{change: self.changes.get(change, 0) for change in CHANGES},
            "now": f"{self.now:.2f}",
            "proposed": f"{self.proposed:.2f}",
            "effect": f"{self.proposed - self.now:.2f}",
            "classes": {route: {"now": pair[0], "proposed": pair[1]} for route, pair in self.classes.items()},
        }


def totals(rows: Sequence[Row]) -> Totals:
    """Adds up."""
    classes = {
        route: (sum(row.now.route == route for row in rows), sum(_after(row).route == route for row in rows))
        for route in "ABC"
    }
    return Totals(
        cases=len(rows),
        changes=Counter(row.change for row in rows),
        now=sum((row.now.amount for row in rows), _ZERO),
        proposed=sum((_after(row).amount for row in rows), _ZERO),
        classes=classes,
    )


def by_centre(rows: Iterable[Row]) -> dict[str, Totals]:
    """The same for every centre that has cases."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.centre, []).append(row)
    return {centre: totals(group) for centre, group in sorted(groups.items())}


def replays(stored: Sequence[Stored]) -> dict[str, Any]:
    """How many stored decisions match, and what does not: by case number and path, without values."""
    wrong = [
        {
            "number": one.number,
            "centre": one.centre,
            "outcome": one.replay.outcome,
            "paths": [d.path for d in one.replay.differences],
        }
        for one in stored
        if one.replay.outcome != "same"
    ]
    return {"cases": len(stored), "same": len(stored) - len(wrong), "mismatches": wrong}


def whole(stored: Sequence[Stored], proposal: Proposal | None, rows: Sequence[Row]) -> dict[str, Any]:
    """Everything as `--json` writes it. It names nobody: case numbers, centres, codes and sums."""
    report: dict[str, Any] = {"replay": replays(stored)}
    if proposal is not None:
        report |= {
            "proposal": proposal.to_json(),
            "totals": totals(rows).to_json(),
            "centres": {centre: sums.to_json() for centre, sums in by_centre(rows).items()},
            "drifted": sum(row.drifted for row in rows),
            "cases": [row.to_json() for row in rows],
        }
    return report


def _after(row: Row) -> Any:
    return row.now if row.proposed.open else row.proposed
