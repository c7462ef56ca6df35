"""一次性补正告知书: the one notice of a round, with every defect of every person and document from every agency."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, ClassVar

from chalicelib import messages
from chalicelib.documents.letter import Head, Letter, chinese_date, chinese_hour, figures, marked, text_if_any, window
from chalicelib.documents.text import paragraphs
from chalicelib.domain import limits
from chalicelib.domain.checks.finding import OURS
from chalicelib.domain.form.application import upload_of
from chalicelib.domain.form.people import is_co_owner
from chalicelib.domain.frozen import frozen
from chalicelib.domain.policy import Policy

Defect = Mapping[str, Any]
_AS_TYPED, _IN_YUAN = ("unit_number", "contract_number", "title_number", "area"), ("price", "down_payment")


@frozen
class Notice:
    """A row for each defect: number, what or whom it is about, the problem, how to mend it. `words` are those of the reviewer who asks, a paragraph each; `asks` heads the last column; `where` is the window, by what
    its centre has stated, `ways` what else there is to know, one after the other."""

    KIND: ClassVar = "notice"
    head: Head
    opening: str
    words: tuple[str, ...]
    asks: str
    rows: tuple[tuple[str, ...], ...]
    where: str = ""
    ways: tuple[str, ...] = ()


def notice(
    letter: Letter,
    defects: Sequence[Defect],
    due_by: datetime,
    policy: Policy,
    law: limits.Law,
    *,
    is_accepted: bool = False,
    provisional: bool = False,
    words: str = "",
    on_file: Mapping[str, str] = MappingProxyType({}),
) -> Notice:
    """The notice; after acceptance it asks for what holds the case up and corrects nothing (补正 comes before). `due_by` is on the clocks of Gansu; `law` is
    what binds the case, or before acceptance what will. `words`: those of the reviewer who asks.

    A defect is stored as domain.lacking.Defect, with `why` where it could not be told before. `on_file`: what the filing of the contract has, by the code that says
    that the form differs from it.
    """
    materials = {material.code: f"{material.name}（{material.code}）" for material in policy.materials}
    due = chinese_hour(due_by) + (messages.text("PROVISIONAL_MARK") if provisional else "")
    kind, runs = ("HOLD", "LIMIT_LAW_RUNS") if is_accepted else ("CORRECTION", "LIMIT_LAW_WAITS")
    limit = messages.text(runs, days=law.days, by=chinese_date(law.by), law=marked(law.article))
    # What we lack or ask is answered and not contested (casework/contests.py).
    found = any(defect.get("check") not in OURS for defect in defects)
    contest = (messages.text("NOTICE_CONTEST"),) if found else ()
    return Notice(
        letter.head(f"PAPER_{kind}"),
        messages.text(f"OPEN_{kind}", "zh", count=len(defects), due=due),
        (messages.text("OPEN_ASKED"), *paragraphs(words)) if words else (),
        "如何办理" if is_accepted else "如何补正",
        tuple(
            (
                str(number),
                letter.whom(defect["where"]) or _paper(letter, defect["where"], materials),
                *_told(letter, defect, on_file),
            )
            for number, defect in enumerate(defects, 1)
        ),
        window(letter.issuer, policy, "WINDOW"),
        (messages.text("NOTICE_HOW"), *contest, messages.text(f"AFTER_{kind}", law=limit)),
    )


def _stated(letter: Letter, place: str) -> str:
    """What the form says there of the home, which everybody who borrows knows; nothing of a person, whose others read the notice too."""
    name = place.removeprefix("home.")
    value = getattr(letter.application.home, name, None) if name in (*_AS_TYPED, *_IN_YUAN) and place != name else None
    if not value or is_co_owner(letter.to):
        return ""
    return messages.text("NOTICE_STATED", value=figures(value) if name in _IN_YUAN else value)


def _paper(letter: Letter, where: str, materials: Mapping[str, str]) -> str:
    """The material a defect is about, and another party's name where it is theirs (`D01.spouse`)."""
    code, person = upload_of(where)
    return " ".join(filter(None, (materials.get(code, "—"), letter.whom(person) if person else "")))


def _told(letter: Letter, defect: Defect, on_file: Mapping[str, str]) -> tuple[str, str]:
    problem = messages.text(defect["code"], **defect.get("values", {})) + _stated(
        letter, str(defect.get("field") or "")
    )
    if (filed := on_file.get(defect["code"])) and not is_co_owner(letter.to):
        problem += messages.text("NOTICE_ON_FILE", value=filed)
    why = f"（{messages.text(defect['why'])}）" if defect.get("why") else ""
    return problem + why, text_if_any(defect.get("remedy", "")) or "—"
