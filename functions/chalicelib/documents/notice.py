"""一次性补正告知书: the one notice of a round, with every defect of every person and document from every agency."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from chalicelib import messages
from chalicelib.documents.letter import Letter, role
from chalicelib.documents.paper import chinese_date
from chalicelib.domain.application import Application


def correction_pdf(letter: Letter, defects: Sequence[Mapping[str, Any]], due_on: date) -> bytes:
    """The notice. A defect is {code, where, values?, why?}: `where` is a party's key, `home` or a material's code."""
    paper = letter.open("PAPER_CORRECTION", "OPEN_CORRECTION", count=len(defects), due=chinese_date(due_on))
    rows = [
        (str(number), _where(letter.application, str(defect.get("where", ""))), _text(defect))
        for number, defect in enumerate(defects, 1)
    ]
    paper.table(("序号", "涉及", "需要补正的内容"), rows, (12, 36, 110), "CLL")
    return letter.close(paper)


def _text(defect: Mapping[str, Any]) -> str:
    text = defect.get("text") or messages.text(defect["code"], **defect.get("values", {}))
    return f"{text}（{messages.text(defect['why'])}）" if defect.get("why") else str(text)


def _where(application: Application, where: str) -> str:
    for person in application.people:
        if person.key == where:
            return f"{role(person)} {person.name}"
    return messages.text("WHERE_HOME") if where == "home" else where
