"""Writes road.asl.json and the diagram in the READMEs from the definition. Run after changing road.py or policies.py."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chalicelib.domain.checks.declared import CHECKS
from chalicelib.domain.work import STAFF
from chalicelib.messages import step
from statemachine.check import asked
from statemachine.road import definition
from statemachine.states import name_of

ROOT = Path(__file__).parent.parent
ASL = ROOT / "statemachine" / "road.asl.json"
READMES = (ROOT / "README.md", ROOT / "README.en.md")
# What the diagram leaves out: the way from every task to Attend when it is stuck, and back.
_LEFT_OUT = re.compile("Stuck$|^Enter$|^CreditUnanswered$|^Resume$|^Attend|^RefuseByHand$")
_CAUGHT = {
    "States.Timeout": "deadline",
    "MoreMaterial": "more material",
    "SentBack": "sent back",
    "SentUp": "sent up",
    "PartiesAsked": "parties asked",
    "DecideAnew": "decided anew",
}  # what is caught and is no failure
_CHINESE = {  # of others, messages/steps.py
    **{name_of(check.step): check.owner for check in reversed(CHECKS.values())},  # of a step's checks, the first
    **{state: STAFF[kind].meaning for state, kind in asked(definition()).items()},
    "Review": step("Review"),  # the first of both reviews
}


def asl() -> str:
    """The definition as the committed JSON text."""
    return json.dumps(definition(), ensure_ascii=False, indent=2) + "\n"


def mermaid(chinese: bool = False) -> str:
    """The road as a mermaid flowchart; dashed boxes wait for somebody. A choice is drawn as the labels of its arrows."""
    states = definition()["States"]
    drawn = {name: s for name, s in states.items() if s["Type"] != "Choice" and not _LEFT_OUT.search(name)}
    lines = [f"  {name}{_box(name, state, chinese)}" for name, state in drawn.items()]
    for name, state in drawn.items():
        for label, target in dict.fromkeys(_arrows(states, state)):
            if target in drawn:
                lines.append(f"  {name} -->{f'|{label}|' if label else ''} {target}")
    waits = [name for name, state in drawn.items() if state.get("Resource", "").endswith("waitForTaskToken")]
    return "\n".join(
        ["flowchart TD", *lines, f"  class {','.join(waits)} wait", "  classDef wait stroke-dasharray: 5 3"]
    )


def with_diagram(readme: str, chinese: bool = False) -> str:
    """A README's text with the diagram between its road markers brought up to date."""
    drawing = f"```mermaid\n{mermaid(chinese)}\n```\n"
    return re.sub(
        "(<!-- road -->\n).*?(<!-- /road -->)", lambda found: found[1] + drawing + found[2], readme, flags=re.DOTALL
    )


def main() -> None:
    """Brings every rendered file up to date."""
    ASL.write_text(asl(), encoding="utf-8")
    for readme in READMES:
        text = readme.read_text(encoding="utf-8")
        readme.write_text(with_diagram(text, chinese=readme == READMES[0]), encoding="utf-8")


def _box(name: str, state: dict[str, Any], chinese: bool) -> str:
    def called(name: str) -> str:
        return f"{_CHINESE.get(name) or step(name)} {name}" if chinese else name

    text = called(name)
    if state["Type"] == "Parallel":
        text += ": " + " · ".join(called(branch["StartAt"]) for branch in state["Branches"])
    return f'(["{text}"])' if state["Type"] == "Succeed" else f'["{text}"]'


def _arrows(states: dict[str, Any], state: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Where a state leads and on which word; withdrawals, possible nearly everywhere, are left out."""
    follows = state.get("Next", "")
    if states.get(follows, {}).get("Type") == "Choice":
        yield from ((choice["StringEquals"], choice["Next"]) for choice in states[follows]["Choices"])
        yield "", states[follows]["Default"]
    else:
        yield "", follows
    for catcher in state.get("Catch", ()):
        word = _CAUGHT.get(catcher["ErrorEquals"][0])
        if word:
            yield word, catcher["Next"]


if __name__ == "__main__":
    main()
