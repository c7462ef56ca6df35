"""一次性补正告知书: the one notice of a round, with every defect of every person and document from every agency."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from chalicelib import messages
from chalicelib.documents.letter import Letter, text_if_any
from chalicelib.documents.paper import chinese_date
from chalicelib.domain import limits
from chalicelib.domain.form.application import upload_of
from chalicelib.domain.policy import Policy

Defect = Mapping[str, Any]


def correction_pdf(
    letter: Letter,
    defects: Sequence[Defect],
    due_on: date,
    policy: Policy,
    accepted_on: date | None,
    *,
    provisional: bool = False,
) -> bytes:
    """The notice; after acceptance it asks for what holds the case up and corrects nothing (补正 comes before).

    A defect is stored as domain.materials.Defect, with `why` where it could not be told before.
    """
    materials = {material.code: f"{material.name}（{material.code}）" for material in policy.materials}
    due = chinese_date(due_on) + (messages.text("PROVISIONAL_MARK") if provisional else "")
    days = limits.legal_days(policy)
    if accepted_on:
        law = messages.text("LIMIT_LAW_RUNS", days=days, by=chinese_date(limits.legal_by(policy, accepted_on)))
        paper = letter.open("PAPER_HOLD", "OPEN_HOLD", count=len(defects), due=due, law=law)
    else:
        law = messages.text("LIMIT_LAW_WAITS", days=days)
        paper = letter.open("PAPER_CORRECTION", "OPEN_CORRECTION", count=len(defects), due=due, law=law)
    rows = [
        (str(number), letter.whom(defect["where"]) or _paper(letter, defect["where"], materials), *_told(defect))
        for number, defect in enumerate(defects, 1)
    ]
    paper.table(("序号", "涉及", "问题", "如何办理" if accepted_on else "如何补正"), rows, (13, 35, 55, 55), "CLLL")
    return letter.close(paper)


def _paper(letter: Letter, where: str, materials: Mapping[str, str]) -> str:
    """The material a defect is about, and another party's name where it is theirs (`D01.spouse`)."""
    code, person = upload_of(where)
    return " ".join(filter(None, (materials.get(code, "—"), letter.whom(person) if person else "")))


def _told(defect: Defect) -> tuple[str, str]:
    problem = messages.text(defect["code"], **defect.get("values", {}))
    why = f"（{messages.text(defect['why'])}）" if defect.get("why") else ""
    return problem + why, text_if_any(defect.get("remedy", "")) or "—"
