"""Running budgets (运行预算): what samples 1 to 3 cost. Over budget is red; raising one is a reviewed line here."""

from collections import Counter

import pytest

from infra.local.capacity import counting
from infra.local.faults import watching
from tests.workflow.conftest import World

# By sample: transitions of the road, calls of all steps together, write units of the case with its parts.
# Commit 1ada2ef wrote 622 write units of the case alone in sample 1, 31 to 42 KB each time.
BUDGETS = {"1": (24, 175, 155), "2": (26, 200, 240), "3": (39, 200, 195)}


@pytest.mark.parametrize("sample", BUDGETS)
def test_a_sample_costs_no_more_than_its_budget(world: World, sample: str):
    transitions, calls, units = BUDGETS[sample]
    with counting() as used, watching() as watch:
        ending = world.play(sample)
    assert ending.wrong == []
    by_function = Counter(call.function for call in watch.calls)
    steps = sum(count for function, count in by_function.items() if function not in ("api", "road"))
    written = sum(count for table, count in used.written.items() if "CasesTable" in table or "PartsTable" in table)
    assert (ending.transitions <= transitions, steps <= calls, written <= units) == (True, True, True), (
        f"{ending.transitions} transitions, {steps} calls, {written} write units: {dict(by_function)}, {dict(used.written)}"
    )
