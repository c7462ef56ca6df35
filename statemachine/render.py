"""Writes road.asl.json and the diagram in the READMEs from the definition. Run after changing road.py or policies.py."""

import json
import re
from pathlib import Path
from typing import Any

from statemachine.road import definition

ROOT = Path(__file__).parent.parent
ASL = ROOT / "statemachine" / "road.asl.json"
READMES = (ROOT / "README.md", ROOT / "README.en.md")
_HIDDEN = re.compile("Stuck$|^CreditUnanswered$|^Resume$|^Attended$|^RefuseByHand$|^Unattended$")
_WAITS = {"Verify", "Correction", "Review", "FirstReview", "SecondReview", "Sign", "Mortgage", "Attend"}


def asl() -> str:
    """The definition as the committed JSON text."""
    return json.dumps(definition(), ensure_ascii=False, indent=2) + "\n"


def mermaid() -> str:
    """The road as a mermaid flowchart. Left out: the way from every task to Attend when it is stuck, and back."""
    states = definition()["States"]
    lines = ["flowchart TD"]
    for name, state in states.items():
        if _HIDDEN.search(name) or name == "Attend":
            continue
        lines.append(f"  {name}{_shape(name, state)}")
        for label, target in _roads(state):
            if not _HIDDEN.search(target):
                lines.append(f"  {name} -->{f'|{label}|' if label else ''} {target}")
    lines += [f"  {name}:::wait" for name in sorted(_WAITS - {"Attend"})]
    return "\n".join([*lines, "  classDef wait stroke-dasharray: 5 3"])


def with_diagram(readme: str) -> str:
    """A README's text with the diagram between its road markers brought up to date."""
    return re.sub(
        "(<!-- road -->\n).*?(<!-- /road -->)", lambda found: f"{found[1]}```mermaid\n{mermaid()}\n```\n{found[2]}",
        readme, flags=re.DOTALL,
    )  # fmt: skip


def main() -> None:
    """Brings every rendered file up to date."""
    ASL.write_text(asl(), encoding="utf-8")
    for readme in READMES:
        if readme.exists():
            readme.write_text(with_diagram(readme.read_text(encoding="utf-8")), encoding="utf-8")


def _shape(name: str, state: dict[str, Any]) -> str:
    if state["Type"] == "Parallel":
        return f"[{name}: {' · '.join(branch['StartAt'] for branch in state['Branches'])}]"
    return {"Choice": f"{{{name}}}", "Succeed": f"([{name}])", "Fail": f"([{name}])"}.get(state["Type"], f"[{name}]")


def _roads(state: dict[str, Any]) -> list[tuple[str, str]]:
    named = [(choice["StringEquals"], choice["Next"]) for choice in state.get("Choices", ())]
    caught = [
        (catcher["ErrorEquals"][0].removeprefix("States.").lower(), catcher["Next"])
        for catcher in state.get("Catch", ())
        if catcher["ErrorEquals"] != ["States.ALL"] and catcher["Next"] != "Withdraw"
    ]
    plain = [("", state[key]) for key in ("Next", "Default") if state.get(key)]
    return named + plain + caught


if __name__ == "__main__":
    main()
