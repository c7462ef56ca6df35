"""Complaints, suggestions and ratings (投诉建议、好差评): what a party says of how they were served, and what the centre answers them.

A complaint, a suggestion and a rating of not content wait at the centre for a supervisor who has not handled the case; no road waits for
them, and they may come before it begins or after it has ended. They are not in the timeline: the other parties, and whoever is complained of, are told nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from chalicelib import clock
from chalicelib.casework.actor import Actor
from chalicelib.casework.clocks import due
from chalicelib.errors import Contended
from chalicelib.records import casefile, decisions, tasks
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.statements import Voice
from chalicelib.records.tasks import Task

KIND = "complaint"
LETTERS = "TS"  # 投诉：a number begins so, then the centre, the day, and what tells it from others of that day
COMPLAINT, SUGGESTION, RATING = "complaint", "suggestion", "rating"
NOT_CONTENT = 2  # stars up to which a rating (不满意、非常不满意) is answered, as a complaint is
_LENGTH = 10  # digits that tell it from others of its day: of a million that day no two are likely to share them
MOST = 20  # of one person about one case


def repeated(case: CaseFile, request: str, who: str) -> str | None:
    """The number the same request was given before, if it was."""
    return next((no for no, one in case.voices.items() if no[-_LENGTH:] == _tail(request) and one.by == who), None)


def rated(case: CaseFile, who: str) -> bool:
    """Whether this person has rated already: once (一事一评)."""
    return any(one.sort == RATING and one.by == who for one in case.voices.values())


def are_too_many(case: CaseFile, who: str) -> bool:
    """Whether this person has said so much of the case that more says nothing new."""
    return sum(one.by == who for one in case.voices.values()) >= MOST


def say(
    case: CaseFile, request: str, sort: str, who: str, party: str, text: str, stars: int, hand: Changes | None = None
) -> str:
    """Keeps it, with the `hand` of who took it down, and asks a supervisor where it wants an answer, both or neither. Gives its number (诉求编号). Raises `Contended`."""
    number = f"{LETTERS}{case.centre}{clock.today():%Y%m%d}{_tail(request)}"
    asks = sort != RATING or stars <= NOT_CONTENT
    due_at, provisional = due(case, KIND) if asks else ("", False)
    said = Voice(sort, clock.stamp(), who, party, case.seal_voice(number, "text", text), stars, due_at)
    changes = Changes(voices={**case.voices, number: said}) | (hand or Changes())
    as_read = Expect(unchanged=("voices",))
    if not asks:
        casefile.amend(case, expect=as_read, **changes)
        return number
    tasks.open_task(
        case.id,
        KIND,
        number.removeprefix(LETTERS),
        "",
        centre=case.centre,
        due_at=due_at,
        provisional=provisional,
        details={"voice": number},
        beside=casefile.update(case, expect=as_read, **changes),
    )
    return number


def of_task(case: CaseFile, task: Task) -> tuple[str, Voice]:
    """The number and what was said that a task is about."""
    number = str(task.details["voice"])
    return number, case.voices[number]


def answer(case: CaseFile, task: Task, text: str, who: Actor, hand: Changes) -> Task:
    """Answers it and ends its task, both or neither; the same answer again changes nothing. Raises `Contended` if another was faster."""
    number, voice = of_task(case, task)
    if voice.answered_at:
        if (voice.answered_by, case.voice_part(number, "answer", voice.answer)) != (who.login, text):
            raise Contended
        return task
    done = replace(
        voice,
        answer=case.seal_voice(number, "answer", text),
        answered_at=clock.stamp(),
        answered_by=who.login,
    )
    changes = Changes(voices={**case.voices, number: done}) | hand
    outcome = {"next": "answered"}
    return decisions.decide(case, task.id, outcome, who.login, expect=Expect(unchanged=("voices",)), **changes)


def shown(case: CaseFile, number: str, voice: Voice) -> Mapping[str, Any]:
    """In clear, to whoever said it and whoever answers it."""
    return {
        "number": number, "sort": voice.sort, "stars": voice.stars or None, "at": voice.at, "due_at": voice.due_at or None,
        "text": case.voice_part(number, "text", voice.text) or None,
        "answer": case.voice_part(number, "answer", voice.answer) or None, "answered_at": voice.answered_at or None,
    }  # fmt: skip


def _tail(request: str) -> str:
    return f"{int(sha256(request.encode()).hexdigest(), 16) % 10**_LENGTH:0{_LENGTH}d}"
